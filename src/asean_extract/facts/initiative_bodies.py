"""Tells by the company that a name keeps whether it is an organisation's rather than an initiative's.

"Fund", "Project", "Network" and "Coalition" head the names of both. A name is a body's behind the office of somebody
who works there, in a roll of organisations or persons, and between two bodies of a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from asean_extract.facts.initiative_words import Vocabulary
from asean_extract.rules import RuleBook

#: Kinds whose heads also head the names of bodies.
_SHARED = frozenset({"fund", "partnership", "network", "project", "programme", "mechanism", "policy"})
_ITEM = regex.compile(r"(?:^|(?<=[^\d\s]) +|; *)(?:[-•*·]|\d{1,2}[.)]) +|; +")
_NAMING = frozenset({"of", "for", "the", "and", "to", "on", "in", "at", "with", "against", "de", "la", "von", "van"})
_WORD = regex.compile(r"\p{L}[\p{L}'.&-]*")
_NEXT_RUN = regex.compile(
    r"^(?: ?\([^)]*\))?(?:, and|,|;| and) (?:the )?(?P<run>(?:\p{Lu}[\p{L}'.&-]*(?: (?:of|for|the|and))?[ ]?)+)"
)
_RUN_BEFORE = regex.compile(r"(?P<last>\p{Lu}[\p{L}'.&-]*)(?: ?\([^)]*\))?(?:, and|,|;| and) $")
_FEWEST_ITEMS = 4
_REACH = 80
#: Roles of words that tell bodies and those who work for them.
_OF_BODIES = ("organisation", "title")


class BodySense:
    """Compiled once from the rules INITIATIVE_OFFICE (who works there) and INITIATIVE_ROLL (what opens a roll)."""

    def __init__(self, rules: RuleBook, vocabulary: Vocabulary) -> None:
        self.offices = rules.labelled("INITIATIVE_OFFICE")
        self.rolls = rules.labelled("INITIATIVE_ROLL")
        self.vocabulary = vocabulary

    def plays(self, role: str, word: str) -> bool:
        """Whether a word, its full stop aside, has the role."""
        return self.vocabulary.plays(role, word.rstrip(".,"))


@dataclass(frozen=True)
class Company:
    """What stands around the names of one paragraph; `above` is the paragraph before it."""

    sense: BodySense
    text: str
    above: str

    def has_body(self, start: int, end: int, kind: str) -> bool:
        """Whether the name at [start, end) of the paragraph is a body's."""
        words = _WORD.findall(self.text[start:end])
        if kind not in _SHARED or any(map(self.sense.vocabulary.is_compound, words)):
            return False
        before = self.text[max(0, start - _REACH) : start]
        if any(rule.regex.search(before) for rule in self.sense.offices):
            return True
        return self._between_bodies(before, self.text[end : end + _REACH]) or self.is_roll

    def _between_bodies(self, before: str, behind: str) -> bool:
        """Whether the items of the list left and right of the name are bodies."""
        left, right = _RUN_BEFORE.search(before), _NEXT_RUN.match(behind)
        if left is None or right is None or not self.sense.plays("organisation", left["last"]):
            return False
        return any(self.sense.plays("organisation", word) for word in right["run"].split())

    @cached_property
    def is_roll(self) -> bool:
        """Whether the paragraph lists names only, and the words above it or its other items say that bodies do."""
        opening, colon, rest = self.text.partition(":")
        opened = bool(colon) and self._opens_roll(opening + colon)
        items = [item.strip() for item in _ITEM.split(rest if opened else self.text) if item.strip()]
        if sum(map(_is_name, items)) < max(2, 0.75 * len(items)):
            return False
        if opened or self._opens_roll(self.above):
            return True
        bodies = [i for i in items if any(self.sense.plays(r, w) for w in _WORD.findall(i) for r in _OF_BODIES)]
        return len(items) >= _FEWEST_ITEMS and len(bodies) >= 0.25 * len(items)

    def _opens_roll(self, words: str) -> bool:
        return any(rule.regex.search(words) for rule in self.sense.rolls)


def _is_name(item: str) -> bool:
    """Whether an item has nothing but capitalised words and what joins them."""
    words = _WORD.findall(item)
    return len(words) > 1 and all(w[0].isupper() or w in _NAMING or w.startswith("'") for w in words)
