"""How right an output is: precision, recall and F1 against gold, per figure, per rule and per file.

Every figure is micro-averaged: hits, surplus and misses of all gold files are added up first. A gold file without an
output file counts as all missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from asean_extract.errors import OutputError
from asean_extract.files.output import OutputSet
from asean_extract.review.measures import Interval, Mark, Measure, Tally, intervals, tallies
from asean_extract.review.score_events import event_marks
from asean_extract.review.score_layout import article_marks, block_marks
from asean_extract.review.score_records import entity_marks, initiative_marks, money_marks
from asean_extract.review.sides import NONE, Side
from asean_extract.review.soundness import breaches

#: The one figure of an evaluation against judgements.
JUDGED = "judged records"
HEADLINE = (
    "text noise", "articles", "article date", "events", "events dated+typed", "participants", "commitments",
    "initiatives",
)  # fmt: skip
#: Every figure that an evaluation may have; `text accounted` only with the source texts.
FIGURES = (
    "text kept", "text noise", "text accounted", "articles", "article date", "article title", "byline", "events",
    "events dated+typed", "event date", "event type", "event status", "event place", "participants",
    "participants+role", "money (all sums)", "commitments", "commitment parties", "commitment attributes",
    "initiatives", "initiative kind", "initiative period", "persons", "organisations", "countries", JUDGED,
)  # fmt: skip
#: The figures in which an output record stands or falls as a whole, so that its rule can be judged by them.
BY_RULE = ("events", "commitments", "initiatives", JUDGED)


@dataclass(frozen=True)
class Scores:
    """What an evaluation found. `marks` are by gold file, in order; everything else follows from them."""

    marks: Mapping[str, Sequence[Mark]]
    breaches: Sequence[str]

    @property
    def figures(self) -> dict[str, Tally]:
        """Every figure over all files."""
        return tallies(mark for marks in self.marks.values() for mark in marks)

    @property
    def files(self) -> dict[str, dict[str, Tally]]:
        """Every figure of every file."""
        return {name: tallies(marks) for name, marks in self.marks.items()}

    @property
    def headline(self) -> float:
        """Mean F1 of the figures that matter most; one that nothing was said about is perfect."""
        figures = self.figures
        return fmean(figures.get(name, Tally()).f1 for name in HEADLINE)

    @property
    def rules(self) -> dict[str, Tally]:
        """Hits and surplus of each rule of the output, by rule id; a miss has no rule."""
        found: dict[str, Tally] = {}
        for mark in (mark for marks in self.marks.values() for mark in marks):
            if mark.rule and mark.figure in BY_RULE:
                found[mark.rule] = found.get(mark.rule, Tally()) + Tally(mark.tp, mark.fp)
        return dict(sorted(found.items()))

    def intervals(self) -> dict[str, dict[Measure, Interval]]:
        """Bootstrap intervals of every figure, over files."""
        return intervals(list(self.files.values()), self.figures)

    def f1(self, name: str) -> float:
        """The F1 of a figure by name, of `headline` too.

        Raises OutputError for a name that no evaluation has; one that this gold says nothing about is perfect.
        """
        if name == "headline":
            return self.headline
        if name not in FIGURES:
            raise OutputError(f"no figure is called {name!r}; there are headline, {', '.join(FIGURES)}")
        return self.figures.get(name, Tally()).f1


def evaluate(gold: OutputSet, output: OutputSet, texts: Mapping[str, str]) -> Scores:
    """Scores an output against gold; `texts` are the sources by gold file name, as far as they are at hand."""
    marks: dict[str, list[Mark]] = {}
    faults: list[str] = []
    for name, wanted in gold.records.items():
        got, text = output.records.get(name, NONE), texts.get(name)
        if not got:
            faults.append(f"{name}: no output")
        faults += [f"{name}{fault}" for fault in breaches(got, text)]
        marks[name] = list(file_marks(Side(wanted, text), Side(got, text)))
    return Scores(marks, faults)


def file_marks(gold: Side, out: Side) -> Iterator[Mark]:
    """All marks of one file."""
    yield from block_marks(gold, out)
    yield from article_marks(gold, out)
    yield from event_marks(gold, out)
    yield from money_marks(gold, out)
    yield from initiative_marks(gold, out)
    yield from entity_marks(gold, out)


def shortfalls(scores: Scores, bars: Mapping[str, float]) -> list[str]:
    """Which figures stay below their bar (a minimum F1 by name), in words."""
    return [
        f"below the bar: {name} {scores.f1(name):.3f} < {bar}" for name, bar in bars.items() if scores.f1(name) < bar
    ]


def drops(scores: Scores, baseline: Mapping[str, float], tolerance: float = 0.0) -> list[str]:
    """Which figures fell by more than the tolerance against an earlier evaluation (F1 by name, four places)."""
    now = {name: round(scores.f1(name), 4) for name in baseline}
    return [
        f"dropped: {name} {before:.4f} -> {now[name]:.4f}"
        for name, before in baseline.items()
        if now[name] < before - tolerance
    ]
