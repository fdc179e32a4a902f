"""Happenings that a noun names or describes: "the 5th ASEAN-Norway Dialogue", "talks between A and B"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.actors import counterparts, doers, stands_for
from asean_extract.facts.candidates import ANOTHER, Candidate, is_ahead, is_voided
from asean_extract.facts.descriptions import description, said
from asean_extract.facts.event_names import EventName, EventNames
from asean_extract.facts.scene import Actor, Scene
from asean_extract.language import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

ORDINAL = regex.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b")
#: Happenings that one has with somebody.
_TOGETHER = frozenset("meeting talk call conversation summit trilateral bilateral session dialogue conference".split())
#: What one pays to somebody, and the prepositions before whom.
_CALLS = {"call": frozenset({"on"}), "courtesy visit": frozenset({"on", "to"})}
_MEALS = frozenset({"dinner", "luncheon", "banquet", "reception", "lunch"})
_TRIPS = frozenset({"visit", "trip", "travel", "tour"})
#: What is held every year, and that of which no date is set, says nothing of the day of the text.
_HABIT = regex.compile(
    r"\b(?:every (?:\w+ )?(?:years?|months?|weeks?|spring|summer|autumn|winter)|annually|[Nn]o date|usually)\b"
)


def by_name(scene: Scene, names: EventNames, acronyms: Mapping[str, str]) -> Iterator[Candidate]:
    """The happenings that nouns name; those inside the names of persons, offices, bodies and treaties are none."""
    masks = [(a.start, a.end) for a in scene.actors if a.type == "person" or a.form == "office"]
    masks += [a.reach for a in scene.actors if a.type == "person" and a.reach != (0, 0)]
    sealed = [(v.start, v.end) for v in scene.vehicles if v.kind != "mechanism"]
    sealed += [(a.start, a.end) for a in scene.actors if a.type == "organisation"]
    found = [c for name in names.find(scene.text, masks, sealed, acronyms) if (c := _candidate(scene, name))]
    for candidate in found:
        if not _is_holding(candidate, found):
            yield from _each_counterpart(candidate)


def _is_holding(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """ "The convening of the forum" is the forum."""
    of = set(grammar.complements(candidate.token, frozenset({"of"}))) if candidate.noun == "convening" else set()
    return any(other.token in of for other in found)


def _candidate(scene: Scene, name: EventName) -> Candidate | None:
    token = grammar.token_at(scene.doc, name.head_end - 1)
    if token is None or token.pos_ == "VERB" or _is_body(token):
        return None
    verb = grammar.clause_verb(token)
    if token.head.lower_ == "as" and not name.named and any(c.lower_ == "for" for c in token.children):
        return None  # "serves as a forum for trade"
    if name.named and verb is not None and verb.lemma_ in _OF_BODIES and token in grammar.subjects(verb):
        return None
    if (
        name.noun.staged
        and not name.named
        and not (verb and verb.lemma_ in name.noun.staged and _acted_on(token, verb))
    ):
        return None
    if scene.kind == "title":
        name = _without_verb(scene, name)
    text = name.text if name.named else description(scene, name, token)
    return Candidate(
        scene, name.start, max(name.end, name.start + 1), token, name.noun.type, _closed(text).strip(" ,"), name.named,
        rule=f"event.name-{name.noun.noun.replace(' ', '-')}",
        reference=_points_back(name, text), people=tuple((a, "participant") for a in _company(scene, name, token)),
        indefinite=name.indefinite, noun=name.noun.noun, acronym=name.acronym, verb=verb, ahead=is_ahead(verb),
        voided=is_voided(token, verb), habitual=_HABIT.search(scene.text) is not None,
    )  # fmt: skip


def _closed(name: str) -> str:
    """ "Special Leaders' Summit (Suva Summit": no bracket is left open."""
    return name if name.count("(") == name.count(")") else name[: name.rfind("(")]


def _without_verb(scene: Scene, name: EventName) -> EventName:
    """ "Minister Holds Phone Conversation": capitals in a headline also begin verbs."""
    inside = [t for t in scene.doc if name.start <= t.idx < name.head]
    verbs = [t for t in inside if t.tag_ in ("VBZ", "VBD", "VBP")]
    if not verbs or verbs[-1].nbor(1).idx > name.head:
        return name
    start = verbs[-1].nbor(1).idx
    text = scene.text[start : name.end]
    return replace(name, start=start, text=text, named=name.named and start < name.head)


def _acted_on(token: Token, verb: Token) -> bool:
    """Is it what the verb acts on, or its subject in a passive?"""
    return token in grammar.objects(verb) or token.dep_ == "nsubjpass"


def _company(scene: Scene, name: EventName, head: Token) -> list[Actor]:
    """Those whom the phrase itself names: "talks between A and B", "A's call with B", "a visit by A"."""
    noun = name.noun.noun
    tokens = [*grammar.complements(head, frozenset({"between", "with", "among"}))]
    tokens += [c for c in head.children if c.dep_ == "poss"]
    if not name.named or noun in _TOGETHER | _TRIPS:
        tokens += list(grammar.complements(head, frozenset({"of", "by"})))
    found = stands_for(scene, tokens)
    if noun in _MEALS:
        found += [a for a in counterparts(scene, head, frozenset({"for", "with"})) if a.type == "person"]
    if noun in _CALLS:
        found += [a for a in counterparts(scene, head, _CALLS[noun]) if a.type == "person"]
    if noun in _TOGETHER:
        found += [a for a in counterparts(scene, head, frozenset({"with"})) if a not in found]
    return _travellers(scene, head, found) if noun in _TRIPS else found


def _travellers(scene: Scene, trip: Token, found: list[Actor]) -> list[Actor]:
    """Who travels: of those found none that is a place; failing these the doers of the clause."""
    found = [a for a in found if a.type not in ("country", "place")]
    verb = grammar.clause_verb(trip)
    if not found and verb is not None:  # "During his visit to Lima, the minister signed ..."
        found = [a for a in doers(scene, verb) if a.type == "person"]
    return found


def _each_counterpart(c: Candidate) -> list[Candidate]:
    """ "A bilateral meeting with the ministers of Chile and Peru" is a meeting with each."""
    met = list({a.entity: a for a, _ in c.people}.values())
    several = c.indefinite or c.token.tag_ == "NNS"
    if "bilateral" not in c.name.lower() or not several or c.named or len(met) < 2:
        return [c]
    host = [a for a in doers(c.scene, c.verb) if a not in met] if c.verb is not None else []
    return [
        replace(
            c,
            name=f"bilateral meeting with {said(c.scene, a)}",
            people=tuple((one, "participant") for one in (*host, a)),
        )
        for a in met
    ]


def _points_back(name: EventName, text: str) -> bool:
    """ "The meeting", "this trilateral meeting": words that only point to a happening told before."""
    bare = name.definite and not name.named and text == name.text and text.count(" ") < 2
    return bare and not ORDINAL.search(text.lower()) and not ANOTHER.match(text)


#: What only a body does: "the Sea Forum named her a young leader".
_OF_BODIES = frozenset(
    {"name", "award", "rank", "publish", "estimate", "recognize", "recognise", "list", "warn", "forecast", "rate"}
)


_HAD_BY_BODIES = frozenset({"meeting", "session", "chairmanship", "presidency", "secretariat", "membership"})


def _is_body(token: Token) -> bool:
    """ "The ministers' meetings of the Sea Forum", "its chairmanship": what these are of is a body."""
    of = token.head
    return token.dep_ in ("pobj", "conj") and any(
        t.lower_ == "of" and t.head.lower_.removesuffix("s") in _HAD_BY_BODIES for t in (of, of.head)
    )
