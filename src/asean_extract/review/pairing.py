"""Who is whom: records of two sides paired one to one by likeness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def align(olds: Sequence[T], news: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """One-to-one pairs by falling likeness over all candidates at once; 0 means: may not pair.

    The strongest resemblance is settled first wherever it stands, so the order of the two lists decides between equals
    only. An assignment with the best sum (Hungarian) would break up a sure pair to help two doubtful ones, which is
    not how a reader pairs records.
    """
    candidates = [(likeness(a, b), i, j) for i, a in enumerate(olds) for j, b in enumerate(news)]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs: list[tuple[T, T]] = []
    for score, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if score > 0 and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((olds[i], news[j]))
    return pairs
