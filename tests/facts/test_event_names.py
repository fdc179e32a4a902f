"""Noun phrases that name a happening, in single sentences and without a model."""

from __future__ import annotations

import pytest

from asean_extract.facts.event_names import EventName, EventNames
from asean_extract.files.patterns import load_patterns

NAMES = EventNames(load_patterns())

#: A sentence and the names in it, in order.
FOUND = [
    ("the 5th Kenya-Norway Dialogue was held", ["5th Kenya-Norway Dialogue"]),
    ("the third Kenya-Peru Dialogue", ["third Kenya-Peru Dialogue"]),
    ("a groundbreaking ceremony took place", ["groundbreaking ceremony"]),
    ("a two-day summit of both", ["two-day summit"]),
    ("The Meeting noted this.", ["Meeting"]),
    ("this year's conference was short", ["conference"]),
    ("talks in Oslo went on", ["talks"]),
    ("the Special Kenya-Fiji Summit 2031", ["Special Kenya-Fiji Summit 2031"]),
    ("the Special Kenya-Fiji Summit, 2031", ["Special Kenya-Fiji Summit"]),
    ("in June the Fjord Forum met", ["Fjord Forum"]),
    ("the May 5 Reef Summit", ["Reef Summit"]),
    ("Ministers at the Oslo Forum on Clean Seas said so", ["Oslo Forum on Clean Seas"]),
    ("Ministers at the Oslo Forum on Clean Seas in 2031", ["Oslo Forum on Clean Seas"]),
    ("the Oslo Forum on Monday", ["Oslo Forum"]),
    ("the Oslo Forum for May", ["Oslo Forum"]),
    ("Opening Ceremony of the Reef Expo", ["Opening Ceremony of the Reef Expo"]),
    ("the 2nd Fjord Forum and the 3rd Reef Expo", ["2nd Fjord Forum", "3rd Reef Expo"]),
    ("Lima hosted the Peru-Chile summit", ["Peru-Chile summit"]),
    ("the U.S.-Kenya Dialogue", ["U.S.-Kenya Dialogue"]),
    ("the Chile (Andes) Ministerial Meeting", ["Chile (Andes) Ministerial Meeting"]),
    ("the Andean Transport Ministers Meeting (ANTRAM) in Lima", ["Andean Transport Ministers Meeting (ANTRAM)"]),
    ("after the Fjord Forum", ["Fjord Forum"]),
]
#: Sentences that name none.
NONE = [
    "dialogue is the only way",
    "a talk with him",
    "meetings were held",
    "the earliest meeting",
    "After dinner they left",
    "the Dialogue Partner",
    "the conference room",
    "the summit-level exchange",
    "he met them",
]


def one(text: str) -> EventName:
    (name,) = NAMES.find(text)
    return name


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_event_names_are_found(text: str, names: list[str]):
    assert [n.text for n in NAMES.find(text)] == names


@pytest.mark.parametrize("text", NONE)
def test_event_names_are_not_found(text: str):
    assert NAMES.find(text) == []


@pytest.mark.parametrize("text", [text for text, _ in FOUND])
def test_event_names_are_slices_of_the_sentence(text: str):
    names = NAMES.find(text)
    assert names
    assert all(n.text == text[n.start : n.end] and n.start <= n.head < n.head_end <= n.end for n in names)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the 5th Kenya-Norway Dialogue", True),
        ("the Peru-Chile summit", True),
        ("the Meeting", False),
        ("a bilateral meeting", False),
        ("Bilateral meeting in Lima", False),
        ("the Ministers' Meeting on Trade", True),
    ],
)
def test_event_name_is_proper_when_capitals_or_a_topic_say_which(text: str, named: bool):
    assert one(text).named is named


@pytest.mark.parametrize(
    ("text", "definite", "indefinite"),
    [
        ("the summit", True, False),
        ("a summit", False, True),
        ("its summit", True, False),
        ("another summit", False, True),
    ],
)
def test_event_name_keeps_what_its_determiner_says(text: str, definite: bool, indefinite: bool):
    assert (one(text).definite, one(text).indefinite) == (definite, indefinite)


def test_event_name_keeps_the_acronym_behind_it():
    assert one("the Andean Transport Ministers Meeting (ANTRAM) in Lima").acronym == "ANTRAM"


def test_event_name_may_end_in_the_acronym_of_a_longer_name():
    (name,) = NAMES.find("the 3rd Andean ANTRAM met", acronyms={"ANTRAM": "Transport Ministers Meeting"})
    assert (name.text, name.noun.noun, name.named) == ("3rd Andean ANTRAM", "meeting", True)


def test_event_names_of_an_acronym_need_a_happening_in_its_full_form():
    assert NAMES.find("the 3rd Andean ANTRAM met", acronyms={"ANTRAM": "Transport Ministry"}) == []


def test_event_name_does_not_grow_into_a_person():
    assert [n.text for n in NAMES.find("Ana Quiroga's Reef Forum", masks=[(0, 11)])] == ["Reef Forum"]


def test_event_name_is_not_headed_by_a_noun_inside_another_name():
    assert NAMES.find("the Reef Forum said so", sealed=[(4, 14)]) == []


def test_event_name_may_begin_with_another_name():
    assert [n.text for n in NAMES.find("the PCTP Summit met", sealed=[(4, 8)])] == ["PCTP Summit"]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("5th Foreign Ministers' Meeting", "ministerial_meeting"),
        ("Senior Officials' Meeting", "officials_meeting"),
        ("Leaders' Meeting", "summit"),
        ("2+2 Dialogue", "ministerial_meeting"),
        ("Directors-General Meeting", "officials_meeting"),
        ("Vice-Ministerial Meeting", "officials_meeting"),
        ("Reef Meeting", None),
    ],
)
def test_level_is_told_by_the_words_of_the_name(name: str, level: str | None):
    assert NAMES.level(name) == level
