"""Reads the example pages of tests/examples/blocks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asean_extract.spans import Block

PAGES = Path(__file__).parents[1] / "examples" / "blocks"
NOISE = {"navigation", "share", "newsletter", "related", "foreign", "duplicate", "notice"}


@dataclass(frozen=True)
class Expected:
    """A line of a page: where it begins, what it may be, what it says."""

    start: int
    kinds: frozenset[str]
    text: str


def read_page(path: Path) -> tuple[str, list[Expected]]:
    text, expected = "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        kinds, bar, words = line.partition("|")
        if bar:
            named = {kind for part in kinds.strip().split("/") for kind in (NOISE if part == "noise" else {part})}
            expected.append(Expected(len(text), frozenset(named), words.strip()))
        text += words.strip() + "\n"
    return text, expected


def wrong_lines(blocks: tuple[Block, ...], expected: list[Expected]) -> list[str]:
    wrong = []
    for line in expected:
        block = next((b for b in blocks if b.start <= line.start < b.end), None)
        if block is None or block.kind not in line.kinds:
            got = f"{block.kind} by {block.rule}" if block else "no block"
            wrong.append(f"{line.text!r} should be {'/'.join(sorted(line.kinds))}, got {got}")
    return wrong
