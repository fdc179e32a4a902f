"""Events of one article: candidates dated, joined, given their participants, place and status.

A happening that nothing dates is no event. The order of attempts for a date: its own words, another mention of it,
the happening that it is part of, the year in its name, and for what the lead reports the document date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from asean_extract.facts.dating import Dated, date_candidates, year_in_name
from asean_extract.facts.happenings import Candidate, Happenings
from asean_extract.facts.joining import Happening, compatible, join
from asean_extract.facts.participants import ORDER, Part, Participants
from asean_extract.facts.scene import PlaceSpan, Scene, TimeSpan
from asean_extract.spans import Anchor, DateMention
from asean_extract.values import calendar

#: PLOVER event class of each type (records.md, Event).
PLOVER = {
    "summit": "CONSULT", "ministerial_meeting": "CONSULT", "officials_meeting": "CONSULT",
    "bilateral_meeting": "CONSULT", "conference": "CONSULT", "exhibition": "COOPERATE", "ceremony": "COOPERATE",
    "visit": "CONSULT", "agreement": "AGREE", "announcement": "SUPPORT", "launch": "COOPERATE", "appointment": None,
    "programme": "COOPERATE",
}  # fmt: skip
_MEETING_TYPES = frozenset({"level", "summit", "ministerial_meeting", "officials_meeting", "bilateral_meeting"})
_OCCASIONS = _MEETING_TYPES | {"conference", "exhibition", "ceremony", "visit"}
_ACTS = frozenset({"agreement", "launch", "announcement", "appointment"})
_BESIDE = regex.compile(
    r"(?i)\b(?:on the (?:sidelines|margins|fringes|occasion) of|in the (?:wake|margins) of|alongside|during|at|with)"
    r" (?:the )?(?:\w+ )?$"
)
_NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_DAYS_LONG = regex.compile(r"(?i)\b(?P<number>two|three|four|five|six|seven|ten)-day\b")
_BEGAN = regex.compile(r"(?i)\b(?:began|begun|start(?:ed|s)|kick(?:ed|s) off|begins)\b")
_PRAISED = frozenset({"hail", "welcome", "applaud", "celebrate", "witness", "praise", "oversee"})
_RELATIONS = regex.compile(r"(?i)\b(?:relations|ties|partnership|dialogues?|friendship)\b")
_BILATERAL = regex.compile(r"(?i)\b(?:bilateral|two countries|both countries|two sides)\b")
_SAME_OCCASION = regex.compile(
    r"(?i)\b(?:on (?:the|this|that) (?:same )?occasion|on the same day|at the (?:same )?(?:event|ceremony|meeting))\b"
)
_CANCELLED = regex.compile(r"(?i)\b(?:cancel(?:l?ed|s)?|call(?:ed)? off|scrapp?ed|postponed|axed)\b")
_PRECISION = {"day": 0, "interval": 1, "month": 2, "year": 3}


@dataclass(frozen=True)
class ParticipantFact:
    """An entity in a role."""

    entity: str
    role: str
    title: str | None
    affiliation: str | None


@dataclass(frozen=True)
class EventFact:
    """An event before it becomes a record; offsets are those of the source."""

    type: str
    name: str
    named: bool
    date: DateMention
    time: TimeSpan | None
    place: PlaceSpan | None
    status: str
    participants: tuple[ParticipantFact, ...]
    initiatives: tuple[str, ...]
    evidence: tuple[tuple[int, int], ...]
    rule: str


class Events:
    """Builds the events of an article from its scenes."""

    def __init__(self, happenings: Happenings, participants: Participants) -> None:
        self._happenings = happenings
        self._participants = participants

    def build(
        self, scenes: Sequence[Scene], published: DateMention | None, acronyms: Mapping[str, str]
    ) -> tuple[EventFact, ...]:
        """The events, in order of first evidence."""
        dated: list[Dated] = []
        parts: list[Part] = []
        staged: set[str] = set()
        listed: DateMention | None = None
        below = False
        for scene in scenes:
            found = [c for c in self._happenings.find(scene, acronyms, staged) if not c.voided]
            staged |= {c.noun for c in found if c.rule == "event.hold"}
            dated += date_candidates(scene, found, listed)
            parts += self._participants.find(scene, found)
            parts += self._participants.narrated(scene)
            named_here = self._participants.listed(scene, found, below)
            parts += named_here
            below = self._participants.opens_list(scene) or (below and bool(named_here))
            days = [d for d in scene.dates if d.precision == "day"]
            listed = days[-1] if days else listed if found else None  # a list ends with the first line of prose
        happenings = join(dated, published)
        return _Article(scenes, published, happenings, parts, self._happenings, acronyms).events()


class _Article:
    """One article's happenings on the way to events."""

    def __init__(
        self, scenes: Sequence[Scene], published: DateMention | None, happenings: list[Happening],
        parts: Sequence[Part], reader: Happenings, acronyms: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.scenes, self.published, self.happenings = scenes, published, happenings
        self.names, self.acronyms = reader.names, acronyms
        self.home = {id(m.candidate): h for h in happenings for m in h.members}
        self.dates: dict[int, DateMention] = {}
        for happening in happenings:
            date = self._own_date(happening)
            if date is not None:
                self.dates[id(happening)] = date
        self.main = self._main()
        self._date_by_context()
        self.parts = self._parts_by_happening(parts)

    def events(self) -> tuple[EventFact, ...]:
        facts = [self._event(h) for h in self.happenings if id(h) in self.dates]
        return tuple(sorted((f for f in facts if f is not None), key=lambda f: f.evidence[0]))

    # ------------------------------------------------------------ dates
    def _own_date(self, happening: Happening) -> DateMention | None:
        """The most precise of its mentions' dates, the first of those; else the year in its name, or years ago."""
        back = next((m.candidate for m in happening.members if m.candidate.years_back is not None), None)
        if back is not None:
            return self._years_back(back)
        dated = happening.own_dates
        if dated:
            member, date = min(dated, key=lambda pair: (_PRECISION[pair[1].precision], not pair[0].own))
            return self._as_trip(member, member.candidate.scene.in_source(date))
        for member in happening.members:
            year = year_in_name(member.candidate)
            if year is not None:
                return _year_mention(member.candidate, year)
        return None

    @staticmethod
    def _as_trip(member: Dated, date: DateMention) -> DateMention:
        """ "A three-day visit that began on Monday" lasts till Wednesday."""
        c = member.candidate
        days = _DAYS_LONG.search(c.scene.text, max(0, c.start - 20), c.end)
        first = calendar.parse(date.value)
        if days is None or first is None or date.precision != "day" or not _BEGAN.search(c.scene.text, c.end):
            return date
        last = calendar.shift_days(first[0], _NUMBER[days["number"].lower()] - 1)
        return replace(date, value=f"{first[0]}/{last}", precision="interval") if last is not None else date

    def _years_back(self, candidate: Candidate) -> DateMention | None:
        """The 35th anniversary of a thing in 2024 dates the thing to 1989."""
        near = sorted(candidate.scene.dates, key=lambda d: abs(d.start - candidate.start))
        year = _year_of(near, self.published)
        if year is None or candidate.years_back is None:
            return None
        start = candidate.scene.start + candidate.start
        text = candidate.scene.text[candidate.start : candidate.end]
        return DateMention(
            start, start + len(text), text, str(year - candidate.years_back), "year", "relative",
            Anchor(str(year), "anniversary"), candidate.rule,
        )  # fmt: skip

    def _main(self) -> Happening | None:
        """The dated occasion that the article is about: the first one of its opening sentences."""
        dated = [h for h in self.happenings if id(h) in self.dates and h.first.type in _OCCASIONS]
        opening = [h for h in dated if self._position(h) < 4]
        return next(iter(opening or dated), None)

    def _lead_date(self) -> DateMention | None:
        """The day that the opening tells: of the main occasion, else of the first act, else the first date there is."""
        if self.main is not None:
            return _context(self.dates[id(self.main)], "part-of")
        acts = [
            h for h in self.happenings if id(h) in self.dates and self._position(h) < 3 and h.first.years_back is None
        ]
        if acts:
            return _context(self.dates[id(acts[0])], "part-of")
        told = [(s, d) for s in self.scenes[:3] for d in s.dates if d.precision == "day"]
        return _context(told[0][0].in_source(told[0][1]), "same-time") if told else None

    def _position(self, happening: Happening) -> int:
        order = {scene.index: i for i, scene in enumerate(self.scenes)}
        return min(order[m.candidate.scene.index] for m in happening.members)

    def _date_by_context(self) -> None:
        for _ in range(2):  # what is part of a part is dated in the second round
            for happening in self.happenings:
                if id(happening) not in self.dates:
                    date = self._by_within(happening) or self._by_sentence(happening) or self._by_lead(happening)
                    if date is not None:
                        self.dates[id(happening)] = date

    def _by_within(self, happening: Happening) -> DateMention | None:
        for member in happening.members:
            home = self.home.get(id(member.within)) if member.within is not None else None
            if home is not None and id(home) in self.dates:
                return _context(self.dates[id(home)], "part-of")
        return None

    def _by_sentence(self, happening: Happening) -> DateMention | None:
        """ "With the summit underway, the fair opened on ...": what the sentence tells as the same time."""
        for member in happening.members:
            c = member.candidate
            before = c.scene.text[: c.start]
            if not (c.named and (_BESIDE.search(before) or " underway" in c.scene.text[c.end : c.end + 12])):
                continue
            for other in self.happenings:
                if other is happening or id(other) not in self.dates:
                    continue
                if any(m.candidate.scene is c.scene and m.own for m in other.members):
                    return _context(self.dates[id(other)], "same-time")
        return None

    def _by_lead(self, happening: Happening) -> DateMention | None:
        """What the lead reports without a date of its own shares the day of the occasion or of the document.

        So do meetings held on the margins, what is told as "on the same occasion", and what "is announced" today.
        """
        first = happening.first
        if first.type in ("announcement", "launch") and self.published is not None and _is_progressive(first):
            return _context(self.published, "published")
        if first.ahead or first.habitual or first.type not in (_ACTS | _OCCASIONS):
            return None
        held = first.verb is not None and first.verb.lemma_ in ("hold", "have", "host")
        met = first.token.pos_ == "VERB" and bool(first.people)
        if first.type in _MEETING_TYPES and ((first.indefinite and held) or met):
            return self._lead_date() or self._news_day(happening)
        praised = first.token.pos_ == "NOUN" and first.verb is not None and first.verb.lemma_ in _PRAISED
        if praised or _SAME_OCCASION.search(first.scene.text) or self._position(happening) <= 2:
            return self._lead_date() or self._present(first) or self._news_day(happening)
        return None

    def _news_day(self, happening: Happening) -> DateMention | None:
        """What the opening reports as done, on the day of the document."""
        if self.published is None or self._position(happening) > 2:
            return None
        return _context(self.published, "published")

    def _present(self, first: Candidate) -> DateMention | None:
        """The headline's present tense is the day of the document."""
        present = first.token.tag_ in ("VBZ", "VBP", "VBG")
        return _context(self.published, "published") if present and self.published is not None else None

    # ------------------------------------------------------------ one event
    def _event(self, happening: Happening) -> EventFact | None:
        date = self.dates[id(happening)]
        best = happening.best_named
        parts = self._roles(happening)
        kind = self._type(happening, parts)
        if not self._counts(happening, kind, parts):
            return None
        scenes = sorted({m.candidate.scene.index for m in happening.members})
        by_index = {s.index: s for s in self.scenes}
        evidence = tuple((by_index[i].start, by_index[i].end) for i in scenes)
        vehicles = [v.id for m in happening.members for v in m.candidate.vehicles]
        return EventFact(
            type=kind, name=_clean_name(best.name), named=best.named, date=date,
            time=self._time(happening), place=self._place(happening, kind), status=self._status(happening, date),
            participants=parts, initiatives=tuple(dict.fromkeys(vehicles)), evidence=evidence, rule=best.rule,
        )  # fmt: skip

    def _counts(self, happening: Happening, kind: str, parts: Sequence[ParticipantFact]) -> bool:
        """Precision before volume: a bare description without anybody in it, only mentioned, is no event."""
        first = happening.first
        if first.rule == "event.agree":
            return self._position(happening) <= 2 and bool(parts)
        if kind == "announcement" and first.token.pos_ == "VERB":
            return bool(parts) or bool(first.vehicles)
        if happening.best_named.named or first.token.pos_ == "VERB" or first.years_back is not None:
            return True
        told = any(m.within is not None or (m.date is not None and m.own) for m in happening.members)
        told = (
            told
            or (first.verb is not None and first.verb.lemma_ == "hold")
            or bool(_SAME_OCCASION.search(first.scene.text))
        )
        if kind in _MEETING_TYPES and not parts and " " not in first.name:
            return False
        return bool(parts) or told or len(happening.members) > 1

    def _type(self, happening: Happening, parts: Sequence[ParticipantFact]) -> str:
        best = happening.best_named
        if best.type not in ("level", "officials_meeting", "conference") and best.token.pos_ != "VERB":
            return best.type
        if best.type in ("officials_meeting", "conference") or best.named:
            full = f"{best.name} {self.acronyms.get(best.acronym or '', '')}"
            level = self.names.level(full) if best.named else None
            if level == "summit" and "summit" not in best.name.lower() and not self._of_states(best, parts):
                level = "officials_meeting"
            if best.type == "conference":
                return (
                    level
                    if level in ("summit", "ministerial_meeting") and "ministerial" in best.name.lower()
                    else best.type
                )
            return level or (best.type if best.type != "level" else self._by_people(happening, parts))
        if best.type != "level":
            return best.type
        return self._by_people(happening, parts, best.name)

    @staticmethod
    def _of_states(best: Candidate, parts: Sequence[ParticipantFact]) -> bool:
        """Are the "leaders" of a name those of states: does it name some, or did heads take part?"""
        inside = [a for a in best.scene.actors if best.start <= a.start < best.end]
        heads = sum(bool(_HEAD.search(p.title or "")) for p in parts)
        return heads > 1 or any(a.type in ("country", "organisation", "place") for a in inside)

    def _by_people(self, happening: Happening, parts: Sequence[ParticipantFact], name: str = "") -> str:
        """The level of those who meet; two parties below heads make a bilateral meeting."""
        titles = [p.title or "" for p in parts]
        told = happening.first.token.pos_ == "VERB"
        level = self.names.level(name) if name and not (told and happening.first.people) else None
        if level == "summit":
            return level
        heads = [t for t in titles if _HEAD.search(t) and not _DEPUTY.search(t)]
        if heads and len(heads) * 2 >= len([p for p in parts if p.entity]) and len(heads) > 1:
            return "summit"
        if level is not None and "bilateral" not in name.lower():
            return level
        one_to_one = len(parts) == 2 and not any(p.entity.startswith("grp-") for p in parts)
        if one_to_one or "bilateral" in name.lower() or happening.first.noun in ("call", "conversation"):
            return "bilateral_meeting"
        return (
            "ministerial_meeting"
            if all(_MINISTER.search(t) for t in titles if t) and any(titles)
            else "officials_meeting"
        )

    # ------------------------------------------------------------ participants
    def _parts_by_happening(self, parts: Iterable[Part]) -> dict[int, list[Part]]:
        found: dict[int, list[Part]] = {}
        for part in parts:
            home = self.home.get(id(part.candidate)) if part.candidate is not None else self._reported(part)
            if home is not None:
                found.setdefault(id(home), []).append(part)
        return found

    def _reported(self, part: Part) -> Happening | None:
        """The occasion that the article reports, for parts that do not name one.

        A speech in the report counts when the occasion opens the article, is over, and people speak at such.
        """
        main = self.main
        if main is None or part.rule != "role.narrated":
            return main
        told = main.first.type in _MEETING_TYPES or main.first.type in ("conference", "ceremony", "exhibition")
        held = self._status(main, self.dates[id(main)]) == "held"
        return main if told and held and self._position(main) < 3 and main.best_named.rule != "event.meet" else None

    def _roles(self, happening: Happening) -> tuple[ParticipantFact, ...]:
        """One role each, the first that fits; in order of first mention."""
        best: dict[str, Part] = {}
        for part in self.parts.get(id(happening), []):
            known = best.get(part.actor.entity)
            if known is None:
                best[part.actor.entity] = part
            else:
                stronger = min(known, part, key=lambda p: ORDER.index(p.role))
                title = known.actor.title or part.actor.title
                best[part.actor.entity] = replace(known, role=stronger.role, actor=replace(known.actor, title=title))
        facts = [ParticipantFact(p.actor.entity, p.role, p.actor.title, p.actor.affiliation) for p in best.values()]
        if all(p.entity.startswith("grp-") for p in facts):  # "our leaders" are no names: whose they are counts as well
            facts += self._owners(happening)
        return tuple(facts) or self._travellers(happening)

    def _owners(self, happening: Happening) -> tuple[ParticipantFact, ...]:
        """Nobody named as doer: the owners of the vehicle, or the parties named in what was launched or agreed
        ("the elevation of Peru-Norway relations")."""
        if happening.first.type not in ("agreement", "launch", "announcement"):
            return ()
        owners = [o for m in happening.members for v in m.candidate.vehicles for o in v.owners]
        if not owners:
            owners = [
                a.entity
                for m in happening.members
                if m.candidate.theme is not None
                for a in m.candidate.scene.actors
                if m.candidate.theme[0] <= a.start < m.candidate.theme[1] and a.type in ("country", "organisation")
            ]
        if happening.first.type == "launch" and not owners and _RELATIONS.search(happening.best_named.name):
            owners = self._last_two(happening.first)
        if not owners and self.main is not None and _BILATERAL.search(happening.best_named.name):
            owners = [p.affiliation for p in self._roles(self.main) if p.affiliation]
        return tuple(ParticipantFact(o, "party", None, None) for o in dict.fromkeys(owners))

    def _last_two(self, candidate: Candidate) -> list[str]:
        """The two states or bodies named last up to the sentence: whose relations are spoken of."""
        told = [a for s in self.scenes if s.index <= candidate.scene.index for a in s.actors if not a.inside]
        bodies = [a.entity for a in reversed(told) if a.type == "country" or a.entity == "org-asean"]
        return list(dict.fromkeys(bodies))[:2]

    def _travellers(self, happening: Happening) -> tuple[ParticipantFact, ...]:
        """What lies within the dates of the trip that the article announces is attended by who travels."""
        trip = self.main
        if trip is None or trip is happening or trip.first.type != "visit" or happening.first.type not in _OCCASIONS:
            return ()
        inside = trip.first.ahead and happening.first.type != "visit" and id(happening) in self.dates
        if not inside or not compatible(self.dates[id(happening)], self.dates[id(trip)]):
            return ()
        return self._roles(trip)

    # ------------------------------------------------------------ place, time, status
    def _place(self, happening: Happening, kind: str) -> PlaceSpan | None:
        """Where it was held: a place after "in" or "at" in the sentence that dates it, the nearest behind its name."""
        received = happening.first.rule == "event.receive"
        towards = ("to",) if kind == "visit" or received else ("in", "at", "on", "near")
        for member in sorted(happening.members, key=lambda m: m.date is None):
            c = member.candidate
            there = [
                p
                for p in c.scene.places
                if (p.preposition or "").lower() in (*towards, "in", "at") or p.kind == "online"
                if not (c.start <= p.start < c.end) and (p.kind != "region")
            ]
            behind = [p for p in there if p.start >= c.end]
            if there:
                return (behind or there)[0]
        return None

    def _time(self, happening: Happening) -> TimeSpan | None:
        if happening.first.type in _ACTS:
            return None
        for member in happening.members:
            times = member.candidate.scene.times
            if member.date is not None and times:
                return times[0]
        return None

    def _status(self, happening: Happening, date: DateMention) -> str:
        if any(_CANCELLED.search(m.candidate.scene.text) and m.date is not None for m in happening.members):
            return "cancelled"
        if self.published is not None:
            then, now = calendar.parse(date.value), calendar.parse(self.published.value)
            if then and now and then[0].first() and now[1].last():
                if then[0].first() > now[1].last():  # type: ignore[operator]  # both are known here
                    return "planned"
                if then[1].last() < now[0].first():  # type: ignore[operator]
                    return "held"
        own = [m.candidate for m in happening.members if m.date is not None] or [happening.first]
        return "planned" if any(c.ahead for c in own) else "held"


_HEAD = regex.compile(
    r"(?i)\b(?:president|prime minister|chancellor|premier|king|queen|sultan|emir|taoiseach|leaders?|heads? of)\b"
)
_DEPUTY = regex.compile(r"(?i)\b(?:vice|deputy|assistant|adviser|advisor|former|office of|spokes\w+)\b")
_MINISTER = regex.compile(r"(?i)\b(?:ministers?|secretary|high representative)\b")


def _is_progressive(candidate: Candidate) -> bool:
    """ "is announcing", "are launching": it happens as the text is published."""
    return candidate.token.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "am") for c in candidate.token.children
    )


def _context(date: DateMention, reason: str) -> DateMention:
    return replace(date, basis="context", anchor=Anchor(date.value, reason))


def _year_mention(candidate: Candidate, year: str) -> DateMention:
    at = candidate.scene.text.index(year, candidate.start)
    start = candidate.scene.start + at
    return DateMention(start, start + 4, year, year, "year", "explicit", None, candidate.rule)


def _year_of(dates: Sequence[DateMention], published: DateMention | None) -> int | None:
    """The year that an anniversary is counted from: the one the sentence names, else that of the document."""
    for date in (*dates, *([published] if published else [])):
        stamps = calendar.parse(date.value)
        if stamps and stamps[0].year:
            return stamps[0].year
    return None


def _clean_name(name: str) -> str:
    """One line, without the quotation mark that lost its other half."""
    if name.count('"') % 2:
        name = name.replace('"', "")
    return regex.sub(r" {2,}", " ", name.strip(" ,.;:\"'"))
