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
def check_rules(
    folders: Folders = None,
    stats: Annotated[
        Path | None,
        typer.Option("--stats", metavar="DIR", help="Also print how often each rule fires on the texts of a folder."),
    ] = None,
) -> None:
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
    if stats is not None:
        _print_counts(rules, stats)
    if faults:
        raise typer.Exit(FAULTS)


def _print_counts(rules: tuple[Rule, ...], folder: Path) -> None:
    """Rule ids with how often they fire, with a tab between, the rarest first."""
    from asean_extract.files.read import find_sources, read_source
    from asean_extract.firing import rule_counts
    from asean_extract.language.model import Model

    texts = (read_source(file).text for file in find_sources([folder]))
    counts = rule_counts(rules, texts, Model())
    for rule_id, count in sorted(counts.items(), key=lambda item: item[1]):
        print(rule_id, count, sep="\t")


def _rules(folders: list[Path] | None) -> tuple[Rule, ...]:
    from asean_extract.files.patterns import load_patterns

    return load_patterns(*(folders or [])).rules.rules
