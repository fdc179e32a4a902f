"""Programs that we did not write, each reading one export format back and counting what it finds.

Shared by the tests and by `benchmarks/exports.py`. Where its library is not installed, a reader raises ImportError.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

Counts = dict[str, int]


def jsonl(folder: Path) -> Counts:
    import polars

    paths = sorted(folder.glob("*.jsonl"))
    return {p.stem: polars.read_ndjson(p, infer_schema_length=None).height if p.stat().st_size else 0 for p in paths}


def csv_files(folder: Path) -> Counts:
    import polars

    return {p.stem: polars.read_csv(p, infer_schema=False).height for p in sorted(folder.glob("*.csv"))}


def parquet(folder: Path) -> Counts:
    import duckdb

    query = "SELECT count(*) FROM read_parquet($path)"
    return {p.stem: duckdb.execute(query, {"path": str(p)}).fetchone()[0] for p in sorted(folder.glob("*.parquet"))}


def sqlite(path: Path) -> Counts:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return tables(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")


def duckdb_tables(path: Path) -> Counts:
    import duckdb

    with duckdb.connect(path, read_only=True) as connection:
        return tables(connection, "SELECT table_name FROM duckdb_tables()")


def tables(connection: Any, query: str) -> Counts:
    names = [name for (name,) in connection.execute(query).fetchall()]
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def ics(path: Path) -> Counts:
    from icalendar import Calendar

    entries = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    return {"events": len(entries)}


def jsonld(path: Path) -> Counts:
    from pyld import jsonld as processor

    nodes = processor.expand(json.loads(path.read_text(encoding="utf-8")))
    kinds = Counter(node["@type"][0].rpartition("/")[2] for node in nodes)
    money = ("MonetaryGrant", "LoanOrCredit", "InvestmentOrDeposit")
    works = ("CreativeWork", "Project")
    counts = {"events": kinds["Event"], "articles": kinds["Article"]}
    counts |= {"commitments": sum(kinds[k] for k in money), "initiatives": sum(kinds[k] for k in works)}
    return {**counts, "entities": len(nodes) - sum(counts.values())}


def plover(path: Path) -> Counts:
    import polars

    return {"events": polars.read_csv(path, separator="\t", infer_schema=False).height}


def ftm(folder: Path) -> Counts:
    from followthemoney import model
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


def graphml(folder: Path) -> Counts:
    import networkx

    met, paid = (networkx.read_graphml(folder / f"{name}.graphml") for name in ("meetings", "payments"))
    return {"meetings": met.number_of_edges(), "payments": paid.number_of_edges(), "entities": met.number_of_nodes()}


class Reader(NamedTuple):
    """The program that reads, by the name of its distribution, and how it counts."""

    program: str
    count: Callable[[Path], Counts]


READERS: dict[str, Reader] = {
    "jsonl": Reader("polars", jsonl), "csv": Reader("polars", csv_files), "parquet": Reader("duckdb", parquet),
    "sqlite": Reader("sqlite3", sqlite), "duckdb": Reader("duckdb", duckdb_tables), "ics": Reader("icalendar", ics),
    "jsonld": Reader("PyLD", jsonld), "plover": Reader("polars", plover), "ftm": Reader("followthemoney", ftm),
    "graphml": Reader("networkx", graphml),
}  # fmt: skip
