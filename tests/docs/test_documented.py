"""The documentation says what is there: commands, options, fields, rule keys; and what it shows works."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from blocks import blocks, pages
from pydantic import BaseModel

from asean_extract import records
from asean_extract.cli import app
from asean_extract.exports.registry import FORMATS
from asean_extract.rules import RULE_KEYS
from asean_extract.spans import BlockKind

PROGRAMS = {"extract": typer.main.get_command(app.single), "asean-extract": typer.main.get_command(app.toolbox)}


def commands(name: str, command: typer.core.TyperCommand) -> Iterator[tuple[str, typer.core.TyperCommand]]:
    """Every command that does something, by the words that call it."""
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for word in sorted(below):
        yield from commands(f"{name} {word}", below[word])


COMMANDS = dict(pair for name, program in PROGRAMS.items() for pair in commands(name, program))
MODELS = [m for m in vars(records).values() if isinstance(m, type) and issubclass(m, BaseModel) and m.model_fields]


def options(command: typer.core.TyperCommand) -> set[str]:
    return {word for parameter in command.params for word in parameter.opts if word.startswith("-")} | {"--help", "-h"}


def fences(path: Path, language: str) -> list[str]:
    return [block.body for block in blocks(path) if block.language == language]


@pytest.fixture(scope="module")
def read() -> str:
    """What a user reads: the README and docs/."""
    found = [path for name, path in pages().items() if name != "CONTRIBUTING.md"]
    assert len(found) > 10
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def test_there_are_commands_and_models_to_document():
    assert len(COMMANDS) >= 5
    assert len(MODELS) >= 12


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_and_its_options_are_documented(name, read):
    assert f"`{name}" in read or f"\n{name}" in read
    for option in options(COMMANDS[name]) - {"-h"}:
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", read), option


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_and_its_options_say_what_they_are_for(name):
    assert (COMMANDS[name].help or "").strip()
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), parameter.name


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_commands_that_a_page_shows_exist(root, page):
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    checked = 0
    for line in "".join(fences(root / page, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        if words[0] == "make":
            assert set(words[1:]) <= targets, line
        elif words[0] in PROGRAMS:
            name = max((name for name in COMMANDS if f"{' '.join(words)} ".startswith(f"{name} ")), key=len)
            assert {word for word in words if word.startswith("-")} <= options(COMMANDS[name]), line
        else:
            continue
        checked += 1
    assert checked >= 2


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_record_field_is_documented(root, model):
    page = (root / "docs" / "records.md").read_text(encoding="utf-8")
    for field in model.model_fields:
        assert f"`{field}`" in page or f"{{{field}, " in page or f", {field}}}" in page, field


@pytest.mark.parametrize(
    "values",
    [BlockKind, records.EventType, records.Role, records.InitiativeKind, records.EntityType],
    ids=["block", "event", "role", "initiative", "entity"],
)
def test_value_of_a_closed_list_is_documented(root, values):
    page = (root / "docs" / "records.md").read_text(encoding="utf-8")
    for value in values.__args__:
        assert f"`{value}`" in page, value


def test_every_export_format_is_documented(root):
    page = (root / "docs" / "exports.md").read_text(encoding="utf-8")
    assert len(FORMATS) == 10
    for form in FORMATS.values():
        assert f"| `{form.name}` | {form.target} |" in page
        assert not form.needs or f"`asean-extract[{form.extra}]`" in page


def test_rule_keys_are_documented(root):
    page = (root / "docs" / "patterns.md").read_text(encoding="utf-8")
    for key in RULE_KEYS:
        assert f"| `{key}` |" in page, key


def test_package_and_top_level_files_are_in_the_architecture(root):
    page = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    parts = [path.name for path in (root / "src" / "asean_extract").iterdir() if (path / "__init__.py").exists()]
    modules = [path.name for path in (root / "src" / "asean_extract").glob("[!_]*.py")]
    assert len(parts) >= 8
    for name in [*(f"{part}/" for part in parts), *modules]:
        assert name in page, name


@pytest.mark.slow
def test_record_that_the_readme_shows_is_in_the_output(root):
    (shown,) = fences(root / "README.md", "json")
    assert shown.strip()
    flat = " ".join(shown.split())
    outputs = [" ".join(path.read_text(encoding="utf-8").split()) for path in sorted((root / "output").glob("*.json"))]
    assert any(flat in output for output in outputs), "the README shows a record that output/ does not hold"
