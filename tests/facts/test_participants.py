"""Who takes part in a happening of one sentence, and in what role."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.slow

#: A sentence and all parts that it tells: actor, role, and the happening ("" for the one that the article reports).
PARTS = [
    ("Peru attended the Reef Forum.", [("Peru", "participant", "Reef Forum")]),
    ("Peru took part in the Reef Forum.", [("Peru", "participant", "Reef Forum")]),
    (
        "Peru and Chile attended the Reef Forum.",
        [("Peru", "participant", "Reef Forum"), ("Chile", "participant", "Reef Forum")],
    ),
    ("Minister Ana Quiroga chaired the Reef Forum.", [("Ana Quiroga", "chair", "Reef Forum")]),
    ("The Reef Forum was chaired by Minister Ana Quiroga.", [("Ana Quiroga", "chair", "Reef Forum")]),
    ("Peru and Chile co-chaired the Reef Forum.", [("Peru", "chair", "Reef Forum"), ("Chile", "chair", "Reef Forum")]),
    ("Lima will host the Reef Forum.", [("Lima", "host", "Reef Forum")]),
    ("The Reef Forum, hosted by Peru, was short.", [("Peru", "host", "Reef Forum")]),
    ("The Oslo Reef Institute organised the Reef Forum.", [("Oslo Reef Institute", "organizer", "Reef Forum")]),
    ("The Oslo Reef Institute held the Reef Forum.", [("Oslo Reef Institute", "organizer", "Reef Forum")]),
    ("Minister Ana Quiroga addressed the Reef Forum.", [("Ana Quiroga", "speaker", "Reef Forum")]),
    ("Minister Ana Quiroga spoke at the Reef Forum.", [("Ana Quiroga", "speaker", "Reef Forum")]),
    ("Minister Ana Quiroga gave the opening remarks.", [("Ana Quiroga", "speaker", "")]),
    ("Peru attended the Reef Forum on Monday and praised Chile.", [("Peru", "participant", "Reef Forum")]),
]  # fmt: skip
#: Sentences that give nobody a part.
NONE = [
    "Peru did not attend the Reef Forum.",
    "Peru could host the Reef Forum.",
    "Peru recalled the Reef Forum.",
    "The Peru-Chile Forum was held.",
    "The Reef Forum in Peru was short.",
    "The Peruvian Forum on Reefs was held.",
]


@pytest.fixture(scope="module")
def parts(scenes, happenings, participants) -> Callable[[str], list[tuple[str, str, str]]]:
    def find(text: str) -> list[tuple[str, str, str]]:
        (scene,) = scenes(text)
        found = participants.find(scene, happenings.find(scene, {}))
        told = [
            (scene.text[p.actor.start : p.actor.end], p.role, p.candidate.name if p.candidate else "") for p in found
        ]
        return list(dict.fromkeys(told))

    return find


@pytest.mark.parametrize(("text", "answers"), PARTS)
def test_parts_are_told(parts, text: str, answers: list[tuple[str, str, str]]):
    assert parts(text) == answers


@pytest.mark.parametrize("text", NONE)
def test_parts_are_not_told(parts, text: str):
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Minister Ana Quiroga said trade had grown.", ["Ana Quiroga"]),
        ("Minister Ana Quiroga will say more.", []),
        ("Trade had grown.", []),
    ],
)
def test_narrated_are_those_who_speak_in_the_report(scenes, participants, text: str, speakers: list[str]):
    (scene,) = scenes(text)
    found = list(participants.narrated(scene))
    assert [scene.text[p.actor.start : p.actor.end] for p in found] == speakers
    assert {p.role for p in found} <= {"speaker"}
