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

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: dict[str, int] = {
    **{word: n for n, word in enumerate(_ONES, 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    "a": 1, "an": 1, "hundred": 100, "a couple of": 2,
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
#: A two-figure year belongs to the century that makes it lie between 1935 and 2034.
_CENTURY_BREAK = 35
_BACK = frozenset({"last", "past", "the past", "the last", "previous", "the previous", "the preceding", "the prior",
                   "this past", "before", "earlier", "prior", "preceding"})  # fmt: skip
_ON = frozenset({"next", "the next", "the following", "following", "coming", "the coming", "the upcoming", "after",
                 "later", "the ensuing", "the very next", "this coming"})  # fmt: skip
Groups = Mapping[str, str]


def month_number(word: str) -> int:
    """1 to 12 for a month's name, or a figure."""
    return int(word) if word.isdigit() else MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 to 6, Monday first."""
    return WEEKDAYS.index(word[:3].lower())


def count_of(words: str) -> int:
    """The number that figures or words say: `12`, "twenty-five", "a couple of"; 0 when they say none."""
    words = " ".join(words.lower().replace("-", " ").split())
    if words.isdigit():
        return int(words)
    if words in NUMBERS:
        return NUMBERS[words]
    first, _, rest = words.partition(" ")
    total = NUMBERS.get(first, 0)
    return total * 100 if rest == "hundred" else total + NUMBERS.get(rest, 0) if rest in NUMBERS else 0


def full_year(figures: str) -> int:
    """A year of two figures or four."""
    year = int(figures)
    return year if len(figures) > 2 else year + (2000 if year < _CENTURY_BREAK else 1900)


def _step(word: str) -> int:
    """-1, 0 or 1 for a word such as last, this, next."""
    word = " ".join(word.lower().split())
    return -1 if word in _BACK else 1 if word in _ON else 0


def _year_parts(groups: Groups) -> tuple[int | None, int | None, bool]:
    """Year, year_shift and year_told of a Calendar."""
    if figures := groups.get("year") or groups.get("short"):
        return full_year(figures), None, False
    word = (groups.get("year_word") or groups.get("year_word2") or "").lower()
    which = word.removesuffix("year").strip()
    if which in ("the same", "that", "the following", "the previous"):
        return None, _step(which), True
    return None, (_step(which) if which else None), False


def _calendar(groups: Groups) -> Form | None:
    year, shift, told = _year_parts(groups)
    month = month_number(groups["month"]) if "month" in groups else None
    day = int(groups["day"].rstrip("stndrhSTNDRH")) if "day" in groups else None
    weekday = groups.get("weekday") or groups.get("weekday2")
    whole = None
    if year and month and day:
        whole = f"{year:04d}-{month:02d}-{day:02d}" if groups["month"].isdigit() else f"{day} {groups['month']} {year}"
    number = weekday_number(weekday) if weekday else None
    side = _step(groups["which"]) if "which" in groups else None
    return Calendar(year, month, day, number, shift, told, whole, side)


def _numeric(groups: Groups) -> Form | None:
    first, second = int(groups["first"]), int(groups["second"])
    plausible = 1 <= min(first, second) <= 12 and max(first, second) <= 31
    # A full stop or hyphen with a short year is more often a version, a score or a number than a date.
    clear = groups["sep"] == "/" or len(groups["year"]) == 4
    return Numeric(first, second, full_year(groups["year"])) if plausible and clear else None


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
        return Decade(int(groups["year"]))
    short = _DECADES.get(groups.get("word", "").lower()) or int(groups.get("short", "0"))
    return Decade(1900 + short)


def _block(groups: Groups) -> Form | None:
    unit = {"q": "quarter", "h": "half", "semester": "half"}
    name = (groups.get("unit") or groups["short_unit"]).lower()
    name = unit.get(name, name)
    word = groups["number"].lower()
    number = _ORDINALS[word] if word in _ORDINALS else int(word[0])
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
        return Season(SEASONS[groups["season"].lower()], _step(groups["which"]))
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
        which = "last" if which in _BACK else "next" if which in _ON else "this"
    week = _step(groups["week"]) if "week" in groups else None
    return Weekday(weekday_number(groups["weekday"]), which, week)


def _unit(groups: Groups) -> Form | None:
    unit = groups["unit"].lower().split()[-1]
    which = " ".join(groups.get("which", "the").lower().split())
    return Deictic(unit, _step(which), which)


def _year_earlier(_groups: Groups) -> Form | None:
    return YearEarlier()


def _ago(groups: Groups) -> Form | None:
    count = count_of(groups["count"])
    if not count:
        return None
    unit = groups["unit"].lower().replace("centurie", "century")
    back = groups["side"] in ("ago", "earlier", "before", "prior", "previously")
    told = groups["side"] not in ("ago", "hence", "from now", "from today", "time")
    approx = groups.get("approx", "").lower() not in ("", "just", "only", "barely") or "half" in groups
    rough = unit in ("decade", "century") or "couple" in groups["count"].lower()
    return Counted(-count if back else count, unit, told, approx or rough, "exact" in groups)


def _stretch(groups: Groups) -> Form | None:
    side = " ".join(groups["side"].lower().split()).split()[-1]
    count = count_of(groups.get("count", "one"))
    if not count or side in ("first", "final"):
        return None
    return Stretch(-count if side in _BACK else count, groups["unit"])


def _same(groups: Groups) -> Form | None:
    unit = groups["unit"].lower().split()[-1]
    unit = "day" if unit in ("morning", "afternoon", "evening", "night") else unit
    return Told(unit, _step(groups["which"])) if unit not in SEASONS else None


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
    return NthDay(day, _step(groups["side"]) if "side" in groups else None, weekday)


def _nth_week(groups: Groups) -> Form | None:
    month = _calendar({k: v for k, v in groups.items() if k in ("month", "year", "year_word")})
    number = _ORDINALS[groups["number"].lower()]
    return NthWeek(number, groups["unit"].lower() == "weekend", month) if isinstance(month, Calendar) else None


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
    "nth_day": _nth_day, "nth_week": _nth_week, "week_of": _week_of,
}  # fmt: skip
