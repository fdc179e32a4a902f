"""Candidates for events in one sentence: happenings by name, by verb, and by what else the words tell of them.

A candidate is only a possibility with its arguments; whether it becomes an event is settled once it has a date
and has been joined with the other mentions of the same happening (`facts.events`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from asean_extract.facts.acts import THAT, Acts
from asean_extract.facts.candidates import Candidate
from asean_extract.facts.event_names import EventNames
from asean_extract.facts.named_happenings import by_name
from asean_extract.facts.occasions import by_anniversary, by_ordinal, by_run, by_stage, by_staged_word, by_treaty
from asean_extract.facts.scene import Scene
from asean_extract.language.matcher import TokenRules
from asean_extract.rules import Patterns


class Happenings:
    """Finds candidates; built once from the rules and the knowledge tables."""

    def __init__(self, patterns: Patterns, triggers: TokenRules) -> None:
        self.names = EventNames(patterns)
        self._triggers = triggers
        self._rules = patterns.rules
        self._acts = Acts(patterns)

    def find(self, scene: Scene, acronyms: Mapping[str, str], staged: Collection[str] = ()) -> list[Candidate]:
        """All candidates of one sentence, in reading order.

        `staged` are the last words of names that no noun tells for happenings ("Green Platform 2030": platform).
        """
        matches = self._triggers.find(scene.doc)
        found = list(by_name(scene, self.names, acronyms))
        for finder in (  # in this order: each sees what was found so far, by itself as well
            self._acts.find(scene, matches, found),
            by_stage(scene, matches, found),
            by_treaty(scene, found),
            by_staged_word(scene, staged),
            by_ordinal(scene, found),
            by_run(scene),
            by_anniversary(scene, self._rules),
        ):
            for candidate in finder:
                found.append(candidate)
        return sorted(_outside_launched(_not_told_twice(found)), key=lambda c: (c.start, c.end))


def _not_told_twice(found: Collection[Candidate]) -> list[Candidate]:
    """Without the announcement that something happens which is found by itself ("announced that they will sign")."""
    return [
        c
        for c in found
        if c.rule != THAT or not any(c.theme and c.theme[0] <= o.head < c.theme[1] for o in found if o is not c)
    ]


def _outside_launched(found: Collection[Candidate]) -> list[Candidate]:
    """Without the nouns of happenings in the words of what is launched ("launched the Reef Dialogue")."""
    launched = [c.theme for c in found if c.type == "launch" and c.theme]
    return [c for c in found if c.token.pos_ == "VERB" or not (c.noun and any(a <= c.head < b for a, b in launched))]
