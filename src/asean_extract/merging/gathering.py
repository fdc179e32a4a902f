"""The records of an output put into a spill, item by item, as the registries group them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from asean_extract.merging.spill import Spill
from asean_extract.merging.telling import tellings
from asean_extract.records import Article, Commitment, SourceRecord
from asean_extract.values.edtf import days

#: Stands for a day that is not known, after every other.
NO_DAY = "9999"
Item = dict[str, Any]


def gather(records: Iterable[tuple[str, SourceRecord]], spill: Spill) -> int:
    """Puts down everything that is to be merged; gives the number of files."""
    documents = 0
    for file, record in records:
        documents += 1
        for telling in tellings(file, record):
            spill.put_telling(telling)
        for entity in record.entities:
            item = entity.model_dump(exclude={"mentions"})
            spill.put("entity", entity.id, file, {**item, "file": file, "mentions": len(entity.mentions)})
        for article in record.articles:
            _initiatives(file, article, spill)
            for commitment in article.commitments:
                _commitment(file, article, commitment, spill)
    spill.index()
    return documents


def told(file: str, article: Article, key: str, date: str | None, name: str) -> Item:
    """The fields of a `Told`."""
    published = article.published.value if article.published else None
    return {"file": file, "article": article.id, "id": key, "published": published, "date": date, "name": name}


def first_day(value: str | None) -> str:
    """The first day that a date covers, as a word to sort by."""
    return str(days(value)[0] or NO_DAY)


def _initiatives(file: str, article: Article, spill: Spill) -> None:
    for initiative in article.initiatives:
        source = told(file, article, initiative.id, None, initiative.name)
        item = initiative.model_dump(exclude={"mentions", "rule"})
        item |= {"file": file, "mentions": len(initiative.mentions), "source": source}
        spill.put("initiative", initiative.id, f"{first_day(source['published'])} {file}", item)
        for short in _short_forms(initiative.name, initiative.acronym):
            bare = short == initiative.name
            spill.put("acronym", short.casefold(), "", {"id": initiative.id, "bare": bare})


def _short_forms(name: str, acronym: str | None) -> Iterator[str]:
    if acronym and acronym != name:
        yield acronym
    elif name.isupper() and " " not in name:
        yield name


def _commitment(file: str, article: Article, c: Commitment, spill: Spill) -> None:
    """Sums are candidates for one when all but their dates is the same, and it is known who pays and what for."""
    item = c.model_dump(include={"amount", "amount_max", "currency", "kind", "frequency", "payer", "recipient",
                                 "initiative"})  # fmt: skip
    key = "|".join(str(value) for value in item.values())
    if c.payer is None or (c.recipient is None and c.initiative is None):
        key = f"{file}|{c.id}"
    source = told(file, article, c.id, c.date.value if c.date else None, c.text)
    spill.put(
        "commitment", key, f"{first_day(source['date'] or source['published'])} {file}", {**item, "source": source}
    )
