"""`asean-extract merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asean_extract.cli import talk


def merge(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder of a run.")],
    target: Annotated[
        Path, typer.Option("-o", "--output", metavar="TARGET", help="The corpus.json to write, outside OUTPUT.")
    ],
) -> None:
    """Put together what several documents tell of one happening, initiative, name or sum.

    Exit code: 0 written, 2 not an output, or the target cannot be written.
    """
    from asean_extract.files.output import read_records
    from asean_extract.files.targets import keep_out
    from asean_extract.merging.corpus import merge as merged

    keep_out(target, output)
    counts = merged(read_records(output), target)
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items() if what != "comparisons")
    talk.note(f"{target}: {told}")
