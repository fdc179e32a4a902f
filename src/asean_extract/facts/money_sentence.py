"""A sentence that names money, with what the readers found in it: all that commitments are read from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from asean_extract.spans import DateMention, Sum

#: What a sum is written as before cues are looked up.
SUM = "¤"


@dataclass(frozen=True, slots=True)
class EntitySpan:
    """A mention of an entity; `speaks_for` is the country or body that a person or office stands for, if known.

    `attributive`: an adjective or a part of a longer name ("the U.S. intent"), nobody that acts by itself. `home`: the
    country of a body, where the article names it.
    """

    start: int
    end: int
    entity: str
    type: Literal["person", "organisation", "country", "place", "group"]
    speaks_for: str | None = None
    attributive: bool = False
    home: str | None = None

    @property
    def party(self) -> str:
        """The entity that pays: a minister's country rather than the minister."""
        return self.speaks_for or self.entity


@dataclass(frozen=True, slots=True)
class InitiativeSpan:
    """A mention of an initiative; `kind` as in the contract."""

    start: int
    end: int
    initiative: str
    kind: str


@dataclass(frozen=True)
class MoneySentence:
    """A sentence that names money, and what the readers before found in it; offsets are those of the source.

    `previous_subject`: entity id of the subject of the sentence before. `default_payer`: the government or body that
    speaks when the words name nobody ("we will provide"). `introducer`: the sentence that opens the list that this one
    is an item of. `above`: the sentence before, where this one takes up its aid. `context_date`: the date of the
    happening that the sentence tells of.
    """

    text: str
    start: int
    sums: tuple[Sum, ...]
    entities: tuple[EntitySpan, ...] = ()
    initiatives: tuple[InitiativeSpan, ...] = ()
    dates: tuple[DateMention, ...] = ()
    previous_subject: str | None = None
    default_payer: str | None = None
    introducer: MoneySentence | None = None
    above: MoneySentence | None = None
    context_date: DateMention | None = None

    @property
    def end(self) -> int:
        """Where the sentence ends in the source."""
        return self.start + len(self.text)


def mask(sentence: MoneySentence) -> str:
    """The sentence with every sum written as ¤, as often as it is long.

    A conversion in brackets goes with its sum, and so does what the sum was before ("from ¤ to ¤").
    """
    text = list(sentence.text)
    for found in sentence.sums:
        begin, end = found.start, found.end
        for other in sentence.sums:
            if other.start == found.converts or is_step(other, found):
                begin, end = min(begin, other.start), max(end, other.end)
        begin, end = begin - sentence.start, end - sentence.start
        if found.converts is not None and sentence.text[end : end + 1] == ")":
            end += 1
        text[begin:end] = SUM * (end - begin)
    return "".join(text)


def masked_span(masked: str, start: int, end: int) -> tuple[int, int]:
    """Where the ¤ of a sum begin and end, with its conversion and what it was before."""
    while start and masked[start - 1] == SUM:
        start -= 1
    while masked.startswith(SUM, end):
        end += 1
    return start, end


def is_step(found: Sum, other: Sum) -> bool:
    """Is one sum what the other was before, or the step between?"""
    if found is other or other.previous_amount is None or other.currency != found.currency:
        return False
    before, now, here = Decimal(other.previous_amount), Decimal(other.amount), Decimal(found.amount)
    return here in (before, abs(now - before))
