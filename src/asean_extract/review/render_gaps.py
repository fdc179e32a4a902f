"""Gaps for a terminal, a comment, a program, or the lines of a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from asean_extract.review.changes import counted
from asean_extract.review.gaps import Gap
from asean_extract.review.safe import markdown, one_line, shortened

_WORDS = 300


def summary(gaps: Sequence[Gap]) -> str:
    """One line: how many sentences, in how many files, with which unused signs."""
    kinds = Counter(kind for gap in gaps for kind in sorted({sign.kind for sign in gap.signs}))
    said = ", ".join(f"{kinds[kind]} with a {kind}" for kind in ("sum", "verb", "name", "date") if kinds[kind])
    sentences, files = counted(len(gaps), "sentence"), counted(len({gap.file for gap in gaps}), "file")
    return f"{sentences} in {files} that no record uses{': ' + said if said else ''}"


def as_terminal(gaps: Sequence[Gap]) -> str:
    """The summary and every gap: where, which signs, and the sentence."""
    lines = [summary(gaps)]
    for gap in gaps:
        signs = ", ".join(f"{sign.kind} “{sign.words}”" for sign in gap.signs)
        lines += ["", one_line(f"{gap.source}:{gap.line}  {signs}"), f"    {shortened(one_line(gap.text), _WORDS)}"]
    return "\n".join(lines) + "\n"


def as_markdown(gaps: Sequence[Gap]) -> str:
    """A table, the likeliest misses first."""
    lines = [f"**{markdown(summary(gaps))}**", "", "| where | signs | sentence |", "|---|---|---|"]
    for gap in gaps:
        signs = ", ".join(f"{sign.kind} {sign.words}" for sign in gap.signs)
        where, words = f"{gap.source}:{gap.line}", shortened(gap.text, _WORDS)
        lines.append(f"| {markdown(where)} | {markdown(signs)} | {markdown(words)} |")
    return "\n".join(lines) + "\n"


def as_json(gaps: Sequence[Gap]) -> str:
    """Every gap with its offsets and weight."""
    rows = [{**asdict(gap), "weight": gap.weight} for gap in gaps]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
