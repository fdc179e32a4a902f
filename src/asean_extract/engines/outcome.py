"""What became of each file of a run: the same words for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from warnings import catch_warnings, showwarning, simplefilter

from asean_extract.errors import RuleLeftOut
from asean_extract.files.manifest import RunCounts
from asean_extract.files.read import SourceFile
from asean_extract.spans import METADATA_KINDS, READ_KINDS

if TYPE_CHECKING:
    from asean_extract.limits import Limits
    from asean_extract.metadata import Metadata
    from asean_extract.records import Block, Source, SourceRecord


class Reads(Protocol):
    """What an engine needs of an extractor."""

    @property
    def limits(self) -> Limits:
        """What a text may cost."""
        ...

    def extract(self, text: str, *, source: Source | None = None, metadata: Metadata | None = None) -> SourceRecord:
        """Reads one text into its record."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file was written, and `counts` says what is in it, or it failed, and `error` says why: never both.

    `set_aside` is the share of its visible characters that are labelled as boilerplate. `warnings` tell a user where to
    look: the file was written, and something in it may surprise. `lapsed` are the ids of the judgements about it that
    found no record. `left_out` names the user's rules that ran away on the file, which was then read without them.
    `read` and `written` are the SHA-256 of the text's file and of the record's; `stands` says that it was not read
    again, since an earlier run had left it so.
    """

    name: str
    counts: RunCounts | None
    set_aside: float = 0.0
    warnings: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    error: str | None = None
    read: str = ""
    written: str = ""
    stands: bool = False


def failed(file: SourceFile, error: str) -> Outcome:
    """The outcome of a file that nothing was written for."""
    return Outcome(file.name, None, error=error)


@contextmanager
def hearing() -> Iterator[list[str]]:
    """The rules of which it is warned within that they were left out; every other warning goes its way."""
    left_out: list[str] = []
    with catch_warnings(record=True) as heard:
        simplefilter("always", RuleLeftOut)
        yield left_out
    for warning in heard:
        if isinstance(warning.message, RuleLeftOut):
            left_out.append(warning.message.rule)
        else:
            showwarning(warning.message, warning.category, warning.filename, warning.lineno)


def done(
    file: SourceFile,
    text: str,
    record: SourceRecord,
    written: str,
    lapsed: tuple[str, ...] = (),
    left_out: Iterable[str] = (),
) -> Outcome:
    """The outcome of a file whose record was written, as a file of the SHA-256 `written`."""
    counts = RunCounts()
    counts.add(record)
    warnings = (
        *_warnings(text, record),
        *(f"a judgement finds no record: {record_id}" for record_id in lapsed),
        *(f"read without {rule}: it takes too long on a paragraph; mend its pattern" for rule in left_out),
    )
    aside, slow = set_aside(text, record.blocks), tuple(left_out)
    return Outcome(file.name, counts, aside, warnings, lapsed, slow, read=record.source.sha256, written=written)


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
