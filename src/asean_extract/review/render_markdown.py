"""A comparison as a pull request comment: a summary line, why, and the changes folded by file, the heaviest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asean_extract.review.changes import SEVERITIES, Change, Diff, Severity, counted
from asean_extract.review.safe import markdown, shortened

#: By this invisible line a workflow finds its own comment again and updates it.
MARKER = "<!-- asean-extract review -->"
#: GitHub refuses a comment above 65,536 characters; the rest is left for the closing lines.
LIMIT = 60_000
_SIGN: Mapping[Severity, str] = {"major": "🔴", "minor": "🟡", "note": "⚪"}
_EVIDENCE = 300
_CAUSES = 12


def as_markdown(diff: Diff, limit: int = LIMIT) -> str:
    """The comment, at most about `limit` characters; what no longer fits is counted at the end, never lost silently."""
    lines = [MARKER, f"### Extraction review: {markdown(diff.summary)}", ""]
    lines += _why(diff)
    room = limit - sum(len(line) + 1 for line in lines)
    left_out = 0
    for severity in SEVERITIES:
        for file, changes in _by_file(diff, severity):
            section = _section(severity, file, changes)
            room -= sum(len(line) + 1 for line in section)
            if room < 0:
                left_out += len(changes)
            else:
                lines += section
    if left_out:
        lines.append(f"**{left_out} more changes do not fit in a comment**: run `asean-extract diff` to see them all.")
    return "\n".join(lines).rstrip() + "\n"


def _why(diff: Diff) -> list[str]:
    """What differs between the two runs, or that nothing tells."""
    if not diff.changes:
        return []
    if not diff.runs.known:
        return ["Why is not known: a `manifest.json` is missing on one side.", ""]
    words = [
        *diff.runs.words,
        *([f"{counted(diff.texts_changed, 'source text')} changed"] if diff.texts_changed else []),
    ]
    if not words:
        return ["Nothing that the manifests record differs: **a run does not repeat itself**.", ""]
    more = [f"- and {len(words) - _CAUSES} more"] if len(words) > _CAUSES else []
    return ["What differs between the runs:", "", *(f"- {markdown(w)}" for w in words[:_CAUSES]), *more, ""]


def _by_file(diff: Diff, severity: Severity) -> Iterable[tuple[str, list[Change]]]:
    """The changes of one severity by file, files with the most of them first."""
    files: dict[str, list[Change]] = {}
    for change in diff.changes:
        if change.severity == severity:
            files.setdefault(change.file, []).append(change)
    return sorted(files.items(), key=lambda item: (-len(item[1]), item[0]))


def _section(severity: Severity, file: str, changes: list[Change]) -> list[str]:
    """One file's changes of one severity; what is major stands open."""
    opened = " open" if severity == "major" else ""
    title = f"{_SIGN[severity]} {len(changes)} {severity} in {markdown(file)}"
    lines = [f"<details{opened}><summary>{title}</summary>", ""]
    for change in changes:
        lines += _change(change)
    return [*lines, "</details>", ""]


def _change(change: Change) -> list[str]:
    lines = [f"**{change.what} {change.kind}: {markdown(change.label)}** <sub>{markdown(change.id)}</sub>", ""]
    if change.fields:
        lines += ["| | was | now |", "|---|---|---|"]
        lines += [f"| {markdown(f.field)} | {_cell(f.old)} | {_cell(f.new)} |" for f in change.fields]
        lines.append("")
    for sign, words in (("was: ", _only(change.old_evidence, change.new_evidence)), ("", change.new_evidence)):
        lines += [f"> {sign}{markdown(shortened(said, _EVIDENCE))}\n" for said in words]
    if change.causes:
        lines += ["Because " + "; ".join(markdown(shortened(c.words, _EVIDENCE)) for c in change.causes) + ".", ""]
    return lines


def _cell(words: str | None) -> str:
    return "*nothing*" if words is None else markdown(shortened(words, _EVIDENCE))


def _only(words: Iterable[str], others: Iterable[str]) -> list[str]:
    known = list(others)
    return [said for said in words if said not in known]
