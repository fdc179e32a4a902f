"""Runs the extraction over many files on a Ray cluster: https://docs.ray.io/en/latest/ray-core/actors.html

Actors hold the model. Each is given a few files at a time, reads their texts and writes their records itself, so both
must lie where every node of the cluster reaches them: in a shared folder, or on S3 and the like. This process passes on
names and counts alone.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from asean_extract.engines.local import run_one
from asean_extract.engines.outcome import Outcome, Reads, failed
from asean_extract.errors import EngineError, ExtractError
from asean_extract.files.judgements import Judgement
from asean_extract.files.read import SourceFile
from asean_extract.files.remote import Place
from asean_extract.metadata import Metadata

#: Files that an actor is given at a time: a call takes about a millisecond, a file a hundred.
BATCH = 8
#: So many actors may die at a file before it counts as what kills them: a node that is lost looks the same.
TRIES = 3

Batch = tuple[SourceFile, ...]


def run(
    files: Iterable[SourceFile],
    out: Place,
    build: Callable[[], Reads],
    judgements: Sequence[Judgement] = (),
    known: Mapping[str, Metadata] | None = None,
    *,
    jobs: int | None = None,
) -> Generator[Outcome]:
    """As `local.run`, with `jobs` actors, by default one for each core of the cluster; outcomes come as they are done.

    The cluster is the one that `ray.init` finds: that of RAY_ADDRESS, one that runs on this machine, or else a new one
    of this machine alone. `build` must be something that can be pickled; each actor calls it. Files whose actor dies
    are given to others, one by one; one that kills `TRIES` of them has failed. Raises what `build` raises, and
    EngineError when Ray is not installed or an actor cannot begin.
    """
    whole = [replace(file, path=_absolute(file.path)) for file in files]
    with _cluster() as ray:
        actor = ray.remote(num_cpus=1, max_restarts=0)(_Reader)
        arguments = ray.put((_absolute(out), build, tuple(judgements)))
        crew = _Crew(ray, lambda: actor.remote(arguments), known or {})
        yield from crew.outcomes(whole, jobs or int(ray.cluster_resources().get("CPU", 1)))


class _Reader:
    """What runs on the nodes: an extractor, and files that it is given."""

    def __init__(self, arguments: tuple[Place, Callable[[], Reads], Sequence[Judgement]]) -> None:
        self._out, self._build, self._judgements = arguments

    def begin(self) -> ExtractError | None:
        """Makes the extractor, or says why it cannot be made."""
        try:
            self._extractor = self._build()
        except ExtractError as error:
            return error
        return None

    def read(self, batch: Sequence[tuple[SourceFile, Metadata | None]]) -> list[Outcome]:
        """What became of each file."""
        return [run_one(file, self._out, self._extractor, self._judgements, known) for file, known in batch]


@dataclass(slots=True)
class _Task:
    """An actor, and the files that it is at; none while it begins."""

    actor: Any
    batch: Batch = ()


class _Crew:
    """Actors at work: whoever has done his files is given the next, and who dies is replaced."""

    def __init__(self, ray: Any, start: Callable[[], Any], known: Mapping[str, Metadata]) -> None:  # noqa: ANN401 - Ray is loaded late
        self._ray, self._start, self._known = ray, start, known
        self._tasks: dict[Any, _Task] = {}  # by the reference that Ray gives for what is to come
        self._waiting: deque[Batch] = deque()
        self._deaths: Counter[str] = Counter()

    def outcomes(self, files: Sequence[SourceFile], jobs: int) -> Iterator[Outcome]:
        """The outcome of each file, in the order in which they are done."""
        self._waiting.extend(tuple(files[i : i + BATCH]) for i in range(0, len(files), BATCH))
        try:
            for _ in range(min(jobs, len(self._waiting))):
                self._begin()
            while self._waiting or any(task.batch for task in self._tasks.values()):
                (ended,), _ = self._ray.wait(list(self._tasks), num_returns=1)
                yield from self._taken(ended)
        finally:
            for task in self._tasks.values():
                self._ray.kill(task.actor)

    def _begin(self) -> None:
        actor = self._start()
        self._tasks[actor.begin.remote()] = _Task(actor)

    def _taken(self, ended: Any) -> list[Outcome]:  # noqa: ANN401 - a reference of Ray's
        """The outcomes of what an actor has done, when it has not died over it; gives it, or another, what is next."""
        task = self._tasks.pop(ended)
        try:
            said = self._ray.get(ended)
        except self._ray.exceptions.RayTaskError as error:  # a fault of ours: files' own errors are outcomes
            raise EngineError(f"an actor broke: {error.cause}") from error
        except self._ray.exceptions.RayError as error:
            return self._died(task, error)
        if isinstance(said, ExtractError):
            raise said
        if self._waiting:
            batch = self._waiting.popleft()
            given = [(file, self._known.get(file.name)) for file in batch]
            self._tasks[task.actor.read.remote(given)] = _Task(task.actor, batch)
        else:
            self._ray.kill(task.actor)
        return said or []

    def _died(self, task: _Task, error: Exception) -> list[Outcome]:
        """Hands the files of a dead actor to others; the outcomes of those that have killed too many."""
        self._deaths.update(file.name for file in task.batch or [_BEGINNING])
        if self._deaths[_BEGINNING.name] >= TRIES:
            raise EngineError(f"actors die before they can read: {error}") from error
        given_up = [file for file in task.batch if self._deaths[file.name] >= TRIES]
        self._waiting.extendleft((file,) for file in reversed(task.batch) if file not in given_up)
        self._begin()
        return [failed(file, f"{file.name}: {TRIES} actors died at it; the last one: {error}") for file in given_up]


#: What stands for the making of an extractor where deaths are counted; no file has an empty name.
_BEGINNING = SourceFile(Path(), "")


def _absolute(place: Place) -> Place:
    """A path as the nodes have it, which work in other folders."""
    return place.absolute() if isinstance(place, Path) else place


@contextmanager
def _cluster() -> Iterator[Any]:
    """Ray, connected; what was connected before stays so."""
    try:
        import ray
    except ImportError as error:
        raise EngineError("Ray is not installed: pip install 'asean-extract[ray]'") from error
    ours = not ray.is_initialized()
    if ours:
        ray.init(log_to_driver=False, logging_level=logging.WARNING)
    try:
        yield ray
    finally:
        if ours:
            ray.shutdown()
