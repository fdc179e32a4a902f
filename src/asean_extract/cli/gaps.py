"""`asean-extract gaps`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from asean_extract.files.output import OutputSet

#: Exit code when there are more gaps than `--max` allows.
TOO_MANY = 1


class Format(StrEnum):
    """How gaps are written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


def gaps(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder, or one file of it.")],
    texts: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The source texts; the input folder that manifest.json names, if not given."),
    ] = None,
    patterns: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="A folder of rules of your own, as in the run.")
    ] = None,
    most: Annotated[int | None, typer.Option("--max", min=0, help="Exit 1 when there are more gaps than this.")] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write them.")] = Format.TERMINAL,
) -> None:
    """List sentences with a sum, a date, a signing verb or a name that no record uses, the likeliest misses first.

    Exit code: 0 listed, 1 more than --max, 2 the texts are not those that were read.
    """
    from asean_extract.files.output import read_plain, source_text
    from asean_extract.files.patterns import load_patterns
    from asean_extract.review import render_gaps
    from asean_extract.review.gaps import find_gaps, heaviest_first

    read = read_plain(output)
    folder, rules = texts or _input(read), load_patterns(*(patterns or []))
    found = heaviest_first(
        gap
        for name, record in read.records.items()
        for gap in find_gaps(name, record, source_text(folder, record) or "", rules)
    )
    written = {
        Format.TERMINAL: render_gaps.as_terminal,
        Format.MARKDOWN: render_gaps.as_markdown,
        Format.JSON: render_gaps.as_json,
    }
    sys.stdout.write(written[form](found))
    if most is not None and len(found) > most:
        raise typer.Exit(TOO_MANY)


def _input(read: OutputSet) -> Path:
    """The input folder that the run's manifest names, from the working directory."""
    from asean_extract.errors import SourceError

    named = (read.manifest or {}).get("input")
    if not isinstance(named, str):
        raise SourceError(f"{read.label}: its manifest names no input folder; give the source texts with --texts DIR")
    return Path(named)
