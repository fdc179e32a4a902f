"""Where and at what hour a happening was held, and whether it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from asean_extract.facts.candidates import Candidate
from asean_extract.facts.event_types import ACTS
from asean_extract.facts.joining import Happening
from asean_extract.facts.scene import PlaceSpan, TimeSpan
from asean_extract.language import grammar
from asean_extract.spans import DateMention
from asean_extract.values import calendar

if TYPE_CHECKING:
    from spacy.tokens import Token

_CANCELLED = regex.compile(r"(?i)\b(?:cancel(?:l?ed|s)?|call(?:ed)? off|scrapp?ed|postponed|axed)\b")
#: "Later this year": so one says before it.
_LATER = regex.compile(r"(?i)later this\b")
#: What happens to a happening itself.
_HELD = frozenset(
    {"hold", "take", "convene", "open", "begin", "start", "host", "stage", "organize", "organise", "sign"}
)
_LATER_THAN = frozenset({"after", "following", "since"})


def place_of(happening: Happening, kind: str) -> PlaceSpan | None:
    """Where it was held: a place after "in" or "at" in the sentence that dates it, the nearest behind its name."""
    if happening.first.years_back is not None:
        return None  # what the sentence tells of an anniversary is not told of what began
    to_it = kind == "visit" or happening.first.rule == "event.receive"
    prepositions = ("to", "in", "at") if to_it else ("in", "at", "near")
    for member in sorted(happening.members, key=lambda m: m.date is None):
        c = member.candidate
        there = [
            p
            for p in c.scene.places
            if (
                (p.preposition or "").lower() in prepositions
                or p.kind == "online"
                or (p.preposition == "on" and p.kind in ("venue", "region"))
                or (to_it and _is_seen(c, p))
            )
            and not (c.start <= p.start < c.end)
            and (p.kind != "region" or p.country is not None)
            and c.shares_item(p.start, p.end)
            and not _of_another_clause(c, p)
        ]
        behind = [p for p in there if p.start >= c.end]
        if there:
            return (behind or there)[0]
    return None


def _is_seen(visit: Candidate, place: PlaceSpan) -> bool:
    """Is the place what the verb has as its object ("visited Lima")?"""
    token = grammar.token_at(visit.scene.doc, place.start)
    return token is not None and token in grammar.objects(visit.token)


def _of_another_clause(candidate: Candidate, place: PlaceSpan) -> bool:
    """A place that belongs to what is to be done ("met to discuss the talks in Geneva"), or to what is told of another
    ("signed a treaty, which replaces one concluded in Lima"; "signed it after talks in Lima"; "has been in Lima since
    taking office")."""
    token = grammar.token_at(candidate.scene.doc, place.start)
    if token is None:
        return False
    above = list(token.ancestors)
    told = {candidate.token, candidate.verb, *candidate.token.ancestors, *_due(candidate)}
    aims = (v for v in above if v.dep_ in ("advcl", "xcomp") and grammar.is_infinitive(v))
    asides = (
        v
        for v in above
        if v.dep_ in ("pcomp", "relcl")
        and v.i > candidate.token.i
        and candidate.token not in (v.head, *grammar.told_of(v))
    )
    earlier = (v for v in above if v.lower_ in _LATER_THAN and v.dep_ in ("prep", "mark"))
    first = (v for v in above if v.dep_ == "pcomp" and v.head.lower_ == "before")
    beyond = _is_subordinate(candidate.token) and token not in candidate.token.subtree
    return beyond or any(v not in told for v in (*aims, *asides, *earlier, *first))


def _due(candidate: Candidate) -> list[Token]:
    """ "Is scheduled to be held": the verb that tells of the happening behind the one that tells its time."""
    verb = candidate.verb
    if verb is None or candidate.token not in grammar.subjects(verb):
        return []
    return [c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in _HELD]


def _is_subordinate(token: Token) -> bool:
    """ "Since taking office", "who took office": a deed told in passing, which has only the places beside it."""
    return token.pos_ == "VERB" and token.dep_ in ("acl", "relcl", "pcomp") and token.tag_ != "VB"


def time_of(happening: Happening) -> TimeSpan | None:
    """The first clock time of the sentence that dates it; an act has none."""
    if happening.first.type in ACTS:
        return None
    for member in happening.members:
        times = member.candidate.scene.times
        if member.date is not None and times:
            return times[0]
    return None


def status_of(happening: Happening, date: DateMention, published: DateMention | None, main: Happening | None) -> str:
    """ "cancelled", else what the date says beside that of the document, else what the verbs say.

    Where no verb tells ("August 7, 10:00: Meeting of Ministers") it goes with the main occasion of the article.
    """
    if any(_CANCELLED.search(m.candidate.scene.text) and m.date is not None for m in happening.members):
        return "cancelled"
    known = beside(date, published) if published is not None else None
    if known == "planned" and any(_is_past(m.candidate) for m in happening.members if m.date is not None):
        known = None  # the day of the document is not what it was taken for
    own = [m for m in happening.members if m.date is not None]
    own = [m for m in own if m.date is not None and m.date.value == date.value] or own
    ahead = any(m.candidate.ahead for m in own) if own else happening.first.ahead
    if not ahead and main is not None and all(m.candidate.verb is None for m in happening.members):
        ahead = any(m.candidate.ahead for m in main.members)
    return known or ("planned" if ahead or _LATER.match(date.text) else "held")


def _is_past(candidate: Candidate) -> bool:
    """ "Was held", "took place", "ratified it": does the past tense tell of it as done?"""
    verb = candidate.token if candidate.token.pos_ == "VERB" else candidate.verb
    if verb is None or candidate.ahead:
        return False
    told = verb is candidate.token or (verb.lemma_ in _HELD and candidate.token in grammar.subjects(verb))
    past = verb.tag_ == "VBD" or any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children)
    return told and past


def beside(date: DateMention, published: DateMention) -> str | None:
    """Does all of a date lie after the document ("planned"), or before it ("held")? None where that is open."""
    then, now = calendar.parse(date.value), calendar.parse(published.value)
    if then is None or now is None:
        return None
    begins, last = then[0].first(), now[1].last()
    if begins is None or last is None:
        return None
    if begins > last:
        return "planned"
    ends, first = then[1].last(), now[0].first()
    return "held" if ends is not None and first is not None and ends < first else None
