"""The calendar through icalendar, PLOVER lines through polars."""

from __future__ import annotations

import datetime

import pytest
from made_output import Made

from asean_extract.exports.plover import COLUMNS
from asean_extract.exports.registry import export


def entries(path):
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert calendar.errors == []
    return {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}


def test_ics_has_the_events_whose_day_is_known(exported):
    path, counts = exported("ics")
    assert counts == {"events": 2, "events without a day": 3}
    assert sorted(entries(path)) == ["3rd Fjord Summit", "@Council dinner"]


def test_ics_ends_an_entry_on_the_day_after(exported):
    entry = entries(exported("ics")[0])["3rd Fjord Summit"]
    assert entry.decoded("dtstart") == datetime.date(2021, 3, 2)
    assert entry.decoded("dtend") == datetime.date(2021, 3, 4)


def test_ics_puts_a_clock_time_of_a_known_zone_into_utc(exported):
    entry = entries(exported("ics")[0])["@Council dinner"]
    assert entry.decoded("dtstart") == datetime.datetime(2021, 3, 2, 18, 40, tzinfo=datetime.UTC)
    assert entry.decoded("dtend") == datetime.datetime(2021, 3, 2, 20, 0, tzinfo=datetime.UTC)


def test_ics_takes_no_time_from_the_clock(exported):
    found = entries(exported("ics")[0])
    assert {entry.decoded("dtstamp") for entry in found.values()} == {
        datetime.datetime(2021, 3, 3, tzinfo=datetime.UTC)
    }


@pytest.mark.parametrize(
    ("value", "basis", "known"),
    [
        ("2021-03-02", "relative", 1), ("2021-03-01/2021-03-07", "relative", 0),
        ("2021-03-01/2021-03-02", "inferred", 1),
        ("2021-03", "explicit", 0), ("2021-01/2021-02", "explicit", 0), ("../2021-03-02", "explicit", 0),
        ("XXXX-03-02", "explicit", 0), ("2021-02-30", "explicit", 0),
    ],
)  # fmt: skip
def test_ics_entry_needs_a_day(tmp_path, value, basis, known):
    pytest.importorskip("icalendar")
    made = Made("a.txt")
    event = made.event("Talks", value)
    made.events[0] = event.model_copy(update={"date": event.date.model_copy(update={"basis": basis})})
    assert export([("a.json", made.record())], "ics", tmp_path / "a.ics")["events"] == known


@pytest.mark.parametrize(
    "time", [("25:00", None, "Asia/Seoul"), ("10:00", None, "Nowhere/At_All"), ("10:00", None, None)]
)
def test_ics_entry_without_a_usable_clock_is_a_whole_day(tmp_path, time):
    made = Made("a.txt")
    made.event("Talks", "2021-03-02", time=made.clock(*time))
    pytest.importorskip("icalendar")
    export([("a.json", made.record())], "ics", tmp_path / "a.ics")
    assert entries(tmp_path / "a.ics")["Talks"].decoded("dtstart") == datetime.date(2021, 3, 2)


def test_ics_uid_outlives_other_events_and_differs_by_file(tmp_path):
    pytest.importorskip("icalendar")
    uids = []
    for name, before in (("a", False), ("a", True), ("b", False)):
        made = Made(f"{name}.txt")
        if before:
            made.event("Earlier talks", "2021-01-02")
        made.event("Talks", "2021-03-02")
        export([(f"{name}.json", made.record())], "ics", tmp_path / "a.ics")
        uids.append(str(entries(tmp_path / "a.ics")["Talks"]["uid"]))
    assert uids[0] == uids[1] != uids[2]


def test_plover_is_read_back_by_polars(exported):
    polars = pytest.importorskip("polars")
    path, counts = exported("plover")
    assert counts == {"events": 4, "events without a class": 1}
    table = polars.read_csv(path, separator="\t", infer_schema=False)
    assert table.columns == list(COLUMNS)
    assert table["Event Type"].to_list() == ["CONSULT", "CONSULT", "CONSULT", "COOPERATE"]
    assert table["Quad Code"].to_list() == ["1", "1", "1", "2"]
    assert table["Event Date"].to_list() == [None, "2021-03-02", None, None]
    assert table["Actor Country"].to_list() == ["CHL; NOR; NOR", "NOR; CHL", "NOR; CHL", "NOR"]
    assert table["Actor Title"].to_list()[1] == "Minister, at sea; "


def test_ics_words_cannot_end_their_entry_or_begin_another(tmp_path):
    made = Made("x.txt", "2022-01-01")
    name = "Talks\r\nEND:VEVENT\nBEGIN:VEVENT;X=1,\\n" + "한" * 200
    made.event(name, "2022-01-01", sentence="A line\r\nATTACH:file:///etc/passwd")
    pytest.importorskip("icalendar")
    export([("x.json", made.record())], "ics", tmp_path / "x.ics")
    (entry,) = entries(tmp_path / "x.ics").values()
    assert str(entry["summary"]).replace("\r", "").startswith("Talks\nEND:VEVENT\nBEGIN:VEVENT;X=1,")
    assert "attach" not in entry
    assert all(len(line) <= 75 for line in (tmp_path / "x.ics").read_bytes().split(b"\r\n"))
