"""Names in a paragraph: persons, organisations, countries, places that stand for governments, and groups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import regex

from asean_extract.language.sentences import sentence_spans
from asean_extract.needs import Needles
from asean_extract.rules import Patterns, RuleMatch
from asean_extract.values.gazetteer import Gazetteer, Hit
from asean_extract.values.known_names import Known, known_names
from asean_extract.values.mention import Affiliation, Mention
from asean_extract.values.nesting import MIDDLE, settled
from asean_extract.values.offices import Office, OfficeReader
from asean_extract.values.organisation_mentions import (
    acts,
    defined_acronyms,
    holds_known,
    is_credit,
    known_acronyms,
    mention_of_body,
    unknown_owners,
    without_redefined,
)
from asean_extract.values.organisations import Organisation, OrganisationReader
from asean_extract.values.person_mentions import persons_in
from asean_extract.values.person_scene import Scene
from asean_extract.values.persons import PersonReader, surname
from asean_extract.values.states import is_state_of_union
from asean_extract.values.words import Squeezed, Word, read_words, squeeze

__all__ = ["Affiliation", "ArticleNames", "Gazetteer", "Mention", "NameReader"]

Ner = Sequence[tuple[int, int, str]]


@dataclass(frozen=True)
class ArticleNames:
    """What the other paragraphs of an article give: the forms of persons' names that may stand alone, by the first word
    of each, and defined acronyms."""

    persons: Mapping[str, Collection[str]] = field(default_factory=dict)
    acronyms: Mapping[str, Mention] = field(default_factory=dict)

    @cached_property
    def _needles(self) -> Needles:
        return Needles(self.acronyms)

    def may_stand_in(self, text: str, words: Sequence[Word]) -> bool:
        """May any of it be found in a paragraph?"""
        return any(word.text in self.persons for word in words) or bool(self._needles.numbers(text))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a paragraph shows by itself, whatever the rest of its article gives; offsets are those of `squeezed`."""

    squeezed: Squeezed
    ner: Ner
    words: Sequence[Word]
    hits: Sequence[Hit[Known]]
    bodies: Sequence[Organisation]
    groups: Sequence[RuleMatch]


