"""Reads what runs wrote: an output folder, one file of it, or the folder as it stood at a git revision.

`read_output` and `read_records` give validated models, one file at a time. `read_plain` and `read_revision` give plain
JSON whose shape is checked but whose values are not: a review has to read gold files and the output of other versions
too.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from asean_extract.errors import OutputError, SourceError
from asean_extract.files.read import MANIFEST_NAME, SourceFile, read_source
from asean_extract.files.shape import Plain, plain_object, plain_record
from asean_extract.records import SourceRecord


@dataclass(frozen=True)
class OutputSet:
    """The output of one run as plain JSON: records by file name (sorted, `/` between folders), and its manifest."""

    label: str
    records: Mapping[str, Plain]
    manifest: Plain | None = None


def read_output(place: str | os.PathLike[str]) -> Iterator[SourceRecord]:
    """The records of an output folder or file, in the order of the files' names, one in memory at a time.

    The manifest, judgements and hidden files are passed over. Raises OutputError with the file's name, when it comes to
    a file that cannot be read or does not hold what records.py says.
    """
    return (record for _, record in read_records(Path(place)))


def read_records(place: Path) -> Iterator[tuple[str, SourceRecord]]:
    """The validated records of an output folder or file, by name, in sorted order, one in memory at a time.

    Raises OutputError with the file's name when a file cannot be read or does not hold what records.py says.
    """
    for name, path in _record_paths(place):
        try:
            yield name, SourceRecord.model_validate_json(_bytes(path))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            told = f"{where}: {first['msg']}" if where else first["msg"]
            raise OutputError(f"{name}: {told}; extract it again with this version, or take it out") from error


def read_plain(place: Path) -> OutputSet:
    """An output folder or one output file as plain JSON.

    Raises OutputError with the file's name when something is missing, is not JSON, or has not the shape of a record.
    """
    records = {name: plain_record(name, _bytes(path)) for name, path in _record_paths(place)}
    manifest = place / MANIFEST_NAME if place.is_dir() else place.parent / MANIFEST_NAME
    return OutputSet(str(place), records, plain_object(MANIFEST_NAME, _bytes(manifest)) if manifest.is_file() else None)


def read_one(path: Path) -> Plain:
    """One output file as plain JSON; raises OutputError when it is not one, a folder for instance."""
    if not path.is_file():
        raise OutputError(f"{path}: no such file; give one file of an output folder")
    return plain_record(path.name, _bytes(path))


def read_revision(folder: Path, revision: str) -> OutputSet:
    """The output folder as it stood at a git revision; read with git alone, the working tree is not touched.

    Raises OutputError when this is no git repository, the revision is unknown, or a file there is broken.
    """
    top = Path(_git(_nearest(folder), "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    commit = (
        _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    prefix = Path(os.path.relpath(folder.resolve(), top.resolve())).as_posix()
    blobs = _blobs(top, commit, prefix)
    files = dict(zip(blobs, _contents(top, list(blobs.values())), strict=True))
    manifest = files.pop(MANIFEST_NAME, None)
    records = {name: plain_record(f"{revision}:{name}", files[name]) for name in sorted(files)}
    return OutputSet(
        f"{revision}:{prefix}", records, plain_object(MANIFEST_NAME, manifest) if manifest is not None else None
    )


def read_object(path: Path) -> Plain:
    """The JSON object that a file holds; raises OutputError with its name when it holds none."""
    return plain_object(path.name, _bytes(path))


def source_text(texts: Path, record: Plain, *, strict: bool = True) -> str | None:
    """The decoded text that a record was read from, out of the folder of texts.

    Raises SourceError when the file is not there, or is no longer the one that the record was read from; without
    `strict` a file that is not there gives None and another one is taken as it is.
    """
    source = record.get("source") or {}
    name = source.get("path") or ""
    path = texts / name.replace("\0", "")
    if not name or not path.resolve().is_relative_to(texts.resolve()) or not path.is_file():
        if not strict:
            return None
        raise SourceError(f"{name or 'a record'}: no such text in {texts}; --texts takes the folder that was read")
    found = read_source(SourceFile(path, name))
    if strict and source.get("sha256") not in (None, found.source.sha256):
        raise SourceError(f"{name}: is no longer the text that the record was read from; extract it again")
    return found.text


def _record_paths(place: Path) -> list[tuple[str, Path]]:
    if place.is_file():
        return [(place.name, place)]
    if not place.is_dir():
        raise OutputError(f"{place}: no such file or folder; give an output folder or one of its *.json files")
    found = ((path.relative_to(place).as_posix(), path) for path in place.rglob("*.json"))
    return sorted((name, path) for name, path in found if _holds_record(name))


def _holds_record(name: str) -> bool:
    return name.endswith(".json") and name != MANIFEST_NAME and not any(p.startswith(".") for p in name.split("/"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}") from error


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first of its parents that exists: an output folder may have been deleted since."""
    return next(p for p in (folder.resolve(), *folder.resolve().parents) if p.is_dir())


def _blobs(top: Path, commit: str, prefix: str) -> dict[str, str]:
    """Blob ids by file name below the prefix, record files and the manifest only, in git's order."""
    listing = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, *([] if prefix == "." else ["--", prefix]))
    blobs: dict[str, str] = {}
    for entry in filter(None, listing.split(b"\0")):
        head, _, path = entry.partition(b"\t")
        full = path.decode("utf-8", "surrogateescape")
        name = full if prefix == "." else full.removeprefix(prefix).removeprefix("/") or Path(full).name
        if name == MANIFEST_NAME or _holds_record(name):
            blobs[name] = head.split()[2].decode()
    return blobs


def _contents(top: Path, ids: list[str]) -> list[bytes]:
    """The bytes of the blobs, in order, with one call of git for all of them."""
    if not ids:
        return []
    stream = _git(top, "cat-file", "--batch", stdin="".join(f"{i}\n" for i in ids).encode())
    contents, at = [], 0
    for _ in ids:
        head_end = stream.index(b"\n", at)
        size = int(stream[at:head_end].split()[2])
        contents.append(stream[head_end + 1 : head_end + 1 + size])
        at = head_end + size + 2
    return contents


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], input=stdin, capture_output=True, check=False)
    except OSError as error:
        raise OutputError(f"git cannot be run: {error.strerror}; --git needs it on the PATH") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or "no such revision"
        raise OutputError(f"git {arguments[0]} in {folder}: {said}; --git takes a branch, tag or commit")
    return done.stdout
