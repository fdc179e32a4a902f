"""From the named groups of a rule's match to the form that they say: the reader of each `set.form`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from asean_extract.values.calendar import SEASONS
from asean_extract.values.date_forms import (
    Block,
    Calendar,
    Counted,
    Decade,
    Deictic,
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
from asean_extract.values.date_words import (
    BACK,
    DECADES,
    ON,
    ORDINALS,
    count_of,
    full_year,
    month_number,
    ordinal_day,
    step_of,
    weekday_number,
)  # fmt: skip

Groups = Mapping[str, str]
#: "The 1800s" are a hundred years, "the 1900s" and "the 2000s" may be ten.
_LAST_HUNDREDS = 1900


def _year_parts(groups: Groups) -> tuple[int | None, int | None, bool]:
    """Year, year_shift and year_told of a Calendar."""
    if figures := groups.get("year") or groups.get("short"):
        return full_year(figures), None, False
    word = (groups.get("year_word") or groups.get("year_word2") or "").lower()
    which = word.removesuffix("year").strip()
    if which in ("the same", "that", "the following", "the previous"):
        return None, step_of(which), True
    return None, (step_of(which) if which else None), False


def _calendar(groups: Groups) -> Form | None:
    year, shift, told = _year_parts(groups)
    month = month_number(groups["month"]) if "month" in groups else None
    day = int(groups["day"].rstrip("stndrhSTNDRH")) if "day" in groups else None
    weekday = groups.get("weekday") or groups.get("weekday2")
    whole = None
    if year and month and day:
        whole = f"{year:04d}-{month:02d}-{day:02d}" if groups["month"].isdigit() else f"{day} {groups['month']} {year}"
    number = weekday_number(weekday) if weekday else None
    side = step_of(groups["which"]) if "which" in groups else None
    return Calendar(year, month, day, number, shift, told, whole, side)


def _numeric(groups: Groups) -> Form | None:
    first, second = int(groups["first"]), int(groups["second"])
    plausible = 1 <= min(first, second) <= 12 and max(first, second) <= 31
    # A full stop or hyphen with a short year is more often a version, a score or a number than a date.
    clear = groups["sep"] == "/" or len(groups["year"]) == 4
    return Numeric(first, second, full_year(groups["year"])) if plausible and clear else None


def _numeric_short(groups: Groups) -> Form | None:
    low, high = sorted((int(groups["first"]), int(groups["second"])))
    return Calendar(month=low, day=high) if 1 <= low <= 12 < high <= 31 else None


def _ordinal_day(groups: Groups) -> Form | None:
    day = ordinal_day(groups["word"])
    return _calendar({**groups, "day": str(day)}) if 1 <= day <= 31 else None


def _era(groups: Groups) -> Form | None:
    return Calendar(int(groups["era"]))


def _days(groups: Groups) -> Form | None:
    last = _calendar({**groups, "day": groups["day2"]})
    first = _calendar({"month": groups["month"], "day": groups["day"]})
    if not isinstance(first, Calendar) or not isinstance(last, Calendar) or (first.day or 0) >= (last.day or 0):
        return None
    return Range(first, last)


def _months(groups: Groups) -> Form | None:
    last = _calendar({**groups, "month": groups["month2"]})
    first = Calendar(month=month_number(groups["month"]))
    return Range(first, last) if last else None


def _years(groups: Groups) -> Form | None:
    first = full_year(groups["year"])
    if "year2" not in groups:
        return Calendar(first)
    figures = groups["year2"]
    last = int(figures) if len(figures) == 4 else first - first % 100 + int(figures)
    if last < first and figures == "00":
        last += 100
    return Range(Calendar(first), Calendar(last)) if 0 < last - first <= 500 else None


def _decade(groups: Groups) -> Form | None:
    if "year" in groups:
        year = int(groups["year"])
        return Decade(year, 100 if year % 100 == 0 and year < _LAST_HUNDREDS else 10)
    short = DECADES.get(groups.get("word", "").lower()) or int(groups.get("short", "0"))
    return Decade(1900 + short)


def _block(groups: Groups) -> Form | None:
    unit = {"q": "quarter", "h": "half", "semester": "half"}
    name = (groups.get("unit") or groups["short_unit"]).lower()
    name = unit.get(name, name)
    word = groups["number"].lower()
    number = ORDINALS[word] if word in ORDINALS else int(word[0])
    year = _calendar({k: v for k, v in groups.items() if k in ("year", "year_word")})
    if number > (4 if name == "quarter" else 2) or not isinstance(year, Calendar):
        return None
    alone = year.year is None and year.year_shift is None
    if groups.get("year_word", "").lower().startswith("the year"):
        year, alone = Calendar(year_shift=0), False
    return Deictic(name, -1, word) if alone and word == "last" else Block(name, number, year)


def _season(groups: Groups) -> Form | None:
    year, shift, told = _year_parts(groups)
    if "which" in groups:
        return Season(SEASONS[groups["season"].lower()], step_of(groups["which"]))
    if year is None and shift is None:
        return Calendar(None, SEASONS[groups["season"].lower()])
    return Calendar(year, SEASONS[groups["season"].lower()], None, None, shift, told)


def _today(groups: Groups) -> Form | None:
    word = groups["which"].lower()
    offset = {"yesterday": -1, "tomorrow": 1, "last": -1, "before yesterday": -2, "after tomorrow": 2}.get(word, 0)
    return Deictic("day", offset, word)


def _weekday(groups: Groups) -> Form | None:
    which = " ".join(groups.get("which", "").lower().split()) or None
    if which is not None:
        which = "last" if which in BACK else "next" if which in ON else "this"
    week = step_of(groups["week"]) if "week" in groups else None
    return Weekday(weekday_number(groups["weekday"]), which, week)


def _weekday_off(groups: Groups) -> Form | None:
    weeks = count_of(groups["count"])
    return Weekday(weekday_number(groups["weekday"]), None, -weeks if groups["side"] == "ago" else weeks)


def _weekdays_ago(groups: Groups) -> Form | None:
    back = 1 if groups["count"] == "last" else count_of(groups["count"]) - 1
    return Weekday(weekday_number(groups["weekday"]), "last", back=back)


def _beyond(groups: Groups) -> Form | None:
    return Deictic(groups["unit"].lower(), -2 if groups["which"].startswith("before") else 2, "the")


def _unit(groups: Groups) -> Form | None:
    unit = groups["unit"].lower().split()[-1]
    which = " ".join(groups.get("which", "the").lower().split())
    return Deictic(unit, step_of(which), which)


def _year_earlier(groups: Groups) -> Form | None:
    same = groups.get("unit") in ("month", "quarter") and "-" not in groups["which"]
    return YearEarlier(groups["unit"] if same else None)


def _ago(groups: Groups) -> Form | None:
    count, unit, rough = _count_and_unit(groups)
    if not count:
        return None
    side = groups["side"]
    back = side in ("ago", "earlier", "before", "prior", "previously")
    told = side not in ("ago", "hence", "from now", "from today", "from", "time")
    approx = rough or groups.get("approx", "").lower() not in ("", "just", "only", "barely")
    exact = groups.get("exact", "today" if side == "from today" else "")
    if exact in ("tomorrow", "yesterday"):
        return _days_from(count, unit, 1 if exact == "tomorrow" else -1)
    return Counted(-count if back else count, unit, told, approx, bool(exact))


def _count_and_unit(groups: Groups) -> tuple[int, str, bool]:
    """How many of what, and whether that is rough: a year and a half is about 18 months, a fortnight two weeks."""
    count, unit = count_of(groups["count"]), groups["unit"].lower().replace("centurie", "century")
    half_only = groups["count"].lower().startswith("half")
    rough = half_only or "half" in groups or unit in ("decade", "century") or "couple" in groups["count"].lower()
    if unit == "fortnight":
        return 2 * count, "week", rough
    smaller = {"year": (12, "month"), "decade": (10, "year"), "century": (100, "year")}.get(unit)
    if smaller and (half_only or "half" in groups):
        size, unit = smaller
        return (size // 2 if half_only else count * size + size // 2), unit, True
    if unit == "year" and ("months" in groups or groups.get("within") == "month"):
        return 12 * count + count_of(groups.get("months", "")), "month", rough
    return count, unit, rough


def _days_from(count: int, unit: str, start: int) -> Form | None:
    """ "Two days from tomorrow"; months from tomorrow are not told to the day."""
    days = {"day": 1, "week": 7}.get(unit)
    return Counted(count * days + start, "day", told=False, approx=False) if days else None


def _stretch(groups: Groups) -> Form | None:
    side = " ".join(groups["side"].lower().split()).split()[-1]
    count = count_of(groups.get("count", "one"))
    if not count or side in ("first", "final"):
        return None
    return Stretch(-count if side in BACK else count, groups["unit"])


def _same(groups: Groups) -> Form | None:
    unit = groups["unit"].lower().split()[-1]
    unit = "day" if unit in ("morning", "afternoon", "evening", "night") else unit
    offset = step_of(groups["which"])
    return ToldSeason(SEASONS[unit], offset) if unit in SEASONS else Told(unit, offset)


def _whole(groups: Groups) -> Form | None:
    told = groups["unit"] == "day" or "which" in groups
    return Told(groups["unit"], 0) if told else Deictic(groups["unit"], 0, "the")


def _told_block(groups: Groups) -> Form | None:
    return Told(groups["unit"], 0, only=True)


def _first_months(groups: Groups) -> Form | None:
    word = groups.get("year_word", "")
    year = Calendar(year_shift=0) if word.startswith("the year") else _calendar(groups)
    count = count_of(groups["count"]) * (3 if groups["unit"] == "quarters" else 1)
    if not isinstance(year, Calendar) or not 1 <= count <= 12:
        return None
    first = replace(year, month=1 if groups["side"].lower() == "first" else 13 - count)
    return Range(first, replace(year, month=count if first.month == 1 else 12))


def _year_end(groups: Groups) -> Form | None:
    return Calendar(int(groups["year"])) if "year" in groups else Deictic("year", 0, "the")


def _nth_day(groups: Groups) -> Form | None:
    day = int(groups["day"].rstrip("stndrh"))
    weekday = weekday_number(groups["weekday"]) if "weekday" in groups else None
    return NthDay(day, step_of(groups["side"]) if "side" in groups else None, weekday)


def _nth_week(groups: Groups) -> Form | None:
    number, weekend = ORDINALS[groups["number"].lower()], groups["unit"].lower() == "weekend"
    if "month" not in groups:
        return NthWeek(number, weekend, None, step_of(groups["which"]))
    month = _calendar({k: v for k, v in groups.items() if k in ("month", "year", "year_word")})
    return NthWeek(number, weekend, month) if isinstance(month, Calendar) else None


def _nth_of_month(groups: Groups) -> Form | None:
    word = groups["number"].lower()
    number = ORDINALS.get(word) or int(word[0])
    weekday = weekday_number(groups["weekday"]) if "weekday" in groups else None
    if "month" not in groups:
        return NthOfMonth(number, weekday, None, step_of(groups["which"]))
    month = _calendar({k: v for k, v in groups.items() if k in ("month", "year", "year_word")})
    return NthOfMonth(number, weekday, month) if isinstance(month, Calendar) else None


def _week_of(groups: Groups) -> Form | None:
    day = _calendar(groups)
    side = {"ended": -1, "ending": -1, "starting": 1, "beginning": 1}.get(groups["side"], 0)
    return WeekOf(day, side, groups["unit"].lower() == "weekend") if isinstance(day, Calendar) else None


#: The reader of each `set.form` of a rule; it returns None when the numbers make no date.
READERS: Mapping[str, Callable[[Groups], Form | None]] = {
    "calendar": _calendar, "numeric": _numeric, "days": _days, "months": _months, "years": _years,
    "decade": _decade, "block": _block, "season": _season, "today": _today, "weekday": _weekday, "unit": _unit,
    "year_earlier": _year_earlier, "ago": _ago, "stretch": _stretch, "same": _same, "whole": _whole,
    "told_block": _told_block, "first_months": _first_months, "year_end": _year_end,
    "nth_day": _nth_day, "nth_week": _nth_week, "week_of": _week_of, "nth_of_month": _nth_of_month,
    "numeric_short": _numeric_short, "ordinal_day": _ordinal_day, "era": _era, "weekday_off": _weekday_off,
    "beyond": _beyond, "weekdays_ago": _weekdays_ago,
}  # fmt: skip
