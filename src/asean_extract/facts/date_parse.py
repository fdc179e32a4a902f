"""Dates by the parse: what a date hangs on, and what stands beside it under the same verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asean_extract.facts.candidates import Candidate
from asean_extract.facts.scene import Scene
from asean_extract.language import grammar
from asean_extract.spans import DateMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENT_PREPOSITIONS = frozenset(
    {"at", "in", "during", "for", "to", "of", "on", "with", "after", "before", "by", "from", "into", "following"}
)
_AROUND = frozenset({"after", "following", "at", "in", "during"})
_SAY = frozenset({"say", "tell", "report", "note", "state", "announce", "add", "declare", "confirm", "reveal"})
_OF_NOUN = frozenset({"compound", "nummod", "nmod", "poss"})


def by_parse(scene: Scene, date: DateMention, candidates: Sequence[Candidate]) -> list[int]:
    token = grammar.head_of(scene.doc, date.start, date.end)
    if token is None:
        return []
    for ancestor in grammar.path_up(token):
        if ancestor.dep_ in _OF_NOUN and not any(c.token == ancestor.head for c in candidates):
            return []  # "the October milestone": the date belongs to that noun alone
        exact = [i for i, c in enumerate(candidates) if c.token == ancestor and not holds(date, c)]
        if exact:
            return exact + _arguments_of(ancestor, candidates, date)
        if ancestor.pos_ in ("VERB", "AUX"):
            found = _arguments_of(ancestor, candidates, date)
            if found:
                return found
            if ancestor.lemma_ in _SAY:
                return _said(ancestor, candidates)
            if ancestor.lemma_ in _RUNS and ancestor.dep_ == "relcl":
                return _last_name(ancestor, candidates)
            following = _next_name(scene, ancestor, candidates, date)
            if following:
                return following
            if ancestor.dep_ in ("relcl", "ccomp", "ROOT") or (date.is_deadline and is_aim(ancestor)):
                return []
    return []


_RUNS = frozenset({"begin", "start", "open", "end", "conclude", "run", "last", "kick"})


def _last_name(verb: Token, candidates: Sequence[Candidate]) -> list[int]:
    """The name right before "that begins on ...", whatever noun the parse hangs the clause on."""
    before = [i for i, c in enumerate(candidates) if c.token.pos_ != "VERB" and c.token.i < verb.i]
    return before[-1:]


def _next_name(scene: Scene, verb: Token, candidates: Sequence[Candidate], date: DateMention) -> list[int]:
    """The first name after the verb with no other verb between: what the parse hung elsewhere in a long clause."""
    for i, c in enumerate(candidates):
        if c.token.pos_ == "VERB" or c.years_back is not None or c.token.i <= verb.i or holds(date, c):
            continue
        between = scene.doc[verb.i + 1 : c.token.i]
        return [] if any(t.pos_ in ("VERB", "AUX") for t in between) else [i]
    return []


def _arguments_of(verb: Token, candidates: Sequence[Candidate], date: DateMention) -> list[int]:
    """Candidates that are subject, object or prepositional argument of the verb, through one more noun at most."""
    arguments: set[Token] = set(grammar.subjects(verb)) | set(grammar.objects(verb))
    deadline = date.is_deadline  # "to open a port by 2030, after talks in Lima": it dates no such thing
    reach = _ARGUMENT_PREPOSITIONS - _AROUND if deadline else _ARGUMENT_PREPOSITIONS
    nouns = [*(t for t in grammar.complements(verb, reach) if not _is_other_time(t)), *arguments]
    for noun in nouns:
        arguments.add(noun)
        arguments |= set(grammar.complements(noun, _ARGUMENT_PREPOSITIONS))
    if verb.dep_ == "xcomp":
        arguments.add(verb.head)
    arguments |= set(grammar.told_of(verb))
    arguments |= {c for c in verb.children if c.dep_ in ("xcomp", "conj") and c.pos_ == "VERB" and not _has_own_date(c)}
    arguments |= {c for c in verb.children if c.dep_ == "advcl" and grammar.is_meanwhile(c) and not _has_own_date(c)}
    arguments |= set(_meant_by_pronoun(verb, candidates))
    for child in [c for c in arguments if c.pos_ == "VERB"]:
        arguments |= set(grammar.objects(child)) | set(grammar.complements(child, _ARGUMENT_PREPOSITIONS))
    return [i for i, c in enumerate(candidates) if c.token in arguments and not holds(date, c)]


def _is_other_time(token: Token) -> bool:
    """ "Before travelling to Lima, she was in Quito on May 3"."""
    return token.dep_ == "pcomp" and token.head.lower_ in ("before", "after")


def _meant_by_pronoun(verb: Token, candidates: Sequence[Candidate]) -> list[Token]:
    """ "The dialogue used to be in spring; this year it will be held in May": "it" is what was named before."""
    if not any(t.lower_ in ("it", "which", "that") for t in (*grammar.subjects(verb), *grammar.objects(verb))):
        return []
    before = [c.token for c in candidates if c.token.i < verb.i and c.token.pos_ != "VERB" and c.years_back is None]
    return before[:1]


def _has_own_date(verb: Token) -> bool:
    return any(t.ent_type_ == "DATE" for t in verb.subtree)


def _said(verb: Token, candidates: Sequence[Candidate]) -> list[int]:
    """ "The ministry said Friday it had signed ...": what was done, when it was said."""
    inner = {c for c in verb.children if c.dep_ == "ccomp"}
    return [i for i, c in enumerate(candidates) if c.token in inner and not c.ahead]


def holds(date: DateMention, candidate: Candidate) -> bool:
    return candidate.start <= date.start and date.end <= candidate.end


def is_aim(verb: Token) -> bool:
    """ "Told officials to draw up a plan": what is to be done."""
    return verb.pos_ == "VERB" and grammar.is_infinitive(verb)


def of_other_noun(scene: Scene, date: DateMention, candidate: Candidate) -> bool:
    """ "A 2030 target", "since the 2021 coup": a date that tells which one another noun means."""
    token = grammar.head_of(scene.doc, date.start, date.end)
    return token is not None and token.dep_ in _OF_NOUN and token.head not in (candidate.token, token)
