"""The value of what is counted from the date that the text told before: that day, the year before."""

from __future__ import annotations

from asean_extract.values import calendar
from asean_extract.values.calendar import Stamp
from asean_extract.values.date_forms import Told, ToldSeason, YearEarlier
from asean_extract.values.date_relative import unit_at
from asean_extract.values.reference import Resolved, Setting, Span, year_reason


def told_value(form: Told, setting: Setting) -> Resolved | None:
    """That day, the year before: counted from the date told before when it is fine enough, else from the reference."""
    by_day = form.unit in ("day", "week", "weekend")
    told = calendar.parse(setting.reference.preceding_day if by_day else setting.reference.preceding)
    edge = told[-1 if form.offset > 0 else 0] if told else None
    base = edge if edge is not None and _fine_enough(edge, form.unit) else setting.reference.stamp
    if form.only and base is not edge:
        return None
    if base is None or not _fine_enough(base, form.unit):
        return None
    reason = _told_reason(form)
    anchor = str(base)
    if form.unit == "day":
        moved = calendar.shift_days(base, form.offset)
        if form.offset == 0 and told and base is edge:
            return Resolved(told[0], told[1], "relative", reason, anchor)
        return Resolved(moved, moved, "relative", reason, anchor) if moved else None
    day = base.day_date()
    found: Span | Stamp | None
    if form.unit in ("week", "weekend"):
        week = calendar.week_of if form.unit == "week" else calendar.weekend_of
        found = week(day, form.offset) if day else None
    else:
        found = unit_at(base, form.unit, form.offset)
    if found is None:
        return None
    first, last = (found, found) if isinstance(found, Stamp) else found
    return Resolved(first, last, "relative", reason, anchor)


def _fine_enough(stamp: Stamp, unit: str) -> bool:
    if unit in ("day", "week", "weekend"):
        return stamp.day is not None
    return stamp.year is not None and (unit == "year" or stamp.month is not None)


def _told_reason(form: Told) -> str:
    if form.unit == "day" and form.offset < 0:
        return "day-before"
    return year_reason(form.offset) if form.unit == "year" and form.offset else "same-time"


def told_season_value(form: ToldSeason, setting: Setting) -> Resolved | None:
    """That summer is the one of the year told before; the following spring begins after what was told."""
    told = calendar.parse(setting.reference.preceding)
    base = told[0] if told and told[0].year is not None else setting.reference.stamp
    if base is None or base.year is None:
        return None
    month = calendar.SEASON_STARTS.get(base.month or 0, base.month)
    start = calendar.SEASON_STARTS[form.number]
    year = base.year + form.offset
    if month is not None and form.offset and (start > month if form.offset > 0 else start + 2 < month):
        year = base.year
    elif month is not None and not form.offset and start + 2 - 12 >= month:
        year -= 1  # a winter is called by the year that it begins in
    anchored = Stamp(year, form.number)
    return Resolved(anchored, anchored, "relative", "same-time", str(base))


def year_earlier_value(form: YearEarlier, setting: Setting) -> Resolved | None:
    """The month, quarter or half told before, a year earlier; else the unit that was named, or the year before."""
    told = calendar.parse(setting.reference.preceding)
    if told and told[0].day is None and told[0].year is not None:
        first, last = (calendar.shift_months(side, -12) for side in told)
        return Resolved(first, last, "relative", "last-year", calendar.write(*told))
    stamp = told[0] if told and told[0].year is not None else setting.reference.stamp
    if stamp is None or stamp.year is None:
        return None
    return setting.relative(unit_at(calendar.shift_months(stamp, -12), form.unit or "year", 0), "last-year")
