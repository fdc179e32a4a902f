"""Which of several dates is meant: the nearest to the reference on the side that the tense allows."""

from __future__ import annotations

from datetime import date, timedelta

from asean_extract.values.calendar import Stamp
from asean_extract.values.reference import Span
from asean_extract.values.tense import Direction

#: A date without its year that would lie this far back is rather the coming one, if that is near: writers add the
#: year to what is almost a year old. Days are told more exactly than months and quarters.
_OLD, _SOON = timedelta(days=200), timedelta(days=75)
_OLD_DAY, _SOON_DAY = timedelta(days=240), timedelta(days=45)
#: Without a tense a coming date is meant only when it is at most so far off.
_AHEAD = timedelta(days=120)


def nearest_span(choices: list[Span], anchor: Stamp, direction: Direction | None) -> Span | None:
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


def in_order(first: Stamp, last: Stamp) -> bool:
    """Whether the first begins no later than the last ends; true when a year is open."""
    a, b = first.first(), last.last()
    return a is None or b is None or a <= b


def weekday_of(stamp: Stamp) -> int | None:
    """0 to 6, Monday first; None unless the stamp is a whole day."""
    day = stamp.day_date()
    return day.weekday() if day else None
