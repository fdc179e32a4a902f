"""`extract`, and `asean-extract run`, which is the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asean_extract.cli import talk
from asean_extract.version import __version__

if TYPE_CHECKING:
    from asean_extract.api import Extractor
    from asean_extract.engines.outcome import Outcome
    from asean_extract.files.read import SourceFile
    from asean_extract.metadata import Metadata

#: Exit code when some files failed and the others were written.
SOME_FAILED = 3
#: So many paths of the metadata that fit no text are named; a file for a larger corpus may have thousands.
UNUSED_SHOWN = 10


def _version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT", help="Text files, or folders that are searched for *.txt at any depth."),
    ],
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT", help="The folder for the JSON files; made if it is not there."),
    ],
    model: Annotated[
        str | None,
        typer.Option(metavar="M", help="An installed spaCy pipeline or the path of one, in place of the default."),
    ] = None,
    patterns: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A folder of rules to add to those that come along; may be repeated."),
    ] = None,
    judged: Annotated[
        bool,
        typer.Option(
            "--judgements/--no-judgements", help="Lay OUT/judgements.jsonl, a reviewer's word, over the records."
        ),
    ] = True,
    metadata: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="What is known of the texts, as CSV or JSON Lines: path, published, publisher, ..."
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Read so many files at a time; by default, one a core."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    version: Annotated[  # noqa: ARG001 (its callback has answered before this runs)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read text files into one validated JSON file each.

    Exit code: 0 all files written, 2 wrong use or nothing to read, 3 some files failed (named; the rest is written).
    """
    from asean_extract.errors import SourceError
    from asean_extract.files.judgements import read_judgements
    from asean_extract.files.metadata import read_metadata
    from asean_extract.files.output import JUDGEMENTS_NAME
    from asean_extract.files.read import find_sources
    from asean_extract.files.write import make_folder

    files = find_sources(inputs, out)
    if not files:
        raise SourceError(f"no *.txt file in {', '.join(map(str, inputs))}")
    known = read_metadata(metadata) if metadata else {}
    make_folder(out)
    judgements = read_judgements(out / JUDGEMENTS_NAME) if judged else ()
    build = _Build(model, patterns)
    with closing(_engine(jobs, len(files))(files, out, build, judgements, known)) as outcomes:
        ended = sorted(outcomes if quiet else talk.watch(outcomes, len(files)), key=attrgetter("name"))
    if not quiet:
        talk.report(ended)
        _warn_of_unused(metadata, known, files)
    _write_manifest(out, build(), ended, _root(inputs))
    failures = [outcome.error for outcome in ended if outcome.error]
    for error in failures:
        talk.complain(error)
    if failures:
        others = "; the others are written" if len(failures) < len(files) else ""
        talk.note(f"{len(failures)} of {len(files)} files failed{others}")
        raise typer.Exit(SOME_FAILED)


def _warn_of_unused(metadata: Path | None, known: Mapping[str, Metadata], files: Sequence[SourceFile]) -> None:
    """Names paths of the metadata that are no text of the run, the first few of many."""
    from asean_extract.files.metadata import unused

    paths = unused(known, (file.name for file in files))
    for path in paths[:UNUSED_SHOWN]:
        talk.note(f"warning: {metadata}: {path} is no text of this run; a path counts from the folder that is read")
    if len(paths) > UNUSED_SHOWN:
        talk.note(f"warning: {metadata}: nor are {len(paths) - UNUSED_SHOWN} more")


def _engine(jobs: int | None, files: int) -> Callable[..., Generator[Outcome]]:
    """What runs over so many files: this process alone, or workers, no more than there are files."""
    from asean_extract.engines import local, workers

    several = min(jobs or workers.cores(), files)
    return partial(workers.run, jobs=several) if several > 1 else local.run


@dataclass
class _Build:
    """Makes the extractor, once in each process: this is where spaCy is loaded."""

    model: str | None
    patterns: list[Path] | None
    _made: Extractor | None = field(default=None, init=False)

    def __call__(self) -> Extractor:
        from asean_extract.api import Extractor
        from asean_extract.language.model import DEFAULT_MODEL

        if self._made is None:
            self._made = Extractor(model=self.model or DEFAULT_MODEL, patterns=self.patterns)
        return self._made

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_made": None}  # another process makes its own


def _root(inputs: Sequence[Path]) -> str | None:
    """The one folder that all names of sources are relative to; None when the inputs lie in several."""
    roots = {str(given if given.is_dir() else given.parent) for given in inputs}
    return roots.pop() if len(roots) == 1 else None


def _write_manifest(out: Path, extractor: Extractor, ended: Sequence[Outcome], root: str | None) -> None:
    """Tells with what the run was made, and what became of its files; no path of this machine stands in it."""
    from importlib.metadata import version as version_of

    from asean_extract.files.manifest import RunCounts, build_manifest, write_manifest

    counts = RunCounts()
    for outcome in ended:
        if outcome.counts:
            counts.join(outcome.counts)
    reasons = {o.name: o.error.removeprefix(f"{o.name}: ").replace(f"{out}{os.sep}", "") for o in ended if o.error}
    readers = extractor.readers
    manifest = build_manifest(
        counts,
        readers.patterns,
        spacy_version=version_of("spacy"),
        model=(readers.model.name, readers.model.version),
        failures=reasons,
        input_root=root,
        lapsed_judgements=(record_id for outcome in ended for record_id in outcome.lapsed),
    )
    write_manifest(out, manifest)
