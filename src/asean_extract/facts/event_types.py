"""The type of an event: what its name says, else who meets; and the PLOVER class of each type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from asean_extract.facts.candidates import Candidate
from asean_extract.facts.event_facts import ParticipantFact
from asean_extract.facts.event_names import EventNames
from asean_extract.facts.joining import Happening

#: PLOVER event class of each type (records.md, Event).
PLOVER = {
    "summit": "CONSULT", "ministerial_meeting": "CONSULT", "officials_meeting": "CONSULT",
    "bilateral_meeting": "CONSULT", "conference": "CONSULT", "exhibition": "COOPERATE", "ceremony": "COOPERATE",
    "visit": "CONSULT", "agreement": "AGREE", "announcement": "SUPPORT", "launch": "COOPERATE", "appointment": None,
    "programme": "COOPERATE",
}  # fmt: skip
#: "level" is a meeting of which only those who meet tell the type.
MEETINGS = frozenset({"level", "summit", "ministerial_meeting", "officials_meeting", "bilateral_meeting"})
#: What people attend.
OCCASIONS = MEETINGS | {"conference", "exhibition", "ceremony", "visit"}
#: What is done in a moment.
ACTS = frozenset({"agreement", "launch", "announcement", "appointment"})

_HEAD = regex.compile(
    r"(?i)\b(?:president|prime minister|chancellor|premier|king|queen|sultan|emir|taoiseach|leaders?|heads? of)\b"
)
_DEPUTY = regex.compile(r"(?i)\b(?:vice|deputy|assistant|adviser|advisor|former|office of|spokes\w+)\b")
#: Ids of groups of heads of state or government.
_LEADERS = regex.compile(
    r"^grp-(?:.*-)?(?:(?:asean|g7|g20|eu|quad|apec|brics|pacific|caribbean|mekong|african)-leaders"
    r"|leaders-of-.*(?:countries|nations|states)|heads-of-(?:state|government).*)$"
)
_OF_FIRM = regex.compile(
    r"(?i)\b(?:c[efot]o|chairman|national|international|executive|general|university|(?<!european )council|society|club"
    r"|chamber|bank|company|association|federation|students?)\b"
)
_MINISTER = regex.compile(r"(?i)\b(?:ministers?|secretary|high representative)\b")


class EventTypes:
    """Decides the type of a happening; `acronyms` gives the long form of a name's short one."""

    def __init__(self, names: EventNames, acronyms: Mapping[str, str]) -> None:
        self._names = names
        self._acronyms = acronyms

    def of(self, happening: Happening, parts: Sequence[ParticipantFact]) -> str:
        """The type of a happening in which `parts` take part."""
        best = happening.best_named
        if (
            best.type == "summit"
            and self._names.is_lay_summit(best.name)
            and not any(is_head(p.title or "") for p in parts)
        ):
            return "conference"
        open_to_level = best.type in ("level", "officials_meeting", "conference")
        if not open_to_level and best.token.pos_ != "VERB":
            return best.type
        if best.type in ("officials_meeting", "conference") or best.named:
            return self._by_name(happening, parts)
        return best.type if best.type != "level" else self._by_people(happening, parts, best.name)

    def _by_name(self, happening: Happening, parts: Sequence[ParticipantFact]) -> str:
        """The level that the name tells, in full; a conference is one unless it is called ministerial."""
        best = happening.best_named
        full = f"{best.name} {self._acronyms.get(best.acronym or '', '')}"
        level = self._names.level(full) if best.named else None
        if level == "summit" and "summit" not in best.name.lower() and not _of_states(best, parts):
            level = "officials_meeting"
        high = level in ("summit", "ministerial_meeting") and "ministerial" in best.name.lower()
        if best.type == "conference" and not high:
            return best.type
        return level or (best.type if best.type != "level" else self._by_people(happening, parts))

    def _by_people(self, happening: Happening, parts: Sequence[ParticipantFact], name: str = "") -> str:
        """The level of those who meet; two parties below heads make a bilateral meeting."""
        titles = [p.title or "" for p in parts]
        told = happening.first.token.pos_ == "VERB"
        level = self._names.level(name) if name and not (told and happening.first.people) else None
        if level == "summit":
            return level
        heads = [t for t in titles if is_head(t)]
        heads += [p.entity for p in parts if _LEADERS.search(p.entity)]
        if heads and len(heads) * 2 >= len([p for p in parts if p.entity]) and len(heads) > 1:
            return "summit"
        if level is not None and "bilateral" not in name.lower():
            return level
        person = len(parts) == 1 and parts[0].entity.startswith("per-")
        alone = told and person and happening.first.rule != "event.convene"  # the other one has no name
        met = {a.entity for a, _ in happening.first.people} if told else {p.entity for p in parts}
        one_to_one = alone or (len(met or parts) == 2 and not any(e.startswith("grp-") for e in met))
        if one_to_one or "bilateral" in name.lower() or happening.first.noun in ("call", "conversation"):
            return "bilateral_meeting"
        ministers = len(told_ranks := [t for t in titles if t]) > 1 and all(_is_minister(t) for t in told_ranks)
        return "ministerial_meeting" if ministers else "officials_meeting"


def is_head(title: str) -> bool:
    """A head of state or government; no deputy of one, and no president of a firm or society."""
    return bool(_HEAD.search(title)) and not _DEPUTY.search(title) and not _OF_FIRM.search(title)


def _is_minister(title: str) -> bool:
    """A minister, and no vice or deputy minister; a deputy prime minister who is a minister as well is one."""
    return any(_MINISTER.search(t) and not _DEPUTY.search(t) for t in title.split(" and "))


def _of_states(best: Candidate, parts: Sequence[ParticipantFact]) -> bool:
    """Are the "leaders" of a name those of states: does it name some, or did heads take part?"""
    inside = [a for a in best.scene.actors if best.start <= a.start < best.end]
    heads = sum(is_head(p.title or "") for p in parts)
    return heads > 1 or any(a.type in ("country", "organisation", "place") for a in inside)