class NameReader:
    """Finds names; built once, reused for every text.

    Patterns and knowledge decide first. What a statistical model saw only completes them: persons of two words at
    least, organisations that are no meeting, plan or fund.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._known = known_names(patterns)
        self._offices = OfficeReader(patterns)
        self._persons = PersonReader(patterns, self._offices.portfolio)
        self._organisations = OrganisationReader(patterns)
        self._rules = patterns.rules

    def looks_like_vehicle(self, name: str) -> bool:
        """Is it a meeting, initiative, plan, fund or treaty by its head noun, and so no organisation?"""
        return self._organisations.looks_like_vehicle(name)

    def find(self, text: str, ner: Ner = (), article: ArticleNames | None = None) -> tuple[Mention, ...]:
        """The names of one paragraph (reading view), in order of place; nested ones are marked `inside`.

        `ner` are spans of a model with the labels of OntoNotes; offsets are those of the text.
        """
        return self._find(self._see(text, ner), article or ArticleNames())

    def find_all(self, texts: Sequence[str], ners: Sequence[Ner] = ()) -> tuple[tuple[Mention, ...], ...]:
        """The names of an article's paragraphs, read twice: what one paragraph introduces ("Kim Min-jun", "Bureau of
        Fairs (BOF)") is found alone in the others ("Kim", "the BOF")."""
        ners = ners or [()] * len(texts)
        seen = [self._see(text, ner) for text, ner in zip(texts, ners, strict=True)]
        first = [self._find(one, ArticleNames()) for one in seen]
        article = self._article_names([m for mentions in first for m in mentions])
        found = [
            self._find(one, article) if article.may_stand_in(one.squeezed.text, one.words) else alone
            for one, alone in zip(seen, first, strict=True)
        ]
        overrun = _overrun([m for mentions in found for m in mentions])
        return tuple(tuple(_cut_back(m, overrun) for m in mentions) for mentions in found)

    def _article_names(self, mentions: Sequence[Mention]) -> ArticleNames:
        persons: dict[str, set[str]] = {}
        for form in (form for m in mentions if m.label == "person" for form in self._forms(m)):
            persons.setdefault(form.split(" ", 1)[0], set()).add(form)
        acronyms = {m.acronym: m for m in mentions if m.acronym and m.label == "organisation" and not m.key}
        return ArticleNames(persons, acronyms)

    def _forms(self, m: Mention) -> list[str]:
        """The forms under which an article may come back to a person: "Ana Ruiz", then "Ruiz"."""
        alone = self._persons.may_stand_alone
        if m.form == "name":
            forms = (m.name, surname(m.name, self._persons.surnames), m.name.split()[-1])
            return [form for form in forms if " " in form or alone(form)]
        return [m.name] if m.form == "surname" and m.title and alone(m.name) else []  # "President Ruiz" all along

    def _see(self, text: str, ner: Ner) -> _Seen:
        squeezed = squeeze(text)
        spans = [(*squeezed.into(start, end), label) for start, end, label in ner]
        hits = self._hits(squeezed.text, spans)
        people = [(start, end) for start, end, label in spans if label == "PERSON"]
        bodies = [b for b in self._organisations.find(squeezed.text, hits, people) if not holds_known(b, hits)]
        return _Seen(squeezed, spans, read_words(squeezed.text), hits, bodies, self._groups(squeezed.text))

    def _groups(self, text: str) -> list[RuleMatch]:
        """Groups, sentence by sentence: none goes beyond one, and most have no word for people."""
        pieces = sentence_spans(text)
        return [m.moved(start) for start, end in pieces for m in self._rules.find("GROUP", text[start:end])]

    def _find(self, seen: _Seen, article: ArticleNames) -> tuple[Mention, ...]:
        text, ner, words, bodies = seen.squeezed.text, seen.ner, seen.words, seen.bodies
        hits = without_redefined(text, seen.hits, bodies, article.acronyms)
        anchors = sorted([*hits, *self._body_hits(text, bodies, article)], key=lambda h: (h.start, -h.end))
        anchors = without_nested(anchors)
        offices = self._offices.find(words, anchors)
        scene = self._scene(text, words, hits, bodies, offices, anchors, ner)
        mentions = [
            *persons_in(scene, self._persons, article.persons),
            *self._bare_offices(scene, offices),
            *(_mention_of_hit(text, hit) for hit in hits if hit.entry.kind != "people"),
            *(mention_of_body(text, body, hits) for body in bodies),
            *defined_acronyms(bodies),
            *known_acronyms(text, article.acronyms),
            *_group_mentions(text, seen.groups, hits, bodies),
        ]
        mentions += unknown_owners(text, mentions)
        mentions += self._from_model(text, ner, mentions, scene)
        mentions = settled(scene, [m for m in mentions if not is_credit(text, m)], self._organisations.vehicle_heads)
        return tuple(m.mapped(seen.squeezed.back) for m in mentions)

    def _hits(self, text: str, ner: Ner) -> list[Hit[Known]]:
        persons = [(start, end) for start, end, label in ner if label == "PERSON"]
        hits = [h for h in self._known.find(text) if not _is_part_of_person(text, h, persons)]
        return [h for h in hits if not is_state_of_union(text, h.start, h.end)]

    def _body_hits(self, text: str, bodies: Sequence[Organisation], article: ArticleNames) -> list[Hit[Known]]:
        """Organisations found by their shape, as anchors that an office may be of."""
        found = [Hit(b.start, b.end, Known("organisation", "", b.name, acronym=b.acronym)) for b in bodies]
        for m in known_acronyms(text, article.acronyms):
            found.append(Hit(m.start, m.end, Known("organisation", "", m.name, "acronym", m.country, m.acronym)))
        return found

    def _scene(
        self, text: str, words: Sequence[Word], hits: Sequence[Hit[Known]], bodies: Sequence[Organisation],
        offices: Sequence[Office], anchors: Sequence[Hit[Known]], ner: Ner,
    ) -> Scene:  # fmt: skip
        spans = [(h.start, h.end) for h in hits] + [(b.start, b.end) for b in bodies]
        starts, ends = [w.start for w in words], [w.end for w in words]
        blocked = {i for s, e in spans for i in range(bisect_right(ends, s), bisect_left(starts, e))}
        blocked |= {i for o in offices for i in range(o.head, o.last)}
        people = [(s, e) for s, e, label in ner if label == "PERSON"]
        within = (i for s, e in people for i in range(bisect_left(starts, s), bisect_right(ends, e)))
        sure = {i for i in within if words[i].is_word}
        return Scene(text, words, hits, offices, frozenset(blocked), frozenset(sure), anchors)

    def _bare_offices(self, scene: Scene, offices: Sequence[Office]) -> list[Mention]:
        """Offices without a name, which stand for a country or organisation, or for somebody named before."""
        found = []
        for office in offices:
            if office.first in scene.named or office.plural or not (office.bare or office.affiliation):
                continue
            start, end = scene.words[office.first].start, scene.words[office.last - 1].end
            bond, title = office.affiliation, scene.title(office)
            base = Mention(
                start, end, scene.text[start:end], "person", title, form="office", title=title, rule="names.office"
            )
            if bond:
                base = replace(
                    base, label=bond.label, name=bond.name, key=bond.key, affiliation=bond, country=bond.country
                )
            found.append(base)
        return found

    def _from_model(self, text: str, ner: Ner, mentions: Sequence[Mention], scene: Scene) -> list[Mention]:
        """Organisations that only the model saw: names of two words at least, no vehicles, that do something."""
        taken = [(m.start, m.end) for m in mentions]
        taken += [(scene.words[o.first].start, scene.words[o.last - 1].end) for o in scene.offices]
        found = []
        for start, end, label in ner:
            start += 4 if text[start:end].lower().startswith("the ") else 0
            end -= 2 if text[start:end].endswith("'s") else 0
            free = all(end <= s or e <= start for s, e in taken)
            if label == "ORG" and free and self._believable(text[start:end]) and acts(text, start, end):
                name = text[start:end]
                found.append(Mention(start, end, name, "organisation", name, rule="names.organisation.model"))
        return found

    def _believable(self, name: str) -> bool:
        parts = name.split()
        proper = all(p[0].isupper() or p in MIDDLE | {"and"} for p in parts) and not name.isupper()
        clean = len(parts) > 1 and not regex.search(r"[\d\"():;,]", name) and self._persons.may_be_named(parts[-1])
        return (
            clean and proper and not self.looks_like_vehicle(name) and parts[-1].lower() not in self._offices.portfolio
        )


