"""Events of one article: candidates dated, joined, given their participants, place and status.

A happening that nothing dates is no event. The order of attempts for a date: its own words, another mention of it,
the happening that it is part of, the year in its name, and for what the lead reports the document date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from asean_extract.facts.candidates import Dated
from asean_extract.facts.circumstances import beside, place_of, status_of, time_of
from asean_extract.facts.company import is_item
from asean_extract.facts.dating import date_candidates
from asean_extract.facts.event_facts import EventFact, ParticipantFact
from asean_extract.facts.event_roles import EventRoles
from asean_extract.facts.event_types import MEETINGS, EventTypes
from asean_extract.facts.happenings import Happenings
from asean_extract.facts.joining import Happening, join
from asean_extract.facts.part import Part
from asean_extract.facts.participants import Participants
from asean_extract.facts.scene import PlaceSpan, Scene
from asean_extract.facts.timeline import Timeline, is_same_occasion
from asean_extract.facts.voices import narrated
from asean_extract.needs import Needles
from asean_extract.spans import DateMention


class Events:
    """Builds the events of an article from its scenes."""

    def __init__(self, happenings: Happenings, participants: Participants) -> None:
        self._happenings = happenings
        self._participants = participants

    def build(
        self, scenes: Sequence[Scene], published: DateMention | None, acronyms: Mapping[str, str]
    ) -> tuple[EventFact, ...]:
        """The events, in order of first evidence."""
        dated, parts = self._told(scenes, acronyms)
        happenings = join(dated, published)
        timeline = Timeline(scenes, published, happenings)
        roles, types = EventRoles(timeline, parts), EventTypes(self._happenings.names, acronyms)
        facts = [_event(h, timeline, roles, types) for h in happenings]
        return tuple(sorted((f for f in facts if f is not None), key=lambda f: f.evidence[0]))

    def _told(self, scenes: Sequence[Scene], acronyms: Mapping[str, str]) -> tuple[list[Dated], list[Part]]:
        """The candidates of all sentences with their dates, and the parts that people take in them."""
        dated: list[Dated] = []
        parts: list[Part] = []
        staged: set[str] = set()
        listed: DateMention | None = None
        below = False
        spelt_out = Needles(acronyms)  # an article may have hundreds of them
        for scene in scenes:
            here = {acronym: acronyms[acronym] for acronym in spelt_out.among(scene.text)}
            found = [c for c in self._happenings.find(scene, here, staged) if not c.voided]
            staged |= {c.noun for c in found if c.rule == "event.hold"}
            dated += date_candidates(scene, found, listed)
            parts += self._participants.find(scene, found)
            parts += narrated(scene)
            parts += self._participants.company.listed(scene, found, below)
            below = self._participants.company.opens_list(scene) or (below and is_item(scene))
            days = [d for d in scene.dates if d.precision == "day"]
            listed = days[-1] if days else listed if found else None  # a list ends with the first line of prose
        return dated, parts


def _event(happening: Happening, timeline: Timeline, roles: EventRoles, types: EventTypes) -> EventFact | None:
    """The event of a happening; None for what is not dated, or only mentioned."""
    date = timeline.date_of(happening)
    if date is None or _never_came(happening, date, timeline.published):
        return None
    best, parts = happening.best_named, roles.of(happening)
    kind = types.of(happening, parts)
    if not _counts(happening, kind, parts, timeline.position(happening)):
        return None
    told_in = {(m.candidate.scene.start, m.candidate.scene.end) for m in happening.members}
    vehicles = [v.id for m in happening.members for v in m.candidate.vehicles]
    return EventFact(
        type=kind, name=_clean_name(best.name), named=best.named, date=date, time=time_of(happening),
        place=_place(happening, kind, timeline), status=status_of(happening, date, timeline.published, timeline.main),
        participants=parts,
        initiatives=tuple(dict.fromkeys(vehicles)), rule=best.rule,
        evidence=tuple(sorted(told_in)),
    )  # fmt: skip


def _place(happening: Happening, kind: str, timeline: Timeline) -> PlaceSpan | None:
    """Its own place, else that of what it is part of."""
    wholes = ((whole, whole.first.type) for whole in timeline.wholes_of(happening))
    places = (place_of(*told) for told in ((happening, kind), *wholes))
    return next((place for place in places if place is not None), None)


def _never_came(happening: Happening, date: DateMention, published: DateMention | None) -> bool:
    """An act told only as still to come is not dated by a day long past, which belongs to something else."""
    acts = all(m.candidate.token.pos_ == "VERB" and m.candidate.ahead for m in happening.members)
    return acts and published is not None and beside(date, published) == "held"


def _counts(happening: Happening, kind: str, parts: Sequence[ParticipantFact], position: int) -> bool:
    """Precision before volume: a bare description without anybody in it, only mentioned, is no event."""
    first = happening.first
    if first.rule == "event.agree":
        return position <= 2 and bool(parts)
    if kind == "announcement" and first.token.pos_ == "VERB":
        return bool(parts) or bool(first.vehicles)
    if happening.best_named.named or first.token.pos_ == "VERB" or first.years_back is not None:
        return True
    if kind in MEETINGS and not parts and " " not in first.name:
        return False
    return bool(parts) or len(happening.members) > 1 or first.theme is not None or _is_told(happening)


def _is_told(happening: Happening) -> bool:
    """Is it told with a date, as part of another, as held, or as on the same occasion?"""
    first = happening.first
    if any(m.within is not None or (m.date is not None and m.own) for m in happening.members):
        return True
    return (first.verb is not None and first.verb.lemma_ == "hold") or is_same_occasion(first)


def _clean_name(name: str) -> str:
    """One line, without the quotation mark that lost its other half."""
    if name.count('"') % 2:
        name = name.replace('"', "")
    return regex.sub(r" {2,}", " ", name.strip(" ,.;:\"'"))
