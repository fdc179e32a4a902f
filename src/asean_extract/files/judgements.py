"""A reviewer's judgements: read from `judgements.jsonl`, and laid over the records of a run.

A judgement is keyed on the id of a record, which comes from content and outlives edits elsewhere in the text. `source`
narrows it to one source file; without it, it holds in every file that has the id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from asean_extract.errors import OutputError
from asean_extract.files.remote import Place
from asean_extract.files.shape import fit_row
from asean_extract.records import SourceRecord

LISTS = ("events", "commitments", "figures", "initiatives")
CORRECTED_RULE = "judgement.correct"


class Judgement(BaseModel):
    """One line of `judgements.jsonl`.

    `record` is the record as it was judged, so that a later change of it shows; `set` holds the fields that a
    correction replaces (an object is merged key by key, everything else, null too, takes the place of what was there).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    verdict: Literal["accept", "reject", "correct"]
    source: str | None = None
    set: dict[str, Any] = Field(default_factory=dict)
    record: dict[str, Any] = Field(default_factory=dict)
    note: str | None = None


def read_judgements(path: Place) -> tuple[Judgement, ...]:
    """The judgements of a file, in its order; none when there is no such file.

    Raises OutputError with the line when one is not a judgement, or a second one about the same record.
    """
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path.name}: cannot be read: {error}") from error
    judgements = [_judgement(path.name, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    seen: set[tuple[str | None, str]] = set()
    for judgement in judgements:
        key = (judgement.source, judgement.id)
        if key in seen:
            raise OutputError(f"{path.name}: two judgements about {judgement.id}; keep the one that is right")
        seen.add(key)
    return tuple(judgements)


def judgement_lines(judgements: Iterable[Judgement]) -> str:
    """The text of `judgements.jsonl`: one line each, in the order given, the keys sorted."""
    rows = (judgement.model_dump(exclude_defaults=True) for judgement in judgements)
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def with_judgement(judgements: Sequence[Judgement], new: Judgement) -> tuple[Judgement, ...]:
    """The judgements with the new one in place of an earlier one about the same record, or at the end."""
    key = (new.source, new.id)
    if any((old.source, old.id) == key for old in judgements):
        return tuple(new if (old.source, old.id) == key else old for old in judgements)
    return (*judgements, new)


def apply_judgements(record: SourceRecord, judgements: Sequence[Judgement]) -> SourceRecord:
    """The record as the reviewer wants it: what was rejected is gone, what was corrected is right.

    A judgement that finds no record changes nothing (`lapsed` names it). What pointed to a rejected record points
    nowhere, and an entity that nothing points to any longer goes with it. Raises OutputError when a correction makes
    a record that is not valid.
    """
    ours = {j.id: j for j in judgements if j.verdict != "accept" and j.source in (None, record.source.path)}
    plain = record.model_dump()
    if not ours or not any(found in ours for found in _ids(plain)):
        return record
    rejected = {id_ for id_, judgement in ours.items() if judgement.verdict == "reject"}
    before = _pointed_at(plain)
    plain["articles"] = [_judged_article(article, ours, rejected) for article in plain["articles"]]
    plain["entities"] = _judged(plain["entities"], ours, rejected)
    unused = before - _pointed_at(plain)
    plain["entities"] = [entity for entity in plain["entities"] if entity["id"] not in unused]
    try:
        return SourceRecord.model_validate(plain)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise OutputError(
            f"{record.source.path}: a correction in judgements.jsonl makes {where} wrong: {first['msg']}"
        ) from error


def lapsed(record: SourceRecord, judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """The ids of those judgements about this very source file that find no record in it, in the order given.

    Ask it of the record as extracted, before `apply_judgements`.
    """
    ids = set(_ids(record.model_dump()))
    return tuple(j.id for j in judgements if j.source == record.source.path and j.id not in ids)


def corrected(record: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """A record with a correction's fields laid over it, objects merged key by key."""
    merged = dict(record)
    for key, value in change.items():
        old = merged.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        merged[key] = corrected(old, value) if both and old is not None else value
    return merged


def _judgement(name: str, number: int, line: str) -> Judgement:
    try:
        judgement = Judgement.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the line"
        raise OutputError(f"{name}: line {number}: {where}: {first['msg']}") from error
    if (judgement.verdict == "correct") != bool(judgement.set):
        raise OutputError(f"{name}: line {number}: `set` goes with the verdict correct, and only with it")
    if "id" in judgement.set:
        raise OutputError(f"{name}: line {number}: a correction may not change the id, by which it is found")
    fit_row(corrected(judgement.record, judgement.set), name, f"line {number}")
    return judgement


def _ids(plain: Mapping[str, Any]) -> Iterator[str]:
    yield from (entity["id"] for entity in plain["entities"])
    for article in plain["articles"]:
        yield from (row["id"] for name in LISTS for row in article[name])


def _judged(rows: list[dict[str, Any]], ours: Mapping[str, Judgement], rejected: set[str]) -> list[dict[str, Any]]:
    return [_judged_row(row, ours) for row in rows if row["id"] not in rejected]


def _judged_row(row: dict[str, Any], ours: Mapping[str, Judgement]) -> dict[str, Any]:
    if row["id"] not in ours:
        return row
    changed = corrected(row, ours[row["id"]].set)
    return {**changed, "rule": CORRECTED_RULE} if "rule" in changed else changed


def _judged_article(article: dict[str, Any], ours: Mapping[str, Judgement], rejected: set[str]) -> dict[str, Any]:
    lists = {name: [_freed(row, rejected) for row in _judged(article[name], ours, rejected)] for name in LISTS}
    return {**article, **lists}


def _freed(row: dict[str, Any], rejected: set[str]) -> dict[str, Any]:
    """A row that no longer points to what was rejected."""
    freed = dict(row)
    for key in ("payer", "recipient", "initiative"):
        if freed.get(key) in rejected:
            freed[key] = None
    for key in ("owners", "initiatives"):
        if key in freed:
            freed[key] = [id_ for id_ in freed[key] if id_ not in rejected]
    if "participants" in freed:
        freed["participants"] = [
            {**p, "affiliation": None if p["affiliation"] in rejected else p["affiliation"]}
            for p in freed["participants"]
            if p["entity"] not in rejected
        ]
    return freed


def _pointed_at(plain: Mapping[str, Any]) -> set[str]:
    """The entity ids that some record points to."""
    rows = [row for article in plain["articles"] for name in LISTS for row in article[name]]
    people = [part for row in rows for part in row.get("participants", ())]
    ids = {row.get(key) for row in rows for key in ("payer", "recipient")}
    ids |= {owner for row in rows for owner in row.get("owners", ())}
    ids |= {part[key] for part in people for key in ("entity", "affiliation")}
    return {id_ for id_ in ids if id_ is not None}
