"""Scenes as sentences that name money: offsets of the source, who speaks, and what introduces a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from asean_extract.facts.money_sentence import EntitySpan, InitiativeSpan, MoneySentence
from asean_extract.facts.scene import Actor, Scene
from asean_extract.spans import Anchor, DateMention

_ITEM = regex.compile(r" *(?:[-*•·●○■□▪–—]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]) ")
_ATTRIBUTIVE = frozenset({"adjective", "demonym"})


def money_sentences(scenes: Sequence[Scene], published: DateMention | None) -> Iterator[MoneySentence]:
    """The sentences of one article that name money, in order."""
    speaker = _speaker(scenes)
    introducer: Scene | None = None
    listed = -1
    subject: str | None = None
    for scene in scenes:
        item = _ITEM.match(scene.text) is not None or scene.paragraph == listed
        if item:
            listed = scene.paragraph
        elif not scene.text.rstrip().endswith(":"):
            introducer = None
        if scene.sums:
            above = _sentence(introducer, None, speaker, published) if introducer else None
            yield replace(_sentence(scene, subject, speaker, published), introducer=above)
        if scene.text.rstrip().endswith(":"):
            introducer = scene
        subject = next((_span(scene, a, speaker).party for a in scene.actors if _acts(a)), subject)


def _sentence(scene: Scene, subject: str | None, speaker: str | None, published: DateMention | None) -> MoneySentence:
    context = None
    if published is not None:
        context = replace(published, basis="context", anchor=Anchor(published.value, "published"))
    at = scene.start
    return MoneySentence(
        text=scene.text,
        start=at,
        sums=tuple(replace(s, start=s.start + at, end=s.end + at) for s in scene.sums),  # `converts` is the source's
        entities=tuple(_span(scene, a, speaker) for a in scene.actors),
        initiatives=tuple(InitiativeSpan(v.start + at, v.end + at, v.id, v.kind) for v in scene.vehicles),
        dates=tuple(scene.in_source(d) for d in scene.dates),
        previous_subject=subject,
        default_payer=speaker,
        context_date=context,
        title=scene.kind == "title",
    )


def _span(scene: Scene, actor: Actor, speaker: str | None = None) -> EntitySpan:
    """An office-holder speaks for the body that the text ties the office to, else for the country that speaks."""
    speaks_for = (actor.affiliation or (speaker if actor.title else None)) if actor.type == "person" else None
    return EntitySpan(
        start=actor.start + scene.start,
        end=actor.end + scene.start,
        entity=actor.entity,
        type=actor.type,
        speaks_for=speaks_for,
        attributive=actor.inside or actor.form in _ATTRIBUTIVE,
    )


def _acts(actor: Actor) -> bool:
    return not actor.inside and actor.type != "place"


def _speaker(scenes: Sequence[Scene]) -> str | None:
    """Who "we" are: the country that most sentences begin with, or whose people do."""
    first = [next((_span(s, a) for a in s.actors if _acts(a)), None) for s in scenes]
    countries = {a.entity for s in scenes for a in s.actors if a.type == "country"}
    counts = Counter(e.party for e in first if e is not None and e.party in countries)
    return counts.most_common(1)[0][0] if counts else None
