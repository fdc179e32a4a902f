"""The days that an EDTF value covers: what a table, a database or a merge compares dates by."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_SIDE = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?[~?%]?")

Days = tuple[date | None, date | None]


@lru_cache(maxsize=4_096)
def days(value: str | None) -> Days:
    """First and last day of an ISO 8601 or EDTF level 1 value; None where the value leaves it open.

    `2019-11` gives 1 and 30 November; of `../2025` only the last day is known, of `XXXX-11-24` neither. A season is
    given the days of its year, since which months it spans depends on the hemisphere. What is no date gives nothing.
    """
    if not value:
        return None, None
    first, _, last = value.partition("/")
    if not last and "/" not in value:
        last = first
    return _bounds(first)[0], _bounds(last)[1]


def is_one_day(value: str) -> bool:
    """Whether the value names one known day of a known year."""
    first, last = days(value)
    return first is not None and first == last


def _bounds(side: str) -> Days:
    m = _SIDE.fullmatch(side)
    if m is None or m["year"] == "XXXX" or m["year"].startswith("X"):
        return None, None
    years = int(m["year"].replace("X", "0")), int(m["year"].replace("X", "9"))
    month, day = (int(part) if part and part.isdigit() else None for part in (m["month"], m["day"]))
    if month is None or month > 12:
        months, day = (1, 12), None
    else:
        months = month, month
    try:
        return (
            date(years[0], months[0], day or 1),
            date(years[1], months[1], day or monthrange(years[1], months[1])[1]),
        )
    except ValueError:  # year 0, a 30 February
        return None, None
