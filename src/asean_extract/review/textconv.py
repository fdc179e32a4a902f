"""An output file as lines for `git diff`: one value a line, no offsets, so that an edit elsewhere moves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from asean_extract.files.shape import Plain
from asean_extract.review.flat import evidence, flatten

_LISTS = {"events": "event", "commitments": "commitment", "figures": "figure", "initiatives": "initiative"}
_HEAD = ("title", "byline", "publisher", "url", "language", "published")


def as_lines(record: Plain) -> str:
    """The records of a file, article by article, in their order."""
    return "".join(f"{line}\n" for line in _lines(record))


def _lines(record: Plain) -> Iterator[str]:
    articles = record.get("articles") or []
    rows = [*(record.get("entities") or []), *(row for a in articles for row in a.get("initiatives") or [])]
    names = {row["id"]: str(row.get("name") or row["id"]) for row in rows if row.get("id")}
    for article in articles:
        yield f"article {article.get('id')}"
        yield from (f"  {key}: {words}" for key, words in flatten({k: article.get(k) for k in _HEAD}, {}).items())
        for key, what in _LISTS.items():
            for row in article.get(key) or []:
                yield from _record_lines(what, row, names)
    for entity in record.get("entities") or []:
        yield from _record_lines("entity", {**entity, "mentions": []}, names)


def _record_lines(what: str, row: Plain, names: dict[str, str]) -> Iterator[str]:
    yield f"{what} {row.get('id')}"
    yield from (f"  {key}: {words}" for key, words in flatten(row, names).items())
    yield from (f"  > {words}" for words in evidence(row))
