"""Finds the source files of a run and reads them: what is on disk becomes decoded text and where it came from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from asean_extract.errors import LimitError, SourceError
from asean_extract.files.remote import Place, RemotePath
from asean_extract.limits import NO_LIMITS, Limits

if TYPE_CHECKING:
    from asean_extract.records import Source

SUFFIX = ".txt"
#: What a run writes about itself at the top of its output, where no record may stand.
MANIFEST_NAME = "manifest.json"
#: What a reviewer says of the records, at the top of an output.
JUDGEMENTS_NAME = "judgements.jsonl"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file to read: where it is, and its path relative to its input root, with `/` on every system.

    The root of a file that is named itself is the folder that it is in. Bytes of a file name that are not
    UTF-8 stand in `name` as `\\xNN`.
    """

    path: Place
    name: str

    @property
    def output(self) -> PurePosixPath:
        """Where its record goes, relative to the output folder: `a/x.txt` gives `a/x.json`."""
        return PurePosixPath(self.name).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The decoded text of a file, line ends untouched, and the `source` of its record."""

    text: str
    source: Source


def find_sources(inputs: Sequence[Place], out: Place | None = None) -> tuple[SourceFile, ...]:
    """The text files that the inputs name, sorted by `name`, each once.

    A file is taken whatever it is called; a folder gives its `*.txt` files at any depth, but for hidden files and
    folders, and but for `out`, when that lies in it. A linked folder is entered once, so that a loop of links ends.

    Raises SourceError when an input does not exist, when a folder cannot be listed, or when two files would write
    the same output, or one that of the manifest.
    """
    found: dict[str, SourceFile] = {}
    for given in inputs:
        for file in _remote_files(given, out) if isinstance(given, RemotePath) else _local_files(given, out):
            _add(found, file)
    return tuple(sorted(found.values(), key=lambda f: f.name))


def read_source(file: SourceFile, limits: Limits = NO_LIMITS) -> SourceText:
    """Reads and decodes one file.

    Raises SourceError, naming the file, when it cannot be read or decoded, and LimitError when it is longer than it may
    be; of a file that is longer in any encoding no more is read than shows it.
    """
    from asean_extract.records import Source  # a run that finds files, and has nothing to read, loads neither
    from asean_extract.text.decode import decode

    if file.path.exists() and not file.path.is_file():
        raise SourceError(f"{file.name}: not a regular file")
    try:
        with file.path.open("rb") as opened:
            raw = opened.read() if limits.bytes is None else opened.read(limits.bytes + 1)
    except OSError as error:
        raise SourceError(f"{file.name}: cannot be read: {error.strerror or error}") from error
    if limits.bytes is not None and len(raw) > limits.bytes:
        raise LimitError(f"{file.name}: {limits.too_long(f'has more than {limits.bytes:,} bytes')}")
    try:
        decoded = decode(raw)
    except SourceError as error:
        raise SourceError(f"{file.name}: {error}") from error
    digest = hashlib.sha256(raw).hexdigest()
    return SourceText(
        decoded.text,
        Source(path=file.name, sha256=digest, encoding=decoded.encoding, length=len(decoded.text)),
    )


def _local_files(given: Path, out: Place | None) -> Iterator[SourceFile]:
    """The files of one input, their names relative to it, or to the folder that it is in."""
    if given.is_dir():
        for path in _walk(given, out if isinstance(out, Path) else None):
            yield SourceFile(path, _name(path.relative_to(given)))
    elif os.path.lexists(given):
        yield SourceFile(given, _name(Path(given.name)))
    else:
        raise SourceError(f"{given}: no such file or folder")


def _remote_files(given: RemotePath, out: Place | None) -> Iterator[SourceFile]:
    """The same for what lies elsewhere."""
    try:
        if given.is_file():
            yield SourceFile(given, PurePosixPath(str(given)).name)
            return
        if not given.is_dir():
            raise SourceError(f"{given}: no such file or folder")
        for name in given.below():
            inside = isinstance(out, RemotePath) and f"{given}/{name}".startswith(f"{out}/") and out != given
            if name.lower().endswith(SUFFIX) and not inside and not any(p.startswith(".") for p in name.split("/")):
                yield SourceFile(given / name, name)
    except OSError as error:
        raise SourceError(f"{given}: cannot be listed: {error}") from error


def _walk(root: Path, out: Path | None) -> Iterator[Path]:
    entered = {os.path.realpath(folder) for folder in (root, out) if folder is not None}
    for folder, below, names in os.walk(root, followlinks=True, onerror=_refuse_folder):
        here = Path(folder)
        below[:] = [name for name in sorted(below) if not name.startswith(".") and _enter(here / name, entered)]
        for name in sorted(names):
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield here / name


def _enter(folder: Path, entered: set[str]) -> bool:
    """Whether the folder is met for the first time."""
    place = os.path.realpath(folder)
    if place in entered:
        return False
    entered.add(place)
    return True


def _refuse_folder(error: OSError) -> None:
    raise SourceError(f"{error.filename}: cannot be listed: {error.strerror or error}") from error


def _add(found: dict[str, SourceFile], file: SourceFile) -> None:
    """Adds a file under its output's name, which nobody else may have."""
    if str(file.output) == MANIFEST_NAME:
        raise SourceError(
            f"{file.path} would be written to {MANIFEST_NAME}, where the run tells of itself; "
            "rename it, or give the folder above as the input"
        )
    other = found.setdefault(str(file.output), file)
    if _real(other.path) != _real(file.path):
        raise SourceError(
            f"{other.path} and {file.path} would both be written to {file.output}; "
            "rename one, or give the folder above both as the input"
        )


def _real(path: Place) -> object:
    """What two names of one file have in common."""
    return path if isinstance(path, RemotePath) else os.path.realpath(path)  # Path.resolve fails in a loop of links


def _name(relative: Path) -> str:
    return os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")
