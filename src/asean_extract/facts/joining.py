"""Joins candidates that tell of one happening: "the 5th ASEAN-Norway Dialogue", "the Dialogue", "they met"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from asean_extract.facts.candidates import ANOTHER, Candidate, Dated
from asean_extract.facts.dating import year_in_name
from asean_extract.spans import DateMention
from asean_extract.values import calendar

_FOLD = (
    ("association of southeast asian nations", "asean"), ("republic of korea", "rok"), ("south korea", "rok"),
    ("s korea", "rok"), ("korea", "rok"), ("korean", "rok"), ("united states of america", "us"),
    ("united states", "us"), ("u s", "us"), ("centre", "center"), ("programme", "program"), ("exposition", "expo"),
    ("talks", "talk"), ("memorandum of understanding", "mou"), ("memoranda of understanding", "mou"), ("mous", "mou"),
    ("free trade agreement", "fta"), ("free trade pact", "fta"), ("fta deal", "fta"),
    ("united nations", "un"), ("u n", "un"),
)  # fmt: skip
_STOP = frozenset(
    "the of and a an on in for to s between with at by its their his her this that held annual next upcoming last first"
    " second third fourth fifth sixth seventh eighth ninth tenth inaugural recent".split()
)
_ORDINAL_WORDS = {
    "first": 1, "inaugural": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_MEETING = frozenset(
    {"meeting", "talk", "call", "conversation", "session", "summit", "dialogue", "trilateral", "bilateral"}
)
#: What a headline calls a meeting of which the text says only that people met.
_ROUND_TABLES = frozenset(
    {"roundtable", "listening session", "briefing", "conversation", "discussion", "panel discussion", "town hall"}
)
_STAGED = frozenset(
    {"conference", "forum", "fair", "expo", "exhibition", "festival", "ceremony", "seminar", "workshop", "event"}
)

#: Names and dates whose reading is kept: every happening of an article is compared with those before it.
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


@lru_cache(maxsize=_KEPT)
def fold(name: str) -> str:
    """Case, punctuation and the many names of one country folded away."""
    text = " " + regex.sub(r"[^\p{L}\p{N}+]+", " ", regex.sub(r"'s\b", "", name.lower())) + " "
    for long, short in _FOLD:
        text = text.replace(f" {long} ", f" {short} ")
    return text.strip()


@lru_cache(maxsize=_KEPT)
def content_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, without ordinals and years."""
    return frozenset(
        w.rstrip("s") if len(w) > 4 else w
        for w in fold(name).split()
        if w not in _STOP and not regex.fullmatch(r"\d+(?:st|nd|rd|th)|(?:19|20)\d\d", w)
    )


@lru_cache(maxsize=_KEPT)
def ordinal(name: str) -> int | None:
    """The number in a series: 23 for "23rd", 1 for "inaugural"."""
    for word in fold(name).split():
        if m := regex.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
            return int(m[1])
        if word in _ORDINAL_WORDS:
            return _ORDINAL_WORDS[word]
    return None


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
    happenings: list[Happening] = []
    for one in dated:
        home = _home(one, happenings)
        if home is not None and not (one.candidate.ahead and one.date is None and _years_before(home, published)):
            home.members.append(one)
        elif not (one.candidate.reference and one.date is None and one.within is None):
            happenings.append(Happening([one]))
    return _headline_joined(happenings)


def _years_before(happening: Happening, published: DateMention | None) -> bool:
    """Does a happening lie in a year before that of the document?"""
    then = [_days(date.value) for _, date in happening.own_dates]
    now = _days(published.value) if published is not None else None
    return now is not None and any(days is not None and days[1].year < now[0].year for days in then)


def _headline_joined(happenings: list[Happening]) -> list[Happening]:
    """The meeting that the headline names is the one that the opening tells, unless names or dates speak against it."""
    titled = [h for h in happenings if all(m.candidate.scene.kind == "title" for m in h.members)]
    for headline in (h for h in titled if _family(h.first) == "meeting" or h.first.noun in _ROUND_TABLES):
        told = next((h for h in happenings if h not in titled and _opens(h) and _is_told_as(h, headline)), None)
        if told is None or (told.best_named.named and headline.best_named.named):
            continue
        if all(compatible(a, b) for _, a in headline.own_dates for _, b in told.own_dates):
            told.members = headline.members + told.members
            happenings = [h for h in happenings if h is not headline]
    return happenings


def _is_told_as(told: Happening, headline: Happening) -> bool:
    """A meeting, or a happening of the noun that the headline has for it."""
    return _family(told.first) == "meeting" or (told.first.noun == headline.first.noun and bool(told.first.noun))


def _opens(happening: Happening) -> bool:
    return happening.first.scene.index <= 3


