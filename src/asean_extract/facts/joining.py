"""Joins candidates that tell of one happening: "the 5th ASEAN-Norway Dialogue", "the Dialogue", "they met"."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import regex

from asean_extract.facts.candidates import ANOTHER, Candidate, Dated
from asean_extract.facts.likeness import MEETING, alike, content_words, family, traits
from asean_extract.spans import DateMention
from asean_extract.values import calendar

#: What a headline calls a meeting of which the text says only that people met.
_ROUND_TABLES = frozenset(
    {"roundtable", "listening session", "briefing", "conversation", "discussion", "panel discussion", "town hall"}
)
_STAGED = frozenset(
    {"conference", "forum", "fair", "expo", "exhibition", "festival", "ceremony", "seminar", "workshop", "event"}
)

#: Dates whose reading is kept: every happening of an article is compared with those before it.
_KEPT = 20_000


@dataclass
class Happening:
    """All candidates of one happening; the first one names it unless a later one has the fuller proper name."""

    members: list[Dated] = field(default_factory=list)

    @property
    def first(self) -> Candidate:
        return self.members[0].candidate

    @property
    def best_named(self) -> Candidate:
        """The candidate with the fullest proper name; else the first description that is more than a bare noun."""
        named = [m.candidate for m in self.members if m.candidate.named]
        if named:
            return max(named, key=lambda c: (len(content_words(c.name)), -c.scene.index))
        described = [m.candidate for m in self.members if not m.candidate.reference]
        return (described or [self.first])[0]

    @property
    def own_dates(self) -> list[tuple[Dated, DateMention]]:
        return [(m, m.date) for m in self.members if m.date is not None]


def compatible(a: DateMention | None, b: DateMention | None) -> bool:
    """May two dates be those of one happening: does one lie within the other, or is one not known?"""
    if a is None or b is None or a.value == b.value:
        return True
    first, second = _days(a.value), _days(b.value)
    if first is None or second is None:
        return a.value[5:] == b.value[5:] or "X" in a.value or "X" in b.value
    return first[0] <= second[1] and second[0] <= first[1]


@lru_cache(maxsize=_KEPT)
def _days(value: str) -> tuple[date, date] | None:
    """First and last day of a date's value; None while its year is open."""
    stamps = calendar.parse(value)
    if stamps is None:
        return None
    first, last = stamps[0].first(), stamps[1].last()
    return (first, last) if first and last else None


def join(dated: Sequence[Dated], published: DateMention | None = None) -> list[Happening]:
    """Happenings in order of first mention; what a text says will be is none that lies years before the text."""
    told = _Told()
    for one in dated:
        home = _home(one, told)
        if home is not None and not (one.candidate.ahead and one.date is None and _years_before(home, published)):
            told.add(one, home)
        elif not (one.candidate.reference and one.date is None and one.within is None):
            told.add(one, Happening())
    return _headline_joined(told.happenings)


class _Told:
    """The happenings so far, in order of first mention; of thousands only those with a trait of it are like another."""

    def __init__(self) -> None:
        self.happenings: list[Happening] = []
        self._numbers: dict[int, int] = {}
        self._having: dict[Hashable, set[int]] = {}

    def add(self, one: Dated, home: Happening) -> None:
        """Makes it a member of a happening, which may be a new one."""
        number = self._numbers.setdefault(id(home), len(self.happenings))
        if number == len(self.happenings):
            self.happenings.append(home)
        home.members.append(one)
        if not one.candidate.reference:
            for trait in traits(one.candidate):
                self._having.setdefault(trait, set()).add(number)

    def sharing(self, candidate: Candidate) -> Iterator[Happening]:
        """Those with a trait of the candidate, the latest first."""
        numbers = {number for trait in traits(candidate) for number in self._having.get(trait, ())}
        return (self.happenings[number] for number in sorted(numbers, reverse=True))


def _years_before(happening: Happening, published: DateMention | None) -> bool:
    """Does a happening lie in a year before that of the document?"""
    then = [_days(date.value) for _, date in happening.own_dates]
    now = _days(published.value) if published is not None else None
    return now is not None and any(days is not None and days[1].year < now[0].year for days in then)


