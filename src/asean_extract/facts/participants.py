"""Who takes part in a happening, and in what role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.actors import counterparts, doers, list_after, stands_for
from asean_extract.facts.candidates import Candidate
from asean_extract.facts.scene import Actor, Scene
from asean_extract.language import grammar
from asean_extract.language.matcher import TokenMatch, TokenRules
from asean_extract.rules import RuleBook

if TYPE_CHECKING:
    from spacy.tokens import Token

#: One role each, the first that fits (records.md).
ORDER = ("chair", "host", "organizer", "party", "speaker", "observer", "participant")
_STAGED = frozenset({"conference", "exhibition", "programme"})
_AT = frozenset({"at", "in", "to", "during", "for", "of", "on", "over"})
_SAY = frozenset(
    {"say", "tell", "add", "note", "stress", "underscore", "underline", "emphasize", "emphasise", "highlight", "remark",
     "state", "deliver", "address", "point", "explain", "speak", "urge", "propose", "present", "reiterate",
     "express"}
)  # fmt: skip
_DELIBERATE = frozenset(
    {"agree", "welcome", "commend", "review", "discuss", "exchange", "renew", "reaffirm", "decide", "thank", "pledge",
     "recognize", "recognise", "acknowledge", "affirm", "reiterate"}
)  # fmt: skip
_IT = frozenset({"it", "this", "which"})
#: Who stages a happening with somebody else.
_TOGETHER = regex.compile(
    r"(?i)\b(?:in (?:collaboration|cooperation|co-operation|partnership|association|conjunction)|jointly|together)"
    r" with "
)
_OFFICES_HELD = {"observer": "observer", "host": "host", "chair": "chair", "chairman": "chair", "chairperson": "chair",
                 "moderator": "chair", "organizer": "organizer", "organiser": "organizer"}  # fmt: skip
_WITH = regex.compile(r"(?i)\bwith (?:the )?$")
_CAPACITY = regex.compile(rf" as (?:an? |the )?(?P<role>(?:co-)?(?:{'|'.join(_OFFICES_HELD)}))s?\b")
_AS_OBSERVER = regex.compile(r",? as (?:an |the )?observers?\b")
#: A list item: a bullet, or a short line that begins with a name.
_ITEM = regex.compile(r"\s*(?:[-•*°–—]|\d{1,2}[.)]) ?|\p{Lu}[^.]{0,160}$")
#: Happenings at which states and bodies themselves take part.
_OF_STATES = frozenset({"summit", "meeting", "dialogue", "ministerial", "consultation", "talk", "trilateral"})
#: With these one goes "to" or "for" a happening, and is there.
_GATHER = frozenset(
    {"sit", "come", "go", "gather", "meet", "arrive", "fly", "return", "travel", "assemble", "convene", "join"}
)
_ONLY_SPOKEN_OF = frozenset({"recall", "remember", "mention", "refer", "resemble", "result", "culminate"})
_AS_CHAIR = regex.compile(r"(?i)\bas (?:the )?(?:co-?|joint )?chair(?:man|person|woman)?\b")
_IN_PICTURE = regex.compile(r"(?i)\bfrom (?:the |second |third )*(?:left|right)\b|\b(?:left|right|center|centre)\)")


@dataclass(frozen=True)
class Part:
    """An actor in a role; `candidate` is the happening it was said of, None for the one that the article reports."""

    scene: Scene
    candidate: Candidate | None
    actor: Actor
    role: str
    rule: str


class Participants:
    """Finds who takes part; built once from the role rules."""

    def __init__(self, roles: TokenRules, rules: RuleBook) -> None:
        self._roles = roles
        self._rules = rules

    def find(self, scene: Scene, candidates: Sequence[Candidate]) -> list[Part]:
        """All parts that one sentence tells, in reading order of the actors."""
        parts = [p for c in candidates for p in self._own(scene, c)]
        for match in self._roles.find(scene.doc):
            parts += self._by_role(scene, match, candidates)
        parts += self._doing_something_there(scene, candidates)
        parts += self._pictured(scene, candidates)
        parts += _in_capacity(scene, candidates)
        parts = [p for p in parts if p.actor.type != "place" or p.role == "host"]
        return sorted(parts, key=lambda p: p.actor.start)

    def _own(self, scene: Scene, candidate: Candidate) -> Iterator[Part]:
        """The candidate's own arguments."""
        yield from (Part(scene, candidate, actor, role, candidate.rule) for actor, role in candidate.people)

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
        who = doers(scene, token)
        done = grammar.objects(token)
        if where == "object" and _at_it(token, done):
            yield from (Part(scene, None, actor, role, rule.id) for actor in who)
        for candidate in _happenings_of(scene, token, candidates, at_only=where == "at"):
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
                    _settle(_observing(scene, token, actor, who, role), actor, candidate),
                    rule.id,
                )
        if role == "host":
            for actor in stands_for(scene, [t for t in grammar.objects(token) if t != candidate.token]):
                yield Part(scene, candidate, actor, "participant", rule.id)
        beside = stands_for(scene, list(grammar.complements(token, frozenset({"with"}))))
        for actor in [*beside, *(a for a in _helpers(scene, role) if a not in beside and a not in who)]:
            yield Part(scene, candidate, actor, _settle(role, actor, candidate), rule.id)

    def listed(self, scene: Scene, candidates: Sequence[Candidate], below: bool) -> list[Part]:
        """Those in a list of who took part: behind a phrase that opens one, or, `below` such a line, in an item."""
        phrases = self._rules.find("ATTENDANCE", scene.text)
        role = "speaker" if any("peakers" in scene.text[m.start : m.end] for m in phrases) else "participant"
        opened = [m.end for m in phrases]
        if below and not opened and _ITEM.match(scene.text):
            opened = [0]
        if not opened:
            return []
        behind = [a for a in scene.actors if a.start >= opened[0] and not a.inside and a.form != "pronoun"]
        people = [a for a in behind if a.type in ("person", "group") or a.form == "office"]
        there = next((c for c in candidates if c.named and c.token.pos_ != "VERB"), None)
        return [Part(scene, there, a, role, "role.listed") for a in people]

    def opens_list(self, scene: Scene) -> bool:
        """Does the sentence announce a list of those who took part in the lines below it?"""
        return bool(self._rules.find("ATTENDANCE_BELOW", scene.text.rstrip()))

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

    def narrated(self, scene: Scene) -> Iterator[Part]:
        """Who speaks in the report of an occasion speaks there; states and bodies that deliberate take part."""
        for token in scene.doc:
            if token.pos_ != "VERB" or token.dep_ in ("relcl", "acl", "advcl") or grammar.looks_ahead(token):
                continue
            says, deliberates = token.lemma_ in _SAY, token.lemma_ in _DELIBERATE
            if not (says or deliberates) or grammar.is_negated(token):
                continue
            for actor in doers(scene, token):
                if actor.type in ("person", "group") or actor.form == "office":
                    yield Part(scene, None, actor, "speaker" if says else "participant", "role.narrated")
                elif (
                    (deliberates or actor.title)
                    and actor.type in ("country", "organisation")
                    and actor.form != "pronoun"
                ):
                    yield Part(scene, None, actor, "participant", "role.narrated")

    def _doing_something_there(self, scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
        """Whoever does something at a happening takes part in it; who says something there speaks at it."""
        for candidate in candidates:
            if candidate.years_back is not None:
                continue
            for verb in _verbs_there(candidate.token):
                if grammar.is_negated(verb) or grammar.is_hypothetical(verb):
                    continue
                role = "speaker" if verb.lemma_ in _SAY else "participant"
                for actor in doers(scene, verb):
                    acts = actor.type in ("person", "group") or actor.form == "office"
                    if acts or (candidate.noun in _OF_STATES and actor.type in ("country", "organisation")):
                        yield Part(scene, candidate, actor, role, "role.there")
                for actor in counterparts(scene, verb, frozenset({"with"})):
                    if actor.type == "person":
                        yield Part(scene, candidate, actor, "participant", "role.there")

    def _pictured(self, scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
        """Those whom a caption names from left to right."""
        if not _IN_PICTURE.search(scene.text):
            return
        there = [c for c in candidates if c.token.pos_ != "VERB"]
        for actor in scene.actors:
            if actor.type == "person" and not actor.inside:
                yield Part(scene, there[0] if there else None, actor, "participant", "role.pictured")


def _verb_of(scene: Scene, match: TokenMatch) -> Token:
    """The governing token of a match: the verb in it, or its last token."""
    inside = [scene.doc[i] for i in range(match.start, match.end)]
    return next((t for t in inside if t.pos_ == "VERB"), inside[-1])


def _at_it(verb: Token, done: Sequence[Token]) -> bool:
    """ "It was attended by", "attended", "took part in it": at the happening that the article reports."""
    if verb.lemma_ == "attend":
        return all(t.lower_ in _IT for t in done)
    there = [*grammar.complements(verb, _AT), *(t for o in done for t in grammar.complements(o, _AT))]
    return any(t.lower_ in ("it", "this") for t in there) and verb.lemma_ in ("take", "participate", "speak")


def _helpers(scene: Scene, role: str) -> list[Actor]:
    """ "In collaboration with the university": whoever helps to stage a happening stages it."""
    if role not in ("hold", "organizer", "host"):
        return []
    return [a for found in _TOGETHER.finditer(scene.text) for a in list_after(scene, found.end())]


def _in_capacity(scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
    """ "With Peru as host" at the happening of the sentence, or at the one that the article reports."""
    there = next((c for c in candidates if c.token.pos_ != "VERB"), None)
    for actor in scene.actors:
        role = _CAPACITY.match(scene.text, actor.end)
        if role and not actor.inside and _WITH.search(scene.text, 0, actor.start):
            yield Part(scene, there, actor, _OFFICES_HELD[role["role"].removeprefix("co-")], "role.capacity")


def _observing(scene: Scene, verb: Token, actor: Actor, who: Sequence[Actor], role: str) -> str:
    """The one of whom it is said, or the only one, "as observer" observes."""
    own = _AS_OBSERVER.match(scene.text, actor.end)
    alone = len(who) == 1 and regex.search(r" as (?:an )?observers?\b", scene.text[verb.idx :])
    return "observer" if own or alone else role


def _settle(role: str, actor: Actor, candidate: Candidate) -> str:
    """Persons and states that hold a meeting take part in it; a body that stages a fair or a forum organises it."""
    if role != "hold":
        return role
    staged = candidate.type in _STAGED and actor.type in ("organisation", "group")
    return "organizer" if staged else "participant"


def _happenings_of(scene: Scene, verb: Token, candidates: Sequence[Candidate], *, at_only: bool) -> list[Candidate]:
    """The happenings that the verb is about: its objects, what it happens at, or what its object belongs to; failing
    these the first name behind the verb before any other verb."""
    nominal = {c.token: c for c in candidates if c.token.pos_ != "VERB" and c.years_back is None}
    adjectives = [c for c in verb.children if c.dep_ == "acomp"]  # "was present at the forum"
    direct = [t for a in adjectives for t in grammar.complements(a, _AT)]
    direct += [*([] if at_only else grammar.objects(verb)), *grammar.complements(verb, _AT)]
    if not at_only:
        direct += _modified_by(verb)
    found = [nominal[token] for token in dict.fromkeys(direct) if token in nominal]
    if found or at_only:
        return found
    for token in direct:
        for further in [*grammar.complements(token, _AT), *(c for c in token.children if c.dep_ == "appos")]:
            if further in nominal:
                return [nominal[further]]
    behind = next((c for t, c in sorted(nominal.items(), key=lambda p: p[0].i) if t.i > verb.i), None)
    if behind is None or any(t.pos_ in ("VERB", "AUX") for t in scene.doc[verb.i + 1 : behind.token.i]):
        return []
    return [behind]


def _modified_by(verb: Token) -> list[Token]:
    """The noun of "the forum hosted by A and organised by B", and of "was held in May, organised by B"."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    if first.dep_ in ("relcl", "acl") and first.head != first:
        return [first.head]
    if verb.tag_ == "VBN" and verb.dep_ == "advcl":
        return [*grammar.objects(verb.head), *grammar.subjects(verb.head)]
    return []


def _verbs_there(happening: Token) -> Iterator[Token]:
    """Verbs that have the happening as a place or time: "spoke at the forum", "looked on as it was signed"."""
    if happening.dep_ == "advcl" and any(c.lower_ in ("as", "while") and c.dep_ == "mark" for c in happening.children):
        yield happening.head
    verb = grammar.clause_verb(happening)
    held_meanwhile = verb is not None and verb != happening and verb.dep_ == "advcl"
    if verb is not None and held_meanwhile and happening in grammar.objects(verb) and grammar.is_meanwhile(verb):
        yield verb.head
    preposition = happening.head
    there = ("at", "in", "during")
    if preposition.dep_ != "prep" or preposition.lower_ not in (*there, "to", "for", "of"):
        return
    governor = preposition.head
    if governor.lower_ in ("occasion", "margins", "sidelines") and governor.head.dep_ == "prep":
        governor = governor.head.head
    if preposition.lower_ not in there and governor.lemma_ not in _GATHER:
        return
    if governor.lemma_ in _ONLY_SPOKEN_OF:
        return
    if governor.pos_ == "VERB":
        yield governor
    elif governor.dep_ in ("dobj", "attr", "pobj") and governor.pos_ in ("NOUN", "PROPN"):
        verb = grammar.clause_verb(governor)
        if verb is not None and governor in grammar.objects(verb):
            yield verb
