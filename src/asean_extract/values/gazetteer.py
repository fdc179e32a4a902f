"""Names known beforehand, found by longest match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import regex

T = TypeVar("T")
_START = regex.compile(r"(?<![\p{L}\p{N}])[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """Where an alias stands, and what it is an alias of."""

    start: int
    end: int
    entry: T


class Gazetteer(Generic[T]):
    """Aliases by their first word; a text is read once from left to right, the longest alias wins at each word.

    Aliases are case-sensitive. An alias that is given twice keeps its first meaning.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[str, T]]] = {}
        seen: set[str] = set()
        for alias, entry in entries:
            first = _START.match(alias)
            if first is None or alias in seen:
                continue
            seen.add(alias)
            self._by_first.setdefault(first.group(), []).append((alias, entry))
        for aliases in self._by_first.values():
            aliases.sort(key=lambda pair: -len(pair[0]))

    def find(self, text: str) -> list[Hit[T]]:
        """Hits that do not overlap, in order of place."""
        hits: list[Hit[T]] = []
        last = 0
        for word in _START.finditer(text):
            if word.start() < last:
                continue
            for alias, entry in self._by_first.get(word.group(), ()):
                end = word.start() + len(alias)
                if text.startswith(alias, word.start()) and ends_there(text, end):
                    hits.append(Hit(word.start(), end, entry))
                    last = end
                    break
        return hits


def ends_there(text: str, end: int) -> bool:
    """No word goes on at `end`: not a letter, not "US$", not "Korea.net"."""
    after = text[end : end + 2]
    if not after or after[0] in "$€£_@":
        return not after
    if after[0] == "." and after[1:].isalpha() and after[1:].islower():
        return False
    return not (after[0].isalnum() and text[end - 1].isalnum())
