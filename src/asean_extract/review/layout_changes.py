"""Changes below the records: date expressions, and which stretches of the text are read at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from asean_extract.files.shape import Plain
from asean_extract.review.changes import Change, FieldChange, Severity
from asean_extract.review.safe import one_line
from asean_extract.spans import READ_KINDS

if TYPE_CHECKING:
    from asean_extract.review.compare_file import FileComparison


def date_changes(files: FileComparison, shown: Sequence[Change]) -> Iterator[Change]:
    """Date expressions that resolve otherwise, unless a record shows the same correction already."""
    known = {(f.old, f.new) for change in shown for f in change.fields if f.field.endswith(".value")}
    for i, j in files.articles:
        olds, news = files.old_articles[i].get("dates") or [], files.new_articles[j].get("dates") or []
        for old, new in _same_words(olds, news):
            before, now = (old or {}).get("value"), (new or {}).get("value")
            if before != now and (before, now) not in known:
                fields = [FieldChange("value", before, now, "note")] if old and new else []
                words = one_line(str((new or old or {}).get("text")))
                yield files.change("date", old, new, fields, f"“{words}” = {now or before}")


def _same_words(olds: Sequence[Plain], news: Sequence[Plain]) -> Iterator[tuple[Plain | None, Plain | None]]:
    """Dates of the same words, the first with the first, the second with the second; then what is left over."""
    waiting: dict[str, list[Plain]] = {}
    for new in news:
        waiting.setdefault(one_line(str(new.get("text"))), []).append(new)
    for old in olds:
        partners = waiting.get(one_line(str(old.get("text"))))
        yield old, partners.pop(0) if partners else None
    yield from ((None, new) for left in waiting.values() for new in left)


def block_changes(files: FileComparison) -> Iterator[Change]:
    """Stretches of one and the same text that got another kind. To be read or no longer read is what weighs."""
    old, new = files.old.get("blocks") or [], files.new.get("blocks") or []
    for start, end, before, now in _overlay(old, new):
        if before == now:
            continue
        severity: Severity = "minor" if (before in READ_KINDS) != (now in READ_KINDS) else "note"
        field = FieldChange("kind", before, now, severity)
        block = {"id": f"@{start}", "start": start, "end": end, "rule": ""}
        yield files.change("block", block, block, [field], f"text {start}–{end}")


def _overlay(old: Sequence[Plain], new: Sequence[Plain]) -> list[tuple[int, int, str | None, str | None]]:
    """The text cut at every border of either tiling, with both kinds; neighbours of the same kinds joined."""
    borders = sorted({edge for block in (*old, *new) for edge in (block["start"], block["end"])})
    pieces: list[tuple[int, int, str | None, str | None]] = []
    for start, end in pairwise(borders):
        kinds = (_kind_at(old, start), _kind_at(new, start))
        if pieces and pieces[-1][2:] == kinds and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end, *kinds)
        else:
            pieces.append((start, end, *kinds))
    return pieces


def _kind_at(blocks: Sequence[Plain], offset: int) -> str | None:
    return next((block["kind"] for block in blocks if block["start"] <= offset < block["end"]), None)
