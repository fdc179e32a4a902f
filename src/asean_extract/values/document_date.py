"""The document date of an article: printed, or reasoned from its lead and what it says about its year.

The order is that of the contract: what the caller gives, a printed publication date, else the day and month of the
lead with the year that the article's own constraints leave, and last the year of the neighbouring articles. Clues that
contradict one another leave the year open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asean_extract.spans import READ_KINDS, Anchor, ArticleText, DateMention, Paragraph
from asean_extract.values import calendar
from asean_extract.values.calendar import Stamp
from asean_extract.values.dates import DateReader, Reference
from asean_extract.values.foundings import Bounds, bounds, foundings
from asean_extract.values.lead import Lead, as_lead, find_lead
from asean_extract.values.printed_date import in_source, printed_date
from asean_extract.values.year_clues import EXPRESSLY, LIKELY, PERHAPS, Told, YearClue, told_dates, year_clues

#: From this month on an event ahead may be one of the next year; up to this one it may be told of the year before.
_LATE, _EARLY = 11, 3
#: A weekday with a day falls on the same date again after five years at the earliest.
_WEEKDAY_YEARS = 5


@dataclass(frozen=True, slots=True)
class Signs:
    """What the article says about its year: bounds, the dates printed with their year, and clues."""

    possible: Bounds
    told: Sequence[Told]
    clues: Sequence[YearClue]


def document_date(
    article: ArticleText,
    reader: DateReader,
    *,
    published: str | None = None,
    neighbours: Sequence[str] = (),
    knowledge: Iterable[Mapping[str, Any]] = (),
) -> DateMention | None:
    """The date of the article with offsets of the source, None when nothing tells.

    `published` is an EDTF value that the caller knows, `neighbours` are the document dates of the other articles of the
    file, `knowledge` the table `foundings`. A year that stays open is `XXXX`.
    """
    if published is not None:
        return _given(article, reader, published)
    printed = printed_date(article, reader)
    if printed is not None and not printed.value.startswith("XXXX"):
        return printed
    readable = [p for p in article.paragraphs if p.kind in READ_KINDS]
    known = foundings(knowledge)
    signs = Signs(
        bounds([p.text for p in readable], known), told_dates(readable, reader), year_clues(readable, reader, known)
    )
    lead = as_lead(printed) if printed else find_lead(readable, reader)
    if lead is not None and lead.stamp.year is not None:
        same = _same_time(lead, signs)
        if same is not None:
            return same
        lead = None
    return _reasoned(lead, _settled(readable, reader, lead, neighbours, signs))


def _given(article: ArticleText, reader: DateReader, value: str) -> DateMention | None:
    """The caller's date, read from words that say it if there are any, else standing at the article's first word."""
    anchor = Anchor(value, "published")
    for paragraph in article.paragraphs:
        for mention in reader.read(paragraph.text, Reference(value)):
            if mention.value == value:
                return in_source(mention, paragraph)
    for paragraph in article.paragraphs:
        word = next(iter(paragraph.text.split()), None)
        if word:
            start = paragraph.start + paragraph.text.index(word)
            return _inferred(start, word, value, anchor, "published.given")
    return None


def _inferred(start: int, text: str, value: str, anchor: Anchor, rule: str) -> DateMention:
    found = calendar.parse(value)
    precision: calendar.Precision = "interval" if "/" in value else found[0].precision if found else "day"
    return DateMention(start, start + len(text), text, value, precision, "inferred", anchor, rule)


def _same_time(lead: Lead, signs: Signs) -> DateMention | None:
    """A whole date in the lead is when the article was written, unless it tells of later ones as past."""
    day = lead.stamp.first()
    starts = [t.stamp.first() for t in signs.told if t.direction == "past" and t.stamp.month is not None]
    if day is None or not signs.possible.holds(day.year) or any(start > day for start in starts if start):
        return None
    if not lead.written and (lead.stamp.month or 0) <= _EARLY:
        return None  # what is ahead so early in a year may be announced in the year before
    value = str(lead.stamp if lead.written else Stamp(lead.stamp.year))
    m = lead.mention
    return _inferred(m.start, m.text, value, Anchor(value, "same-time"), m.rule)


def _reasoned(lead: Lead | None, clue: YearClue | None) -> DateMention | None:
    """Day and month of a lead that was written then, with the year as far as it is settled; else the year alone."""
    if lead is not None and lead.written:
        m = lead.mention
        if clue is None:
            return m
        stamp = Stamp(clue.year, lead.stamp.month, lead.stamp.day)
        if stamp.is_real:
            return _inferred(m.start, m.text, str(stamp), Anchor(clue.anchor, clue.reason), m.rule)
    if clue is None:
        return None
    return _inferred(clue.start, clue.text, str(clue.year), Anchor(clue.anchor, clue.reason), clue.rule)


def _settled(
    paragraphs: Sequence[Paragraph], reader: DateReader, lead: Lead | None, neighbours: Sequence[str], signs: Signs
) -> YearClue | None:
    """The clue that settles the year; None when there is none, or when the surest contradict one another."""
    clues = [c for c in signs.clues if signs.possible.holds(c.year) and _fits(lead, c.year)]
    late = lead is not None and (lead.stamp.month or 0) >= _LATE
    for strength in (EXPRESSLY, LIKELY):
        of_strength = [c for c in clues if c.strength == strength and not (late and c.may_be_next)]
        if of_strength:
            return of_strength[0] if len({c.year for c in of_strength}) == 1 else None
    return (
        _by_weekday(lead, signs)
        or _after_the_told(lead, signs)
        or _by_neighbours(paragraphs, reader, lead, signs.possible, neighbours)
    )


def _fits(lead: Lead | None, year: int) -> bool:
    """Whether the lead's weekday falls on its day in that year; true without a weekday."""
    if lead is None or lead.weekday is None:
        return True
    day = Stamp(year, lead.stamp.month, lead.stamp.day)
    found = day.day_date() if day.is_real else None
    return found is not None and found.weekday() == lead.weekday


