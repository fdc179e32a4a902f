"""Sums of money: a table of sentences with their answers, and what the table cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from asean_extract.files.patterns import load_patterns
from asean_extract.rules import marked_spans, plain
from asean_extract.spans import Sum
from asean_extract.values.money import CurrencyHints, MoneyReader, currency_hints

TABLE = Path(__file__).parents[1] / "examples" / "money.tsv"
GAPS = TABLE.with_name("money_gaps.tsv")
MODIFIERS = ("about", "at_least", "at_most")
FREQUENCIES = ("annual", "monthly", "total")


def rows(path: Path) -> list[tuple[str, str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(about, text, answer) for about, text, answer in (line.split("\t") for line in lines)]


@pytest.fixture(scope="module")
def reader() -> MoneyReader:
    return MoneyReader(load_patterns())


def hints_of(about: str) -> CurrencyHints:
    pairs = [pair.split(":") for pair in about.split()]
    publisher = next((code for key, code in pairs if key == "publisher"), None)
    return currency_hints([(key, int(n)) for key, n in pairs if key != "publisher"], publisher=publisher)


def shown(found: Sum) -> str:
    """A sum in the notation of the table."""
    extras = [
        f"max={found.amount_max}" if found.amount_max else "",
        f"was={found.previous_amount}" if found.previous_amount else "",
        found.modifier if found.modifier in MODIFIERS else "",
        found.frequency if found.frequency in FREQUENCIES else "",
        "converts" if found.converts is not None else "",
    ]
    return " ".join([found.amount, found.currency, *filter(None, extras)])


def read(reader: MoneyReader, about: str, marked: str) -> tuple[list[tuple[int, int]], str]:
    found = reader.find(plain(marked), hints=hints_of(about))
    return [(s.start, s.end) for s in found], " | ".join(shown(s) for s in found)


def test_money_table_is_long_enough():
    assert len(rows(TABLE)) >= 150


@pytest.mark.parametrize(("about", "marked", "answer"), rows(TABLE))
def test_money_reads_the_table(reader, about, marked, answer):
    assert read(reader, about, marked) == (marked_spans(marked), answer)


@pytest.mark.xfail(strict=True, reason="known gaps")
@pytest.mark.parametrize(("about", "marked", "answer"), rows(GAPS))
def test_money_known_gaps(reader, about, marked, answer):
    assert read(reader, about, marked) == (marked_spans(marked), answer)


def test_money_of_an_article_settles_a_sign_by_what_its_other_paragraphs_write_out(reader):
    texts = ["The fair cost $5 million.", "No sum here.", "A hall for S$5 million was left out."]
    assert [[s.currency for s in found] for found in reader.find_all(texts)] == [["SGD"], [], ["SGD"]]


def test_money_of_an_article_settles_a_sign_by_the_countries_that_it_names(reader):
    (found,) = reader.find_all(["The fair cost $5 million."], [("CA", 3)])
    assert [(s.currency, s.reason) for s in found] == [("CAD", "article about CA")]
