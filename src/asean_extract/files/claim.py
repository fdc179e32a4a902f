"""An output folder is one run's at a time, and is cleared of what a run that was killed left half written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from asean_extract.errors import OutputError
from asean_extract.files.ledger import FOLDER, make_hidden
from asean_extract.files.remote import Place, RemotePath
from asean_extract.files.write import TEMPORARY, take_away

if os.name == "posix":
    import fcntl

_NAME = "lock"


@contextmanager
def claim(out: Place) -> Iterator[None]:
    """Within it no other run writes into the folder; what a killed one had begun to write is taken away first.

    Raises OutputError when another run has it. The system lets go of it however a process ends. Where it has no such
    locks (Windows, some network disks, stores in the net), nobody is kept out: every file is still written whole.
    """
    if isinstance(out, RemotePath):
        yield
        return
    make_hidden(out)
    try:
        file = (out / FOLDER / _NAME).open("ab")
    except OSError as error:
        raise OutputError(f"{out / FOLDER / _NAME}: cannot be written: {error.strerror or error}") from error
    with file:
        _lock(file, out)
        for stray in sorted(out.rglob(TEMPORARY)):
            take_away(stray)
        yield


def _lock(file: IO[bytes], out: Path) -> None:
    if os.name != "posix":
        return
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise OutputError(f"{out}: another run is writing there; wait for it, or choose another -o folder") from error
    except OSError:  # a disk without locks
        return
