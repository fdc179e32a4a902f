"""Meetings and trips that a verb tells: who met whom, who went where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from asean_extract.facts.actors import counterparts, stands_for
from asean_extract.facts.candidates import Candidate, is_ahead, is_voided
from asean_extract.facts.descriptions import name_of_gathering, name_of_meeting, name_of_trip, said
from asean_extract.facts.scene import Actor, Scene
from asean_extract.language import grammar
from asean_extract.language.matcher import TokenMatch

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLS = frozenset({"call", "phone", "telephone"})
_TALKS = frozenset({"speak", "talk"})
_RANKS = frozenset({"leader", "minister", "president", "official", "head", "secretary", "ambassador", "envoy"})
_BODIES = frozenset({"group", "committee", "council", "commission", "board", "quad", "forum", "task", "team"})
_EXPERTS = frozenset(
    {"expert", "representative", "delegate", "participant", "legislator", "lawmaker", "member", "executive", "partner",
     "stakeholder", "advocate", "scholar", "country", "nation", "company", "envoy", "governor", "counterpart", "ally"}
)  # fmt: skip
_CONVENES = frozenset({"convene", "reconvene"})
_WITH = frozenset({"with"})
_APART = frozenset({"separately", "individually", "bilaterally", "respectively"})
#: What one meets without meeting anybody.
_NOT_MET = frozenset(
    {"need", "demand", "goal", "target", "objective", "challenge", "requirement", "standard", "deadline", "obligation",
     "criterion", "condition", "commitment", "expectation", "cost", "threat", "moment", "benchmark", "threshold",
     "test", "interest", "pledge", "promise", "responsibility", "aspiration"}
)  # fmt: skip


def meeting(
    scene: Scene, match: TokenMatch, who: list[Actor], done: list[Token], found: Sequence[Candidate]
) -> Candidate | None:
    """Somebody meets, calls, hosts or speaks with somebody else; both must be known actors."""
    token, role = scene.doc[match.start], str(match.rule.set["agent"])
    if (token.lemma_ == "call" and _urges(token)) or _is_only_told(token):
        return None
    first, second = _sides(scene, token, who, done, hosts=role == "host")
    if _are((t for t in done if t.head == token), _NOT_MET) or any(
        c.token in done and c.noun not in ("visit", "trip") for c in found
    ):
        return None
    unnamed = _are(grammar.subjects(token), _RANKS) and any(a.type == "person" for a in second)
    if not ((first or unnamed) and second) and not _several_met(token, first, done, hosts=role == "host"):
        return None  # "The President spoke with Ana Ruiz" is one, whoever is president
    if token.lemma_ != "meet" and second and all(_is_body(a) for a in second):
        return None
    if (len(first) + len(second) > 2 or not second) and _at_named(token, found):
        return None  # "the leaders of A, B and C met on the occasion of the X Summit": that is the summit
    people = [(a, role) for a in first] + [(a, "participant") for a in second]
    return Candidate(
        scene, token.idx, token.idx + len(token), token, "level", name_of_meeting(scene, first, second), False,
        match.rule.id, verb=token, people=tuple(people), ahead=is_ahead(token), voided=is_voided(token, token),
        noun="meeting",
    )  # fmt: skip


def _is_only_told(verb: Token) -> bool:
    """ "Shared stories about meeting them", "instead of meeting"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("about", "of", "without")


def gathering(
    scene: Scene, match: TokenMatch, who: list[Actor], done: list[Token], found: Sequence[Candidate]
) -> Candidate | None:
    """A group comes together, or somebody brings it together."""
    token = scene.doc[match.start]
    if not done and _at_named(token, found):
        return None  # "the leaders gathered for the X Summit": that is the summit
    met = stands_for(scene, done) or (counterparts(scene, token, _WITH) if done else [])
    if done and not met and grammar.lemma(token) not in _CONVENES and not _are(done, _RANKS | _BODIES | _EXPERTS):
        return None  # one gathers evidence, and assembles machines
    if not who and (token.tag_ == "VBG" or scene.text[token.idx - 1 : token.idx] == "-"):
        return None  # "a body charged with convening experts", "a Council-convened study"
    together = [*who, *(a for a in met if a not in who)]
    named = met or (who and not done)
    name = name_of_meeting(scene, who, met) if named else name_of_gathering(scene, who, done or grammar.subjects(token))
    return Candidate(
        scene, token.idx, token.idx + len(token), token, "level", name, False, match.rule.id, verb=token,
        people=tuple((a, _role_in_gathering(token, a, who, done, str(match.rule.set["agent"]))) for a in together),
        ahead=is_ahead(token), voided=is_voided(token, token),
    )  # fmt: skip


def _role_in_gathering(verb: Token, actor: Actor, who: Sequence[Actor], done: Sequence[Token], role: str) -> str:
    """The person who convenes others leads what they convene for."""
    leads = any(t.head == verb for t in done) and grammar.lemma(verb) in _CONVENES and actor in who
    return "chair" if leads and (actor.type == "person" or actor.form == "office") else role


