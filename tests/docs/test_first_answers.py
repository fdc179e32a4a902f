"""From the wheel to an answer in DuckDB and to a calendar, by the steps of docs/start.md and nothing else."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from blocks import blocks, pages
from session import Newcomer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None, reason="the commands of the page are typed into bash"),
]


def test_newcomer_gets_an_answer_and_a_calendar_by_the_steps_of_the_page(empty, tmp_path):
    """The shown answers are held against what is said, as on every page; here with what the wheel brought alone."""
    duckdb, icalendar = pytest.importorskip("duckdb"), pytest.importorskip("icalendar")
    newcomer = Newcomer(tmp_path, empty)
    steps = blocks(pages()["docs/start.md"])
    assert [block.language for block in steps].count("text") >= 4
    for block in steps:
        newcomer.run(block)
    with duckdb.connect(tmp_path / "records.duckdb", read_only=True) as records:
        assert records.execute("SELECT payer, amount, currency FROM commitment_list").fetchall() == [
            ("Norway", 4_000_000, "USD")
        ]
    entries = icalendar.Calendar.from_ical((tmp_path / "events.ics").read_bytes()).walk("VEVENT")
    assert [entry["dtstart"].dt for entry in entries] == [date(2021, 3, 2), date(2021, 6, 14)]
