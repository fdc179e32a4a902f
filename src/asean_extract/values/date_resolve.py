"""The value of a parsed date form against a reference: the document date and the date told before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import singledispatch
from typing import Literal

from asean_extract.spans import DateMention
from asean_extract.values import calendar
from asean_extract.values.calendar import MONTHS_IN, Stamp
from asean_extract.values.date_forms import (
    Block,
    Calendar,
    Counted,
    Decade,
    Deictic,
    Form,
    NthDay,
    NthWeek,
    Numeric,
    Range,
    Season,
    Stretch,
    Told,
    Weekday,
    WeekOf,
    YearEarlier,
)  # fmt: skip
from asean_extract.values.tense import Direction
from asean_extract.values.written import whole_day

Basis = Literal["explicit", "relative", "inferred"]
Span = tuple[Stamp, Stamp]
#: A date without its year that would lie this far back is rather the coming one, if that is near: writers add the
#: year to what is almost a year old. Days are told more exactly than months and quarters.
_OLD, _SOON = timedelta(days=200), timedelta(days=75)
_OLD_DAY, _SOON_DAY = timedelta(days=240), timedelta(days=45)
#: Without a tense a coming date is meant only when it is at most so far off.
_AHEAD = timedelta(days=120)
#: A numeric date of open order is the reading that lies this close to the reference, when the other does not.
_CLOSE = timedelta(days=31)
_SIDE: dict[Direction | None, int] = {"future": -1, "past": 1, None: 1}


@dataclass(frozen=True, slots=True)
class Reference:
    """What dates are resolved against.

    `value` is the document date as EDTF, possibly partial (`2019-11-24`, `2019-11`, `2019`, `XXXX-11-24`) or None,
    `reason` how it is known. `preceding` is the date that the text told last, `preceding_day` the last one told to
    the day. `day_first` settles 3/4/2019 when the article shows how it writes numeric dates. In a `chronicle` the
    story has its own calendar: what is not printed whole is counted from the date told before.
    """

    value: str | None
    reason: str = "published"
    preceding: str | None = None
    preceding_day: str | None = None
    day_first: bool | None = None
    chronicle: bool = False

    @classmethod
    def of(cls, published: DateMention | None) -> Reference:
        """The reference that a document date gives, with the reason why its year is known."""
        if published is None:
            return cls(None)
        return cls(published.value, published.anchor.reason if published.anchor else "published")

    @property
    def stamp(self) -> Stamp | None:
        """The first stamp of the document date, or of the date told before in a chronicle."""
        told = self.told if self.chronicle else None
        found = calendar.parse(self.value)
        return told or (found[0] if found else None)

    @property
    def told(self) -> Stamp | None:
        """The first stamp of the date told before."""
        found = calendar.parse(self.preceding)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """First and last stamp, how they came about, and against what; `unknown` for a day that nothing anchors."""

    first: Stamp
    last: Stamp
    basis: Basis
    reason: str = ""
    anchor: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """The reference, and which way the sentence looks."""

    reference: Reference
    direction: Direction | None

    @property
    def day(self) -> date | None:
        """The day of the reference, None unless it is known to the day."""
        stamp = self.reference.stamp
        return stamp.day_date() if stamp else None

    def relative(self, span: Span | Stamp | None, reason: str) -> Resolved | None:
        """A value counted from the reference."""
        if span is None:
            return None
        first, last = (span, span) if isinstance(span, Stamp) else span
        stamp = self.reference.stamp
        return Resolved(first, last, "relative", reason, str(stamp) if stamp else calendar.UNKNOWN_DAY)

    def coarse(self, reason: str) -> Resolved | None:
        """What is left of a day or week when the reference is not known to the day: the reference itself."""
        stamp = self.reference.stamp
        if stamp is None or (stamp.year is None and stamp.day is None):
            return Resolved(Stamp(None), Stamp(None), "relative", reason, calendar.UNKNOWN_DAY, unknown=True)
        return self.relative(stamp, reason) if stamp.year is not None else None


@singledispatch
def resolve_form(form: Form, setting: Setting) -> Resolved | None:
    """The value of a form, None when it cannot be told."""
    raise TypeError(f"no resolution for {form!r} against {setting.reference!r}")


@resolve_form.register
def _(form: Calendar, setting: Setting) -> Resolved | None:
    if form.words is not None:
        day = whole_day(form.words)
        return _explicit(calendar.of_day(day)) if day else None
    stamp = Stamp(form.year, form.month, form.day)
    if not stamp.is_real:
        return None
    if form.year is not None:
        return _explicit(stamp)
    anchor = setting.reference.stamp
    if form.year_told and setting.reference.told:
        anchor = setting.reference.told
    if anchor is None or anchor.year is None:
        return _explicit(stamp) if stamp.month else None
    if form.year_shift is not None:
        moved = replace(stamp, year=anchor.year + form.year_shift)
        return setting.relative(moved, _year_reason(form.year_shift)) if moved.is_real else None
    return _with_year(form, stamp, anchor, setting)


def _explicit(first: Stamp, last: Stamp | None = None) -> Resolved:
    return Resolved(first, last or first, "explicit")


def _year_reason(shift: int) -> str:
    return {-1: "last-year", 0: "this-year", 1: "next-year"}.get(shift, "years-ago")


def _with_year(form: Calendar, stamp: Stamp, anchor: Stamp, setting: Setting) -> Resolved | None:
    """The missing year by the reference: the nearest that tense and weekday allow."""
    assert anchor.year is not None
    years = (
        range(anchor.year - 4, anchor.year + 5)
        if stamp.month == 2 and stamp.day == 29
        else range(anchor.year - 1, anchor.year + 2)
    )
    choices = [c for c in (replace(stamp, year=year) for year in years) if c.is_real]
    on_weekday = [c for c in choices if form.weekday is not None and _weekday(c) == form.weekday]
    if anchor.month is None or anchor.month > 12:
        choices = [c for c in choices if c.year == anchor.year]
    else:
        choices = on_weekday or choices
    found = _nearest(choices, anchor, _side_of(form, setting))
    if found is None:
        return None
    reference = setting.reference
    reason = "same-time" if reference.chronicle and reference.told else reference.reason
    value = str(anchor) if reason in ("published", "same-time") else str(anchor.year)
    return Resolved(found, found, "inferred", reason, value)


def _side_of(form: Calendar, setting: Setting) -> Direction | None:
    """The side that last or next before the month gives, else the tense; a month without a tense is a past one."""
    if form.side:
        return "past" if form.side < 0 else "future"
    return setting.direction or ("past" if form.day is None else None)


def _weekday(stamp: Stamp) -> int | None:
    day = stamp.day_date()
    return day.weekday() if day else None


def _nearest(choices: Iterable[Stamp], anchor: Stamp, direction: Direction | None) -> Stamp | None:
    found = _nearest_span([(c, c) for c in choices], anchor, direction)
    return found[0] if found else None


def _nearest_span(choices: list[Span], anchor: Stamp, direction: Direction | None) -> Span | None:
    """Of several spans the nearest to the anchor on the side that the tense allows; on any side without a tense."""
    here, there = anchor.first(), anchor.last()
    if here is None or there is None or not choices:
        return None

    def distance(span: Span) -> timedelta:
        first, last = span[0].first(), span[1].last()
        assert first is not None and last is not None
        return max(first - there, here - last, timedelta(0))

    def begins(span: Span) -> date:
        first = span[0].first()
        assert first is not None
        return first

    past = [c for c in choices if begins(c) <= there]
    ahead = [c for c in choices if c not in past or distance(c) == timedelta(0)]
    near = past + [c for c in ahead if distance(c) <= _AHEAD]
    side = {"past": past, "future": ahead, None: near}[direction]
    best = min(side or choices, key=distance)
    by_day = best[0].day is not None
    if direction == "past" and distance(best) > (_OLD_DAY if by_day else _OLD):
        limit = _SOON_DAY if by_day else _SOON
        return min((c for c in ahead if distance(c) < limit), key=distance, default=best)
    return best


@resolve_form.register
def _(form: Numeric, setting: Setting) -> Resolved | None:
    """3/4/2019 by the way the article writes, or by the reading that lies at the reference; else it stays open."""
    readings = {
        first: whole_day(f"{form.first}/{form.second}/{form.year}", "DMY" if first else "MDY")
        for first in (True, False)
    }
    possible = {True: form.second <= 12, False: form.first <= 12}
    days = [day for first, day in readings.items() if day and possible[first]]
    if len(set(days)) == 1:
        return _explicit(calendar.of_day(days[0]))
    if setting.reference.day_first is not None:
        day = readings[setting.reference.day_first]
        return _explicit(calendar.of_day(day)) if day else None
    here = setting.day
    close = [day for day in days if here and timedelta(0) <= (here - day) * _SIDE[setting.direction] <= _CLOSE]
    return _explicit(calendar.of_day(close[0])) if len(close) == 1 else None


@resolve_form.register
def _(form: Decade, _setting: Setting) -> Resolved | None:
    return _explicit(*calendar.decade(form.year))


@resolve_form.register
def _(form: Block, setting: Setting) -> Resolved | None:
    per_year = 12 // MONTHS_IN[form.unit]
    number = form.number if form.number > 0 else per_year
    year = form.year
    if year.year is not None:
        return _explicit(*calendar.block(year.year, form.unit, number))
    anchor = setting.reference.told if year.year_told else setting.reference.stamp
    if anchor is None or anchor.year is None:
        return None
    if year.year_shift is not None:
        return setting.relative(
            calendar.block(anchor.year + year.year_shift, form.unit, number), _year_reason(year.year_shift)
        )
    choices = [calendar.block(anchor.year + shift, form.unit, number) for shift in (-1, 0, 1)]
    found = choices[1] if anchor.month is None else _nearest_span(choices, anchor, setting.direction)
    return replace(setting.relative(found, setting.reference.reason), basis="inferred") if found else None  # type: ignore[type-var]


@resolve_form.register
def _(form: Season, setting: Setting) -> Resolved | None:
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
    return setting.relative(Stamp(year, form.number), _year_reason(year - anchor.year))


@resolve_form.register
def _(form: Deictic, setting: Setting) -> Resolved | None:
    stamp = setting.reference.stamp
    reason = {"day": "published" if form.offset != -1 else "day-before", "year": _year_reason(form.offset)}.get(
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
        return resolve_form(Stretch(-1, form.unit), setting)
    return setting.relative(_unit_at(stamp, form.unit, form.offset), reason)


def _unit_at(stamp: Stamp, unit: str, offset: int) -> Span | Stamp | None:
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
        return resolve_form(Stretch(-1, "week"), setting)
    if form.unit == "week":
        return setting.relative(calendar.week_of(day, form.offset), "published")
    past = form.offset == 0 and day.weekday() < 4 and setting.direction != "future"
    return setting.relative(calendar.weekend_of(day, -1 if past else form.offset), "published")


@resolve_form.register
def _(form: Weekday, setting: Setting) -> Resolved | None:
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
    return setting.relative(calendar.of_day(day + timedelta(days=distance)), "weekday")


def _looks_ahead(setting: Setting) -> bool:
    told = setting.reference.chronicle and setting.reference.told is not None
    return setting.direction == "future" or told


@resolve_form.register
def _(form: Counted, setting: Setting) -> Resolved | None:
    reference = setting.reference
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
        return _year_on(base, count * MONTHS_IN[unit] // 12)
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


def _year_on(base: Stamp, years: int) -> Stamp | None:
    year = (base.year or 0) + years
    return Stamp(year) if 0 < year < 10000 else None


@resolve_form.register
def _(form: Stretch, setting: Setting) -> Resolved | None:
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
        far = _year_on(near, form.count * MONTHS_IN[form.unit] // 12)
    if far is None or (size is not None and stamp.day is None):
        return None
    return setting.relative((far, near) if form.count < 0 else (near, far), reason)


@resolve_form.register
def _(form: Told, setting: Setting) -> Resolved | None:
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
        found = _unit_at(base, form.unit, form.offset)
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
    return _year_reason(form.offset) if form.unit == "year" and form.offset else "same-time"


@resolve_form.register
def _(_form: YearEarlier, setting: Setting) -> Resolved | None:
    told = calendar.parse(setting.reference.preceding)
    if told and told[0].day is None and told[0].year is not None:
        first, last = (calendar.shift_months(side, -12) for side in told)
        return Resolved(first, last, "relative", "last-year", calendar.write(*told))
    stamp = told[0] if told and told[0].year is not None else setting.reference.stamp
    return setting.relative(Stamp(stamp.year - 1), "last-year") if stamp and stamp.year else None


@resolve_form.register
def _(form: NthDay, setting: Setting) -> Resolved | None:
    stamp = setting.reference.stamp
    if stamp is None or stamp.year is None or stamp.month is None or stamp.month > 12:
        return None
    shift = form.month_shift
    if form.weekday is not None:
        shift = _month_with(form, stamp, 1 if setting.direction == "future" else -1)
    elif shift is None and stamp.day is not None:
        later = form.day > stamp.day
        shift = (
            -1 if later and setting.direction != "future" else 1 if not later and setting.direction == "future" else 0
        )
    month = calendar.shift_months(Stamp(stamp.year, stamp.month), shift or 0)
    found = replace(month, day=form.day)
    return setting.relative(found, "published") if found.is_real else None


def _month_with(form: NthDay, stamp: Stamp, step: int) -> int | None:
    """How many months off, backwards or on, the nearest is in which the weekday falls on the day."""
    for months in range(14):
        found = replace(calendar.shift_months(Stamp(stamp.year, stamp.month), step * months), day=form.day)
        beyond = stamp.day is not None and months == 0 and (form.day - stamp.day) * step < 0
        if found.is_real and _weekday(found) == form.weekday and not beyond:
            return step * months
    return None


@resolve_form.register
def _(form: NthWeek, setting: Setting) -> Resolved | None:
    """A week belongs to the month that has its Thursday, as ISO 8601 gives weeks to years."""
    month = resolve_form(form.month, setting)
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


@resolve_form.register
def _(form: WeekOf, setting: Setting) -> Resolved | None:
    found = resolve_form(form.day, setting)
    day = found.first.day_date() if found else None
    if found is None or day is None:
        return None
    if form.side == 0:
        first, last = calendar.weekend_of(day) if form.weekend else calendar.week_of(day)
    else:
        days = sorted((day, day + timedelta(days=6 * form.side)))
        first, last = calendar.of_day(days[0]), calendar.of_day(days[1])
    return replace(found, first=first, last=last)


@resolve_form.register
def _(form: Range, setting: Setting) -> Resolved | None:
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
    return replace(merged, first=first.first, last=end) if _in_order(first.first, end) else None


def _before(stamp: Stamp, limit: Stamp) -> Stamp:
    """The stamp, or the one a year earlier when it would lie after the limit."""
    if stamp.year is not None and not _in_order(stamp, limit):
        return replace(stamp, year=stamp.year - 1)
    return stamp


def _after(stamp: Stamp, limit: Stamp) -> Stamp:
    if stamp.year is not None and not _in_order(limit, stamp):
        return replace(stamp, year=stamp.year + 1)
    return stamp


def _weekday_after(start: Stamp, weekday: Weekday) -> Stamp | None:
    day = start.day_date()
    return calendar.of_day(day + timedelta(days=(weekday.number - day.weekday()) % 7)) if day else None


def _in_order(first: Stamp, last: Stamp) -> bool:
    a, b = first.first(), last.last()
    return a is None or b is None or a <= b
