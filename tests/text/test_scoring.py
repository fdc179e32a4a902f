"""Stretches of lines with the highest sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asean_extract.text.scoring import Stretch, stretches


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([], []),
        ([-3, -1], []),
        ([4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5], [Stretch(0, 0, 4), Stretch(2, 2, 3), Stretch(4, 10, 7)]),
        ([10, -4, 20], [Stretch(0, 2, 26)]),
        ([10, -40, 20], [Stretch(0, 0, 10), Stretch(2, 2, 20)]),
    ],
)
def test_stretches_are_the_maximal_scoring_ones(scores: list[float], found: list[Stretch]):
    assert stretches(scores) == found


@given(st.lists(st.integers(-9, 9), max_size=40))
def test_stretches_hold_the_best_sum_of_all(scores: list[int]):
    sums = [sum(scores[a:b]) for a in range(len(scores)) for b in range(a + 1, len(scores) + 1)]
    best = max((s.score for s in stretches(scores)), default=0)
    assert best == max([0, *sums])
