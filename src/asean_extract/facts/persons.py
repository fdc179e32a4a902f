"""Which mentions are the same person: spellings, name orders, surnames alone, offices without a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import regex
from rapidfuzz import fuzz

from asean_extract.rules import Patterns
from asean_extract.values.mention import Mention
from asean_extract.values.persons import surname

_WORD = regex.compile(r"[\p{L}\p{N}]+")
#: Two given names in different romanisations are this alike at least (rapidfuzz ratio of the folded letters).
_ROMANISED = 65.0
#: The same where the family names are spelt alike too, so that brothers stay apart.
_SAME_FAMILY = 85.0
_SAME_OFFICE = {
    "fm": "minister", "deputy fm": "minister", "vice minister": "minister", "vice fm": "minister",
    "pm": "prime minister", "deputy pm": "prime minister", "dpm": "prime minister", "premier": "prime minister",
    "advisor": "adviser", "national security advisor": "adviser", "national security adviser": "adviser",
}  # fmt: skip
_DEPUTY = frozenset({"deputy", "vice", "assistant", "under", "former"})


@dataclass
class Person:
    """One person while mentions are gathered; every mention goes with the number of its article."""

    names: list[str] = field(default_factory=list)
    mentions: list[tuple[int, Mention]] = field(default_factory=list)

    def add(self, article: int, mention: Mention) -> None:
        """Takes a mention in; its name counts when it is a full one."""
        self.mentions.append((article, mention))
        if mention.form != "office" and (" " in mention.name or not self.names):
            self.names.append(mention.name)

    @property
    def name(self) -> str:
        """The fullest form, then the one used most, then the first."""
        return max(self.names, key=lambda n: (len(n.split()), self.names.count(n), -self.names.index(n)))

    def titles(self, article: int | None = None) -> list[str]:
        """The offices that the text gives this person, in order, of one article or of all."""
        return [m.title for number, m in self.mentions if m.title and article in (None, number)]

    def countries(self) -> list[str]:
        """Keys of whom the person speaks for."""
        return [m.affiliation.key or m.affiliation.name for _, m in self.mentions if m.affiliation]


class PersonLinker:
    """Gathers the mentions of a file's persons: within an article first, then across the file."""

    def __init__(self, patterns: Patterns) -> None:
        offices = patterns.table("offices")
        self._surnames = {w for e in offices if e["kind"] == "surname" for w in e["words"]}
        self._heads = {w for e in offices if e["kind"] == "head" for w in e["words"]}
        self._longest = max((len(h.split()) for h in self._heads), default=1)
        twins = patterns.table("romanisations")
        self._twins = {name: i for i, entry in reversed(list(enumerate(twins))) for name in entry["names"]}

    def link(
        self, mentions: Mapping[int, Sequence[Mention]]
    ) -> tuple[list[Person], dict[tuple[int, int, int], Person]]:
        """The persons in order of first full name, and the person of each mention by (article, start, end)."""
        persons: list[Person] = []
        of: dict[tuple[int, int, int], Person] = {}
        for number, found in mentions.items():
            for m in found:
                if m.label == "person" and m.form not in ("office", "surname"):
                    person = next((p for p in persons if self._same(p, m)), None)
                    if person is None:
                        person = Person()
                        persons.append(person)
                    self._keep(person, number, m, of)
        for number, found in mentions.items():
            self._link_short_forms(number, found, persons, of)
        return persons, of

    def _keep(self, person: Person, number: int, m: Mention, of: dict[tuple[int, int, int], Person]) -> None:
        person.add(number, m)
        of[number, m.start, m.end] = person

    def _link_short_forms(
        self, number: int, found: Sequence[Mention], persons: list[Person], of: dict[tuple[int, int, int], Person]
    ) -> None:
        """Surnames alone, then offices alone, in reading order."""
        for m in found:
            if m.label == "person" and m.form == "surname":
                person = self._bearer(number, m, persons)
                if person is None and m.title:
                    person = Person()
                    persons.append(person)
                if person is not None:
                    self._keep(person, number, m, of)
        for m in found:
            if m.form == "office":
                holder = self._holder(number, m, persons)
                if holder is not None:
                    self._keep(holder, number, m, of)

    def _same(self, person: Person, m: Mention) -> bool:
        return any(self._same_name(name, m.name) and self._may_hold(person, m) for name in person.names if " " in name)

    def _may_hold(self, person: Person, m: Mention) -> bool:
        """Spellings that differ are one person only when nothing the text says of them clashes."""
        if any(fold(name) == fold(m.name) for name in person.names):
            return True
        key = m.affiliation.key if m.affiliation else None
        return not key or not person.countries() or key in person.countries()

    def _same_name(self, one: str, other: str) -> bool:
        a, b = fold(one), fold(other)
        if a.replace(" ", "") == b.replace(" ", "") or sorted(a.split()) == sorted(b.split()):
            return True
        return _shortened(a.split(), b.split()) or self._romanised(one, other)

    def _romanised(self, one: str, other: str) -> bool:
        """Chung Byung-won is Jeong Byeong-won: twin family names, given names that sound alike."""
        a, b = fold(one).split(), fold(other).split()
        if len(a) < 2 or len(a) != len(b) or self._twin(a[0]) != self._twin(b[0]) or self._twin(a[0]) is None:
            return False
        likeness = fuzz.ratio(" ".join(a[1:]), " ".join(b[1:]))
        syllables = all(fuzz.ratio(x, y) >= 50 for x, y in zip(a[1:], b[1:], strict=True))
        return syllables and likeness >= (_SAME_FAMILY if a[0] == b[0] else _ROMANISED)

    def _twin(self, family: str) -> int | None:
        return self._twins.get(family)

    def _bearer(self, number: int, m: Mention, persons: Sequence[Person]) -> Person | None:
        """Whom a single name means: the surname's nearest bearer before it whose office fits."""
        fitting = [(self._rank(number, m, p), i) for i, p in enumerate(persons) if self._bears(p, m)]
        fitting = [(rank, i) for rank, i in fitting if rank is not None]
        return persons[max(fitting)[1]] if fitting else None

    def _bears(self, person: Person, m: Mention) -> bool:
        alone = fold(m.name)
        return any(f" {alone} " in f" {fold(name)} " or alone == fold(name).replace(" ", "") for name in person.names)

    def _rank(self, number: int, m: Mention, person: Person) -> tuple[bool, bool, bool, int] | None:
        """How well a person fits a single name; None when the offices clash."""
        fits = not m.title or not person.titles() or any(self.same_office(m.title, t) for t in person.titles())
        here = [other.start for article, other in person.mentions if article == number]
        before = [start for start in here if start < m.start]
        family = any(fold(surname(name, self._surnames)) == fold(m.name) for name in person.names)
        if not fits and not (family and here):
            return None
        return fits, bool(here), family, max(before, default=-1)

    def _holder(self, number: int, m: Mention, persons: Sequence[Person]) -> Person | None:
        """Who holds an office that stands without a name: the nearest in the article before it, else after it."""
        near: list[tuple[bool, int, int]] = []
        for i, person in enumerate(persons):
            for article, other in person.mentions:
                fits = article == number and other.title and other.form != "office" and self._same_post(m, other)
                if fits:
                    before = other.start < m.start
                    near.append((before, other.start if before else -other.start, i))
        return persons[max(near)[2]] if near else None

    def _same_post(self, m: Mention, other: Mention) -> bool:
        if not m.title or not other.title or deputies(m.title) != deputies(other.title):
            return False
        if not self.same_office(m.title, other.title):
            return False
        mine, theirs = m.affiliation, other.affiliation
        return mine is None or (theirs is not None and mine.name == theirs.name)

    def same_office(self, one: str, other: str) -> bool:
        """Do two titles share the noun of an office?"""
        return bool(self.heads(one) & self.heads(other))

    def heads(self, title: str) -> set[str]:
        """The office nouns in a title, longest first: {"prime minister"}, {"secretary general"}."""
        words = _WORD.findall(title.lower().replace("-", " "))
        found: set[str] = set()
        i = 0
        while i < len(words):
            sizes = range(min(self._longest, len(words) - i), 0, -1)
            size = next((s for s in sizes if " ".join(words[i : i + s]) in self._heads), 0)
            if size:
                found.add(_alike(" ".join(words[i : i + size])))
            i += size or 1
        return found


