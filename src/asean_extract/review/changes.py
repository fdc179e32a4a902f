"""What a comparison finds: changes, how much they weigh, and all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from asean_extract.review.causes import Cause, RunDifference

Severity = Literal["major", "minor", "note"]
ChangeKind = Literal["removed", "changed", "added", "moved", "lapsed"]
What = Literal["file", "article", "event", "commitment", "initiative", "figure", "entity", "date", "block", "judgement"]

SEVERITIES: tuple[Severity, ...] = ("major", "minor", "note")
_KINDS: tuple[ChangeKind, ...] = ("lapsed", "removed", "changed", "added", "moved")
_WHATS: tuple[What, ...] = (
    "judgement", "file", "article", "event", "commitment", "initiative", "figure", "entity", "date", "block",
)  # fmt: skip

#: What a record that came or went weighs.
_WHOLE: dict[What, Severity] = {"figure": "minor", "entity": "note", "date": "note", "block": "note"}
#: Fields that change what a record says happened; others are minor.
_MAJOR: dict[What, frozenset[str]] = {
    "event": frozenset({"type", "date.value", "status", "article"}),
    "commitment": frozenset(
        {"amount", "amount_max", "currency", "payer", "recipient", "kind", "frequency", "date.value", "article"}
    ),
    "article": frozenset({"published.value"}),
}
#: Fields that say how it was read, not what.
_NOTE_FIELDS = frozenset({"id", "rule", "evidence", "plover", "aliases", "text", "currency_reason", "file"})
_NOTE_DATE_PARTS = frozenset({"basis", "precision", "text", "rule", "anchor"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with its old and new words; None where there was or is nothing."""

    field: str
    old: str | None
    new: str | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class Change:
    """One record that came, went or reads otherwise.

    `start` and `end` are code points in the new source text; in the old one when the record is gone.
    """

    kind: ChangeKind
    what: What
    file: str
    id: str
    label: str
    severity: Severity
    fields: tuple[FieldChange, ...] = ()
    old_evidence: tuple[str, ...] = ()
    new_evidence: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    source: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Sorts the heaviest first: severity, kind of record, kind of change, then more fields before fewer."""
        return (
            SEVERITIES.index(self.severity), _WHATS.index(self.what), _KINDS.index(self.kind), -len(self.fields),
        )  # fmt: skip


@dataclass(frozen=True)
class Diff:
    """The whole comparison: changes with the heaviest first, and what stayed out of them."""

    old: str
    new: str
    changes: Sequence[Change]
    files: int
    texts_changed: int
    runs: RunDifference

    @property
    def counts(self) -> dict[Severity, int]:
        """How many changes there are of each severity."""
        found = Counter(change.severity for change in self.changes)
        return {severity: found[severity] for severity in SEVERITIES}

    @property
    def summary(self) -> str:
        """One line: what kind of records came, went and changed, and how heavy that is."""
        if not self.changes:
            texts = counted(self.texts_changed, "source text")
            return f"No record changed in {counted(self.files, 'file')}" + (
                f"; {texts} changed" if self.texts_changed else ""
            )
        found = Counter((change.what, change.kind) for change in self.changes)
        parts = [
            f"{counted(found[what, kind], what)} {kind}" for what in _WHATS for kind in _KINDS if found[what, kind]
        ]
        touched = len({change.file for change in self.changes})
        weights = ", ".join(f"{n} {severity}" for severity, n in self.counts.items() if n)
        return f"{', '.join(parts)} in {touched} of {counted(self.files, 'file')} ({weights})"

    def at_least(self, severity: Severity) -> list[Change]:
        """The changes that weigh this much or more."""
        bar = SEVERITIES.index(severity)
        return [change for change in self.changes if SEVERITIES.index(change.severity) <= bar]


def severity_of(what: What, field: str) -> Severity:
    """What a change of one field weighs."""
    if what in ("date", "block"):
        return "note"
    if field in _MAJOR.get(what, frozenset()):
        return "major"
    parts = field.split(".")
    reading = parts[0] in ("date", "published") and len(parts) > 1 and parts[1] in _NOTE_DATE_PARTS
    return "note" if field in _NOTE_FIELDS or reading or (what == "figure" and field != "amount") else "minor"


def whole_severity(what: What) -> Severity:
    """What it weighs that a record came or went."""
    return _WHOLE.get(what, "major")


def heaviest(severities: Sequence[Severity]) -> Severity:
    """The heaviest of some severities; `note` of none."""
    return next((severity for severity in SEVERITIES if severity in severities), "note")


def counted(n: int, what: str) -> str:
    """A number with its noun: 1 event, 2 entities."""
    plural = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{n} {what if n == 1 else plural}"
