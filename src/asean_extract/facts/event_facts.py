"""What is known of an event before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from asean_extract.facts.scene import PlaceSpan, TimeSpan
from asean_extract.spans import DateMention


@dataclass(frozen=True)
class ParticipantFact:
    """An entity in a role."""

    entity: str
    role: str
    title: str | None
    affiliation: str | None


@dataclass(frozen=True)
class EventFact:
    """An event before it becomes a record; offsets are those of the source."""

    type: str
    name: str
    named: bool
    date: DateMention
    time: TimeSpan | None
    place: PlaceSpan | None
    status: str
    participants: tuple[ParticipantFact, ...]
    initiatives: tuple[str, ...]
    evidence: tuple[tuple[int, int], ...]
    rule: str
