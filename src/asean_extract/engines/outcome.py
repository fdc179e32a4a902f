"""What became of each file of a run: the same words for every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from asean_extract.files.read import SourceFile
from asean_extract.records import Block, Source, SourceRecord
from asean_extract.spans import METADATA_KINDS, READ_KINDS


class Reads(Protocol):
    """What an engine needs of an extractor."""

    def extract(self, text: str, *, source: Source | None = None) -> SourceRecord:
        """Reads one text into its record."""
        ...


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records a file gave; `set_aside` is the share of its visible characters labelled as boilerplate."""

    articles: int
    events: int
    commitments: int
    initiatives: int
    set_aside: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file was written, and `counts` says what is in it, or it failed, and `error` says why: never both.

    `warnings` tell a user where to look: the file was written, and something in it may surprise.
    """

    name: str
    counts: Counts | None
    warnings: tuple[str, ...] = ()
    error: str | None = None


def failed(file: SourceFile, error: str) -> Outcome:
    """The outcome of a file that nothing was written for."""
    return Outcome(file.name, None, error=error)


def done(file: SourceFile, text: str, record: SourceRecord) -> Outcome:
    """The outcome of a file whose record was written."""
    counts = Counts(
        articles=len(record.articles),
        events=sum(len(a.events) for a in record.articles),
        commitments=sum(len(a.commitments) for a in record.articles),
        initiatives=sum(len(a.initiatives) for a in record.articles),
        set_aside=set_aside(text, record.blocks),
    )
    return Outcome(file.name, counts, tuple(_warnings(text, record)))


def set_aside(text: str, blocks: list[Block]) -> float:
    """The share of the non-blank characters that stand in boilerplate blocks, 0 to 1; 0 for a blank text."""
    visible = sum(not c.isspace() for c in text)
    boilerplate = (b for b in blocks if b.kind not in READ_KINDS | METADATA_KINDS)
    dropped = sum(not c.isspace() for b in boilerplate for c in text[b.start : b.end])
    return dropped / visible if visible else 0.0


def _warnings(text: str, record: SourceRecord) -> list[str]:
    if not text.strip():
        return ["the file is blank"]
    if not record.articles:
        return ["no article found"]
    undated = [a.id.rpartition("#")[2] for a in record.articles if a.published is None]
    return [f"no document date: article {', '.join(undated)}"] if undated else []
