"""The reading view."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asean_extract.text.view import reading_view


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("one\r\ntwo\u2028three", "one  two three"),
        ("zero\u200bwidth\ufeff", "zero width "),
        ("“Yes,” he said: ‘no’", "\"Yes,\" he said: 'no'"),
        ("26–28 May, non\u2011aligned, \u22125", "26-28 May, non-aligned, -5"),
        ("an em dash — stays", "an em dash — stays"),
        ("한국, café", "한국, café"),
    ],
)
def test_reading_view_is_plain(text: str, view: str):
    assert reading_view(text) == view


@given(st.text())
def test_reading_view_has_one_code_point_for_one(text: str):
    view = reading_view(text)
    assert len(view) == len(text)
    assert not any(char.isspace() and char != " " for char in view)
    assert reading_view(view) == view
