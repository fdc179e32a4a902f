"""The publication date that an article prints: on its dateline, at the end of its title, or opening its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from asean_extract.rules import RuleBook
from asean_extract.spans import READ_KINDS, ArticleText, DateMention, Paragraph
from asean_extract.values import calendar
from asean_extract.values.date_find import DateExpression
from asean_extract.values.date_forms import WeekOf
from asean_extract.values.dates import DateReader, Reference

#: A dateline stands in one of so many paragraphs, within so many code points of its start.
_PARAGRAPHS, _DATELINE = 6, 70
_METADATA = ("dateline", "byline", "credit")


def printed_date(article: ArticleText, reader: DateReader) -> DateMention | None:
    """The printed publication date with offsets of the source; one without its year when there is no better one.

    A date that follows "Updated" or the like is the page's, not the article's.
    """
    found = [*_in_datelines(article.paragraphs, reader), *_opening(article.paragraphs, reader)]
    whole = [m for m in found if not m.value.startswith("XXXX")]
    return next(iter(whole or found), None)


def in_source(mention: DateMention, paragraph: Paragraph) -> DateMention:
    """The mention with offsets of the source instead of the paragraph."""
    return replace(mention, start=mention.start + paragraph.start, end=mention.end + paragraph.start)


def _in_datelines(paragraphs: Sequence[Paragraph], reader: DateReader) -> Iterator[DateMention]:
    labelled: list[DateMention] = []
    plain: list[DateMention] = []
    for paragraph in paragraphs:
        if paragraph.kind not in _METADATA:
            continue
        for expression, mention in _days(paragraph, reader, weeks=True):
            before = paragraph.text[: expression.start]
            if _ends(reader.rules, "DATE_NOT_PUBLISHED", before):
                continue
            (labelled if _ends(reader.rules, "DATE_LABEL", before) else plain).append(mention)
    yield from labelled
    yield from plain


def _ends(rules: RuleBook, label: str, text: str) -> bool:
    return any(m.end == len(text) for m in rules.find(label, text))


def _days(
    paragraph: Paragraph, reader: DateReader, *, weeks: bool = False
) -> Iterator[tuple[DateExpression, DateMention]]:
    """Expressions of one day, whole or without the year, with their own value; `weeks`: and the day that a week is
    called by ("week ending 7 May 2021")."""
    for found in reader.find(paragraph.text):
        expression = _day_of_week(found) if weeks and isinstance(found.form, WeekOf) else found
        mention = reader.resolve(expression, Reference(None), paragraph.text)
        if mention and mention.precision == "day" and mention.value != calendar.UNKNOWN_DAY and not expression.bound:
            yield expression, in_source(mention, paragraph)


def _day_of_week(expression: DateExpression) -> DateExpression:
    day = expression.form.day if isinstance(expression.form, WeekOf) else None
    if day is None or day.words is None or not expression.text.endswith(day.words):
        return expression
    return replace(expression, start=expression.end - len(day.words), text=day.words, form=day)


def _opening(paragraphs: Sequence[Paragraph], reader: DateReader) -> Iterator[DateMention]:
    """The dates that open the first paragraphs; different ones that stand alone are the days of a schedule."""
    read_ones = [p for p in paragraphs if p.kind in READ_KINDS]
    first = [(p, list(_days(p, reader))) for p in read_ones[:_PARAGRAPHS]]
    days = {m.value for p, found in first for e, m in found if p.text.strip() in (e.text, e.text + ":")}
    for paragraph, found in first:
        text = paragraph.text
        for expression, mention in found:
            before, after = text[: expression.start], text[expression.end :]
            bracketed = before.endswith("(") and after.strip() == ")"
            whole_at_end = not after.strip() and not mention.value.startswith("XXXX")
            title_end = paragraph.kind == "title" and (bracketed or whole_at_end)
            stamped = _ends(reader.rules, "DATE_LABEL", before) and expression.start <= _DATELINE
            alone = len(days) < 2 and not before.strip() and (not after.strip() or expression.rule == "date.iso")
            placed = (
                expression.start <= _DATELINE
                and _ends(reader.rules, "DATE_OPENING", before)
                and bool(reader.rules.find("DATE_CLOSING", after))
            )
            if title_end or stamped or alone or placed:
                yield mention
