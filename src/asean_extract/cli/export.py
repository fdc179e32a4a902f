"""`asean-extract export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asean_extract.cli import talk


class Form(StrEnum):
    """The formats, by the names that the registry has."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"
    ICS = "ics"
    JSONLD = "jsonld"
    PLOVER = "plover"
    FTM = "ftm"
    GRAPHML = "graphml"


def export(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="An output folder, or one of its files.")],
    to: Annotated[Form, typer.Option("--to", help="The format.")],
    target: Annotated[
        Path, typer.Option("-o", "--output", metavar="TARGET", help="The file or folder to write, outside OUTPUT.")
    ],
    bom: Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, by which Excel knows UTF-8.")] = False,
) -> None:
    """Write an output in the format of another tool.

    Exit code: 0 written, 2 not an output, a library is missing, or the target cannot be written.
    """
    from asean_extract.exports.registry import Options, writer
    from asean_extract.files.output import read_records
    from asean_extract.files.targets import keep_out

    if bom and to is not Form.CSV:
        raise typer.BadParameter("--bom goes with --to csv")
    write = writer(to.value)
    keep_out(target, output)
    counts = write(read_records(output), target, Options(bom=bom))
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
    talk.note(f"{target}: {told or 'nothing to write'}")
