"""Which actors an argument of a verb stands for: the parse points at one, the words beside it list the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from asean_extract.facts.scene import Actor, Scene
from asean_extract.language import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADJECTIVAL = frozenset({"amod", "prep", "compound", "nmod"})
_PEOPLE = frozenset(
    {"guest", "participant", "delegate", "official", "representative", "minister", "leader", "delegation"}
)
#: What acts for a state without being people.
_STATE = frozenset({"government", "ministry", "parliament", "authority"})
_LISTS = frozenset({"as", "including", "like", "with", "alongside"})


def doers(scene: Scene, verb: Token) -> list[Actor]:
    """Who does the verb: after "by" in a passive, else the subject; lists are followed over the words."""
    by = [c for c in verb.children if c.lower_ == "by"]
    following = verb.nbor(1) if verb.i + 1 < len(scene.doc) else None
    if following is not None and following.lower_ == "by" and verb.tag_ == "VBN":
        by = [following]
    if by and (verb.tag_ == "VBN" or by[0].dep_ == "agent"):
        return list_after(scene, by[0].idx + 2)
    if grammar.is_passive(verb):
        return []
    return stands_for(scene, grammar.subjects(verb))


def stands_for(scene: Scene, tokens: Iterable[Token]) -> list[Actor]:
    """The actors that argument tokens stand for, with everyone whom the words list beside them."""
    found: list[Actor] = []
    for token in tokens:
        found += [] if found else _those_of(scene, token)
        for actor in scene.actors:
            if actor.inside or any(actor.start == a.start and actor.entity == a.entity for a in found):
                continue
            head = grammar.head_of(scene.doc, actor.start, actor.end)
            if actor.covers(token.idx) or (head is not None and _listed(head, token)):
                listed = _members(scene, actor) or listed_with(scene, actor)
                found += [a for a in listed if not any(a.start == b.start and a.entity == b.entity for b in found)]
    return found


def _those_of(scene: Scene, people: Token) -> list[Actor]:
    """ "Guests from the embassies", "the ministers of Chile and Peru": those whom people without a name speak for."""
    noun = grammar.lemma(people)
    if noun not in _PEOPLE | _STATE or any(a.covers(people.idx) for a in scene.actors if not a.inside):
        return []
    after = [list_after(scene, c.idx + len(c)) for c in people.children if c.lower_ in ("from", "of")]
    first = min((c.i for c in people.lefts if c.dep_ in ("amod", "compound")), default=people.i)
    title = None if noun in _STATE else scene.text[scene.doc[first].idx : people.idx + len(people)]
    return [replace(a, title=a.title or title) for listed in after for a in listed]


def _members(scene: Scene, group: Actor) -> list[Actor]:
    """ "The fisheries ministers of Chile and Peru" are Chile and Peru, where the text names them."""
    m = _OF_MEMBERS.match(scene.text, group.end)
    if group.type != "group" or m is None:
        return []
    listed = [a for a in list_after(scene, m.end()) if a.type in ("country", "organisation")]
    title = scene.text[group.start : group.end]
    return [replace(a, title=title) for a in listed]


_OF_MEMBERS = re.compile(r" (?:of|from) (?:the )?")


def listed_with(scene: Scene, actor: Actor) -> list[Actor]:
    """The actor and those that the same list names, in order: "A, office of B, C and D"."""
    free = [
        a
        for a in scene.actors
        if not a.inside and a.form != "pronoun" and (a == actor or not (_signed_for(scene, a) or _owns(scene, a)))
    ]
    if actor not in free:
        return [actor]
    at = free.index(actor)
    after = [actor]
    for following in free[at + 1 :]:
        if following.start < after[-1].end or not _in_list(scene, after[-1], following):
            break
        after.append(following)
    before: list[Actor] = []
    for previous in reversed(free[:at]):
        right = before[-1] if before else actor
        if not _in_list(scene, previous, right) or _placed(scene, previous):
            break
        before.append(previous)
    if before and not any(_joined(scene, a, b) for a, b in pairwise([*reversed(before), *after])):
        before = []
    if len(after) > 1 and not any(_joined(scene, a, b) for a, b in pairwise(after)):
        after = after[:1]
    return _with_colleagues(scene, [*reversed(before), *after])


def _signed_for(scene: Scene, body: Actor) -> bool:
    """ "By Minister Ruiz for Peru", "the ambassador to Peru": in whose name a person acts, or where."""
    if body.type not in ("country", "organisation"):
        return False
    if _POSTED.search(scene.text, 0, body.start):
        return True
    person = next((a for a in reversed(scene.actors) if a.end <= body.start and not a.inside), None)
    between = scene.text[person.end : body.start] if person is not None and person.type == "person" else ""
    return _FOR.fullmatch(between) is not None


_POSTED = re.compile(
    r"\b(?:[Mm]ission|[Aa]mbassador|[Ee]nvoy|[Rr]epresentative|[Aa]dvis[eo]r|[Dd]elegate|[Ll]iaison|[Cc]onsul|[Aa]ide)\b"
    r"[^,;]{0,60} to (?:the )?$"
)
_FOR = re.compile(r",? (?:for|representing|on behalf of) (?:the )?")


def _owns(scene: Scene, body: Actor) -> bool:
    """ "Chile's Reef Agency", "Chile's state-run agency Reefs": the state or body only tells whose the next one is."""
    following = next((a for a in scene.actors if a.start > body.end and not a.inside), None)
    if body.type not in ("country", "organisation") or following is None or following.form == "pronoun":
        return False
    return _POSSESSIVE.fullmatch(scene.text, body.end, following.start) is not None


_POSSESSIVE = re.compile(r"(?:'s?|’s?) (?:(?!and\b|or\b|to\b|for\b|of\b|with\b|in\b|by\b)[a-z-]+ ){0,3}")


def _with_colleagues(scene: Scene, listed: list[Actor]) -> list[Actor]:
    """ "Her colleague from Norway, Minister Berg": the state only tells whose colleague the person is."""
    return [
        a
        for a, following in zip(listed, [*listed[1:], None], strict=True)
        if following is None or following.type != "person" or a.type not in ("country", "organisation")
        or not _COLLEAGUE.search(scene.text, 0, a.start) or "," not in scene.text[a.end : following.start]
    ]  # fmt: skip


_COLLEAGUE = re.compile(r"\b(?:colleague|counterpart|opposite number)s? (?:from|of|in) (?:the )?$")


def list_after(scene: Scene, offset: int) -> list[Actor]:
    """The list of actors that begins at an offset of the sentence."""
    first = next((a for a in scene.actors if not a.inside and a.start >= offset and not _owns(scene, a)), None)
    if first is None or not _only_names(scene, offset, first.start):
        return []
    if first.form == "pronoun":
        return [a for a in scene.actors if a.start == first.start and a.form == "pronoun"]
    listed = listed_with(scene, first)
    return listed[listed.index(first) :]


def counterparts(scene: Scene, token: Token, prepositions: frozenset[str]) -> list[Actor]:
    """Those listed after the first of the prepositions that follows a trigger, before any other verb: what stands
    between ("today", "by phone", "in Lima") misleads the parse."""
    for following in scene.doc[token.i + 1 :]:
        acts = following.pos_ in ("VERB", "AUX") and following.dep_ not in _ADJECTIVAL
        if acts or following.text in (";", ":", "—"):
            return []
        if following.lower_ in prepositions:
            listed = list_after(scene, following.idx + len(following))
            if listed:
                return listed
    return []


_NAME_WORDS = frozenset(
    {
        "of",
        "for",
        "as",
        "well",
        "such",
        "including",
        "like",
        "together",
        "along",
        "with",
        "former",
        "to",
        "his",
        "her",
        "their",
        "its",
        "from",
    }
)


def _only_names(scene: Scene, start: int, end: int) -> bool:
    """Is there nothing between two offsets but separators, determiners, and the words of titles?"""
    if end - start > 110:
        return False
    tokens = [t for t in scene.doc if start <= t.idx < end]
    return all(
        t.is_punct or t.is_space or t.pos_ in ("DET", "CCONJ", "NOUN", "PROPN", "ADJ", "PART", "NUM")
        or t.lower_ in _NAME_WORDS for t in tokens
    ) and not any(t.text in (":", ".") for t in tokens)  # fmt: skip


def _in_list(scene: Scene, left: Actor, right: Actor) -> bool:
    if (left.type == "place") != (right.type == "place"):
        return False
    between = scene.text[left.end : right.start]
    linked = any(mark in between for mark in (",", ";", " and ", "&", "(", " with ", " as ", " including ", " or "))
    opens = max(left.end, right.reach[0] or right.start)  # an office is part of the mention ("Under-Secretary Ruiz")
    return linked and not _AIDED.search(between) and _only_names(scene, left.end, opens)


#: Whoever only helps does not take part.
_AIDED = re.compile(
    r"\b(?:with|under) (?:the |its |their |financial |technical )*(?:support|help|assistance|funding|backing|aid)\b"
)


def _joined(scene: Scene, left: Actor, right: Actor) -> bool:
    """Is the gap between two neighbours more than a comma, which may only set off an apposition?"""
    between = scene.text[left.end : right.start]
    return any(mark in between for mark in (" and ", ";", "&", " as ", " with ", " including "))


def _placed(scene: Scene, actor: Actor) -> bool:
    """Does a preposition of place or time stand before the actor ("In Chile, President ...")?"""
    words = scene.text[: actor.start].rstrip().split()
    word = words[-1].lower() if words else ""
    word = words[-2].lower() if word == "the" and len(words) > 1 else word
    return word in (
        "in",
        "at",
        "to",
        "from",
        "on",
        "during",
        "after",
        "before",
        "visiting",
        "of",
        "for",
        "within",
        "across",
    )


def _listed(head: Token, argument: Token) -> bool:
    """Is `head` reached from the argument through coordination, apposition or a list only?"""
    step = head
    for _ in range(12):
        if step == argument:
            return True
        if step.dep_ in ("conj", "appos"):
            step = step.head
        elif step.dep_ == "pobj" and step.head.lower_ in _LISTS and step.head.dep_ == "prep":
            step = step.head.head
        elif step.dep_ == "prep" and step.lower_ in _LISTS:
            step = step.head
        else:
            return False
    return False
