"""Numbers, months, weekdays and directions in the words of a date."""

from __future__ import annotations

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
#: Ordinals that are not their cardinal with "th" behind it.
_ORDINAL_DAYS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
                 "twentieth": 20, "thirtieth": 30}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
#: A two-figure year belongs to the century that makes it lie between 1935 and 2034.
_CENTURY_BREAK = 35
BACK = frozenset({"last", "past", "the past", "the last", "previous", "the previous", "the preceding", "the prior",
                   "this past", "before", "earlier", "prior", "preceding"})  # fmt: skip
ON = frozenset({"next", "the next", "the following", "following", "coming", "the coming", "the upcoming", "after",
                 "later", "the ensuing", "the very next", "this coming"})  # fmt: skip


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


def ordinal_day(words: str) -> int:
    """The number of "fourth", "twelfth", "twenty-second"; 0 when they say none."""
    tens, _, ones = words.lower().replace("-", " ").rpartition(" ")
    last = _ORDINAL_DAYS.get(ones) or NUMBERS.get(ones.removesuffix("th"), 0)
    return NUMBERS.get(tens, 0) + last


def full_year(figures: str) -> int:
    """A year of two figures or four."""
    year = int(figures)
    return year if len(figures) > 2 else year + (2000 if year < _CENTURY_BREAK else 1900)


def step_of(word: str) -> int:
    """-1, 0 or 1 for a word such as last, this, next."""
    word = " ".join(word.lower().split())
    return -1 if word in BACK else 1 if word in ON else 0
