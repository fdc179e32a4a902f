"""Which mentions are the same person: spellings, name orders, surnames alone, offices without a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from asean_extract.facts.person import WORD, Person, Persons, fold
from asean_extract.rules import Patterns
from asean_extract.values.mention import Mention
from asean_extract.values.persons import surname

__all__ = ["Person", "PersonLinker", "deputies", "first_of", "fold"]

#: Two given names in different romanisations are this alike at least (rapidfuzz ratio of the folded letters).
_ROMANISED = 65.0
#: The same where the family names are spelt alike too, so that brothers stay apart.
_SAME_FAMILY = 85.0
_SAME_OFFICE = {
    "fm": "minister", "deputy fm": "minister", "vice minister": "minister", "vice fm": "minister",
    "pm": "prime minister", "deputy pm": "prime minister", "dpm": "prime minister", "premier": "prime minister",
    "advisor": "adviser", "national security advisor": "adviser", "national security adviser": "adviser",
}  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DEPUTY = frozenset({"deputy", "vice", "assistant", "under", "former"})


class PersonLinker:
    """Gathers the mentions of a file's persons: within an article first, then across the file."""

    def __init__(self, patterns: Patterns) -> None:
        offices = patterns.table("offices")
        self._surnames = {w for e in offices if e["kind"] == "surname" for w in e["words"]}
        self._heads = {w for e in offices if e["kind"] == "head" for w in e["words"]}
        self._longest = max((len(h.split()) for h in self._heads), default=1)
        self._heads_of: dict[str, frozenset[str]] = {}
        twins = patterns.table("romanisations")
        self._twins = {name: i for i, entry in reversed(list(enumerate(twins))) for name in entry["names"]}
        self._given = [frozenset(entry["names"]) for entry in patterns.table("given_names")]

    def link(
        self, mentions: Mapping[int, Sequence[Mention]]
    ) -> tuple[list[Person], dict[tuple[int, int, int], Person]]:
        """The persons in order of first full name, and the person of each mention by (article, start, end)."""
        persons = Persons(self.heads)
        of: dict[tuple[int, int, int], Person] = {}
        for number, found in mentions.items():
            for m in found:
                if m.label == "person" and m.form not in ("office", "surname"):
                    known = persons.under(self._keys(m.name))
                    person = next((i for i in known if self._same(persons.all[i], m)), None)
                    self._keep(persons, persons.new() if person is None else person, number, m, of)
        for number, found in mentions.items():
            self._link_short_forms(number, found, persons, of)
        return persons.all, of

    def _keep(
        self, persons: Persons, person: int, number: int, m: Mention, of: dict[tuple[int, int, int], Person]
    ) -> None:
        persons.keep(person, number, m, self._keys(m.name))
        of[number, m.start, m.end] = persons.all[person]

    def _keys(self, name: str) -> set[str]:
        """What two names that may be one person's share at least one of: a word, all letters, a family's twins."""
        words = fold(name).split()
        twin = self._twin(words[0]) if words else None
        return {*words, "".join(words)} | (set() if twin is None else {f"twin {twin}"})

    def _link_short_forms(
        self, number: int, found: Sequence[Mention], persons: Persons, of: dict[tuple[int, int, int], Person]
    ) -> None:
        """Surnames alone, then offices alone, in reading order."""
        for m in found:
            if m.label == "person" and m.form == "surname":
                person = self._bearer(number, m, persons)
                if person is None and m.title:
                    person = persons.new()
                if person is not None:
                    self._keep(persons, person, number, m, of)
        for m in found:
            if m.form == "office":
                holder = self._holder(number, m, persons)
                if holder is not None:
                    self._keep(persons, holder, number, m, of)

    def _same(self, person: Person, m: Mention) -> bool:
        return any(self._same_name(name, m.name) and self._may_hold(person, m) for name in person.names if " " in name)

    def _may_hold(self, person: Person, m: Mention) -> bool:
        """Spellings that differ are one person only when nothing the text says of them clashes."""
        if any(fold(name) == fold(m.name) for name in person.names):
            return True
        key = m.affiliation.key if m.affiliation else None
        return not key or person.may_be_of(key)

    def _same_name(self, one: str, other: str) -> bool:
        a, b = fold(one), fold(other)
        if a.replace(" ", "") == b.replace(" ", "") or sorted(a.split()) == sorted(b.split()):
            return True
        return self._shortened(_without_suffix(a.split()), _without_suffix(b.split())) or self._romanised(one, other)

    def _shortened(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """One is the other with names left out, short or cut to initials: Jose Maria Reyes, Maria Reyes, J. Reyes."""
        short, long = sorted((list(a), list(b)), key=len)
        if len(short) > 1 and long[-len(short) :] == short:
            return True
        if len(short) < 2 or short[-1] != long[-1]:
            return False
        cut = long[0].startswith(short[0]) or short[0].startswith(long[0])
        middle = iter(long[1:-1])
        given_fits = cut or self._nick(short[0], long[0])
        return given_fits and (len(long) > 2 or short != long) and all(w in middle for w in short[1:-1])

    def _nick(self, one: str, other: str) -> bool:
        """Bill is William by the table; Joe and Joseph, whom no rule joins either, share their first two letters."""
        return one[:2] == other[:2] or any(one in names and other in names for names in self._given)

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

    def _bearer(self, number: int, m: Mention, persons: Persons) -> int | None:
        """Whom a single name means: the surname's nearest bearer before it whose office fits."""
        known = [i for i in persons.under(self._keys(m.name)) if self._bears(persons.all[i], m)]
        fitting = [(rank, i) for i in known if (rank := self._rank(number, m, persons.all[i])) is not None]
        return max(fitting)[1] if fitting else None

    def _bears(self, person: Person, m: Mention) -> bool:
        alone = fold(m.name)
        return any(f" {alone} " in f" {fold(name)} " or alone == fold(name).replace(" ", "") for name in person.names)

    def _rank(self, number: int, m: Mention, person: Person) -> tuple[bool, bool, bool, int] | None:
        """How well a person fits a single name; None when the offices clash."""
        titles = person.titles()
        fits = not m.title or not titles or any(self.same_office(m.title, t) for t in titles)
        before = person.last_before(number, m.start)
        here = before is not None
        family = any(fold(surname(name, self._surnames)) == fold(m.name) for name in person.names)
        if not fits and not (family and here):
            return None
        return fits, here, family, -1 if before is None else before

    def _holder(self, number: int, m: Mention, persons: Persons) -> int | None:
        """Who holds an office that stands without a name: the nearest in the article before it, else after it."""
        near: list[tuple[bool, int, int]] = []
        for title, of, held in persons.posts(number, m.title or ""):
            if self._same_post(m, title, of):
                at = bisect_left(held, (m.start, -1))
                near += [(True, start, i) for start, i in held[max(at - 1, 0) : at]]
                near += [(False, -start, i) for start, i in held[at : at + 1]]
        return max(near)[2] if near else None

    def _same_post(self, m: Mention, title: str, of: str | None) -> bool:
        if not m.title or deputies(m.title) != deputies(title):
            return False
        return m.affiliation is None or m.affiliation.name == of

    def same_office(self, one: str, other: str) -> bool:
        """Do two titles share the noun of an office?"""
        return bool(self.heads(one) & self.heads(other))

    def heads(self, title: str) -> frozenset[str]:
        """The office nouns in a title, longest first: {"prime minister"}, {"secretary general"}."""
        if title not in self._heads_of:
            self._heads_of[title] = frozenset(self._read_heads(title))
        return self._heads_of[title]

    def _read_heads(self, title: str) -> set[str]:
        words = WORD.findall(title.lower().replace("-", " "))
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


@lru_cache(maxsize=10_000)
def deputies(title: str) -> bool:
    """Is it the office of a deputy?"""
    return bool(_DEPUTY & set(WORD.findall(title.lower().replace("-", " "))))


def _without_suffix(words: Sequence[str]) -> list[str]:
    """The words of a folded name but a "jr" or "iii" at its end, which one mention has and another leaves out."""
    return list(words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words)


def first_of(values: Iterable[str | None]) -> str | None:
    """The first that is not None."""
    return next((v for v in values if v is not None), None)