def _home(one: Dated, happenings: Sequence[Happening]) -> Happening | None:
    if one.candidate.reference:
        return _referred(one, happenings)
    if one.candidate.type in _INSTRUMENTS and _DEFINITE.fullmatch(_theme(one.candidate)):
        told = [h for h in happenings if h.first.type == one.candidate.type and not h.first.ahead]
        if told and all(compatible(one.date, known) for _, known in told[-1].own_dates):
            return told[-1]
    groups = {actor.type for actor, _ in one.candidate.people} <= {"group"}
    if (
        one.candidate.rule in ("event.convene", "event.meet") and groups
    ):  # "ministers gathered in Lima" is the meeting just named
        near = [h for h in happenings if _family(h.first) == "meeting" and h.best_named.named]
        if near and one.candidate.scene.index - near[-1].members[-1].candidate.scene.index <= 2:
            return near[-1] if all(compatible(one.date, known) for _, known in near[-1].own_dates) else None
    return next((h for h in reversed(happenings) if _same(one, h)), None)


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
        if noun in nouns and all(compatible(one.date, d) for _, d in happening.own_dates):
            return happening
    if noun not in ("meeting", "event"):
        return None
    meant = _MEETING if noun == "meeting" else _MEETING | _STAGED
    dated = (h for h in happenings if h.first.noun in meant and h.own_dates)
    return next((h for h in dated if all(compatible(one.date, d) for _, d in h.own_dates)), None)


_TRIP = frozenset({"visit", "trip", "travel", "tour"})


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return inner.token != outer.token and outer.token in inner.token.ancestors


def _same(one: Dated, happening: Happening) -> bool:
    if not all(compatible(one.date, known) for _, known in happening.own_dates):
        return False
    return any(_alike(one.candidate, m.candidate) for m in happening.members if not m.candidate.reference)


def _alike(a: Candidate, b: Candidate) -> bool:
    if _family(a) != _family(b):
        return False
    if _family(a) == "visit":
        return _one_trip(a, b)
    if a.named and b.named:
        return _same_name(a, b)
    founding = a.years_back is not None or b.years_back is not None or a.type == "launch"
    if founding and _same_relation(a, b):
        return True
    if a.type == b.type == "launch" and (fold(a.name) == fold(b.name) or _same_thing(a, b)):
        return True
    if a.vehicles and b.vehicles:
        return a.vehicles[0].id == b.vehicles[0].id
    if _family(a) == "meeting":
        return _same_people(a, b) or _same_name(a, b)
    return (
        fuzz.token_set_ratio(fold(a.name), fold(b.name)) >= 85
        and len(content_words(a.name) & content_words(b.name)) > 1
    )


def _family(c: Candidate) -> str:
    if c.noun in _MEETING or c.type == "level":
        return "meeting"
    return c.type


def _one_trip(a: Candidate, b: Candidate) -> bool:
    """One trip is one visit, wherever it leads: the same traveller."""
    travellers = [{actor.entity for actor, _ in c.people} for c in (a, b)]
    return bool(travellers[0] & travellers[1]) or (not all(travellers) and _same_name(a, b))


def _same_thing(a: Candidate, b: Candidate) -> bool:
    """ "Launched the Coast Task Force. The task force was established by ...": fewer words for one."""
    one, other = (c.name.partition(" of ")[2] for c in (a, b))
    fewer, more = sorted((one, other), key=len)
    words = content_words(fewer)
    return fewer.lower().startswith("the ") and len(words) > 1 and words < content_words(more)


_RELATION = frozenset({"relation", "dialogue", "dialogues", "tie", "ties", "friendship"})


def _same_relation(a: Candidate, b: Candidate) -> bool:
    """The beginning of relations, told twice: as an anniversary and as "since establishing dialogue"."""
    if a.vehicles and b.vehicles and a.vehicles[0].id != b.vehicles[0].id:
        return False
    if any(c.token.lemma_.startswith(("elevat", "upgrad")) for c in (a, b)):
        return False
    x, y = content_words(a.name), content_words(b.name)
    return bool(x & y & _RELATION) or ("partnership" in x & y and (x <= y or y <= x))


def _same_name(a: Candidate, b: Candidate) -> bool:
    x, y = content_words(a.name), content_words(b.name)
    if a.acronym and a.acronym == b.acronym:
        x, y = x | y, y | x
    one, other = ordinal(a.name), ordinal(b.name)
    if one is not None and other is not None and one != other:
        return False
    if year_in_name(a) and year_in_name(b) and year_in_name(a) != year_in_name(b):
        return False
    small, large = sorted((x, y), key=len)
    return small <= large and (len(small) > 1 or small == large)


def _same_people(a: Candidate, b: Candidate) -> bool:
    """The same counterparts met: two shared, or the only one that either tells of."""
    x, y = ({actor.entity for actor, _ in c.people} for c in (a, b))
    shared = x & y
    return len(shared) >= 2 or (bool(shared) and min(len(x), len(y)) == 1 and not (a.indefinite and b.indefinite))
