"""Happenings that a verb or its noun tells: who signs, launches, announces or takes up what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.actors import counterparts, doers, stands_for
from asean_extract.facts.arguments import Themes, arguments, before_verb, covers, extent, in_name, wide
from asean_extract.facts.candidates import Candidate, is_ahead, is_voided
from asean_extract.facts.descriptions import name_of_act, name_of_news
from asean_extract.facts.encounters import apart, gathering, meeting, trip
from asean_extract.facts.scene import Actor, Scene, Vehicle
from asean_extract.language import grammar
from asean_extract.language.matcher import TokenMatch
from asean_extract.rules import Patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

#: The rule of what is announced in a clause of its own, as a record gives it.
THAT = "event.announce-that"
_MEETS = frozenset({"hold", "meet", "convene", "host", "visit", "reconvene"})
_OPENS = frozenset({"open", "reopen", "launch", "start", "begin"})
_HANDOVERS = frozenset({"transfer", "handover", "hand-over"})
#: Acts that have a trigger of their own, whoever announces them.
_ACTS = frozenset("establishment launch creation signing adoption opening conclusion start".split())
_SHARED = frozenset({"our", "shared", "common", "mutual"})
#: To agree that something is so, or on the need for it, is an opinion.
_AGREES_THAT = regex.compile(
    r"agreed? (?:that|on the (?:need|importance|value|urgency)|with (?:the|his|her) (?:view|need))"
)


class Acts:
    """Finds what the trigger rules match, with its arguments; built once from the knowledge tables."""

    def __init__(self, patterns: Patterns) -> None:
        self._themes = Themes(patterns)
        self._deeds = {str(e["verb"]): str(e["noun"]) for e in patterns.table("event_deed")}

    def find(self, scene: Scene, matches: Sequence[TokenMatch], found: Sequence[Candidate]) -> Iterator[Candidate]:
        """One candidate for each trigger that has its arguments; `found` are those of the sentence so far."""
        taken: set[int] = set()
        for match in matches:
            token = scene.doc[match.start]
            if match.start in taken or in_name(scene, token) or _only_stages(match, token, found):
                continue
            candidate = self._candidate(scene, match, found)
            if candidate is not None:
                taken.add(match.start)
                yield from apart(candidate)

    def _candidate(self, scene: Scene, match: TokenMatch, found: Sequence[Candidate]) -> Candidate | None:
        token, theme = scene.doc[match.start], match.rule.set["theme"]
        if theme and match.rule.set["type"] == "appointment":
            return self._appointment(scene, match)
        who, done = arguments(scene, token)
        if theme == "people":
            return meeting(scene, match, who, done, found)
        if theme == "gathering":
            return gathering(scene, match, who, done, found)
        if theme == "country":
            return trip(scene, match, who)
        return self._act(scene, match, who, done)

    def _act(self, scene: Scene, match: TokenMatch, who: list[Actor], done: list[Token]) -> Candidate | None:
        rule, token, last = match.rule, scene.doc[match.start], scene.doc[match.end - 1]
        theme = str(rule.set["theme"])
        fits = partial(self._themes.fits, scene, theme=theme)
        targets = [t for t in done if fits(t)] if theme else []
        if rule.set.get("subject"):
            targets = [t for t in grammar.subjects(token) if fits(t)]  # "The treaty entered into force"
            who = []
        elif theme in ("site", "vehicle") and not done and token.lemma_ in _OPENS:
            targets = [t for t in grammar.subjects(token) if fits(t)]  # "The centre will open"
            who = [] if targets else who
        if theme and not targets and not rule.set.get("subject"):
            targets = [t for t in before_verb(scene, token) if fits(t)]
        told = _told(token) if theme == "matter" and not targets else None
        if theme and not targets and not (told and who):
            return None
        if rule.id == "event.agree" and (not who or _AGREES_THAT.match(scene.text, token.idx) or _to_meet(token)):
            return None
        raised = list(grammar.complements(token, frozenset({"to", "into"})))
        vehicles = tuple(v for v in scene.vehicles if any(covers(v, t) for t in wide([*raised, *(targets or done)])))
        verb = token if token.pos_ != "NOUN" else grammar.clause_verb(token)
        return Candidate(
            scene, token.idx, last.idx + len(last), token, str(rule.set["type"]),
            name_of_news(scene, told) if told else name_of_act(scene, token, targets, who, self._deeds), False,
            THAT if told else rule.id, verb=verb, vehicles=vehicles,
            people=tuple((actor, str(rule.set["agent"])) for actor in _parties(scene, token, who, vehicles)),
            theme=extent([told] if told else targets), ahead=is_ahead(verb),
            voided=is_voided(token, verb) or _rests_on(token),
        )  # fmt: skip

    def _appointment(self, scene: Scene, match: TokenMatch) -> Candidate | None:
        """Somebody is elected, appointed or sworn in to an office, or an office passes to somebody."""
        token = scene.doc[match.start]
        passes = bool(match.rule.set.get("subject"))
        if passes and any(c.dep_ == "dobj" for c in token.children):
            return None  # "the president passed a plan"
        if token.pos_ == "NOUN" or passes:
            offices = [*grammar.complements(token, frozenset({"of"})), *grammar.subjects(token)]
            who = _from_and_to(scene, token)
        elif match.rule.set.get("hands"):
            offices = grammar.objects(token)
            who = [*doers(scene, token), *counterparts(scene, token, frozenset({"to"}))]
        else:
            offices = [c for c in token.children if c.dep_ in ("oprd", "attr")]
            offices += list(grammar.complements(token, frozenset({"as", "to"})))
            offices += [t for o in grammar.objects(token) for t in grammar.complements(o, frozenset({"as"}))]
            who = stands_for(scene, grammar.objects(token))
        targets = [t for t in offices if self._themes.fits(scene, t, "office")]
        if not targets:
            return None
        verb = token if token.pos_ == "VERB" else grammar.clause_verb(token)
        return Candidate(
            scene, token.idx, token.idx + len(token), token, "appointment",
            name_of_act(scene, token, targets, who, self._deeds), False, match.rule.id, verb=verb,
            people=tuple((a, "party") for a in who), ahead=is_ahead(verb), voided=is_voided(token, verb),
        )  # fmt: skip


def _told(verb: Token) -> Token | None:
    """ "Announced that it will open a port": the verb of what is announced."""
    if verb.lemma_ != "announce":
        return None
    clauses = (c for c in verb.children if c.dep_ == "ccomp")
    return next((c for c in clauses if any(t.dep_ == "mark" and t.lower_ == "that" for t in c.children)), None)


def _rests_on(verb: Token) -> bool:
    """ "Founded on trust", "founded in our shared history": that is what it rests on, and when it began is not told."""
    if verb.lemma_ != "found":
        return False
    nouns = [t for t in grammar.complements(verb, frozenset({"on", "upon", "in"})) if t.pos_ == "NOUN"]
    return any(t.head.lower_ != "in" or any(c.lower_ in _SHARED for c in t.children) for t in nouns)


def _to_meet(verb: Token) -> bool:
    """ "Agreed to hold a summit": that is told by the summit."""
    return any(c.dep_ == "xcomp" and c.lemma_ in _MEETS for c in verb.children)


def _only_stages(match: TokenMatch, token: Token, found: Sequence[Candidate]) -> bool:
    """Does the verb only say that a happening takes place, or announce an act that has a trigger of its own?"""
    holds = match.rule.set.get("hold")
    if holds and match.rule.set["theme"] == "happening":
        return True
    if holds or match.rule.set.get("agent") == "host":
        around = [
            *grammar.subjects(token),
            *grammar.objects(token),
            *grammar.complements(token, frozenset({"at", "for", "in"})),
        ]
        if token.dep_ == "acl":
            around.append(token.head)
        return any(c.token in around for c in found)
    return match.rule.set["type"] == "announcement" and any(t.lower_ in _ACTS for t in grammar.objects(token))


def _parties(scene: Scene, token: Token, who: list[Actor], vehicles: tuple[Vehicle, ...]) -> list[Actor]:
    """The doers; a gerund's borrowed subject gives way to the owners of what it launches or announces."""
    owners = {o for v in vehicles for o in v.owners}
    if token.tag_ == "VBG" and owners and not any(a.entity in owners for a in who):
        return []
    if token.lower_ in _HANDOVERS:
        return [*who, *_from_and_to(scene, token)]
    return who or counterparts(scene, token, frozenset({"between"}))


def _from_and_to(scene: Scene, token: Token) -> list[Actor]:
    """Those who take over, then those who hand over."""
    return counterparts(scene, token, frozenset({"to"})) + counterparts(scene, token, frozenset({"from"}))
