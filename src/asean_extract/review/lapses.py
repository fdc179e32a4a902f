"""Judgements that no longer fit the output that they are laid over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asean_extract.files.judgements import Judgement
from asean_extract.files.output import OutputSet
from asean_extract.files.read import JUDGEMENTS_NAME
from asean_extract.review.changes import Change, FieldChange
from asean_extract.review.judgements import Found, differences, index_records


def lapses(output: OutputSet, judgements: Sequence[Judgement]) -> Iterator[Change]:
    """One change for each judgement whose record is gone, reads otherwise than it was judged, or came back.

    A rejected record is gone by right; that a rejection found nothing to reject only its run can tell, in the manifest.
    """
    unused = set((output.manifest or {}).get("lapsed_judgements") or [])
    index = index_records(output)
    for judgement in judgements:
        found = [f for f in index.get(judgement.id, []) if judgement.source in (None, f.source)]
        if judgement.verdict == "reject":
            yield from _rejected(judgement, found, judgement.id in unused)
        elif not found:
            yield _lapse(judgement, None, f"{judgement.verdict}ed, but there is no such record any more")
        else:
            yield from (change for f in found for change in _otherwise(judgement, f))


def _rejected(judgement: Judgement, found: Sequence[Found], unused: bool) -> Iterator[Change]:
    for f in found:
        yield _lapse(judgement, f, "rejected, but it is there; was the run made without judgements?")
    if not found and unused:
        yield _lapse(judgement, None, "rejected, but the run found no such record to reject")


def _otherwise(judgement: Judgement, found: Found) -> Iterator[Change]:
    """A record that is no longer what was judged; a correction is held against what it should have become."""
    wrong = differences(judgement, found.record)
    if wrong:
        fields = [FieldChange(field, wanted, got, "major") for field, (wanted, got) in wrong.items()]
        yield _lapse(judgement, found, f"{judgement.verdict}ed, but reads otherwise now", fields)


def _lapse(judgement: Judgement, found: Found | None, what: str, fields: Sequence[FieldChange] = ()) -> Change:
    name = judgement.record.get("name") or judgement.record.get("text") or judgement.id
    return Change(
        kind="lapsed", what="judgement", file=found.file if found else judgement.source or JUDGEMENTS_NAME,
        id=judgement.id, label=f"{name}: {what}", severity="major", fields=tuple(fields),
        source=found.source if found else judgement.source,
    )  # fmt: skip
