"""A name in a text: the value that the readers of names and the resolver of entities share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Label = Literal["person", "organisation", "country", "place", "group"]
Form = Literal["name", "adjective", "demonym", "office", "surname", "acronym"]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Whom a person speaks for, as the text around the name says; offsets are those of the words that say it."""

    start: int
    end: int
    label: Literal["country", "organisation"]
    name: str
    key: str | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name; `text` is what stands at `start:end`, `name` the name itself ("Kang, Kyung-wha" is Kang Kyung-wha).

    `key` is the id of the knowledge files (a country's is its ISO code), None for what they do not know. `title` is
    the office as written. `inside` says that the words are part of a bigger name or of somebody's office, so that
    they make nobody a participant. `bloc` marks a group that stands for ASEAN as a whole,
    `anaphor` one that names nobody by itself ("the two leaders").
    """

    start: int
    end: int
    text: str
    label: Label
    name: str
    key: str | None = None
    form: Form = "name"
    title: str | None = None
    affiliation: Affiliation | None = None
    country: str | None = None
    acronym: str | None = None
    inside: bool = False
    bloc: bool = False
    anaphor: bool = False
    rule: str = ""

    def moved(self, by: int) -> Mention:
        """The same mention with all offsets shifted, from those of a paragraph to those of the file."""
        return self.mapped(lambda start, end: (start + by, end + by))

    def mapped(self, where: Callable[[int, int], tuple[int, int]]) -> Mention:
        """The same mention with its spans as `where` gives them."""
        start, end = where(self.start, self.end)
        bond = self.affiliation
        if bond is not None:
            first, last = where(bond.start, bond.end)
            bond = replace(bond, start=first, end=last)
        return replace(self, start=start, end=end, affiliation=bond)
