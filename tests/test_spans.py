"""What spans cover."""

from __future__ import annotations

import pytest

from asean_extract.spans import Covered

SPANS = [(12, 16), (3, 5), (2, 10)]


@pytest.mark.parametrize("span", [(0, 3), (4, 5), (9, 10), (9, 13), (14, 15), (0, 20)])
def test_span_meets_what_it_lies_in_be_it_in_part(span: tuple[int, int]):
    assert Covered(SPANS).meets(*span)


@pytest.mark.parametrize("span", [(0, 2), (10, 12), (16, 17), (20, 25)])
def test_span_meets_nothing_beside_it(span: tuple[int, int]):
    assert not Covered(SPANS).meets(*span)


def test_nothing_covers_nothing():
    assert not Covered([]).meets(0, 100)
