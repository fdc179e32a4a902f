"""A reviewer's judgements held against an output: made about a record, found again, compared with what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from asean_extract.errors import OutputError
from asean_extract.files.judgements import LISTS, Judgement, corrected
from asean_extract.files.output import OutputSet
from asean_extract.files.shape import Plain
from asean_extract.records import Commitment, Entity, Event, Figure, Initiative, Record
from asean_extract.review.flat import Flat, flatten

_MODELS: dict[str, type[Record]] = {
    "events": Event,
    "commitments": Commitment,
    "figures": Figure,
    "initiatives": Initiative,
}
#: How a record was read, not what was read.
_READING = frozenset({"rule", "date.rule", "date.basis", "date.anchor.value", "date.anchor.reason"})


@dataclass(frozen=True)
class Found:
    """A record of the output, the list it stands in, the output file that holds it, and the source that it is of."""

    file: str
    source: str | None
    kind: str
    record: Plain


def index_records(output: OutputSet) -> dict[str, list[Found]]:
    """All records and entities of an output by id, in the order of the output."""
    index: dict[str, list[Found]] = {}
    for file, record in output.records.items():
        source = (record.get("source") or {}).get("path")
        rows = [(key, row) for a in record.get("articles") or [] for key in LISTS for row in a.get(key) or []]
        rows += [("entities", row) for row in record.get("entities") or []]
        for kind, row in rows:
            if row.get("id"):
                index.setdefault(row["id"], []).append(Found(file, source, kind, row))
    return index


def judge(
    found: Found, verdict: Literal["accept", "reject", "correct"], change: Mapping[str, Any], note: str | None = None
) -> Judgement:
    """A judgement about a record as it stands; `change` holds the fields of a correction.

    Raises OutputError when the correction would make a record that is not valid.
    """
    if (verdict == "correct") != bool(change):
        raise OutputError("a correction says with --set what is right, and only a correction does")
    if verdict == "correct":
        model = _MODELS.get(found.kind, Entity)
        try:
            model.model_validate(corrected(found.record, change))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise OutputError(f"{found.record['id']}: the correction is not valid: {where}: {first['msg']}") from error
    return Judgement(
        id=found.record["id"], verdict=verdict, source=found.source, set=dict(change), record=found.record, note=note
    )


def differences(judgement: Judgement, record: Plain) -> dict[str, tuple[str | None, str | None]]:
    """The fields in which a record is not what the judgement wants: wanted and found words, by field.

    Offsets, evidence and the rule may differ. A judgement that does not hold the record says something about the
    fields that it corrects, and nothing about the others.
    """
    wanted, got = _said(corrected(judgement.record, judgement.set)), _said(record)
    if not judgement.record:
        got = {key: words for key, words in got.items() if key in wanted}
    return {key: (wanted.get(key), got.get(key)) for key in {**wanted, **got} if wanted.get(key) != got.get(key)}


def _said(record: Plain) -> Flat:
    return {key: words for key, words in flatten(record, {}).items() if key not in _READING}
