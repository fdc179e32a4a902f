"""The folders of files: JSON Lines, CSV and Parquet, read with DuckDB, polars and Python's own modules."""

from __future__ import annotations

import csv
import datetime
import json
from decimal import Decimal

import pytest
from made_output import two_files

from asean_extract.errors import OutputError
from asean_extract.exports.csv import cell
from asean_extract.exports.rows import rows
from asean_extract.exports.tables import BY_NAME

COUNTS = {
    "sources": 2, "blocks": 2, "articles": 2, "entities": 6, "dates": 5, "initiatives": 2, "events": 5,
    "commitments": 2, "figures": 1,
}  # fmt: skip


def test_rows_have_the_columns_of_their_table():
    made = [pair for file, record in two_files() for pair in rows(file, record)]
    assert len(made) == 49
    for name, row in made:
        assert row.keys() == BY_NAME[name].columns.keys(), name


def test_rows_of_an_open_date_have_no_days_and_keep_the_value():
    events = [row for file, record in two_files() for name, row in rows(file, record) if name == "events"]
    days = {row["date"]: (row["date_first"], row["date_last"]) for row in events}
    assert days["XXXX-09-09"] == (None, None)
    assert days["2021-03"] == (datetime.date(2021, 3, 1), datetime.date(2021, 3, 31))


def test_rows_of_an_article_tell_where_its_fields_come_from():
    (lake, fjord) = [row for file, record in two_files() for name, row in rows(file, record) if name == "articles"]
    assert (fjord["url"], fjord["publisher_from"], fjord["published_from"]) == (
        "https://fjord.example/talks", "metadata", "printed",
    )  # fmt: skip
    assert (lake["url"], lake["publisher_from"], lake["published_from"]) == (None, None, None)


def test_jsonl_has_a_record_a_line_and_a_file_a_kind(exported):
    folder, counts = exported("jsonl")
    assert counts == COUNTS
    for kind, number in COUNTS.items():
        lines = (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len([json.loads(line) for line in lines]) == number
    event = json.loads((folder / "events.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert (event["file"], event["article"]) == ("north/fjord.json", "fjord#1")
    assert event["participants"][0] == {"entity": "cty-cl", "role": "chair", "title": None, "affiliation": None}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("=1+1", "'=1+1"), ("+49 1", "'+49 1"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
        ("\r=1", "'\r=1"), ("  =1", "'  =1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("1 - 2", "1 - 2"), ("", ""),
    ],
)  # fmt: skip
def test_cell_of_text_is_no_formula(words, shown):
    assert cell(words, "text") == shown


def test_cell_of_a_number_stays_a_number():
    assert cell(Decimal("-1500000.50"), "decimal") == "-1500000.50"
    assert cell(Decimal("4E+6"), "decimal") == "4000000"
    assert cell(None, "decimal") == ""
    assert cell(False, "boolean") == "false"


def test_csv_is_read_back_whole(exported):
    folder, counts = exported("csv")
    assert len(counts) == len(BY_NAME)
    for name, number in counts.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert len(found) == number, name
        assert not found or list(found[0]) == list(BY_NAME[name].columns)
    assert [counts[name] for name in COUNTS] == list(COUNTS.values())


def test_csv_is_read_back_by_duckdb(exported):
    duckdb = pytest.importorskip("duckdb")
    folder, counts = exported("csv")
    for name in counts:
        (found,) = duckdb.execute(
            "SELECT count(*) FROM read_csv($path, header = true, all_varchar = true)",
            {"path": str(folder / f"{name}.csv")},
        ).fetchone()
        assert found == counts[name], name


@pytest.mark.parametrize(("bom", "start"), [(True, b"\xef\xbb\xbffile,"), (False, b"file,")])
def test_csv_begins_with_a_byte_order_mark_when_asked(exported, bom, start):
    folder, _ = exported("csv", bom=bom)
    assert (folder / "events.csv").read_bytes().startswith(start)


def test_parquet_is_read_back_by_duckdb_and_polars(exported):
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    folder, counts = exported("parquet")
    assert counts == COUNTS
    for kind, number in counts.items():
        path = folder / f"{kind}.parquet"
        assert duckdb.execute("SELECT count(*) FROM read_parquet($p)", {"p": str(path)}).fetchone() == (number,)
        assert polars.read_parquet(path).height == number


def test_parquet_has_days_decimals_and_lists(exported):
    duckdb = pytest.importorskip("duckdb")
    folder, _ = exported("parquet")
    found = duckdb.execute(
        "SELECT date.value, date.first, date.last, len(participants), participants[1].entity FROM read_parquet($p)",
        {"p": str(folder / "events.parquet")},
    ).fetchall()
    march = datetime.date(2021, 3, 2)
    assert found[1] == ("2021-03-02/2021-03-03", march, datetime.date(2021, 3, 3), 3, "cty-cl")
    assert found[3][:3] == ("XXXX-09-09", None, None)
    (total,) = duckdb.execute(
        "SELECT sum(amount) FROM read_parquet($p)", {"p": str(folder / "commitments.parquet")}
    ).fetchone()
    assert total == Decimal("5500000.5")


def test_parquet_refuses_an_amount_that_would_be_cut():
    pytest.importorskip("pyarrow")
    from asean_extract.exports.parquet import typed

    with pytest.raises(OutputError, match="38 digits"):
        typed({"amount": "0.0000000001"})
    assert typed({"amount": "9" * 29})["amount"] == Decimal("9" * 29)
