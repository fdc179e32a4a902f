"""What earlier runs left in an output folder, and from what: a line for each file.

It lies in a hidden folder of the output, which tells git to pass it over. A line is added as soon as a file is done, so
that a run which is interrupted can be gone on with; a run that ends puts the lines in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from asean_extract.errors import OutputError
from asean_extract.files.remote import Place
from asean_extract.files.write import make_folder, write_whole

FOLDER = ".asean-extract"
NAME = "done.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was done: `key` stands for what its record was made from and with, `written` is the SHA-256 of the
    record's file. The rest is what a run tells of it.
    """

    name: str
    key: str
    written: str
    counts: Mapping[str, int]
    set_aside: float
    warnings: tuple[str, ...]
    lapsed: tuple[str, ...]


class Ledger:
    """The entries of an output folder, by the name of the source file.

    `made` is what the manifest of the last run that ended says of versions and patterns, and `reading` the fingerprint
    of what that run read with. What cannot be read is passed over: the files are then read again. For an output that
    lies elsewhere none is kept: to ask after every record there takes longer than it saves.
    """

    def __init__(self, out: Place) -> None:
        self._path = out / FOLDER / NAME if isinstance(out, Path) else None
        self._changed = False
        self.entries: dict[str, Entry] = {}
        self.reading: str | None = None
        self.made: Mapping[str, Any] = {}
        for row in _rows(self._path) if self._path else ():
            self._take(row)

    def add(self, entry: Entry) -> None:
        """Notes that a file is done; raises OutputError when that cannot be written."""
        self.entries[entry.name] = entry
        self._append(_line(asdict(entry)))

    def remove(self, name: str) -> None:
        """Forgets a file: nothing good stands for it."""
        if self.entries.pop(name, None):
            self._append(_line({"name": name}))

    def end(self, reading: str, made: Mapping[str, Any]) -> None:
        """Puts the lines in order, with what the run was made with above them; raises OutputError when it cannot."""
        if self._path and (self._changed or (reading, made) != (self.reading, self.made)):
            lines = (_line(asdict(self.entries[name])) for name in sorted(self.entries))
            self._open(self._path)
            write_whole(self._path, "".join([_line({"reading": reading, "made": made}), *lines]))

    def _take(self, row: Mapping[str, Any]) -> None:
        try:
            if "made" in row:
                self.reading, self.made = row["reading"], row["made"]
            elif len(row) == 1:
                self.entries.pop(row["name"], None)
            else:
                entry = Entry(**{**row, "warnings": tuple(row["warnings"]), "lapsed": tuple(row["lapsed"])})
                self.entries[entry.name] = entry
        except (KeyError, TypeError):  # written by another version, or by another hand
            return

    def _append(self, line: str) -> None:
        if self._path:
            self._open(self._path)
            _write_on(self._path, line)

    def _open(self, path: Path) -> None:
        """Makes the folder, before the first line of a run."""
        if not self._changed:
            make_hidden(path.parents[1])
            _write_on(path, "\n")  # the last line of a run that was killed may lack its end
            self._changed = True


def _write_on(path: Path, line: str) -> None:
    try:
        with path.open("ab", buffering=0) as file:
            file.write(line.encode())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def make_hidden(out: Path) -> None:
    """Makes the hidden folder of an output folder, which git passes over; raises OutputError when it cannot."""
    make_folder(out / FOLDER)
    if not (out / FOLDER / ".gitignore").exists():
        write_whole(out / FOLDER / ".gitignore", "*\n")


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of the file as far as they can be read: the last line of a run that was killed may be cut short."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        try:
            row = json.loads(line) if line else None
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row
