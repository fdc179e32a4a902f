"""A possible event of one sentence, and whether its clause asserts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.scene import Actor, Scene, Vehicle
from asean_extract.language import grammar
from asean_extract.spans import DateMention

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Another happening of a series than the one reported: "the next summit", "the previous meeting".
ANOTHER = regex.compile(r"(?i)(?:the |its |their |our )?(?:next|previous|last)\b")
#: Who did not attend a summit does not undo it.
#: What stands before a happening that nobody knows of whether it will be ("the early conclusion of the talks").
_UNCERTAIN = frozenset({"no", "any", "without", "early", "speedy", "possible", "potential", "eventual"})
_ADVANCES = frozenset({"promote", "expedite", "hasten"})
_KEEPS = frozenset({"attend", "miss", "skip", "boycott", "mention", "discuss"})


@dataclass(frozen=True)
class Candidate:
    """A possible event. Offsets are code points of the sentence.

    `type` may be "level"; `reference` marks words that point back ("the meeting", "it"); `ahead` and `voided` are
    what the verb says (still to come; denied, conditional or only wished).
    """

    scene: Scene
    start: int
    end: int
    token: Token
    type: str
    name: str
    named: bool
    rule: str
    reference: bool = False
    indefinite: bool = False
    noun: str = ""
    acronym: str | None = None
    verb: Token | None = None
    vehicles: tuple[Vehicle, ...] = ()
    people: tuple[tuple[Actor, str], ...] = ()
    ahead: bool = False
    voided: bool = False
    years_back: int | None = None
    habitual: bool = False
    theme: tuple[int, int] | None = None

    @property
    def head(self) -> int:
        """Where the governing word stands in the sentence."""
        return int(self.token.idx)

    def shares_item(self, start: int, end: int) -> bool:
        """Do the words from start to end stand in the same item, where the sentence is an enumeration?"""
        between = self.scene.text[min(end, self.end) : max(start, self.start)]
        return ";" not in between or not is_enumeration(self.scene)


def is_enumeration(scene: Scene) -> bool:
    """Does the sentence list things by semicolons?"""
    return scene.text.count(";") > 1


def is_ahead(verb: Token | None) -> bool:
    """Does the verb of the clause, where there is one, speak of what is still to come?"""
    return verb is not None and grammar.looks_ahead(verb)


def is_voided(token: Token, verb: Token | None) -> bool:
    """Is the happening denied, conditional or only wished?

    A noun shares the fate of its clause only as what the verb acts on: of "the launch would help" the launch stands.
    """
    if verb is None:
        return False
    if token.pos_ == "VERB":
        return grammar.is_negated(verb) or grammar.is_hypothetical(verb)
    if any(c.lower_ in _UNCERTAIN for c in token.children) and not any(c.dep_ == "poss" for c in token.children):
        return True
    if token not in grammar.objects(verb) or grammar.is_passive(verb) or verb.lemma_ in _KEEPS:
        return False
    wished = verb.lemma_ in grammar.WISH or verb.lemma_ in _ADVANCES
    return wished or grammar.is_negated(verb) or grammar.is_hypothetical(verb)


@dataclass(frozen=True)
class Dated:
    """A candidate with the date that its own sentence gives it, or None; `own` tells a date that is its own from one
    that it has by hanging on another happening."""

    candidate: Candidate
    date: DateMention | None
    own: bool = True
    within: Candidate | None = None
