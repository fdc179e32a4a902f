"""What a user knows of texts beside the texts: publication date, publisher, title, url, language, from CSV or JSONL.

Which value wins is settled here, once, and is the same for every field: **what the text prints wins, what is known wins
over what was only implied, and what nobody says stays unknown.** `docs/exports.md` has the table.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from asean_extract.errors import SourceError
from asean_extract.records import Date
from asean_extract.values.edtf import days

FIELDS = ("path", "published", "publisher", "title", "url", "language")
Won = Literal["printed", "metadata", "implied"]


class Metadata(BaseModel):
    """What is known of one text; `path` as in the record's `source.path`, `published` as ISO 8601 or EDTF."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    path: str = Field(min_length=1)
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unknown(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("published")
    @classmethod
    def _published_is_a_date(cls, value: str | None) -> str | None:
        if value is not None and not any(days(value)):
            raise ValueError(f"{value} is no date as 2024-11-10, 2024-11 or 2024")
        return value


def read_metadata(path: Path) -> Mapping[str, Metadata]:
    """The metadata by path of the text, from a `.jsonl` file, or from CSV with a head line; UTF-8, BOM or none.

    Raises SourceError with the line when it cannot be read, has a column or value that is none of ours, or names a text
    twice.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error
    found: dict[str, Metadata] = {}
    rows = _json_lines(path, content) if path.suffix.lower() in (".jsonl", ".ndjson") else _csv_lines(path, content)
    for line, row in rows:
        known = _checked(path, line, row)
        if known.path in found:
            raise SourceError(f"{path}: line {line}: {known.path} is there twice; keep the line that is right")
        found[known.path] = known
    return found


def unused(known: Mapping[str, Metadata], paths: Iterable[str]) -> tuple[str, ...]:
    """The paths of the metadata that are no text of the run, in their order: most likely misspelt."""
    there = set(paths)
    return tuple(path for path in known if path not in there)


def given_date(known: Metadata | None, printed: Date | None) -> str | None:
    """The publication date to extract with: none when the text prints a whole one, else the one that is known.

    `printed` is the document date as extracted without metadata; one that was inferred or has an open year gives way.
    """
    if known is None or known.published is None or decides(printed) == "printed":
        return None
    return known.published


def decides(published: Date | None) -> Won:
    """Whether a document date was printed whole, was only implied, or has to come from the metadata."""
    if published is None:
        return "metadata"
    return "printed" if published.basis == "explicit" and days(published.value)[0] is not None else "implied"


def filled(printed: str | None, known: str | None) -> tuple[str | None, Won | None]:
    """A word field (publisher, title): what is printed, else what is known, and which of the two it is."""
    if printed is not None:
        return printed, "printed"
    return known, "metadata" if known is not None else None


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


def _checked(path: Path, line: int, row: Mapping[str, Any]) -> Metadata:
    try:
        known = Metadata.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SourceError(
            f"{path}: line {line}: {where}: {first['msg']}; the fields are {', '.join(FIELDS)}"
        ) from error
    return known.model_copy(update={"path": PurePosixPath(known.path.replace("\\", "/")).as_posix()})
