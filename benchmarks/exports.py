"""Every export of an output, read back by a program that is not ours: what was written, and what it found.

    python benchmarks/exports.py OUTPUT...

For each output folder a table in Markdown. Each format is held against what a plain JSON reader counts in the output
itself, what the export says that it wrote or left out, and what the third-party reader counts in what was written.
Exit code 1 when any of them differ. A format whose library is not installed is passed over, and says so. What reads is
that of `tests/exports/readers.py`.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "exports"))

from readers import READERS

from asean_extract.errors import OutputError
from asean_extract.exports.registry import export
from asean_extract.files.output import read_records

KINDS = ("events", "commitments", "figures", "initiatives", "entities")
#: Where a format counts something else than records: GraphML has a node for each entity of all files together.
OTHERWISE = {"graphml": {"entities"}}


def main() -> None:
    fine = True
    for place in map(Path, sys.argv[1:]):
        held = in_output(place)
        print(f"\n{place.name}: " + ", ".join(f"{number:,} {what}" for what, number in held.items()) + "\n")
        print("| format | read back by | rows written | rows read back | " + " | ".join(KINDS) + " | |")
        print("|---|---|--:|--:|" + "--:|" * len(KINDS) + "---|")
        for name in READERS:
            line, equal = row(name, place, held)
            fine &= equal
            print(line, flush=True)
    sys.exit(not fine)


def in_output(place: Path) -> Counter[str]:
    """How many records of each kind stand in the files, counted without the models."""
    counts: Counter[str] = Counter()
    for path in sorted(place.rglob("*.json")):
        hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
        if path.name != "manifest.json" and not hidden:
            counts.update(dict(counted(json.loads(path.read_bytes()))))
    return counts


def counted(record: Mapping[str, list[dict[str, list[object]]]]) -> Iterator[tuple[str, int]]:
    yield "files", 1
    yield "articles", len(record["articles"])
    for kind in ("events", "commitments", "figures", "initiatives"):
        yield kind, sum(len(article[kind]) for article in record["articles"])
    yield "entities", len(record["entities"])


def row(name: str, place: Path, held: Mapping[str, int]) -> tuple[str, bool]:
    """A line of the table, and whether everything is equal."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / name
        try:
            told = export(read_records(place), name, target)
            found = READERS[name].count(target)
        except (OutputError, ModuleNotFoundError) as error:
            return f"| {name} | {READERS[name].program} | not compared: {error} |", True
    written = {what: number for what, number in told.items() if " " not in what}
    faults = [what for what in {**written, **found} if written.get(what, 0) != found.get(what, 0)]
    for kind in set(KINDS) & set(found) - OTHERWISE.get(name, set()):
        left_out = sum(number for what, number in told.items() if what.startswith(f"{kind} "))
        if found[kind] + left_out != held[kind]:
            faults.append(f"{kind} of the output")
    cells = [f"{found[kind]:,}" if kind in found else "" for kind in KINDS]
    verdict = f"differ: {', '.join(faults)}" if faults else "equal"
    rows = f"{sum(written.values()):,} | {sum(found.values()):,}"
    return f"| {name} | {program(name)} | {rows} | {' | '.join(cells)} | {verdict} |", not faults


def program(name: str) -> str:
    wanted = READERS[name].program
    try:
        return f"{wanted} {version(wanted)}"
    except PackageNotFoundError:
        return f"{wanted} {sqlite3.sqlite_version}"  # part of Python


if __name__ == "__main__":
    main()
