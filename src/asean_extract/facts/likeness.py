"""Whether two candidates tell of one happening: by their names, by who met, by what was launched or signed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from asean_extract.facts.candidates import Candidate
from asean_extract.facts.dating import year_in_name

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
#: Nouns of meetings.
MEETING = frozenset(
    {"meeting", "talk", "call", "conversation", "session", "summit", "dialogue", "trilateral", "bilateral"}
)

#: Names whose reading is kept: every happening of an article is compared with those before it.
_KEPT = 20_000


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


def alike(a: Candidate, b: Candidate) -> bool:
    """Do both tell of one happening, as far as dates allow? Those that do share one of their `traits`."""
    if family(a) != family(b):
        return False
    if family(a) == "visit":
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
    if family(a) == "meeting":
        return _same_people(a, b) or _same_name(a, b)
    return (
        fuzz.token_set_ratio(fold(a.name), fold(b.name)) >= 85
        and len(content_words(a.name) & content_words(b.name)) > 1
    )


def family(c: Candidate) -> str:
    """ "meeting" for whatever is one, else its type."""
    if c.noun in MEETING or c.type == "level":
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


def traits(c: Candidate) -> Iterator[Hashable]:
    """What a candidate shares with those that it may be one with: its family, with a word of its name, somebody in it,
    its vehicle or its acronym."""
    kind = family(c)
    yield from ((kind, "word", word) for word in content_words(c.name) or [""])
    yield from ((kind, "who", actor.entity) for actor, _ in c.people)
    yield from ((kind, "vehicle", vehicle.id) for vehicle in c.vehicles[:1])
    if c.acronym:
        yield kind, "acronym", c.acronym
