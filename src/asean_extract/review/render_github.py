"""A comparison as annotations of a GitHub workflow, on the line of the source text that a change was read from."""

from __future__ import annotations

from collections.abc import Mapping

from asean_extract.review.changes import Change, Diff, Severity
from asean_extract.review.safe import annotation, shortened

_COMMAND: Mapping[Severity, str] = {"major": "warning", "minor": "notice", "note": "notice"}
_LENGTH = 400


def as_github(diff: Diff, texts: Mapping[str, str], root: str) -> str:
    """One workflow command for each change, the heaviest first (GitHub shows ten of a kind and a step).

    `texts` are the new source texts by their path in the record, and `root` the folder that they stand in, as the
    repository names it; a change whose text is not at hand names the file without a line.
    """
    return "".join(_command(change, texts, root) + "\n" for change in diff.changes)


def _command(change: Change, texts: Mapping[str, str], root: str) -> str:
    place = []
    if change.source:
        path = f"{root.rstrip('/')}/{change.source}" if root not in ("", ".") else change.source
        place.append(f"file={annotation(path, is_property=True)}")
        line = _line(texts.get(change.source), change)
        if line:
            place.append(f"line={line}")
    title = annotation(f"{change.what} {change.kind}", is_property=True)
    return f"::{_COMMAND[change.severity]} {','.join([*place, f'title={title}'])}::{_message(change)}"


def _line(text: str | None, change: Change) -> int | None:
    """The line, from 1, on which the words stand; None for a record that is gone: its place is in the old text."""
    if text is None or change.start is None or change.kind == "removed" or change.start > len(text):
        return None
    return text.count("\n", 0, change.start) + 1


def _message(change: Change) -> str:
    said = [f"{f.field}: {f.old or 'nothing'} became {f.new or 'nothing'}" for f in change.fields]
    because = [f"because {cause.words}" for cause in change.causes]
    return annotation(shortened("; ".join([change.label, *said, *because]), _LENGTH))
