"""Who takes part in a happening of one sentence, and in what role."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asean_extract.facts.voices import narrated

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
    ("The Reef Forum was led by Minister Ana Quiroga.", [("Ana Quiroga", "chair", "Reef Forum")]),
    ("Minister Ana Quiroga held the Reef Forum.", [("Ana Quiroga", "host", "Reef Forum")]),
    ("Minister Ana Quiroga convened the Reef Meeting.", [("Ana Quiroga", "chair", "Reef Meeting")]),
    ("Minister Ana Quiroga convened the Reef Summit.", [("Ana Quiroga", "host", "Reef Summit")]),
    (
        "Minister Ana Quiroga and Minister Bo Lund convened in Lima for the Reef Meeting.",
        [("Ana Quiroga", "participant", "Reef Meeting"), ("Bo Lund", "participant", "Reef Meeting")],
    ),
    ("The Reef Forum in 2023 hosted by Peru was short.", [("Peru", "host", "Reef Forum")]),
    ("They agreed to hold the Reef Forum in 2023 hosted by Peru.", [("Peru", "host", "Reef Forum")]),
    ("Ministers joined the Reef Forum, where bankers will speak, hosted by Peru.", [("Peru", "host", "Reef Forum")]),
    ("Minister Ana Quiroga will host at Reef House the We Swim Summit.", [("Ana Quiroga", "host", "We Swim Summit")]),
    (
        "Minister Ana Quiroga invited 40 mayors to the Reef Forum on Ports she will host.",
        [("she", "host", "Reef Forum on Ports")],
    ),
    ("Peru held the Reef Meeting.", [("Peru", "participant", "Reef Meeting")]),
    (
        "In the Peace, Security, and Reef Forum, Minister Ana Quiroga met bankers.",
        [("Ana Quiroga", "participant", "Reef Forum")],
    ),
    ("On the occasion of the Reef Summit, Peru affirmed its pledge.", [("Peru", "participant", "Reef Summit")]),
    ("The Reef Meeting in Lima, including Minister Ana Quiroga", [("Ana Quiroga", "participant", "Reef Meeting")]),
    (
        "The Reef Forum saw the participation of Peru and Minister Bo Lund.",
        [("Peru", "participant", "Reef Forum"), ("Bo Lund", "participant", "Reef Forum")],
    ),
    (
        "Minister Ana Quiroga received a courtesy call from Minister Bo Lund.",
        [("Ana Quiroga", "participant", "courtesy call"), ("Bo Lund", "participant", "courtesy call")],
    ),
    ("Peru sat in as an observer.", [("Peru", "observer", "")]),
    ("Peru and Chile attended as observers.", [("Peru", "observer", ""), ("Chile", "observer", "")]),
    (
        "Peru took part in the Reef Forum with Chile as an observer.",
        [
            ("Peru", "participant", "Reef Forum"),
            ("Chile", "participant", "Reef Forum"),
            ("Chile", "observer", "Reef Forum"),
        ],
    ),
    (
        "Minister Ana Quiroga handed the prize to Minister Bo Lund at the Reef Forum.",
        [("Ana Quiroga", "participant", "Reef Forum"), ("Bo Lund", "participant", "Reef Forum")],
    ),
    ("Peru, as the host of the Reef Forum, wishes to help.", [("Peru", "host", "Reef Forum")]),
    ("It was chaired by Minister Ana Quiroga.", [("Ana Quiroga", "chair", "")]),
    ("Peru, with support from the Oslo Institute, held the Reef Meeting.", [("Peru", "participant", "Reef Meeting")]),
    (
        "The Reef Forum was chaired by Ana Quiroga, ambassador to Peru, and Minister Bo Lund.",
        [("Ana Quiroga", "chair", "Reef Forum"), ("Bo Lund", "chair", "Reef Forum")],
    ),
    ("Minister Ana Quiroga was among the guests.", [("Ana Quiroga", "participant", "")]),
    ("Minister Ana Quiroga was among the speakers at the Reef Forum.", [("Ana Quiroga", "speaker", "Reef Forum")]),
    (
        "The Oslo Reef Institute held the Reef Forum together with Peru's Coastal Research Agency.",
        [("Oslo Reef Institute", "organizer", "Reef Forum"), ("Coastal Research Agency", "organizer", "Reef Forum")],
    ),
    (
        "Minister Ana Quiroga held the Reef Forum with senior officials.",
        [("Ana Quiroga", "host", "Reef Forum"), ("senior officials", "participant", "Reef Forum")],
    ),
    ("Minister Ana Quiroga dropped by the meeting.", [("Ana Quiroga", "participant", "meeting")]),
    ("Minister Ana Quiroga chaired the plenary sessions.", [("Ana Quiroga", "chair", "")]),
    ("Minister Ana Quiroga was joined by cabinet members.", [("cabinet members", "participant", "")]),
    ("Peru attended the Reef Forum on Monday and praised Chile.", [("Peru", "participant", "Reef Forum")]),
]  # fmt: skip
#: Sentences that give nobody a part.
NONE = [
    "Peru did not attend the Reef Forum.",
    "Peru could host the Reef Forum.",
    "Peru recalled the Reef Forum.",
    "Peru will address the need through the Reef Forum.",
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


#: A sentence of a report, and the persons that have a voice in it with their roles.
VOICES = [
    ("Minister Ana Quiroga said trade had grown.", [("Ana Quiroga", "speaker")]),
    ("Minister Ana Quiroga cited the losses of her port.", [("Ana Quiroga", "speaker")]),
    ("Bo Lund, head of the Harbour Fund, called on banks to act.", [("Bo Lund", "speaker")]),
    ("Minister Ana Quiroga called the reef a treasure.", [("Ana Quiroga", "speaker")]),
    ("Minister Ana Quiroga shared how Peru counts fish.", [("Ana Quiroga", "speaker")]),
    ("Minister Ana Quiroga provided an update.", [("Ana Quiroga", "participant")]),
    ("Minister Ana Quiroga discussed the losses of her port.", [("Ana Quiroga", "speaker")]),
    (
        "Minister Ana Quiroga and Mayor Bo Lund discussed trade.",
        [("Ana Quiroga", "participant"), ("Bo Lund", "participant")],
    ),
    ("Moderator Ana Quiroga asked for patience.", [("Ana Quiroga", "chair")]),
    ("Minister Ana Quiroga will say more.", []),
    ("Minister Ana Quiroga did not cite a source.", []),
    ("Minister Ana Quiroga called Minister Bo Lund.", []),
    ("Minister Ana Quiroga cited the same figures in May 2019.", []),
    ("Minister Ana Quiroga, who cited no source, left.", []),
    ("Minister Ana Quiroga visited Chile.", []),
    ("- Minister Ana Quiroga praised local fishers.", []),
    ("The institute (head Ana Quiroga) mapped reefs.", []),
    ("Peru mapped reefs.", []),
    ("Trade had grown.", []),
]


@pytest.mark.parametrize(("text", "voices"), VOICES)
def test_narrated_are_those_who_have_a_voice_in_the_report(scenes, text: str, voices: list[tuple[str, str]]):
    (scene,) = scenes(text)
    assert [(scene.text[p.actor.start : p.actor.end], p.role) for p in narrated(scene)] == voices
