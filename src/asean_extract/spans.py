"""The frozen values that travel between the stages. Offsets are code points in the source file's decoded text,
half-open, unless a docstring says otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

BlockKind = Literal[
    "title", "lead_in", "caption", "body",
    "byline", "dateline", "credit",
    "navigation", "share", "newsletter", "related", "foreign", "duplicate", "notice",
]  # fmt: skip

#: Kinds that extraction reads for facts.
READ_KINDS: frozenset[str] = frozenset({"title", "lead_in", "caption", "body"})
#: Kinds that only tell about the article: who wrote it, when, where.
METADATA_KINDS: frozenset[str] = frozenset({"byline", "dateline", "credit"})


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the source text; `article` counts from 1, None outside every article."""

    start: int
    end: int
    kind: BlockKind
    rule: str
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as the readers see it.

    `text` is the reading view of source[start:end]: the same number of code points, with every kind of white
    space as a blank, curly quotes straight and en dashes as hyphens, so that `start + i` is the source offset of
    `text[i]`, and no pattern has to know ten kinds of blank.
    """

    start: int
    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article cut out of a source file: its blocks that are read or give metadata, in order."""

    number: int
    start: int
    end: int
    title: str | None
    byline: tuple[str, ...]
    publisher: str | None
    language: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date was resolved against: an ISO/EDTF value and the reason (records.md, Date)."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression with its value; offsets are those of the text it was found in."""

    start: int
    end: int
    text: str
    value: str
    precision: Literal["day", "month", "year", "interval"]
    basis: Literal["explicit", "relative", "inferred", "context"]
    anchor: Anchor | None
    rule: str

    @property
    def is_deadline(self) -> bool:
        """Is only the end known ("by 2030", "runs through Thursday")?"""
        return self.value.startswith("../")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money; amounts are decimals written as strings, in whole units of the currency.

    `reason` says how the currency was settled when the words alone do not ("$" of an Australian article).
    `converts` is the start offset of the sum that this one repeats in another currency (in brackets), or None.
    """

    start: int
    end: int
    text: str
    amount: str
    amount_max: str | None
    previous_amount: str | None
    currency: str
    modifier: Literal["exact", "about", "at_least", "at_most"]
    frequency: Literal["once", "annual", "monthly", "total"]
    reason: str | None
    converts: int | None
    rule: str


class Covered:
    """What some spans cover, which may overlap each other; asked in a time that hardly grows with their number."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def meets(self, start: int, end: int) -> bool:
        """Does a span lie in any of it, be it in part?"""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
