"""Compares two outputs record by record.

Files are paired by name, then by the bytes that they were read from; articles by what stands in them; records by id,
then by likeness. Moved offsets alone are no change: after an edit elsewhere in the text nothing differs here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from asean_extract.errors import OutputError
from asean_extract.files.judgements import Judgement
from asean_extract.files.output import OutputSet
from asean_extract.files.shape import Plain
from asean_extract.review.causes import RunDifference, compare_runs
from asean_extract.review.changes import Change, Diff, FieldChange, counted, whole_severity
from asean_extract.review.compare_file import compare_file
from asean_extract.review.lapses import lapses

_MOVABLE = ("event", "commitment", "figure")


def compare(old: OutputSet, new: OutputSet, judgements: Sequence[Judgement] = (), *, allow_empty: bool = False) -> Diff:
    """Every change from old to new, the heaviest first.

    `judgements` are those laid over the new output; one that no longer fits its record is a change too. Raises
    OutputError when a side holds no record file at all, which is more often a failed run than a finding; a first
    extraction is compared with `allow_empty`.
    """
    for side in (old, new):
        if not side.records and not allow_empty:
            raise OutputError(f"{side.label}: holds no output file; if that is meant, say --allow-empty")
    runs = compare_runs(old.manifest, new.manifest)
    pairs = _pair_files(old, new)
    changes = [change for a, b in pairs for change in _file_changes(a, b, old, new, runs)]
    changes = [*_joined_moves(changes), *lapses(new, judgements)]
    both = [(old.records[a], new.records[b]) for a, b in pairs if a and b]
    return Diff(
        old=old.label,
        new=new.label,
        changes=sorted(changes, key=lambda c: (c.weight, c.file, c.start or 0, c.id)),
        files=len(pairs),
        texts_changed=sum(_sha(a) != _sha(b) for a, b in both),
        runs=runs,
    )


def _pair_files(old: OutputSet, new: OutputSet) -> list[tuple[str | None, str | None]]:
    """File names of both sides; None where there is no such file."""
    if len(old.records) == 1 == len(new.records):
        return [(next(iter(old.records)), next(iter(new.records)))]
    gone = [name for name in old.records if name not in new.records]
    come = {name: _sha(record) for name, record in new.records.items() if name not in old.records}
    renamed: dict[str, str] = {}
    for name in gone:
        sha = _sha(old.records[name])
        partner = next((n for n, s in come.items() if s == sha and sha and n not in renamed.values()), None)
        if partner:
            renamed[name] = partner
    pairs: list[tuple[str | None, str | None]] = [
        (name, name if name in new.records else renamed.get(name)) for name in old.records
    ]
    return [*pairs, *((None, name) for name in come if name not in renamed.values())]


def _file_changes(
    a: str | None, b: str | None, old: OutputSet, new: OutputSet, runs: RunDifference
) -> Iterator[Change]:
    if a is None or b is None:
        record = old.records[a] if a else new.records[b or ""]
        yield _whole_file(a or b or "", record, "removed" if a else "added")
        return
    if old.records[a] != new.records[b]:
        yield from compare_file(b, old.records[a], new.records[b], runs)


def _whole_file(name: str, record: Plain, kind: str) -> Change:
    held = {
        what: sum(len(article.get(f"{what}s") or []) for article in record.get("articles") or [])
        for what in ("event", "commitment", "initiative", "figure")
    }
    said = ", ".join(counted(n, what) for what, n in held.items() if n) or "no records"
    return Change(
        kind="removed" if kind == "removed" else "added", what="file", file=name, id=name, label=f"{name}: {said}",
        severity=whole_severity("file"), source=(record.get("source") or {}).get("path"),
    )  # fmt: skip


def _joined_moves(changes: Iterable[Change]) -> list[Change]:
    """A record gone from one file and come in another, under the same id and name, was moved."""
    listed = list(changes)
    gone = {(c.what, c.id, c.label): c for c in listed if c.kind == "removed" and c.what in _MOVABLE and c.id}
    come = {(c.what, c.id, c.label): c for c in listed if c.kind == "added" and c.what in _MOVABLE and c.id}
    moved = {key: c for key, c in come.items() if key in gone and gone[key].file != c.file}
    kept = [c for c in listed if moved.get((c.what, c.id, c.label)) is None or c.kind not in ("added", "removed")]
    return [*kept, *(_move(gone[key], c) for key, c in moved.items())]


def _move(old: Change, new: Change) -> Change:
    from_to = FieldChange("file", old.file, new.file, "minor")
    return replace(new, kind="moved", severity="minor", fields=(from_to,), old_evidence=old.old_evidence)


def _sha(record: Plain) -> str | None:
    return (record.get("source") or {}).get("sha256")
