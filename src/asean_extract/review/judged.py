"""Judgements taken as gold: is what was accepted still there, what was rejected gone, what was wrong right?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asean_extract.files.judgements import Judgement
from asean_extract.files.output import OutputSet
from asean_extract.review.evaluate import JUDGED, Scores
from asean_extract.review.judgements import Found, differences, index_records
from asean_extract.review.measures import Mark


def score_judged(output: OutputSet, judgements: Sequence[Judgement]) -> Scores:
    """Scores an output against judgements, file by file, in one figure.

    Only what was judged counts, so recall says how much of the reviewer's work still stands, not how much of the text
    was found. Score an output that was made without these judgements: they would make themselves true.
    """
    index = index_records(output)
    marks: dict[str, list[Mark]] = {}
    for judgement in judgements:
        found = [f for f in index.get(judgement.id, []) if judgement.source in (None, f.source)]
        file = found[0].file if found else judgement.source or "(no file)"
        marks.setdefault(file, []).extend(_marks(judgement, found))
    return Scores(marks, [])


def _marks(judgement: Judgement, found: Sequence[Found]) -> Iterator[Mark]:
    rule = next((f.record.get("rule") for f in found), None)
    name = str(judgement.record.get("name") or judgement.id)
    if judgement.verdict == "reject":
        yield Mark(JUDGED, fp=len(found), note=f"rejected, but there: {name}" if found else None, rule=rule)
    elif not found:
        yield Mark(JUDGED, fn=1, note=f"{judgement.verdict}ed, but gone: {name}")
    else:
        wrong = differences(judgement, found[0].record)
        said = "; ".join(f"{field}: {got} is not {wanted}" for field, (wanted, got) in wrong.items())
        note = f"{judgement.verdict}ed, but otherwise: {name}: {said}" if wrong else None
        yield Mark(JUDGED, int(not wrong), int(bool(wrong)), int(bool(wrong)), note, rule=rule)
