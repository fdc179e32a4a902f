"""How fast extraction is, against bare spaCy on the same text, and whether it slows down or grows.

    python benchmarks/speed.py FOLDER [--files 150] [--rounds 5] [--long 200000] [--passes 5]

FOLDER holds texts (`*.txt`). Prints one table:

- words a second of process time of `nlp.pipe` with all components over the paragraphs that extraction reads, and of
  extraction over the files; the ratio is the median over rounds in which the two ran in turn;
- the time a word costs in one article of `--long` words against the same articles as files of their own;
- the peak of memory after the first and after the last of `--passes` over the files.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from asean_extract.files.patterns import load_patterns
from asean_extract.language.model import DEFAULT_MODEL
from asean_extract.pipeline import Extractor
from asean_extract.spans import READ_KINDS
from asean_extract.text.articles import split_articles
from asean_extract.text.blocks import label_blocks

import spacy  # isort: skip - after our own, which says how many threads numpy may use before numpy is there


def main() -> None:
    given = arguments()
    paths = sorted(given.folder.glob("*.txt"))
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in paths]
    chosen = [texts[i * len(texts) // given.files] for i in range(min(given.files, len(texts)))]
    extractor = Extractor(patterns=load_patterns())
    rows = [("measure", "value", "target")]
    rows += memory(extractor, chosen, given.passes)  # first: a peak stays
    rows += against_spacy(extractor, chosen, given.rounds)
    rows += growth(extractor, texts, given.long)
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", type=int, default=200_000)
    parser.add_argument("--passes", type=int, default=5)
    return parser.parse_args()


def against_spacy(extractor: Extractor, texts: Sequence[str], rounds: int) -> list[tuple[str, str, str]]:
    """Words a second of both, and how many times as fast extraction is."""
    paragraphs = [p for text in texts for p in read_paragraphs(extractor, text)]
    words = sum(len(p.split()) for p in paragraphs)
    nlp = spacy.load(DEFAULT_MODEL)
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(timed(lambda: sum(1 for _ in nlp.pipe(paragraphs))))
        ours.append(timed(lambda: [extractor.extract(text) for text in texts]))
    ratio = statistics.median(a[0] / b[0] for a, b in zip(bare, ours, strict=True))
    wall = statistics.median(a[1] / b[1] for a, b in zip(bare, ours, strict=True))
    rate = [words / statistics.median(cpu for cpu, _ in runs) for runs in (bare, ours)]
    return [
        (f"words, in {len(texts)} files", f"{words:,}", ""),
        ("bare nlp.pipe, words/s", f"{rate[0]:,.0f}", ""),
        ("extraction, words/s", f"{rate[1]:,.0f}", ""),
        ("times as fast, process time", f"{ratio:.2f}", ">= 1.00"),
        ("times as fast, wall clock", f"{wall:.2f}", ">= 1.00"),
    ]


def growth(extractor: Extractor, texts: Sequence[str], most: int) -> list[tuple[str, str, str]]:
    """What a word costs in one long article, against the same texts one by one."""
    taken: list[str] = []
    words = 0
    for text in texts:
        if words >= most:
            break
        taken.append(text.strip())
        words += len(text.split())
    apart, _ = timed(lambda: [extractor.extract(text, clean=False) for text in taken])
    whole, _ = timed(lambda: extractor.extract("\n\n".join(taken), clean=False))
    return [(f"one article of {words:,} words, per word against {len(taken)}", f"{whole / apart:.2f}", "<= 1.10")]


def memory(extractor: Extractor, texts: Sequence[str], passes: int) -> list[tuple[str, str, str]]:
    """The peak after the last pass against that after the first."""
    peaks = []
    for _ in range(passes):
        for text in texts:
            extractor.extract(text)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    name = f"peak of memory after {passes} passes, against one"
    return [
        ("peak of memory after one pass, MB", f"{peaks[0] / 1024:,.0f}", ""),
        (name, f"{peaks[-1] / peaks[0]:.2f}", "<= 1.15"),
    ]


def read_paragraphs(extractor: Extractor, text: str) -> list[str]:
    rules = extractor.readers.patterns.rules
    _, articles = split_articles(label_blocks(text, rules), text, rules)
    return [p.text for article in articles for p in article.paragraphs if p.kind in READ_KINDS]


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds of process time and of the clock."""
    cpu, clock = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - cpu, time.perf_counter() - clock


if __name__ == "__main__":
    main()
