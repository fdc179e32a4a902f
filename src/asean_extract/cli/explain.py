"""`asean-extract explain`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def explain(
    output_file: Annotated[Path, typer.Argument(metavar="OUTPUT_FILE", help="One file of an output folder.")],
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A record, entity or article by its id, or @OFFSET for a block of text.")
    ],
    patterns: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="A folder of rules of your own, as in the run.")
    ] = None,
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The source texts, to quote the words of a block.")
    ] = None,
) -> None:
    """Tell in plain words how a record came about: its words, rules and dates, and what lost against it.

    Exit code: 0 told, 2 no such record, or not an output file.
    """
    from asean_extract.files.judgements import read_judgements
    from asean_extract.files.output import read_one, source_text
    from asean_extract.files.patterns import load_patterns
    from asean_extract.files.read import JUDGEMENTS_NAME
    from asean_extract.review.explain import Explainer

    record = read_one(output_file)
    text = source_text(texts, record) if texts else None
    judgements = read_judgements(output_file.parent / JUDGEMENTS_NAME)
    teller = Explainer(record, load_patterns(*(patterns or [])), text, judgements)
    sys.stdout.write(teller.explain(name))
