"""Dates by the occasion: what is done at a happening of the same sentence has its date, and the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.candidates import Candidate, Dated
from asean_extract.language import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_PART = frozenset({"at", "during", "in", "within", "throughout"})
_GO = frozenset({"travel", "go", "visit", "fly", "head", "lead"})
_EDGES = frozenset({"margin", "sideline", "fringe", "occasion"})
_AT_OCCASION = regex.compile(r",? (?:at|during) (?:the |its |their )?")


def within(undated: Dated, all_of_sentence: Sequence[Dated]) -> Dated:
    """ "Adopted at the summit in 2019", "during the summit, a fair will be held": the date of what it is part of."""
    token = undated.candidate.token
    verb = grammar.clause_verb(token)
    places = set(grammar.complements(token, _PART)) | _opening_phrase(token) | _beside(token)
    if verb is not None:
        places |= set(grammar.complements(verb, _PART)) | _beside(verb)
        if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
            places.add(verb.head)
        if undated.candidate.token == verb:  # "The meeting adopted a plan"
            places |= set(grammar.subjects(verb))
        if undated.candidate.type != "visit" and verb.lemma_ in _GO:  # what a trip leads to is part of the trip
            above = {verb, verb.head, verb.head.head}
            trip = next(
                (o for o in all_of_sentence if o.candidate.token in above and o.candidate.type == "visit"), None
            )
            if trip is not None:
                return Dated(undated.candidate, trip.date, own=False, within=trip.candidate)
    for other in all_of_sentence:
        if other.candidate is undated.candidate or other.candidate.token.pos_ == "VERB":
            continue
        inside = _behind_during(undated.candidate, other.candidate, all_of_sentence) or any(
            other.candidate.token == p or other.candidate.token in _compound_of(p) for p in places
        )
        if inside and not _same(other.candidate, undated.candidate):
            ends = other.date is not None and other.date.is_deadline  # "the fair, which runs through May"
            return Dated(undated.candidate, None if ends else other.date, own=False, within=other.candidate)
    return undated


def _beside(token: Token) -> set[Token]:
    """ "A meeting on the margins of the summit": the happening beside which it is held."""
    edges = [t for t in grammar.complements(token, frozenset({"on", "in"})) if grammar.lemma(t) in _EDGES]
    return {of for edge in edges for of in grammar.complements(edge, frozenset({"of"}))}


def _opening_phrase(token: Token) -> set[Token]:
    """The noun of a phrase of time that opens the sentence and covers all of it ("During the summit, ...")."""
    first = next((t for t in token.doc if t.is_alpha), token.doc[0])
    if first.lower_ not in ("during", "at", "throughout") or first.dep_ != "prep":
        return set()
    return {c for c in first.children if c.dep_ == "pobj"}


def where_told(undated: Dated, all_of_sentence: Sequence[Dated]) -> Dated:
    """ "... was unveiled two years ago at the summit": the occasion has the date of what was done at it."""
    c = undated.candidate
    if undated.date is not None or c.token.pos_ == "VERB" or c.years_back is not None:
        return undated
    for act in all_of_sentence:
        if act.date is None or not act.own or act.candidate.token.pos_ != "VERB" or act.date.end > c.start:
            continue
        if _AT_OCCASION.fullmatch(c.scene.text, act.date.end, c.start):
            return Dated(c, act.date)
    return undated


def _behind_during(act: Candidate, occasion: Candidate, all_of_sentence: Sequence[Dated]) -> bool:
    """ "... announced aid to rebuild the port during the summit": the only act of a sentence and its occasion."""
    if act.token.pos_ != "VERB" or occasion.token.i < act.token.i:
        return False
    acts = [d for d in all_of_sentence if d.candidate.token.pos_ == "VERB"]
    preposition = occasion.token.head
    return len(acts) == 1 and preposition.dep_ == "prep" and preposition.lower_ == "during"


def _compound_of(noun: Token) -> list[Token]:
    """ "the summit period": the happening is the first half of the noun."""
    return [c for c in noun.children if c.dep_ in ("compound", "poss", "nmod")]


def _same(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end
