"""What a merge cannot hold in memory, in a SQLite database of its own that is gone with it."""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from asean_extract.merging.clusters import Row, blocks
from asean_extract.merging.telling import Telling

_TABLES = """
    CREATE TABLE telling (n INTEGER PRIMARY KEY, content BLOB);
    CREATE TABLE block (key TEXT, place TEXT, n INTEGER);
    CREATE TABLE item (kind TEXT, key TEXT, place TEXT, n INTEGER PRIMARY KEY, content TEXT);
    CREATE TABLE step (initiative TEXT, day TEXT, happening TEXT, content TEXT);
"""
_INDEXES = """
    CREATE INDEX by_block ON block (key, place, n);
    CREATE INDEX by_key ON item (kind, key, place, n);
"""
_BLOCKS = """
    SELECT block.key, block.n, content FROM block JOIN telling ON telling.n = block.n
    WHERE key IN (SELECT key FROM block GROUP BY key HAVING count(*) > 1)
    ORDER BY block.key, place, block.n
"""


class Spill:
    """Tellings by number, and items of a kind grouped by key, in sorted order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.tellings = 0
        connection.executescript(f"PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; {_TABLES} BEGIN;")

    def put_telling(self, telling: Telling) -> None:
        """Keeps a telling under the next number. (Pickled: nobody else reads or writes this database.)"""
        n = self.tellings
        self.tellings += 1
        self._connection.execute("INSERT INTO telling VALUES (?, ?)", (n, pickle.dumps(telling)))
        self._connection.executemany("INSERT INTO block VALUES (?, ?, ?)", ((*place, n) for place in blocks(telling)))

    def put(self, kind: str, key: str, place: str, content: dict[str, Any]) -> None:
        """Keeps an item; those of one key come back together, in the order of place and of putting."""
        values = (kind, key, place, json.dumps(content, ensure_ascii=False))
        self._connection.execute("INSERT INTO item (kind, key, place, content) VALUES (?, ?, ?, ?)", values)

    def index(self) -> None:
        """To be called between putting and getting."""
        self._connection.executescript(f"{_INDEXES} BEGIN;")

    def telling(self, n: int) -> Telling:
        """A telling by its number."""
        (content,) = self._connection.execute("SELECT content FROM telling WHERE n = ?", (n,)).fetchone()
        found: Telling = pickle.loads(content)
        return found

    def rows(self) -> Iterator[Row]:
        """The tellings of every block that has several, block by block."""
        for key, n, content in self._connection.execute(_BLOCKS):
            yield key, n, pickle.loads(content)

    def groups(self, kind: str) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
        """The items of a kind, key by key."""
        query = "SELECT key, content FROM item WHERE kind = ? ORDER BY key, place, n"
        for key, rows in groupby(self._connection.execute(query, (kind,)), key=lambda row: row[0]):
            yield key, (json.loads(row[1]) for row in rows)

    def of(self, kind: str, key: str) -> Iterator[dict[str, Any]]:
        """The items of a kind under one key."""
        query = "SELECT content FROM item WHERE kind = ? AND key = ? ORDER BY place, n"
        for (content,) in self._connection.execute(query, (kind, key)):
            yield json.loads(content)


@contextmanager
def spilled(beside: Path) -> Iterator[Spill]:
    """A spill on the disk of the folder `beside`, gone when the block ends."""
    with TemporaryDirectory(prefix=".asean-extract-", dir=beside) as folder:
        connection = sqlite3.connect(Path(folder) / "merge.db", isolation_level=None)
        try:
            yield Spill(connection)
        finally:
            connection.close()
