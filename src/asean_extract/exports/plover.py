"""PLOVER: events that have a class of that ontology, a line each, columns parted by tabs.

Columns are named after POLECAT, the data set that PLOVER was made for (Halterman et al. 2023, "PLOVER and POLECAT:
A New Political Event Ontology and Dataset"), as far as the records have them; countries are ISO 3166-1 alpha-3. The
events are symmetric, all who take part are actors; several are parted by semicolons, in one order in every column.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pycountry

from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.files.targets import whole_file
from asean_extract.records import Article, Entity, Event, SourceRecord
from asean_extract.values.edtf import days, is_one_day

COLUMNS = (
    "Event ID", "Event Date", "First Day", "Last Day", "EDTF", "Event Type", "Quad Code", "Event Status",
    "Actor Name", "Actor Country", "Actor Type", "Actor Role", "Actor Title",
    "Raw Placename", "Country", "Headline", "Publisher", "Publication Date", "Language", "File", "Event Text",
)  # fmt: skip
#: Q1 is verbal cooperation, Q2 material cooperation.
_QUAD = {"AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "COOPERATE": "2"}
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes one file with a head line; gives the lines, and the events that have no class."""
    counts = Counter({"events": 0, "events without a class": 0})
    with whole_file(target) as path, path.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(COLUMNS) + "\n")
        for file, record in records:
            for article in record.articles:
                for event in article.events:
                    counts["events" if event.plover else "events without a class"] += 1
                    if event.plover:
                        out.write("\t".join(_clean(part) for part in line(file, record, article, event)) + "\n")
    return counts


def line(file: str, record: SourceRecord, article: Article, event: Event) -> tuple[str, ...]:
    """The columns of one event; what is not known is empty."""
    first, last = days(event.date.value)
    known = {entity.id: entity for entity in record.entities}
    actors = [_actor(known, p.entity, p.affiliation) for p in event.participants]
    published = article.published.value if article.published else ""
    place = event.place
    return (
        f"{file}:{event.id}",
        event.date.value if is_one_day(event.date.value) else "",
        str(first or ""), str(last or ""), event.date.value,
        event.plover or "", _QUAD[event.plover] if event.plover else "", event.status,
        *("; ".join(column) for column in (zip(*actors, strict=True) if actors else ((),) * 3)),
        "; ".join(p.role for p in event.participants),
        "; ".join((p.title or "").replace(";", ",") for p in event.participants),
        place.name if place else "", alpha3(place.country if place else None),
        article.title or "", article.publisher or "", published, article.language, file, event.evidence[0].text,
    )  # fmt: skip


def alpha3(alpha2: str | None) -> str:
    """The three letters of a country; none for what is no country of ISO 3166-1."""
    found = pycountry.countries.get(alpha_2=alpha2) if alpha2 else None
    return str(found.alpha_3) if found else ""


def _actor(known: dict[str, Entity], entity: str, affiliation: str | None) -> tuple[str, str, str]:
    """Name, country and type; a person acts for the country that the text puts behind the name."""
    who, behind = known.get(entity), known.get(affiliation or "")
    if who is None:
        return entity, "", ""
    return who.name.replace(";", ","), alpha3((behind.country if behind else None) or who.country), who.type


def _clean(part: str) -> str:
    return _BREAKS.sub(" ", part).replace('"', "'")
