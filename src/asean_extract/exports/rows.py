"""One record as rows of the flat tables (`tables.py`), parents before what points to them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from asean_extract.records import Article, Commitment, Date, Entity, Event, Figure, Initiative, SourceRecord, TextSpan
from asean_extract.values.edtf import days

Row = dict[str, Any]
Named = tuple[str, Row]


def rows(file: str, record: SourceRecord) -> Iterator[Named]:
    """Every row of one output file with the name of its table; columns as there, values typed.

    Days are `datetime.date`, amounts `decimal.Decimal`, what is not known None.
    """
    source = record.source
    yield (
        "sources",
        {"file": file, **source.model_dump(), "schema_version": record.schema_version},
    )
    for number, article in enumerate(record.articles, 1):
        yield "articles", _article(file, number, article)
    for i, block in enumerate(record.blocks, 1):
        yield "blocks", {"file": file, "position": i, **block.model_dump()}
    for entity in record.entities:
        yield from _entity(file, entity)
    for article in record.articles:
        yield from _contents({"file": file, "article": article.id}, article)


def _article(file: str, number: int, a: Article) -> Row:
    of = a.provenance
    return {
        "file": file, "id": a.id, "number": number, "start": a.start, "end": a.end, "title": a.title,
        "publisher": a.publisher, "url": a.url, "language": a.language, **_dated("published", a.published),
        "title_from": of.title, "publisher_from": of.publisher, "language_from": of.language,
        "published_from": of.published,
    }  # fmt: skip


def _entity(file: str, e: Entity) -> Iterator[Named]:
    fields = {"id": e.id, "type": e.type, "name": e.name, "country": e.country, "acronym": e.acronym}
    yield "entities", {"file": file, **fields, "mention_count": len(e.mentions)}
    yield from _aliases(file, "entity", "", e)


def _contents(of: Row, article: Article) -> Iterator[Named]:
    for i, name in enumerate(article.byline, 1):
        yield "authors", {**of, "position": i, "name": name}
    for i, date in enumerate(article.dates, 1):
        yield "dates", {**of, "position": i, **_date(date)}
    for initiative in article.initiatives:
        yield from _initiative(of, initiative)
    for event in article.events:
        yield from _event(of, event)
    for commitment in article.commitments:
        yield from _commitment(of, commitment)
    for figure in article.figures:
        yield "figures", {**of, "id": figure.id, **_sum(figure), "measure": figure.measure, "rule": figure.rule}
        yield from _evidence(of, "figure", figure.id, figure.evidence)


def _initiative(of: Row, i: Initiative) -> Iterator[Named]:
    first, last = days(i.period)
    fields = {"id": i.id, "name": i.name, "acronym": i.acronym, "kind": i.kind, "period": i.period, "rule": i.rule}
    spans = {"period_first": first, "period_last": last, "mention_count": len(i.mentions)}
    yield "initiatives", {**of, **fields, **spans}
    yield from _aliases(of["file"], "initiative", of["article"], i)
    for n, owner in enumerate(i.owners, 1):
        yield "initiative_owners", {**of, "initiative": i.id, "position": n, "entity": owner}


def _event(of: Row, e: Event) -> Iterator[Named]:
    fields = {
        "id": e.id, "type": e.type, "name": e.name, "named": e.named, "status": e.status, "plover": e.plover,
        "rule": e.rule,
    }  # fmt: skip
    time = {f"time_{part}": getattr(e.time, part, None) for part in ("start", "end", "zone")}
    place = {"place": e.place.name, "venue": e.place.venue, "country": e.place.country} if e.place else {}
    nowhere = {"place": None, "venue": None, "country": None}
    yield "events", {**of, **fields, **_dated("date", e.date), **time, **nowhere, **place}
    key = {"file": of["file"], "event": e.id}
    for n, part in enumerate(e.participants, 1):
        yield "event_participants", {**key, "position": n, **part.model_dump()}
    for n, initiative in enumerate(e.initiatives, 1):
        yield "event_initiatives", {**key, "position": n, "article": of["article"], "initiative": initiative}
    yield from _evidence(of, "event", e.id, e.evidence)


def _commitment(of: Row, c: Commitment) -> Iterator[Named]:
    names = ("frequency", "kind", "payer", "recipient", "initiative", "purpose", "rule")
    fields = {name: getattr(c, name) for name in names}
    yield (
        "commitments",
        {**of, "id": c.id, **_sum(c), "previous_amount": _decimal(c.previous_amount), **fields},
    )
    yield from _evidence(of, "commitment", c.id, c.evidence)


def _sum(s: Commitment | Figure) -> Row:
    names = ("start", "end", "text", "currency", "currency_reason", "modifier")
    amounts = {"amount": _decimal(s.amount), "amount_max": _decimal(s.amount_max)}
    return {**{name: getattr(s, name) for name in names}, **amounts, **_dated("date", s.date)}


def _dated(prefix: str, date: Date | None) -> Row:
    first, last = days(date.value if date else None)
    return {
        prefix: date.value if date else None,
        f"{prefix}_precision": date.precision if date else None,
        f"{prefix}_basis": date.basis if date else None,
        f"{prefix}_first": first,
        f"{prefix}_last": last,
    }


def _date(date: Date) -> Row:
    first, last = days(date.value)
    names = ("value", "precision", "basis", "start", "end", "text", "rule")
    from_what = date.anchor
    anchor = {
        "anchor": from_what.value if from_what else None,
        "anchor_reason": from_what.reason if from_what else None,
    }
    return {**{name: getattr(date, name) for name in names}, "first": first, "last": last, **anchor}


def _aliases(file: str, kind: str, article: str, of: Entity | Initiative) -> Iterator[Named]:
    for n, alias in enumerate(of.aliases, 1):
        key = {"file": file, "record_kind": kind, "article": article, "record": of.id}
        yield "aliases", {**key, "position": n, "alias": alias}


def _evidence(of: Row, kind: str, record: str, spans: list[TextSpan]) -> Iterator[Named]:
    for n, span in enumerate(spans, 1):
        yield "evidence", {**of, "record_kind": kind, "record": record, "position": n, **span.model_dump()}


def _decimal(amount: str | None) -> Decimal | None:
    return Decimal(amount) if amount is not None else None
