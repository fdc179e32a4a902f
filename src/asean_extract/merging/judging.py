"""Whether two tellings are of one happening. A false yes is worse than a missed one, so every yes has its reasons."""

from __future__ import annotations

from datetime import timedelta

from asean_extract.merging.telling import MEETINGS, Telling

#: Reports of one numbered meeting may err in its date by so much; more, and one of them is not about it.
MOST_APART = timedelta(days=31)
#: A report in another time zone may be a day off.
ONE_DAY = timedelta(days=1)
#: Acts are told apart by what they are about: so much of the shorter name's words must stand in the other.
LIKE_ENOUGH = 0.6


def same_happening(a: Telling, b: Telling) -> tuple[str, ...]:
    """Why the two are one happening; nothing when they are not, or when that cannot be told."""
    if _kept_apart(a, b):
        return ()
    return _by_name(a, b) or _by_day(a, b)


def _kept_apart(a: Telling, b: Telling) -> bool:
    """One article tells of two, or their kinds, editions, years or countries exclude each other."""
    if (a.file, a.article) == (b.file, b.article) or a.family != b.family:
        return True
    if _differ(a.key.edition, b.key.edition) or _differ(a.key.year, b.key.year):
        return True
    numbered = a.key.edition is not None and a.key.edition == b.key.edition
    return _differ(a.country, b.country) and not numbered


def _by_name(a: Telling, b: Telling) -> tuple[str, ...]:
    """One proper name: with a number or year it is enough unless the dates are far apart, without it needs the day.

    Meetings of two parties are many under one name, so the parties must be the same too.
    """
    if not (a.event.named and b.event.named and a.key == b.key and a.key.telling):
        return ()
    common = _in_common(a, b)
    named = f"same name ({a.event.name})"
    unique = a.key.edition is not None or a.key.year is not None
    distinct = len(a.key.telling) > 1 or bool(common)
    gap = _gap(a, b)
    if unique and distinct and (gap is None or gap <= MOST_APART):
        return (named, "same number or year in it", *_day_reason(gap), *common)
    if gap is None or ("bilateral_meeting" in (a.event.type, b.event.type) and not _same_company(a, b)):
        return ()
    if a.is_day and b.is_day:
        close = gap == timedelta() or (gap <= ONE_DAY and bool(common))
        return (named, *_day_reason(gap), *common) if close else ()
    return (named, "dates that include each other", *common) if gap == timedelta() and len(common) > 1 else ()


def _by_day(a: Telling, b: Telling) -> tuple[str, ...]:
    """One day, one type, the same who: names may be a description, or one the shorter form of the other."""
    if a.event.type != b.event.type or a.day is None or a.day != b.day:
        return ()
    day = f"same day ({a.day})"
    common = _in_common(a, b)
    if a.event.named and b.event.named:
        shorter = _shorter_form(a, b)
        return (day, "one name is the short form of the other", *common) if shorter and common else ()
    if not _same_company(a, b):
        return ()
    if a.event.type in MEETINGS or a.event.type == "visit":
        return (day, "same type", *common)
    return (day, "same type", "names alike", *common) if _names_alike(a, b) else ()


def _same_company(a: Telling, b: Telling) -> bool:
    """The same parties, two at least, and no two lists of persons without a name in common."""
    if a.persons and b.persons and not a.persons & b.persons:
        return False
    return len(a.parties) > 1 and a.parties == b.parties


def _shorter_form(a: Telling, b: Telling) -> bool:
    """Whether all words of one name stand in the other, some of them telling: "special" is not "commemorative"."""
    small, large = sorted((a.key, b.key), key=lambda key: (len(key.words), key.words))
    return bool(small.telling) and set(small.words) <= set(large.words)


def _names_alike(a: Telling, b: Telling) -> bool:
    shared = set(a.key.telling) & set(b.key.telling)
    return len(shared) > 1 and len(shared) >= LIKE_ENOUGH * min(len(a.key.telling), len(b.key.telling))


def _in_common(a: Telling, b: Telling) -> tuple[str, ...]:
    """Reasons from place and participants; a country counts when both name it, participants from two on."""
    place = a.country if a.country == b.country else None
    who = sorted((a.parties & b.parties) | (a.persons & b.persons))
    return (
        *_told(f"same country ({place})", place is not None),
        *_told(f"participants in common ({', '.join(who[:5])})", len(who) > 1),
    )


def _day_reason(gap: timedelta | None) -> tuple[str, ...]:
    if gap is None:
        return ("the date of one is open",)
    return _told("same date", gap == timedelta()) or (f"dates {gap.days} days apart",)


def _gap(a: Telling, b: Telling) -> timedelta | None:
    """The days between the two, none when they overlap; None when either is open."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max(a.first - b.last, b.first - a.last, timedelta())


def _differ(a: object, b: object) -> bool:
    return a is not None and b is not None and a != b


def _told(reason: str, holds: bool) -> tuple[str, ...]:
    return (reason,) if holds else ()
