"""What a run need not do again: files whose text, and all that it is read with, are as they were.

Nothing heavy is imported here: a run that finds everything standing loads neither spaCy nor the records.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asean_extract.engines.outcome import Outcome
from asean_extract.files.ledger import Entry, Ledger
from asean_extract.files.manifest import RunCounts
from asean_extract.files.read import SourceFile
from asean_extract.files.remote import Place

if TYPE_CHECKING:
    from asean_extract.files.judgements import Judgement
    from asean_extract.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Grounds:
    """What records are made from beside their texts: `reading` is the fingerprint of what they are read with."""

    reading: str
    known: Mapping[str, Metadata] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()

    def key(self, name: str, sha256: str) -> str:
        """Stands for all that makes the record of a file: two records of one key have the same bytes."""
        known = self.known.get(name)
        content = [self.reading, name, sha256, known.model_dump_json() if known else None, self._judged(name)]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    def _judged(self, name: str) -> str:
        ours = [judgement for judgement in self.judgements if judgement.source in (None, name)]
        if not ours:
            return ""
        from asean_extract.files.judgements import judgement_lines

        return judgement_lines(ours)


def standing(files: Iterable[SourceFile], out: Place, ledger: Ledger, grounds: Grounds) -> list[Outcome]:
    """The outcomes of those files that an earlier run has done and that it would do again as they are."""
    found = []
    for file in files:
        entry = ledger.entries.get(file.name)
        if entry is not None and _stands(file, out, entry, grounds):
            found.append(_told(entry))
    return found


def noted(outcomes: Iterable[Outcome], ledger: Ledger, grounds: Grounds) -> Iterator[Outcome]:
    """The outcomes as they come, each noted, so that the next run need not do the file again; none that failed.

    Nor is one whose text was read without a rule: whether a rule takes too long is not settled by its content alone.
    """
    for outcome in outcomes:
        if outcome.counts is None or outcome.left_out:
            ledger.remove(outcome.name)
        else:
            ledger.add(_entry(outcome, outcome.counts, grounds))
        yield outcome


def _stands(file: SourceFile, out: Place, entry: Entry, grounds: Grounds) -> bool:
    text = _sha256(file.path)
    return (
        text is not None and grounds.key(file.name, text) == entry.key and _sha256(out / file.output) == entry.written
    )


def _sha256(path: Place) -> str | None:
    """None when it is no file that can be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _entry(outcome: Outcome, counts: RunCounts, grounds: Grounds) -> Entry:
    key = grounds.key(outcome.name, outcome.read)
    return Entry(
        outcome.name, key, outcome.written, dict(counts.numbers), outcome.set_aside, outcome.warnings, outcome.lapsed
    )


def _told(entry: Entry) -> Outcome:
    counts = RunCounts(Counter(entry.counts))
    return Outcome(
        entry.name, counts, entry.set_aside, entry.warnings, entry.lapsed, written=entry.written, stands=True
    )
