"""`extract`, and `asean-extract run`, which is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asean_extract.cli import talk
from asean_extract.version import __version__

if TYPE_CHECKING:
    from asean_extract.engines.outcome import Outcome
    from asean_extract.files.read import SourceFile

#: Exit code when some files failed and the others were written.
SOME_FAILED = 3


def _version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT", help="Text files, or folders that are searched for *.txt at any depth."),
    ],
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT", help="The folder for the JSON files; made if it is not there."),
    ],
    model: Annotated[
        str | None,
        typer.Option(metavar="M", help="An installed spaCy pipeline or the path of one, in place of the default."),
    ] = None,
    patterns: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A folder of rules to add to those that come along; may be repeated."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    version: Annotated[  # noqa: ARG001 (its callback has answered before this runs)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read text files into one validated JSON file each.

    Exit code: 0 all files written, 2 wrong use or nothing to read, 3 some files failed (named; the rest is written).
    """
    from asean_extract.errors import SourceError
    from asean_extract.files.read import find_sources
    from asean_extract.files.write import make_folder

    files = find_sources(inputs, out)
    if not files:
        raise SourceError(f"no *.txt file in {', '.join(map(str, inputs))}")
    make_folder(out)
    outcomes = _outcomes(files, out, model, patterns)
    ended = list(outcomes) if quiet else talk.follow(outcomes, len(files))
    failures = [outcome.error for outcome in ended if outcome.error]
    for error in failures:
        talk.complain(error)
    if failures:
        others = "; the others are written" if len(failures) < len(files) else ""
        talk.note(f"{len(failures)} of {len(files)} files failed{others}")
        raise typer.Exit(SOME_FAILED)


def _outcomes(
    files: Sequence[SourceFile], out: Path, model: str | None, patterns: list[Path] | None
) -> Iterator[Outcome]:
    """The run itself; this is where spaCy is loaded."""
    from asean_extract.api import Extractor
    from asean_extract.engines import local
    from asean_extract.language.model import DEFAULT_MODEL

    return local.run(files, out, partial(Extractor, model=model or DEFAULT_MODEL, patterns=patterns))
