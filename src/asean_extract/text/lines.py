"""A text as lines: what stands between line ends, and hard-wrapped lines joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(
    r"(?:[-*•·°▪■□◆◇○●‣※>»▶►—]|o(?= [A-Z])|\(?\d{1,3}[.)](?!\d)|\(?[a-z][.)](?= )|[A-Z]\)(?= )|\(?[ivx]{1,4}[.)])"
    r" *(?=\S)"
)
_CLOSING = "\"')]*_ "
_SOURCE = re.compile(r"(?<=[.!?\"']) ?\([^()]{2,40}\)$")
_TAIL = 64  # code points in which a source stands
_LOOKED_AT = 4000  # lines that the wrapping of a text is read from
LONGEST = 12_000  # code points of a paragraph; reading takes time by its square, and no writer makes one longer
_SENTENCE_END = re.compile(r"[.!?;。][\"')\]]*\s")
_INK = re.compile(r"\S")
_CENTRED = 6  # blanks before a line that stands in the middle of the page
_NEARLY = 0.88  # of the width
_SAMPLE = 1500  # code points that a line's features are read from: enough to know prose, and no line is too long


@dataclass(frozen=True)
class Line:
    """One line or joined paragraph: source offsets without the blanks around it, its reading view, what stood before.

    `gap` is the number of blank lines above it, `indent` the blanks before its first character.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int = 0

    @cached_property
    def words(self) -> list[str]:
        """The words of its beginning, in lower case and with their punctuation."""
        return self.text[:_SAMPLE].lower().split()

    @cached_property
    def bullet(self) -> int:
        """The length of the list mark that it begins with; 0 without one."""
        found = _BULLET.match(self.text)
        return found.end() if found and found.end() < len(self.text) else 0

    @cached_property
    def last(self) -> str:
        """Its last character that is no closing quote or bracket, nor of a source in brackets behind a sentence."""
        return _SOURCE.sub("", self.text[-_TAIL:])[-8:].rstrip(_CLOSING)[-1:]

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes like a sentence; '?' and '!' close headlines as well."""
        return self.last in {".", "!", "?", "。", "．", ";"} and not self.truncated

    @cached_property
    def truncated(self) -> bool:
        """Whether it breaks off with an ellipsis, as the teaser of a longer text does."""
        tail = self.text[-12:].rstrip(" ])>»").lower()
        return tail.endswith(("...", "…", ". . .", "read more", "[more"))


def split_lines(text: str, view: str) -> tuple[Line, ...]:
    """The lines of a text that hold anything but blanks, wrapped lines joined where the text is hard-wrapped.

    A line that is longer than any paragraph, a text without line ends, is cut.
    """
    lines = tuple(_lines(text, view))
    width = wrap_width(lines)
    joined = tuple(_joined(lines, view, width)) if width else lines
    return tuple(part for line in joined for part in _parts(line))


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """A text as paragraphs of at most `LONGEST` code points, half-open, without the blanks around them.

    It is cut behind a sentence where one ends in the second half of a paragraph, else at a blank, else anywhere.
    """
    ink = _INK.search(text)
    while ink:
        start = ink.start()
        end = _cut(text, start) if len(text) - start > LONGEST else len(text)
        yield start, start + len(text[start:end].rstrip())
        ink = _INK.search(text, end)


def _cut(text: str, start: int) -> int:
    half, end = start + LONGEST // 2, start + LONGEST
    ends = [found.end() for found in _SENTENCE_END.finditer(text, half, end)]
    return ends[-1] if ends else text.rfind(" ", half, end) + 1 or end


def _parts(line: Line) -> Iterator[Line]:
    if len(line.text) <= LONGEST:
        yield line
        return
    for number, (start, end) in enumerate(pieces(line.text)):
        gap, indent = (0, 0) if number else (line.gap, line.indent)
        yield Line(line.start + start, line.start + end, line.text[start:end], gap, indent)


def _lines(text: str, view: str) -> Iterator[Line]:
    last = 0
    for found in _LINE.finditer(text):
        raw = found.group()
        body = raw.strip()
        if not body:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = found.start() + indent
        end = start + len(body)
        ends = len(_LINE_END.findall(text, last, start))
        yield Line(start, end, view[start:end].strip(), ends - 1 if last else ends, indent)
        last = end


def wrap_width(lines: tuple[Line, ...]) -> int:
    """The column at which a text is hard-wrapped, 0 when its lines are paragraphs.

    Wrapped text shows in lines that go on in the middle of a sentence: of the neighbours without a blank line between
    them, many are full, break without a full stop, and go on in lower case.
    """
    pairs = [(a, b) for a, b in pairwise(lines[:_LOOKED_AT]) if b.gap == 0 and len(a.text) >= 40]
    broken = [a for a, b in pairs if len(a.text) <= 130 and not a.ends_sentence and b.text[:1].islower()]
    if len(broken) < 2 or len(broken) < (0.25 if len(broken) > 2 else 0.5) * len(pairs):
        return 0
    return sorted(len(a.text) for a in broken)[int(0.9 * (len(broken) - 1))]


def _joined(lines: tuple[Line, ...], view: str, width: int) -> Iterator[Line]:
    first = last = lines[0]
    for line in lines[1:]:
        if _goes_on(last, line, width):
            last = line
            continue
        yield _span(first, last, view)
        first = last = line
    yield _span(first, last, view)


def _goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether a line runs into the next: no blank line, no list mark or deeper indent, no room for its first word.

    A line that is nearly full and breaks off runs on too (its writer may have kept the next two words together), and
    so do the lines of a centred headline in capitals.
    """
    if following.gap or following.bullet:
        return False
    if min(line.indent, following.indent) >= _CENTRED and line.text.isupper() and following.text.isupper():
        return True
    if following.indent > line.indent + 1 and not line.bullet:
        return False
    if len(line.text) > 1.5 * width or len(following.text) > 1.5 * width:
        return False
    full = len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > width
    broken = len(line.text) > _NEARLY * width and not line.ends_sentence and line.last != ":"
    hyphen = line.text[-1:] == "-" and line.text[-2:-1].isalpha()
    return full or broken or ((following.text[:1].islower() or hyphen) and len(line.text) > 0.6 * width)


def _span(first: Line, last: Line, view: str) -> Line:
    if first is last:
        return first
    return Line(first.start, last.end, view[first.start : last.end], first.gap, first.indent)
