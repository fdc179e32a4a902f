"""How fast extraction is beside its peers, how it starts, and whether it slows down or grows.

    python benchmarks/speed.py FOLDER [--files 100] [--rounds 5] [--passes 10] [--words 200000]

FOLDER holds texts (`*.txt`). Times are process time, since other programs take the clock; of two things that are
compared each round reads the same texts in turn, a few at a time, and the ratio is the median over the rounds.

- Peers read the paragraphs that extraction reads: `nlp.pipe` of the same model with all its components, the script
  `fifty_lines.py`, and `dateparser.search`, which is slow and gets every tenth text.
- Growth over documents compares a process that has read all files of the folder `--passes` times with one that has read
  them once, on the same few of them.
- Growth over an article compares one article of `--words` words with the same texts one by one.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from asean_extract.files.patterns import load_patterns
from asean_extract.rules import RuleBook
from asean_extract.spans import READ_KINDS
from asean_extract.text.articles import split_articles
from asean_extract.text.blocks import label_blocks
from reader import Cost, Reader

#: What was measured, what came of it, and what is aimed at.
Row = tuple[str, str, str]
#: So many texts are read by one system before it is the other's turn.
_TURN = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--words", type=int, default=200_000)
    given = parser.parse_args()
    for name, value, target in rows(given.folder, given.files, given.rounds, given.passes, given.words):
        print(f"{name:<72}{value:>10}  {target}".rstrip(), flush=True)


def rows(folder: Path, files: int, rounds: int, passes: int, words: int) -> Iterator[Row]:
    """The rows of the table, each as soon as it is measured."""
    every = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))]
    texts = [every[i * len(every) // files] for i in range(min(files, len(every)))]
    yield from _start(rounds)
    yield from _one_file(min(texts, key=len))
    yield from _beside_peers(texts, rounds)
    yield from _growth_over_documents(every, texts, rounds, passes)
    yield from _growth_over_an_article(every, words)


def _start(rounds: int) -> Iterator[Row]:
    """The process time of `extract --help`."""
    command = [sys.executable, "-c", "from asean_extract.cli.app import extract; extract()", "--help"]
    spent = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    yield "`extract --help`, s of process time", f"{statistics.median(spent):.2f}", "< 0.30"


def _one_file(text: str) -> Iterator[Row]:
    """How much of a run on one small file is loading model and rules, and not reading."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    reader = Reader("asean-extract")
    reading = reader.read([text]).cpu
    reader.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield f"one file of {len(text.split())} words, s of process time", f"{whole:.2f}", ""
    yield "share of it that is loading model and rules", f"{100 * (1 - reading / whole):.0f} %", "most"


def _beside_peers(texts: Sequence[str], rounds: int) -> Iterator[Row]:
    """Words a second of every system, and its speed as a multiple of that of `nlp.pipe`."""
    paragraphs = [read_paragraphs(text) for text in texts]
    words = [sum(len(p.split()) for p in ps) for ps in paragraphs]
    whole = ["\n\n".join(ps) for ps in paragraphs]
    yield f"words that are read, in {len(texts)} texts", f"{sum(words):,}", ""
    turns = range(0, len(texts), _TURN)
    given = {
        "asean-extract": [texts[i : i + _TURN] for i in turns],
        "nlp.pipe": [[p for ps in paragraphs[i : i + _TURN] for p in ps] for i in turns],
        "fifty lines": [whole[i : i + _TURN] for i in turns],
    }
    costs = in_turn(given, rounds)
    pace = {system: sum(words) / statistics.median(c.cpu for c in costs[system]) for system in given}
    some, few = whole[::10], sum(words[::10])
    search = in_turn({"dateparser.search": [some]}, 1)["dateparser.search"]
    yield "asean-extract, words a second", f"{pace['asean-extract']:,.0f}", ""
    yield "bare `nlp.pipe`, words a second", f"{pace['nlp.pipe']:,.0f}", ""
    yield "fifty lines of spaCy and dateparser, words a second", f"{pace['fifty lines']:,.0f}", ""
    yield "`dateparser.search` alone, words a second", f"{few / search[0].cpu:,.0f}", ""
    times = times_as_fast(costs["asean-extract"], costs["nlp.pipe"])
    yield "asean-extract against bare `nlp.pipe`, times as fast", f"{times:.2f}", ">= 1.00"
    clock = times_as_fast(costs["asean-extract"], costs["nlp.pipe"], clock=True)
    yield "the same by the clock", f"{clock:.2f}", ">= 1.00"
    times = times_as_fast(costs["asean-extract"], costs["fifty lines"])
    yield "asean-extract against the fifty lines, times as fast", f"{times:.2f}", ""


