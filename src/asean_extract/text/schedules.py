"""Schedules: lines that begin with the time of day below the day they belong to.

Such lines close like no sentence, and yet they are the text of an advisory or a programme.
"""

from __future__ import annotations

from collections.abc import Sequence

from asean_extract.rules import RuleBook
from asean_extract.text.certain import Mark
from asean_extract.text.scoring import Features

DAY, ROW = Mark("lead_in", "blocks.schedule-day"), Mark("body", "blocks.schedule")
_ROWS = 3  # that make a schedule
_WORDS = 6  # of its rows, on average; shorter ones are the listings of a calendar or a ticker
_APART = 4  # lines from one row or day to the next


def name_schedules(seen: Sequence[Features], marks: Sequence[Mark | None], rules: RuleBook) -> list[Mark | None]:
    """The marks, with the days of a schedule as `lead_in`, and its rows and what stands between them as `body`."""
    named = list(marks)
    if sum(features.row for features in seen) < _ROWS:
        return named
    days = [_is_day(f, m, rules) for f, m in zip(seen, marks, strict=True)]
    for first, last in _schedules(seen, marks, days):
        for i in range(first, last + 1):
            if days[i]:
                named[i] = DAY
            elif named[i] is None:
                named[i] = ROW
    return named


def _is_day(seen: Features, mark: Mark | None, rules: RuleBook) -> bool:
    open_to_it = mark is None or mark.kind == "dateline"
    return open_to_it and any(rule.regex.match(seen.line.text) for rule in rules.labelled("DAY"))


def _schedules(seen: Sequence[Features], marks: Sequence[Mark | None], days: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last line of every stretch that begins with a day and has rows enough."""
    ends: dict[int, int] = {}
    first = last = -1
    rows = words = 0
    for i, features in enumerate(seen):
        row = marks[i] is None and features.row
        if not row and not days[i]:
            continue
        if first < 0 or i - last > _APART:
            first, rows, words = i if days[i] else -1, 0, 0
        last = i
        rows, words = rows + row, words + row * features.size
        if row and first >= 0 and rows >= _ROWS and words >= _WORDS * rows:
            ends[first] = i
    return [(start, _to_the_end(seen, marks, end)) for start, end in ends.items()]


def _to_the_end(seen: Sequence[Features], marks: Sequence[Mark | None], last: int) -> int:
    """The last of the lines right below the last row that are more than labels."""
    for i in range(last + 1, len(seen)):
        if marks[i] is not None or seen[i].line.gap or seen[i].size < _WORDS or seen[i].small < 2:
            return i - 1
    return len(seen) - 1
