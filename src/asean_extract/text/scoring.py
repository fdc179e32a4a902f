"""How much a line looks like prose, and which stretches of lines hold most of it.

The stretches are the maximal scoring subsequences of the lines' scores (Ruzzo and Tompa 1999, linear time): menus
before and after the text pull a sum down, paragraphs pull it up, and a heading between two paragraphs costs little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from asean_extract.text.lines import Line

_SPEAKER = re.compile(r"(?:Q|A|[A-Z][\w.' -]{1,40})[:.] +\S")
_CLOCK = re.compile(r"\d{1,2}[:.][0-5]\d\b(?! ?(?:%|per ?cent\b|[mbtr]+illion\b))")
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u4e00-\u9fff]")
_HEAD = re.compile("[\"'(\\[]*[\\w$#«¿¡]")


@dataclass(frozen=True)
class Features:
    """A line, seen for prose. `small` counts the small words of the main language, `size` its words.

    Scripts without blanks between words count three letters as a word; a language whose small words are unknown is
    taken to have a quarter of them.
    """

    line: Line
    small_words: frozenset[str]

    @cached_property
    def size(self) -> int:
        """Words."""
        text = self.line.text
        wide = 0 if text.isascii() else len(_WIDE.findall(text[:1500]))
        return len(self.line.words) + wide // 3

    @cached_property
    def small(self) -> float:
        """Small words."""
        if not self.small_words:
            return 0.25 * self.size
        return sum(map(self.small_words.__contains__, self.line.words))

    @cached_property
    def prose(self) -> bool:
        """A sentence of the running text at the least: long, with small words, closed (or very long)."""
        if self.size < 8 or self.small < max(2, 0.1 * self.size):
            return False
        closed = self.line.ends_sentence or self.line.truncated or self.line.last in {":", ",", "-", "—"}
        return closed or self.size >= 25

    @cached_property
    def sentence(self) -> bool:
        """Closed like a sentence, however short: an answer, a quotation."""
        return self.size >= 2 and self.line.ends_sentence and self.line.text[:1].isprintable()

    @cached_property
    def headline(self) -> bool:
        """Could be a headline: one stretch of words without a full stop; a long one is told by its capitals."""
        return (
            2 <= self.size <= 45
            and (not self.prose or (not self.line.ends_sentence and not self.line.truncated and self.title_case))
            and self.line.last not in {".", ";", ",", ":", "。"}
            and not self.line.bullet
            and bool(_HEAD.match(self.line.text))
        )

    @cached_property
    def title_case(self) -> bool:
        """Most of its longer words begin with a capital."""
        long = [w for w in self.line.text[:300].split() if len(w) > 3]
        return bool(long) and sum(w[0].isupper() for w in long) >= 0.7 * len(long)

    @cached_property
    def item(self) -> bool:
        """An item of a list in the text."""
        return bool(self.line.bullet) and self.size >= 5

    @property
    def spoken(self) -> bool:
        """A turn of a transcript."""
        return bool(_SPEAKER.match(self.line.text))

    @property
    def row(self) -> bool:
        """A row of a schedule, which begins with the time of day."""
        return bool(_CLOCK.match(self.line.text))

    @property
    def score(self) -> float:
        """For prose its words, against link-like shortness a fixed price; between -7 and 40."""
        if self.prose:
            return 10.0 if self.line.truncated else min(self.size, 40)
        if self.sentence:
            return min(self.size, 20)
        if self.item:
            return 3.0
        if self.spoken and self.size >= 5:
            return 3.0
        if self.line.last == "," and self.size >= 5 and self.small >= 2:
            return 3.0  # a verse, a line of a letter; links have no comma, and keywords no small words
        if self.row and self.size >= 2:
            return 1.0
        if self.line.last == ":" and self.size >= 3:
            return 1.0
        if self.size >= 16 and self.small >= 2:
            return 4.0
        if self.line.text[:1].islower() or self.line.text[:1].isdigit():
            return -1.0
        if self.size >= 3 and any(map(str.isdigit, self.line.text)):
            return -2.0
        return -4.0 if self.size >= 4 else -7.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines first..last (both included) and the sum of their scores."""

    first: int
    last: int
    score: float


def stretches(scores: Sequence[float]) -> list[Stretch]:
    """All maximal scoring stretches, in order; each begins and ends with a line that adds to it."""
    found: list[_Open] = []
    total = 0.0
    for i, score in enumerate(scores):
        before, total = total, total + score
        if score > 0:
            _merge(found, _Open(i, i, before, total, -1))
    return [Stretch(s.first, s.last, s.high - s.low) for s in found]


@dataclass(slots=True)
class _Open:
    """A stretch while they are being merged: the running sum before and after it, and `link`, the nearest stretch to
    its left with a lower sum before it (what makes the search linear)."""

    first: int
    last: int
    low: float
    high: float
    link: int


def _merge(found: list[_Open], new: _Open) -> None:
    while True:
        j = len(found) - 1
        while j >= 0 and found[j].low >= new.low:
            j = found[j].link
        if j < 0 or found[j].high >= new.high:
            new.link = j
            found.append(new)
            return
        new.first, new.low = found[j].first, found[j].low
        del found[j:]
