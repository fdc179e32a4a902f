"""The value of a parsed date form: one function for each form, and ranges, which are made of two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from asean_extract.values import calendar
from asean_extract.values.calendar import Stamp
from asean_extract.values.date_forms import (
    Block,
    Calendar,
    Counted,
    Decade,
    Deictic,
    Feast,
    Form,
    NthDay,
    NthOfMonth,
    NthWeek,
    Numeric,
    Range,
    Season,
    Stretch,
    Told,
    ToldSeason,
    Weekday,
    WeekOf,
    YearEarlier,
)  # fmt: skip
from asean_extract.values.date_moving import feast_value, nth_of_month_value
from asean_extract.values.date_printed import (
    block_value,
    calendar_value,
    decade_value,
    nth_day_value,
    nth_week_value,
    numeric_value,
    week_of_value,
)  # fmt: skip
from asean_extract.values.date_relative import counted_value, deictic_value, season_value, stretch_value, weekday_value
from asean_extract.values.date_told import told_season_value, told_value, year_earlier_value
from asean_extract.values.nearest import in_order
from asean_extract.values.reference import Resolved, Setting, in_news


def resolve_form(form: Form, setting: Setting) -> Resolved | None:
    """The value of a form against a reference, None when it cannot be told or lies outside the years of news."""
    found = _VALUES[type(form)](form, setting)
    if found is None or not (in_news(found.first) and in_news(found.last)):
        return None
    return found


def range_value(form: Range, setting: Setting) -> Resolved | None:
    """From the first to the last; what the first leaves out is that of the last, and the other way round."""
    last = resolve_form(form.last, setting)
    if last is None or last.unknown:
        return last
    first_form = form.first
    inherits = isinstance(first_form, Calendar) and isinstance(form.last, Calendar) and first_form.year is None
    if isinstance(first_form, Calendar) and inherits and first_form.year_shift is None:
        stamp = _before(Stamp(last.last.year, first_form.month, first_form.day), last.last)
        return replace(last, first=stamp, last=last.last) if stamp.is_real else None
    first = resolve_form(first_form, setting)
    if first is None or first.unknown:
        return first
    end = last.last
    if isinstance(form.last, Calendar) and form.last.year is None and first.first.year is not None:
        end = _after(replace(end, year=first.first.year), first.first)
    elif isinstance(form.last, Weekday):
        end = _weekday_after(first.first, form.last) or end
    basis = first.basis if last.basis == "explicit" else last
    merged = last if basis is last else first
    return replace(merged, first=first.first, last=end) if in_order(first.first, end) else None


def _before(stamp: Stamp, limit: Stamp) -> Stamp:
    """The stamp, or the one a year earlier when it would lie after the limit."""
    if stamp.year is not None and not in_order(stamp, limit):
        return replace(stamp, year=stamp.year - 1)
    return stamp


def _after(stamp: Stamp, limit: Stamp) -> Stamp:
    if stamp.year is not None and not in_order(limit, stamp):
        return replace(stamp, year=stamp.year + 1)
    return stamp


def _weekday_after(start: Stamp, weekday: Weekday) -> Stamp | None:
    day = start.day_date()
    return calendar.of_day(day + timedelta(days=(weekday.number - day.weekday()) % 7)) if day else None


#: Each form has its own function; the mapping is what ties the two, so the argument's type is open here.
_VALUES: Mapping[type, Callable[[Any, Setting], Resolved | None]] = {
    Calendar: calendar_value, Numeric: numeric_value, Decade: decade_value, Block: block_value, NthDay: nth_day_value,
    NthWeek: nth_week_value, WeekOf: week_of_value, Deictic: deictic_value, Season: season_value,
    Weekday: weekday_value, Counted: counted_value, Stretch: stretch_value, Told: told_value,
    ToldSeason: told_season_value, YearEarlier: year_earlier_value, NthOfMonth: nth_of_month_value, Feast: feast_value,
    Range: range_value,
}  # fmt: skip
