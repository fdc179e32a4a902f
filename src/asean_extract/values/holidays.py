"""Days that are known by a name, from the table `holidays` of the knowledge files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import regex

from asean_extract.needs import Worded
from asean_extract.rules import Patterns
from asean_extract.values.date_forms import Calendar, Feast, Form, NthOfMonth

_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>1[5-9]\d\d|20\d\d)\b|,?\s+(?P<year_word>this|last|next)\s+year\b)?"
_SIDE = r"(?:\b(?P<side>[Tt]his|[Ll]ast|[Nn]ext)\s+)?"
_SHIFT = {"this": 0, "last": -1, "next": 1}
#: What stands before a name that means its day only as a time of the year, and what may follow it: "before Christmas,",
#: not "a Christmas tree".
_LEAD = (
    r"(?:(?<=\b(?i:on|at|over|by|before|after|since|until|till|of|for|from|to|around|about)\s)"
    r"|(?=(?i:this|last|next)\s))"
)
_TAIL = (
    r"(?=[^\w\s'-]|$|'s\b|\s+(?:and|or|but|in|at|on|to|as|when|the|that|this|last|next|with|for|of|he|she|it|they|we"
    r"|was|is)\b)"
)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """Where the name stands, and the day that it means."""

    start: int
    end: int
    form: Form


class NamedDays:
    """Finds them; built once from the patterns."""

    def __init__(self, patterns: Patterns) -> None:
        table = patterns.table("holidays")
        self._days = {str(row["name"]): _day(row) for row in table}
        loose = _names(row for row in table if row.get("loose"))
        firm = _names(row for row in table if not row.get("loose"))
        forms = [
            rf"{_SIDE}\b(?P<name>{firm})\b{_YEAR}" if firm else "",
            rf"{_LEAD}{_SIDE}\b(?P<name>{loose})\b{_YEAR}{_TAIL}" if loose else "",
        ]
        self._pattern = Worded(regex.compile("|".join(filter(None, forms)) or "(?!)"), self._days)

    def find(self, text: str) -> Iterator[NamedDay]:
        """The named days of one paragraph, in order."""
        for m in self._pattern.finditer(text):
            side = _SHIFT[m["side"].lower()] if m["side"] else None
            shift = _SHIFT[m["year_word"]] if m["year_word"] else None
            yield NamedDay(m.start(), m.end(), _dated(self._days[m["name"]], m["year"], shift, side))


def _names(rows: Iterator[Mapping[str, Any]]) -> str:
    """The names as alternatives, longer ones first."""
    names = sorted((str(row["name"]) for row in rows), key=lambda name: (-len(name), name))
    return "|".join(regex.escape(name) for name in names)


def _day(row: Mapping[str, Any]) -> Form:
    """A fixed day, a weekday counted in a month (`nth`, `weekday` with Monday as 0), or days after Easter."""
    if "easter" in row:
        return Feast(int(row["easter"]), Calendar())
    month = Calendar(row.get("year"), int(row["month"]), row.get("day"))
    return NthOfMonth(int(row["nth"]), int(row["weekday"]), month) if "nth" in row else month


def _dated(form: Form, year: str | None, shift: int | None, side: int | None) -> Form:
    """The form with the year or side that is said beside the name."""
    if isinstance(form, Feast):
        return replace(form, year=_in_year(form.year, year, shift, side))
    if isinstance(form, NthOfMonth) and form.month is not None:
        return replace(form, month=_in_year(form.month, year, shift, side))
    return _in_year(form, year, shift, side) if isinstance(form, Calendar) else form


def _in_year(day: Calendar, year: str | None, shift: int | None, side: int | None) -> Calendar:
    if day.year is not None:
        return day
    return replace(day, year=int(year) if year else None, year_shift=shift, side=side)
