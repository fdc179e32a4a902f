"""The value of days that move: the first Monday of a month, Thanksgiving, Easter Monday."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from asean_extract.values import calendar
from asean_extract.values.calendar import Stamp
from asean_extract.values.date_forms import Calendar, Feast, NthOfMonth
from asean_extract.values.date_printed import calendar_value, settled
from asean_extract.values.reference import Resolved, Setting, explicit, year_reason

#: So many years before and after that of the reference are looked at.
_YEARS = (-1, 0, 1)


def nth_of_month_value(form: NthOfMonth, setting: Setting) -> Resolved | None:
    """The day in the month that is named, or so many months from that of the reference."""
    if form.month is not None and form.month.year is None and form.month.year_shift is None:
        return _nearest_year(form, form.month, setting)
    if form.month is not None:
        month = calendar_value(form.month, setting)
        found = _nth(form, month.first) if month else None
        return replace(month, first=found, last=found) if month and found else None
    anchor = setting.reference.stamp
    if anchor is None or anchor.month is None or anchor.month > 12:
        return None
    found = _nth(form, calendar.shift_months(Stamp(anchor.year, anchor.month), form.month_shift))
    return setting.relative(found, "published")


def _nearest_year(form: NthOfMonth, month: Calendar, setting: Setting) -> Resolved | None:
    """The year is the one that makes the day the nearest that the tense allows."""
    anchor = setting.reference.stamp
    if anchor is None or anchor.year is None:
        return None
    days = [_nth(form, Stamp(anchor.year + shift, month.month)) for shift in _YEARS]
    return settled([day for day in days if day], month.side, anchor, setting)


def _nth(form: NthOfMonth, month: Stamp) -> Stamp | None:
    """None when the month is open, or has no fifth such weekday."""
    if month.year is None or month.month is None:
        return None
    last = monthrange(month.year, month.month)[1]
    days = [date(month.year, month.month, day) for day in range(1, last + 1)]
    fitting = [day for day in days if form.weekday in (None, day.weekday())]
    if form.number > len(fitting):
        return None
    return calendar.of_day(fitting[form.number - 1 if form.number > 0 else -1])


def feast_value(form: Feast, setting: Setting) -> Resolved | None:
    """The day in the year that is printed, or in the one that is the nearest."""
    if form.year.year is not None:
        return explicit(_feast(form, form.year.year))
    anchor = setting.reference.stamp
    if anchor is None or anchor.year is None:
        return None
    shift = form.year.year_shift
    if shift is not None:
        return setting.relative(_feast(form, anchor.year + shift), year_reason(shift))
    return settled([_feast(form, anchor.year + near) for near in _YEARS], form.year.side, anchor, setting)


def _feast(form: Feast, year: int) -> Stamp:
    return calendar.of_day(calendar.easter(year) + timedelta(days=form.days))
