"""SQLite: the flat tables with keys, references and indexes, views by name, and full text search over the evidence.

A second export to the same database brings it up to date in one transaction: rows of an output file that is gone go,
all others are written anew. What else a user has put into the database stays.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlite_utils import Database

from asean_extract.errors import OutputError
from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.exports.rows import Row, rows
from asean_extract.exports.sql import VIEWS, create_index, create_table, quoted
from asean_extract.exports.tables import BY_NAME, TABLES, Reference, Table
from asean_extract.files.targets import whole_file

#: Marks a database as one of ours (`PRAGMA application_id`), and tells the layout of its tables (`user_version`).
APPLICATION, LAYOUT = 0x41534541, 2
#: Pointers of a record to what its file does not hold; a fault of the extraction, which must not stop the export.
ASTRAY = "pointers that lead nowhere"
_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "decimal": "NUMERIC"}


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes or updates the database; gives the rows of each table.

    Raises OutputError when the target is another kind of file, or an id is there twice.
    """
    try:
        if target.is_file() and target.stat().st_size:
            return _update(target, records)
        with whole_file(target) as path:
            return _make(path, records)
    except sqlite3.Error as error:
        raise OutputError(f"{target}: cannot be written as a SQLite database: {error}") from error


def _make(path: Path, records: Records) -> Counts:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _create(connection)
        return _fill(connection, records)


def _update(path: Path, records: Records) -> Counts:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _check(connection, path)
        return _fill(connection, records)


def _fill(connection: sqlite3.Connection, records: Records) -> Counts:
    """All in one transaction, which is undone when anything fails."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("CREATE TEMP TABLE seen (file TEXT PRIMARY KEY)")
    connection.execute("BEGIN IMMEDIATE")
    try:
        counts = _put(connection, records)
        connection.execute("DELETE FROM sources WHERE file NOT IN (SELECT file FROM seen)")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return counts


def _put(connection: sqlite3.Connection, records: Records) -> Counts:
    counts: Counter[str] = Counter({**dict.fromkeys(BY_NAME, 0), ASTRAY: 0})
    for file, record in records:
        connection.execute("INSERT INTO seen VALUES (?)", (file,))
        connection.execute("DELETE FROM sources WHERE file = ?", (file,))
        for name, row in rows(file, record):
            counts[ASTRAY] += _insert(connection, BY_NAME[name], row)
            counts[name] += 1
    return counts


def _insert(connection: sqlite3.Connection, table: Table, row: Row) -> int:
    """Puts in a row; gives how many of its pointers led nowhere, and are null there."""
    try:
        connection.execute(_INSERT[table.name], [_stored(row[column]) for column in table.columns])
    except sqlite3.IntegrityError as error:
        astray = {r.columns[-1]: None for r in table.references if not _leads(connection, r, row)}
        if not astray:
            key = ", ".join(str(row[column]) for column in table.key)
            raise OutputError(f"{table.name} {key}: is there twice ({error}); extract that file again") from error
        return len(astray) + _insert(connection, table, {**row, **astray})
    return 0


def _leads(connection: sqlite3.Connection, reference: Reference, row: Row) -> bool:
    """Whether a pointer is null or leads to a row that is there."""
    values = [row[column] for column in reference.columns]
    wanted = " AND ".join(f"{quoted(column)} = ?" for column in reference.to)
    query = f"SELECT 1 FROM {reference.table} WHERE {wanted}"
    return None in values or connection.execute(query, values).fetchone() is not None


_INSERT = {
    table.name: f"INSERT INTO {table.name} ({', '.join(map(quoted, table.columns))}) "
    f"VALUES ({', '.join('?' * len(table.columns))})"
    for table in TABLES
}


def _stored(value: object) -> object:
    """A value as SQLite keeps it: a day as ISO 8601 text, a decimal as text that NUMERIC turns into a number."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _check(connection: sqlite3.Connection, target: Path) -> None:
    """Refuses what is no database of ours, or one of another layout."""
    try:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    except sqlite3.DatabaseError as error:
        raise OutputError(f"{target}: is no SQLite database ({error}); choose another -o, or move it away") from error
    if found != [APPLICATION, LAYOUT]:
        raise OutputError(f"{target}: was not made by this version of `export --to sqlite`; choose another -o")


def _create(connection: sqlite3.Connection) -> None:
    for table in TABLES:
        connection.execute(create_table(table, _TYPES, cascade=True))
        for columns in table.indexes:
            connection.execute(create_index(table, columns))
    for name, query in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")
    Database(connection).table("evidence").enable_fts(
        ["text"], create_triggers=True, tokenize="unicode61 remove_diacritics 2"
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")
