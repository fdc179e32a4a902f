"""Facts to records: ids from content, spans with their words, only the entities that somebody needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import regex

from asean_extract import records
from asean_extract.draft import ArticleDraft, Draft
from asean_extract.facts.commitments import CommitmentFact, FigureFact
from asean_extract.facts.entities import EntityFact
from asean_extract.facts.event_facts import EventFact
from asean_extract.facts.event_types import PLOVER
from asean_extract.facts.initiatives import InitiativeFact
from asean_extract.facts.scene import PlaceSpan, TimeSpan
from asean_extract.metadata import Metadata, filled
from asean_extract.spans import DateMention, Sum


def record(draft: Draft) -> records.SourceRecord:
    """The validated record of a finished draft."""
    stem = regex.sub(r"\.[^./]*$", "", draft.source.path.rpartition("/")[2]) or "text"
    writer = _Writer(draft.text, stem)
    known = draft.known if len(draft.articles) == 1 else draft.known.model_copy(update={"title": None})
    articles = [writer.article(article, known) for article in draft.articles]
    return records.SourceRecord(
        source=draft.source,
        blocks=[
            records.Block(
                start=b.start,
                end=b.end,
                kind=b.kind,
                rule=b.rule,
                article=None if b.article is None else f"{stem}#{b.article}",
            )
            for b in draft.blocks
        ],
        articles=articles,
        entities=[writer.entity(e) for e in _needed(draft, articles)],
    )


def values(draft: Draft) -> records.Values:
    """The dates and sums of a draft that has them."""
    writer = _Writer(draft.text, "text")
    return records.Values(
        dates=[writer.date(date) for article in draft.articles for date in article.dates],
        sums=[writer.money(found) for article in draft.articles for found in article.sums],
    )


def _needed(draft: Draft, articles: Sequence[records.Article]) -> list[EntityFact]:
    """What records point to, and every person, organisation and country that the kept text names by itself."""
    if draft.entities is None:
        return []
    used: set[str] = set()
    for article in articles:
        for event in article.events:
            used |= {p.entity for p in event.participants}
            used |= {p.affiliation for p in event.participants if p.affiliation}
        used |= {e for c in article.commitments for e in (c.payer, c.recipient) if e}
        used |= {e for i in article.initiatives for e in i.owners}
    named = ("person", "organisation", "country")
    return [
        e
        for e in draft.entities.entities
        if e.id in used or (e.type in named and any(not m.inside for m in e.mentions))
    ]


class _Writer:
    """Turns the facts of one file into records; ids that would collide get a number."""

    def __init__(self, text: str, stem: str) -> None:
        self._text, self._stem = text, stem
        self._ids: dict[str, int] = {}

    def article(self, a: ArticleDraft, known: Metadata) -> records.Article:
        title, title_from = filled(a.text.title, known.title)
        publisher, publisher_from = filled(a.text.publisher, known.publisher)
        return records.Article(
            id=f"{self._stem}#{a.text.number}",
            start=a.text.start,
            end=a.text.end,
            title=title,
            byline=list(a.text.byline),
            publisher=publisher,
            url=known.url,
            language=known.language or a.text.language,
            published=self._date(a.published),
            provenance=records.Provenance(
                title=title_from,
                publisher=publisher_from,
                url="metadata" if known.url else None,
                language="metadata" if known.language else "implied",
                published=a.published_from,
            ),
            dates=[self.date(d) for d in a.dates],
            events=[self._event(e) for e in a.events],
            commitments=[self._commitment(c) for c in a.commitments],
            initiatives=[self._initiative(i, a.owners.get(i.id, ())) for i in a.initiatives],
            figures=[self._figure(f) for f in a.figures],
        )

    def entity(self, e: EntityFact) -> records.Entity:
        spans = sorted({(m.start, m.end) for m in e.mentions})
        return records.Entity(
            id=e.id,
            type=e.type,
            name=e.name,
            aliases=list(e.aliases),
            country=e.country,
            acronym=e.acronym,
            mentions=[self._span(start, end) for start, end in spans],
        )

    def money(self, s: Sum) -> records.Money:
        return records.Money(
            **self._sum_fields(s), previous_amount=s.previous_amount, frequency=s.frequency, rule=s.rule
        )

    def date(self, date: DateMention) -> records.Date:
        anchor = None
        if date.anchor is not None:
            anchor = records.DateAnchor(value=date.anchor.value, reason=date.anchor.reason)
        return records.Date(
            value=date.value,
            precision=date.precision,
            basis=date.basis,
            text=self._text[date.start : date.end],
            start=date.start,
            end=date.end,
            anchor=anchor,
            rule=date.rule,
        )

    def _event(self, e: EventFact) -> records.Event:
        evidence = self._spans(e.evidence)
        return records.Event(
            id=self._id("evt", e.type, e.name, evidence[0].text),
            type=e.type,
            name=e.name,
            named=e.named,
            date=self.date(e.date),
            time=_time(e.time),
            place=_place(e.place),
            status=e.status,
            participants=[
                records.Participant(entity=p.entity, role=p.role, title=p.title, affiliation=p.affiliation)
                for p in e.participants
            ],
            initiatives=list(e.initiatives),
            plover=PLOVER[e.type],
            evidence=evidence,
            rule=e.rule,
        )

    def _commitment(self, c: CommitmentFact) -> records.Commitment:
        evidence = self._spans(c.evidence)
        fields = self._sum_fields(c.sum)
        return records.Commitment(
            id=self._id("com", fields["amount"], fields["currency"], evidence[0].text),
            **fields,
            previous_amount=c.sum.previous_amount,
            frequency=c.frequency,
            kind=c.kind,
            payer=c.payer,
            recipient=c.recipient,
            initiative=c.initiative,
            purpose=c.purpose,
            date=self._date(c.date),
            evidence=evidence,
            rule=c.rule,
        )

    def _figure(self, f: FigureFact) -> records.Figure:
        evidence = self._spans(f.evidence)
        fields = self._sum_fields(f.sum)
        return records.Figure(
            id=self._id("fig", fields["amount"], fields["currency"], evidence[0].text),
            **fields,
            measure=f.measure,
            date=self._date(f.date),
            evidence=evidence,
            rule=f.rule,
        )

    def _sum_fields(self, s: Sum) -> dict[str, Any]:
        return {
            "text": self._text[s.start : s.end],
            "start": s.start,
            "end": s.end,
            "amount": s.amount,
            "amount_max": s.amount_max,
            "currency": s.currency,
            "currency_reason": s.reason,
            "modifier": s.modifier,
        }

    def _initiative(self, i: InitiativeFact, owners: Iterable[str]) -> records.Initiative:
        return records.Initiative(
            id=i.id,
            name=i.name,
            acronym=i.acronym,
            aliases=list(i.aliases),
            kind=i.kind,
            owners=list(owners),
            period=i.period,
            mentions=self._spans(i.mentions),
            rule=i.rule,
        )

    # ------------------------------------------------------------ parts
    def _id(self, prefix: str, *content: str) -> str:
        """An id from the record's own words; the same words twice in a file are told apart by a number."""
        folded = "\n".join(regex.sub(r"\W+", " ", part).strip().lower() for part in content)
        base = f"{prefix}-{hashlib.blake2b(folded.encode(), digest_size=5).hexdigest()}"
        self._ids[base] = self._ids.get(base, 0) + 1
        return base if self._ids[base] == 1 else f"{base}-{self._ids[base]}"

    def _span(self, start: int, end: int) -> records.TextSpan:
        return records.TextSpan(start=start, end=end, text=self._text[start:end])

    def _spans(self, spans: Iterable[tuple[int, int]]) -> list[records.TextSpan]:
        return [self._span(start, end) for start, end in spans]

    def _date(self, date: DateMention | None) -> records.Date | None:
        return self.date(date) if date is not None else None


def _time(time: TimeSpan | None) -> records.Time | None:
    return records.Time(start=time.opens, end=time.closes, zone=time.zone) if time else None


def _place(place: PlaceSpan | None) -> records.Place | None:
    return records.Place(name=place.name, venue=place.venue, country=place.country) if place else None
