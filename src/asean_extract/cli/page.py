"""`asean-extract page`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asean_extract.cli import talk


def page(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder, or one file of it.")],
    target: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    texts: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The source texts; without them the page shows the records alone."),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="OLD", help="An older output: what changed since is shown in place.")
    ] = None,
    title: Annotated[str, typer.Option(metavar="WORDS", help="The title of the page.")] = "Extraction review",
) -> None:
    """Write one HTML file with every text beside its records; it needs no network.

    Exit code: 0 written, 2 the output or the texts cannot be read, or are not what they were.
    """
    from asean_extract.files.judgements import read_judgements
    from asean_extract.files.output import read_plain, source_text
    from asean_extract.files.read import JUDGEMENTS_NAME
    from asean_extract.files.write import write_whole
    from asean_extract.review.diff import compare
    from asean_extract.review.page.build import build_page

    new = read_plain(output)
    found = {name: source_text(texts, record) or "" for name, record in new.records.items()} if texts else {}
    beside = (output if output.is_dir() else output.parent) / JUDGEMENTS_NAME
    diff = compare(read_plain(against), new, read_judgements(beside)) if against else None
    write_whole(target, build_page(new, found, diff, title))
    talk.note(f"{target}: {len(new.records)} documents")
