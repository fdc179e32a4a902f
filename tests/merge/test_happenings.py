"""What is one happening (true duplicates), what is not (near misses), and what the sources disagree on."""

from __future__ import annotations

import pytest
from made_output import Made


def report(path, name="5th Fjord Summit", value="2021-03-02", type="summit", /, *, published="2021-03-03", **event):
    """A file that tells of one event; Norway and Chile take part unless something else is said."""
    made = Made(path, published)
    norway, chile = made.entity("cty-no", "Norway"), made.entity("cty-cl", "Chile")
    made.event(name, value, type, **{"who": [norway, chile]} | event)
    return made


def sources(corpus):
    return sorted(len(event.sources) for event in corpus.events)


DUPLICATES = [
    pytest.param(("5th Fjord Summit", "2021-03-02"), ("Fifth Fjord Summit", "2021-03-02"), id="numbered"),
    pytest.param(("5th Fjord Summit", "2021-03-02"), ("5th Fjord Summit", "2021-03"), id="one knows the month"),
    pytest.param(("5th Fjord Summit", "2021-03-02"), ("5th Fjord Summit", "XXXX-03-02"), id="one has no year"),
    pytest.param(("2021 Fjord Summit", "2021-03-02"), ("2021 Fjord Summit", "2021"), id="year in the name"),
    pytest.param(("Fjord Summit", "2021-03-02"), ("The Fjord Summit", "2021-03-01/2021-03-02"), id="named, same days"),
    pytest.param(("Fjord Leaders Summit", "2021-03-02"), ("Fjord Summit", "2021-03-02"), id="short form of the name"),
    pytest.param(("Norway-Chile Summit", "2021-03-02"), ("Chile-Norway Summit", "2021-03-02"), id="parties turned"),
]


@pytest.mark.parametrize(("one", "other"), DUPLICATES)
def test_two_reports_of_one_summit_are_one_happening(one, other, merged):
    corpus = merged(report("a.txt", *one), report("b.txt", *other))
    assert sources(corpus) == [2]
    assert corpus.events[0].why
    assert {source.file for source in corpus.events[0].sources} == {"a.json", "b.json"}
    assert corpus.events[0].disagreements == []


NEAR_MISSES = [
    pytest.param(("5th Fjord Summit", "2021-03-02"), ("6th Fjord Summit", "2021-03-02"), id="another number"),
    pytest.param(("Fjord Summit", "2021-03-02"), ("Fjord Summit", "2022-03-02"), id="another year"),
    pytest.param(("5th Fjord Summit", "2021-03-02"), ("5th Fjord Summit", "2023-03-02"), id="number of another series"),
    pytest.param(("Fjord Summit", "2021-03-02"), ("Fjord Summit", "2021-03-05"), id="days later"),
    pytest.param(("Fjord Summit", "2021-03-02"), ("Fjord Summit", "XXXX-03-02"), id="nobody knows the year"),
    pytest.param(("Fjord Summit", "2021-03-02"), ("Glacier Summit", "2021-03-02"), id="another name"),
    pytest.param(("Special Fjord Summit", "2021-03-02"), ("Regular Fjord Summit", "2021-03-02"), id="another kind"),
    pytest.param(
        ("Ministerial Meeting", "2021-03-02"), ("Ministerial Meeting", "2021-03"), id="a name that tells nothing"
    ),
]


@pytest.mark.parametrize(("one", "other"), NEAR_MISSES)
def test_two_meetings_that_are_much_alike_stay_two(one, other, merged):
    corpus = merged(report("a.txt", *one), report("b.txt", *other))
    assert sources(corpus) == [1, 1]
    assert [event.why for event in corpus.events] == [[], []]


def test_meetings_of_the_same_ministers_in_two_years_stay_two(merged):
    made = []
    for year in ("2019", "2020"):
        one = Made(f"{year}.txt", f"{year}-06-02")
        ministers = [
            one.entity("per-ida-berg", "Ida Berg", country="NO"),
            one.entity("per-luz-rio", "Luz Rio", country="CL"),
        ]
        one.event("meeting of Berg and Rio", f"{year}-06-01", "bilateral_meeting", named=False, who=ministers)
        made.append(one)
    assert sources(merged(*made)) == [1, 1]


def test_unnamed_meeting_of_the_same_parties_on_one_day_is_one(merged):
    a = report("a.txt", "talks in Oslo", "2021-03-02", "bilateral_meeting", named=False)
    b = report("b.txt", "meeting of foreign ministers", "2021-03-02", "bilateral_meeting", named=False)
    corpus = merged(a, b)
    assert sources(corpus) == [2]
    assert corpus.events[0].why == ["same day (2021-03-02)", "same type", "participants in common (cl, no)"]


