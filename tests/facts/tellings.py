"""Mentions of happenings, made without a trained model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import spacy

from asean_extract.facts.candidates import Candidate, Dated
from asean_extract.facts.scene import Actor, Scene
from asean_extract.spans import DateMention

BLANK = spacy.blank("en")


def on(value: str | None) -> DateMention | None:
    return None if value is None else DateMention(0, 1, "x", value, "day", "explicit", None, "test")


def told(name: str, date: str | None = None, index: int = 0, people: Sequence[str] = (), **more: Any) -> Dated:
    """A mention by name in a sentence of its own; lower case stands for a description."""
    scene = Scene(index, 0, name, "body", 0, BLANK(name))
    settings: dict[str, Any] = {
        "type": "level", "named": name[0].isupper() or name[0].isdigit(), "rule": "test", "noun": "meeting",
        "people": tuple((Actor(0, 1, entity, "person"), "participant") for entity in people),
    }  # fmt: skip
    return Dated(Candidate(scene, 0, len(name), scene.doc[-1], name=name, **(settings | more)), on(date))