def apart(candidate: Candidate) -> list[Candidate]:
    """ "Met separately with A and B" tells of two meetings; anything else of one."""
    verb = candidate.verb
    met = [a for a, _ in candidate.people[1:]]
    if verb is None or len(met) < 2 or not any(c.lower_ in _APART for c in verb.children):
        return [candidate]
    first = candidate.people[0]
    return [
        replace(candidate, name=name_of_meeting(candidate.scene, [first[0]], [a]), people=(first, (a, "participant")))
        for a in met
    ]


def _urges(verb: Token) -> bool:
    """ "Called on Peru to act", "called for talks"; to call on somebody is to visit, to call somebody is to ring."""
    on = any(c.lower_ == "on" for c in verb.children) and any(c.dep_ in ("xcomp", "advcl") for c in verb.children)
    return on or any(c.lower_ in ("for", "off", "upon") for c in verb.children)


def _sides(
    scene: Scene, verb: Token, who: list[Actor], done: list[Token], *, hosts: bool
) -> tuple[list[Actor], list[Actor]]:
    """Those who meet and those whom they meet; whom one hosts or calls stands in the object alone."""
    second = stands_for(scene, done)
    if verb.lemma_ == "call":
        second += [a for a in counterparts(scene, verb, frozenset({"on"})) if a.type == "person" and a not in second]
    if not hosts and verb.lemma_ not in _CALLS:
        to = frozenset({"with", "to"}) if verb.lemma_ in _TALKS else _WITH
        second += [a for a in counterparts(scene, verb, to) if a not in second]
    return [a for a in who if a.type != "place" and a not in second], second


def _several_met(verb: Token, first: list[Actor], done: list[Token], *, hosts: bool) -> bool:
    """Does the subject alone make a meeting ("the ministers met"), or one with people who have no names?"""
    if not hosts and verb.lemma_ not in _CALLS and len(first) > 1:
        return not any(c.lower_ in ("also", "too") for c in verb.children)  # "A and B also spoke", to others
    if verb.lemma_ != "meet":
        return False
    subjects = grammar.subjects(verb)
    if any(a.type == "group" for a in first) or (not done and (_many(subjects, _RANKS) or _are(subjects, _BODIES))):
        return True
    return bool(first) and (_many(done, _RANKS | _EXPERTS) or _many(grammar.complements(verb, _WITH), None))


def _is_body(actor: Actor) -> bool:
    """A state, body or place that no office speaks for: to host or to call one is no meeting."""
    return actor.type in ("country", "organisation", "place") and actor.form != "office"


def _many(tokens: Iterable[Token], lemmas: frozenset[str] | None) -> bool:
    """Is there a plural noun for people among the tokens, one of the lemmas when these are given?"""
    found = [t for t in tokens if t.tag_ in ("NNS", "NNPS") or grammar.lemma(t) in ("group", "delegation", "team")]
    return bool(found) if lemmas is None else _are(found, lemmas)


def _are(tokens: Iterable[Token], lemmas: frozenset[str]) -> bool:
    return any(grammar.lemma(t) in lemmas for t in tokens)


def _at_named(verb: Token, found: Sequence[Candidate]) -> bool:
    """Is what a verb tells placed at, or on the occasion of, a happening with a proper name?"""
    places = set(grammar.complements(verb, frozenset({"at", "during", "for"})))
    for noun in grammar.complements(verb, frozenset({"on"})):
        if noun.lower_ == "occasion":
            places |= set(grammar.complements(noun, frozenset({"of"})))
    return any(c.token in places and c.noun not in ("lunch", "dinner", "talk") for c in found)


def trip(scene: Scene, match: TokenMatch, actors: list[Actor]) -> Candidate | None:
    """Somebody goes to a country or city.

    A visit to a building or a fair is none, nor is what is told by the way ("before travelling to Lima").
    """
    token = scene.doc[match.start]
    who = [a for a in actors if a.type == "person" or a.form == "office"]
    goal = _goal(scene, token)
    aside = token.dep_ == "pcomp" and token.head.lower_ in ("before", "after")
    if not who or goal is None or aside or (token.lemma_ == "be" and not scene.dates):
        return None
    return Candidate(
        scene, token.idx, token.idx + len(token), token, "visit", name_of_trip(scene, who, goal), False,
        match.rule.id, verb=token, people=tuple((a, "participant") for a in who), ahead=is_ahead(token),
        voided=is_voided(token, token), noun="visit",
    )  # fmt: skip


def _goal(scene: Scene, verb: Token) -> str | None:
    """The name of the city, else of the country, that the verb leads to."""
    goals = [*grammar.objects(verb), *grammar.complements(verb, frozenset({"to", "in"}))]
    for place in scene.places:
        if any(place.start <= g.idx < place.end for g in goals):
            return place.name
    for actor in scene.actors:
        if actor.type in ("country", "place") and any(actor.start <= g.idx < actor.end for g in goals):
            return said(scene, actor)
    return None
