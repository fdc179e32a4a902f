"""What a user knows of texts beside the texts, read from CSV or JSON Lines: a line for each text, by its path."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import Field, ValidationError

from asean_extract.errors import SourceError
from asean_extract.metadata import Metadata

FIELDS = ("path", *Metadata.model_fields)


class _Row(Metadata):
    path: str = Field(min_length=1)


def read_metadata(file: str | os.PathLike[str]) -> Mapping[str, Metadata]:
    """The metadata by path of the text (as in `source.path`), in the order of the lines.

    From a `.jsonl` or `.ndjson` file, or from CSV with a head line; UTF-8, BOM or none. Raises SourceError with the
    line when it cannot be read, has a column or value that is none of ours, or names a text twice.
    """
    path = Path(file)
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error
    found: dict[str, Metadata] = {}
    rows = _json_lines(path, content) if path.suffix.lower() in (".jsonl", ".ndjson") else _csv_lines(path, content)
    for line, row in rows:
        text, known = _checked(path, line, row)
        if text in found:
            raise SourceError(f"{path}: line {line}: {text} is there twice; keep the line that is right")
        found[text] = known
    return found


def unused(known: Mapping[str, Metadata], paths: Iterable[str]) -> tuple[str, ...]:
    """The paths of the metadata that are no text of the run, in their order: most likely misspelt."""
    there = set(paths)
    return tuple(path for path in known if path not in there)


def _json_lines(path: Path, content: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, words in enumerate(content.split("\n"), 1):
        if not words.strip():
            continue
        try:
            row = json.loads(words)
        except ValueError as error:
            raise SourceError(f"{path}: line {line}: is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise SourceError(f"{path}: line {line}: holds no object with {', '.join(FIELDS)}")
        yield line, row


def _csv_lines(path: Path, content: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(content, newline=""), strict=True)
    try:
        if reader.fieldnames is not None and "path" not in reader.fieldnames:
            raise SourceError(f"{path}: line 1: has no column `path`; the columns are {', '.join(FIELDS)}")
        for row in reader:
            if None in row:
                raise SourceError(f"{path}: line {reader.line_num}: has more cells than the head line")
            yield reader.line_num, row
    except csv.Error as error:
        raise SourceError(f"{path}: line {reader.line_num}: is not CSV: {error}") from error


def _checked(path: Path, line: int, row: Mapping[str, Any]) -> tuple[str, Metadata]:
    """The path of the text and what is known of it."""
    try:
        read = _Row.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        told = first["msg"].removeprefix("Value error, ")
        raise SourceError(f"{path}: line {line}: {where}: {told}; the fields are {', '.join(FIELDS)}") from error
    return PurePosixPath(read.path.replace("\\", "/")).as_posix(), Metadata(**read.model_dump(exclude={"path"}))
