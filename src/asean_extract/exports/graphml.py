"""GraphML: `meetings.graphml`, who met whom, and `payments.graphml`, who pays whom.

Nodes are entities, one for each id in all the files. An edge of the first stands between two that took part in the same
held events, with their number; one of the second leads from payer to recipient, or to the initiative that the money
feeds, for each currency, with the number of commitments and their sum. The sum counts every report: where several
files tell of one commitment, merge them first.

Nodes and edges are gathered in a database on disk, since a graph library would hold them all in memory.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal
from itertools import combinations, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.files.targets import whole_folder
from asean_extract.records import SourceRecord
from asean_extract.values.edtf import days

_NODE = {"name": "string", "type": "string", "country": "string"}
_MEETING = {"events": "int", "types": "string", "first": "string", "last": "string"}
_PAYMENT = {"currency": "string", "amount": "double", "commitments": "int"}
#: What XML 1.0 has no place for.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: With more who take part the pairs say little and grow as the square.
MOST_MET = 60
_TABLES = """
    CREATE TABLE node (id TEXT PRIMARY KEY, name TEXT, type TEXT, country TEXT);
    CREATE TABLE met (a TEXT, b TEXT, type TEXT, first TEXT, last TEXT);
    CREATE TABLE paid (a TEXT, b TEXT, currency TEXT, amount TEXT);
"""
_MET = (
    "SELECT a, b, count(*), group_concat(DISTINCT type), min(first), max(last) FROM "
    "(SELECT * FROM met ORDER BY a, b, type) GROUP BY a, b ORDER BY a, b"
)


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes both graphs; gives their nodes and edges, and the events with too many for pairs."""
    counts: Counter[str] = Counter()
    with whole_folder(target) as folder, TemporaryDirectory(prefix=".asean-extract-", dir=target.parent) as spill:
        with closing(sqlite3.connect(Path(spill) / "graph.db")) as connection:
            connection.executescript(_TABLES)
            for _, record in records:
                counts["events with too many for pairs"] += _gather(connection, record)
            meetings = _graph(folder / "meetings.graphml", connection, _MEETING, _met(connection), directed=False)
            payments = _graph(folder / "payments.graphml", connection, _PAYMENT, _paid(connection), directed=True)
        counts.update({"meetings": meetings[1], "payments": payments[1], "entities": meetings[0]})
    return counts


def _gather(connection: sqlite3.Connection, record: SourceRecord) -> int:
    """Puts down the nodes and edges of one file; gives the number of events left out for their size."""
    nodes: list[tuple[str, str, str, str | None]] = [(e.id, e.name, e.type, e.country) for e in record.entities]
    nodes += [(i.id, i.name, "initiative", None) for a in record.articles for i in a.initiatives]
    connection.executemany("INSERT OR IGNORE INTO node VALUES (?, ?, ?, ?)", nodes)
    too_many = 0
    for article in record.articles:
        for event in article.events:
            who = sorted({p.entity for p in event.participants})
            if event.status != "held" or len(who) > MOST_MET:
                too_many += len(who) > MOST_MET
                continue
            dates = [str(day) if day else None for day in days(event.date.value)]
            edges = ((a, b, event.type, *dates) for a, b in combinations(who, 2))
            connection.executemany("INSERT INTO met VALUES (?, ?, ?, ?, ?)", edges)
        for c in article.commitments:
            to = c.recipient or c.initiative
            if c.payer and to:
                connection.execute("INSERT INTO paid VALUES (?, ?, ?, ?)", (c.payer, to, c.currency, c.amount))
    return too_many


def _met(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    return iter(connection.execute(_MET))


def _paid(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    rows = connection.execute("SELECT a, b, currency, amount FROM paid ORDER BY a, b, currency")
    for key, group in groupby(rows, key=lambda row: row[:3]):
        amounts = [Decimal(row[3]) for row in group]
        yield (*key, f"{sum(amounts):f}", len(amounts))


def _graph(
    path: Path,
    connection: sqlite3.Connection,
    fields: dict[str, str],
    edges: Iterable[tuple[object, ...]],
    *,
    directed: bool,
) -> tuple[int, int]:
    """Writes one graph; gives the number of its nodes and edges."""
    nodes = number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        out = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
        _open(out, fields, directed)
        for node in connection.execute("SELECT id, name, type, country FROM node ORDER BY id"):
            _element(out, "node", {"id": node[0]}, _NODE, node[1:])
            nodes += 1
        for edge in edges:
            ends = {"id": f"e{number}", "source": str(edge[0]), "target": str(edge[1])}
            _element(out, "edge", ends, fields, edge[2:])
            number += 1
        out.endElement("graph")
        out.endElement("graphml")
        out.endDocument()
    return nodes, number


def _open(out: XMLGenerator, fields: dict[str, str], directed: bool) -> None:
    out.startDocument()
    out.startElement("graphml", _attributes({"xmlns": "http://graphml.graphdrawing.org/xmlns"}))
    for what, names in (("node", _NODE), ("edge", fields)):
        for name, kind in names.items():
            key = {"id": f"{what}-{name}", "for": what, "attr.name": name, "attr.type": kind}
            out.startElement("key", _attributes(key))
            out.endElement("key")
    out.startElement("graph", _attributes({"edgedefault": "directed" if directed else "undirected"}))


def _attributes(values: dict[str, str]) -> AttributesImpl[str]:
    return AttributesImpl(values)


def _element(
    out: XMLGenerator, what: str, attributes: dict[str, str], fields: dict[str, str], values: Iterable[object]
) -> None:
    out.startElement(what, _attributes(attributes))
    for name, value in zip(fields, values, strict=True):
        if value is not None:
            out.startElement("data", _attributes({"key": f"{what}-{name}"}))
            out.characters(_UNFIT.sub(" ", str(value)))
            out.endElement("data")
    out.endElement(what)
    out.ignorableWhitespace("\n")
