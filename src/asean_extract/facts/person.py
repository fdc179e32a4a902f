"""Persons while the mentions of a file are gathered, and the way back to them by word and by office."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from asean_extract.values.mention import Affiliation, Mention

WORD = regex.compile(r"[\p{L}\p{N}]+")


@dataclass
class Person:
    """One person while mentions are gathered; every mention goes with the number of its article.

    `names` counts each full name, in order of first use.
    """

    names: dict[str, int] = field(default_factory=dict)
    mentions: list[tuple[int, Mention]] = field(default_factory=list)
    _titles: dict[int | None, dict[str, None]] = field(default_factory=dict)
    _bonds: dict[int | None, Affiliation] = field(default_factory=dict)
    _countries: set[str] = field(default_factory=set)
    _starts: dict[int, list[int]] = field(default_factory=dict)

    def add(self, article: int, mention: Mention) -> None:
        """Takes a mention in; its name counts when it is a full one."""
        self.mentions.append((article, mention))
        insort(self._starts.setdefault(article, []), mention.start)
        if mention.form != "office" and (" " in mention.name or not self.names):
            self.names[mention.name] = self.names.get(mention.name, 0) + 1
        for where in (article, None):
            if mention.title:
                self._titles.setdefault(where, {})[mention.title] = None
            if mention.affiliation:
                self._bonds.setdefault(where, mention.affiliation)
        if mention.affiliation:
            self._countries.add(mention.affiliation.key or mention.affiliation.name)

    @property
    def name(self) -> str:
        """The fullest form, then the one used most, then the first."""
        return max(self.names, key=lambda n: (len(n.split()), self.names[n]))

    def titles(self, article: int | None = None) -> Iterable[str]:
        """The offices that the text gives this person, in order and each once, of one article or of all."""
        return self._titles.get(article, {})

    def bond(self, article: int | None = None) -> Affiliation | None:
        """Whom the text first says that the person speaks for, in one article or in all."""
        return self._bonds.get(article)

    def may_be_of(self, key: str) -> bool:
        """Is that whom the person speaks for, as far as the text says?"""
        return not self._countries or key in self._countries

    def last_before(self, article: int, offset: int) -> int | None:
        """Where the article names the person last before an offset: -1 for only later, None for not at all."""
        starts = self._starts.get(article)
        if not starts:
            return None
        at = bisect_left(starts, offset)
        return starts[at - 1] if at else -1


class Persons:
    """The persons of a file in order of first full name, found again by a word of a name or by an office."""

    def __init__(self, heads: Callable[[str], Iterable[str]]) -> None:
        """`heads` gives the nouns of an office's title."""
        self.all: list[Person] = []
        self._heads = heads
        self._by_key: dict[str, list[int]] = {}
        self._posts: dict[tuple[int, str], dict[tuple[str, str | None], list[tuple[int, int]]]] = {}

    def new(self) -> int:
        """The number of a new person, of whom nothing is known yet."""
        self.all.append(Person())
        return len(self.all) - 1

    def keep(self, person: int, article: int, m: Mention, keys: Iterable[str]) -> None:
        """Adds a mention to a person, who is found by the keys from now on if the mention brought a new name."""
        known = len(self.all[person].names)
        self.all[person].add(article, m)
        if len(self.all[person].names) > known:
            for key in keys:
                numbers = self._by_key.setdefault(key, [])
                if person not in numbers[-1:]:
                    numbers.append(person)
        if m.title and m.form != "office":
            post = m.title, m.affiliation.name if m.affiliation else None
            for head in self._heads(m.title):
                held = self._posts.setdefault((article, head), {})
                insort(held.setdefault(post, []), (m.start, person))

    def under(self, keys: Iterable[str]) -> list[int]:
        """The numbers of those who are found by any of the keys, in order."""
        return sorted({number for key in keys for number in self._by_key.get(key, ())})

    def posts(self, article: int, title: str) -> Iterator[tuple[str, str | None, list[tuple[int, int]]]]:
        """Titles of the article that share a noun with this one, the name of whom they are of, and (offset, person)
        of each mention in order."""
        for head in sorted(self._heads(title)):
            for (other, of), held in self._posts.get((article, head), {}).items():
                yield other, of, held


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Lower case without accents; hyphens, points and commas as blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain.casefold().replace("'", "")))
