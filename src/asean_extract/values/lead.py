"""The day that an article's story opens with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from asean_extract.spans import DateMention, Paragraph
from asean_extract.values import calendar
from asean_extract.values.calendar import Stamp
from asean_extract.values.date_find import DateExpression
from asean_extract.values.date_forms import Calendar, Deictic, Range
from asean_extract.values.dates import DateReader, Reference
from asean_extract.values.printed_date import in_source

#: A lead is looked for in so many paragraphs that are read, and no further into them than so many code points.
_LEAD_PARAGRAPHS, _LEAD_LENGTH = 4, 400
_OWNER = regex.compile(r"(?:\b(?:the|a|an|its|his|her|their|our|joint|this)|'s)\s$")
_THING = regex.compile(r"\s(?!(?:in|at|on|to|for|and|by|with|the|of|as|when|a)\b)[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Lead:
    """The first day of the story; `written` when the article was written on it or soon after, not before it."""

    stamp: Stamp
    weekday: int | None
    written: bool
    mention: DateMention


def as_lead(mention: DateMention) -> Lead | None:
    """A printed day without its year as the lead."""
    found = calendar.parse(mention.value)
    return Lead(found[0], None, True, mention) if found else None


def find_lead(paragraphs: Sequence[Paragraph], reader: DateReader) -> Lead | None:
    """The first day or stretch of days, with or without the year, near the start of the first paragraphs.

    A day told after "today" is another one; one that only qualifies a thing ("the May 3 vote") is not the story's.
    """
    first_body = next((i for i, p in enumerate(paragraphs) if p.kind == "body"), 0)
    today = False
    for i, paragraph in enumerate(paragraphs[:_LEAD_PARAGRAPHS]):
        for expression in reader.find(paragraph.text):
            today = today or (isinstance(expression.form, Deictic) and expression.form.word in ("today", "tonight"))
            form = _lead_form(expression, paragraph.text)
            if form is None or (form.year is not None and i > first_body):
                continue  # further down, a date with its year is rather that of something else
            mention = reader.resolve(expression, Reference(None), paragraph.text)
            if mention is None:
                continue
            direction = reader.tense.direction(paragraph.text, expression.start, expression.end)
            written = direction != "future" and not isinstance(expression.form, Range) and not today
            stamp = Stamp(form.year, form.month, form.day)
            return Lead(stamp, form.weekday, written, in_source(mention, paragraph))
    return None


def _lead_form(expression: DateExpression, text: str) -> Calendar | None:
    """The day, or last day, of an expression that can be the lead's."""
    form = expression.form.last if isinstance(expression.form, Range) else expression.form
    if expression.start > _LEAD_LENGTH or expression.bound or not isinstance(form, Calendar) or form.day is None:
        return None
    attribute = _OWNER.search(text[: expression.start]) and _THING.match(text, expression.end)
    return None if attribute else form
