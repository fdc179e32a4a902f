"""Finding date expressions in a paragraph: the rules of patterns/dates.toml, and what their matches must not be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import regex

from asean_extract.rules import Patterns, Rule, RuleMatch, longest_first, matches
from asean_extract.values.date_forms import Calendar, Counted, Decade, Deictic, Form, Range, Told, Weekday
from asean_extract.values.date_parts import READERS
from asean_extract.values.holidays import NamedDays

#: The cheap signs by which a rule is tried on a paragraph or not: a rule's `set.needs` names those that it cannot do
#: without. Most paragraphs have none of them, or figures alone.
_TRIGGERS: dict[str, re.Pattern[str]] = {
    "figure": re.compile(r"\d"),
    "month": re.compile(
        r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
        r"|(?:jan|febr)uary|april|ju(?:ne|ly)|(?:septem|octo|novem|decem)ber"
    ),
    "weekday": re.compile(r"(?:on|ues|nes|urs|ri|ur|un)day"),
    "today": re.compile(r"(?:[Tt]o|[Yy]ester)day|[Tt]omorrow|[Tt]onight|TODAY|morning|afternoon|evening|night|noon"),
    "unit": re.compile(
        r"day|week|month|quarter|year|decade|centur|morning|afternoon|evening|night|season|time|same|Year"
    ),
    "side": re.compile(
        r"ago\b|earlier|later|before|afterward|hence|from (?:now|today|tomorrow|yesterday)|prior|previously"
    ),
    "near": re.compile(r"last|past|next|coming|previous|following|preceding|Last|Past|Next"),
    "decade": re.compile(r"\d0'?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties"),
    "quarter": re.compile(r"[Qq]uarter|half|Half|semester|[QH][1-4]|[1-4][QH]"),
    "season": re.compile(r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"),
}
_FIRST_LINK = regex.compile(r"\s?-\s?|,?\s+(?:to|through|until|till|thru|-|—)\s+")
#: What joins a date to the next one, whose year it shares: "in May and June 1968".
_LIST_LINK = regex.compile(r",?\s+(?:and|or)\s+|,\s+|\s?[/&]\s?")
_ERA_BEFORE = regex.compile(r"(?:,?\s\d{1,4})?\s?(?:BC|BCE|B\.C\.(?:E\.)?)(?!\w)")
_BETWEEN_LINK = regex.compile(r"\s+and\s+")
_FROM = regex.compile(r"\b(?i:from|between)\s+(?:the\s+)?$")
_SURNAME = regex.compile(r"\b(?:Theresa|Mrs?\.?|Ms\.?|Minister|Secretary|Premier)\s+May\b")
_PARTS = {"early": "early", "late": "late", "mid": "middle"}


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that say a date, as far as they say it without an anchor.

    Offsets are those of the text that was searched. `part` is a stretch of the unit ("early", "end"), `bound` is True
    for "by 2030", `approx` for "around 1950".
    """

    start: int
    end: int
    text: str
    rule: str
    form: Form
    part: str | None = None
    bound: bool = False
    approx: bool = False