@pytest.mark.parametrize("who", [["cty-no"], ["cty-no", "cty-pe"], ["cty-no", "cty-cl", "cty-pe"]])
def test_unnamed_meeting_of_other_parties_is_another(who, merged):
    a = report("a.txt", "talks", "2021-03-02", "bilateral_meeting", named=False)
    b = Made("b.txt")
    for key, name in (("cty-no", "Norway"), ("cty-cl", "Chile"), ("cty-pe", "Peru")):
        b.entity(key, name)
    b.event("talks", "2021-03-02", "bilateral_meeting", named=False, who=who)
    assert sources(merged(a, b)) == [1, 1]


def test_unnamed_meetings_of_different_persons_of_the_same_countries_stay_two(merged):
    made = []
    for path, one, other in (("a.txt", "per-ida-berg", "per-luz-rio"), ("b.txt", "per-ole-vik", "per-ana-sol")):
        m = Made(path)
        pair = [m.entity(one, one, country="NO"), m.entity(other, other, country="CL")]
        m.event("talks", "2021-03-02", "bilateral_meeting", named=False, who=pair)
        made.append(m)
    assert sources(merged(*made)) == [1, 1]


def test_two_events_of_one_article_stay_two(merged):
    made = report("a.txt")
    made.event("5th Fjord Summit", "2021-03-02", who=["cty-no", "cty-cl"], sentence="Again the summit.")
    assert sources(merged(made)) == [1, 1]


def test_chain_of_likeness_does_not_join_two_numbers(merged):
    corpus = merged(
        report("a.txt", "5th Fjord Summit", "2021-03-02"),
        report("b.txt", "Fjord Summit", "2021-03-02"),
        report("c.txt", "6th Fjord Summit", "2021-03-02"),
    )
    assert sources(corpus) == [1, 2]


def test_third_report_joins_the_two(merged):
    corpus = merged(*(report(f"{name}.txt") for name in "abc"))
    assert sources(corpus) == [3]


def test_signing_and_meeting_of_one_name_stay_two(merged):
    assert sources(merged(report("a.txt"), report("b.txt", "5th Fjord Summit", "2021-03-02", "agreement"))) == [1, 1]


def test_disagreement_on_the_date_is_listed(merged):
    corpus = merged(
        report("a.txt", value := "5th Fjord Summit", "2021-03-02"),
        report("b.txt", value, "2021-03-04"),
        report("c.txt"),
    )
    (event,) = corpus.events
    assert event.date == "2021-03-02"
    (found,) = event.disagreements
    assert found.field == "date"
    assert [(v.value, v.files) for v in found.versions] == [
        ("2021-03-02", ["a.json", "c.json"]),
        ("2021-03-04", ["b.json"]),
    ]


def test_disagreement_on_the_place_is_listed(merged):
    a = report("a.txt", place=("Oslo", "NO"))
    (event,) = merged(a, report("b.txt", place=("Santiago", "CL"))).events
    assert [(d.field, [v.value for v in d.versions]) for d in event.disagreements] == [("place", ["Oslo", "Santiago"])]


def test_place_and_its_country_are_no_disagreement(merged):
    (event,) = merged(report("a.txt", place=("Oslo", "NO")), report("b.txt", place=("Norway", "NO"))).events
    assert event.disagreements == []
    assert (event.place, event.country) == ("Oslo", "NO")


def test_disagreement_on_the_sum_is_listed(merged):
    made = []
    for path, amount in (("a.txt", "4000000"), ("b.txt", "5000000")):
        one = report(path)
        fund = one.initiative("ini-coastal-fund", "Coastal Fund")
        one.events[0] = one.events[0].model_copy(update={"initiatives": [fund]})
        one.commitment(amount, "2021-03-02", payer="cty-no", initiative=fund)
        made.append(one)
    corpus = merged(*made)
    (event,) = corpus.events
    (found,) = event.disagreements
    assert found.field == "sum"
    assert [v.value for v in found.versions] == [
        "4000000 USD (cty-no to ini-coastal-fund)",
        "5000000 USD (cty-no to ini-coastal-fund)",
    ]
    assert len(corpus.commitments) == 2


def test_plan_that_came_about_is_held(merged):
    a = report("a.txt", status="planned", published="2021-02-01")
    (event,) = merged(a, report("b.txt")).events
    assert (event.status, event.disagreements) == ("held", [])


def test_cancelled_beside_held_is_a_disagreement(merged):
    (event,) = merged(report("a.txt", status="cancelled"), report("b.txt")).events
    assert [d.field for d in event.disagreements] == ["status"]
