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
    for top, mark in enumerate(marks):
        if mark is None or mark.rule != CONTENTS:
            continue
        for i in range(top + 1, len(lines)):
            if marks[i] is None and _stands_again(lines, i):
                named[i] = ITEM
            elif marks[i] is None:
                break
    return named


def _stands_again(lines: Sequence[Line], i: int) -> bool:
    if len(lines[i].words) > _LONGEST:
        return False
    heading = _heading(lines[i])
    return any(_heading(line) == heading for line in lines[i + 1 :] if len(line.words) <= _LONGEST)


def _heading(line: Line) -> str:
    return _NUMBER.sub("", line.text[line.bullet :].lower(), count=1).strip()
