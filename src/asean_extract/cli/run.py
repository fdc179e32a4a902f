"""`extract`, and `asean-extract run`, which is the same."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asean_extract.cli import talk
from asean_extract.cli.build import Build
from asean_extract.version import __version__

if TYPE_CHECKING:
    from asean_extract.engines.outcome import Outcome
    from asean_extract.files.judgements import Judgement
    from asean_extract.files.read import SourceFile
    from asean_extract.files.remote import Place
    from asean_extract.metadata import Metadata


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


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
        list[str],
        typer.Argument(metavar="INPUT", help="Text files, or folders that are searched for *.txt at any depth."),
    ],
    out: Annotated[
        str,
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
    engine: Annotated[
        Engine, typer.Option(metavar="E", help="`local`: processes of this machine; `ray`: a Ray cluster.")
    ] = Engine.LOCAL,
    force: Annotated[
        bool,
        typer.Option("--force", "-f", help="Read files again that an earlier run has done and that stand unchanged."),
    ] = False,
    max_chars: Annotated[
        int, typer.Option(metavar="N", min=0, help="A text may have so many characters; 0: any number.")
    ] = 1_000_000,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="Reading a text may take so long; 0: any time.")
    ] = 300,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    version: Annotated[  # noqa: ARG001 (its callback has answered before this runs)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read text files into one validated JSON file each.

    Exit code: 0 all files written, 2 wrong use or nothing to read, 3 some files failed (named; the rest is written).
    """
    from asean_extract.engines.reuse import Grounds, noted, standing
    from asean_extract.errors import SourceError
    from asean_extract.files.claim import claim
    from asean_extract.files.ledger import Ledger
    from asean_extract.files.read import find_sources
    from asean_extract.files.remote import place
    from asean_extract.files.write import make_folder
    from asean_extract.limits import Limits

    places, folder = [place(given) for given in inputs], place(out)
    files = find_sources(places, folder)
    if not files:
        raise SourceError(f"no *.txt file in {', '.join(map(str, places))}")
    known = _known(metadata)
    make_folder(folder)
    with claim(folder):
        judgements = _judgements(folder) if judged else ()
        build = Build(model, patterns, Limits(max_chars or None, timeout or None))
        ledger, grounds = Ledger(folder), Grounds(build.reading, known, judgements)
        ended = [] if force else standing(files, folder, ledger, grounds)
        stands = {outcome.name for outcome in ended}
        waiting = [file for file in files if file.name not in stands]
        try:
            with closing(_outcomes(engine, jobs, waiting, folder, build, judgements, known)) as outcomes:
                seen = talk.watch(noted(outcomes, ledger, grounds), len(files), len(stands), quiet=quiet)
                ended = sorted([*ended, *seen], key=attrgetter("name"))
        except KeyboardInterrupt:
            talk.note("stopped; the same command goes on with the files that are not done")
            raise
        made = ledger.made if ledger.reading == build.reading else build.made_with()
        _write_manifest(folder, made, ended, _root(places))
        ledger.end(build.reading, made)
    if not quiet:
        talk.report(ended)
        if metadata:
            _warn_of_unused(metadata, known, files)
    _end(ended)


def _known(metadata: Path | None) -> Mapping[str, Metadata]:
    """What is known of the texts, by name."""
    if metadata is None:
        return {}
    from asean_extract.files.metadata import read_metadata

    return read_metadata(metadata)


def _judgements(out: Place) -> Sequence[Judgement]:
    """The judgements that lie in the output folder."""
    from asean_extract.files.read import JUDGEMENTS_NAME

    if not (out / JUDGEMENTS_NAME).exists():
        return ()
    from asean_extract.files.judgements import read_judgements

    return read_judgements(out / JUDGEMENTS_NAME)


def _outcomes(
    engine: Engine,
    jobs: int | None,
    files: Sequence[SourceFile],
    out: Place,
    build: Build,
    judgements: Sequence[Judgement],
    known: Mapping[str, Metadata],
) -> Generator[Outcome]:
    """Runs over the files: on a cluster, in this process alone, or with workers, no more than there are files."""
    if not files:
        return
    if engine is Engine.RAY:
        from asean_extract.engines import ray

        yield from ray.run(files, out, build, judgements, known, jobs=jobs)
        return
    from asean_extract.engines import local, workers

    several = min(jobs or workers.cores(), len(files))
    run_all = partial(workers.run, jobs=several) if several > 1 else local.run
    yield from run_all(files, out, build, judgements, known)


def _end(ended: Sequence[Outcome]) -> None:
    """Names what failed, and leaves with the exit code for it."""
    failures = [outcome.error for outcome in ended if outcome.error]
    for error in failures:
        talk.complain(error)
    if failures:
        others = "; the others are written" if len(failures) < len(ended) else ""
        talk.note(f"{len(failures)} of {len(ended)} files failed{others}")
        raise typer.Exit(SOME_FAILED)


def _warn_of_unused(metadata: Path, known: Mapping[str, Metadata], files: Sequence[SourceFile]) -> None:
    """Names paths of the metadata that are no text of the run, the first few of many."""
    from asean_extract.files.metadata import unused

    paths = unused(known, (file.name for file in files))
    for path in paths[:UNUSED_SHOWN]:
        talk.note(f"warning: {metadata}: {path} is no text of this run; a path counts from the folder that is read")
    if len(paths) > UNUSED_SHOWN:
        talk.note(f"warning: {metadata}: nor are {len(paths) - UNUSED_SHOWN} more")


def _root(inputs: Sequence[Place]) -> str | None:
    """The one folder that all names of sources are relative to; None when the inputs lie in several, or elsewhere."""
    here = [given for given in inputs if isinstance(given, Path)]
    roots = {str(given if given.is_dir() else given.parent) for given in here if len(here) == len(inputs)}
    return roots.pop() if len(roots) == 1 else None


def _write_manifest(out: Place, made: Mapping[str, Any], ended: Sequence[Outcome], root: str | None) -> None:
    """Tells with what the run was made, and what became of its files; no path of this machine stands in it."""
    from asean_extract.files.manifest import RunCounts, build_manifest, write_manifest

    counts = RunCounts()
    for outcome in ended:
        if outcome.counts:
            counts.join(outcome.counts)
    reasons = {o.name: o.error.removeprefix(f"{o.name}: ").replace(f"{out}{os.sep}", "") for o in ended if o.error}
    lapsed = (record_id for outcome in ended for record_id in outcome.lapsed)
    left_out = {outcome.name: outcome.left_out for outcome in ended if outcome.left_out}
    manifest = build_manifest(
        counts, made, failures=reasons, input_root=root, lapsed_judgements=lapsed, left_out=left_out
    )
    write_manifest(out, manifest)