class DateFinder:
    """Finds date expressions by the rules with label DATE and the holidays of the knowledge files."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules
        self._named = NamedDays(patterns)

    def find(self, text: str) -> tuple[DateExpression, ...]:
        """The expressions of one paragraph in reading order; they do not overlap."""
        found = [e for e in self._read(longest_first(self._candidates(text)), text) if not _vetoed(e, text)]
        found = _without_overlap([*found, *self._named_days(text)])
        return tuple(_joined(_with_shared_year([self._narrowed(e, text) for e in found], text), text))

    def _candidates(self, text: str) -> Iterator[RuleMatch]:
        there: dict[str, bool] = {}
        for rule in self._rules.possible("DATE", text):
            if all(_is_there(name, text, there) for name in rule.set.get("needs", ())):
                yield from (match for match in matches(rule, text) if _form(rule, match) is not None)

    def _read(self, found: Iterable[RuleMatch], text: str) -> Iterator[DateExpression]:
        for match in found:
            form = _form(match.rule, match)
            if form is not None:
                approx = isinstance(form, Counted) and form.approx
                words = text[match.start : match.end]
                yield DateExpression(match.start, match.end, words, match.rule.id, form, None, False, approx)

    def _named_days(self, text: str) -> Iterator[DateExpression]:
        for day in self._named.find(text):
            yield DateExpression(day.start, day.end, text[day.start : day.end], "date.holiday", day.form)

    def _narrowed(self, expression: DateExpression, text: str) -> DateExpression:
        """With the words before it that say which part of the unit is meant, or that it is a bound."""
        window = max(0, expression.start - 40)
        before = text[window : expression.start]
        for match in self._rules.matches("DATE_PART", before):
            if match.end == len(before):
                return _with_part(expression, match, window, text)
        return expression


def _is_there(trigger: str, text: str, there: dict[str, bool]) -> bool:
    """Does the text have the sign? `there` keeps the answers about one text."""
    if trigger not in there:
        there[trigger] = _TRIGGERS[trigger].search(text) is not None
    return there[trigger]


def _form(rule: Rule, match: RuleMatch) -> Form | None:
    groups = {**{k: str(v) for k, v in rule.set.items() if k not in ("form", "needs")}, **match.groups}
    return READERS[rule.set["form"]](groups)


def _with_part(expression: DateExpression, match: RuleMatch, window: int, text: str) -> DateExpression:
    start = window + match.start
    part = match.groups.get("part", "").lower().removeprefix("the ").split(" ")[0] or None
    return replace(
        expression,
        start=start,
        text=text[start : expression.end],
        part=_PARTS.get(part, part) if part else None,
        bound="bound" in match.groups,
        approx=expression.approx or "approx" in match.groups,
    )


def _vetoed(expression: DateExpression, text: str) -> bool:
    """A date before our era, or a month's name that is the surname of somebody in the text, standing alone."""
    if _ERA_BEFORE.match(text, expression.end):
        return True
    form = expression.form
    alone = isinstance(form, Calendar) and form.day is None and form.year is None and form.month == 5
    return (
        alone
        and text[: expression.start].endswith(("by ", "after ", "before ", "to ", "for "))
        and bool(_SURNAME.search(text))
    )


def _without_overlap(found: list[DateExpression]) -> list[DateExpression]:
    kept: list[DateExpression] = []
    for expression in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        if all(expression.end <= other.start or other.end <= expression.start for other in kept):
            kept.append(expression)
    return sorted(kept, key=lambda e: e.start)


def _with_shared_year(found: list[DateExpression], text: str) -> list[DateExpression]:
    """The year printed with the last of several dates is that of those listed before it ("3 May and 5 June 1968")."""
    shared = list(found)
    for i in range(len(found) - 2, -1, -1):
        form, after = shared[i].form, shared[i + 1].form
        if not isinstance(form, Calendar) or not isinstance(after, Calendar) or after.year is None:
            continue
        alike = (form.day is None) == (after.day is None) and form.month and after.month
        yearless = form.year is None and form.year_shift is None and form.side is None
        if alike and yearless and _LIST_LINK.fullmatch(text, shared[i].end, shared[i + 1].start):
            later = (form.month or 0, form.day or 0) > (after.month or 0, after.day or 0)
            shared[i] = replace(shared[i], form=replace(form, year=after.year - later))
    return shared


def _joined(found: list[DateExpression], text: str) -> list[DateExpression]:
    """Neighbours linked by "to" or a dash, or by "from … to" and "between … and", are one range."""
    joined: list[DateExpression] = []
    for expression in found:
        before = joined[-1] if joined else None
        if before is not None and _linked(before, expression, text):
            start = before.start
            joined[-1] = DateExpression(
                start, expression.end, text[start : expression.end], "date.range", Range(before.form, expression.form)
            )
        else:
            joined.append(expression)
    return joined


def _linked(before: DateExpression, after: DateExpression, text: str) -> bool:
    gap = text[before.end : after.start]
    opened = _FROM.search(text[: before.start])
    link = _FIRST_LINK.fullmatch(gap) or (opened and _BETWEEN_LINK.fullmatch(gap))
    if not link or after.bound or isinstance(before.form, Range) or isinstance(after.form, Range):
        return False
    return _may_range(before.form, after.form, opened is not None)


def _may_range(first: Form, last: Form, opened: bool) -> bool:
    """Both of a kind: two calendar dates of the same fineness, two weekdays; "from X to now" needs the "from"."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        same = (first.day is None) == (last.day is None) and (first.month is None) == (last.month is None)
        return same or opened
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return True
    spans = (Calendar, Decade, Deictic, Told, Weekday)
    return opened and isinstance(first, spans) and isinstance(last, spans)
