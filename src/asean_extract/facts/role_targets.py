"""Which happening a verb of attending, holding or speaking is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from asean_extract.facts.candidates import Candidate
from asean_extract.facts.scene import Scene
from asean_extract.language import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

#: The prepositions behind which a happening stands.
AT = frozenset({"at", "in", "to", "during", "for", "of", "on", "over"})
#: With these one goes "to" or "for" a happening, and is there.
_GATHER = frozenset(
    {"sit", "come", "go", "gather", "meet", "arrive", "fly", "return", "travel", "assemble", "convene", "join"}
)
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"}
)  # fmt: skip
_GAP = frozenset({",", "the"})
_ONLY_SPOKEN_OF = frozenset({"recall", "remember", "mention", "refer", "resemble", "result", "culminate"})


def happenings_of(scene: Scene, verb: Token, candidates: Sequence[Candidate], *, at_only: bool) -> list[Candidate]:
    """The happenings that the verb is about: its objects, what it happens at, or what its object belongs to; failing
    these the first name behind the verb before any other verb."""
    nominal = {c.token: c for c in candidates if c.token.pos_ != "VERB" and c.years_back is None}
    adjectives = [c for c in verb.children if c.dep_ == "acomp"]  # "was present at the forum"
    direct = [t for a in adjectives for t in grammar.complements(a, AT)]
    direct += [*([] if at_only else grammar.objects(verb)), *grammar.complements(verb, AT)]
    if not at_only:
        direct += _modified_by(verb)
    found = [nominal[token] for token in dict.fromkeys(direct) if token in nominal]
    found = found or _named_by(direct, nominal)
    if found or at_only:
        return found
    if clause := _bare_clause(verb, nominal):
        return clause
    for token in direct:
        for further in [*grammar.complements(token, AT), *(c for c in token.children if c.dep_ == "appos")]:
            if further in nominal:
                return [nominal[further]]
    if verb.lemma_ == "address" and grammar.objects(verb):  # "address a need through the forum"
        return []
    behind = next((c for t, c in sorted(nominal.items(), key=lambda p: p[0].i) if t.i > verb.i), None)
    if behind is None:
        return _before_comma(verb, nominal)
    between = (t for t in scene.doc[verb.i + 1 : behind.token.i] if t.idx < behind.start)  # a name may hold a verb
    return [] if any(t.pos_ in ("VERB", "AUX") for t in between) else [behind]


def _named_by(tokens: Sequence[Token], nominal: Mapping[Token, Candidate]) -> list[Candidate]:
    """The happening in whose name a token stands: "the Forum on [Reefs] she will host"."""
    return [c for c in nominal.values() if c.named and any(c.start <= t.idx < c.end for t in tokens)]


def _bare_clause(verb: Token, nominal: Mapping[Token, Candidate]) -> list[Candidate]:
    """The happening right before a clause that nothing joins to it: "the forum [she will host]"."""
    who = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "PRON" and c.i > 0]
    if len(who) != 1 or any(c.dep_ == "dobj" for c in verb.children):
        return []
    before = verb.doc[who[0].i - 1]
    return [c for t, c in nominal.items() if t == before or c.start <= before.idx < c.end]


def _before_comma(verb: Token, nominal: Mapping[Token, Candidate]) -> list[Candidate]:
    """The last happening before ", hosted by Peru", over the clause between them: "the retreat, where leaders will
    discuss reefs, hosted by Peru"."""
    doc = verb.doc
    led = verb.tag_ == "VBN" and verb.i > 0 and doc[verb.i - 1].text == ","
    if not (led and verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ == "by"):
        return []
    before = [c for t, c in nominal.items() if t.i < verb.i]
    return before[-1:]


def _modified_by(verb: Token) -> list[Token]:
    """The noun of "the forum hosted by A and organised by B", and of "was held in May, organised by B"."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    if first.dep_ in ("relcl", "acl") and first.head != first:
        noun = first.head
        if not (noun.like_num and noun.dep_ == "pobj"):
            return [noun]
        dated = noun.head.head  # "the summit in 2023 hosted by A", "to hold the summit in 2023 hosted by A"
        return [noun, dated, *(grammar.objects(dated) if dated.pos_ == "VERB" else [])]
    if verb.tag_ == "VBN" and verb.dep_ == "advcl":
        return [*grammar.objects(verb.head), *grammar.subjects(verb.head)]
    return []


def verbs_there(happening: Token) -> Iterator[Token]:
    """Verbs that have the happening as a place or time: "spoke at the forum", "looked on as it was signed"."""
    if happening.dep_ == "advcl" and any(c.lower_ in ("as", "while") and c.dep_ == "mark" for c in happening.children):
        yield happening.head
    verb = grammar.clause_verb(happening)
    held_meanwhile = verb is not None and verb != happening and verb.dep_ == "advcl"
    if verb is not None and held_meanwhile and happening in grammar.objects(verb) and grammar.is_meanwhile(verb):
        yield verb.head
    there = ("at", "in", "during")
    preposition = _preposition(happening)
    if preposition.dep_ != "prep" or preposition.lower_ not in (*there, "to", "for", "of"):
        return
    governor = preposition.head
    beside = governor.lower_ in ("occasion", "margins", "sidelines") and governor.head.dep_ == "prep"
    if beside:
        governor = governor.head.head
    if preposition.lower_ not in there and not beside and governor.lemma_ not in _GATHER:
        return
    if governor.lemma_ in _ONLY_SPOKEN_OF:
        return
    if governor.pos_ == "VERB":
        yield governor
    elif governor.dep_ in ("dobj", "attr", "pobj") and governor.pos_ in ("NOUN", "PROPN"):
        verb = grammar.clause_verb(governor)
        if verb is not None and governor in grammar.objects(verb):
            yield verb


def _preposition(happening: Token) -> Token:
    """The preposition that governs a happening, also one behind "and": "at the dinner and the forum"."""
    first = happening
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    return first.head if first.head.dep_ == "prep" else _before_date(happening)


def _before_date(happening: Token) -> Token:
    """The preposition of "at the June 26, 2024, Reef Summit", where the date parts it from the name."""
    i = happening.left_edge.i - 1
    dated = False
    while i >= 0 and (
        happening.doc[i].like_num or happening.doc[i].lower_ in _MONTHS or happening.doc[i].lower_ in _GAP
    ):
        dated = dated or happening.doc[i].like_num
        i -= 1
    return happening.doc[i] if dated and i >= 0 else happening.head
