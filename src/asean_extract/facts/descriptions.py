"""Names of happenings that have none, from the words of their clause; and where a proper name begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.arguments import covers
from asean_extract.facts.event_names import EventName
from asean_extract.facts.scene import Actor, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHRASE_PREPOSITIONS = frozenset({"of", "with", "between", "on", "for", "to", "among"})
_ARTICLE_FIRST = regex.compile(r"^(?:The|An?|Its|Their|Our|His|Her|This|That|These|Both) ")
_CALLS = frozenset({"call", "session", "discussion", "talk"})
_RELATIVE = regex.compile(r",? (?:which|who|whom|whose) .*")
#: Code points at most: of one phrase or quoted name, of a name of several phrases, of a clause.
_PHRASE, _NAME, _CLAUSE = 90, 120, 140


def said(scene: Scene, actor: Actor) -> str:
    """The words of a mention."""
    return scene.text[actor.start : actor.end]


def description(scene: Scene, name: EventName, head: Token) -> str:
    """A common-noun happening with the phrases that tell which ("bilateral summit with Chile")."""
    end = name.end
    for child in head.children:
        if child.i <= head.i or child.dep_ != "prep" or child.lower_ not in _PHRASE_PREPOSITIONS:
            continue
        stop = _end_of(child)
        if any(child.idx <= d.start < stop for d in scene.dates) or stop - child.idx > _PHRASE:
            break
        if child.idx <= end + 2:
            end = max(end, stop)
    return scene.text[name.start : end]


def name_of_act(scene: Scene, token: Token, targets: list[Token], who: list[Actor], deeds: Mapping[str, str]) -> str:
    """A short description from the words: "signing of the fisheries treaty"; the clause itself when there is none.

    `deeds` gives the noun of a verb's lemma: "sign", "signing".
    """
    if targets:
        noun = (
            deeds.get(token.lemma_.lower(), token.lower_)
            if token.pos_ != "NOUN"
            else deeds.get(token.lower_, token.lower_)
        )
        return f"{noun} of {_inside(_phrase(scene, targets[0]))}"
    return _short(f"{_listed(_names(scene, who)[:3])} {_clause(scene, token)}".strip(" ,."))


def _inside(phrase: str) -> str:
    """A phrase as it is written inside a name: "The ministers" opened their sentence."""
    return _ARTICLE_FIRST.sub(lambda m: m[0].lower(), phrase)


def name_of_news(scene: Scene, told: Token) -> str:
    """ "announcement that Norway will open a port": what was said, after "announced"."""
    words = scene.text[told.left_edge.idx : _end_of(told)].strip(" ,.")
    return _short(f"announcement that {words.removeprefix('that ')}")


def _clause(scene: Scene, verb: Token) -> str:
    """ "Agreed to open a port": the verb with all that hangs on it, or with its infinitive alone."""
    aim = next((c for c in verb.children if _is_infinitive(c)), None)
    if aim is None:
        return scene.text[verb.idx : _end_of(verb)]
    return f"{verb.text} {scene.text[aim.left_edge.idx : _end_of(aim)]}"


def _short(name: str) -> str:
    """No more than whole words, and no more than a clause."""
    return name if len(name) <= _CLAUSE else name[:_CLAUSE].rpartition(" ")[0].rstrip(" ,;")


def name_of_meeting(scene: Scene, first: Sequence[Actor], second: Sequence[Actor]) -> str:
    """ "meeting of A, B and C", "meeting with C" where nobody is named who met C; pronouns name nobody."""
    names = _names(scene, (*first, *second))
    if not names:
        return "meeting of the parties"
    one_sided = len(names) == 1 and not _names(scene, first)
    return f"meeting {'with' if one_sided else 'of'} {_listed(names)}"


def name_of_gathering(scene: Scene, who: Sequence[Actor], gathered: Sequence[Token]) -> str:
    """ "meeting of A and the B experts", "call with B": as the words say whom somebody brought together."""
    whom = [_phrase(scene, t) for t in gathered[:1] if t.pos_ != "PRON"]
    if whom and gathered[0].lemma_ in _CALLS:
        return _ARTICLE_FIRST.sub("", whom[0][:1].upper() + whom[0][1:])
    return f"meeting of {_listed([*_names(scene, who), *map(_inside, whom)]) or 'the parties'}"


def name_of_trip(scene: Scene, who: Sequence[Actor], goal: str) -> str:
    """ "visit of A to Peru", "visit to Peru" where a pronoun says who went."""
    return " ".join(["visit", *(f"of {name}" for name in _names(scene, who)[:1]), "to", goal])


def _names(scene: Scene, actors: Iterable[Actor]) -> list[str]:
    """What each is called, once; pronouns give way to a name that the sentence has ("We, the ministers of Chile")."""
    names = {a.entity: a for a in reversed(scene.actors) if a.form != "pronoun" and not a.inside}
    called = (names.get(a.entity, a) if a.form == "pronoun" else a for a in actors)
    by_entity = {a.entity: said(scene, a) for a in reversed([a for a in called if a.form != "pronoun"])}
    return list(dict.fromkeys(reversed(by_entity.values())))


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), *names[-1:]] if len(names) > 1 else names)


def proper_span(scene: Scene, token: Token) -> tuple[int, int] | None:
    """The quoted name around the token, or its capitalised phrase of two words or more; None for a common noun."""
    text = scene.text
    left, right = text.rfind('"', 0, token.idx), text.find('"', token.idx)
    if 0 <= left < right and right - left < _PHRASE and text.count('"', 0, left) % 2 == 0:
        return left + 1, right
    words = [t for t in token.subtree if (t.i <= token.i and t.dep_ in ("compound", "nummod", "amod")) or t == token]
    proper = [t for t in words if t.is_title or t.is_upper]
    if len(proper) < 2 or not (token.is_title or token.is_upper or token.like_num):
        return None
    return proper[0].idx, token.idx + len(token)


def last_word(name: str) -> str:
    """The last word of a name, in lower case, by which a text refers back to it: "Green Platform 2030", platform."""
    words = regex.findall(r"\p{L}{3,}", name)
    return words[-1].lower() if words else "event"


def _phrase(scene: Scene, head: Token) -> str:
    """The noun phrase of a head without relative clauses and participles, with an infinitive."""
    vehicle = next((v for v in scene.vehicles if covers(v, head)), None)
    start = vehicle.start if vehicle else head.left_edge.idx
    end = vehicle.end if vehicle else head.idx + len(head)
    for child in head.children:
        tells = child.dep_ == "prep" and child.lower_ in _PHRASE_PREPOSITIONS
        if child.i > head.i and (tells or _is_infinitive(child)):
            stop = _end_of(child)
            if stop - start <= _NAME:
                end = max(end, stop)
    return _RELATIVE.sub("", scene.text[start:end]).strip(" ,.;\"'")


def _is_infinitive(token: Token) -> bool:
    """ "His intent to run"."""
    return token.dep_ in ("acl", "xcomp") and any(c.tag_ == "TO" and c.i == token.left_edge.i for c in token.children)


def _end_of(token: Token) -> int:
    """Where the words that hang on the token end."""
    edge = token.right_edge
    return int(edge.idx + len(edge))
