"""The lines that are decided by their own words: rules of blocks.toml, applied to one line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from asean_extract.rules import Rule, RuleBook
from asean_extract.spans import BlockKind
from asean_extract.text.lines import Line

_LONGEST = 160  # code points of the longest line that a rule is tried on when it does not say
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,400}\)")  # Markdown
_LONGEST_SPLIT = 2000  # a line longer than this is searched for parts at its two ends only


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line certainly is.

    `ends`: the article is over after it unless what follows proves itself. `closes`: it stands at the end of an
    article. `begins`: a new page begins with it. `opens`: it is the heading of a section of other things.
    """

    kind: BlockKind
    rule: str
    ends: bool = False
    closes: bool = False
    begins: bool = False
    opens: Literal["", "teasers", "rest"] = ""


@dataclass(frozen=True, slots=True)
class _Test:
    """A rule ready to be tried: on lines up to `longest` that hold one of the words `needs` (none: on any)."""

    match: Callable[[str], object]
    longest: int
    needs: tuple[str, ...]
    mark: Mark


class LineRules:
    """The rules of a book that decide lines and parts of lines."""

    def __init__(self, rules: RuleBook) -> None:
        self._tests = _tests(rules)
        self._longest = max((test.longest for test in self._tests), default=0)
        self._parts = _parts(rules)
        self._known: dict[str, Mark | None] = {}

    def mark_of(self, line: Line) -> Mark | None:
        """The mark that the first fitting LINE or RAIL rule gives to the line, with or without its list mark."""
        if len(line.text) > self._longest:
            return None
        if line.text not in self._known:
            plain = _LINK.sub(r"\1", line.text) if "](" in line.text else line.text
            self._known[line.text] = self._first(plain, _bare(plain[line.bullet :]))
        return self._known[line.text]

    def _first(self, text: str, bare: str) -> Mark | None:
        low = text.lower()
        for test in self._tests:
            if len(text) > test.longest or (test.needs and not any(word in low for word in test.needs)):
                continue
            if test.match(text) or (bare != text and test.match(bare)):
                return test.mark
        return None

    def split(self, line: Line) -> Iterator[tuple[Line, Mark | None]]:
        """The line in parts of one kind each; a part that a PART rule found carries its mark.

        A line that says the same thing twice is cut in the middle, and its second half is a duplicate.
        """
        middle = _repeated_from(line.text)
        if middle:
            first, second = _cut(line, middle)
            yield first, None
            yield second, Mark("duplicate", "blocks.said-twice")
            return
        for rule, mark in self._parts:
            span = _part(rule, line.text)
            if span:
                yield from self._around(line, span, mark)
                return
        yield line, None

    def _around(self, line: Line, span: tuple[int, int], mark: Mark) -> Iterator[tuple[Line, Mark | None]]:
        start, end = span
        first, rest = _cut(line, start or end)
        if start:
            yield first, None
            yield rest, mark
        else:
            yield first, mark
            yield from self.split(rest)


def _bare(text: str) -> str:
    """A line without the brackets that links of old pages stand in."""
    return text[1:-1].strip() if text[:1] in ("[", "(") and text[-1:] in ("]", ")") else text


@lru_cache(maxsize=8)
def _tests(rules: RuleBook) -> tuple[_Test, ...]:
    return tuple(_test(rule) for label in ("LINE", "RAIL") for rule in rules.labelled(label))


@lru_cache(maxsize=8)
def _parts(rules: RuleBook) -> tuple[tuple[Rule, Mark], ...]:
    return tuple((rule, _mark(rule)) for rule in rules.labelled("PART"))


def _test(rule: Rule) -> _Test:
    return _Test(rule.regex.match, rule.set.get("longest", _LONGEST), tuple(rule.set.get("needs", ())), _mark(rule))


def _mark(rule: Rule) -> Mark:
    given = rule.set
    ends, closes, begins = "ends" in given, "closes" in given, "begins" in given
    return Mark(given["kind"], rule.id, ends, closes, begins, given.get("opens", ""))


def _part(rule: Rule, text: str) -> tuple[int, int] | None:
    """Where the rule finds a part that is not the whole line."""
    if any(word not in text for word in rule.set.get("needs", ())):
        return None
    offset = max(0, len(text) - _LONGEST_SPLIT) if rule.set.get("at") == "end" else 0
    found = rule.regex.search(text[offset : offset + _LONGEST_SPLIT])
    if not found:
        return None
    start, end = found.span("span")
    return (start + offset, end + offset) if start + offset or end + offset < len(text) else None


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    left, right = line.text[:at].rstrip(), line.text[at:].lstrip()
    middle = line.start + len(line.text) - len(right)
    return (
        Line(line.start, line.start + len(left), left, line.gap, line.indent),
        Line(middle, line.end, right, 0),
    )


def _repeated_from(text: str) -> int:
    """Where the second of two equal halves begins; 0 when there are none."""
    if len(text) < 60 or not any(map(str.isalnum, text[:30])):
        return 0
    at = text.find(text[:30], 30)
    return at if at > 0 and text[:at].rstrip() == text[at:].rstrip() else 0
