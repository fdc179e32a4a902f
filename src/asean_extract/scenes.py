"""Puts what was read in an article side by side, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

import regex

from asean_extract.draft import ArticleDraft, ReadSentence
from asean_extract.facts.entities import EntityTable
from asean_extract.facts.initiatives import InitiativeFact
from asean_extract.facts.scene import Actor, Scene, Vehicle
from asean_extract.values.mention import Mention

#: Adjectives and parts of longer names make nobody a participant.
_ATTRIBUTIVE = frozenset({"adjective", "demonym"})


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Thing = TypeVar("Thing", bound=_Spanned)


def scenes_of(article: ArticleDraft, entities: EntityTable | None) -> Iterator[Scene]:
    """The scenes of an article in order; pronouns are actors too, for whom they stand for."""
    subject: list[Actor] = []
    told: list[Actor] = []
    we: list[Actor] = []
    for index, sentence in enumerate(article.sentences):
        actors = _actors(article, sentence, entities, told)
        told += [a for a in actors if not a.inside]
        we = _spoken_for(sentence, actors, we)
        actors += [
            replace(a, start=t.idx, end=t.idx + 2, form="pronoun", reach=(0, 0))
            for t in sentence.doc
            if t.lower_ == "we"
            if t.head.tag_ == "VBP" or t.head.pos_ != "VERB" or t.dep_ == "ROOT" or _WE.search(sentence.text)
            for a in we
        ]
        actors = sorted([*actors, *_pronouns(sentence, actors, subject)], key=lambda a: (a.start, -a.end))
        yield Scene(
            index=index,
            start=sentence.start,
            text=sentence.text,
            kind=article.text.paragraphs[sentence.paragraph].kind,
            paragraph=sentence.paragraph,
            doc=sentence.doc,
            actors=tuple(actors),
            dates=tuple(_local(article.dates, sentence)),
            sums=tuple(_local(article.sums, sentence)),
            vehicles=tuple(_vehicles(article.initiatives, article.owners, sentence)),
            places=tuple(_local(article.places, sentence)),
            times=tuple(_local(article.times, sentence)),
        )
        subject = [a for a in actors if not a.inside] or subject


def _local(found: Sequence[Thing], sentence: ReadSentence) -> Iterator[Thing]:
    """Those that lie in the sentence, with its offsets."""
    for one in found:
        if sentence.start <= one.start and one.end <= sentence.end:
            yield replace(one, start=one.start - sentence.start, end=one.end - sentence.start)  # type: ignore[type-var]


def _actors(
    article: ArticleDraft, sentence: ReadSentence, entities: EntityTable | None, told: Sequence[Actor]
) -> list[Actor]:
    found: list[Actor] = []
    for m in article.mentions:
        if not (sentence.start <= m.start and m.end <= sentence.end) or entities is None:
            continue
        if m.anaphor:
            found += _meant(m, m.start - sentence.start, [*told, *(a for a in found if not a.inside)])
            continue
        entity_id = entities.id_of(article.text.number, m)
        entity = entities.by_id(entity_id) if entity_id else None
        if entity is None:
            continue
        title = entities.title_of(article.text.number, m) or m.title
        found.append(
            Actor(
                m.start - sentence.start,
                m.end - sentence.start,
                entity.id,
                entity.type,
                title=title,
                affiliation=entities.affiliation_of(article.text.number, m),
                country=entity.country,
                form=m.form,
                inside=m.inside or m.form in _ATTRIBUTIVE,
                reach=_reach(sentence.text, m.start - sentence.start, m.end - sentence.start, m.title),
            )
        )
    return found


_PEOPLE = regex.compile(r"(?i)\b(?:leaders|ministers|presidents|officials|secretaries|counterparts|heads)\b")


def _meant(m: Mention, start: int, told: Sequence[Actor]) -> list[Actor]:
    """ "The two leaders" are the two persons named last, "both sides" the two countries or bodies."""
    wanted = ("person",) if _PEOPLE.search(m.text) else ("country", "organisation")
    last = list(dict.fromkeys(a.entity for a in reversed(told) if a.type in wanted))[:2]
    chosen = [next(a for a in reversed(told) if a.entity == entity) for entity in reversed(last)]
    if len(chosen) < 2:
        return []
    end = start + len(m.text)
    return [replace(a, start=start, end=end, form="pronoun", reach=(0, 0)) for a in chosen]


_WE = regex.compile(r"\b[Ww][Ee](?:,| -|—| —) ?(?:the )?")
_VERB_LIKE = regex.compile(
    r"\b(?:have|has|had|will|are|is|were|was|met|gathered|convened?|reaffirm\w*|commit\w*)\b|[;:]"
)
_BODY = regex.compile(r"(?:'s)? (?:government|side|delegation|authorities|administration|leadership)\b")
_BODY_OF = regex.compile(r"\b(?:[Gg]overnment|[Aa]uthorities|[Pp]eople) of (?:the )?$")
_GAP = 25


def _reach(text: str, start: int, end: int, title: str | None) -> tuple[int, int]:
    """The mention with its office before or behind it, or with the word that makes a country its government."""
    if m := _BODY.match(text, end):
        return start, m.end()
    if m := _BODY_OF.search(text, 0, start):
        return m.start(), end
    if title:
        before = text.rfind(title, max(0, start - len(title) - _GAP), start)
        if before >= 0:
            return before, end
        behind = text.find(title, end, end + len(title) + _GAP)
        if behind >= 0:
            return start, behind + len(title)
    return start, end


def _pronouns(sentence: ReadSentence, actors: Sequence[Actor], before: Sequence[Actor]) -> Iterator[Actor]:
    """ "He" and "she" stand for the person named last before, "it" for the body or country, "they" for the group or,
    without one, for the persons of the latest sentence that names several."""
    for token in sentence.doc:
        word = token.lower_
        if word not in ("he", "she", "it", "they", "their"):
            continue
        known = [*before, *(a for a in actors if a.end <= token.idx)]
        fits = [a for a in known if not a.inside and _stands_for(word, a)]
        chosen = ([a for a in fits if a in actors] or fits)[:1]
        if not chosen and word in ("they", "their"):
            persons = {a.entity: a for a in known if a.type == "person" and not a.inside}
            states = {a.entity: a for a in known if a.type == "country" and not a.inside}
            chosen = next((list(named.values()) for named in (persons, states) if len(named) > 1), [])
        for one in chosen:
            yield replace(one, start=token.idx, end=token.idx + len(token), form="pronoun", reach=(0, 0))


def _stands_for(pronoun: str, actor: Actor) -> bool:
    if pronoun in ("he", "she"):
        return actor.type == "person"
    if pronoun in ("they", "their"):
        return actor.type == "group"
    return actor.type in ("organisation", "country")


def _spoken_for(sentence: ReadSentence, actors: Sequence[Actor], we: Sequence[Actor]) -> list[Actor]:
    """Those who speak as "we": listed right behind the first one ("We, the leaders of Chile and Peru, ...")."""
    m = _WE.search(sentence.text)
    if we or m is None:
        return list(we)
    listed: list[Actor] = []
    for actor in (a for a in actors if not a.inside and a.start >= m.end()):
        gap = sentence.text[listed[-1].end if listed else m.end() : actor.start]
        if len(gap) > 60 or _VERB_LIKE.search(gap):
            break
        listed.append(actor)
    return listed


def _vehicles(
    facts: Sequence[InitiativeFact], owners: Mapping[str, tuple[str, ...]], sentence: ReadSentence
) -> Iterator[Vehicle]:
    for fact in facts:
        for start, end in fact.mentions:
            if sentence.start <= start and end <= sentence.end:
                yield Vehicle(start - sentence.start, end - sentence.start, fact.id, fact.kind, owners.get(fact.id, ()))
