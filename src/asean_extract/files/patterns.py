"""Reads pattern folders from disk: rule files (`*.toml`) and knowledge tables (`knowledge/*.toml`).

A file is called by its name in the shipped folder, and by its whole path in a user's own: that is what error messages
and `Rule.file` say, and what two folders of one name are told apart by.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asean_extract.errors import PatternError
from asean_extract.files.knowledge import Tables, tables
from asean_extract.rules import Patterns, read_rules


def shipped_patterns() -> Path:
    """The folder that came with the package: inside the wheel, or at the top of a checkout."""
    inside = Path(__file__).resolve().parents[1] / "patterns"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "patterns"


def load_patterns(*extra: Path) -> Patterns:
    """The shipped patterns and those of the user's own folders, which add to them.

    A user's rule file may hold `off = ["rule.id"]`, which leaves a rule out, shipped or not. Entries of a knowledge
    table come in the order of the folders, then of the file names, then of the file.

    Raises PatternError with the file's name when a folder is missing or empty, or a file is not what it should be.
    """
    rules: dict[str, str] = {}
    knowledge: dict[str, list[Mapping[str, Any]]] = {}
    shipped, users = shipped_patterns(), set()
    shipped_tables: Tables = {}
    for folder in (shipped, *extra):
        if not folder.is_dir():
            raise PatternError(f"{folder}: no such pattern folder; --patterns takes a folder with *.toml files")
        texts = _texts(folder)
        if not texts:
            raise PatternError(f"{folder}: no *.toml in it, nor in {folder.name}/knowledge")
        for place, text in texts.items():
            name = place if folder == shipped else str((folder if folder.parts else folder.resolve()) / place)
            if folder != shipped:
                users.add(name)
            if not place.startswith("knowledge/"):
                rules[name] = text
                continue
            known = shipped_tables if name in users else {}
            for table, entries in tables(name, text, known).items():
                knowledge.setdefault(table, []).extend(entries)
        shipped_tables = shipped_tables or {table: tuple(entries) for table, entries in knowledge.items()}
    book = read_rules(rules, watched=users, proved=not extra)
    return Patterns(book, {table: tuple(entries) for table, entries in knowledge.items()})


def _texts(folder: Path) -> dict[str, str]:
    """The text of every file by its place in the folder."""
    return {path.relative_to(folder).as_posix(): _text(path) for path in pattern_files(folder)}


def pattern_files(folder: Path) -> tuple[Path, ...]:
    """The files of a pattern folder, rule files first, each kind in order of name."""
    return (*sorted(folder.glob("*.toml")), *sorted((folder / "knowledge").glob("*.toml")))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}: cannot be read: {error}") from error
