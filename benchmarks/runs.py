"""How fast whole runs of `extract` are: with several processes against one, and again over what stands.

    python benchmarks/runs.py FOLDER [--files 600] [--rounds 5] [--jobs 2] [--megabytes 20]

FOLDER holds texts (`*.txt`). Times are the wall clock of a run of its own process, with loading the model, writing and
the table; ratios are medians over rounds in which the two ran in turn.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from asean_extract.engines.workers import cores

EXTRACT = (sys.executable, "-c", "from asean_extract.cli.app import extract; extract()")
Row = tuple[str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=cores())
    parser.add_argument("--megabytes", type=int, default=20)
    given = parser.parse_args()
    for name, value, target in rows(given.folder, given.files, given.rounds, given.jobs, given.megabytes):
        print(f"{name:<60}{value:>8}  {target}".rstrip(), flush=True)


def rows(folder: Path, files: int, rounds: int, jobs: int, megabytes: int) -> Iterator[Row]:
    """The rows of the table, each as soon as it is measured."""
    with tempfile.TemporaryDirectory() as scratch:
        texts, out = Path(scratch) / "texts", Path(scratch) / "out"
        chosen = _copied(folder, texts, files)
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds(texts, out, 1, "--force")
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
        words = sum(len(path.read_text(encoding="utf-8", errors="replace").split()) for path in chosen)
        yield f"words, in {len(chosen)} files", f"{words:,}", ""
        yield "words a second of process time, loading included", f"{words / spent:,.0f}", ""
        several = [(seconds(texts, out, 1, "--force"), seconds(texts, out, jobs, "--force")) for _ in range(rounds)]
        ratio = statistics.median(one / many for one, many in several)
        yield f"one process, {len(chosen)} files, s", f"{statistics.median(one for one, _ in several):.1f}", ""
        yield f"{jobs} processes, times as fast", f"{ratio:.2f}", ">= 1.70"
        again = [seconds(texts, out, jobs) for _ in range(rounds)]
        ratio = statistics.median(many / second for (_, many), second in zip(several, again, strict=True))
        yield "second run, s", f"{statistics.median(again):.2f}", ""
        yield f"second run against {jobs} processes, times as fast", f"{ratio:.0f}", ">= 50"
        yield from _one_changed(texts, out, chosen[0])
        yield from _one_large(chosen, Path(scratch), megabytes)


def seconds(texts: Path, out: Path, jobs: int, *options: str) -> float:
    """The wall clock of a run."""
    began = time.perf_counter()
    subprocess.run([*EXTRACT, texts, "-o", out, "--jobs", str(jobs), *options], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def _one_changed(texts: Path, out: Path, changed: Path) -> Iterator[Row]:
    """How many records are written when one text has changed."""
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.json")}
    changed.write_text(changed.read_text(encoding="utf-8", errors="replace") + "\nOne line more.\n", encoding="utf-8")
    took = seconds(texts, out, cores())
    touched = [path for path, at in before.items() if path.stat().st_mtime_ns != at and path.name != "manifest.json"]
    yield "one text changed: files read again", str(len(touched)), "1"
    yield "one text changed, s", f"{took:.1f}", ""


def _one_large(texts: Sequence[Path], scratch: Path, megabytes: int) -> Iterator[Row]:
    """One file of so many MB: the texts one behind the other, over and over, every time with a word less in each line,
    since what is said twice in a file is set aside. Lines without their end open no article, so that most of it is one
    article, which is harder than many."""
    parts: list[str] = []
    size = 0
    while size < megabytes * 1_000_000:
        again, i = divmod(len(parts), len(texts))
        parts.append(_shortened(texts[i].read_text(encoding="utf-8", errors="replace").strip(), again))
        size += len(parts[-1].encode()) + 2
    large, out = scratch / "large.txt", scratch / "large"
    large.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    options = ["--jobs", "1", "--max-chars", "0", "--timeout", "0"]
    process = subprocess.Popen([*EXTRACT, large, "-o", out, *options], stderr=subprocess.DEVNULL)
    _, code, used = os.wait4(process.pid, 0)
    if code or not (out / "large.json").exists():
        raise SystemExit(f"the file of {megabytes} MB was not read")
    words, spent = sum(len(part.split()) for part in parts), used.ru_utime + used.ru_stime
    yield f"one file of {megabytes} MB, {words:,} words, words a second", f"{words / spent:,.0f}", "read whole"
    yield "peak of memory for that file, MB", f"{used.ru_maxrss / 1024:,.0f}", "bounded"


def _shortened(text: str, by: int) -> str:
    """The text without so many last words of each line."""
    return "\n".join(" ".join(line.split(" ")[: -by or None]) for line in text.split("\n"))


def _copied(folder: Path, texts: Path, files: int) -> list[Path]:
    """So many files of the folder, spread evenly over it, in a folder of their own."""
    texts.mkdir()
    paths = sorted(folder.glob("*.txt"))
    chosen = [paths[i * len(paths) // files] for i in range(files)] if files < len(paths) else paths
    return [Path(shutil.copy(path, texts)) for path in chosen]


if __name__ == "__main__":
    main()
