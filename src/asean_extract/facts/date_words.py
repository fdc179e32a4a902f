"""Dates by the words around them: right behind a name or right before it, in brackets, above a line of a schedule."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from asean_extract.facts.candidates import Candidate, is_enumeration
from asean_extract.facts.date_parse import of_other_noun
from asean_extract.facts.scene import Scene
from asean_extract.language import grammar
from asean_extract.spans import DateMention

_HELD = (
    r"(?:(?:which|that) (?:was|were|is|are|will be|took place|ended|began|opened) ?"
    r"|(?:(?:which|that) )?(?:he|she|it|they|we) (?:will |would |is to |are to |had )?"
    r"(?:(?:co-?)?(?:hosts?|hosted|holds?|held|chairs?|chaired)|convenes?d?|attend(?:s|ed)?) ?)?"
)
_VERBS = (
    r"(?:(?:to be )?(?:held|convened|hosted|slated|scheduled|set|due|planned|organi[sz]ed|taking place|opened|ended"
    r"|concluded)? ?)"
)
_PREPOSITION = r"(?:on|in|from|for|at|between|during|of|back in|since|by)?"
_AFTER = regex.compile(rf"[\"')]*,? ?{_HELD}{_VERBS}(?:here )?{_PREPOSITION} ?(?:the )?\(?")
_CLOCK = r"(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?(?:-|to) ?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?)?)"
_BEFORE = regex.compile(
    rf"(?:'s?)?[,:]? ?(?:{_CLOCK}[,:]? ?(?:- )?)?(?:the |their |its |a )?(?:(?!and |or )\p{{Ll}}+ ){{0,1}}"
)
_LISTED_TIME = regex.compile(rf"{_CLOCK}[,:]? ?(?:- )?(?:the )?$")
_TIMES = frozenset({"since", "after", "before"})
_BESIDES = regex.compile(
    r"(?i)\b(?:prior to|ahead of|before|after|following) (?:(?:the|this|that|his|her|their|its) )?$"
)
_ENDS_ITEM = regex.compile(r"\)(?:;|,? and\b|\W*$)")


def adjacent(scene: Scene, candidate: Candidate) -> DateMention | None:
    """The date right behind the name or what the deed is about, or right before it ("Thursday's talks")."""
    theme = candidate.theme[1] if candidate.theme and candidate.token.pos_ != "VERB" else candidate.end
    dates = [d for d in scene.dates if not (candidate.start <= d.start and d.end <= candidate.end)]
    before = next((d for d in dates if candidate.token.pos_ != "VERB" and _precedes(scene, d, candidate)), None)
    if before is not None and "," not in scene.text[before.end : candidate.start]:
        return before
    behind = [d for d in dates if not _dates_the_clause(scene, d, candidate)]
    for date in behind:
        if any(date.start >= end and _follows(scene, end, date.start) for end in {candidate.end, theme}):
            return None if _of_other_time(scene, date, candidate) else date
    return before


def _dates_the_clause(scene: Scene, date: DateMention, candidate: Candidate) -> bool:
    """ "Prior to the meeting, on May 3, she paid a call": the date behind the comma is that of what follows."""
    apart = scene.text[candidate.end : date.start] in (", ", ", on ", ", in ")
    return apart and _BESIDES.search(scene.text, 0, candidate.start) is not None


def _precedes(scene: Scene, date: DateMention, candidate: Candidate) -> bool:
    return date.end <= candidate.start and _BEFORE.fullmatch(scene.text, date.end, candidate.start) is not None


def _follows(scene: Scene, end: int, start: int) -> bool:
    """Is there nothing between a name and a date but "held on", or "in Quito on"?"""
    if _AFTER.fullmatch(scene.text, end, start):
        return True
    place = next((p for p in scene.places if end <= p.start and p.end <= start), None)
    if place is None or start - end > 80:
        return False
    return bool(_IN_PLACE.fullmatch(scene.text, end, place.start) and _AFTER.fullmatch(scene.text, place.end, start))


_IN_PLACE = regex.compile(r",? (?:held |convened )?(?:in|at) (?:the )?")


def _of_other_time(scene: Scene, date: DateMention, candidate: Candidate) -> bool:
    """ "The first visit since the 2021 coup"."""
    token = grammar.head_of(scene.doc, date.start, date.end)
    above = token.head.head if token is not None else None
    return above is not None and above.lower_ in _TIMES and of_other_noun(scene, date, candidate)


def bracketed(scene: Scene, candidates: Sequence[Candidate], given: dict[int, DateMention], used: set[int]) -> None:
    """ "The summits (since 2013); the upgrading of relations (2015); ...": the date in brackets that ends an item."""
    if not is_enumeration(scene):
        return
    for i, candidate in enumerate(candidates):
        if i in given:
            continue
        for date in scene.dates:
            alone = scene.text[date.start - 1 : date.start] == "(" and _ENDS_ITEM.match(scene.text, date.end)
            if alone and date.start >= candidate.end and candidate.shares_item(date.start, date.end):
                given[i] = date
                used.add(date.start)
                break


def listed_times(
    scene: Scene, candidates: Sequence[Candidate], given: dict[int, DateMention], listed: DateMention | None
) -> None:
    """In a schedule a line with a time alone goes with the date printed last before it."""
    for i, candidate in enumerate(candidates):
        if i not in given and _LISTED_TIME.search(scene.text, 0, candidate.start):
            earlier = [d for d in scene.dates if d.end <= candidate.start and d.precision == "day"]
            if earlier or listed:
                given[i] = earlier[-1] if earlier else listed  # type: ignore[assignment]  # one of them is there
