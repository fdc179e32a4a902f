"""The value of what is printed as a date, whole or in part: days, months, years and their quarters and weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from asean_extract.values import calendar
from asean_extract.values.calendar import MONTHS_IN, Stamp
from asean_extract.values.date_forms import Block, Calendar, Decade, NthDay, NthWeek, Numeric, WeekOf
from asean_extract.values.nearest import in_order, nearest_span, onward, weekday_of
from asean_extract.values.reference import Resolved, Setting, Span, explicit, year_reason
from asean_extract.values.tense import Direction
from asean_extract.values.written import whole_day

#: A numeric date of open order is the reading that lies this close to the reference, when the other does not.
_CLOSE = timedelta(days=31)
_SIDE: dict[Direction | None, int] = {"future": -1, "past": 1, None: 1}


def calendar_value(form: Calendar, setting: Setting) -> Resolved | None:
    """A day, month or year as printed, its year settled by the reference when it is not."""
    if form.words is not None:
        day = whole_day(form.words)
        return explicit(calendar.of_day(day)) if day else None
    stamp = Stamp(form.year, form.month, form.day)
    if not stamp.is_real:
        return None
    if form.year is not None:
        return explicit(stamp)
    anchor = setting.reference.stamp
    if form.year_told and setting.reference.told:
        anchor = setting.reference.told
    if anchor is None or anchor.year is None:
        return explicit(stamp) if stamp.month else None
    if form.year_shift is not None:
        moved = replace(stamp, year=anchor.year + form.year_shift)
        return setting.relative(moved, year_reason(form.year_shift)) if moved.is_real else None
    return _with_year(form, stamp, anchor, setting)


def _with_year(form: Calendar, stamp: Stamp, anchor: Stamp, setting: Setting) -> Resolved | None:
    """The missing year by the reference: the nearest that tense and weekday allow."""
    assert anchor.year is not None
    years = (
        range(anchor.year - 4, anchor.year + 5)
        if stamp.month == 2 and stamp.day == 29
        else range(anchor.year - 1, anchor.year + 2)
    )
    choices = [c for c in (replace(stamp, year=year) for year in years) if c.is_real]
    on_weekday = [c for c in choices if form.weekday is not None and weekday_of(c) == form.weekday]
    known_to_month = anchor.month is not None and anchor.month <= 12
    return settled(on_weekday if on_weekday and known_to_month else choices, form.side, anchor, setting)


def settled(choices: list[Stamp], side: int | None, anchor: Stamp, setting: Setting) -> Resolved | None:
    """Of the same date in several years the nearest that the tense allows; `side` as a `Calendar` has it."""
    if anchor.month is None or anchor.month > 12:
        choices = [c for c in choices if c.year == anchor.year]
    reference = setting.reference
    spans = [(c, c) for c in choices]
    story = onward(spans, anchor) if reference.chronicle and reference.told else None
    nearest = story or _nearest(side, spans, anchor, setting.direction)
    if nearest is None:
        return None
    found, _ = nearest
    reason = "same-time" if reference.chronicle and reference.told else reference.reason
    value = str(anchor) if reason in ("published", "same-time") else str(anchor.year)
    return Resolved(found, found, "inferred", reason, value)


def _nearest(side: int | None, spans: list[Span], anchor: Stamp, direction: Direction | None) -> Span | None:
    """By last, this or next before the month, else by the tense."""
    if side == 0:
        return next((span for span in spans if span[0].year == anchor.year), None)
    if side and anchor.month is not None:
        return nearest_span(spans, anchor, "past" if side < 0 else "future", by_word=True)
    return nearest_span(spans, anchor, direction)


def numeric_value(form: Numeric, setting: Setting) -> Resolved | None:
    """3/4/2019 by the way the article writes, or by the reading that lies at the reference; else it stays open."""
    readings = {
        first: whole_day(f"{form.first}/{form.second}/{form.year}", "DMY" if first else "MDY")
        for first in (True, False)
    }
    possible = {True: form.second <= 12, False: form.first <= 12}
    days = [day for first, day in readings.items() if day and possible[first]]
    if len(set(days)) == 1:
        return explicit(calendar.of_day(days[0]))
    if setting.reference.day_first is not None:
        day = readings[setting.reference.day_first]
        return explicit(calendar.of_day(day)) if day else None
    here = setting.day
    close = [day for day in days if here and timedelta(0) <= (here - day) * _SIDE[setting.direction] <= _CLOSE]
    return explicit(calendar.of_day(close[0])) if len(close) == 1 else None


def decade_value(form: Decade, _setting: Setting) -> Resolved | None:
    """First and last year."""
    return explicit(Stamp(form.year), Stamp(form.year + form.years - 1))


def block_value(form: Block, setting: Setting) -> Resolved | None:
    """First and last month of a quarter or half."""
    per_year = 12 // MONTHS_IN[form.unit]
    number = form.number if form.number > 0 else per_year
    year = form.year
    if year.year is not None:
        return explicit(*calendar.block(year.year, form.unit, number))
    anchor = setting.reference.told if year.year_told else setting.reference.stamp
    if anchor is None or anchor.year is None:
        return None
    if year.year_shift is not None:
        return setting.relative(
            calendar.block(anchor.year + year.year_shift, form.unit, number), year_reason(year.year_shift)
        )
    choices = [calendar.block(anchor.year + shift, form.unit, number) for shift in (-1, 0, 1)]
    found = choices[1] if anchor.month is None else nearest_span(choices, anchor, setting.direction)
    value = setting.relative(found, setting.reference.reason)
    return replace(value, basis="inferred") if value else None


def nth_day_value(form: NthDay, setting: Setting) -> Resolved | None:
    """A numbered day of the month that the reference is in, or of the nearest on the side of the tense.

    In a story that has told a day it is the next such day from there on.
    """
    stamp = setting.reference.stamp
    if stamp is None or stamp.year is None or stamp.month is None or stamp.month > 12:
        return None
    if form.month_shift is None and form.weekday is None and setting.direction != "future":
        told = _next_told(form, setting)
        if told is not None:
            return told
    shift = form.month_shift
    if form.weekday is not None:
        steps = {"future": (1,), "past": (-1,), None: (-1, 1)}[setting.direction]
        shifts = [_month_with(form, stamp, step) for step in steps]
        shift = min((months for months in shifts if months is not None), default=None, key=abs)
    elif shift is None and stamp.day is not None:
        later = form.day > stamp.day
        shift = (
            -1 if later and setting.direction != "future" else 1 if not later and setting.direction == "future" else 0
        )
    month = calendar.shift_months(Stamp(stamp.year, stamp.month), shift or 0)
    found = replace(month, day=form.day)
    return setting.relative(found, "published") if found.is_real else None


def _next_told(form: NthDay, setting: Setting) -> Resolved | None:
    """The numbered day in the month told last, or in the next one when it is past there; never after the reference."""
    told = calendar.parse(setting.reference.preceding)
    stamp = setting.reference.stamp
    if told is None or stamp is None or told[1].year is None or told[1].month is None or told[1].month > 12:
        return None
    past = told[1].day is not None and form.day < told[1].day
    found = replace(calendar.shift_months(Stamp(told[1].year, told[1].month), int(past)), day=form.day)
    if not found.is_real or not (setting.reference.chronicle or in_order(found, stamp)):
        return None
    return Resolved(found, found, "relative", "same-time", str(told[1]))


def _month_with(form: NthDay, stamp: Stamp, step: int) -> int | None:
    """How many months off, backwards or on, the nearest is in which the weekday falls on the day."""
    for months in range(14):
        found = replace(calendar.shift_months(Stamp(stamp.year, stamp.month), step * months), day=form.day)
        beyond = stamp.day is not None and months == 0 and (form.day - stamp.day) * step < 0
        if found.is_real and weekday_of(found) == form.weekday and not beyond:
            return step * months
    return None


def _month_at(shift: int, setting: Setting) -> Resolved | None:
    """The month so many on from that of the reference."""
    stamp = setting.reference.stamp
    if stamp is None or stamp.month is None or stamp.month > 12:
        return None
    return setting.relative(calendar.shift_months(Stamp(stamp.year, stamp.month), shift), "published")


def nth_week_value(form: NthWeek, setting: Setting) -> Resolved | None:
    """A week belongs to the month that has its Thursday, as ISO 8601 gives weeks to years."""
    month = calendar_value(form.month, setting) if form.month else _month_at(form.month_shift, setting)
    if month is None or month.first.year is None or month.first.month is None:
        return None
    start, end = month.first.first(), month.first.last()
    assert start is not None and end is not None
    thursdays = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    thursdays = [day for day in thursdays if day.weekday() == 3]
    if form.number > len(thursdays):
        return None
    day = thursdays[form.number - 1 if form.number > 0 else -1]
    first, last = calendar.weekend_of(day) if form.weekend else calendar.week_of(day)
    return replace(month, first=first, last=last)


def week_of_value(form: WeekOf, setting: Setting) -> Resolved | None:
    """Monday to Sunday around the day, or the seven days that end or begin on it."""
    found = calendar_value(form.day, setting)
    day = found.first.day_date() if found else None
    if found is None or day is None:
        return None
    if form.side == 0:
        first, last = calendar.weekend_of(day) if form.weekend else calendar.week_of(day)
    else:
        days = sorted((day, day + timedelta(days=6 * form.side)))
        first, last = calendar.of_day(days[0]), calendar.of_day(days[1])
    return replace(found, first=first, last=last)
