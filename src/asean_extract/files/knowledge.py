"""Reads the knowledge tables of a pattern folder, and refuses entries that are not like the shipped ones."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from asean_extract.errors import PatternError

Entry = Mapping[str, Any]
Tables = Mapping[str, Sequence[Entry]]
#: Fields that are regular expressions.
_PATTERNS = frozenset({"pattern"})


def tables(name: str, text: str, shipped: Tables) -> dict[str, list[dict[str, Any]]]:
    """The tables of a knowledge file by name.

    An entry of a table that comes along must have what every shipped entry has, and its fields their kind of value.
    Raises PatternError with the file, the table and the number of the entry.
    """
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PatternError(f"{name}: not valid TOML: {error}") from error
    for table, entries in found.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise PatternError(f"{name}: {table} is not a list of [[{table}]] tables")
        form = _form(shipped.get(table, ()))
        for number, entry in enumerate(entries, 1):
            wrong = _wrong(entry, *form)
            if wrong:
                raise PatternError(f"{name}: [[{table}]] number {number}: {wrong}")
    return found


def _form(entries: Sequence[Entry]) -> tuple[frozenset[str], dict[str, str]]:
    """The fields that all entries have, and the kind of value that each field has."""
    always = frozenset.intersection(*map(frozenset, entries)) if entries else frozenset()
    return always, {key: _kind(value) for entry in entries for key, value in entry.items() if value != []}


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list of words" if all(isinstance(item, str) for item in value) else "a list of other things"
    return {str: "words", int: "a number", bool: "true or false"}.get(type(value), "something else")


def _wrong(entry: Entry, always: frozenset[str], kinds: Mapping[str, str]) -> str | None:
    missing = sorted(always - entry.keys())
    if missing:
        return f"{missing[0]} is missing"
    for key, value in entry.items():
        if key in kinds and _kind(value) != kinds[key]:
            return f"{key} is {value!r}; it should be {kinds[key]}"
        if key in kinds and key in _PATTERNS and isinstance(value, str):
            try:
                regex.compile(value)
            except (regex.error, RecursionError) as error:
                return f"{key} does not compile: {error}"
    return None
