"""Judgements that no longer fit the output that they are laid over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asean_extract.files.judgements import Judgement, corrected
from asean_extract.files.output import OutputSet
from asean_extract.files.shape import Plain
from asean_extract.review.changes import Change, FieldChange
from asean_extract.review.compare_file import differing
from asean_extract.review.flat import flatten


@dataclass(frozen=True)
class Found:
    """A record of the output and the file that holds it."""

    file: str
    source: str | None
    record: Plain


def lapses(output: OutputSet, judgements: Sequence[Judgement]) -> Iterator[Change]:
    """One change for each judgement whose record is gone, reads otherwise than it was judged, or came back.

    A rejected record is gone by right; that a rejection found nothing to reject only its run can tell, in the manifest.
    """
    unused = set((output.manifest or {}).get("lapsed_judgements") or [])
    index = _index(output)
    for judgement in judgements:
        found = [f for f in index.get(judgement.id, []) if judgement.source in (None, f.source)]
        if judgement.verdict == "reject":
            yield from _rejected(judgement, found, unused)
        elif not found:
            yield _lapse(
                judgement, None, f"{judgement.id}: {judgement.verdict}ed, but there is no such record any more"
            )
        else:
            yield from (change for f in found for change in _otherwise(judgement, f))


def _index(output: OutputSet) -> dict[str, list[Found]]:
    index: dict[str, list[Found]] = {}
    for file, record in output.records.items():
        source = (record.get("source") or {}).get("path")
        lists = ("events", "commitments", "figures", "initiatives")
        rows = [row for a in record.get("articles") or [] for key in lists for row in a.get(key) or []]
        for row in [*rows, *(record.get("entities") or [])]:
            index.setdefault(str(row.get("id")), []).append(Found(file, source, row))
    return index


def _rejected(judgement: Judgement, found: Sequence[Found], unused: set[str]) -> Iterator[Change]:
    for f in found:
        yield _lapse(judgement, f, f"{judgement.id}: rejected, but it is there; was the run made without judgements?")
    if not found and judgement.id in unused:
        yield _lapse(judgement, None, f"{judgement.id}: rejected, but the run found no such record to reject")


def _otherwise(judgement: Judgement, found: Found) -> Iterator[Change]:
    """A record that is no longer what was judged; a correction is held against what it should have become."""
    if not judgement.record:
        return
    wanted = corrected(judgement.record, judgement.set)
    ignored = {"rule", "evidence"} if judgement.verdict == "correct" else {"evidence"}
    old, new = flatten(wanted, {}), flatten(found.record, {})
    fields = [f for f in differing("event", old, new) if f.field not in ignored]
    if fields:
        yield _lapse(judgement, found, f"{judgement.id}: reads otherwise than it was judged", fields)


def _lapse(judgement: Judgement, found: Found | None, label: str, fields: Sequence[FieldChange] = ()) -> Change:
    source = found.source if found else judgement.source
    return Change(
        kind="lapsed", what="judgement", file=found.file if found else judgement.source or "judgements.jsonl",
        id=judgement.id, label=label, severity="major", fields=tuple(fields), source=source,
    )  # fmt: skip
