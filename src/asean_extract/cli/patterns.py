"""`asean-extract patterns list` and `asean-extract patterns check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asean_extract.cli import talk

if TYPE_CHECKING:
    from asean_extract.rules import Rule

#: Exit code when an example does not hold.
FAULTS = 1

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Look at the rules that extraction goes by, and check them."
)
Folders = Annotated[
    list[Path] | None,
    typer.Option("--patterns", metavar="DIR", help="A folder of rules of your own, beside those that come along."),
]


@app.command("list")
def list_rules(folders: Folders = None) -> None:
    """Print every rule: its id, its label and why it is there, with tabs between."""
    for rule in _rules(folders):
        print(rule.id, rule.label, " ".join(rule.why.split()), sep="\t")


@app.command("check")
def check_rules(folders: Folders = None) -> None:
    """Run every rule's own examples.

    Exit code: 0 all hold, 1 some do not (named with file and rule), 2 a file is not a rule file.
    """
    from asean_extract.examples import check_rules as check

    rules = _rules(folders)
    faults = check(rules)
    for fault in faults:
        talk.complain(fault)
    examples = sum(len(rule.match) + len(rule.skip) for rule in rules)
    talk.note(f"{len(rules)} rules, {examples} examples: {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
    if faults:
        raise typer.Exit(FAULTS)


def _rules(folders: list[Path] | None) -> tuple[Rule, ...]:
    from asean_extract.files.patterns import load_patterns

    return load_patterns(*(folders or [])).rules.rules
