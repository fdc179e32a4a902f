"""The days that a date covers."""

from __future__ import annotations

import pytest

from asean_extract.values.edtf import days, is_one_day

COVERED = [
    ("2019-11-24", "2019-11-24", "2019-11-24"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2019", "2019-01-01", "2019-12-31"),
    ("2017~", "2017-01-01", "2017-12-31"),
    ("2019-11-25/2019-11-26", "2019-11-25", "2019-11-26"),
    ("2019-07/2019-09", "2019-07-01", "2019-09-30"),
    ("../2025", None, "2025-12-31"),
    ("2025/..", "2025-01-01", None),
    ("/2025-03", None, "2025-03-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("2019-21", "2019-01-01", "2019-12-31"),
    ("2019-XX-XX", "2019-01-01", "2019-12-31"),
    ("XXXX-11-24", None, None),
    ("XXXX-XX-XX", None, None),
    ("2019-02-30", None, None),
    ("yesterday", None, None),
    ("", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("value", "first", "last"), COVERED)
def test_days_are_those_that_the_value_leaves_no_doubt_of(value, first, last):
    assert tuple(str(day) if day else None for day in days(value)) == (first, last)


@pytest.mark.parametrize(
    ("value", "one"), [("2019-11-24", True), ("2019-11-24/2019-11-24", True), ("2019-11", False), ("XXXX-11-24", False)]
)
def test_is_one_day_needs_day_and_year(value, one):
    assert is_one_day(value) is one
