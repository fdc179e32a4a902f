"""FollowTheMoney: a folder with `entities.ftm.json`, an entity a line, and `statements.csv`, a statement a line.

Persons, organisations and countries are Person, Organization and PublicBody, events Event, commitments Payment,
initiatives Project, articles Article, places Address; dates keep the precision that they have. Every value goes through
FollowTheMoney's own cleaning, so nothing is written that its model refuses. Countries and initiatives have one id in
every file, other names one in each.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from followthemoney import Dataset, EntityProxy, StatementEntity, model
from followthemoney.statement import Statement
from followthemoney.statement.serialize import CSVStatementWriter

from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.files.targets import whole_folder
from asean_extract.records import Article, Commitment, Date, Entity, Event, Initiative, SourceRecord
from asean_extract.values.edtf import days

_DATASET = Dataset.make({"name": "asean_extract", "title": "asean-extract"})
_SCHEMA = {
    "person": "Person", "organisation": "Organization", "country": "PublicBody", "place": "Address",
    "group": "LegalEntity",
}  # fmt: skip
Values = dict[str, Any]


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes both files; gives the entities of each kind, and the statements."""
    counts: Counter[str] = Counter()
    with (
        whole_folder(target) as folder,
        (folder / "entities.ftm.json").open("w", encoding="utf-8", newline="\n") as entities,
        (folder / "statements.csv").open("w", encoding="utf-8", newline="") as out,
        CSVStatementWriter(out) as statements,
    ):
        for file, record in records:
            for kind, proxy in proxies(file, record):
                entities.write(json.dumps(_ordered(proxy), ensure_ascii=False) + "\n")
                counts[kind] += 1
                for statement in _statements(proxy):
                    statements.write(statement)
                    counts["statements"] += 1
    return counts


def proxies(file: str, record: SourceRecord) -> Iterator[tuple[str, EntityProxy]]:
    """The entities of one output file with the kind of record that each is of."""
    actors = {e.id for e in record.entities if e.type != "place"}
    for entity in record.entities:
        yield "entities", _entity(file, entity)
    for article in record.articles:
        yield "articles", _article(file, record, article)
        for initiative in article.initiatives:
            yield "initiatives", _initiative(file, initiative)
        for event in article.events:
            yield "events", _event(file, article, event, actors)
        for commitment in article.commitments:
            yield "commitments", _commitment(file, article, commitment, actors)


def _entity(file: str, e: Entity) -> EntityProxy:
    name = {"full": e.name} if e.type == "place" else {"name": e.name}
    short = {"alias": [*e.aliases, *([e.acronym] if e.acronym else [])]}
    return _proxy(_SCHEMA[e.type], _id(file, e.id), {**name, **short, "country": e.country})


def _article(file: str, record: SourceRecord, a: Article) -> EntityProxy:
    return _proxy(
        "Article",
        _id(file, a.id),
        {
            "title": a.title or a.id, "author": a.byline, "publisher": a.publisher, "sourceUrl": a.url,
            "language": a.language,
            "publishedAt": _sides(a.published)[0], "fileName": record.source.path,
            "encoding": record.source.encoding,
        },
    )  # fmt: skip


def _initiative(file: str, i: Initiative) -> EntityProxy:
    short = [*i.aliases, *([i.acronym] if i.acronym else [])]
    first, last = days(i.period)
    return _proxy(
        "Project",
        _id(file, i.id),
        {"name": i.name, "alias": short, "keywords": i.kind, "startDate": first, "endDate": last},
    )


def _event(file: str, article: Article, e: Event, actors: set[str]) -> EntityProxy:
    organizers = [p.entity for p in e.participants if p.role in ("organizer", "host")]
    others = [p.entity for p in e.participants if p.role not in ("organizer", "host")]
    return _proxy(
        "Event",
        _id(file, e.id),
        {
            "name": e.name, "keywords": [e.type, e.plover], **_dates(e.date),
            "location": ", ".join(filter(None, [e.place.venue, e.place.name])) if e.place else None,
            "country": e.place.country if e.place else None,
            "organizer": [_id(file, entity) for entity in organizers if entity in actors],
            "involved": [_id(file, entity) for entity in others if entity in actors],
            "summary": [span.text for span in e.evidence], "notes": f"date {e.date.value}, {e.status}",
            "proof": _id(file, article.id), "recordId": e.id,
        },
    )  # fmt: skip


def _commitment(file: str, article: Article, c: Commitment, actors: set[str]) -> EntityProxy:
    parties = {"payer": c.payer, "beneficiary": c.recipient}
    to = f"{c.amount} to {c.amount_max}" if c.amount_max else c.amount
    told = f"{c.kind}, {c.modifier} {to} {c.currency}, {c.frequency}, date {c.date.value if c.date else 'not known'}"
    return _proxy(
        "Payment",
        _id(file, c.id),
        {
            "amount": c.amount, "currency": c.currency, "purpose": c.purpose, **_dates(c.date),
            **{role: _id(file, entity) for role, entity in parties.items() if entity in actors},
            "project": _id(file, c.initiative) if c.initiative else None,
            "summary": [span.text for span in c.evidence], "description": told,
            "proof": _id(file, article.id), "recordId": c.id,
        },
    )  # fmt: skip


def _proxy(schema: str, key: str, values: Values) -> EntityProxy:
    proxy = model.make_entity(schema)
    proxy.id = key
    for name, value in values.items():
        longest = proxy.schema.properties[name].type.max_length
        proxy.add(name, [_cut(v, longest) for v in value] if isinstance(value, list) else _cut(value, longest))
    return proxy


def _cut(value: str | date | None, longest: int) -> str | date | None:
    """Words that fit the type of a property: a name of FollowTheMoney has no more than 384 characters."""
    return f"{value[: longest - 1]}…" if isinstance(value, str) and len(value) > longest else value


def _id(file: str, name: str) -> str:
    shared = name.startswith(("cty-", "ini-"))
    return name if shared else f"{hashlib.blake2b(file.encode(), digest_size=5).hexdigest()}-{name.replace('#', '-')}"


def _dates(date: Date | None) -> Values:
    first, last = _sides(date)
    return {"startDate": first, "endDate": last} if date and "/" in date.value else {"date": first}


def _sides(date: Date | None) -> tuple[str | None, str | None]:
    """The sides of an interval, the only side of another date, as far as they are known."""
    sides = [side.rstrip("~?%") if any(days(side)) else None for side in (date.value if date else "").split("/")]
    return sides[0], sides[-1]


def _ordered(proxy: EntityProxy) -> Values:
    plain = proxy.to_dict()
    return {**plain, "properties": {name: plain["properties"][name] for name in sorted(plain["properties"])}}


def _statements(proxy: EntityProxy) -> list[Statement]:
    found = StatementEntity.from_data(_DATASET, proxy.to_dict()).statements
    return sorted(found, key=lambda s: (s.prop, s.value))
