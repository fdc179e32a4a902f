"""CSV: a folder with a file for each table, as RFC 4180 has it but with line feeds; nothing is empty, not a word.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, which is how spreadsheets themselves mark
text (OWASP, CSV Injection). Columns of numbers and dates are left alone: what stands there is nothing else.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.exports.rows import rows
from asean_extract.exports.tables import BY_NAME, TABLES, Kind, Table
from asean_extract.files.targets import whole_folder


class _Writer(Protocol):
    """What `csv.writer` makes, which has no name of its own."""

    def writerow(self, row: Iterable[str], /) -> object: ...


_FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠]|[\t\r\n]")


def write(records: Records, target: Path, options: Options) -> Counts:
    """Writes `events.csv` and its like, with a head line, to the folder; gives the rows of each."""
    counts: Counter[str] = Counter(dict.fromkeys(BY_NAME, 0))
    with whole_folder(target) as folder, ExitStack() as files:
        out = {table.name: _writer(files, folder, table, options.bom) for table in TABLES}
        for file, record in records:
            for name, row in rows(file, record):
                kinds = BY_NAME[name].columns
                out[name].writerow([cell(row[column], kind) for column, kind in kinds.items()])
                counts[name] += 1
    return counts


def cell(value: object, kind: Kind) -> str:
    """The words of a cell: nothing for None, `true` and `false`, plain decimals, text that no spreadsheet runs."""
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "decimal":
        return f"{value:f}"
    words = str(value)
    return f"'{words}" if kind == "text" and _FORMULA.match(words) else words


def _writer(files: ExitStack, folder: Path, table: Table, bom: bool) -> _Writer:
    path, encoding = folder / f"{table.name}.csv", "utf-8-sig" if bom else "utf-8"
    writer = csv.writer(files.enter_context(path.open("w", encoding=encoding, newline="")), lineterminator="\n")
    writer.writerow(table.columns)
    return writer
