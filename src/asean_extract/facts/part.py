"""A part that somebody takes in a happening."""

from __future__ import annotations

from dataclasses import dataclass

from asean_extract.facts.candidates import Candidate
from asean_extract.facts.scene import Actor, Scene

#: One role each, the first that fits (records.md).
ORDER = ("chair", "host", "organizer", "party", "speaker", "observer", "participant")


@dataclass(frozen=True)
class Part:
    """An actor in a role; `candidate` is the happening it was said of, None for the one that the article reports."""

    scene: Scene
    candidate: Candidate | None
    actor: Actor
    role: str
    rule: str
