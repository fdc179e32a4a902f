"""The value of what is counted from the document date: today, last week, two years ago, over the next five years."""

from __future__ import annotations

from datetime import timedelta

from asean_extract.values import calendar
from asean_extract.values.calendar import MONTHS_IN, Stamp
from asean_extract.values.date_forms import Counted, Deictic, Season, Stretch, Weekday
from asean_extract.values.reference import Resolved, Setting, Span, year_reason


def season_value(form: Season, setting: Setting) -> Resolved | None:
    """The season of the reference's year, or the last or next one to be whole."""
    anchor = setting.reference.stamp
    if anchor is None or anchor.year is None:
        return None
    year = anchor.year + form.offset
    if form.offset and anchor.month is not None and anchor.month <= 12:
        start = calendar.SEASON_STARTS[form.number]
        over = anchor.month > start + 2 if start < 12 else False
        if form.offset < 0:
            year = anchor.year if over else anchor.year - 1
        else:
            year = anchor.year if anchor.month < start else anchor.year + 1
    return setting.relative(Stamp(year, form.number), year_reason(year - anchor.year))


def deictic_value(form: Deictic, setting: Setting) -> Resolved | None:
    """The unit of the reference or one near it, no finer than the reference is known."""
    stamp = setting.reference.stamp
    reason = {"day": "published" if form.offset != -1 else "day-before", "year": year_reason(form.offset)}.get(
        form.unit, "published"
    )
    if form.unit == "day":
        moved = calendar.shift_days(stamp, form.offset) if stamp else None
        return setting.relative(moved, reason) if moved else setting.coarse(reason)
    if form.unit in ("week", "weekend"):
        return _deictic_week(form, setting)
    if stamp is None or stamp.year is None:
        return None
    if form.word in ("the past", "this past") and form.unit != "quarter":
        return stretch_value(Stretch(-1, form.unit), setting)
    return setting.relative(unit_at(stamp, form.unit, form.offset), reason)


def unit_at(stamp: Stamp, unit: str, offset: int) -> Span | Stamp | None:
    """The unit so many on from the one that the stamp lies in, no finer than the stamp."""
    if stamp.year is None:
        return None
    if unit == "year":
        return Stamp(stamp.year + offset)
    if unit == "decade":
        return calendar.decade(stamp.year, offset)
    if stamp.month is None or stamp.month > 12:
        return Stamp(stamp.year)
    if unit == "month":
        return calendar.shift_months(Stamp(stamp.year, stamp.month), offset)
    return calendar.block_at(stamp, unit, offset)


def _deictic_week(form: Deictic, setting: Setting) -> Resolved | None:
    day = setting.day
    if day is None:
        return setting.coarse("published")
    if form.word == "the past":
        return stretch_value(Stretch(-1, "week"), setting)
    if form.unit == "week":
        return setting.relative(calendar.week_of(day, form.offset), "published")
    past = form.offset == 0 and day.weekday() < 4 and setting.direction != "future"
    return setting.relative(calendar.weekend_of(day, -1 if past else form.offset), "published")


def weekday_value(form: Weekday, setting: Setting) -> Resolved | None:
    """The nearest such weekday that the tense allows; last and next are never the day itself."""
    day = setting.day
    if day is None:
        return setting.coarse("weekday")
    if form.week is not None or form.which == "this":
        monday = calendar.week_of(day, form.week or 0)[0].day_date()
        assert monday is not None
        found = monday + timedelta(days=form.number)
        wrong_side = form.week is None and setting.direction == "future" and found < day
        found += timedelta(weeks=1 if wrong_side else 0)
        return setting.relative(calendar.of_day(found), "weekday")
    ahead = form.which == "next" or (form.which is None and _looks_ahead(setting))
    distance = (form.number - day.weekday()) % 7 if ahead else -((day.weekday() - form.number) % 7)
    if distance == 0 and form.which is not None:
        distance = 7 if ahead else -7
    return setting.relative(calendar.of_day(day + timedelta(days=distance - 7 * form.back)), "weekday")


def _looks_ahead(setting: Setting) -> bool:
    told = setting.reference.chronicle and setting.reference.told is not None
    return setting.direction == "future" or told


def counted_value(form: Counted, setting: Setting) -> Resolved | None:
    """So many units from the reference, or from the date told before; as fine as the unit."""
    reference = setting.reference
    if form.told and form.count > 0 and reference.preceding is None:
        return None  # "three years later" hangs on a story that has not begun
    told = calendar.parse(reference.preceding_day if form.unit in ("day", "week") else reference.preceding)
    base = told[0] if form.told and told else reference.stamp
    reason = "years-ago" if form.unit in ("year", "decade", "century") else "published"
    if form.told and told:
        reason = "same-time"
    count = _exactly if form.exact else _counted
    found = count(base, form.unit, form.count) if base else None
    if found is None:
        return None
    first, last = (found, found) if isinstance(found, Stamp) else found
    return Resolved(first, last, "relative", reason, str(base))


def _counted(base: Stamp, unit: str, count: int) -> Span | Stamp | None:
    """So many units on from the base, as fine as the unit; None when the base is too coarse to count from."""
    if unit == "day":
        return calendar.shift_days(base, count)
    if unit == "week":
        day = base.day_date()
        return calendar.week_of(day, count) if day else None
    if base.year is None:
        return None
    if unit in ("year", "decade", "century"):
        return year_on(base, count * MONTHS_IN[unit] // 12)
    if base.month is None or base.month > 12:
        return None
    moved = calendar.shift_months(Stamp(base.year, base.month), count * MONTHS_IN[unit])
    return calendar.block_at(moved, unit, 0) if unit == "quarter" else moved


def _exactly(base: Stamp, unit: str, count: int) -> Span | Stamp | None:
    """The very day so many units on."""
    if base.day is None:
        return _counted(base, unit, count)
    if unit in ("day", "week"):
        return calendar.shift_days(base, count * (7 if unit == "week" else 1))
    return calendar.shift_months(base, count * MONTHS_IN[unit])


def year_on(base: Stamp, years: int) -> Stamp | None:
    year = (base.year or 0) + years
    return Stamp(year) if 0 < year < 10000 else None


def stretch_value(form: Stretch, setting: Setting) -> Resolved | None:
    """From so many units back to the reference, or from it on."""
    stamp = setting.reference.stamp
    if stamp is None or stamp.year is None:
        return None
    size = {"day": 1, "week": 7}.get(form.unit)
    reason = "years-ago" if form.count < 0 and size is None and form.unit != "month" else "published"
    if size is not None:
        far, near = calendar.shift_days(stamp, form.count * size), stamp
    elif form.unit in ("month", "quarter"):
        near = Stamp(stamp.year, stamp.month)
        far = calendar.shift_months(near, form.count * MONTHS_IN[form.unit]) if stamp.month else None
    else:
        near = Stamp(stamp.year)
        far = year_on(near, form.count * MONTHS_IN[form.unit] // 12)
    if far is None or (size is not None and stamp.day is None):
        return None
    return setting.relative((far, near) if form.count < 0 else (near, far), reason)
