"""Gold and output of one file as the scores see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from asean_extract.files.shape import Plain
from asean_extract.review.measures import Mark
from asean_extract.review.names import Names
from asean_extract.review.pairing import align

NONE: Plain = {}
Likeness = Callable[[Plain, Plain], float]


class Side:
    """One file's record, gold or output; `text` is its source when it is at hand."""

    def __init__(self, record: Plain, text: str | None = None) -> None:
        self.record = record
        self.text = text
        self._chars: dict[int, frozenset[int]] = {}

    @cached_property
    def names(self) -> Names:
        return Names(self.record)

    @property
    def articles(self) -> list[Plain]:
        return self.record.get("articles") or []

    def rows(self, field: str) -> list[Plain]:
        """All records of one list, through all articles."""
        return [row for article in self.articles for row in article.get(field) or []]

    def evidence(self, row: Plain) -> frozenset[int]:
        """The source offsets that a record's evidence covers."""
        if id(row) not in self._chars:
            self._chars[id(row)] = covered(row.get("evidence"))
        return self._chars[id(row)]

    def words(self, row: Plain) -> str | None:
        """The words that a record was read from, as far as they can be known."""
        spans = row.get("evidence") or row.get("mentions") or []
        return " … ".join(filter(None, (self._span_words(span) for span in spans))) or None

    def _span_words(self, span: Plain) -> str | None:
        if span.get("text") or self.text is None or span.get("start") is None or span.get("end") is None:
            return span.get("text")
        return self.text[span["start"] : span["end"]]


def covered(spans: Iterable[Plain | None] | None) -> frozenset[int]:
    """The offsets of some spans; a span without a start covers nothing."""
    chars: set[int] = set()
    for span in spans or []:
        if span and span.get("start") is not None and span.get("end") is not None:
            chars.update(range(span["start"], span["end"]))
    return frozenset(chars)


def value_of(date: Plain | None) -> str | None:
    """The value of a date, None when there is no date."""
    return (date or NONE).get("value")


def right(gold: Plain, field: str, value: object) -> bool:
    """Is it the gold value of the field, or one that gold accepts?"""
    return value == gold.get(field) or value in (gold.get("accept") or {}).get(field, [])


def date_right(gold: Plain | None, date: Plain | None) -> bool:
    """Is a date right? Where gold has none, having none is."""
    return right(gold, "value", value_of(date)) if gold else not date


@dataclass(frozen=True)
class Matching:
    """Records of one kind on both sides, and which of them are the same."""

    golds: Sequence[Plain]
    outs: Sequence[Plain]
    pairs: Sequence[tuple[Plain, Plain]]

    @classmethod
    def of(cls, golds: Sequence[Plain], outs: Sequence[Plain], likeness: Likeness) -> Matching:
        """Both sides aligned by likeness."""
        return cls(golds, outs, align(golds, outs, likeness))

    @property
    def firm(self) -> list[tuple[Plain, Plain]]:
        """The pairs whose gold record is not optional."""
        return [(g, p) for g, p in self.pairs if not g.get("optional")]

    @property
    def missed(self) -> list[Plain]:
        """Gold records, none of them optional, that no output record matches."""
        hit = {id(g) for g, _ in self.pairs}
        return [g for g in self.golds if id(g) not in hit and not g.get("optional")]

    @property
    def surplus(self) -> list[Plain]:
        """Output records that match no gold record."""
        hit = {id(p) for _, p in self.pairs}
        return [p for p in self.outs if id(p) not in hit]


def settle(figure: str, found: Matching, gold: Side, out: Side, label: Callable[[Plain], str]) -> Iterator[Mark]:
    """Hits, misses and surplus of one kind of record; what is optional in gold counts neither way."""
    yield Mark(figure)
    for _, p in found.firm:
        yield Mark(figure, tp=1, rule=p.get("rule"))
    for g in found.missed:
        yield Mark(figure, fn=1, note=f"missed {label(g)}", words=gold.words(g))
    for p in found.surplus:
        yield Mark(figure, fp=1, note=f"extra  {label(p)}", words=out.words(p), rule=p.get("rule"))
