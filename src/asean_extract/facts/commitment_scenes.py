"""Scenes as sentences that name money: offsets of the source, who speaks, and what introduces a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from asean_extract.facts.commitment_places import RESUMED
from asean_extract.facts.money_sentence import EntitySpan, InitiativeSpan, MoneySentence
from asean_extract.facts.scene import Actor, Scene
from asean_extract.spans import Anchor, DateMention

_ITEM = regex.compile(r" *(?:[-*•·●○■□▪–—]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]) ")
_FORM_OF = regex.compile(r"(?P<form>Kingdom|Sultanate|Emirate|Republic|Federation|Principality) of\b")
_FORM = regex.compile(r"\b[Tt]he (?P<form>Kingdom|Sultanate|Emirate|Republic|Federation|Principality)\b(?! of\b)")
_ATTRIBUTIVE = frozenset({"adjective", "demonym"})


def money_sentences(scenes: Sequence[Scene], published: DateMention | None) -> Iterator[MoneySentence]:
    """The sentences of one article that name money, in order."""
    article = _Article(tuple(scenes), published)
    introducer: Scene | None = None
    listed = -1
    subject: str | None = None
    before: Scene | None = None
    for scene in scenes:
        opens = scene.text.rstrip().endswith(":")
        if _ITEM.match(scene.text) is not None or scene.paragraph == listed:
            listed = scene.paragraph
        elif not opens:
            introducer = None
        if scene.sums:
            opening = article.sentence(introducer, None) if introducer else None
            resumed = before is not None and RESUMED.match(scene.text) is not None
            above = article.sentence(before, None) if before and resumed else None
            yield replace(article.sentence(scene, subject), introducer=opening, above=above)
        introducer = scene if opens else introducer
        before = scene
        subject = next((article.span(scene, a).party for a in scene.actors if _acts(a)), subject)


@dataclass(frozen=True)
class _Article:
    """What the scenes say together: who speaks, and for whom the persons of the article speak."""

    scenes: tuple[Scene, ...]
    published: DateMention | None

    @cached_property
    def speaker(self) -> str | None:
        """Who "we" are: the country that most sentences begin with, or whose people do."""
        countries = {a.entity for s in self.scenes for a in s.actors if a.type == "country"}
        first = (next((a for a in s.actors if _acts(a)), None) for s in self.scenes)
        counts = Counter(a.affiliation or a.entity for a in first if a is not None)
        return next((party for party, _ in counts.most_common() if party in countries), None)

    @cached_property
    def speaks_for(self) -> Mapping[str, str | None]:
        """Persons with an office anywhere in the article, and the body or country that they act for.

        That is what the text ties an office to, else the country that speaks.
        """
        persons = [a for s in self.scenes for a in s.actors if a.type == "person" and (a.title or a.affiliation)]
        known = {a.entity: a.affiliation for a in persons if a.affiliation}
        return {a.entity: known.get(a.entity, self.speaker) for a in persons}

    def sentence(self, scene: Scene, subject: str | None) -> MoneySentence:
        """A scene with offsets of the source; `converts` of its sums is one already."""
        at = scene.start
        context = None
        if self.published is not None:
            anchor = Anchor(self.published.value, "published")
            context = replace(self.published, basis="context", anchor=anchor)
        return MoneySentence(
            text=scene.text,
            start=at,
            sums=tuple(replace(s, start=s.start + at, end=s.end + at) for s in scene.sums),
            entities=(*(self.span(scene, a) for a in scene.actors), *self._by_form(scene)),
            initiatives=tuple(InitiativeSpan(v.start + at, v.end + at, v.id, v.kind) for v in scene.vehicles),
            dates=tuple(scene.in_source(d) for d in scene.dates),
            previous_subject=subject,
            default_payer=self.speaker,
            context_date=context,
        )

    def span(self, scene: Scene, actor: Actor) -> EntitySpan:
        """An actor as a possible party."""
        return EntitySpan(
            start=actor.start + scene.start,
            end=actor.end + scene.start,
            entity=actor.entity,
            type=actor.type,
            speaks_for=self.speaks_for.get(actor.entity),
            attributive=actor.inside or actor.form in _ATTRIBUTIVE,
            home=self.homes.get(actor.country or "") if actor.type == "organisation" else None,
        )

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The countries that the article names, by their code."""
        return {a.country: a.entity for s in self.scenes for a in s.actors if a.type == "country" and a.country}

    @cached_property
    def forms(self) -> Mapping[str, str | None]:
        """The country that the article calls "Kingdom of …", by that word; None where two are called so."""
        found: dict[str, str | None] = {}
        for scene in self.scenes:
            for actor in scene.actors:
                m = _FORM_OF.match(scene.text, actor.start) if actor.type == "country" else None
                if m:
                    known = found.setdefault(m["form"], actor.entity)
                    found[m["form"]] = actor.entity if known == actor.entity else None
        return found

    def _by_form(self, scene: Scene) -> Iterator[EntitySpan]:
        """ "The Kingdom" as the country that the article calls so."""
        for m in _FORM.finditer(scene.text):
            entity = self.forms.get(m["form"])
            if entity is not None:
                yield EntitySpan(m.start("form") + scene.start, m.end("form") + scene.start, entity, "country")


def _acts(actor: Actor) -> bool:
    return not actor.inside and actor.type != "place"