def _by_weekday(lead: Lead | None, signs: Signs) -> YearClue | None:
    """The only year that is left in which the weekday falls on the day."""
    if lead is None or lead.weekday is None:
        return None
    past = [t.stamp.year for t in signs.told if t.direction == "past" and t.stamp.year]
    possible = signs.possible
    earliest = max([possible.earliest, *past])
    if not earliest:
        return None
    years = [y for y in range(earliest, min(possible.latest, earliest + _WEEKDAY_YEARS) + 1) if _fits(lead, y)]
    if len(years) != 1:
        return None
    m = lead.mention
    return YearClue(years[0], PERHAPS, "weekday", str(years[0]), m.start, m.text, m.rule)


def _after_the_told(lead: Lead | None, signs: Signs) -> YearClue | None:
    """The first year in which the lead comes after the last thing that the text tells as past, to the month.

    A bare past year ("in 2019") says too little: it may lie ten years back. So does a single date when there is no
    lead, unless nothing that the text names allows an earlier year.
    """
    past = [t for t in signs.told if t.direction == "past" and t.stamp.year is not None]
    if not past:
        return None
    last = max(past, key=lambda t: (str(t.stamp), -t.start))
    first = last.stamp.first()
    if last.stamp.month is None or last.stamp.year is None or first is None:
        return None
    year = last.stamp.year
    repeated = sum(t.stamp.year == year for t in signs.told) > 1
    young = year == signs.possible.earliest and last.stamp.day is not None
    if lead is None and not repeated and not young:
        return None
    here = Stamp(year, lead.stamp.month, lead.stamp.day) if lead else None
    if here is not None and here.is_real and (here.last() or first) < first:
        year += 1
    clue = YearClue(year, PERHAPS, "named-year", str(last.stamp), last.start, last.text, last.rule)
    return clue if signs.possible.holds(year) and _fits(lead, year) else None


def _by_neighbours(
    paragraphs: Sequence[Paragraph],
    reader: DateReader,
    lead: Lead | None,
    possible: Bounds,
    neighbours: Sequence[str],
) -> YearClue | None:
    stamps = [found[0] for value in neighbours if (found := calendar.parse(value))]
    years = {stamp.year for stamp in stamps if stamp.year is not None}
    if len(years) != 1:
        return None
    (year,) = years
    if not possible.holds(year) or not _fits(lead, year):
        return None
    place = lead.mention if lead else _first_mention(paragraphs, reader, str(year))
    if place is None:
        return None
    return YearClue(year, PERHAPS, "same-file", str(year), place.start, place.text, place.rule)


def _first_mention(paragraphs: Sequence[Paragraph], reader: DateReader, year: str) -> DateMention | None:
    """The first date of the article that needs an anchor: without one nothing hangs on the year of the file."""
    for paragraph in paragraphs:
        for mention in reader.read(paragraph.text, Reference(year)):
            if mention.basis != "explicit":
                return in_source(mention, paragraph)
    return None
