"""Date expressions of a paragraph and their values: the public face of the date reader.

Finding needs no anchor and is the same wherever the paragraph stands; resolving counts from a `Reference`. Nothing here
reads a clock: a date that the text and the reference do not settle stays open (`XXXX-09-09`) or is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from asean_extract.rules import Patterns
from asean_extract.spans import Anchor, DateMention
from asean_extract.values import calendar
from asean_extract.values.calendar import Precision
from asean_extract.values.date_find import DateExpression, DateFinder
from asean_extract.values.date_forms import (
    Block,
    Calendar,
    Deictic,
    Feast,
    Form,
    NthDay,
    NthOfMonth,
    NthWeek,
    Numeric,
    Range,
    Weekday,
    WeekOf,
)  # fmt: skip
from asean_extract.values.date_resolve import resolve_form
from asean_extract.values.reference import Reference, Resolved, Setting
from asean_extract.values.tense import Direction, Tense

__all__ = ["DateExpression", "DateReader", "Reference"]

_resolve = lru_cache(maxsize=16384)(resolve_form)
#: "By the middle of the year" is by its sixth month.
_MID_YEAR = 6
#: Whole dates of which this share lies more than so many years before the document make a text a chronicle.
_CHRONICLE_YEARS, _CHRONICLE_SHARE = 2, 0.8


class DateReader:
    """Finds and resolves dates by the rules with labels DATE, DATE_PART and TENSE. Build once, use for every text."""

    def __init__(self, patterns: Patterns) -> None:
        self.rules = patterns.rules
        self.tense = Tense(patterns)
        self._finder = DateFinder(patterns)

    def find(self, text: str) -> tuple[DateExpression, ...]:
        """Expressions in reading order, not overlapping; offsets are code points of `text`, one paragraph."""
        return self._finder.find(text)

    def resolve(self, expression: DateExpression, anchor: Reference, text: str) -> DateMention | None:
        """The mention with its value, None when words and anchor do not settle even a year-less one.

        `text` is what `expression` was found in; the sentence around it decides between past and future.
        """
        direction: Direction | None = "future" if expression.bound else None
        if _hangs_on_tense(expression.form):
            direction = self.tense.direction(text, expression.start, expression.end) or direction
        found = _resolve(expression.form, Setting(anchor, direction))
        return _mention(expression, found) if found else None

    def read(self, text: str, reference: Reference) -> tuple[DateMention, ...]:
        """find and resolve; each date may count from the one before it in the text."""
        expressions = self.find(text)
        mentions, _ = self._resolve_all(expressions, _as_chronicle(reference, expressions), text)
        return mentions

    def read_article(self, texts: Sequence[str], reference: Reference) -> tuple[tuple[DateMention, ...], ...]:
        """The mentions of each paragraph of an article, in order; offsets are those of the paragraph.

        "The following day" at the head of a paragraph counts from the one before, and 3/4/2019 is read as the
        article's other numeric dates are written.
        """
        found = [self.find(text) for text in texts]
        every = [expression for expressions in found for expression in expressions]
        if reference.day_first is None:
            reference = replace(reference, day_first=_day_first(every))
        if reference.stamp is not None:
            reference = _as_chronicle(reference, every)
        read: list[tuple[DateMention, ...]] = []
        for text, expressions in zip(texts, found, strict=True):
            mentions, last = self._resolve_all(expressions, _as_chronicle(reference, expressions), text)
            reference = replace(reference, preceding=last.preceding, preceding_day=last.preceding_day)
            read.append(mentions)
        return tuple(read)

    def _resolve_all(
        self, expressions: Sequence[DateExpression], reference: Reference, text: str
    ) -> tuple[tuple[DateMention, ...], Reference]:
        """The mentions, and the reference with the last of them told."""
        mentions: list[DateMention] = []
        for expression in expressions:
            mention = self.resolve(expression, reference, text)
            if mention is not None:
                mentions.append(mention)
                reference = _told(reference, mention)
        return tuple(mentions), reference


def _day_first(expressions: Sequence[DateExpression]) -> bool | None:
    """Whether the numeric dates that have a number above 12 have the day first; None when there are none."""
    forms = [e.form for e in expressions if isinstance(e.form, Numeric)]
    orders = {form.first > 12 for form in forms if max(form.first, form.second) > 12}
    return orders.pop() if len(orders) == 1 else None


def _told(reference: Reference, mention: DateMention) -> Reference:
    """The reference with this date as the one told last; bounds and what nothing anchors tell none."""
    first = calendar.parse(mention.value)
    if first is None or mention.value.startswith(".."):
        return reference
    day = mention.value if first[0].day is not None else reference.preceding_day
    return replace(reference, preceding=mention.value, preceding_day=day)


def _hangs_on_tense(form: Form) -> bool:
    """Whether the sentence's tense can change the value; asking it is the dearest part of reading a date."""
    if isinstance(form, Range):
        return _hangs_on_tense(form.last)
    if isinstance(form, Calendar):
        return form.year is None and form.year_shift is None
    return isinstance(form, Weekday | Block | Numeric | NthDay | NthOfMonth | Feast | NthWeek | WeekOf) or (
        isinstance(form, Deictic) and form.unit == "weekend"
    )


def _as_chronicle(reference: Reference, expressions: Sequence[DateExpression]) -> Reference:
    """A text whose whole dates nearly all lie years before the document tells an old story.

    Its days without a year belong to that story, not to the year of the document. Without a document date a whole day
    in the paragraph is enough.
    """
    forms = [e.form.last if isinstance(e.form, Range) else e.form for e in expressions]
    whole = [f for f in forms if isinstance(f, Calendar) and f.year is not None and f.month is not None]
    stamp = reference.stamp
    if reference.chronicle or (stamp is not None and stamp.year is None):
        return reference
    if stamp is None or stamp.year is None:
        return replace(reference, chronicle=any(f.day is not None for f in whole))
    old = [f for f in whole if (f.year or 0) < stamp.year - _CHRONICLE_YEARS]
    return replace(reference, chronicle=len(old) >= 2 and len(old) >= _CHRONICLE_SHARE * len(whole))


def _mention(expression: DateExpression, found: Resolved) -> DateMention:
    value, precision = _value(expression, found)
    anchor = None if found.basis == "explicit" else Anchor(found.anchor, found.reason)
    return DateMention(
        expression.start, expression.end, expression.text, value, precision, found.basis, anchor, expression.rule
    )


def _value(expression: DateExpression, found: Resolved) -> tuple[str, Precision]:
    if found.unknown:
        return calendar.UNKNOWN_DAY, "day"
    if expression.bound:
        middle = expression.part == "middle" and found.last.month is None
        return f"../{replace(found.last, month=_MID_YEAR) if middle else found.last}", "interval"
    value = calendar.write(found.first, found.last)
    if found.first != found.last:
        return value, "interval"
    return value + ("~" if expression.approx else ""), found.first.precision
