"""Numbers in figures and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
import regex

from asean_extract.files.patterns import load_patterns
from asean_extract.values.numbers import FIGURE, Magnitudes, grouped, plain_decimal


@pytest.fixture(scope="module")
def magnitudes() -> Magnitudes:
    return Magnitudes.read(load_patterns().table("magnitude"))


@pytest.mark.parametrize(
    ("figure", "magnitude", "value"),
    [
        ("5", "", "5"),
        ("1,234,567.89", "", "1234567.89"),
        ("1,00,000", "", "100000"),
        ("1.500.000", "", "1500000"),
        ("1.500,50", "", "1500.50"),
        ("1'500'000", "", "1500000"),
        ("10 000 000", "", "10000000"),
        ("1,5", " million", "1500000"),
        ("2¾", " billion", "2750000000"),
        ("2 1/2", " billion", "2500000000"),
        (".5", " million", "500000"),
        ("7", "m", "7000000"),
        ("2", " lakh crore", "2000000000000"),
        ("3", " hundred million", "300000000"),
    ],
)
def test_numbers_reads_figures(magnitudes, figure, magnitude, value):
    assert magnitudes.value(figure, magnitude) == Decimal(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("five", "5"),
        ("twenty-five", "25"),
        ("a hundred million", "100000000"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("three quarters of a billion", "750000000"),
        ("two and a half billion", "2500000000"),
        ("a billion and a half", "1500000000"),
        ("three hundred and fifty thousand", "350000"),
        ("one million two hundred thousand", "1200000"),
        ("two thousand million", "2000000000"),
    ],
)
def test_numbers_reads_words_whole(magnitudes, words, value):
    m = regex.fullmatch(magnitudes.spelled, words)
    assert m is not None
    assert magnitudes.value(words) == Decimal(value)


def test_numbers_point_groups_thousands_only_where_told(magnitudes):
    assert magnitudes.value("500.000", dots=True) == 500_000
    assert magnitudes.value("500.000") == 500
    assert magnitudes.value("4.600", " billion", dots=True) == 4_600_000_000


@pytest.mark.parametrize("words", ["several million", "tens of millions", "millions", "hundred", "a few thousand"])
def test_numbers_vague_words_are_no_number(magnitudes, words):
    assert regex.match(magnitudes.spelled, words) is None


@pytest.mark.parametrize(("figure", "yes"), [("1,200", True), ("1 200 000", True), ("2019", False), ("1.5", False)])
def test_grouped_tells_thousands_from_years(figure, yes):
    assert grouped(figure) is yes


def test_figure_takes_the_whole_number():
    assert [m[0] for m in regex.finditer(FIGURE, "1,234.5 and 1.234,5 and 12 345 678")] == [
        "1,234.5",
        "1.234,5",
        "12 345 678",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [("1.4E+7", "14000000"), ("1.50", "1.5"), ("100", "100"), ("0.150", "0.15")]
)
def test_plain_decimal_has_no_exponent(value, text):
    assert plain_decimal(Decimal(value)) == text
