"""Kills runs at random moments, then runs again: is the result that of an undisturbed run?

    python benchmarks/killed.py FOLDER [--times 50] [--files 40] [--seed 1]

FOLDER holds texts (`*.txt`), of which the first `--files` are read. Each round deletes what came out of every third
text, so that there is something to do, kills the run (SIGKILL) after a random part of the time that a whole one takes,
and counts files that are no whole record. At the end one run goes on undisturbed. Prints the counts; exit code 1 when
a byte differs or a file is left over.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CALL = (sys.executable, "-c", "from asean_extract.cli.app import extract; extract()")


def main() -> int:
    given = arguments()
    dice = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as place:
        texts, whole, out = (Path(place) / name for name in ("texts", "whole", "out"))
        texts.mkdir()
        for path in sorted(given.folder.glob("*.txt"))[: given.files]:
            shutil.copy(path, texts)
        began = time.monotonic()
        subprocess.run([*CALL, str(texts), "-o", str(whole), "-q"], check=True)
        took = time.monotonic() - began
        killed = broken = 0
        for _ in range(given.times):
            ended = _killed(texts, out, dice.uniform(0, took))
            killed += ended
            broken += sum(not _is_whole(path) for path in out.rglob("*.json"))
            for path in sorted(out.glob("*.json"))[::3]:
                path.unlink()
        subprocess.run([*CALL, str(texts), "-o", str(out), "-q"], check=True)
        same = _contents(out) == _contents(whole)
    print(f"texts {given.files}, rounds {given.times}, killed {killed}, files not whole {broken}, same bytes {same}")
    return 0 if same and not broken else 1


def _killed(texts: Path, out: Path, after: float) -> bool:
    """Whether the run was killed before it ended."""
    run = subprocess.Popen([*CALL, str(texts), "-o", str(out), "-q"], stderr=subprocess.DEVNULL)
    try:
        run.wait(after)
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGKILL)
    return run.wait() == -signal.SIGKILL


def _is_whole(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


def _contents(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".asean-extract/")}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
