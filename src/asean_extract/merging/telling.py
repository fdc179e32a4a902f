"""One telling of a happening: an event of one article, with what comparing it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from asean_extract.merging.naming import Aliases, NameKey, name_key, party_aliases
from asean_extract.records import Article, Commitment, Event, SourceRecord
from asean_extract.values.edtf import days

#: Types that one meeting may go under; what is done there (signed, launched, announced) is another happening.
MEETINGS = frozenset({"summit", "ministerial_meeting", "officials_meeting", "bilateral_meeting", "conference"})
#: A date of no more days than this is a day or a few in a row, not a week or month that holds one.
FEW_DAYS = 6


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one article tells it; `day` is None unless it is dated to a few days at most.

    `parties` are countries and organisations by short name, a person's country too; `persons` are entity ids. `place`
    is the place as written in lower case, None when that is only the country. `sums` are (payer, what for, currency,
    amount) of the commitments that stand in the same words or feed its initiatives.
    """

    file: str
    article: str
    event: Event
    published: str | None
    key: NameKey
    first: date | None
    last: date | None
    parties: frozenset[str]
    persons: frozenset[str]
    place: str | None
    sums: tuple[tuple[str, str, str, str], ...]

    @property
    def day(self) -> date | None:
        return self.first if self.is_day else None

    @property
    def is_day(self) -> bool:
        """Whether it is dated to a day or a few."""
        return self.first is not None and self.last is not None and (self.last - self.first).days + 1 <= FEW_DAYS

    @property
    def family(self) -> str:
        """The types that it may go under in another article."""
        return "meeting" if self.event.type in MEETINGS else self.event.type

    @property
    def country(self) -> str | None:
        return self.event.place.country if self.event.place else None


def tellings(file: str, record: SourceRecord) -> Iterator[Telling]:
    """The tellings of one output file, in order."""
    aliases = party_aliases(record)
    for article in record.articles:
        for event in article.events:
            yield _telling(file, record, article, event, aliases)


def _telling(file: str, record: SourceRecord, article: Article, event: Event, aliases: Aliases) -> Telling:
    first, last = days(event.date.value)
    parties, persons = _actors(record, event)
    return Telling(
        file=file,
        article=article.id,
        event=event,
        published=article.published.value if article.published else None,
        key=name_key(event.name, aliases),
        first=first,
        last=last,
        parties=parties,
        persons=persons,
        place=_place(event, record),
        sums=tuple(sorted(_sums(article, event))),
    )


def _actors(record: SourceRecord, event: Event) -> tuple[frozenset[str], frozenset[str]]:
    known = {entity.id: entity for entity in record.entities}
    parties: set[str] = set()
    persons: set[str] = set()
    for part in event.participants:
        entity = known.get(part.entity)
        if entity is None or entity.type in ("group", "place"):
            continue
        if entity.type == "person":
            persons.add(entity.id)
            behind = part.affiliation if (part.affiliation or "").startswith("cty-") else None
            country = behind.removeprefix("cty-") if behind else (entity.country or "").lower()
            parties |= {country} if country else set()
        else:
            parties.add(entity.id.partition("-")[2])
    return frozenset(parties), frozenset(persons)


def _place(event: Event, record: SourceRecord) -> str | None:
    if event.place is None:
        return None
    countries = {n.casefold() for e in record.entities if e.type == "country" for n in (e.name, *e.aliases)}
    written = event.place.name.casefold()
    return None if written in countries else written


def _sums(article: Article, event: Event) -> Iterator[tuple[str, str, str, str]]:
    for c in article.commitments:
        if _in_the_same_words(c, event) or (c.initiative and c.initiative in event.initiatives):
            yield c.payer or "", c.initiative or c.recipient or "", c.currency, c.amount


def _in_the_same_words(commitment: Commitment, event: Event) -> bool:
    return any(span.start <= commitment.start < span.end for span in event.evidence)
