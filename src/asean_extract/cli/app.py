"""The two programs: `extract`, one command, and `asean-extract`, the toolbox.

Only Typer is imported here and in the commands' signatures; what a command needs is imported when it runs, so that
`--help` answers at once.
"""

from __future__ import annotations

import sys

import typer

from asean_extract.cli import diff, eval, explain, export, gaps, judge, merge, page, patterns, run, schema, talk
from asean_extract.errors import ExtractError


def _program(about: str | None = None) -> typer.Typer:
    return typer.Typer(
        help=about,
        no_args_is_help=about is not None,
        rich_markup_mode=None,  # Typer's coloured help takes three times as long to load
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


single = _program()
single.command(name="extract")(run.run)

toolbox = _program("The toolbox around `extract`.")
toolbox.command(name="run")(run.run)
toolbox.command(name="schema")(schema.schema)
toolbox.add_typer(patterns.app, name="patterns")
toolbox.command(name="diff")(diff.diff)
toolbox.command(name="explain")(explain.explain)
toolbox.command(name="gaps")(gaps.gaps)
toolbox.command(name="page")(page.page)
toolbox.command(name="judge")(judge.judge)
toolbox.command(name="eval")(eval.evaluate)
toolbox.command(name="export")(export.export)
toolbox.command(name="merge")(merge.merge)


def extract() -> None:
    """The program `extract`."""
    _open(single)


def main() -> None:
    """The program `asean-extract`."""
    _open(toolbox)


def _open(app: typer.Typer) -> None:
    """Runs a program; what the product raises on purpose is told without a traceback, exit code 2."""
    try:
        app()
    except ExtractError as error:
        talk.complain(str(error))
        sys.exit(2)
