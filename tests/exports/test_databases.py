"""SQLite and DuckDB: read with the `sqlite3` module and shell and with DuckDB; updated in place; keys that hold."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest
from made_output import Made, two_files

from asean_extract.errors import OutputError
from asean_extract.exports.registry import export
from asean_extract.exports.tables import BY_NAME

pytest.importorskip("sqlite_utils")


def ask(path, query, *values):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def test_sqlite_has_as_many_rows_as_were_counted(exported):
    path, counts = exported("sqlite")
    assert counts.pop("pointers that lead nowhere") == 0
    assert len(counts) == len(BY_NAME) == 15
    for name, number in counts.items():
        assert ask(path, f"SELECT count(*) FROM {name}") == [(number,)]
    assert counts["events"] == 5
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 shell is not installed")
def test_sqlite_is_read_by_the_shell(exported):
    path, _ = exported("sqlite")
    query = "SELECT name, date_first, participants FROM event_list WHERE type = 'summit'"
    done = subprocess.run(["sqlite3", path, query], capture_output=True, text=True, check=True)
    assert done.stdout == "3rd Fjord Summit|2021-03-02|Chile; Oslo; Fjord Council\n"


def test_sqlite_adds_up_sums(exported):
    path, _ = exported("sqlite")
    assert ask(path, "SELECT payer, sum(amount) FROM commitment_list GROUP BY payer") == [("Norway", 5500000.5)]


def test_sqlite_finds_words_of_the_evidence(exported):
    path, _ = exported("sqlite")
    query = "SELECT record_kind FROM evidence WHERE rowid IN (SELECT rowid FROM evidence_fts WHERE text MATCH 'snowed')"
    assert ask(path, query) == [("event",)]


def test_sqlite_uses_its_indexes(exported):
    path, _ = exported("sqlite")
    (row,) = ask(path, "EXPLAIN QUERY PLAN SELECT * FROM events WHERE date_first > '2020-01-01'")
    assert "idx_events_date_first" in row[-1]


def test_sqlite_is_updated_in_place(tmp_path):
    target, (lake, fjord) = tmp_path / "x.db", two_files()
    export([lake, fjord], "sqlite", target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("CREATE TABLE mine (note TEXT)")
        connection.execute("INSERT INTO mine VALUES ('kept')")
    other = Made("north/fjord.txt")
    other.event("Storm talks", "2022-01-01", "conference", sentence="They spoke of hail.")
    export([("north/fjord.json", other.record())], "sqlite", target)
    assert ask(target, "SELECT file, name FROM events") == [("north/fjord.json", "Storm talks")]
    assert ask(target, "SELECT file FROM sources") == [("north/fjord.json",)]
    assert [ask(target, f"SELECT count(*) FROM {name}") for name in ("commitments", "event_participants")] == [
        [(0,)]
    ] * 2
    assert ask(target, "SELECT count(*) FROM evidence_fts WHERE evidence_fts MATCH 'snowed'") == [(0,)]
    assert ask(target, "SELECT count(*) FROM evidence_fts WHERE evidence_fts MATCH 'hail'") == [(1,)]
    assert ask(target, "SELECT note FROM mine") == [("kept",)]


def test_sqlite_that_fails_leaves_what_was_there(tmp_path):
    target = tmp_path / "x.db"
    export(two_files(), "sqlite", target)
    before = target.read_bytes()
    double = Made("double.txt")
    double.events = [double.event("Talks", "2022-01-01")] * 2
    with pytest.raises(OutputError, match=r"events double\.json, evt-\w+: is there twice"):
        export([("double.json", double.record())], "sqlite", target)
    assert ask(target, "SELECT count(*) FROM events") == [(5,)]
    assert len(before) == target.stat().st_size


def test_sqlite_makes_a_pointer_that_leads_nowhere_null_and_counts_it(tmp_path):
    astray = Made("astray.txt")
    who = [(astray.entity("cty-no", "Norway"), "chair", "Minister", "cty-xx"), "cty-yy"]
    astray.event("Talks", "2022-01-01", who=who, initiatives=["ini-nowhere"])
    counts = export([("astray.json", astray.record())], "sqlite", tmp_path / "x.db")
    assert counts["pointers that lead nowhere"] == 3
    found = ask(tmp_path / "x.db", "SELECT entity, title, affiliation FROM event_participants ORDER BY position")
    assert found == [("cty-no", "Minister", None), (None, None, None)]


@pytest.mark.parametrize("content", [b"not a database, but long enough to look like one" * 30, None])
def test_sqlite_refuses_what_it_has_not_made(tmp_path, content):
    target = tmp_path / "x.db"
    if content is None:
        with closing(sqlite3.connect(target)) as connection, connection:
            connection.execute("CREATE TABLE events (a)")
    else:
        target.write_bytes(content)
    before = target.read_bytes()
    with pytest.raises(OutputError, match=r"x\.db"):
        export(two_files(), "sqlite", target)
    assert target.read_bytes() == before


def test_sqlite_takes_words_as_words(tmp_path):
    made = Made("robert.txt")
    made.event("x'); DROP TABLE events; --", "2022-01-01", sentence="\"quoted\", 'single', ?1 :name")
    export([("robert.json", made.record())], "sqlite", tmp_path / "x.db")
    assert ask(tmp_path / "x.db", "SELECT name FROM events") == [("x'); DROP TABLE events; --",)]


def test_duckdb_has_as_many_rows_as_were_counted(exported):
    duckdb = pytest.importorskip("duckdb")
    path, counts = exported("duckdb")
    assert counts["events"] == 5
    with duckdb.connect(path, read_only=True) as connection:
        for name, number in counts.items():
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (number,)


def test_duckdb_has_types_and_views(exported):
    duckdb = pytest.importorskip("duckdb")
    path, _ = exported("duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute(
            "SELECT year(date_first), participants FROM event_list ORDER BY date_first"
        ).fetchone()
        assert connection.execute("SELECT sum(amount)::VARCHAR, any_value(payer) FROM commitment_list").fetchone() == (
            "5500000.500000000",
            "Norway",
        )
        assert connection.execute("SELECT files, first_mention FROM initiative_list").fetchall()[0][0] == 2
        assert len(connection.execute("SELECT * FROM participation_list").fetchall()) == 9
