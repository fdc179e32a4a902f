"""The date reader on example sentences: what is marked is found, with these values, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from asean_extract.files.patterns import load_patterns
from asean_extract.rules import marked_spans, plain
from asean_extract.values.dates import DateReader, Reference

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
READER = DateReader(load_patterns())


def rows(name: str) -> list[tuple[str, str, str]]:
    """Marked text, document date ("-" for none), values with a blank between; rows that begin with # are headings."""
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1] if len(row) > 1 else "2021-06-16", row[2] if len(row) > 2 else "") for row in table]


POSITIVE = rows("dates.tsv") + rows("dates_relative.tsv")
NEGATIVE = rows("dates_not.tsv")
GAPS = rows("dates_gaps.tsv")


def answer(text: str, document_date: str) -> tuple[list[tuple[int, int]], str]:
    mentions = READER.read(plain(text), Reference(None if document_date == "-" else document_date))
    return [(m.start, m.end) for m in mentions], " ".join(m.value for m in mentions)


def test_tables_are_whole():
    assert len(POSITIVE) >= 230
    assert len(NEGATIVE) >= 60
    assert all(marked_spans(text) and values for text, _, values in POSITIVE)


@pytest.mark.parametrize(("text", "document_date", "values"), POSITIVE)
def test_read_gives_spans_and_values(text, document_date, values):
    assert answer(text, document_date) == (marked_spans(text), values)


@pytest.mark.parametrize("text", [text for text, _, _ in NEGATIVE])
def test_read_finds_no_date_where_there_is_none(text):
    assert READER.read(text, Reference("2021-06-16")) == ()


@pytest.mark.parametrize(("text", "document_date", "values"), GAPS)
@pytest.mark.xfail(strict=True, reason="known gap")
def test_read_known_gap(text, document_date, values):
    assert answer(text, document_date) == (marked_spans(text), values)
