"""DuckDB: the flat tables and views in one database file.

The rows go through JSON Lines beside the target, which DuckDB reads by itself in bulk and into the types of its tables.
References are not declared: DuckDB checks them row by row, and `sqlite` has them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from asean_extract.errors import OutputError
from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.exports.rows import rows
from asean_extract.exports.sql import VIEWS, create_table
from asean_extract.exports.tables import BY_NAME, TABLES
from asean_extract.files.targets import whole_file

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "decimal": "DECIMAL(38, 9)"}


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes the database anew; gives the rows of each table. Raises OutputError when DuckDB refuses."""
    with whole_file(target) as path, TemporaryDirectory(prefix=".asean-extract-", dir=target.parent) as folder:
        counts = _spill(records, Path(folder))
        try:
            with duckdb.connect(path) as connection:
                _load(connection, Path(folder), [name for name in BY_NAME if counts[name]])
        except duckdb.Error as error:
            raise OutputError(f"{target}: DuckDB refuses: {error}") from error
    return counts


def _spill(records: Records, folder: Path) -> Counts:
    """The rows of each table as JSON Lines; every value but a number, a truth and null as text."""
    counts: Counter[str] = Counter(dict.fromkeys(BY_NAME, 0))
    with ExitStack() as files:
        out = {name: files.enter_context(_path(folder, name).open("w", encoding="utf-8")) for name in BY_NAME}
        for file, record in records:
            for name, row in rows(file, record):
                out[name].write(json.dumps(row, default=str, ensure_ascii=False) + "\n")
                counts[name] += 1
    return counts


def _load(connection: duckdb.DuckDBPyConnection, folder: Path, filled: Iterable[str]) -> None:
    connection.execute("SET preserve_insertion_order = true")
    for table in TABLES:
        connection.execute(create_table(table, _TYPES, references=False))
    for name in filled:
        columns = {column: _TYPES[kind] for column, kind in BY_NAME[name].columns.items()}
        connection.execute(
            f"INSERT INTO {name} BY NAME SELECT * FROM "
            "read_json($path, format = 'newline_delimited', columns = $columns)",
            {"path": str(_path(folder, name)), "columns": columns},
        )
    for name, query in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.jsonl"
