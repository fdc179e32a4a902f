"""Reads pattern folders from disk: rule files (`*.toml`) and knowledge tables (`knowledge/*.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asean_extract.errors import PatternError
from asean_extract.rules import Patterns, read_rules


def shipped_patterns() -> Path:
    """The folder that came with the package: inside the wheel, or at the top of a checkout."""
    inside = Path(__file__).resolve().parents[1] / "patterns"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "patterns"


def load_patterns(*extra: Path) -> Patterns:
    """The shipped patterns and those of the user's own folders, which add to them.

    Raises PatternError with the file's name when a folder is missing or a file is not what it should be.
    """
    rules: dict[str, str] = {}
    knowledge: dict[str, list[Mapping[str, Any]]] = {}
    for folder in (shipped_patterns(), *extra):
        if not folder.is_dir():
            raise PatternError(f"{folder}: no such pattern folder; --patterns takes a folder with *.toml files")
        for path in sorted(folder.glob("*.toml"), key=lambda p: p.name):
            name = path.name if folder == shipped_patterns() else f"{folder.name}/{path.name}"
            rules[name] = _text(path)
        for path in sorted((folder / "knowledge").glob("*.toml"), key=lambda p: p.name):
            for table, entries in _table(path).items():
                knowledge.setdefault(table, []).extend(entries)
    return Patterns(read_rules(rules), {table: tuple(entries) for table, entries in knowledge.items()})


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PatternError(f"{path.name}: cannot be read: {error}") from error


def _table(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        table = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"knowledge/{path.name}: not valid TOML: {error}") from error
    for name, entries in table.items():
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise PatternError(f"knowledge/{path.name}: {name} is not a list of [[{name}]] tables")
    return table
