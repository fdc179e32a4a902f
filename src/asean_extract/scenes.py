"""Puts what was read in an article side by side, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Protocol, TypeVar

import regex

from asean_extract.draft import ArticleDraft, ReadSentence
from asean_extract.facts.entities import EntityTable
from asean_extract.facts.initiatives import InitiativeFact
from asean_extract.facts.scene import Actor, Scene, Vehicle
from asean_extract.values.mention import Mention
from asean_extract.values.offices import singular

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
    told: dict[str, Actor] = {}
    we: list[Actor] = []
    authors: list[Actor] = []
    mentions = _by_sentence(article, article.mentions)
    dates = _by_sentence(article, article.dates)
    sums = _by_sentence(article, article.sums)
    places = _by_sentence(article, article.places)
    times = _by_sentence(article, article.times)
    vehicles = _by_sentence(article, list(_vehicles(article.initiatives, article.owners)))
    for index, sentence in enumerate(article.sentences):
        actors = _actors(article.text.number, mentions[index], sentence, entities, told)
        for actor in actors:
            if not actor.inside and not _is_venue(sentence.text, actor):
                told.pop(actor.entity, None)  # so that the entity named last stands last
                told[actor.entity] = actor
        authors = authors or _authors(sentence, actors)
        we = _spoken_for(sentence, actors, we)
        actors += _first_persons(sentence, we or (authors if len(authors) > 1 else []), authors)
        actors = sorted([*actors, *_pronouns(sentence, actors, subject)], key=lambda a: (a.start, -a.end))
        yield Scene(
            index=index,
            start=sentence.start,
            text=sentence.text,
            kind=article.text.paragraphs[sentence.paragraph].kind,
            paragraph=sentence.paragraph,
            doc=sentence.doc,
            actors=tuple(actors),
            dates=_local(dates[index], sentence),
            sums=_local(sums[index], sentence),
            vehicles=_local(vehicles[index], sentence),
            places=_local(places[index], sentence),
            times=_local(times[index], sentence),
        )
        subject = [a for a in actors if not a.inside] or subject


def _by_sentence(article: ArticleDraft, found: Sequence[Thing]) -> list[list[Thing]]:
    """What lies wholly in each sentence of the article, in the order given."""
    starts = [sentence.start for sentence in article.sentences]
    lying: list[list[Thing]] = [[] for _ in starts]
    for one in found:
        at = bisect_right(starts, one.start) - 1
        if at >= 0 and one.end <= article.sentences[at].end:
            lying[at].append(one)
    return lying


def _local(found: Sequence[Thing], sentence: ReadSentence) -> tuple[Thing, ...]:
    """The same with offsets of the sentence that they lie in."""
    by = sentence.start
    return tuple(replace(one, start=one.start - by, end=one.end - by) for one in found)  # type: ignore[type-var]


def _actors(
    number: int,
    mentions: Sequence[Mention],
    sentence: ReadSentence,
    entities: EntityTable | None,
    told: dict[str, Actor],
) -> list[Actor]:
    found: list[Actor] = []
    if entities is None:
        return found
    for m in mentions:
        if m.anaphor:
            here = (a for a in reversed(found) if not a.inside and not _is_venue(sentence.text, a))
            found += _meant(m, m.start - sentence.start, chain(here, reversed(told.values())))
            continue
        start = m.start - sentence.start
        if m.label == "group" and (same := _by_office(m, start, sentence.text, chain(found, told.values()))):
            found += same
            continue
        entity_id = entities.id_of(number, m)
        entity = entities.by_id(entity_id) if entity_id else None
        if entity is None:
            continue
        title = entities.title_of(number, m) or m.title
        found.append(
            Actor(
                m.start - sentence.start,
                m.end - sentence.start,
                entity.id,
                entity.type,
                title=title,
                affiliation=entities.affiliation_of(number, m),
                country=entity.country,
                form=m.form,
                inside=m.inside or m.form in _ATTRIBUTIVE,
                reach=_reach(sentence.text, m.start - sentence.start, m.end - sentence.start, m.title),
            )
        )
    return found


#: Code points before a country in which the rest of a place and its preposition stand.
_VENUE = 50
_SIDES = ("country", "organisation")
_NUMBERS = {"three": 3, "four": 4}
_STATES = regex.compile(r"(?i)\b(?:countries|nations|states|governments)\b")
_PEOPLE = regex.compile(r"(?i)\b(?:leaders|ministers|presidents|officials|secretaries|counterparts|heads)\b")


def _is_venue(text: str, actor: Actor) -> bool:
    """ "In Laos", "in Vientiane, Laos": a country that is only where something was."""
    return actor.type == "country" and _WHERE.search(text, max(0, actor.start - _VENUE), actor.start) is not None


def _meant(m: Mention, start: int, latest_first: Iterable[Actor]) -> list[Actor]:
    """ "The two leaders" are the two persons named last, or, where only two countries are named, these; "both sides"
    the two countries or bodies, "the three states" the three countries."""
    told = list(latest_first)
    number = next((n for word, n in _NUMBERS.items() if word in m.text.lower()), 2)
    people = _PEOPLE.search(m.text)
    if people is None:
        chosen = _latest(told, ("country",) if _STATES.search(m.text) else _SIDES, number)
    else:
        states = _latest(told, ("country",), number + 1)
        chosen = _latest(told, ("person",), number) or ([] if states else _latest(told, ("country",), number))
    end = start + len(m.text)
    return [replace(a, start=start, end=end, form="pronoun", reach=(0, 0)) for a in chosen]


def _latest(latest_first: Iterable[Actor], types: Sequence[str], number: int) -> list[Actor]:
    """So many actors of some types, in the order in which they were named; none when there are fewer."""
    named: dict[str, Actor] = {}
    for actor in latest_first:
        if actor.type in types:
            named.setdefault(actor.entity, actor)
    return list(named.values())[number - 1 :: -1] if len(named) >= number else []


def _by_office(m: Mention, start: int, text: str, named: Iterable[Actor]) -> list[Actor]:
    """ "The Foreign Ministers" are the persons of that office whom the article has named, where there are several."""
    before, end = text[:start], start + len(m.text)
    if not (before.endswith(("the ", "The ")) or not before) or _OF_WHOM.match(text, end):
        return []
    office = singular(m.text.lower())
    persons = {a.entity: a for a in named if a.type == "person" and not a.inside and a.title}
    holders = [a for a in persons.values() if office != m.text.lower() and office in (a.title or "").lower()]
    if len(holders) < 2:
        return []
    return [replace(a, start=start, end=end, form="pronoun", reach=(0, 0)) for a in holders]


_OF_WHOM = regex.compile(r" (?:of|from|and|,)")
_WE = regex.compile(r"\b[Ww][Ee](?:,| -|—| —) ?(?:the )?")
#: The rank of those who speak: "We, the leaders of ..."
_RANK = regex.compile(
    r"(?P<rank>(?:\p{L}+ ){0,2}"
    r"(?:[Ll]eaders|[Mm]inisters|[Pp]residents|[Hh]eads of [Ss]tate(?: and [Gg]overnment)?)) of\b"
)
_BY_AUTHOR = regex.compile(
    r"(?:(?:Joint|Press|Opening|Closing|Written|Personal) )*"
    r"(?:Statement|Remarks|Letter|Message|Address|Speech|Declaration)s? (?:by|from|of|between) (?:the )?"
)
_TOPIC = regex.compile(r"\b(?:on|about|regarding|with|to|at|in|after|following|before|for)\b|[;:]")
_VERB_LIKE = regex.compile(
    r"\b(?:have|has|had|will|are|is|were|was|met|gathered|convened?|reaffirm\w*|commit\w*)\b|[;:]"
)
_BODY = regex.compile(r"(?:'s)? (?:government|side|delegation|authorities|administration|leadership)\b")
_BODY_OF = regex.compile(r"\b(?:[Gg]overnment|[Aa]uthorities|[Pp]eople) of (?:the )?$")
_GAP = 25
_WHERE = regex.compile(r"\b(?:in|at|near|to|from) (?:the )?(?:\p{Lu}[\p{L}.'-]*(?:,? \p{Lu}[\p{L}.'-]*){0,3}, )?$")


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


def _first_persons(sentence: ReadSentence, we: Sequence[Actor], authors: Sequence[Actor]) -> Iterator[Actor]:
    """ "We" stands for those who say so, "I" for the one author that the headline names; a quotation has its own."""
    for token in sentence.doc:
        word, head = token.lower_, token.head
        if word not in ("we", "our", "i"):
            continue
        speaks = (
            head.tag_ == "VBP"
            or head.pos_ != "VERB"
            or token.dep_ == "ROOT"
            or (head.tag_ == "VBD" and '"' not in sentence.text)
            or _WE.search(sentence.text)
        )
        meant = we if word == "we" and (speaks or authors) else authors if word == "i" and len(authors) == 1 else ()
        if word == "our" and token.dep_ == "poss":
            meant = we
        if authors and sentence.text.count('"', 0, token.idx) % 2:
            continue
        for one in meant:
            yield replace(one, start=token.idx, end=token.idx + len(token), form="pronoun", reach=(0, 0))


def _authors(sentence: ReadSentence, actors: Sequence[Actor]) -> list[Actor]:
    """Whose statement, letter or speech the text is, by its headline ("Joint Statement by A and B")."""
    m = _BY_AUTHOR.match(sentence.text)
    return _listed(sentence, actors, m.end(), _TOPIC) if m is not None else []


def _spoken_for(sentence: ReadSentence, actors: Sequence[Actor], we: Sequence[Actor]) -> list[Actor]:
    """Those who speak as "we": listed right behind the first one ("We, the leaders of Chile and Peru, ...")."""
    m = _WE.search(sentence.text)
    if we or m is None:
        return list(we)
    rank = _RANK.match(sentence.text, m.end())
    whole = any(a.start == m.end() and not a.inside for a in actors)  # "We, [the ministers of the council] and of Peru"
    listed = _listed(sentence, actors, rank.end() if rank and not whole else m.end(), _VERB_LIKE)
    return [a if a.type == "group" else replace(a, title=a.title or rank["rank"]) for a in listed] if rank else listed


def _listed(sentence: ReadSentence, actors: Sequence[Actor], start: int, ends: regex.Pattern[str]) -> list[Actor]:
    """The actors from an offset on, up to the first words between two of them that end a list."""
    listed: list[Actor] = []
    for actor in (a for a in actors if not a.inside and a.start >= start):
        gap = sentence.text[listed[-1].end if listed else start : actor.start]
        if len(gap) > 60 or ends.search(gap):
            break
        listed.append(actor)
    return listed


def _vehicles(facts: Sequence[InitiativeFact], owners: Mapping[str, tuple[str, ...]]) -> Iterator[Vehicle]:
    """Every mention of an initiative, with its offsets in the source."""
    for fact in facts:
        for start, end in fact.mentions:
            yield Vehicle(start, end, fact.id, fact.kind, owners.get(fact.id, ()))
