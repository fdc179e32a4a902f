"""One output file as the page shows it: its text in pieces and its records in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asean_extract.files.shape import Plain
from asean_extract.review.changes import Change
from asean_extract.review.flat import evidence, flatten
from asean_extract.review.page.cut import Mark, Use, cut
from asean_extract.review.page.years import years_of
from asean_extract.review.safe import one_line
from asean_extract.review.sides import value_of

KINDS = {"events": "event", "commitments": "commitment", "figures": "figure", "initiatives": "initiative"}
#: Shown in a card's head already.
_IN_HEAD = frozenset({"name", "text"})
Shown = dict[str, Any]


def document(name: str, record: Plain, text: str | None, changes: Sequence[Change]) -> Shown:
    """What the page needs of one file; `text` None shows the records alone, `changes` are those of this file."""
    rows = list(_rows(record))
    names = {row["id"]: str(row.get("name") or row["id"]) for _, row, _ in rows if row.get("id")}
    changed: dict[tuple[str, str], Change] = {(c.what, c.id): c for c in changes if c.kind != "removed"}
    countries = {e["id"]: e.get("country") for e in record.get("entities") or []}
    marks = [mark for i, (kind, row, _) in enumerate(rows) for mark in _marks(i, kind, row)]
    pieces = cut(text, record.get("blocks") or [], marks) if text is not None else []
    return {
        "name": name,
        "source": (record.get("source") or {}).get("path") or name,
        "title": _title(record, name),
        "articles": [_article(article) for article in record.get("articles") or []],
        "text": [[p.text, p.kind, [[record, use[0]] for record, use in p.uses]] for p in pieces],
        "records": [_card(kind, row, at, names, countries, changed) for kind, row, at in rows],
        "gone": [_change(c) for c in changes if c.kind == "removed"],
    }


def _rows(record: Plain) -> Iterator[tuple[str, Plain, int | None]]:
    """Every record with its kind and the index of its article; entities last."""
    for at, article in enumerate(record.get("articles") or []):
        for key, kind in KINDS.items():
            yield from ((kind, row, at) for row in article.get(key) or [])
    yield from (("entity", row, None) for row in record.get("entities") or [])


def _marks(index: int, kind: str, row: Plain) -> Iterator[Mark]:
    """The words of a record: its own, its date's, its mentions', and the sentences that it was read from."""
    own: Use = "mention" if kind == "entity" else "own"
    spans: list[tuple[Plain, Use]] = [(row, "own"), (row.get("date") or {}, "own")]
    spans += [(span, own) for span in row.get("mentions") or []]
    spans += [(span, "evidence") for span in row.get("evidence") or []]
    for span, use in spans:
        if span.get("start") is not None and span.get("end") is not None:
            yield Mark(span["start"], span["end"], index, use)


def _card(
    kind: str, row: Plain, at: int | None, names: Mapping[str, str], countries: Mapping[str, str | None],
    changed: Mapping[tuple[str, str], Change],
) -> Shown:  # fmt: skip
    value = value_of(row.get("date")) or row.get("period")
    change = changed.get((kind, str(row.get("id") or "")))
    pointed = [p.get(key) for p in row.get("participants") or [] for key in ("entity", "affiliation")]
    pointed += [row.get("payer"), row.get("recipient"), *(row.get("owners") or [])]
    codes = {countries.get(i or "") for i in pointed} | ({row.get("country")} if kind == "entity" else set())
    initiatives = [
        *(row.get("initiatives") or []),
        row.get("initiative"),
        row.get("id") if kind == "initiative" else None,
    ]
    return {
        "id": str(row.get("id") or ""),
        "kind": kind,
        "type": str(row.get("type") or row.get("kind") or ""),
        "label": label(kind, row),
        "date": value,
        "years": years_of(value),
        "article": at,
        "countries": sorted(code for code in codes if code),
        "initiatives": sorted({names.get(i, i) for i in initiatives if i}),
        "fields": [[key, words] for key, words in flatten(row, names).items() if key not in _IN_HEAD],
        "words": list(evidence(row)) if kind != "entity" else [],
        "change": _change(change) if change else None,
    }


def label(kind: str, row: Plain) -> str:
    """What a reader would call the record, without its date."""
    if kind in ("commitment", "figure"):
        said = row.get("purpose") or row.get("measure")
        return one_line(f"{row.get('text') or row.get('amount')}" + (f": {said}" if said else ""))
    return one_line(str(row.get("name") or row.get("id")))


def _change(change: Change) -> Shown:
    return {
        "kind": change.kind,
        "severity": change.severity,
        "what": change.what,
        "label": change.label,
        "fields": [[f.field, f.old, f.new] for f in change.fields],
        "words": list(change.old_evidence),
        "causes": [cause.words for cause in change.causes],
    }


def _article(article: Plain) -> Shown:
    return {"id": article.get("id"), "title": article.get("title"), "published": value_of(article.get("published"))}


def _title(record: Plain, name: str) -> str:
    titles = [article.get("title") for article in record.get("articles") or []]
    return one_line(next((title for title in titles if title), name))
