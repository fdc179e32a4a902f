"""Whole printed days read by dateparser, with every setting pinned.

dateparser gets one recognised expression that has day, month and year, so that it never fills a part from today, and
`REQUIRE_PARTS` refuses if it does not see all three. What lacks a part is read elsewhere: for "July 2025" dateparser
would answer with a day of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import dateparser

#: Never reached by an expression with all parts; pinned so that no default can be today.
_NO_BASE = datetime(2000, 1, 1)
_SETTINGS: dict[str, Any] = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "RELATIVE_BASE": _NO_BASE,
    "PREFER_DATES_FROM": "current_period",
    "PREFER_DAY_OF_MONTH": "current",
    "PREFER_MONTH_OF_YEAR": "current",
    "TIMEZONE": "UTC",
    "RETURN_AS_TIMEZONE_AWARE": False,
    "NORMALIZE": True,
}


@lru_cache(maxsize=4096)
def whole_day(words: str, order: str = "DMY") -> date | None:
    """The day that the words say, None when there is no such day; `order` settles which of two figures it is."""
    found = dateparser.parse(words, languages=["en"], settings={**_SETTINGS, "DATE_ORDER": order})
    return found.date() if found else None
