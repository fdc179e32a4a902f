"""What makes two candidates one happening: words, numbers, people, vehicles. Needs no trained model."""

from __future__ import annotations

from typing import Any

import pytest

from asean_extract.facts.likeness import alike, content_words, fold, ordinal, traits
from asean_extract.facts.scene import Vehicle

from .tellings import told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5th Kenya-Norway Ministers' Meeting", "Kenya-Norway Ministers Meeting"),
        ("Kenya-South Korea Dialogue", "Kenya-Republic of Korea Dialogue"),
        ("Reef Talks", "the reef talk"),
        ("2031 Reef Summit", "Reef Summit"),
        ("Reef Training Programme", "Reef Training Program"),
    ],
)
def test_content_words_are_the_same_for_two_forms_of_one_name(one: str, other: str):
    assert content_words(one) == content_words(other) != frozenset()


def test_content_words_tell_two_names_apart():
    assert content_words("Kenya-Norway Dialogue") != content_words("Kenya-Fiji Dialogue")


def test_fold_leaves_no_case_and_no_punctuation():
    assert fold("Norway's “Reef-Forum”, (Oslo)") == "norway reef forum oslo"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("23rd Reef Forum", 23),
        ("inaugural Reef Forum", 1),
        ("Third Reef Forum", 3),
        ("Reef Forum 2031", None),
        ("Reef Forum of 5 States", None),
    ],
)
def test_ordinal_is_the_number_in_the_series(name: str, number: int | None):
    assert ordinal(name) == number


# ---------------------------------------------------------------- candidates
TRIP = {"type": "visit", "noun": "visit"}
FOUNDED = {"type": "launch", "noun": ""}
SIGNED = {"type": "agreement", "noun": "agreement"}
TREATY = {**SIGNED, "vehicles": (Vehicle(0, 1, "ini-reef-treaty", "agreement"),)}

#: Two candidates of one happening each, as name and settings.
ONE: list[tuple[tuple[str, dict[str, Any]], tuple[str, dict[str, Any]]]] = [
    (("5th Kenya-Norway Reef Dialogue", {}), ("Kenya-Norway Reef Dialogue", {})),
    (("Meeting of Transport Ministers", {"acronym": "TRAM"}), ("5th TRAM", {"acronym": "TRAM"})),
    (("talks", {"people": ["per-ana", "per-jon"]}), ("a call", {"people": ["per-jon", "per-ana"]})),
    (("talks", {"people": ["per-ana"]}), ("a call", {"people": ["per-jon", "per-ana"]})),
    (("the second", {}), ("their next", {})),
    (("visit of Ana to Lima", {**TRIP, "people": ["per-ana"]}), ("her trip", {**TRIP, "people": ["per-ana"]})),
    (("visit to Lima", TRIP), ("Lima visit", TRIP)),
    (("the Reef Fund", FOUNDED), ("the reef fund", FOUNDED)),
    (("establishment of the Coast Task Force", FOUNDED), ("creation of the task force", FOUNDED)),
    (("Kenya-Norway dialogue", FOUNDED), ("dialogue of Norway", FOUNDED)),
    (("treaty on reefs", TREATY), ("the accord", TREATY)),
    (("agreement on coral trade", SIGNED), ("coral trade agreement", SIGNED)),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_alike_are_two_that_share_a_trait(one: tuple[str, dict[str, Any]], other: tuple[str, dict[str, Any]]):
    a, b = (told(name, **settings).candidate for name, settings in (one, other))
    assert alike(a, b)
    assert set(traits(a)) & set(traits(b))
