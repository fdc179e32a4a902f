"""Who does what a trigger says, and what it is done to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asean_extract.facts.actors import counterparts, doers, stands_for
from asean_extract.facts.scene import Actor, Scene, Vehicle
from asean_extract.language import grammar
from asean_extract.rules import Patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH = frozenset({"with"})
#: What one does with somebody.
_WITH_ANOTHER = frozenset({"agree", "sign", "conclude", "reach"})
#: What is always somebody's with somebody.
_TIES = frozenset({"tie", "relation", "relationship", "partnership", "dialogue", "friendship", "alliance"})
#: So many words further the "of" of a noun may stand.
_NEAR = 9
#: Whoever announces an act of which nobody is named as the doer does it.
_DECLARE = frozenset({"announce", "declare", "proclaim", "unveil"})


@dataclass(frozen=True, slots=True)
class _Theme:
    vehicle: bool
    lemmas: frozenset[str]


class Themes:
    """What a trigger may act on: a treaty, a site, an office; built once from the knowledge tables."""

    def __init__(self, patterns: Patterns) -> None:
        self._themes = {
            entry["theme"]: _Theme(entry["vehicle"], frozenset(entry["lemmas"]))
            for entry in patterns.table("event_theme")
        }

    def fits(self, scene: Scene, token: Token, theme: str) -> bool:
        """Is it one of the theme's words, a sum where the theme is a matter, or an initiative where that may be?"""
        known = self._themes[theme]
        if {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")} & known.lemmas:
            return True
        if theme == "matter" and any(token.left_edge.idx <= s.start < token.right_edge.idx for s in scene.sums):
            return True
        return known.vehicle and any(covers(v, token) for v in scene.vehicles)


def arguments(scene: Scene, token: Token) -> tuple[list[Actor], list[Token]]:
    """Who does what a trigger says, and what it is done to."""
    if token.pos_ == "NOUN":
        owners, done = _noun_arguments(token)
        if not owners and token.dep_ == "dobj" and token.head.lemma_ in _DECLARE:
            return doers(scene, token.head), done
        return stands_for(scene, owners), done
    who, done = doers(scene, token), grammar.objects(token)
    if token.lemma_ in _WITH_ANOTHER:
        others = counterparts(scene, token, _WITH)
    else:
        others = stands_for(scene, [t for o in done if o.lemma_ in _TIES for t in grammar.complements(o, _WITH)])
    return [*who, *(a for a in others if a not in who)], done


def _noun_arguments(noun: Token) -> tuple[list[Token], list[Token]]:
    """ "The signing of a treaty by Peru", "Peru's launch of the fund"."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    by = list(grammar.complements(noun, frozenset({"by", "between"})))
    of = list(grammar.complements(noun, frozenset({"of"}))) or _further_of(noun)
    return owners + by, of + [c for c in noun.children if c.dep_ == "compound" and noun.lower_ in ("opening", "launch")]


def _further_of(noun: Token) -> list[Token]:
    """ "The signing in May of a treaty": a date or place stands between, and the parse hangs the rest on it."""
    for following in noun.doc[noun.i + 1 : noun.i + _NEAR] if noun.dep_ != "compound" else ():
        if following.pos_ in ("VERB", "AUX") or following.is_punct:
            return []
        if following.lower_ == "of":
            return [c for c in following.children if c.dep_ == "pobj"]
    return []


def before_verb(scene: Scene, verb: Token) -> list[Token]:
    """ "The partnership established in 2004 has ...": the noun before a passive that the parse hangs elsewhere."""
    if verb.tag_ not in ("VBN", "VBD") or any(c.dep_ == "dobj" for c in verb.children):
        return []
    i = verb.i - 1
    while i > 0 and (scene.doc[i].is_punct or scene.doc[i].pos_ in ("AUX", "ADV", "PART", "SYM", "X")):
        i -= 1
    before = scene.text[: verb.idx].rstrip()
    if before.endswith('"'):  # a quoted name: its first noun is the head
        quoted = scene.text.rfind('"', 0, before.rfind('"'))
        return [t for t in scene.doc if quoted < t.idx < verb.idx and t.pos_ in ("NOUN", "PROPN")][:1]
    return [scene.doc[i]] if i >= 0 and scene.doc[i].pos_ in ("NOUN", "PROPN") else []


def wide(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, and the nouns that hang on them by "of", "for" or apposition."""
    for token in tokens:
        yield token
        yield from grammar.complements(token, frozenset({"of", "for", "on"}))
        yield from (c for c in token.children if c.dep_ in ("appos", "compound"))


def extent(targets: list[Token]) -> tuple[int, int] | None:
    """The words of what a trigger acts on, as code points of the sentence."""
    if not targets:
        return None
    last = targets[0].right_edge
    return targets[0].left_edge.idx, last.idx + len(last)


def covers(span: Vehicle | Actor, token: Token) -> bool:
    """Does the token begin inside the mention?"""
    return span.start <= token.idx < span.end


def in_name(scene: Scene, token: Token) -> bool:
    """Does the trigger stand inside a proper name ("Establishment Agreement")?"""
    if any(covers(v, token) for v in scene.vehicles):
        return True
    return any(covers(a, token) for a in scene.actors if a.type != "group")
