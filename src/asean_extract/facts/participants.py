"""Who takes part in a happening, and in what role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.actors import counterparts, doers, stands_for
from asean_extract.facts.candidates import Candidate
from asean_extract.facts.company import Company, helpers, leading
from asean_extract.facts.part import Part
from asean_extract.facts.role_targets import AT, happenings_of, verbs_there
from asean_extract.facts.scene import Actor, Scene
from asean_extract.facts.voices import SAY
from asean_extract.language import grammar
from asean_extract.language.matcher import TokenMatch, TokenRules
from asean_extract.rules import RuleBook

if TYPE_CHECKING:
    from spacy.tokens import Token

_STAGED = frozenset({"conference", "exhibition", "programme"})
#: What an occasion consists of.
_PARTS_OF_IT = frozenset({"session", "plenary", "panel", "segment", "discussion", "proceeding"})
#: Verbs of staging: by these a person's own forum or roundtable is meant, not one that others hold.
_HOLDS = frozenset({"hold", "stage", "organize", "organise"})
#: With these "to" leads to whoever is there to receive something.
_GIVES = frozenset({"present", "hand", "deliver", "award", "give", "confer"})
#: "Takes over the chair from Peru": whose it was until then.
_TAKES_OVER = frozenset({"take", "assume"})
_CALLS_TOGETHER = frozenset({"convene", "reconvene"})
_IT = frozenset({"it", "this", "which"})
_OBSERVERS = regex.compile(r" as (?:an )?observers?\b")
_AS_OBSERVER = regex.compile(r",? as (?:an |the )?observers?\b")
#: Happenings at which states and bodies themselves take part.
_OF_STATES = frozenset({"summit", "meeting", "dialogue", "ministerial", "consultation", "talk", "trilateral"})
_AS_CHAIR = regex.compile(r"(?i)\bas (?:the )?(?:co-?|joint )?chair(?:man|person|woman)?\b")


class Participants:
    """Finds who takes part; built once from the role rules."""

    def __init__(self, roles: TokenRules, rules: RuleBook) -> None:
        self._roles = roles
        self.company = Company(rules)

    def find(self, scene: Scene, candidates: Sequence[Candidate]) -> list[Part]:
        """All parts that one sentence tells, in reading order of the actors."""
        parts = [p for c in candidates for p in self._own(scene, c)]
        for match in self._roles.find(scene.doc):
            parts += self._by_role(scene, match, candidates)
        parts += self._doing_something_there(scene, candidates)
        parts += self.company.find(scene, candidates)
        parts += [replace(p, actor=a) for p in parts for a in leading(scene, p.actor)]
        parts = [p for p in parts if p.actor.type != "place" or p.role == "host"]
        return sorted(parts, key=lambda p: p.actor.start)

    def _own(self, scene: Scene, candidate: Candidate) -> Iterator[Part]:
        """The candidate's own arguments."""
        yield from (Part(scene, candidate, actor, role, candidate.rule) for actor, role in candidate.people)
        if candidate.type == "appointment" and candidate.token.lemma_ in _TAKES_OVER:
            for actor in counterparts(scene, candidate.token, frozenset({"from"})):
                yield Part(scene, candidate, actor, "party", candidate.rule)

    def _by_role(self, scene: Scene, match: TokenMatch, candidates: Sequence[Candidate]) -> Iterator[Part]:
        token = _verb_of(scene, match)
        rule, role = match.rule, str(match.rule.set["role"])
        where = str(rule.set["of"])
        if token.pos_ == "VERB" and (grammar.is_negated(token) or grammar.is_hypothetical(token)):
            return
        if where == "article":
            verb = grammar.clause_verb(token)
            speakers = stands_for(scene, grammar.subjects(verb)) if verb is not None else []
            for actor in [*speakers, *counterparts(scene, token, frozenset({"by"}))]:
                yield Part(scene, None, actor, role, rule.id)
            return
        if where == "noun":
            yield from self._by_noun(scene, match, candidates)
            return
        if where == "subject":
            yield from _brought_together(scene, match, token, candidates)
            return
        who = doers(scene, token)
        done = grammar.objects(token)
        if where == "object" and role != "hold" and _at_it(token, done):
            yield from (Part(scene, None, a, _observing(scene, token, a, role), rule.id) for a in who)
        there = happenings_of(scene, token, candidates, at_only=where.startswith("at"))
        if where == "at-or-article" and not there:
            yield from (Part(scene, None, actor, role, rule.id) for actor in who)
        if role == "chair" and not there and token.tag_ == "VBD" and _is_of_it(done):
            leads = "speaker" if token.lemma_ == "lead" else role
            yield from (Part(scene, None, actor, leads, "role.narrated") for actor in who)
        for candidate in there:
            yield from self._parts_in(scene, match, token, candidate, who)

    def _parts_in(
        self, scene: Scene, match: TokenMatch, token: Token, candidate: Candidate, who: Sequence[Actor]
    ) -> Iterator[Part]:
        """The parts that a role verb gives its subject, object and companions in one happening."""
        rule, role = match.rule, str(match.rule.set["role"])
        if role == "participant" and _AS_CHAIR.search(scene.text, token.idx):
            role = "chair"
        for actor in who:
            if not (role == "hold" and actor.type == "place"):
                yield Part(
                    scene,
                    candidate,
                    actor,
                    _settle(_observing(scene, token, actor, role), actor, candidate, token),
                    rule.id,
                )
        if role == "host":
            for actor in stands_for(scene, [t for t in grammar.objects(token) if t != candidate.token]):
                yield Part(scene, candidate, actor, "participant", rule.id)
        beside = stands_for(scene, list(grammar.complements(token, frozenset({"with"}))))
        if "beside" in rule.set:
            beside = counterparts(scene, token, frozenset({str(rule.set["beside"])}))
        guests = role == "hold" and any(_is_person(a) for a in who)
        for actor in beside:  # a firm that holds a fair with another stages it with it; a minister's guests do not
            settled = "participant" if guests else _settle(role, actor, candidate, token)
            yield Part(scene, candidate, actor, settled, rule.id)
        for actor in (a for a in helpers(scene, role) if a not in beside and a not in who):
            yield Part(scene, candidate, actor, _settle(role, actor, candidate, token), rule.id)

    def _by_noun(self, scene: Scene, match: TokenMatch, candidates: Sequence[Candidate]) -> Iterator[Part]:
        """ "The president's participation in the forum", "attendance by Peru at the forum"."""
        noun = scene.doc[match.end - 1]
        where = set(grammar.complements(noun, frozenset({"in", "at"})))
        candidate = next((c for c in candidates if c.token in where), None)
        owners = [c for c in noun.children if c.dep_ == "poss"] + list(
            grammar.complements(noun, frozenset({"of", "by"}))
        )
        for actor in stands_for(scene, owners) if candidate is not None else []:
            yield Part(scene, candidate, actor, str(match.rule.set["role"]), match.rule.id)

    def _doing_something_there(self, scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
        """Whoever does something at a happening takes part in it; who says something there speaks at it."""
        for candidate in candidates:
            if candidate.years_back is not None:
                continue
            for verb in verbs_there(candidate.token):
                if grammar.is_negated(verb) or grammar.is_hypothetical(verb):
                    continue
                role = "speaker" if verb.lemma_ in SAY else "participant"
                for actor in doers(scene, verb):
                    acts = actor.type in ("person", "group") or actor.form == "office"
                    if acts or (candidate.noun in _OF_STATES and actor.type in ("country", "organisation")):
                        we = scene.text[actor.start : actor.end].lower() == "we"  # all of us are no speaker
                        yield Part(scene, candidate, actor, "participant" if we else role, "role.there")
                met = frozenset({"with", "to"}) if verb.lemma_ in _GIVES else frozenset({"with"})
                for actor in counterparts(scene, verb, met):
                    if actor.type == "person":
                        yield Part(scene, candidate, actor, "participant", "role.there")


def _verb_of(scene: Scene, match: TokenMatch) -> Token:
    """The governing token of a match: the verb in it, else the "be" of "were present", else its last token."""
    inside = [scene.doc[i] for i in range(match.start, match.end)]
    is_state = inside[0].pos_ == "AUX" and inside[-1].pos_ != "ADP"
    return next((t for t in inside if t.pos_ == "VERB"), inside[0] if is_state else inside[-1])


def _at_it(verb: Token, done: Sequence[Token]) -> bool:
    """ "It was attended by", "attended", "took part in it": at the happening that the article reports."""
    if verb.lemma_ == "be":  # "was among the guests", of nothing else
        return not any(c.dep_ == "prep" for among in verb.children for t in among.children for c in t.children)
    if verb.lemma_ in ("attend", "sit"):
        return all(t.lower_ in _IT for t in done)
    if verb.lemma_ == "participate" and any(c.lower_ == "as" for c in verb.children):  # "participated as observer"
        return not done
    if done and grammar.is_passive(verb) and all(t.lower_ in ("it", "this") for t in done):
        return verb.lemma_ not in ("give", "tell", "make", "deliver")  # "it was chaired by"
    there = [*grammar.complements(verb, AT), *(t for o in done for t in grammar.complements(o, AT))]
    return any(t.lower_ in ("it", "this") for t in there) and verb.lemma_ in ("take", "participate", "speak")


def _is_of_it(done: Sequence[Token]) -> bool:
    """Is it a part of what the article reports that somebody chairs: "plenary meetings", "the second panel"?"""
    return any(grammar.lemma(t) in _PARTS_OF_IT or any(c.lower_ == "plenary" for c in t.children) for t in done)


def _brought_together(scene: Scene, match: TokenMatch, verb: Token, candidates: Sequence[Candidate]) -> Iterator[Part]:
    """Whom a happening, as the subject, brings together or includes."""
    subjects = grammar.subjects(verb)
    there = next((c for c in candidates if c.token in subjects), None)
    if there is not None:
        for actor in stands_for(scene, grammar.objects(verb)):
            yield Part(scene, there, actor, str(match.rule.set["role"]), match.rule.id)


def _observing(scene: Scene, verb: Token, actor: Actor, role: str) -> str:
    """The one of whom it is said, or all who do what the verb says, "as observers" observe."""
    own = _AS_OBSERVER.match(scene.text, actor.end)
    all_of_them = _OBSERVERS.search(scene.text, verb.idx)
    others = all_of_them and " with " in scene.text[verb.idx : all_of_them.start()]  # "with Chile as an observer"
    return "observer" if own or (all_of_them and not others) else role


def _is_person(actor: Actor) -> bool:
    return actor.type == "person" or actor.form == "office"


def _settle(role: str, actor: Actor, candidate: Candidate, verb: Token) -> str:
    """States that hold a meeting, and persons who hold talks, take part in it; a body that stages a fair or a forum
    organises it, a person who holds one hosts it, and whoever calls a meeting together leads it."""
    if role != "hold":
        return role
    person = _is_person(actor)
    done = grammar.objects(verb)
    called = candidate.token in done or candidate.token.head in done  # "convened the Reef Forum (RF)"
    if person and verb.lemma_ in _CALLS_TOGETHER and called:
        return "host" if candidate.type in _STAGED or candidate.type == "summit" else "chair"
    if candidate.type not in _STAGED:
        return "participant"
    if actor.type in ("organisation", "group"):
        return "organizer"
    return "host" if person and verb.lemma_ in _HOLDS else "participant"
