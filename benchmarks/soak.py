"""A long run over many texts with hostile ones among them: nothing lost, memory flat, every hostile file named.

    python benchmarks/soak.py FOLDER [--copies 10] [--files N] [--hostile 0.01] [--seed 1]

FOLDER holds texts (`*.txt`). They are copied `--copies` times, a share of them replaced by hostile ones of eight kinds,
and read in one process. Prints how many files there were, were written, failed, which of the hostile were not
named, and the peak of memory after each tenth of the files.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from asean_extract.api import Extractor
from asean_extract.engines import local
from asean_extract.files.read import find_sources
from asean_extract.limits import Limits

#: What a hostile file holds, and whether it is refused.
HOSTILE: dict[str, tuple[bytes, bool]] = {
    "nul": (b"The ministers \x00 met.", True),
    "pdf": (b"%PDF-1.7 ", True),
    "random": (random.Random(8).randbytes(20_000), True),
    "cut": ("한국과 베트남은 서명했다.".encode()[:-2], True),
    "too_long": (b"The ministers met. " * 300_000, True),
    "one_line": (b"The ministers met in Hanoi on 3 March 2021. " * 500, False),
    "brackets": (b"(" * 2_000, False),
    "bars": (b"News | Sports | Opinion | Weather | " * 16, False),
}


def main() -> int:
    given = arguments()
    with tempfile.TemporaryDirectory() as place:
        texts, out = Path(place) / "texts", Path(place) / "out"
        hostile = fill(texts, given)
        files = find_sources([texts])
        extractor = Extractor(limits=Limits(chars=1_000_000, seconds=300))
        ended: Counter[str] = Counter()
        failed: set[str] = set()
        peaks: list[int] = []
        began = time.monotonic()
        for number, outcome in enumerate(local.run(files, out, lambda: extractor), 1):
            ended["failed" if outcome.error else "written"] += 1
            if outcome.error:
                failed.add(outcome.name)
            if number % max(1, len(files) // 10) == 0:
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
        written = sum(1 for _ in out.rglob("*.json"))
        took = time.monotonic() - began
    unnamed = {name for name, refused in hostile.items() if refused != (name in failed)}
    lost = len(files) - ended["written"] - ended["failed"]
    print(f"files {len(files)}, of them hostile {len(hostile)}, seconds {took:.0f}")
    print(f"written {ended['written']} (on the disk {written}), failed {ended['failed']}, lost {lost}")
    print(f"failed though sound {len(failed - hostile.keys())}, hostile told wrongly {sorted(unnamed)}")
    print(f"peak of memory in MB after each tenth: {peaks}")
    return 0 if not lost and not unnamed and written == ended["written"] and failed <= hostile.keys() else 1


def fill(texts: Path, given: argparse.Namespace) -> dict[str, bool]:
    """Writes the texts; gives the hostile ones by name, and whether they are to be refused."""
    dice, hostile = random.Random(given.seed), {}
    kinds = list(HOSTILE.items())
    for copy in range(given.copies):
        (texts / str(copy)).mkdir(parents=True)
        for path in sorted(given.folder.glob("*.txt"))[: given.files]:
            content = path.read_bytes()
            if dice.random() < given.hostile:
                content, refused = kinds[len(hostile) % len(kinds)][1]
                hostile[f"{copy}/{path.name}"] = refused
            (texts / str(copy) / path.name).write_bytes(content)
    return hostile


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--files", type=int)
    parser.add_argument("--hostile", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
