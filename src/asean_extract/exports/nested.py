"""One record as whole objects by kind, lists and all: what JSON Lines and Parquet hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from asean_extract.records import (
    Article,
    Block,
    Commitment,
    Date,
    Entity,
    Event,
    Figure,
    Initiative,
    Source,
    SourceRecord,
)

#: The kinds in the order of their files, the model of each, and whether it belongs to an article.
KINDS: Mapping[str, tuple[type[BaseModel], bool]] = {
    "sources": (Source, False),
    "blocks": (Block, False),
    "articles": (Article, False),
    "entities": (Entity, False),
    "dates": (Date, True),
    "initiatives": (Initiative, True),
    "events": (Event, True),
    "commitments": (Commitment, True),
    "figures": (Figure, True),
}
#: The lists of an article that are kinds of their own.
LISTS = ("dates", "initiatives", "events", "commitments", "figures")


def nested(file: str, record: SourceRecord) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of one output file with its kind; `file`, and `article` where it has one, before its own fields."""
    yield "sources", {"file": file, **record.source.model_dump()}
    for block in record.blocks:
        yield "blocks", {"file": file, **block.model_dump()}
    for entity in record.entities:
        yield "entities", {"file": file, **entity.model_dump()}
    for article in record.articles:
        yield "articles", {"file": file, **article.model_dump(exclude=set(LISTS))}
        for kind in LISTS:
            for item in getattr(article, kind):
                yield kind, {"file": file, "article": article.id, **item.model_dump()}
