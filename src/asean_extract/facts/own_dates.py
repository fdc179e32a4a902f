"""The date that a happening has of its own: told of one of its mentions, in its name, or so many years back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from asean_extract.facts.candidates import Candidate, Dated
from asean_extract.facts.dating import year_in_name
from asean_extract.facts.joining import Happening
from asean_extract.spans import Anchor, DateMention
from asean_extract.values import calendar

_NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_DAYS_LONG = regex.compile(r"(?i)\b(?P<number>two|three|four|five|six|seven|ten)-day\b")
_BEGAN = regex.compile(r"(?i)\b(?:began|begun|start(?:ed|s)|kick(?:ed|s) off|begins)\b")
_PRECISION = {"day": 0, "interval": 1, "month": 2, "year": 3}


def own_date(happening: Happening, published: DateMention | None) -> DateMention | None:
    """The most precise of its mentions' dates, the first of those; else the year in its name, or years ago.

    The date has offsets of the source; None when the words give none.
    """
    back = next((m.candidate for m in happening.members if m.candidate.years_back is not None), None)
    if back is not None:
        return _years_back(back, published)
    dated = happening.own_dates
    if dated:
        member, date = min(dated, key=lambda pair: (_PRECISION[pair[1].precision], not pair[0].own))
        return _as_trip(member, member.candidate.scene.in_source(date))
    for member in happening.members:
        year = year_in_name(member.candidate)
        if year is not None:
            return _year_mention(member.candidate, year)
    return None


def _as_trip(member: Dated, date: DateMention) -> DateMention:
    """ "A three-day visit that began on Monday" lasts till Wednesday."""
    c = member.candidate
    days = _DAYS_LONG.search(c.scene.text, max(0, c.start - 20), c.end)
    first = calendar.parse(date.value)
    if days is None or first is None or date.precision != "day" or not _BEGAN.search(c.scene.text, c.end):
        return date
    last = calendar.shift_days(first[0], _NUMBER[days["number"].lower()] - 1)
    return replace(date, value=f"{first[0]}/{last}", precision="interval") if last is not None else date


def _years_back(candidate: Candidate, published: DateMention | None) -> DateMention | None:
    """The 35th anniversary of a thing in 2024 dates the thing to 1989."""
    near = sorted(candidate.scene.dates, key=lambda d: abs(d.start - candidate.start))
    year = _year_of(near, published)
    if year is None or candidate.years_back is None:
        return None
    start = candidate.scene.start + candidate.start
    text = candidate.scene.text[candidate.start : candidate.end]
    return DateMention(
        start, start + len(text), text, str(year - candidate.years_back), "year", "relative",
        Anchor(str(year), "anniversary"), candidate.rule,
    )  # fmt: skip


def _year_of(dates: Sequence[DateMention], published: DateMention | None) -> int | None:
    """The year that an anniversary is counted from: the one the sentence names, else that of the document."""
    for date in (*dates, *([published] if published else [])):
        stamps = calendar.parse(date.value)
        if stamps and stamps[0].year:
            return stamps[0].year
    return None


def _year_mention(candidate: Candidate, year: str) -> DateMention:
    start = candidate.scene.start + candidate.scene.text.index(year, candidate.start)
    return DateMention(start, start + 4, year, year, "year", "explicit", None, candidate.rule)
