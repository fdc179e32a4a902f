"""Which mentions tell of one happening: names, numbers in a series, dates and references. Needs no trained model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import spacy

from asean_extract.facts.candidates import Candidate, Dated
from asean_extract.facts.joining import compatible, content_words, fold, join, ordinal
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


def groups(*mentions: Dated) -> list[list[str]]:
    return [[m.candidate.name for m in h.members] for h in join(mentions)]


# ---------------------------------------------------------------- words and numbers
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


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("2031-05-12", "2031-05-12", True),
        ("2031-05-12", "2031-05", True),
        ("2031-05-12", "2031", True),
        ("2031-05-11/2031-05-13", "2031-05-12", True),
        ("2031-05-12", None, True),
        ("XXXX-05-12", "2031-05-12", True),
        ("2031-05-12", "2031-05-13", False),
        ("2031-05", "2031-06", False),
        ("2031-05-11/2031-05-13", "2031-05-14", False),
        ("2031", "2032", False),
    ],
)
def test_compatible_dates_lie_within_each_other(one: str, other: str | None, fit: bool):
    assert compatible(on(one), on(other)) is fit
    assert compatible(on(other), on(one)) is fit


@pytest.mark.xfail(strict=True, reason="an open year fits every day of the year")
def test_compatible_dates_share_what_they_both_know():
    assert not compatible(on("XXXX-05-12"), on("2031-06-03"))


# ---------------------------------------------------------------- mentions
def test_join_takes_a_shorter_name_for_the_longer_one():
    assert len(groups(told("5th Kenya-Norway Reef Dialogue"), told("Kenya-Norway Reef Dialogue"))) == 1


def test_join_keeps_two_numbers_of_a_series_apart():
    assert len(groups(told("5th Kenya-Norway Dialogue"), told("6th Kenya-Norway Dialogue"))) == 2


def test_join_keeps_two_years_of_a_series_apart():
    assert len(groups(told("Kenya-Norway Summit 2030"), told("Kenya-Norway Summit 2031"))) == 2


def test_join_keeps_mentions_of_two_dates_apart():
    assert len(groups(told("Kenya-Norway Summit", "2030-05-01"), told("Kenya-Norway Summit", "2031-05-01"))) == 2


def test_join_gives_the_meeting_to_the_latest_one_of_that_noun():
    first, second = told("Kenya-Norway Meeting", "2031-05-01"), told("Fiji-Peru Meeting", "2031-05-02", 1)
    assert groups(first, second, told("the meeting", index=2, reference=True)) == [
        ["Kenya-Norway Meeting"],
        ["Fiji-Peru Meeting", "the meeting"],
    ]


def test_join_drops_a_reference_to_nothing():
    assert groups(told("the meeting", reference=True)) == []


def test_join_gives_the_event_to_what_is_staged():
    fair = told("Reef Fair", "2031-05-01", type="exhibition", noun="fair")
    assert groups(fair, told("the event", index=1, noun="event", reference=True)) == [["Reef Fair", "the event"]]


def test_join_does_not_take_a_meeting_for_a_fair():
    fair = told("Kenya-Norway Reef Fair", type="exhibition", noun="fair")
    assert len(groups(fair, told("Kenya-Norway Reef Meeting"))) == 2


def test_join_takes_a_meeting_of_the_same_two_for_one():
    one = told("talks of both", people=["per-ana", "per-jon"])
    assert len(groups(one, told("meeting of Ana and Jon", index=1, people=["per-jon", "per-ana"]))) == 1


def test_join_keeps_two_meetings_with_different_counterparts_apart():
    one = told("meeting of Ana and Jon", people=["per-ana", "per-jon"], indefinite=True)
    assert len(groups(one, told("meeting of Ana and Eva", people=["per-ana", "per-eva"], indefinite=True))) == 2


def test_join_takes_two_visits_of_one_traveller_for_one_trip():
    trip = {"type": "visit", "noun": "visit"}
    assert (
        len(
            groups(
                told("visit of Ana to Lima", people=["per-ana"], **trip), told("her trip", people=["per-ana"], **trip)
            )
        )
        == 1
    )


def test_join_keeps_the_visits_of_two_travellers_apart():
    trip = {"type": "visit", "noun": "visit"}
    assert (
        len(groups(told("visit of Ana", people=["per-ana"], **trip), told("visit of Jon", people=["per-jon"], **trip)))
        == 2
    )


def test_join_names_a_happening_by_its_fullest_proper_name():
    (happening,) = join([told("Kenya-Norway Dialogue"), told("5th Kenya-Norway Reef Dialogue", index=1)])
    assert happening.best_named.name == "5th Kenya-Norway Reef Dialogue"
