"""Places that an export writes to: a file or a folder of files, there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from asean_extract.errors import OutputError
from asean_extract.files.write import make_folder


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path beside the target to write to; it takes the target's name when all went well, else it is gone.

    Raises OutputError when the disk refuses.
    """
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; -o takes the name of a file for this format")
    make_folder(target.parent)
    beside = _beside(target)
    try:
        yield beside
        beside.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target to write files to; each takes its place in the target when all went well.

    Other files of the target stay. Raises OutputError when the disk refuses.
    """
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target}: is a file; -o takes the name of a folder for this format")
    make_folder(target)
    beside = _beside(target)
    try:
        beside.mkdir()
        yield beside
        for path in sorted(beside.iterdir()):
            path.replace(target / path.name)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def keep_out(target: Path, output: Path) -> None:
    """Refuses a target inside the output folder, where it would be taken for a record; raises OutputError."""
    folder = output if output.is_dir() else output.parent
    inside = output.is_dir() and target.resolve().is_relative_to(folder.resolve())
    if inside or target.resolve() == output.resolve():
        raise OutputError(f"{target}: lies in {output}, which holds the records; choose a place outside it with -o")


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.tmp")
