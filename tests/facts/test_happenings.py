"""Candidates for events in one sentence: by name, by verb and by anniversary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asean_extract.facts.candidates import Candidate

pytestmark = pytest.mark.slow

#: A sentence and the candidates in it: type, rule without "event.", and name.
FOUND = [
    ("The 5th Kenya-Norway Dialogue was held.", [("officials_meeting", "name-dialogue", "5th Kenya-Norway Dialogue")]),
    ("Peru signed a treaty.", [("agreement", "sign", "signing of a treaty")]),
    ("A treaty was signed by Peru.", [("agreement", "sign", "signing of a treaty")]),
    ("They hailed the signing of a reef treaty.", [("agreement", "signing", "signing of a reef treaty")]),
    ("Peru and Chile established a partnership.", [("launch", "launch", "establishment of a partnership")]),
    ("The fund was set up by Norway.", [("launch", "set-up", "establishment of the fund")]),
    ("Norway opened an embassy in Lima.", [("launch", "open", "opening of an embassy")]),
    ("Norway unveiled a plan.", [("announcement", "announce", "unveiling of a plan")]),
    ("Fiji will take over the chair.", [("appointment", "take-office", "Fiji take over the chair")]),
    ("President Mateo Quispe will visit Norway.", [("visit", "travel", "visit of Mateo Quispe to Norway")]),
    (
        "President Mateo Quispe met Prime Minister Ingrid Solheim.",
        [("level", "meet", "meeting of Mateo Quispe and Ingrid Solheim")],
    ),
    (
        "President Mateo Quispe hosted Prime Minister Ingrid Solheim.",
        [("level", "receive", "meeting of Mateo Quispe and Ingrid Solheim")],
    ),
    (
        "It is the 10th anniversary of the Fjord Partnership.",
        [("launch", "anniversary", "Fjord Partnership")],
    ),
    ("Ingrid Solheim convened reef experts.", [("level", "convene", "meeting of Ingrid Solheim and reef experts")]),
    ("Ingrid Solheim convened a call with reef experts.", [("level", "convene", "call with reef experts")]),
    ("Ministers from Chile and Peru gathered.", [("level", "convene", "meeting of Chile and Peru")]),
    (
        "We, the leaders of Chile and Peru, convened as the Reef Two.",
        [("level", "convene", "meeting of Chile and Peru")],
    ),
    ("Norway announced its intent to join.", [("announcement", "announce", "announcement of its intent to join")]),
]  # fmt: skip
#: Sentences in which nothing happens.
NONE = [
    "Trade between Peru and Chile has grown.",
    "The minister opened the window.",
    "The cook signed his name.",
    "Rain fell in Lima.",
    "The Establishment Committee sent a letter.",
    "Exports met demand.",
    "He visited a shop.",
    "The company gathered evidence.",
    "Ingrid Solheim assembled a machine.",
]


@pytest.fixture(scope="module")
def candidates(scenes, happenings) -> Callable[[str], list[Candidate]]:
    def find(text: str) -> list[Candidate]:
        (scene,) = scenes(text)
        return happenings.find(scene, {})

    return find


@pytest.mark.parametrize(("text", "answers"), FOUND)
def test_candidates_are_found(candidates, text: str, answers: list[tuple[str, str, str]]):
    assert [(c.type, c.rule.removeprefix("event."), c.name) for c in candidates(text)] == answers


@pytest.mark.parametrize("text", NONE)
def test_candidates_are_not_found(candidates, text: str):
    assert candidates(text) == []


@pytest.mark.parametrize(
    ("text", "voided"),
    [
        ("Peru did not sign the treaty.", True),
        ("Peru could sign the treaty.", True),
        ("If Peru signs the treaty, Chile will follow.", True),
        ("Peru held no meeting with Chile.", True),
        ("Peru signed the treaty.", False),
        ("Peru will sign the treaty.", False),
        ("The signing of the treaty could help Peru.", False),
    ],
)
def test_candidate_is_voided_when_it_is_denied_or_only_possible(candidates, text: str, voided: bool):
    found = candidates(text)
    assert found
    assert {c.voided for c in found} == {voided}


def test_candidate_is_not_voided_by_who_stays_away(candidates):
    (found,) = candidates("Peru did not attend the Reef Summit.")
    assert not found.voided


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Peru will sign the treaty.", True),
        ("Peru plans to sign the treaty.", True),
        ("The Reef Forum will be held in Lima.", True),
        ("Peru signed the treaty.", False),
        ("The Reef Forum was held in Lima.", False),
    ],
)
def test_candidate_is_ahead_when_its_verb_looks_ahead(candidates, text: str, ahead: bool):
    (found,) = candidates(text)
    assert found.ahead is ahead


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("The meeting went well.", True),
        ("This meeting went well.", True),
        ("The first meeting went well.", False),
        ("The Reef Meeting went well.", False),
        ("A meeting was held in Lima.", False),
        ("The meeting of experts on reefs went well.", False),
    ],
)
def test_candidate_points_back_when_its_words_say_no_more(candidates, text: str, reference: bool):
    (found,) = candidates(text)
    assert found.reference is reference


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Peru and Chile signed a treaty.", ["Peru", "Chile"]),
        ("The treaty was signed by Peru and Chile.", ["Peru", "Chile"]),
        ("Talks between Peru and Chile took place.", ["Peru", "Chile"]),
        ("President Mateo Quispe met with Prime Minister Ingrid Solheim.", ["Mateo Quispe", "Ingrid Solheim"]),
        ("The visit of President Mateo Quispe to Norway pleased them.", ["Mateo Quispe"]),
        ("Peru's launch of the fund surprised Chile.", ["Peru"]),
    ],
)
def test_candidate_has_the_people_of_its_own_phrase(candidates, text: str, people: list[str]):
    (found,) = candidates(text)
    assert [found.scene.text[a.start : a.end] for a, _ in found.people] == people


def test_candidate_of_a_verb_of_hosting_has_a_host(candidates):
    (found,) = candidates("President Mateo Quispe hosted Prime Minister Ingrid Solheim.")
    assert [role for _, role in found.people] == ["host", "participant"]


def test_candidate_of_an_anniversary_lies_so_many_years_back(candidates):
    (found,) = candidates("It is the 35th anniversary of the Fjord Partnership.")
    assert found.years_back == 35


def test_candidate_keeps_the_vehicle_that_it_is_about(candidates):
    (found,) = candidates("Peru and Chile signed the Reef Protection Convention.")
    assert [found.scene.text[v.start : v.end] for v in found.vehicles] == ["Reef Protection Convention"]


def test_bilateral_meetings_are_one_with_each_counterpart(candidates):
    found = candidates("Peru held a bilateral meeting with Minister Jon Arnason and Minister Kaja Tamm.")
    assert [c.name for c in found] == ["bilateral meeting with Jon Arnason", "bilateral meeting with Kaja Tamm"]


def test_bilateral_meetings_with_ministers_of_states_are_one_with_each_state(candidates):
    found = candidates("Minister Ana Quiroga held a bilateral meeting with the ministers of Chile and Kenya.")
    assert [c.name for c in found] == ["bilateral meeting with Chile", "bilateral meeting with Kenya"]


def test_verb_that_only_stages_a_named_happening_is_none_of_its_own(candidates):
    assert [c.name for c in candidates("Peru hosted the 3rd Reef Forum in Lima.")] == ["3rd Reef Forum"]


def test_quoted_name_that_is_staged_is_a_happening(candidates):
    (found,) = candidates('Peru organised "Green Harbour 2030" in Lima.')
    assert (found.name, found.named, found.type) == ("Green Harbour 2030", True, "conference")
