"""A comparison for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from asean_extract.review.changes import Change, Diff, FieldChange, Severity
from asean_extract.review.safe import one_line, shortened

_COLOUR: dict[Severity, str] = {"major": "\x1b[1;31m", "minor": "\x1b[33m", "note": "\x1b[2m"}
_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_SIGN = {"added": "+", "removed": "-", "changed": "~", "moved": ">", "lapsed": "!"}


def as_terminal(diff: Diff, *, colour: bool = False, evidence_width: int = 200) -> str:
    """The summary line, what differs between the runs, then every change with its fields, evidence and causes."""
    paint = _paint if colour else _unpainted
    lines = [paint(one_line(diff.summary), _BOLD)]
    lines += [f"  since: {one_line(words)}" for words in diff.runs.words]
    if not diff.runs.known and diff.changes:
        lines.append("  since: not known, a manifest.json is missing")
    for change in diff.changes:
        head = f"{_SIGN[change.kind]} {change.severity:5s} {change.what} {change.kind}: {one_line(change.label)}"
        lines += ["", paint(head, _COLOUR[change.severity]), f"    {_place(change)}"]
        lines += [f"    {_field(f, paint)}" for f in change.fields]
        lines += [f"    {paint('was', _RED)} “{shortened(w, evidence_width)}”" for w in _gone_words(change)]
        lines += [f"    {paint('now', _GREEN)} “{shortened(w, evidence_width)}”" for w in _words(change)]
        lines += [f"    because {one_line(cause.words)}" for cause in change.causes]
    return "\n".join(lines) + "\n"


def as_json(diff: Diff) -> str:
    """Everything, for programs; changes with the heaviest first."""
    content = {
        "old": diff.old,
        "new": diff.new,
        "summary": diff.summary,
        "counts": diff.counts,
        "files": diff.files,
        "texts_changed": diff.texts_changed,
        "runs": {"known": diff.runs.known, "differences": diff.runs.words},
        "changes": [asdict(change) for change in diff.changes],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _paint(text: str, colour: str) -> str:
    return f"{colour}{text}{_PLAIN}"


def _unpainted(text: str, _colour: str) -> str:
    return text


def _place(change: Change) -> str:
    parts = [change.file, change.id if change.id != change.file else ""]
    return one_line("  ".join(filter(None, parts)))


def _field(field: FieldChange, paint: Callable[[str, str], str]) -> str:
    old, new = (one_line(words) if words is not None else "nothing" for words in (field.old, field.new))
    return f"{one_line(field.field)}: {paint(old, _RED)} → {paint(new, _GREEN)}"


def _gone_words(change: Change) -> list[str]:
    """The old evidence where it is not the new one."""
    return [one_line(words) for words in change.old_evidence if words not in change.new_evidence]


def _words(change: Change) -> list[str]:
    return [one_line(words) for words in change.new_evidence]
