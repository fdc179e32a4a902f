"""Clock times on example sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from asean_extract.rules import marked_spans, plain
from asean_extract.values.clock import find_times
from asean_extract.values.zones import ABBREVIATIONS, NAMES, offset_zone

TABLE = Path(__file__).resolve().parents[1] / "examples" / "clock.tsv"
LINES = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
ROWS = [line.split("\t") for line in LINES]


def test_table_is_whole():
    assert len([row for row in ROWS if len(row) == 4]) >= 18
    assert len([row for row in ROWS if len(row) == 1]) >= 7


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_find_times_gives_span_and_values(row):
    found = find_times(plain(row[0]))
    expected = [tuple(None if cell == "-" else cell for cell in row[1:])] if len(row) == 4 else []
    assert [(t.start, t.end) for t in found] == marked_spans(row[0])
    assert [(t.opens, t.closes, t.zone) for t in found] == expected


def test_offset_zone_turns_the_sign_as_iana_does():
    assert [offset_zone(o) for o in ("+9", "-5", "+0", "+5:30", "+15")] == [
        "Etc/GMT-9",
        "Etc/GMT+5",
        "Etc/UTC",
        None,
        None,
    ]


def test_every_zone_is_an_iana_name():
    from zoneinfo import available_timezones

    names = {zone for zone in (*ABBREVIATIONS.values(), *NAMES.values()) if zone}
    assert len(names) >= 30
    assert names <= available_timezones()
