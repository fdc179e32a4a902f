"""Every figure of speed in one table: printed, and written to benchmarks/results.md with what machine it came from.

    python benchmarks/bench.py [--files 100] [--run-files 600] [--rounds 5] [--passes 10] [--words 200000]
        [--megabytes 20] [FOLDER]

FOLDER holds texts (`*.txt`). By default it is `public/statements` in the folder that the variable ASEAN_EXTRACT_CORPUS
names, or that folder itself; without the variable it is `seeds/`, which shows that all of it runs, and too few texts
for figures that mean much. Whole runs are measured on more files (`--run-files`), since the start is a part of them.
The rows but the last two took an hour over the 1,201 statements, most of it to read them `--passes` times; `results.md`
has every row as soon as it is measured.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import runs
import speed
from asean_extract.engines.workers import cores

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results.md"


def main() -> None:
    given = arguments()
    measured = []
    for row in rows(given):
        print("{:<72}{:>10}  {}".format(*row).rstrip(), flush=True)
        measured.append(row)
        RESULTS.write_text(page(measured), encoding="utf-8")  # what is measured stays, however the next row ends


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=default_folder())
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--run-files", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--megabytes", type=int, default=20)
    return parser.parse_args()


def default_folder() -> Path:
    corpus = Path(os.environ.get("ASEAN_EXTRACT_CORPUS") or ROOT / "seeds")
    statements = corpus / "public" / "statements"
    return statements if statements.is_dir() else corpus


def rows(given: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    """Every row, as soon as it is measured."""
    yield from speed.rows(given.folder, given.files, given.rounds, given.passes, given.words)
    yield from runs.rows(given.folder, given.run_files, given.rounds, cores(), given.megabytes)


def page(measured: list[tuple[str, str, str]]) -> str:
    """The table with what is to be known of the machine."""
    lines = ["# Speed", "", "Written by `make bench`. " + machine(), "", "| | reached | target |", "|---|--:|--:|"]
    lines += [f"| {name} | {value} | {target} |" for name, value, target in measured]
    return "\n".join(lines) + "\n"


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "") if Path("/etc/os-release").exists() else ""
    busy = os.getloadavg()[2] / cores()
    return (
        f"Python {platform.python_version()}, spaCy {version('spacy')}, {system or platform.system()}, "
        f"{platform.machine()}, {cores()} cores, {memory:.0f} GiB. Programs that wanted a core while it was measured: "
        f"{busy:.1f} for each. Times of two things that are compared are taken in turn; figures are process time, or "
        "the clock where they say so."
    )


if __name__ == "__main__":
    main()