def _growth_over_documents(every: Sequence[str], texts: Sequence[str], rounds: int, passes: int) -> Iterator[Row]:
    """Memory after more passes over every text against one; then the time that some texts take a process that has read
    so much, against one that has read every text once."""
    old, new = Reader("asean-extract"), Reader("asean-extract")
    peaks = [[old.read(turn).peak for turn in _turns(every)][-1] for _ in range(passes)]
    yield f"peak of memory after {len(every):,} texts, MB", f"{peaks[0]:,.0f}", ""
    for count in sorted({min(5, passes), passes}):
        name = f"peak of memory after {count * len(every):,} texts, against that"
        yield name, f"{peaks[count - 1] / peaks[0]:.2f}", "<= 1.15"
    for turn in _turns(every):
        new.read(turn)
    ratios = []
    for _ in range(rounds):
        pairs = [(old.read(turn), new.read(turn)) for turn in _turns(texts)]
        ratios.append(sum(one.cpu for one, _ in pairs) / sum(other.cpu for _, other in pairs))
    old.end()
    new.end()
    name = f"time a word after {passes * len(every):,} texts, against after {len(every):,}"
    yield name, f"{statistics.median(ratios):.2f}", "<= 1.10"


def _turns(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few texts at a time."""
    return (texts[i : i + _TURN] for i in range(0, len(texts), _TURN))


def _growth_over_an_article(texts: Sequence[str], most: int) -> Iterator[Row]:
    """What a word costs in one long article, against the same texts one by one, half of them before and half after."""
    taken: list[str] = []
    words = 0
    while words < most:
        taken.append(texts[len(taken) % len(texts)].strip())
        words += len(taken[-1].split())
    reader, alone = Reader("asean-extract, clean"), Reader("asean-extract, clean")
    half = len(taken) // 2
    reader.read(taken[:5])
    apart = reader.read(taken[:half]).cpu
    long = alone.read(["\n\n".join(taken)])
    apart += reader.read(taken[half:]).cpu
    reader.end()
    alone.end()
    yield (
        f"time a word in one article of {words:,} words, against {len(taken)} texts",
        f"{long.cpu / apart:.2f}",
        "<= 1.10",
    )
    yield "peak of memory for that article, MB", f"{long.peak:,.0f}", ""


def in_turn(given: dict[str, list[list[str]]], rounds: int) -> dict[str, list[Cost]]:
    """What each system took for its texts, by round; a round before them warms up."""
    readers = {system: Reader(system) for system in given}
    costs: dict[str, list[Cost]] = {system: [] for system in given}
    turns = len(next(iter(given.values())))
    for _ in range(rounds + 1):
        took: dict[str, list[Cost]] = {system: [] for system in given}
        for i in range(turns):
            for system, reader in readers.items():
                took[system].append(reader.read(given[system][i]))
        for system, parts in took.items():
            costs[system].append(Cost(sum(p.cpu for p in parts), sum(p.clock for p in parts), parts[-1].peak))
    for reader in readers.values():
        reader.end()
    return {system: every[1:] for system, every in costs.items()}


def times_as_fast(ours: Sequence[Cost], theirs: Sequence[Cost], *, clock: bool = False) -> float:
    """The median over the rounds."""
    if clock:
        return statistics.median(b.clock / a.clock for a, b in zip(ours, theirs, strict=True))
    return statistics.median(b.cpu / a.cpu for a, b in zip(ours, theirs, strict=True))


def read_paragraphs(text: str) -> list[str]:
    """The paragraphs that extraction reads."""
    rules = _rules()
    _, articles = split_articles(label_blocks(text, rules), text, rules)
    return [p.text for article in articles for p in article.paragraphs if p.kind in READ_KINDS]


@cache
def _rules() -> RuleBook:
    return load_patterns().rules


if __name__ == "__main__":
    main()
