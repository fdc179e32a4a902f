"""The participants of each happening of one article: one role each, by name, by ownership, or as who travels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.candidates import Candidate
from asean_extract.facts.circumstances import status_of
from asean_extract.facts.event_facts import ParticipantFact
from asean_extract.facts.event_types import MEETINGS, OCCASIONS
from asean_extract.facts.joining import Happening, compatible
from asean_extract.facts.part import ORDER, Part
from asean_extract.facts.timeline import Timeline
from asean_extract.language import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARTICLE = regex.compile(r"(?i)(?:(?:the|an?) )?")
_RELATIONS = regex.compile(r"(?i)\b(?:relations|ties|partnership|dialogues?|friendship)\b")
_BILATERAL = regex.compile(r"(?i)\b(?:bilateral|two countries|both countries|two sides)\b")
#: Rules whose "it" or "she was joined by" goes on from the sentence before.
_OF_IT = frozenset(
    {"role.attend", "role.take-part", "role.listed", "role.company", "role.sit-in", "role.participation-of",
     "role.be-there", "role.among-participants", "role.among-speakers", "role.chair", "role.co-chair", "role.host",
     "role.co-host", "role.organize", "role.co-organize", "role.speak"}
)  # fmt: skip
_HOLD = frozenset({"hold", "have", "convene"})
_VOICES = frozenset({"role.narrated", "role.contributed"})
#: What tells of deeds, and reports no session.
_FACTS = regex.compile(r"(?i)fact ?sheet|background")
#: Clauses that tell in passing.
_IN_PASSING = frozenset({"relcl", "acl", "advcl", "ccomp"})
#: Those whom only their rank tells, when they do what the occasion reported does.
_RANK = frozenset({"leader", "minister", "party", "side", "member", "participant", "delegation", "president"})
#: Occasions at which people speak.
_SPOKEN_AT = MEETINGS | {"conference", "ceremony", "exhibition"}


class EventRoles:
    """Who takes part in what, from the parts that the sentences tell."""

    def __init__(self, timeline: Timeline, parts: Iterable[Part]) -> None:
        self._timeline = timeline
        self._parts: dict[int, list[Part]] = {}
        for part in parts:
            home = timeline.home_of(part.candidate) if part.candidate is not None else self._reported(part)
            if home is not None:
                self._parts.setdefault(id(home), []).append(part)

    def _reported(self, part: Part) -> Happening | None:
        """The occasion that the article reports, for parts that do not name one.

        A speech in the report counts when the occasion opens the article, is over, and people speak at such.
        """
        main = self._timeline.main
        date = self._timeline.date_of(main) if main is not None else None
        if part.rule in _OF_IT:  # "it was attended by": what was told last, if anything was
            return self._told_before(part) or main
        if main is None or date is None or part.rule not in _VOICES:
            return main
        if part.rule == "role.contributed" and _FACTS.match(self._timeline.scenes[0].text):
            return None
        held = status_of(main, date, self._timeline.published, None) == "held"
        opens = self._timeline.position(main) < 3 and main.best_named.rule != "event.meet"
        return main if main.first.type in _SPOKEN_AT and held and opens else None

    @cached_property
    def _told_in(self) -> dict[int, list[Candidate]]:
        """What tells of an occasion, by the number of its paragraph."""
        told: dict[int, list[Candidate]] = {}
        for happening in (h for h in self._timeline.happenings if h.first.type in OCCASIONS):
            for member in happening.members:
                told.setdefault(member.candidate.scene.paragraph, []).append(member.candidate)
        return told

    def _told_before(self, part: Part) -> Happening | None:
        """The occasion that an earlier sentence of the paragraph told last."""
        told = self._told_in.get(part.scene.paragraph, ())
        earlier = [c for c in told if c.scene.index < part.scene.index and not _in_passing(c)]
        last = max(earlier, key=lambda c: (c.scene.index, c.start), default=None)
        return self._timeline.home_of(last) if last is not None else None

    def of(self, happening: Happening) -> tuple[ParticipantFact, ...]:
        """One role each, the first that fits; in order of first mention."""
        best: dict[str, Part] = {}
        for part in self._parts.get(id(happening), []):
            known = best.get(part.actor.entity)
            best[part.actor.entity] = part if known is None else _both(known, part)
        facts = [ParticipantFact(p.actor.entity, p.role, p.actor.title, p.actor.affiliation) for p in best.values()]
        facts = facts or self._those_of_rank(happening)
        if all(p.entity.startswith("grp-") for p in facts):  # "our leaders" are no names: whose they are counts as well
            facts += [ParticipantFact(o, "party", None, None) for o in dict.fromkeys(self._owners(happening))]
        return tuple(facts) or self._travellers(happening)

    def _those_of_rank(self, happening: Happening) -> list[ParticipantFact]:
        """ "Leaders endorsed the plan", "the leaders agreed to hold a summit": without another word, those of the
        occasion that the article reports."""
        main, verb = self._timeline.main, happening.first.verb
        if main is None or main is happening or verb is None:
            return []
        held = happening.first.token != verb
        if held and not (verb.lemma_ in _HOLD and happening.first.token in grammar.objects(verb)):
            return []
        ranks = [grammar.lemma(t) for t in grammar.subjects(verb) if _is_bare(t)]
        there = self.of(main) if set(ranks) & _RANK else ()
        groups = [p for p in there if p.entity.startswith("grp-") and any(rank in p.entity for rank in ranks)]
        bodies = [p for p in there if held and not p.entity.startswith(("grp-", "per-"))]  # others may come next time
        chosen = groups or bodies or ([p for p in there if p.role != "organizer"] if len(there) > 1 else [])
        return [replace(p, role="participant" if held else "party") for p in chosen]

    def _owners(self, happening: Happening) -> list[str]:
        """Nobody named as doer: the owners of the vehicle, or the parties named in what was launched or agreed
        ("the elevation of Peru-Norway relations")."""
        first, name, main = happening.first, happening.best_named.name, self._timeline.main
        if first.type not in ("agreement", "launch", "announcement"):
            return []
        owners = [o for m in happening.members for v in m.candidate.vehicles for o in v.owners]
        owners = owners or [entity for m in happening.members for entity in _parties_in_theme(m.candidate)]
        if first.type == "launch" and not owners and _RELATIONS.search(name):
            owners = self._last_two(first)
        if not owners and main is not None and _BILATERAL.search(name):
            owners = [p.affiliation for p in self.of(main) if p.affiliation]
        return owners

    def _last_two(self, candidate: Candidate) -> list[str]:
        """The two states or bodies named last up to the sentence: whose relations are spoken of."""
        two: list[str] = []
        before = reversed(self._timeline.scenes[: self._timeline.order_of(candidate) + 1])
        for actor in (a for s in before for a in reversed(s.actors) if not a.inside):
            if (actor.type == "country" or actor.entity == "org-asean") and actor.entity not in two:
                two.append(actor.entity)
            if len(two) == 2:
                break
        main = self._timeline.main
        if len(two) < 2 and main is not None:  # none named: whom those who meet speak for
            two = list(dict.fromkeys(p.affiliation for p in self.of(main) if p.affiliation))
        return two if len(two) == 2 else []

    def _travellers(self, happening: Happening) -> tuple[ParticipantFact, ...]:
        """What lies within the dates of the trip that the article announces is attended by who travels."""
        trip, date = self._timeline.main, self._timeline.date_of(happening)
        if trip is None or trip is happening or trip.first.type != "visit" or not trip.first.ahead or date is None:
            return ()
        if happening.first.type not in OCCASIONS - {"visit"}:
            return ()
        return self.of(trip) if compatible(date, self._timeline.date_of(trip)) else ()


def _in_passing(candidate: Candidate) -> bool:
    """Does a subordinate clause tell of it, or does it lie years back?"""
    verb = candidate.verb
    return candidate.years_back is not None or (verb is not None and verb.dep_ in _IN_PASSING)


def _is_bare(noun: Token) -> bool:
    """A plural noun, with nothing but an article before it: "Leaders", "the parties"."""
    return noun.tag_ in ("NNS", "NNPS", "NNP") and all(c.dep_ in ("det", "punct") for c in noun.lefts)


def _both(known: Part, further: Part) -> Part:
    """The earlier part with the stronger role and whatever title either gives."""
    stronger = min(known, further, key=lambda p: ORDER.index(p.role))
    title = known.actor.title or further.actor.title
    return replace(known, role=stronger.role, actor=replace(known.actor, title=title))


def _parties_in_theme(candidate: Candidate) -> list[str]:
    """The states and bodies in the words of what a trigger acts on; a museum is no party to its own opening."""
    start, end = candidate.theme or (0, 0)
    start = _ARTICLE.match(candidate.scene.text, start).end()  # type: ignore[union-attr]  # matches ""
    named = [a for a in candidate.scene.actors if a.type in ("country", "organisation")]
    return [a.entity for a in named if start <= a.start < end and not (a.start == start and a.end >= end)]
