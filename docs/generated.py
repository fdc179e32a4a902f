"""Makes the pages of the reference that come from the code: `reference/commands.md` and `reference/rules.md`.

    python docs/generated.py

They are written beside the others and are no part of the repository.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import typer.main
from typer.core import TyperCommand
from typer.testing import CliRunner

from asean_extract.cli import app
from asean_extract.files.patterns import shipped_patterns
from asean_extract.rules import Rule, read_rules


def main() -> None:
    for name, page in PAGES.items():
        (Path(__file__).parent / "reference" / name).write_text("\n".join(page()) + "\n", encoding="utf-8")


def commands() -> Iterator[str]:
    """What `--help` says of every command."""
    yield from ("# Commands", "", BEFORE_COMMANDS)
    for program, tool in (("extract", app.single), ("asean-extract", app.toolbox)):
        for words in below(typer.main.get_command(tool)):
            told = CliRunner().invoke(tool, [*words, "--help"], prog_name=program, terminal_width=90)
            yield from ("", f"## {' '.join([program, *words])}", "", "```text", told.output.strip(), "```")


def below(command: TyperCommand, *words: str) -> Iterator[tuple[str, ...]]:
    """The words that call each command that does something."""
    for name, child in getattr(command, "commands", {}).items():
        yield from below(child, *words, name)
    if not hasattr(command, "commands"):
        yield words


def rules() -> Iterator[str]:
    """Every rule that comes along, by the file that it stands in, with what heads that file."""
    yield from ("# Rules", "", BEFORE_RULES)
    for path in sorted(shipped_patterns().glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        head = re.match(r"(?:#.*\n)*", text)
        yield from ("", f"## {path.name}", "", *said(head[0] if head else ""), "")
        yield from ("| id | label | why | for example |", "|---|---|---|---|", *map(rule_row, of_file(path.name)))


def of_file(name: str) -> Iterable[Rule]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(shipped_patterns().glob("*.toml"))}
    return (rule for rule in read_rules(texts).rules if rule.file == name)


def said(head: str) -> Iterator[str]:
    """The comment at the top of a file, its lines as they stand."""
    if head:
        yield from ("```text", *(line.removeprefix("#").removeprefix(" ") for line in head.splitlines()), "```")


def rule_row(rule: Rule) -> str:
    return f"| `{rule.id}` | `{rule.label}` | {cell(rule.why)} | {cell(rule.match[0])} |"


def cell(text: str) -> str:
    """Words that stand for themselves in a cell of a table."""
    return re.sub(r"([\\`*_{}\[\]<>|$#])", r"\\\1", " ".join(text.split()))


BEFORE_COMMANDS = "`extract` is one command; `asean-extract` has many, and its `run` is the same as `extract`."
BEFORE_RULES = """A record names the rule that made it. Here is what each rule is there for, with one of its
examples: what stands in brackets is what it finds. `asean-extract patterns list` prints the rules of your version, your
own among them. [Rules of your own](../patterns.md) shows how to write one."""
PAGES: dict[str, Callable[[], Iterator[str]]] = {"commands.md": commands, "rules.md": rules}

if __name__ == "__main__":
    main()
