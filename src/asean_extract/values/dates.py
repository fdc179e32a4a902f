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
from asean_extract.values.date_forms import Calendar, Numeric, Range
from asean_extract.values.date_resolve import resolve_form
from asean_extract.values.reference import Reference, Resolved, Setting
from asean_extract.values.tense import Tense

__all__ = ["DateExpression", "DateReader", "Reference"]

_resolve = lru_cache(maxsize=16384)(resolve_form)
#: Whole dates that all lie more than so many years before the document make a paragraph a chronicle.
_CHRONICLE_YEARS = 2


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
        direction = None if _is_whole(expression) else self.tense.direction(text, expression.start, expression.end)
        if expression.bound and direction is None:
            direction = "future"
        found = _resolve(expression.form, Setting(anchor, direction))
        return _mention(expression, found) if found else None

    def read(self, text: str, reference: Reference) -> tuple[DateMention, ...]:
        """find and resolve; each date may count from the one before it in the text."""
        expressions = self.find(text)
        reference = _as_chronicle(reference, expressions)
        mentions: list[DateMention] = []
        for expression in expressions:
            mention = self.resolve(expression, reference, text)
            if mention is not None:
                mentions.append(mention)
                reference = _told(reference, mention)
        return tuple(mentions)

    def read_article(self, texts: Sequence[str], reference: Reference) -> tuple[tuple[DateMention, ...], ...]:
        """The mentions of each paragraph of an article, in order; offsets are those of the paragraph.

        "The following day" at the head of a paragraph counts from the one before, and 3/4/2019 is read as the
        article's other numeric dates are written.
        """
        if reference.day_first is None:
            reference = replace(reference, day_first=self._day_first(texts))
        read: list[tuple[DateMention, ...]] = []
        for text in texts:
            mentions = self.read(text, reference)
            for mention in mentions:
                reference = _told(reference, mention)
            read.append(mentions)
        return tuple(read)

    def _day_first(self, texts: Sequence[str]) -> bool | None:
        """Whether the article's numeric dates with a number above 12 have the day first; None when it has none."""
        forms = [e.form for text in texts for e in self.find(text) if isinstance(e.form, Numeric)]
        orders = {form.first > 12 for form in forms if max(form.first, form.second) > 12}
        return orders.pop() if len(orders) == 1 else None


def _told(reference: Reference, mention: DateMention) -> Reference:
    """The reference with this date as the one told last; bounds and what nothing anchors tell none."""
    first = calendar.parse(mention.value)
    if first is None or mention.value.startswith(".."):
        return reference
    day = mention.value if first[0].day is not None else reference.preceding_day
    return replace(reference, preceding=mention.value, preceding_day=day)


def _is_whole(expression: DateExpression) -> bool:
    form = expression.form.last if isinstance(expression.form, Range) else expression.form
    return isinstance(form, Calendar | Numeric) and form.year is not None


def _as_chronicle(reference: Reference, expressions: Sequence[DateExpression]) -> Reference:
    """A paragraph whose whole dates (two or more) all lie years before the document tells an old story.

    Its days without a year belong to that story, not to the year of the document.
    """
    forms = [e.form.last if isinstance(e.form, Range) else e.form for e in expressions]
    years = [f.year for f in forms if isinstance(f, Calendar) and f.year is not None and f.month is not None]
    stamp = reference.stamp
    if stamp is None or stamp.year is None:
        return replace(reference, chronicle=bool(years) or reference.preceding is not None)
    old = len(years) >= 2 and all(year < stamp.year - _CHRONICLE_YEARS for year in years)
    return replace(reference, chronicle=reference.chronicle or old)


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
        return f"../{found.last}", "interval"
    value = calendar.write(found.first, found.last)
    if found.first != found.last:
        return value, "interval"
    return value + ("~" if expression.approx else ""), found.first.precision
