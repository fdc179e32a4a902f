"""The contract as pydantic models: what one run writes for one source file.

The JSON Schema of the output is made from these classes, and nothing reaches a file that does not validate here.
Offsets are code points in the decoded source text, half-open `[start, end)`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from asean_extract.spans import BlockKind

SCHEMA_VERSION = "1.1"

Decimal = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
ClockTime = Annotated[str, StringConstraints(pattern=r"^\d\d:\d\d$")]

EventType = Literal[
    "summit", "ministerial_meeting", "officials_meeting", "bilateral_meeting", "conference", "exhibition", "ceremony",
    "visit", "agreement", "announcement", "launch", "appointment", "programme",
]  # fmt: skip
Role = Literal["chair", "host", "organizer", "party", "speaker", "observer", "participant"]
InitiativeKind = Literal[
    "policy", "strategy", "plan", "roadmap", "vision", "agreement", "partnership", "fund", "framework", "programme",
    "project", "network", "mechanism", "centre",
]  # fmt: skip
EntityType = Literal["person", "organisation", "country", "place", "group"]
Origin = Literal["printed", "metadata", "implied"]


class Record(BaseModel):
    """Every record is closed (no unknown field) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextSpan(Record):
    """Words of the source: `source[start:end] == text`."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _length_fits(self) -> TextSpan:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"span {self.start}:{self.end} does not fit its text of {len(self.text)} code points")
        return self


class DateAnchor(Record):
    """What a date was resolved against, and why."""

    value: str
    reason: Literal[
        "published", "this-year", "last-year", "next-year", "years-ago", "named-year", "anniversary", "weekday",
        "day-before", "same-time", "part-of", "same-file",
    ]  # fmt: skip


class Date(Record):
    """A date as far as the words give it: ISO 8601 or EDTF level 1."""

    value: str
    precision: Literal["day", "month", "year", "interval"]
    basis: Literal["explicit", "relative", "inferred", "context"]
    text: str
    start: int = Field(ge=0)
    end: int
    anchor: DateAnchor | None
    rule: str


class Block(Record):
    """One stretch of the tiling of the file."""

    start: int = Field(ge=0)
    end: int
    kind: BlockKind
    rule: str
    article: str | None


class Source(Record):
    """Where the text came from."""

    path: str
    sha256: str
    encoding: str
    length: int = Field(ge=0)


class Time(Record):
    """Printed clock times of an event; `zone` is an IANA name when the text names the zone."""

    start: ClockTime
    end: ClockTime | None
    zone: str | None


class Place(Record):
    """Where an event is held: the place as written, the venue if any, ISO 3166-1 alpha-2."""

    name: str
    venue: str | None
    country: CountryCode | None


class Participant(Record):
    """Who takes part and in what role; `title` is the office as written, `affiliation` an entity id."""

    entity: str
    role: Role
    title: str | None
    affiliation: str | None


class Event(Record):
    """A happening that the text dates."""

    id: str
    type: EventType
    name: str
    named: bool
    date: Date
    time: Time | None
    place: Place | None
    status: Literal["held", "planned", "cancelled"]
    participants: list[Participant]
    initiatives: list[str]
    plover: Literal["CONSULT", "COOPERATE", "AGREE", "SUPPORT"] | None
    evidence: list[TextSpan] = Field(min_length=1)
    rule: str


class Commitment(Record):
    """Money that someone gives, promises, lends, invests or sets aside."""

    id: str
    text: str
    start: int = Field(ge=0)
    end: int
    amount: Decimal
    amount_max: Decimal | None
    previous_amount: Decimal | None
    currency: CurrencyCode
    currency_reason: str | None
    modifier: Literal["exact", "about", "at_least", "at_most"]
    frequency: Literal["once", "annual", "monthly", "total"]
    kind: Literal["pledge", "contribution", "loan", "investment", "budget"]
    payer: str | None
    recipient: str | None
    initiative: str | None
    purpose: str | None
    date: Date | None
    evidence: list[TextSpan] = Field(min_length=1)
    rule: str


class Figure(Record):
    """Any other sum of money: trade volume, market size, damage, a target."""

    id: str
    text: str
    start: int = Field(ge=0)
    end: int
    amount: Decimal
    amount_max: Decimal | None
    currency: CurrencyCode
    currency_reason: str | None
    modifier: Literal["exact", "about", "at_least", "at_most"]
    measure: str | None
    date: Date | None
    evidence: list[TextSpan] = Field(min_length=1)
    rule: str


class Initiative(Record):
    """A named policy, plan or vehicle of cooperation."""

    id: str
    name: str
    acronym: str | None
    aliases: list[str]
    kind: InitiativeKind
    owners: list[str]
    period: str | None
    mentions: list[TextSpan] = Field(min_length=1)
    rule: str


class Provenance(Record):
    """Where the fields of an article come from that may be known beside the text; None for a field that is None."""

    title: Origin | None = None
    publisher: Origin | None = None
    url: Origin | None = None
    language: Origin | None = None
    published: Origin | None = None


class Article(Record):
    """One article of the file, with what was read from it."""

    id: str
    start: int = Field(ge=0)
    end: int
    title: str | None
    byline: list[str]
    publisher: str | None
    url: str | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    published: Date | None
    provenance: Provenance = Provenance()
    dates: list[Date]
    events: list[Event]
    commitments: list[Commitment]
    initiatives: list[Initiative]
    figures: list[Figure]


class Entity(Record):
    """A person, organisation, country, place or group that the records point to."""

    id: str
    type: EntityType
    name: str
    aliases: list[str]
    country: CountryCode | None
    acronym: str | None
    mentions: list[TextSpan]


class SourceRecord(Record):
    """All that is known of one source file."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    blocks: list[Block]
    articles: list[Article]
    entities: list[Entity]


class Money(TextSpan):
    """A sum of money by itself, whatever is done with it."""

    amount: Decimal
    amount_max: Decimal | None
    previous_amount: Decimal | None
    currency: CurrencyCode
    currency_reason: str | None
    modifier: Literal["exact", "about", "at_least", "at_most"]
    frequency: Literal["once", "annual", "monthly", "total"]
    rule: str


class Values(Record):
    """The dates and sums of a text, in reading order, without the facts that they belong to."""

    dates: list[Date]
    sums: list[Money]
