"""Every format read back by a program that is not ours, with the counts that the export told.

ASEAN_EXTRACT_OUTPUT may name an output folder of a real run, which is then read back too.
"""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from made_output import two_files

from asean_extract.exports.registry import FORMATS, export
from asean_extract.files.output import read_records

csv.field_size_limit(10_000_000)


def jsonl(folder: Path) -> dict[str, int]:
    polars = pytest.importorskip("polars")
    paths = sorted(folder.glob("*.jsonl"))
    return {p.stem: polars.read_ndjson(p, infer_schema_length=None).height if p.stat().st_size else 0 for p in paths}


def csv_files(folder: Path) -> dict[str, int]:
    polars = pytest.importorskip("polars")
    return {p.stem: polars.read_csv(p, infer_schema=False).height for p in sorted(folder.glob("*.csv"))}


def parquet(folder: Path) -> dict[str, int]:
    duckdb = pytest.importorskip("duckdb")
    query = "SELECT count(*) FROM read_parquet($path)"
    return {p.stem: duckdb.execute(query, {"path": str(p)}).fetchone()[0] for p in sorted(folder.glob("*.parquet"))}


def sqlite(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return tables(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")


def duckdb(path: Path) -> dict[str, int]:
    with pytest.importorskip("duckdb").connect(path, read_only=True) as connection:
        return tables(connection, "SELECT table_name FROM duckdb_tables()")


def tables(connection, query: str) -> dict[str, int]:
    names = [name for (name,) in connection.execute(query).fetchall()]
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def ics(path: Path) -> dict[str, int]:
    calendar = pytest.importorskip("icalendar").Calendar.from_ical(path.read_bytes())
    entries = calendar.walk("VEVENT")
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    return {"events": len(entries)}


def jsonld(path: Path) -> dict[str, int]:
    processor = pytest.importorskip("pyld").jsonld
    nodes = processor.expand(json.loads(path.read_text(encoding="utf-8")))
    kinds = Counter(node["@type"][0].rpartition("/")[2] for node in nodes)
    money = ("MonetaryGrant", "LoanOrCredit", "InvestmentOrDeposit")
    works = ("CreativeWork", "Project")
    counts = {"events": kinds["Event"], "articles": kinds["Article"]}
    counts |= {"commitments": sum(kinds[k] for k in money), "initiatives": sum(kinds[k] for k in works)}
    return {**counts, "entities": len(nodes) - sum(counts.values())}


def plover(path: Path) -> dict[str, int]:
    return {"events": pytest.importorskip("polars").read_csv(path, separator="\t", infer_schema=False).height}


def ftm(folder: Path) -> dict[str, int]:
    model = pytest.importorskip("followthemoney").model
    from followthemoney.statement import CSV, read_path_statements

    kinds: Counter[str] = Counter()
    for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").split("\n"):
        if line:
            plain = json.loads(line)
            model.get(plain["schema"]).validate(plain)
            kinds[model.get_proxy(plain).schema.name] += 1
    counts = {
        "events": kinds["Event"], "articles": kinds["Article"], "commitments": kinds["Payment"],
        "initiatives": kinds["Project"],
    }  # fmt: skip
    statements = sum(1 for _ in read_path_statements(folder / "statements.csv", CSV))
    return {**counts, "entities": kinds.total() - sum(counts.values()), "statements": statements}


def graphml(folder: Path) -> dict[str, int]:
    networkx = pytest.importorskip("networkx")
    met, paid = (networkx.read_graphml(folder / f"{name}.graphml") for name in ("meetings", "payments"))
    return {"meetings": met.number_of_edges(), "payments": paid.number_of_edges(), "entities": met.number_of_nodes()}


READERS: dict[str, Callable[[Path], dict[str, int]]] = {
    "jsonl": jsonl, "csv": csv_files, "parquet": parquet, "sqlite": sqlite, "duckdb": duckdb, "ics": ics,
    "jsonld": jsonld, "plover": plover, "ftm": ftm, "graphml": graphml,
}  # fmt: skip


def test_every_format_has_a_reader():
    assert list(READERS) == list(FORMATS)


def read_back(records, name: str, target: Path) -> tuple[dict[str, int], dict[str, int]]:
    """What the export told, as far as it is in the target, and what another program finds there."""
    for library in FORMATS[name].needs:
        pytest.importorskip(library)
    told = export(records, name, target)
    found = READERS[name](target)
    return {what: number for what, number in told.items() if " " not in what}, found


@pytest.mark.parametrize("name", FORMATS)
def test_made_output_is_read_back_with_equal_counts(name, tmp_path):
    told, found = read_back(two_files(), name, tmp_path / "x")
    assert found == told
    assert sum(found.values()) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_real_output_is_read_back_with_equal_counts(name, tmp_path):
    place = os.environ.get("ASEAN_EXTRACT_OUTPUT")
    if not place:
        pytest.skip("ASEAN_EXTRACT_OUTPUT names no output folder: exports of a real run are not read back")
    told, found = read_back(read_records(Path(place)), name, tmp_path / "x")
    print(name, found)
    assert {what: found.get(what, 0) for what in told} == told
