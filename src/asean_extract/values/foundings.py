"""What the knowledge files say about when things began, for the year of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

#: How far from an anniversary, in code points, its object is looked for.
WINDOW = 110
_FORMER = regex.compile(r"\b(?i:former|late|ex|then|ousted|predecessor|successor(?:\s+to)?|under)[\s-]+$")


@dataclass(frozen=True, slots=True)
class Founding:
    """Something that began in a year, or an office that somebody held from it; `until` is its last year."""

    name: str
    year: int
    until: int | None
    pattern: regex.Pattern[str]
    beside: tuple[str, ...]
    term: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """The years in which a document can have been written."""

    earliest: int
    latest: int

    def holds(self, year: int) -> bool:
        """Whether the year is one of them."""
        return self.earliest <= year <= self.latest


def foundings(knowledge: Iterable[Mapping[str, Any]]) -> tuple[Founding, ...]:
    """The table `foundings` with its patterns compiled."""
    return tuple(
        Founding(
            name=str(e["name"]),
            year=int(e["year"]),
            until=int(e["until"]) if "until" in e else None,
            pattern=regex.compile(rf"(?<![\w-])(?:{e['pattern']})(?![\w-])"),
            beside=tuple(e.get("with", ())),
            term=bool(e.get("term", False)),
        )
        for e in knowledge
    )


def founding_of(text: str, start: int, end: int, known: Sequence[Founding]) -> Founding | None:
    """What the anniversary at text[start:end] is of: the longest name after it in its sentence, else before it."""
    stop = regex.search(r"[.;]\s+[A-Z]", text[end : end + WINDOW])
    after = text[end : end + (stop.start() if stop else WINDOW)]
    before = text[max(0, start - WINDOW) : start].rpartition(". ")[2]
    return _longest(after, known) or _longest(before, known)


def _longest(window: str, known: Sequence[Founding]) -> Founding | None:
    best: tuple[int, Founding] | None = None
    for founding in known:
        found = founding.pattern.search(window)
        if found is None or founding.term or not _beside(founding, window):
            continue
        length = found.end() - found.start()
        if best is None or length > best[0]:
            best = length, founding
    return best[1] if best else None


def _beside(founding: Founding, window: str) -> bool:
    return not founding.beside or any(word in window for word in founding.beside)


def bounds(texts: Sequence[str], known: Sequence[Founding]) -> Bounds:
    """The years that what the texts name as existing leaves: from the youngest of them, to the end of a term."""
    earliest, latest = 0, 9999
    for founding in known:
        for text in texts:
            for found in founding.pattern.finditer(text):
                current = not _FORMER.search(text[max(0, found.start() - 20) : found.start()])
                if founding.term or not founding.beside:
                    earliest = max(earliest, founding.year)
                if founding.term and current and founding.until is not None:
                    latest = min(latest, founding.until)
    return Bounds(earliest, latest)
