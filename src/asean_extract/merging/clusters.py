"""Tellings that belong together: candidates by block, a fixed number of comparisons each, and sets that may be joined.

A block holds tellings with one name, or of one type and day, in sorted order; each is compared with the few before it
(sorted neighbourhood: Hernández and Stolfo 1995), so that the work is that of sorting, n log n, and linear beyond.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from asean_extract.merging.judging import MOST_APART, same_happening
from asean_extract.merging.telling import Telling

#: So many tellings before it in the block is one compared with.
WINDOW = 20

Row = tuple[str, int, Telling]


def blocks(telling: Telling) -> Iterator[tuple[str, str]]:
    """The blocks that a telling stands in, and where in them: by name; by day, in the order of names and of who."""
    day = f"{telling.day or telling.first or ''}"
    if telling.event.named and telling.key.telling:
        yield f"name {telling.family} {telling.key.text}", day
    if telling.day is not None:
        place = telling.country or ""
        who = " ".join(sorted(telling.parties))
        yield f"day-name {telling.event.type} {day}", f"{telling.key.text}|{place}"
        yield f"day-who {telling.event.type} {day}", f"{who}|{place}|{telling.key.text}"


@dataclass
class _Cluster:
    """What a set of tellings has that another may contradict."""

    members: list[int]
    articles: set[tuple[str, str]]
    editions: set[int]
    first: date | None
    last: date | None
    why: list[str] = field(default_factory=list)


class Clusters:
    """Disjoint sets of tellings by number; only those of several are held in memory beside an integer each."""

    def __init__(self, size: int) -> None:
        self._parents = array("q", range(size))
        self._sets: dict[int, _Cluster] = {}

    def find(self, n: int) -> int:
        """The number by which the set of a telling goes, its smallest at first."""
        while self._parents[n] != n:
            self._parents[n] = self._parents[self._parents[n]]
            n = self._parents[n]
        return n

    def join(self, a: tuple[int, Telling], b: tuple[int, Telling], why: Iterable[str]) -> bool:
        """Makes one set of two unless together they contradict each other; whether they are one now."""
        roots = sorted((self.find(a[0]), self.find(b[0])))
        if roots[0] == roots[1]:
            return True
        one, two = (self._sets.get(self.find(n)) or _alone(n, telling) for n, telling in (a, b))
        if self.find(a[0]) != roots[0]:
            one, two = two, one
        if not _agree(one, two):
            return False
        self._parents[roots[1]] = roots[0]
        self._sets.pop(roots[1], None)
        self._sets[roots[0]] = _together(one, two, why)
        return True

    def members(self, root: int) -> list[int]:
        """The tellings of a set, in order."""
        found = self._sets.get(root)
        return sorted(found.members) if found else [root]

    def why(self, root: int) -> list[str]:
        """The reasons by which the set came about, each once, in the order they were found."""
        found = self._sets.get(root)
        return found.why if found else []


def cluster(
    rows: Iterable[Row], clusters: Clusters, same: Callable[[Telling, Telling], tuple[str, ...]] = same_happening
) -> int:
    """Joins what belongs together; `rows` come block by block in the order of their place there.

    Gives the number of comparisons.
    """
    compared, block = 0, None
    before: deque[tuple[int, Telling]] = deque(maxlen=WINDOW)
    for key, n, telling in rows:
        if key != block:
            block = key
            before.clear()
        for other in reversed(before):
            if clusters.find(other[0]) == clusters.find(n):
                continue
            compared += 1
            why = same(other[1], telling)
            if why:
                clusters.join(other, (n, telling), why)
        before.append((n, telling))
    return compared


def _alone(n: int, t: Telling) -> _Cluster:
    editions = {t.key.edition} if t.key.edition is not None else set()
    first, last = (t.first, t.last) if t.is_day else (None, None)
    return _Cluster([n], {(t.file, t.article)}, editions, first, last)


def _agree(a: _Cluster, b: _Cluster) -> bool:
    """No article tells of both, no two numbers, no dates far apart: no chain of likeness may join two happenings."""
    if not a.articles.isdisjoint(b.articles) or len(a.editions | b.editions) > 1:
        return False
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    return max(a.first - b.last, b.first - a.last) <= MOST_APART


def _together(a: _Cluster, b: _Cluster, why: Iterable[str]) -> _Cluster:
    firsts = [day for day in (a.first, b.first) if day is not None]
    lasts = [day for day in (a.last, b.last) if day is not None]
    large, small = (a, b) if len(a.members) >= len(b.members) else (b, a)
    large.members += small.members
    large.articles |= small.articles
    reasons = list(dict.fromkeys((*a.why, *b.why, *why)))
    return _Cluster(
        large.members,
        large.articles,
        a.editions | b.editions,
        min(firsts, default=None),
        max(lasts, default=None),
        reasons,
    )
