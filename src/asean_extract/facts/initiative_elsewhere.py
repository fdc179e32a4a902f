"""Where an article has an initiative once more, when its name is known: the acronym alone, and capitals of headings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from asean_extract.facts.initiative_joining import Mention
from asean_extract.needs import Needles, folded
from asean_extract.spans import Covered, Paragraph

#: Kinds of block whose words may all be capitalised.
HEADINGS = frozenset({"title", "lead_in"})


@dataclass(frozen=True, slots=True)
class Named:
    """The mentions of one initiative, the `full` ones among them, and how they write it."""

    identity: str
    group: Sequence[Mention]
    full: Sequence[Mention]
    forms: tuple[str, ...]
    acronym: str | None


class Elsewhere:
    """Where the acronyms of initiatives stand alone, and headings that have their names in whatever capitals."""

    def __init__(self, named: Sequence[Named], read: Sequence[Paragraph]) -> None:
        headings = [(folded(p.text), p) for p in read if p.kind in HEADINGS]
        self._headed = _by_word((folded(form) for one in named for form in one.forms), headings)
        self._shown = _by_word((one.acronym for one in named if one.acronym), [(p.text, p) for p in read])

    def of(self, named: Named) -> set[tuple[int, int]]:
        """The places of one, in the source, beside the mentions that are known."""
        headed = {p.start: p for form in named.forms for p in self._headed.get(folded(form), ())}
        spans = set(_places(named.forms, headed.values(), regex.IGNORECASE))
        if named.acronym:
            spans |= set(_places([named.acronym], self._shown.get(named.acronym, ())))
        known = Covered((m.start, m.end) for m in named.group)
        return {(start, end) for start, end in spans if not known.meets(start, end)}


def _by_word(words: Iterable[str], texts: Sequence[tuple[str, Paragraph]]) -> dict[str, list[Paragraph]]:
    """The paragraphs that have each of the words, in order, by the word."""
    needles = Needles(words)
    having: dict[str, list[Paragraph]] = {}
    for text, paragraph in texts:
        for word in needles.among(text):
            having.setdefault(word, []).append(paragraph)
    return having


def _places(forms: Iterable[str], paragraphs: Collection[Paragraph], flags: int = 0) -> Iterator[tuple[int, int]]:
    """Where the paragraphs have one of the forms as whole words, the longest first, in the source."""
    if paragraphs:
        longest = "|".join(map(regex.escape, sorted(forms, key=len, reverse=True)))
        pattern = regex.compile(rf"(?<![\p{{L}}\d])(?:{longest})(?![\p{{L}}\d])", flags)
        for p in paragraphs:
            yield from ((p.start + m.start(), p.start + m.end()) for m in pattern.finditer(p.text))
