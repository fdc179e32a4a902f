"""Counting right, wrong and missed: marks, their tallies, and how sure a figure is."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

BOOTSTRAP_SEED = 20191125
BOOTSTRAP_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """What one comparison adds to one figure; `note` says what was missed or made up, `words` are those of the text.

    `rule` is the rule of the output record that the mark is about, None for a miss.
    """

    figure: str
    tp: int = 0
    fp: int = 0
    fn: int = 0
    note: str | None = None
    words: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """True positives, false positives and misses of one figure; nothing to find and nothing found is perfect."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


def tallies(marks: Iterable[Mark]) -> dict[str, Tally]:
    """The marks added up by figure, figures in the order of their first mark."""
    found: dict[str, Tally] = {}
    for mark in marks:
        found[mark.figure] = found.get(mark.figure, Tally()) + Tally(mark.tp, mark.fp, mark.fn)
    return found


def verdict(figure: str, ok: bool, note: str | None = None, rule: str | None = None) -> Mark:
    """The mark of a value that both sides must give: a wrong one is both made up and missed."""
    return Mark(figure, int(ok), int(not ok), int(not ok), None if ok else note, None, rule)


def either(figure: str, ok: bool, gold: bool, got: bool) -> Mark:
    """The mark of a value that may be absent: wrong when something else was given, missed when gold has one."""
    return Mark(figure, int(ok), int(got and not ok), int(gold and not ok))


Measure = Literal["precision", "recall", "f1"]
Interval = tuple[float, float]


def intervals(files: Sequence[Mapping[str, Tally]], figures: Iterable[str]) -> dict[str, dict[Measure, Interval]]:
    """95 % percentile bootstrap intervals of precision, recall and F1 over files drawn with replacement.

    Source of the method: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. The seed is fixed,
    so the same files give the same intervals. With a single file there is nothing to draw: the interval is its value.
    """
    draw = random.Random(BOOTSTRAP_SEED)
    samples = [draw.choices(range(len(files)), k=len(files)) for _ in range(BOOTSTRAP_ROUNDS)] if files else []
    return {figure: _interval([file.get(figure, Tally()) for file in files], samples) for figure in figures}


def _interval(files: Sequence[Tally], samples: Sequence[Sequence[int]]) -> dict[Measure, Interval]:
    drawn = [
        Tally(sum(files[i].tp for i in sample), sum(files[i].fp for i in sample), sum(files[i].fn for i in sample))
        for sample in samples
    ]
    return {
        "precision": _middle([tally.precision for tally in drawn]),
        "recall": _middle([tally.recall for tally in drawn]),
        "f1": _middle([tally.f1 for tally in drawn]),
    }


def _middle(values: Sequence[float]) -> Interval:
    """The middle 95 % of the values."""
    if not values:
        return (0.0, 1.0)
    ranked = sorted(values)
    return ranked[round(0.025 * (len(ranked) - 1))], ranked[round(0.975 * (len(ranked) - 1))]
