"""Places: venues, cities, islands, countries, and meetings that are nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from asean_extract.files.patterns import load_patterns
from asean_extract.rules import marked_spans, plain
from asean_extract.values.places import PlaceReader

TABLE = Path(__file__).parents[1] / "examples" / "places.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.fixture(scope="module")
def reader() -> PlaceReader:
    return PlaceReader(load_patterns())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_place_is_read_with_venue_and_country(reader: PlaceReader, row: list[str]):
    text, *expected = row
    places = reader.find(plain(text))
    assert [(p.start, p.end) for p in places] == marked_spans(text)
    assert [f"{p.name}; {p.venue or '-'}; {p.country or '-'}; {p.preposition or '-'}" for p in places] == expected


def test_city_borne_twice_is_the_one_in_the_articles_countries(reader: PlaceReader):
    text = "They met in Birmingham today."
    assert [p.country for p in reader.find(text)] == ["GB"]
    assert [p.country for p in reader.find(text, countries=("US",))] == ["US"]


def test_model_vouches_for_a_place_behind_a_preposition(reader: PlaceReader):
    text = "They met in Tinytown today."
    assert reader.find(text) == ()
    assert [p.name for p in reader.find(text, [(12, 20, "GPE")])] == ["Tinytown"]
