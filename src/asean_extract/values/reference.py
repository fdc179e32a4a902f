"""What a date is resolved against, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from asean_extract.spans import DateMention
from asean_extract.values import calendar
from asean_extract.values.calendar import Stamp
from asean_extract.values.tense import Direction

Basis = Literal["explicit", "relative", "inferred"]
Span = tuple[Stamp, Stamp]


#: Years outside these are no dates of news or history, and the arithmetic of `datetime` ends not far beyond.
_FIRST_YEAR, _LAST_YEAR = 100, 2999


def in_news(stamp: Stamp) -> bool:
    """Whether its year, if known, is one that news speak of."""
    return stamp.year is None or _FIRST_YEAR <= stamp.year <= _LAST_YEAR


@dataclass(frozen=True, slots=True)
class Reference:
    """What dates are resolved against.

    `value` is the document date as EDTF, possibly partial (`2019-11-24`, `2019-11`, `2019`, `XXXX-11-24`) or None,
    `reason` how it is known. `preceding` is the date that the text told last, `preceding_day` the last one told to
    the day. `day_first` settles 3/4/2019 when the article shows how it writes numeric dates. In a `chronicle` the
    story has its own calendar: what is not printed whole is counted from the date told before.
    """

    value: str | None
    reason: str = "published"
    preceding: str | None = None
    preceding_day: str | None = None
    day_first: bool | None = None
    chronicle: bool = False

    @classmethod
    def of(cls, published: DateMention | None) -> Reference:
        """The reference that a document date gives, with the reason why its year is known."""
        if published is None:
            return cls(None)
        return cls(published.value, published.anchor.reason if published.anchor else "published")

    @property
    def stamp(self) -> Stamp | None:
        """The first stamp of the document date, or of the date told before in a chronicle."""
        told = self.told if self.chronicle else None
        found = calendar.parse(self.value)
        return told or (found[0] if found and in_news(found[0]) else None)

    @property
    def told(self) -> Stamp | None:
        """The first stamp of the date told before."""
        found = calendar.parse(self.preceding)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """First and last stamp, how they came about, and against what; `unknown` for a day that nothing anchors."""

    first: Stamp
    last: Stamp
    basis: Basis
    reason: str = ""
    anchor: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """The reference, and which way the sentence looks."""

    reference: Reference
    direction: Direction | None

    @property
    def day(self) -> date | None:
        """The day of the reference, None unless it is known to the day."""
        stamp = self.reference.stamp
        return stamp.day_date() if stamp else None

    def relative(self, span: Span | Stamp | None, reason: str) -> Resolved | None:
        """A value counted from the reference."""
        if span is None:
            return None
        first, last = (span, span) if isinstance(span, Stamp) else span
        stamp = self.reference.stamp
        return Resolved(first, last, "relative", reason, str(stamp) if stamp else calendar.UNKNOWN_DAY)

    def coarse(self, reason: str) -> Resolved | None:
        """What is left of a day or week when the reference is not known to the day: the reference itself."""
        stamp = self.reference.stamp
        if stamp is None or (stamp.year is None and stamp.day is None):
            return Resolved(Stamp(None), Stamp(None), "relative", reason, calendar.UNKNOWN_DAY, unknown=True)
        return self.relative(stamp, reason) if stamp.year is not None else None


def explicit(first: Stamp, last: Stamp | None = None) -> Resolved:
    """A value printed as it is."""
    return Resolved(first, last or first, "explicit")


def year_reason(shift: int) -> str:
    """The reason for a year so many on."""
    return {-1: "last-year", 0: "this-year", 1: "next-year"}.get(shift, "years-ago")
