"""Writes records: the same record gives the same bytes, and a file is there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress

from pydantic import BaseModel

from asean_extract.errors import OutputError
from asean_extract.files.remote import Place, RemotePath

#: What a file is called while it is written, the process in place of the star.
TEMPORARY = ".asean-extract-*.tmp"


def to_json(record: BaseModel) -> str:
    """The record as JSON text: fields in the order of the contract, two-space indent, final newline."""
    return record.model_dump_json(indent=2) + "\n"


def make_folder(folder: Place) -> None:
    """Makes the folder and those above it; raises OutputError when it cannot be. Elsewhere, writing makes it."""
    if isinstance(folder, RemotePath):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror or error}; choose another -o folder") from error


def write_whole(path: Place, text: str) -> None:
    """Writes a UTF-8 file, making its folder; a reader sees the old file or the new one, never a part of it.

    The text goes to a file beside it, to the disk, and only then to its name. Raises OutputError when that fails,
    and leaves no file of its own behind.
    """
    if isinstance(path, RemotePath):
        _send(path, text)
        return
    make_folder(path.parent)
    beside = path.with_name(TEMPORARY.replace("*", str(os.getpid())))
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def take_away(path: Place) -> None:
    """Removes a file that tells of something that is no longer so, if it is there and can be removed."""
    with suppress(OSError):
        path.unlink()


def _send(path: RemotePath, text: str) -> None:
    try:
        path.write_bytes(text.encode())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error}") from error