def _alike(head: str) -> str:
    """One word for heads that mean one office."""
    return _SAME_OFFICE.get(head, head)


def deputies(title: str) -> bool:
    """Is it the office of a deputy?"""
    return bool(_DEPUTY & set(_WORD.findall(title.lower().replace("-", " "))))


def fold(name: str) -> str:
    """Lower case without accents; hyphens, points and commas as blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold().replace("'", "")))


def _shortened(a: Sequence[str], b: Sequence[str]) -> bool:
    """One is the other with names left out or cut to initials: Jose Maria Reyes, Jose Reyes, Maria Reyes; J. Reyes."""
    short, long = sorted((list(a), list(b)), key=len)
    if len(short) > 1 and long[-len(short) :] == short:
        return True
    if len(short) < 2 or short[-1] != long[-1]:
        return short[:2] == long[:2] and len(short) >= 2 and long[len(short) :] in (["jr"], ["sr"])
    given_fits = long[0].startswith(short[0]) or short[0].startswith(long[0]) or _nick(short[0], long[0])
    middle = iter(long[1:-1])
    return given_fits and (len(long) > 2 or short != long) and all(w in middle for w in short[1:-1])


def _nick(one: str, other: str) -> bool:
    """Joe and Joseph, Tony and Antony are too far apart for a rule; the same first two letters will do."""
    return one[:2] == other[:2]


def first_of(values: Iterable[str | None]) -> str | None:
    """The first that is not None."""
    return next((v for v in values if v is not None), None)
