"""Calendar arithmetic on dates of which not every part is known, and how they are written (ISO 8601, EDTF level 1)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "year", "interval"]
Unit = Literal["day", "week", "month", "quarter", "half", "year", "decade", "century", "weekend", "season"]

UNKNOWN_DAY = "XXXX-XX-XX"
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
#: EDTF level 1 writes a season as a month of 21 to 24.
SEASONS: dict[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
#: First months of the seasons of the northern half of the earth, for telling which is nearest; a value never says them.
SEASON_STARTS: dict[int, int] = {21: 3, 22: 6, 23: 9, 24: 12}
_STAMP = re.compile(r"(?P<year>\d{4}|X{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[~?%]?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, month, season or year; None stands for the part that the words leave open or do not give."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = ["XXXX" if self.year is None else f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def precision(self) -> Precision:
        """The smallest part that is known; a season is an interval of months."""
        if self.month is not None and self.month > 12:
            return "interval"
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    @property
    def is_real(self) -> bool:
        """False for a 30 February, and for 29 February of a year that has none."""
        if self.month is None or self.month > 12 or self.day is None:
            return self.month is None or 1 <= self.month <= 12 or self.month in SEASONS.values()
        leap_or_given = 2000 if self.year is None else self.year
        return 1 <= self.month <= 12 and 1 <= self.day <= monthrange(leap_or_given, self.month)[1]

    def day_date(self) -> date | None:
        """The day as a `date`, None unless all three parts are known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def first(self) -> date | None:
        """The first day that it covers, None when the year is open; a season is that of the northern half."""
        if self.year is None:
            return None
        month = SEASON_STARTS.get(self.month or 1, self.month or 1)
        return date(self.year, month, self.day or 1)

    def last(self) -> date | None:
        """The last day that it covers, None when the year is open; winter runs into the next year."""
        if self.year is None:
            return None
        if self.month in SEASON_STARTS:
            end = shift_months(Stamp(self.year, SEASON_STARTS[self.month]), 2)
            return end.last()
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def of_day(day: date) -> Stamp:
    """The stamp of one day."""
    return Stamp(day.year, day.month, day.day)


def parse(value: str | None) -> tuple[Stamp, Stamp] | None:
    """First and last stamp of an EDTF value, twice the same unless it is an interval; None when nothing is known.

    Of an open interval both are the known end.
    """
    sides = [_stamp(side) for side in (value or "").split("/")]
    known = [side for side in sides if side]
    return (known[0], known[-1]) if known else None


def _stamp(text: str) -> Stamp | None:
    m = _STAMP.fullmatch(text)
    if m is None:
        return None
    numbers = [int(part) if part and part.isdigit() else None for part in m.groups()]
    return None if numbers == [None, None, None] else Stamp(*numbers)


def write(first: Stamp, last: Stamp) -> str:
    """The EDTF value from first to last, one stamp when they are the same."""
    return str(first) if first == last else f"{first}/{last}"


def shift_months(stamp: Stamp, months: int) -> Stamp:
    """The stamp so many months on; a day is cut to the length of the month that it falls in."""
    if stamp.year is None:
        return stamp
    if stamp.month is None or stamp.month > 12:
        return replace(stamp, year=stamp.year + months // 12)
    years, month = divmod(stamp.month - 1 + months, 12)
    year = stamp.year + years
    day = None if stamp.day is None else min(stamp.day, monthrange(year, month + 1)[1])
    return Stamp(year, month + 1, day)


def shift_days(stamp: Stamp, days: int) -> Stamp | None:
    """The day so many days on; with an open year only within the same year, and not across 28 February."""
    day = stamp.day_date()
    if day is not None:
        return of_day(day + timedelta(days=days))
    if stamp.month is None or stamp.day is None:
        return None
    common, leap = (date(year, stamp.month, min(stamp.day, 28)) for year in (2001, 2004))
    rest = timedelta(days=days + stamp.day - min(stamp.day, 28))
    moved = common + rest
    if moved.year != 2001 or (moved.month, moved.day) != ((leap + rest).month, (leap + rest).day):
        return None
    return Stamp(None, moved.month, moved.day)


def week_of(day: date, offset: int = 0) -> tuple[Stamp, Stamp]:
    """Monday and Sunday (ISO 8601) of the day's week, or of the week so many weeks on."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return of_day(monday), of_day(monday + timedelta(days=6))


def weekend_of(day: date, offset: int = 0) -> tuple[Stamp, Stamp]:
    """Saturday and Sunday of that week."""
    _, sunday = week_of(day, offset)
    saturday = shift_days(sunday, -1)
    assert saturday is not None
    return saturday, sunday


def block(year: int | None, unit: str, number: int) -> tuple[Stamp, Stamp]:
    """First and last month of the nth quarter or half (from 1) of a year."""
    size = MONTHS_IN[unit]
    return Stamp(year, (number - 1) * size + 1), Stamp(year, number * size)


def block_at(stamp: Stamp, unit: str, offset: int) -> tuple[Stamp, Stamp] | None:
    """The quarter or half so many on from the one that the month is in; None when no month is known."""
    if stamp.year is None or stamp.month is None or stamp.month > 12:
        return None
    size = MONTHS_IN[unit]
    per_year = 12 // size
    years, number = divmod((stamp.month - 1) // size + offset, per_year)
    return block(stamp.year + years, unit, number + 1)


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def decade(year: int, offset: int = 0) -> tuple[Stamp, Stamp]:
    """First and last year of the year's decade, or of the one so many decades on."""
    start = year - year % 10 + 10 * offset
    return Stamp(start), Stamp(start + 9)
