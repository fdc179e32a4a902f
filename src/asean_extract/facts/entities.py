"""File-wide entities: every mention of one person, country, organisation, place or group under one id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import regex

from asean_extract.facts.persons import Person, PersonLinker, first_of, fold
from asean_extract.rules import Patterns
from asean_extract.values.mention import Affiliation, Mention

_PREFIX = {"person": "per", "country": "cty", "organisation": "org", "place": "pla", "group": "grp"}
_ORGAN = regex.compile(
    r" (?:Government|government|Administration|Congress|Senate|Parliament"
    r"|(?:\p{Lu}\p{L}+ )*(?:Department|Ministry|Agency|Office|Bureau|Embassy|Commission|Council|Army|Navy|Air Force)\b)"
)
_ARTICLE = regex.compile(r"^(?:[Tt]he|[Aa]n?) ")

Where = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class EntityFact:
    """One entity of a file; `mentions` in order, with the offsets that they came with."""

    id: str
    type: Literal["person", "organisation", "country", "place", "group"]
    name: str
    aliases: tuple[str, ...]
    country: str | None
    acronym: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class EntityTable:
    """The entities in order of first mention, and what each mention points to."""

    entities: tuple[EntityFact, ...]
    _ids: Mapping[Where, str] = field(default_factory=dict)
    _titles: Mapping[Where, str] = field(default_factory=dict)
    _affiliations: Mapping[Where, str] = field(default_factory=dict)

    def id_of(self, article: int, mention: Mention) -> str | None:
        """The entity of a mention; None for a surname or office that nobody in the text fits."""
        return self._ids.get((article, mention.start, mention.end))

    def title_of(self, article: int, mention: Mention) -> str | None:
        """The office as written, taken over from a fuller mention in the article when this one gives less."""
        return self._titles.get((article, mention.start, mention.end))

    def affiliation_of(self, article: int, mention: Mention) -> str | None:
        """The id of the country or organisation that the person speaks for."""
        return self._affiliations.get((article, mention.start, mention.end))

    def by_id(self, entity_id: str) -> EntityFact | None:
        """The entity of an id."""
        return self._by_id.get(entity_id)

    @cached_property
    def _by_id(self) -> Mapping[str, EntityFact]:
        return {e.id: e for e in reversed(self.entities)}


@dataclass
class _Gathered:
    type: Literal["person", "organisation", "country", "place", "group"]
    id: str
    name: str
    acronym: str | None
    mentions: list[Mention] = field(default_factory=list)


def resolve_entities(mentions_by_article: Mapping[int, Sequence[Mention]], patterns: Patterns) -> EntityTable:
    """Entities of a file from the mentions of its articles, whose offsets are those of the file.

    Ids come from names alone, so that they survive an edit elsewhere in the text.
    """
    linker = PersonLinker(patterns)
    persons, person_of = linker.link(mentions_by_article)
    things = _Things(mentions_by_article)
    ids: dict[Where, str] = dict(things.ids)
    gathered = dict(things.gathered)
    for person in persons:
        entity = _person_entity(person, gathered)
        gathered[entity.id] = entity
        ids |= {(number, m.start, m.end): entity.id for number, m in person.mentions}
    titles, bonds = _carried_over(mentions_by_article, person_of, linker, things)
    entities = sorted((e for e in gathered.values() if e.mentions), key=lambda e: (e.mentions[0].start, e.id))
    return EntityTable(tuple(_fact(e) for e in entities), ids, titles, bonds)


def _person_entity(person: Person, gathered: Mapping[str, _Gathered]) -> _Gathered:
    own = [m for _, m in person.mentions]
    entity_id = f"per-{slug(person.name)}"
    mentions = sorted([*own, *(gathered[entity_id].mentions if entity_id in gathered else [])], key=lambda m: m.start)
    return _Gathered("person", entity_id, person.name, None, mentions)


def _country(entity: _Gathered) -> str | None:
    if entity.type != "person":
        return first_of(m.country for m in entity.mentions)
    return first_of(m.affiliation.country for m in entity.mentions if m.affiliation)


def _fact(entity: _Gathered) -> EntityFact:
    written = [
        m.name if entity.type == "person" else m.text
        for m in entity.mentions
        if m.form not in ("adjective", "demonym", "office")
    ]
    aliases = dict.fromkeys(w for w in written if w != entity.name and w != entity.acronym)
    return EntityFact(
        entity.id, entity.type, entity.name, tuple(aliases), _country(entity), entity.acronym, tuple(entity.mentions)
    )


class _Things:
    """Countries, organisations, places and groups, gathered by key or by name."""

    def __init__(self, mentions: Mapping[int, Sequence[Mention]]) -> None:
        self.gathered: dict[str, _Gathered] = {}
        self.ids: dict[Where, str] = {}
        everything = [m for found in mentions.values() for m in found if m.label == "organisation"]
        self._whole = _whole_names(mentions)
        self._acronyms = {m.acronym: m for m in reversed(everything) if m.acronym and m.form != "acronym"}
        for number, found in mentions.items():
            for m in found:
                if m.label != "person":
                    self._keep(number, m)

    def _keep(self, number: int, m: Mention) -> None:
        if m.form == "office" and m.affiliation:
            entity_id = self.id_of_bond(m.affiliation)
            entity = self.gathered.setdefault(
                entity_id, _Gathered(m.affiliation.label, entity_id, m.affiliation.name, None)
            )
        else:
            full = self._acronyms.get(m.text, m) if m.label == "organisation" and not m.key else m
            name = self._name(full)
            entity_id = _id(m.label, m.key, name, full.country)
            entity = self.gathered.setdefault(entity_id, _Gathered(m.label, entity_id, name, full.acronym))
            entity.acronym = entity.acronym or full.acronym
        entity.mentions.append(m)
        self.ids[number, m.start, m.end] = entity_id

    def id_of_bond(self, bond: Affiliation) -> str:
        """The id of whom somebody speaks for."""
        full = self._acronyms.get(bond.name) if bond.label == "organisation" and not bond.key else None
        if full:
            return _id("organisation", full.key, self._name(full), full.country)
        return _id(bond.label, bond.key or None, self._whole.get(bond.name, bond.name), bond.country)

    def _name(self, m: Mention) -> str:
        """The name without an article; an organ of a state under one of its names."""
        name = _ARTICLE.sub("", m.name)
        return self._whole.get(name, name) if m.label == "organisation" and not m.key else name


def _whole_names(mentions: Mapping[int, Sequence[Mention]]) -> dict[str, str]:
    """The one name for the organs of a state, by each form: "U.S. Department of X" and "Department of X" are the
    "United States Department of X" where no other state's is named."""
    states: dict[str, dict[str, list[str]]] = {}
    bare: list[str] = []
    for found in mentions.values():
        opening = {m.start: m for m in found if m.label == "country" and m.inside}
        for m in found:
            if m.label != "organisation" or m.key or m.form == "acronym":
                continue
            owner = opening.get(m.start)
            if owner is None:
                bare.append(m.name)
            elif owner.key and _ORGAN.match(m.text, owner.end - m.start):
                stem = m.text[owner.end - m.start :].strip()
                states.setdefault(stem, {}).setdefault(owner.name, []).append(m.name)
    whole: dict[str, str] = {}
    for stem, owners in states.items():
        for forms in owners.values():
            first = forms[0]
            whole |= dict.fromkeys(forms, first)
        if stem in bare and len(owners) == 1 and " " in stem:
            whole[stem] = next(iter(owners.values()))[0]
    return whole


