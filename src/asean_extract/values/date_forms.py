"""What a date expression says, before anybody asks when it was written: one small class for each way of saying it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """A printed day, month or year; `year_shift` is -1, 0, 1 for last, this, next year, `year_told` for the same year.

    `month` may be 21 to 24, a season. `words` are the printed ones when all three parts are there. `side` is -1, 0, 1
    for last, this or next before a month.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    year_shift: int | None = None
    year_told: bool = False
    words: str | None = None
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """Two numbers and a year; which of the two is the day is for the article to settle."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another; what the first leaves out (month, year) is that of the last."""

    first: Form
    last: Form


@dataclass(frozen=True, slots=True)
class Block:
    """The nth quarter or half of a year; `number` -1 is the last one, `shifted` tells "last quarter" from it."""

    unit: str
    number: int
    year: Calendar


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years from `year` on, or a hundred ("the 1800s")."""

    year: int
    years: int = 10


@dataclass(frozen=True, slots=True)
class Deictic:
    """The unit of the anchor, or the one so many units on: today, last month, next year; `word` as printed."""

    unit: str
    offset: int
    word: str


@dataclass(frozen=True, slots=True)
class Season:
    """This, last or next spring to winter (21 to 24)."""

    number: int
    offset: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday; `which` is last, this or next, `week` the offset of a week that is named with it.

    `back` goes so many weeks further back ("the Monday before last").
    """

    number: int
    which: str | None = None
    week: int | None = None
    back: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """So many units before (negative) or after the anchor, or after the date told before when `told`.

    `exact` counts to the very day ("two years ago today").
    """

    count: int
    unit: str
    told: bool
    approx: bool
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many units that end (negative) or begin at the anchor."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Told:
    """The unit that the date told before lies in, or its neighbour: that day, the year before.

    With `only` nothing but a date told before will do.
    """

    unit: str
    offset: int
    only: bool = False


@dataclass(frozen=True, slots=True)
class ToldSeason:
    """The season (21 to 24) of the date told before, or the next or previous one: that summer, the following spring."""

    number: int
    offset: int


@dataclass(frozen=True, slots=True)
class YearEarlier:
    """The stretch told before, one year back; a `unit` that none told fits is the one of the anchor."""

    unit: str | None = None


@dataclass(frozen=True, slots=True)
class NthDay:
    """A numbered day of the month of the anchor, or of the month so many on."""

    day: int
    month_shift: int | None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class NthOfMonth:
    """The nth weekday (0 to 6), or the nth day, of a month; -1 is the last. `month_shift` counts from the anchor's."""

    number: int
    weekday: int | None
    month: Calendar | None
    month_shift: int = 0


@dataclass(frozen=True, slots=True)
class Feast:
    """So many days after Easter Sunday; the year as a `Calendar` has it."""

    days: int
    year: Calendar


@dataclass(frozen=True, slots=True)
class NthWeek:
    """A numbered week (-1 the last) of a month, or of the month so many on from the anchor's."""

    number: int
    weekend: bool
    month: Calendar | None
    month_shift: int = 0


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that a day lies in (0), the seven days that end on it (-1), or begin on it (1)."""

    day: Calendar
    side: int
    weekend: bool


Form = (
    Calendar | Numeric | Range | Block | Decade | Deictic | Season | Weekday | Counted | Stretch | Told | ToldSeason
    | YearEarlier | NthDay | NthOfMonth | Feast | NthWeek | WeekOf
)  # fmt: skip