def _of_states(m: RuleMatch, hits: Sequence[Hit[Known]]) -> bool:
    """ "leaders of Chile and Peru": the states themselves, whom the words list."""
    start, end = m.spans.get("whose", (0, 0))
    return any(h.entry.label == "country" and h.entry.form == "name" and start <= h.start < end for h in hits)


def _group_mentions(
    text: str, matches: Sequence[RuleMatch], hits: Sequence[Hit[Known]], bodies: Sequence[Organisation]
) -> list[Mention]:
    """The groups, but for those that break off inside a name: "[Representatives of the Food] and Reef Agency"."""
    names = [*((h.start, h.end) for h in hits), *((b.start, b.end) for b in bodies)]
    return [
        Mention(
            m.start, m.end, text[m.start : m.end], "group", text[m.start : m.end],
            bloc=bool(m.rule.set.get("bloc")), anaphor=bool(m.rule.set.get("anaphor")), rule=m.rule.id,
        )
        for m in matches
        if not (m.rule.set.get("whose") and _of_states(m, hits))
        and not any(m.start < start < m.end < end for start, end in names)
    ]  # fmt: skip


def _overrun(mentions: Sequence[Mention]) -> frozenset[str]:
    """Names that ran on into a headline's verb: "Silva Renews", where the article else has only "Silva"."""
    persons = [m for m in mentions if m.label == "person"]
    alone = {m.name for m in persons if m.form == "surname"}
    names = [m.name for m in persons if m.form == "name"]
    return frozenset(
        n for n in names if n.split()[0] in alone and names.count(n) == 1 and len(n.split()) == 2
        and not any(n != other and set(n.split()) & set(other.split()) for other in names)
        and n.split()[1] not in alone and "-" not in n
    )  # fmt: skip


def _cut_back(m: Mention, overrun: frozenset[str]) -> Mention:
    """A name that ran on, cut to its first word; other mentions as they are."""
    if m.label != "person" or m.name not in overrun:
        return m
    name = m.name.split()[0]
    return replace(m, end=m.start + len(name), text=name, name=name, form="surname")


def without_nested(hits: Sequence[Hit[Known]]) -> list[Hit[Known]]:
    """Of hits in order, those that lie in no earlier one."""
    kept: list[Hit[Known]] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _is_part_of_person(text: str, hit: Hit[Known], persons: Sequence[tuple[int, int]]) -> bool:
    """ "Jordan" in a person's name that begins before it or goes on behind it: no country."""
    if hit.entry.form != "name" or " " in text[hit.start : hit.end]:
        return False
    return any(s < hit.start and hit.end == e and text[s:e].istitle() and " " in text[s:e] for s, e in persons)


def _mention_of_hit(text: str, hit: Hit[Known]) -> Mention:
    known = hit.entry
    form = known.form
    return Mention(
        hit.start, hit.end, text[hit.start : hit.end], known.label, known.name, known.key, form,
        country=known.country, acronym=known.acronym, rule=f"names.known.{known.label}",
    )  # fmt: skip
