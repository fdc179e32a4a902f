"""Lines, and paragraphs put together again from hard-wrapped ones."""

from __future__ import annotations

import pytest

from asean_extract.text.lines import LONGEST, pieces, split_lines
from asean_extract.text.view import reading_view

WRAPPED = """\
The two ports will share one customs post from the first of March, the
harbour masters said after they had met for the third time in a month on
the island that lies between them.

They will also share the cost of the post, which is put at two million
dollars for the first year, and a boat.
- One officer of each port is on duty at any time of the day and of the
  night.
- A third one may be called.
"""


def texts(text: str) -> list[str]:
    return [line.text for line in split_lines(text, reading_view(text))]


def test_split_lines_joins_hard_wrapped_paragraphs():
    joined = texts(WRAPPED)
    assert len(joined) == 4
    assert joined[0].endswith("lies between them.")
    assert joined[2].startswith("- One officer")
    assert joined[2].endswith("night.")


def test_split_lines_leaves_one_line_paragraphs_alone():
    text = "A first paragraph stands on a line of its own.\nA second one follows it.\nAnd a third."
    assert len(texts(text)) == 3


def test_split_lines_joins_a_line_whose_writer_kept_two_words_together():
    text = WRAPPED + (
        "\nThe harbour masters said that the whole new post will cost between\n"
        "US$ 2 million to US$ 3 million, and that it is run by the South-\n"
        "Western Pilots for the first year.\n"
    )
    assert texts(text)[-1].startswith("The harbour masters")
    assert texts(text)[-1].endswith("the first year.")


def test_split_lines_joins_a_centred_headline_in_capitals():
    text = "Press Office\n\n          TWO PORTS SHARE\n          ONE CUSTOMS POST\n\n" + WRAPPED
    assert texts(text)[:2] == ["Press Office", "TWO PORTS SHARE\n          ONE CUSTOMS POST".replace("\n", " ")]


def test_split_lines_strips_blanks_and_keeps_offsets():
    text = "\r\n \u00a0 One\u00a0two \r\n\r\n\tthree\r"
    lines = split_lines(text, reading_view(text))
    assert [(text[line.start : line.end], line.text, line.gap) for line in lines] == [
        ("One\u00a0two", "One two", 1),
        ("three", "three", 1),
    ]


def test_line_knows_list_marks_and_broken_ends():
    lines = split_lines(t := "- S. Roe came\nS. Roe came […]\n1. Roe came.\n2.5 million", reading_view(t))
    assert [line.bullet > 0 for line in lines] == [True, False, True, False]
    assert [line.truncated for line in lines] == [False, True, False, False]
    assert [line.ends_sentence for line in lines] == [False, False, True, False]


LONG = "The harbour masters of both ports met again. " * 600


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (LONG, "met again."),  # behind a sentence
        ("word " * 6_000, "word"),  # else at a blank
        ("x" * 30_000, "x"),  # else anywhere
        ("a\n" + "b " * 9_000, "b"),
    ],
)
def test_split_lines_cuts_what_no_paragraph_is_as_long_as(text, ends):
    lines = split_lines(text, reading_view(text))
    assert len(lines) >= 2
    assert all(len(line.text) <= LONGEST and line.text == text[line.start : line.end] for line in lines)
    assert all(line.text.endswith(ends) for line in lines[1:])
    assert "".join(line.text for line in lines).replace(" ", "") == "".join(text.split())


def test_split_lines_leaves_the_longest_paragraph_whole():
    assert len(texts("w" * LONGEST)) == 1
    assert len(texts("w" * (LONGEST + 1))) == 2


def test_pieces_skip_blanks_however_many():
    assert list(pieces(" " * 30_000 + "a" + " " * 30_000)) == [(30_000, 30_001)]
    assert list(pieces(" \n ")) == []