def _id(label: str, key: str | None, name: str, country: str | None) -> str:
    if key and label in ("country", "organisation"):
        return f"{_PREFIX[label]}-{key.lower()}"
    of_state = label == "organisation" and country and name.lower().endswith("ministry")
    return f"{_PREFIX[label]}-{slug(name)}" + (f"-{country.lower()}" if of_state and country else "")


def slug(name: str) -> str:
    """A name as part of an id: folded, hyphens for blanks."""
    return fold(name).replace(" ", "-") or "unnamed"


def _carried_over(
    mentions: Mapping[int, Sequence[Mention]], person_of: Mapping[Where, Person], linker: PersonLinker, things: _Things
) -> tuple[dict[Where, str], dict[Where, str]]:
    """Titles and affiliations of every mention of a person, from the article first, then from the file."""
    titles: dict[Where, str] = {}
    bonds: dict[Where, str] = {}
    for number, found in mentions.items():
        for m in found:
            where = (number, m.start, m.end)
            person = person_of.get(where)
            title = _title(number, m, person, linker) if person else m.title
            bond = m.affiliation or (_bond(number, person) if person else None)
            if title:
                titles[where] = title
            if bond and (behind := things.id_of_bond(bond)) in things.gathered:  # words of the text show it
                bonds[where] = behind
    return titles, bonds


def _title(number: int, m: Mention, person: Person, linker: PersonLinker) -> str | None:
    here = person.titles(number) or person.titles()
    if m.title is None:
        return max(here, key=len) if here else None
    fuller = [t for t in here if linker.same_office(t, m.title or "") and len(t) > len(m.title or "")]
    return max(fuller, key=len) if fuller and m.form == "surname" else m.title


def _bond(number: int, person: Person) -> Affiliation | None:
    return person.bond(number) or person.bond()
