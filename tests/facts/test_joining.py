"""Which mentions tell of one happening: dates, names and references. Needs no trained model."""

from __future__ import annotations

import pytest

from asean_extract.facts.candidates import Dated
from asean_extract.facts.joining import compatible, join

from .tellings import on, told


def groups(*mentions: Dated) -> list[list[str]]:
    return [[m.candidate.name for m in h.members] for h in join(mentions)]


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
