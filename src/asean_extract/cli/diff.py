"""`asean-extract diff`."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from asean_extract.files.output import OutputSet
    from asean_extract.review.changes import Diff

#: Exit code when something differs.
DIFFERENT = 1


class Format(StrEnum):
    """How a comparison is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    GITHUB = "github"


class Bar(StrEnum):
    """The severities, the heaviest first."""

    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"


def diff(
    places: Annotated[
        list[Path] | None,
        typer.Argument(metavar="OLD NEW", help="Two output folders or files; with --git the new one, or nothing."),
    ] = None,
    git: Annotated[
        str | None, typer.Option(metavar="REV", help="Compare with the folder as it stood at this git revision.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The source texts, for the lines of `--format github`.")
    ] = None,
    judgements: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Judgements to hold against NEW; judgements.jsonl in it.")
    ] = None,
    fail_on: Annotated[
        Bar, typer.Option(metavar="SEVERITY", help="Exit 1 from this severity on: major, minor, or note (any).")
    ] = Bar.NOTE,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="A side may hold no output file at all.")] = False,
    textconv: Annotated[
        bool, typer.Option("--textconv", help="Print one output file as lines; for git's diff driver.")
    ] = False,
) -> None:
    """Compare two outputs record by record.

    Exit code: 0 same, 1 different, 2 could not compare.
    """
    named = places or []
    if textconv:
        _print_lines(named)
        return
    from asean_extract.files.judgements import read_judgements
    from asean_extract.files.read import JUDGEMENTS_NAME
    from asean_extract.review.diff import compare

    old, new, place = _sides(named, git)
    beside = (place if place.is_dir() else place.parent) / JUDGEMENTS_NAME
    found = compare(old, new, read_judgements(judgements or beside), allow_empty=allow_empty)
    sys.stdout.write(_written(found, form, texts, new))
    if found.at_least(fail_on.value):
        raise typer.Exit(DIFFERENT)


def _sides(named: list[Path], git: str | None) -> tuple[OutputSet, OutputSet, Path]:
    """Old and new, and the place of the new one."""
    from asean_extract.files.output import read_plain, read_revision

    if git is not None:
        if len(named) > 1:
            raise typer.BadParameter("with --git name one folder at most: the one in the working tree")
        new = named[0] if named else Path("output")
        return read_revision(new, git), read_plain(new), new
    if len(named) != 2:
        raise typer.BadParameter("name two output folders or files, OLD and NEW; or one with --git REV")
    return read_plain(named[0]), read_plain(named[1]), named[1]


def _written(found: Diff, form: Format, texts: Path | None, new: OutputSet) -> str:
    from asean_extract.review import render_diff, render_github, render_markdown

    if form is Format.MARKDOWN:
        return render_markdown.as_markdown(found)
    if form is Format.JSON:
        return render_diff.as_json(found)
    if form is Format.GITHUB:
        return render_github.as_github(found, _texts(found, texts, new), texts.as_posix() if texts else "")
    return render_diff.as_terminal(found, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def _texts(found: Diff, folder: Path | None, new: OutputSet) -> dict[str, str]:
    """The source texts of the changes, by path, as far as the folder has them."""
    from asean_extract.files.output import source_text

    if folder is None:
        return {}
    names = sorted({change.file for change in found.changes if change.file in new.records})
    texts: dict[str, str] = {}
    for name in names:
        record = new.records[name]
        text = source_text(folder, record, strict=False)
        if text is not None:
            texts[record["source"]["path"]] = text
    return texts


def _print_lines(named: list[Path]) -> None:
    """One output file as lines; what is none is printed as it is, so that git can still show it."""
    from asean_extract.errors import OutputError
    from asean_extract.files.shape import plain_record
    from asean_extract.review.textconv import as_lines

    if len(named) != 1:
        raise typer.BadParameter("--textconv takes one file")
    content = named[0].read_bytes()
    try:
        sys.stdout.write(as_lines(plain_record(named[0].name, content)))
    except OutputError:
        sys.stdout.write(content.decode("utf-8", "replace"))
