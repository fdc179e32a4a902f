"""Runs the extraction over many files in several processes of this machine.

Each worker is a process with a pipe of its own, and reads one file at a time. So it is known which file a worker was at
when it died, and the others go on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from asean_extract.engines.local import run_one
from asean_extract.engines.outcome import Outcome, Reads, failed
from asean_extract.errors import EngineError, ExtractError
from asean_extract.files.judgements import Judgement
from asean_extract.files.read import SourceFile
from asean_extract.files.remote import Place
from asean_extract.metadata import Metadata

#: So many workers may die at a file before it counts as what kills them.
TRIES = 2
#: Seconds that a worker has to leave by itself, taking away what it had begun to write.
GRACE = 5.0


class _Word(Enum):
    """What may be heard of a worker but an outcome."""

    READY = auto()
    DEAD = auto()


@dataclass(slots=True)
class _Worker:
    """A process, the pipe to it, and the file that it is at; none while it gets ready."""

    process: BaseProcess
    pipe: Connection
    file: SourceFile | None = None


def run(
    files: Iterable[SourceFile],
    out: Place,
    build: Callable[[], Reads],
    judgements: Sequence[Judgement] = (),
    known: Mapping[str, Metadata] | None = None,
    *,
    jobs: int,
    start: str | None = None,
) -> Generator[Outcome]:
    """As `local.run`, with `jobs` processes; an outcome comes as soon as its file is done, so not in the order given.

    Where processes are forked (on Linux, when all files lie here), `build` is called once, here, and the workers share
    what it made; where they are spawned, each of them calls it, so it must be something that can be pickled. `start`
    names another way. A file at which a worker dies is given to one more; when that dies too, it has failed. No worker
    outlives this iteration, nor this process. Raises what `build` raises, and EngineError when a worker cannot begin.
    """
    waiting, workers = deque(files), list[_Worker]()
    context = multiprocessing.get_context(start or _way(waiting, out))
    try:
        if context.get_start_method() == "fork":
            build = partial(_same, build())
            gc.collect()
            gc.freeze()  # else the collector writes to every page that the workers share
        begin = partial(_begin, context, workers, (out, build, judgements))
        for _ in range(jobs):
            begin()
        yield from _share(waiting, known or {}, workers, begin)
    finally:
        _end(workers)
        gc.unfreeze()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _way(files: Iterable[SourceFile], out: Place) -> str:
    """How processes are started: forked where that is safe, as it is not with the threads of a remote file system."""
    here = isinstance(out, Path) and all(isinstance(file.path, Path) for file in files)
    return "fork" if here and sys.platform == "linux" else "spawn"


def _same(extractor: Reads) -> Reads:
    return extractor


def _begin(context: BaseContext, workers: list[_Worker], arguments: tuple[object, ...]) -> None:
    """Adds a worker."""
    here, there = context.Pipe()
    process: BaseProcess = context.Process(target=_work, args=(there, *arguments), daemon=True)  # type: ignore[attr-defined] # every context has it
    process.start()
    there.close()  # the worker alone holds its end, so that we notice when it is gone
    workers.append(_Worker(process, here))


def _share(
    waiting: deque[SourceFile], known: Mapping[str, Metadata], workers: list[_Worker], begin: Callable[[], None]
) -> Iterator[Outcome]:
    """Gives each worker the next file whenever it has done one, and lets it go when none is left."""
    deaths: Counter[str] = Counter()
    while workers:
        pipes = wait([worker.pipe for worker in workers])
        for worker in [worker for worker in workers if worker.pipe in pipes]:
            file, said = worker.file, _heard(worker)
            if said is _Word.DEAD and file is not None:
                workers.remove(worker)
                begin()
                deaths[file.name] += 1
                if deaths[file.name] < TRIES:
                    waiting.appendleft(file)
                    continue
                said = failed(file, _told(file, worker.process))
            elif waiting:
                _give(worker, waiting.popleft(), known)
            else:
                workers.remove(worker)
                _end([worker])
            if isinstance(said, Outcome):
                yield said


def _heard(worker: _Worker) -> Outcome | _Word:
    """What a worker says, or that it will say nothing more; raises what its extractor raised when it was made."""
    try:
        said: Outcome | _Word | ExtractError = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        if worker.file is None:
            raise EngineError(f"a worker {_ended(worker.process)} before it could read; try --jobs 1") from None
        return _Word.DEAD
    if isinstance(said, ExtractError):
        raise said
    return said


def _give(worker: _Worker, file: SourceFile, known: Mapping[str, Metadata]) -> None:
    worker.file = file
    with suppress(OSError):  # it has just died: that is heard next
        worker.pipe.send((file, known.get(file.name)))


def _told(file: SourceFile, process: BaseProcess) -> str:
    return (
        f"{file.name}: the process that read it {_ended(process)}, and so did the one before; "
        "if memory ran short, use fewer --jobs, or cut the file"
    )


def _ended(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended with exit code {code}"


def _end(workers: Iterable[_Worker]) -> None:
    """Ends workers, whatever they are at; those that do not leave by themselves are killed."""
    for worker in workers:
        worker.process.terminate()
    for worker in workers:
        worker.process.join(GRACE)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()


def _work(pipe: Connection, out: Place, build: Callable[[], Reads], judgements: Sequence[Judgement]) -> None:
    """What a worker does: reads the files that it is given, until it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the one that started us ends us
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        extractor = build()
    except ExtractError as error:
        pipe.send(error)
        return
    with suppress(EOFError, OSError):  # the other end is gone, and so are we
        pipe.send(_Word.READY)
        while True:
            file, known = pipe.recv()
            pipe.send(run_one(file, out, extractor, judgements, known))


def _leave(number: int, _: object) -> None:
    """Ends this process, but not before what it had begun to write is taken away."""
    sys.exit(128 + number)


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone, however that went."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
