"""How the value of a date came about, step by step, and which other readings of its words lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asean_extract.files.shape import Plain
from asean_extract.review.flat import evidence
from asean_extract.review.reasons import BASES, anchor_reason
from asean_extract.review.safe import one_line
from asean_extract.rules import Patterns, Rule, matches
from asean_extract.text.view import reading_view

#: Reasons whose value is another date of the article, whose own chain is worth telling.
_LINKED = frozenset({"published", "day-before", "same-time", "part-of"})


class Why:
    """The `why` of rules, by id."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = {rule.id: rule for rule in patterns.rules.rules}

    def rule(self, rule_id: object) -> Rule | None:
        """The rule of an id, if the patterns at hand have it."""
        return self._rules.get(str(rule_id))

    def line(self, rule_id: object) -> str:
        """The rule and its reason; what is decided in code or by a knowledge table has no rule file."""
        rule = self.rule(rule_id)
        if rule is None:
            return f"rule {rule_id} (decided in code or by a knowledge table; no pattern has this id)"
        return f"rule {rule.id} ({rule.file}): {one_line(rule.why)}"

    def losers(self, rule_id: object, words: str, start: int, end: int) -> Iterator[str]:
        """Readings of the same words by rules of the same label that were not taken, the longest first.

        `words` is the sentence, `start` and `end` what was taken of it, as offsets into the sentence.
        """
        taken = self.rule(rule_id)
        if taken is None:
            return
        view = reading_view(words)
        rivals = [rule for rule in self._rules.values() if rule.label == taken.label and rule.kind == "regex"]
        found = [
            (rule, m.start, m.end) for rule in rivals for m in matches(rule, view) if m.start < end > start < m.end
        ]
        for rival, a, b in sorted(found, key=lambda m: (m[1] - m[2], m[1], m[0].id)):
            if (a, b) != (start, end) or rival.id != taken.id:
                length = end - start
                how = "covers less" if b - a < length else "comes after it" if b - a == length else "was refused"
                yield f"{rival.id} found “{one_line(words[a:b])}”, which {how}"


def date_lines(date: Plain, article: Plain, why: Why, seen: frozenset[tuple[object, ...]] = frozenset()) -> list[str]:
    """The chain of a date: its words, its rule, what it was resolved against, and how that came about in turn."""
    anchor = date.get("anchor") or {}
    mark = (date.get("value"), date.get("start"), date.get("basis"), anchor.get("reason"), anchor.get("value"))
    words = f"“{one_line(str(date.get('text')))}” at {date.get('start')}–{date.get('end')}"
    lines = [f"{date.get('value')} ({date.get('precision')}): read from {words}"]
    lines.append(f"{BASES.get(str(date.get('basis')), date.get('basis'))}; {why.line(date.get('rule'))}")
    if anchor:
        lines.append(anchor_reason(anchor.get("reason"), anchor.get("value")))
    origin = _origin(date, article)
    if origin is not None and mark not in seen:
        name, source = origin
        lines += [name, *(f"  {line}" for line in date_lines(source, article, why, seen | {mark}))]
    return lines


def _origin(date: Plain, article: Plain) -> tuple[str, Plain] | None:
    """The date that this one hangs on, with what to call it: a source event's, the document's, or one before it."""
    anchor = date.get("anchor") or {}
    if date.get("basis") == "context":
        for event in article.get("events") or []:
            other = event.get("date") or {}
            same_words = (other.get("start"), other.get("end")) == (date.get("start"), date.get("end"))
            if same_words and other.get("basis") != "context":
                return f"the date is that of {event.get('id')}, “{one_line(str(event.get('name')))}”:", other
    published = article.get("published")
    if anchor.get("reason") not in _LINKED or date is published:
        return None
    if published and published.get("value") == anchor.get("value"):
        return "the document date:", published
    earlier = [d for d in article.get("dates") or [] if d.get("value") == anchor.get("value") and d != date]
    return ("that date:", earlier[-1]) if earlier else None


def other_dates(record: Plain, article: Plain) -> Sequence[str]:
    """The other dates in the words that a record was read from."""
    spans = [span for span in record.get("evidence") or [] if span.get("start") is not None]
    taken = record.get("date") or {}
    found = []
    for date in article.get("dates") or []:
        start, end = date.get("start"), date.get("end")
        inside = start is not None and end is not None and any(s["start"] <= start and end <= s["end"] for s in spans)
        if inside and (start, end) != (taken.get("start"), taken.get("end")):
            found.append(f"“{one_line(str(date.get('text')))}” = {date.get('value')} stands in the same words")
    return found


def sentence_of(record: Plain, start: int, end: int) -> tuple[str, int] | None:
    """The evidence that holds a span, and its source offset."""
    for span in record.get("evidence") or []:
        if span.get("text") and span["start"] <= start and end <= span["end"]:
            return span["text"], span["start"]
    return None


def evidence_lines(record: Plain) -> list[str]:
    """The words, each with where they stand."""
    spans = record.get("evidence") or record.get("mentions") or []
    places = [f"({span.get('start')}–{span.get('end')})" for span in spans if span.get("text")]
    return [f"“{words}” {place}" for words, place in zip(evidence(record), places, strict=True)]