def _headline_joined(happenings: list[Happening]) -> list[Happening]:
    """The meeting that the headline names is the one that the opening tells, unless names or dates speak against it."""
    titled = [h for h in happenings if all(m.candidate.scene.kind == "title" for m in h.members)]
    for headline in (h for h in titled if family(h.first) == "meeting" or h.first.noun in _ROUND_TABLES):
        opening = (h for h in happenings if _opens(h) and h not in titled)
        told = next((h for h in opening if _is_told_as(h, headline)), None)
        if told is None or (told.best_named.named and headline.best_named.named):
            continue
        if all(compatible(a, b) for _, a in headline.own_dates for _, b in told.own_dates):
            told.members = headline.members + told.members
            happenings = [h for h in happenings if h is not headline]
    return happenings


def _is_told_as(told: Happening, headline: Happening) -> bool:
    """A meeting, or a happening of the noun that the headline has for it."""
    return family(told.first) == "meeting" or (told.first.noun == headline.first.noun and bool(told.first.noun))


def _opens(happening: Happening) -> bool:
    return happening.first.scene.index <= 3


def _home(one: Dated, told: _Told) -> Happening | None:
    candidate, latest = one.candidate, reversed(told.happenings)
    if candidate.reference:
        return _referred(one, told.happenings)
    if candidate.type in _INSTRUMENTS and _DEFINITE.fullmatch(_theme(candidate)):
        signed = next((h for h in latest if h.first.type == candidate.type and not h.first.ahead), None)
        if signed is not None and _may_be_of(one, signed):
            return signed
    elif candidate.rule in ("event.convene", "event.meet") and {a.type for a, _ in candidate.people} <= {"group"}:
        # "ministers gathered in Lima" is the meeting just named
        near = next((h for h in latest if family(h.first) == "meeting" and h.best_named.named), None)
        if near is not None and candidate.scene.index - near.members[-1].candidate.scene.index <= 2:
            return near if _may_be_of(one, near) else None
    return next((h for h in told.sharing(candidate) if _same(one, h)), None)


def _may_be_of(one: Dated, happening: Happening) -> bool:
    """Do the dates of both allow it?"""
    return all(compatible(one.date, known) for _, known in happening.own_dates)


def _theme(candidate: Candidate) -> str:
    return candidate.scene.text[slice(*candidate.theme)] if candidate.theme else ""


_INSTRUMENTS = frozenset({"agreement"})
#: What was signed, told again: "the pact", "the two agreements", "both documents".
_DEFINITE = regex.compile(
    r"(?i)(?:the|this|these|both|its|their)(?: (?:two|three|four|new|joint|latest|landmark|said))? "
    r"(?:memorand(?:um|a)(?: of understanding)?|agreements?|treat(?:y|ies)|pacts?|deals?|mous?|documents?|accords?"
    r"|instruments?|contracts?|protocols?|conventions?|arrangements?)"
)


def _referred(one: Dated, happenings: Sequence[Happening]) -> Happening | None:
    """ "The meeting" is the latest happening of that noun; "the event" the latest staged one."""
    noun = one.candidate.noun
    for happening in reversed(happenings):
        if ANOTHER.match(happening.first.name):
            continue  # "the meeting" is not the next one
        nouns = {m.candidate.noun for m in happening.members}
        nouns |= _TRIP if nouns & _TRIP else set()
        if any(
            m.candidate.scene is one.candidate.scene and _holds(m.candidate, one.candidate) for m in happening.members
        ):
            continue  # "a bilateral meeting with those who attended this meeting"
        if noun in nouns and _may_be_of(one, happening):
            return happening
    if noun not in ("meeting", "event"):
        return None
    meant = MEETING if noun == "meeting" else MEETING | _STAGED
    dated = (h for h in happenings if h.first.noun in meant and h.own_dates)
    return next((h for h in dated if _may_be_of(one, h)), None)


_TRIP = frozenset({"visit", "trip", "travel", "tour"})


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return inner.token != outer.token and outer.token in inner.token.ancestors


def _same(one: Dated, happening: Happening) -> bool:
    members = (m.candidate for m in happening.members if not m.candidate.reference)
    return _may_be_of(one, happening) and any(alike(one.candidate, c) for c in members)
