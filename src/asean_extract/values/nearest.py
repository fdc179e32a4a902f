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
#: Without a tense a coming day is meant when it is nearer than the past one, and at most so far off; a coming month,
#: quarter or season only when the past one lies long back.
_AHEAD = timedelta(days=120)
#: A story steps back so far without saying so.
_BACK = timedelta(days=31)


def nearest_span(
    choices: list[Span], anchor: Stamp, direction: Direction | None, *, by_word: bool = False
) -> Span | None:
    """Of several spans the nearest to the anchor on the side that the tense allows; on any side without a tense.

    `by_word` is for a side that the words give ("last May"): it is never the span that the anchor lies in.
    """
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
    if by_word:
        beyond = [c for c in (past if direction == "past" else ahead) if distance(c) > timedelta(0)]
        return min(beyond, default=None, key=distance)
    by_day = choices[0][0].day is not None
    near = past + [c for c in ahead if distance(c) <= _AHEAD]
    rather = near if by_day else past
    best = min({"past": past, "future": ahead, None: rather}[direction] or choices, key=distance)
    if direction != "future" and distance(best) > (_OLD_DAY if by_day else _OLD):
        limit = _AHEAD if direction is None else _SOON_DAY if by_day else _SOON
        return min((c for c in ahead if distance(c) < limit), key=distance, default=best)
    return best


def onward(choices: list[Span], told: Stamp) -> Span | None:
    """In a story that goes on, the first after the date told before, unless one lies just before that."""
    here, there = told.first(), told.last()
    if here is None or there is None:
        return None
    starts = [(start, c) for c in choices if (start := c[0].first()) is not None]
    ahead = [(start, c) for start, c in starts if start > there]
    near = [(start, c) for start, c in starts if here - _BACK <= start <= there]
    chosen = max(near, default=None, key=lambda p: p[0]) or min(ahead, default=None, key=lambda p: p[0])
    return chosen[1] if chosen else None


def in_order(first: Stamp, last: Stamp) -> bool:
    """Whether the first begins no later than the last ends; true when a year is open."""
    a, b = first.first(), last.last()
    return a is None or b is None or a <= b


def weekday_of(stamp: Stamp) -> int | None:
    """0 to 6, Monday first; None unless the stamp is a whole day."""
    day = stamp.day_date()
    return day.weekday() if day else None
