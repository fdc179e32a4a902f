"""Recall made visible without gold: sentences that look like a record and that no record uses.

Nothing is parsed. The signs are the rules with the labels GAP_SUM, GAP_DATE, GAP_VERB and GAP_NAME, looser than those
that make records. Each kind of sign is held against the records that ought to use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from asean_extract.files.shape import Plain
from asean_extract.language.sentences import sentence_spans
from asean_extract.review.sides import Side, covered
from asean_extract.rules import Patterns, RuleMatch
from asean_extract.spans import READ_KINDS
from asean_extract.text.view import reading_view

SignKind = Literal["sum", "date", "verb", "name"]

_LABELS: Mapping[SignKind, str] = {"sum": "GAP_SUM", "verb": "GAP_VERB", "name": "GAP_NAME", "date": "GAP_DATE"}
#: What an unused sign weighs: a sum is nearly always a record, a date alone seldom.
_WEIGHTS: Mapping[SignKind, int] = {"sum": 4, "verb": 3, "name": 2, "date": 1}


@dataclass(frozen=True, slots=True)
class Sign:
    """What looks like a record: its kind, its words, and the rule that found it."""

    kind: SignKind
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence with signs that no record uses; offsets are code points in the source text."""

    file: str
    source: str
    article: str | None
    start: int
    end: int
    line: int
    text: str
    signs: tuple[Sign, ...]

    @property
    def weight(self) -> int:
        """How likely something was missed: each kind of sign counts once."""
        return sum(_WEIGHTS[kind] for kind in {sign.kind for sign in self.signs})


def find_gaps(file: str, record: Plain, text: str, patterns: Patterns) -> Iterator[Gap]:
    """The gaps of one source file, in reading order; `text` is its decoded source."""
    used = Used(record)
    view = reading_view(text)
    for block in record.get("blocks") or []:
        if block["kind"] not in READ_KINDS:
            continue
        for a, b in sentence_spans(view[block["start"] : block["end"]]):
            start, end = block["start"] + a, block["start"] + b
            signs = tuple(_unused_signs(view[start:end], start, used, patterns))
            if signs:
                path = (record.get("source") or {}).get("path") or file
                line = text.count("\n", 0, start) + 1
                yield Gap(file, path, block.get("article"), start, end, line, text[start:end], signs)


def heaviest_first(gaps: Iterable[Gap]) -> list[Gap]:
    """The likeliest misses first, otherwise in the order of files and text."""
    return sorted(gaps, key=lambda gap: (-gap.weight, gap.file, gap.start))


class Used:
    """The offsets of a source file that its records use, by what they use them for."""

    def __init__(self, record: Plain) -> None:
        side = Side(record)
        events, sums = side.rows("events"), [*side.rows("commitments"), *side.rows("figures")]
        dated = [row.get("date") for row in (*events, *sums)]
        names = [span for row in side.rows("initiatives") for span in row.get("mentions") or []]
        names += [span for entity in record.get("entities") or [] for span in entity.get("mentions") or []]
        self.events = _evidence(events)
        # Gold does not annotate where in its evidence a sum stands.
        self.sums = covered(sums) | _evidence(row for row in sums if row.get("start") is None)
        self.dates = covered([*dated, *(article.get("published") for article in side.articles)])
        self.evidence = self.events | _evidence(sums)
        self.names = covered(names)
        self.event_names = frozenset(str(row.get("name")).casefold() for row in events)

    def by(self, kind: SignKind, match: RuleMatch, start: int, sentence: range) -> bool:
        """Does a record use the sign? `start` is the source offset of the sentence that the match stands in.

        A sum must be a record's sum, a name somebody's mention or part of an event's name; a date or a verb is used
        when its sentence is evidence.
        """
        at = range(start + match.start, start + match.end)
        if kind == "sum":
            return not self.sums.isdisjoint(at)
        if kind == "date":
            return not self.dates.isdisjoint(at) or not self.evidence.isdisjoint(sentence)
        if kind == "verb":
            return not self.events.isdisjoint(sentence)
        return not self.names.isdisjoint(at)

    def named(self, words: str) -> bool:
        """Is it part of the name of an event?"""
        return any(words.casefold() in name for name in self.event_names)


def _evidence(rows: Iterable[Plain]) -> frozenset[int]:
    return covered(span for row in rows for span in row.get("evidence") or [])


def _unused_signs(sentence: str, start: int, used: Used, patterns: Patterns) -> Iterator[Sign]:
    whole = range(start, start + len(sentence))
    for kind, label in _LABELS.items():
        for match in patterns.rules.find(label, sentence):
            words = sentence[match.start : match.end]
            if not used.by(kind, match, start, whole) and not (kind == "name" and used.named(words)):
                yield Sign(kind, words, match.rule.id)
