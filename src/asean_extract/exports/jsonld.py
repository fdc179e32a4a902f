"""JSON-LD in the words of schema.org: Event, Person, Organization, Country, MonetaryGrant, the Articles behind them.

One document, one node a line. Its context is its own, so that no reader has to fetch one. Countries and initiatives are
one node wherever they are named; other names are nodes of their file, since two files may mean two people by one name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.files.targets import whole_file
from asean_extract.records import Article, Commitment, Date, Entity, Event, Initiative, SourceRecord
from asean_extract.values.edtf import days

Node = dict[str, Any]

#: `edtf` has no word in schema.org; it is our own.
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "edtf": "urn:asean-extract:term:edtf",
    "eventStatus": {"@type": "@vocab"},
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
}
_ENTITY = {"person": "Person", "organisation": "Organization", "country": "Country", "place": "Place"}
#: What is written down is a work, what is run is a project.
_WRITTEN = frozenset({"policy", "strategy", "plan", "roadmap", "vision", "agreement", "framework"})
_STATUS = {"held": "EventScheduled", "planned": "EventScheduled", "cancelled": "EventCancelled"}
_MONEY = {"loan": "LoanOrCredit", "investment": "InvestmentOrDeposit"}


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes one document; gives the nodes of each kind, an initiative or country once for each file that has it."""
    counts: Counter[str] = Counter()
    with whole_file(target) as path, path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        between = "\n"
        for file, record in records:
            for kind, node in nodes(file, record):
                out.write(between + json.dumps(_known(node), ensure_ascii=False))
                between = ",\n"
                counts[kind] += 1
        out.write("\n]}\n")
    return counts


def nodes(file: str, record: SourceRecord) -> Iterator[tuple[str, Node]]:
    """The nodes of one output file with their kinds."""
    for entity in record.entities:
        yield "entities", _entity(file, entity)
    for article in record.articles:
        yield "articles", _article(file, article)
        for initiative in article.initiatives:
            yield "initiatives", _initiative(file, initiative)
        for event in article.events:
            yield "events", _event(file, article, event)
        for commitment in article.commitments:
            yield "commitments", _commitment(file, article, commitment)


def _entity(file: str, e: Entity) -> Node:
    place = {"addressCountry": e.country} if e.country and e.type in ("organisation", "place") else None
    return {
        "@id": _id(file, e.id),
        "@type": _ENTITY.get(e.type, "Organization"),
        "name": e.name,
        "alternateName": [*([e.acronym] if e.acronym else []), *e.aliases],
        "identifier": e.country if e.type == "country" else None,
        "nationality": {"@id": _id(file, f"cty-{e.country.lower()}")} if e.country and e.type == "person" else None,
        "address": {"@type": "PostalAddress", **place} if place else None,
    }


def _article(file: str, a: Article) -> Node:
    return {
        "@id": _id(file, a.id),
        "@type": "Article",
        "headline": a.title,
        "author": [{"@type": "Person", "name": name} for name in a.byline],
        "publisher": {"@type": "Organization", "name": a.publisher} if a.publisher else None,
        "url": a.url,
        "inLanguage": a.language,
        "datePublished": _day(a.published),
        "edtf": a.published.value if a.published else None,
    }


def _initiative(file: str, i: Initiative) -> Node:
    owners = "creator" if i.kind in _WRITTEN else "sponsor"
    return {
        "@id": _id(file, i.id),
        "@type": "CreativeWork" if i.kind in _WRITTEN else "Project",
        "name": i.name,
        "alternateName": [*([i.acronym] if i.acronym else []), *i.aliases],
        "additionalType": f"urn:asean-extract:initiative-kind:{i.kind}",
        owners: [{"@id": _id(file, owner)} for owner in i.owners],
    }


def _event(file: str, article: Article, e: Event) -> Node:
    first, last = _sides(e.date)
    by_role = {role: [p.entity for p in e.participants if p.role == role] for role in ("organizer", "speaker")}
    others = [p.entity for p in e.participants if p.role not in by_role]
    place = {"@type": "Place", "name": ", ".join(filter(None, [e.place.venue, e.place.name])),
             "address": e.place.country} if e.place else None  # fmt: skip
    return {
        "@id": _id(file, e.id),
        "@type": "Event",
        "additionalType": f"urn:asean-extract:event-type:{e.type}",
        "name": e.name,
        "startDate": first,
        "endDate": last,
        "edtf": e.date.value,
        "eventStatus": _STATUS[e.status],
        "location": place,
        "organizer": [{"@id": _id(file, entity)} for entity in by_role["organizer"]],
        "performer": [{"@id": _id(file, entity)} for entity in by_role["speaker"]],
        "attendee": [{"@id": _id(file, entity)} for entity in others],
        "about": [{"@id": _id(file, initiative)} for initiative in e.initiatives],
        "description": e.evidence[0].text,
        "subjectOf": {"@id": _id(file, article.id)},
    }


def _commitment(file: str, article: Article, c: Commitment) -> Node:
    giver = "provider" if c.kind in _MONEY else "funder"
    top = {"minValue": c.amount, "maxValue": c.amount_max} if c.amount_max else {"value": c.amount}
    return {
        "@id": _id(file, c.id),
        "@type": _MONEY.get(c.kind, "MonetaryGrant"),
        "additionalType": f"urn:asean-extract:commitment-kind:{c.kind}",
        "name": c.purpose or c.text,
        "amount": {"@type": "MonetaryAmount", "currency": c.currency, **top},
        giver: {"@id": _id(file, c.payer)} if c.payer else None,
        "fundedItem": [{"@id": _id(file, to)} for to in (c.initiative, c.recipient) if to],
        "edtf": c.date.value if c.date else None,
        "description": c.evidence[0].text,
        "subjectOf": {"@id": _id(file, article.id)},
    }


def _id(file: str, name: str) -> str:
    if name.startswith(("cty-", "ini-")):
        return f"urn:asean-extract:{quote(name)}"
    return f"urn:asean-extract:{quote(file, safe='')}:{quote(name)}"


def _sides(date: Date) -> tuple[str | None, str | None]:
    """First and last side as far as they are known, at the precision that they have; no second for a single date."""
    sides = [side.rstrip("~?%") if any(days(side)) else None for side in date.value.split("/")]
    return sides[0], sides[1] if len(sides) > 1 else None


def _day(date: Date | None) -> str | None:
    return _sides(date)[0] if date else None


def _known(node: Node) -> Node:
    """The node without what is not known: JSON-LD has no null."""
    return {key: value for key, value in node.items() if value not in (None, [])}
