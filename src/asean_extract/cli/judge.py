"""`asean-extract judge`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asean_extract.cli import talk

if TYPE_CHECKING:
    from asean_extract.review.judgements import Found


class Verdict(StrEnum):
    """What a reviewer may say of a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


def judge(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder; judgements.jsonl lies in it.")],
    record_id: Annotated[str, typer.Argument(metavar="ID", help="The id of the record.")],
    verdict: Annotated[Verdict, typer.Argument(metavar="VERDICT", help="accept, reject or correct.")],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="What is right: a field (date.value too) and JSON or words."),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for whoever reads it next.")] = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="In every file that has the id.")] = False,
) -> None:
    """Write a judgement on a record, in place of an earlier one on the same record.

    It is laid over the records by the next run. Exit code: 0 written, 2 no such record, or not a valid correction.
    """
    from asean_extract.files.judgements import judgement_lines, read_judgements, with_judgement
    from asean_extract.files.read import JUDGEMENTS_NAME
    from asean_extract.files.write import write_whole
    from asean_extract.review.judgements import judge as judged

    path = (output if output.is_dir() else output.parent) / JUDGEMENTS_NAME
    known = read_judgements(path)
    for found in _found(output, record_id, everywhere):
        new = judged(found, verdict.value, _change(changes or []), note)
        known = with_judgement(known, new.model_copy(update={"source": None}) if everywhere else new)
    write_whole(path, judgement_lines(known))
    talk.note(f"{path}: {verdict.value} {record_id}")


def _found(output: Path, record_id: str, everywhere: bool) -> list[Found]:
    """The record in each source file that has it, one for each; the first alone when all are meant."""
    from asean_extract.errors import OutputError
    from asean_extract.files.output import read_plain
    from asean_extract.review.judgements import index_records

    found = index_records(read_plain(output)).get(record_id, [])
    if not found:
        raise OutputError(
            f"{record_id}: no such record in {output}; `asean-extract diff --textconv FILE` shows the ids"
        )
    if len({f.file for f in found}) > 1 and not everywhere:
        files = ", ".join(dict.fromkeys(f.file for f in found))
        raise OutputError(f"{record_id}: is in {files}; name one of these files as OUTPUT, or say --everywhere")
    return found[:1]


def _change(changes: list[str]) -> dict[str, Any]:
    """`date.value=2019-11-25` as nested objects; a value that is JSON is taken as that, any other as words."""
    change: dict[str, Any] = {}
    for words in changes:
        field, found, value = words.partition("=")
        if not found or not all(field.split(".")):
            raise typer.BadParameter(f"--set takes FIELD=VALUE, as in date.value=2019-11-25, not {words!r}")
        *parents, last = field.split(".")
        at = change
        for parent in parents:
            at = at.setdefault(parent, {})
            if not isinstance(at, dict):
                raise typer.BadParameter(f"--set {field}: {parent} is given twice")
        at[last] = _value(last, value)
    return change


def _value(field: str, words: str) -> object:
    """JSON where the field is not one whose digits are words (amounts and dates are strings in a record)."""
    import json

    if field in ("value", "amount", "amount_max", "previous_amount", "period"):
        return None if words == "null" else words
    try:
        return json.loads(words)
    except ValueError:
        return words
