"""What an article says about the year that it was written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from asean_extract.rules import RuleMatch
from asean_extract.spans import Paragraph
from asean_extract.values.calendar import Stamp
from asean_extract.values.date_forms import Calendar, Range
from asean_extract.values.date_words import count_of
from asean_extract.values.dates import DateReader
from asean_extract.values.foundings import Founding, founding_of

#: "expressly" compares a printed year with this, last or next year, or an anniversary that is being kept; "likely"
#: has a named event ahead; "perhaps" is the last date that the text tells as past.
EXPRESSLY, LIKELY, PERHAPS = 3, 2, 1
_ORDINAL_WORDS = {
    "fifth": 5, "tenth": 10, "fifteenth": 15, "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30, "thirty-fifth": 35,
    "fortieth": 40, "forty-fifth": 45, "fiftieth": 50, "fifty-fifth": 55, "sixtieth": 60, "sixty-fifth": 65,
    "seventieth": 70, "seventy-fifth": 75, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_SHIFT = {"this": 0, "last": -1, "next": 1}
_NAME = regex.compile(r"\s+(?:of|since)\s+(?:the\s+)?(?:(?:establishment|founding|signing|launch)\s+of\s+(?:the\s+)?)?"
                      r"(?P<name>[A-Z][\w.'-]*(?:\s+(?:of\s+|and\s+|for\s+|on\s+)?[A-Z][\w.'-]*)*)")  # fmt: skip
#: What tells between a name and a year that the thing began in it.
_BEGAN = (
    r"[^.]{0,60}?\b(?:established|founded|launched|set up|opened|created|signed|formed|inaugurated|began)"
    r"[^.\d]{0,40}?\b(?P<year>(?:19|20)\d\d)\b"
)
#: How far before a named event, in code points, the words that put it ahead stand.
_AHEAD_REACH = 70


@dataclass(frozen=True, slots=True)
class YearClue:
    """A year that the document may have been written in, how surely, and the words that say so.

    `start` is a source offset; `anchor` is the value that the year was counted from.
    """

    year: int
    strength: int
    reason: str
    anchor: str
    start: int
    text: str
    rule: str

    @property
    def may_be_next(self) -> bool:
        """Whether it is an event ahead, which late in a year may be one of the next year."""
        return self.strength == LIKELY and self.reason == "named-year"


@dataclass(frozen=True, slots=True)
class Told:
    """A printed date with its year as the text tells it: past, future, or neither."""

    stamp: Stamp
    direction: str | None
    start: int
    text: str
    rule: str


def year_clues(paragraphs: Sequence[Paragraph], reader: DateReader, known: Sequence[Founding]) -> list[YearClue]:
    """Every clue of the article that stands by itself, in reading order."""
    clues: list[YearClue] = []
    whole = " ".join(p.text for p in paragraphs)
    for paragraph in paragraphs:
        clues += _anniversaries(paragraph, reader, known, whole)
        clues += _events_ahead(paragraph, reader)
        clues += _year_with_word(paragraph, reader)
    return clues + list(_plans(paragraphs, reader))


def _clue(
    paragraph: Paragraph, match: RuleMatch, year: int, strength: int, reason: str, anchor: int | None = None
) -> YearClue:
    words = paragraph.text[match.start : match.end]
    return YearClue(year, strength, reason, str(anchor or year), paragraph.start + match.start, words, match.rule.id)


def _anniversaries(
    paragraph: Paragraph, reader: DateReader, known: Sequence[Founding], whole: str
) -> Iterator[YearClue]:
    text = paragraph.text
    for match in reader.rules.find("DATE_ANNIVERSARY", text):
        began = _began(text, match, known, whole)
        if began is None:
            continue
        left, right = reader.tense.sentence(text, match.start, match.end)
        sentence = text[left:right]
        shift = 1 if regex.search(r"\b[Nn]ext year\b", sentence) else 0
        strength = EXPRESSLY if reader.rules.find("DATE_MARKED", sentence) or shift else LIKELY
        yield _clue(paragraph, match, began + _years(match) - shift, strength, "anniversary")


def _years(match: RuleMatch) -> int:
    word = (match.groups.get("ordinal") or match.groups["count"]).lower()
    return _ORDINAL_WORDS.get(word) or count_of(word.rstrip("stndrh") if word[0].isdigit() else word)


def _began(text: str, match: RuleMatch, known: Sequence[Founding], whole: str) -> int | None:
    """The year in which the thing began: as the article itself gives it, else as the knowledge files do."""
    named = _NAME.match(text, match.end)
    if named:
        told = regex.search(rf"{regex.escape(named['name'])}{_BEGAN}", whole)
        if told:
            return int(told["year"])
    founding = founding_of(text, match.start, match.end, known)
    return founding.year if founding else None


def _events_ahead(paragraph: Paragraph, reader: DateReader) -> Iterator[YearClue]:
    text = paragraph.text
    for match in reader.rules.find("DATE_NAMED", text):
        left, _ = reader.tense.sentence(text, match.start, match.end)
        near = text[max(left, match.start - _AHEAD_REACH) : match.start] + " " + text[match.end : match.end + 30]
        for ahead in reader.rules.find("DATE_AHEAD", near)[:1]:
            strength = EXPRESSLY if ahead.rule.set.get("near") else LIKELY
            yield _clue(paragraph, match, int(match.groups["year"]), strength, "named-year")


def _year_with_word(paragraph: Paragraph, reader: DateReader) -> Iterator[YearClue]:
    for match in reader.rules.find("DATE_PLAN", paragraph.text):
        groups = match.groups
        if "count" in groups and count_of(groups["count"]) == int(groups["year2"]) - int(groups["year"]) + 1:
            yield _clue(paragraph, match, int(groups["year"]) - 1, LIKELY, "next-year", int(groups["year"]))
        elif "which" in groups and "year" in groups and "count" not in groups:
            which = groups["which"].lower()
            year = int(groups["year"])
            yield _clue(paragraph, match, year - _SHIFT[which], EXPRESSLY, f"{which}-year", year)


def _plans(paragraphs: Sequence[Paragraph], reader: DateReader) -> Iterator[YearClue]:
    """ "The plan for next year" beside "the plan for 2014": the same thing said both ways."""
    found = [(p, m) for p in paragraphs for m in reader.rules.find("DATE_PLAN", p.text) if "head" in m.groups]
    printed = {m.groups["head"]: int(m.groups["year"]) for _, m in found if "year" in m.groups}
    for paragraph, match in found:
        which, head = match.groups.get("which"), match.groups["head"]
        year = next((year for word, year in printed.items() if word.startswith(head) or head.startswith(word)), None)
        if which and year:
            yield _clue(paragraph, match, year - _SHIFT[which], EXPRESSLY, f"{which}-year", year)


def told_dates(paragraphs: Sequence[Paragraph], reader: DateReader) -> list[Told]:
    """The dates printed with their year, and how the text tells them; bounds such as "by 2025" are left out."""
    told: list[Told] = []
    for paragraph in paragraphs:
        for e in reader.find(paragraph.text):
            form = e.form.last if isinstance(e.form, Range) else e.form
            if not isinstance(form, Calendar) or form.year is None or e.bound:
                continue
            direction = reader.tense.direction(paragraph.text, e.start, e.end)
            stamp = Stamp(form.year, form.month, form.day)
            if isinstance(e.form, Range) and form.month is None:
                continue  # a period ("2016-2020") says when a plan runs, not when the text was written
            told.append(Told(stamp, direction, paragraph.start + e.start, e.text, e.rule))
    return told
