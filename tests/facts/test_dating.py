"""Which date belongs to which happening of a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from asean_extract.facts.candidates import Dated
from asean_extract.facts.dating import date_candidates, year_in_name

pytestmark = pytest.mark.slow

#: A sentence (published on Wednesday, 15 May 2024) with the date of each of its happenings.
OWN = [
    ("The Reef Forum was held on 3 May 2024.", {"Reef Forum": "2024-05-03"}),
    ("On 3 May 2024, Peru hosted the Reef Forum.", {"Reef Forum": "2024-05-03"}),
    ("Monday's summit was short.", {"summit": "2024-05-13"}),
    ("The May 13 summit was short.", {"summit": "2024-05-13"}),
    ("Peru praised the summit held in June 2023.", {"summit": "2023-06"}),
    ("Peru praised the summit (3 May 2023).", {"summit": "2023-05-03"}),
    ("Peru signed a treaty on 3 May 2024.", {"signing of a treaty": "2024-05-03"}),
    ("The treaty was signed in 2019 by Peru.", {"signing of the treaty": "2019"}),
    ("The ministry said Friday that Peru signed a treaty.", {"signing of a treaty": "2024-05-10"}),
    (
        "The Reef Forum was held in 2019 and the Coral Expo in 2022.",
        {"Reef Forum": "2019", "Coral Expo": "2022"},
    ),
    (
        "The Reef Forum of 2019 led to the Coral Expo of 2022.",
        {"Reef Forum": "2019", "Coral Expo": "2022"},
    ),
]  # fmt: skip
#: Sentences whose happening none of the dates belongs to.
NONE = [
    "The Reef Forum adopted the Coral Plan of Action 2021-2025.",
    "The Reef Forum heard of the October milestone.",
    "The Reef Forum discussed exports, which fell by half between 2010 and 2020.",
]
#: The same, but the lone date of the sentence is given to its only happening all the same.
GAPS = [
    "The ministry said Friday that Peru will sign a treaty.",
]


@pytest.fixture(scope="module")
def dated(scenes, happenings) -> Callable[[str], list[Dated]]:
    def find(text: str) -> list[Dated]:
        (scene,) = scenes(text)
        return date_candidates(scene, happenings.find(scene, {}))

    return find


@pytest.mark.parametrize(("text", "dates"), OWN)
def test_date_belongs_to_its_happening(dated, text: str, dates: dict[str, str]):
    assert {d.candidate.name: d.date.value for d in dated(text) if d.date is not None and d.own} == dates


@pytest.mark.parametrize("text", NONE)
def test_date_of_something_else_dates_no_happening(dated, text: str):
    found = dated(text)
    assert found
    assert [d.date for d in found if d.date is not None] == []


@pytest.mark.xfail(strict=True, reason="the only happening takes the only date")
@pytest.mark.parametrize("text", GAPS)
def test_date_of_another_verb_dates_no_happening(dated, text: str):
    found = dated(text)
    assert found
    assert [d.date for d in found if d.date is not None] == []


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Peru signed a treaty at the Reef Forum on 3 May 2024.", "signing of a treaty", "Reef Forum"),
        ("The Reef Forum in May 2024 adopted a declaration.", "adoption of a declaration", "Reef Forum"),
        ("During the Reef Forum on 3 May 2024, a signing ceremony was held.", "signing ceremony", "Reef Forum"),
    ],
)
def test_part_of_a_happening_has_its_date(dated, text: str, part: str, whole: str):
    found = {d.candidate.name: d for d in dated(text)}
    assert found[part].date is not None
    assert found[whole].date is not None
    assert found[part].date.value == found[whole].date.value


def test_part_of_an_undated_happening_knows_what_it_is_part_of(dated):
    found = {d.candidate.name: d for d in dated("Peru signed a treaty at the Reef Forum.")}
    within = found["signing of a treaty"].within
    assert within is not None
    assert within.name == "Reef Forum"


@pytest.mark.parametrize(
    ("name", "named", "year"),
    [
        ("2019 Reef Forum", True, "2019"),
        ("Reef Forum 2019", True, "2019"),
        ("Reef Forum", True, None),
        ("Reef Forum 2019-2021", True, None),
        ("meeting of the 2019 group", False, None),
    ],
)
def test_year_in_name_is_the_only_one_of_a_proper_name(dated, name: str, named: bool, year: str | None):
    (found,) = dated("The Reef Forum was held.")
    assert year_in_name(replace(found.candidate, name=name, named=named)) == year
