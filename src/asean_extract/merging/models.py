"""What `corpus.json` holds, as pydantic models. Every merged record names its sources, and says why they are one."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from asean_extract.records import (
    CountryCode,
    CurrencyCode,
    Decimal,
    EntityType,
    EventType,
    InitiativeKind,
    Record,
    Role,
)

CORPUS_VERSION = "1.0"


class Told(Record):
    """Where something is told: the output file, the article in it, the id of the record there, and its own words."""

    file: str
    article: str
    id: str
    published: str | None
    date: str | None
    name: str


class Version(Record):
    """One of the values that sources disagree on, and the files that have it."""

    value: str
    files: list[str]


class Disagreement(Record):
    """A field that the sources of one happening fill in different ways that cannot all hold."""

    field: Literal["date", "place", "type", "status", "sum"]
    versions: list[Version]


class CorpusParticipant(Record):
    """Who takes part by the sources together; the role is the weightiest that one of them gives."""

    entity: str
    role: Role


class Happening(Record):
    """One happening, from all that tell of it; `why` is empty when only one does."""

    id: str
    type: EventType
    name: str
    named: bool
    date: str
    first: str | None
    last: str | None
    place: str | None
    country: CountryCode | None
    status: Literal["held", "planned", "cancelled"]
    participants: list[CorpusParticipant]
    initiatives: list[str]
    sources: list[Told] = Field(min_length=1)
    why: list[str]
    disagreements: list[Disagreement]


class CorpusCommitment(Record):
    """One promise or payment, from all that tell of it."""

    id: str
    amount: Decimal
    amount_max: Decimal | None
    currency: CurrencyCode
    kind: str
    frequency: str
    payer: str | None
    recipient: str | None
    initiative: str | None
    date: str | None
    sources: list[Told] = Field(min_length=1)
    why: list[str]


class Step(Record):
    """A dated turn in the life of an initiative, with the happening that brought it."""

    date: str
    status: Literal["announced", "agreed", "launched", "planned", "cancelled"]
    happening: str


class CorpusInitiative(Record):
    """One initiative under its canonical name, with all that is told of it."""

    id: str
    name: str
    acronym: str | None
    aliases: list[str]
    kind: InitiativeKind
    owners: list[str]
    period: str | None
    documents: int
    mentions: int
    first_mention: Told
    latest_mention: Told
    status: list[Step]
    commitments: list[str]
    why: list[str]


class CorpusEntity(Record):
    """One person, organisation, country, place or group under one id."""

    id: str
    type: EntityType
    name: str
    aliases: list[str]
    country: CountryCode | None
    acronym: str | None
    documents: int
    mentions: int
    why: list[str]


class Corpus(Record):
    """The whole of `corpus.json`."""

    corpus_version: str
    documents: int
    events: list[Happening]
    commitments: list[CorpusCommitment]
    initiatives: list[CorpusInitiative]
    entities: list[CorpusEntity]
