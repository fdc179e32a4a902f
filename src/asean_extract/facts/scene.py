"""One sentence with all that was read in it: what the builders of facts look at.

Offsets inside a scene are code points of the sentence; `scene.start` makes them offsets of the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from asean_extract.records import EntityType
from asean_extract.spans import BlockKind, DateMention, Sum

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of somebody who can take part; `inside` marks a mention that is only part of a longer name.

    `reach` is the mention with the office, title or "government" beside it, where the parse may see its head.
    """

    start: int
    end: int
    entity: str
    type: EntityType
    title: str | None = None
    affiliation: str | None = None
    country: str | None = None
    form: str = "name"
    inside: bool = False
    reach: tuple[int, int] = (0, 0)

    def covers(self, offset: int) -> bool:
        """Does the mention, with its office, cover a code point of the sentence?"""
        return self.start <= offset < self.end or self.reach[0] <= offset < self.reach[1]


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A mention of an initiative."""

    start: int
    end: int
    id: str
    kind: str
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place or venue in the sentence, resolved to its country where that is known."""

    start: int
    end: int
    name: str
    venue: str | None
    country: str | None
    kind: str = "city"
    preposition: str | None = None


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Clock times in the sentence."""

    start: int
    end: int
    opens: str
    closes: str | None
    zone: str | None


@dataclass(frozen=True)
class Scene:
    """A sentence (reading view) of an article, in order; `doc` is its parse."""

    index: int
    start: int
    text: str
    kind: BlockKind
    paragraph: int
    doc: Doc
    actors: tuple[Actor, ...] = ()
    dates: tuple[DateMention, ...] = ()
    sums: tuple[Sum, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    places: tuple[PlaceSpan, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def end(self) -> int:
        """Where the sentence ends in the source."""
        return self.start + len(self.text)

    def in_source(self, date: DateMention) -> DateMention:
        """The same date with offsets of the source."""
        return replace(date, start=date.start + self.start, end=date.end + self.start)
