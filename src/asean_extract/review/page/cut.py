"""A source text cut into pieces that can be shown: at every border of a block or of the words of a record.

Words overlap: a sum stands in a sentence that two events were read from. A piece knows all records that use it, so
nothing has to be nested. A browser counts UTF-16 units where offsets here are code points; since pieces carry their
text, it need not count at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from asean_extract.files.shape import Plain

#: How a record uses words: they are its own (a sum, a name, a date), a sentence it was read from, or a mere mention.
Use = Literal["own", "evidence", "mention"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a record uses; offsets are code points in the source, `record` its index in the document."""

    start: int
    end: int
    record: int
    use: Use


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one kind (empty between blocks) that the same records use throughout."""

    text: str
    kind: str
    uses: tuple[tuple[int, Use], ...]


def cut(text: str, blocks: Iterable[Plain], marks: Sequence[Mark]) -> list[Piece]:
    """The whole text in order, each piece as long as can be; what lies outside the text is ignored."""
    tiles = [(max(0, b["start"]), min(len(text), b["end"]), b["kind"]) for b in blocks]
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    edges = {0, len(text), *(e for t in tiles for e in t[:2]), *(e for m in inside for e in (m.start, m.end))}
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(mark.start, []).append(mark)
    kinds = {start: (end, kind) for start, end, kind in tiles if start < end}
    pieces: list[Piece] = []
    active: list[Mark] = []
    block_end, kind = 0, ""
    for start, end in pairwise(sorted(edges)):
        active = [m for m in active if m.end > start] + opening.get(start, [])
        if start >= block_end:
            kind = ""
        if start in kinds:
            block_end, kind = kinds[start]
        pieces.append(Piece(text[start:end], kind, tuple(sorted({(m.record, m.use) for m in active}))))
    return pieces
