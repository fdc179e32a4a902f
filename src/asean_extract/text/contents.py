"""A page's own table of contents: its items stand again as headings further down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asean_extract.text.certain import Mark
from asean_extract.text.lines import Line

CONTENTS = "blocks.contents"
ITEM = Mark("navigation", "blocks.contents-item")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+")
_LONGEST = 14  # words of a heading


def name_contents(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """The marks, with the items below the word for contents as `navigation`, as far as each of them stands again."""
    named = list(marks)
    if not any(mark is not None and mark.rule == CONTENTS for mark in marks):
        return named
    last = {_heading(line): i for i, line in enumerate(lines) if len(line.words) <= _LONGEST}
    listing = False
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark is None:
            listing = listing and last.get(_heading(line), i) > i
            named[i] = ITEM if listing else None
        elif mark.rule == CONTENTS:
            listing = True
    return named


def _heading(line: Line) -> str:
    return _NUMBER.sub("", line.text[line.bullet :].lower().removesuffix("[edit]"), count=1).strip()
