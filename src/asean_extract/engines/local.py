"""Runs the extraction over many files, one after the other, in this process."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path

from asean_extract.engines.outcome import Outcome, Reads, done, failed, hearing
from asean_extract.errors import ExtractError, OutputError
from asean_extract.files.judgements import Judgement, apply_judgements, lapsed
from asean_extract.files.read import SourceFile, read_source
from asean_extract.files.remote import Place
from asean_extract.files.write import take_away, to_json, write_whole
from asean_extract.metadata import Metadata


def run(
    files: Iterable[SourceFile],
    out: Place,
    build: Callable[[], Reads],
    judgements: Sequence[Judgement] = (),
    known: Mapping[str, Metadata] | None = None,
) -> Generator[Outcome]:
    """Extracts each file into `out` and yields what became of it, as it is done, in the order given.

    `build` makes the extractor; it is called once, before the first file, and what it raises ends the run. It is a
    call, not an extractor, so that an engine with several workers lets each make its own. After that an error
    belongs to its file: it is an outcome, nothing is written for it, and the others go on. `judgements` are laid over
    the records before they are written; `known` is what is known of files beside them, by name.
    """
    extractor = build()
    for file in files:
        yield run_one(file, out, extractor, judgements, (known or {}).get(file.name))


def run_one(
    file: SourceFile,
    out: Place,
    extractor: Reads,
    judgements: Sequence[Judgement] = (),
    known: Metadata | None = None,
) -> Outcome:
    """Extracts one file into `out`; whatever goes wrong with it is its outcome."""
    try:
        given = read_source(file, extractor.limits)
        with hearing() as heard:
            found = extractor.extract(given.text, source=given.source, metadata=known)
        record = apply_judgements(found, judgements)
        content = to_json(record)
        write_whole(out / file.output, content)
    except OutputError as error:
        return failed(file, str(error))
    except Exception as error:  # a fault of ours in one file must not cost the user the others
        take_away(out / file.output)  # what an earlier run read there would look like the result of this one
        return failed(file, _told(file, error))
    written = hashlib.sha256(content.encode()).hexdigest()
    return done(file, given.text, record, written, lapsed(found, judgements), heard)


def _told(file: SourceFile, error: Exception) -> str:
    """What went wrong with a file; an error that nobody foresaw with the line that it came from."""
    if isinstance(error, ExtractError):
        return str(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
    return f"{file.name}: {where}: {error}; this is a bug, please report it"
