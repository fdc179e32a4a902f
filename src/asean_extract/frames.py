"""Records as data frames: the flat tables of the exports, for pandas or polars."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from asean_extract.errors import OutputError
from asean_extract.exports.rows import rows
from asean_extract.exports.tables import TABLES, Table
from asean_extract.files.output import read_records
from asean_extract.records import SourceRecord

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # its stubs are a package of their own
    import polars

Records = str | os.PathLike[str] | Iterable[SourceRecord | tuple[str, SourceRecord]]


@overload
def to_frames(records: Records, library: Literal["pandas"] = "pandas") -> dict[str, pandas.DataFrame]: ...
@overload
def to_frames(records: Records, library: Literal["polars"]) -> dict[str, polars.DataFrame]: ...
def to_frames(
    records: Records, library: Literal["pandas", "polars"] = "pandas"
) -> dict[str, pandas.DataFrame] | dict[str, polars.DataFrame]:
    """A frame for each table: `events`, `event_participants`, `commitments` and so on, as `export --to csv` has them.

    `records` is an output folder or file, or records by themselves, as of `read_output` or an extractor. The column
    `file` is the name of the output file, for a record by itself the path of its source. Days are dates, amounts
    decimals (in pandas objects), what is not known null. Everything is in memory. Raises OutputError when the library
    is not installed, or the output cannot be read.
    """
    if library not in ("pandas", "polars"):
        raise OutputError(f"{library}: to_frames takes pandas or polars")
    try:
        frames = import_module(library)
    except ImportError as error:
        raise OutputError(
            f"to_frames needs {library} ({error}); install it with `pip install 'asean-extract[frames]'`"
        ) from error
    columns: dict[str, dict[str, list[object]]] = {t.name: {name: [] for name in t.columns} for t in TABLES}
    for given in read_records(Path(records)) if isinstance(records, (str, os.PathLike)) else records:
        file, record = given if isinstance(given, tuple) else (given.source.path, given)
        for table, row in rows(file, record):
            for name, held in columns[table].items():
                held.append(row[name])
    if library == "polars":
        return {t.name: frames.DataFrame(columns[t.name], schema=_polars(t)) for t in TABLES}
    return {t.name: frames.DataFrame(columns[t.name]).astype(_pandas(t)) for t in TABLES}


def _polars(table: Table) -> dict[str, object]:
    import polars

    types = {
        "text": polars.String(), "integer": polars.Int64(), "boolean": polars.Boolean(), "date": polars.Date(),
        "decimal": polars.Decimal(38, 9),
    }  # fmt: skip
    return {name: types[kind] for name, kind in table.columns.items()}


def _pandas(table: Table) -> dict[str, str]:
    """Nullable types, days as timestamps that take any year of the records; decimals stay Python's own."""
    types = {
        "text": "string", "integer": "Int64", "boolean": "boolean", "date": "datetime64[s]", "decimal": "object",
    }  # fmt: skip
    return {name: types[kind] for name, kind in table.columns.items()}
