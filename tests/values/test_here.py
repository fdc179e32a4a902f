""" "Here" is the town of the dateline."""

from __future__ import annotations

import pytest

from asean_extract.files.patterns import load_patterns
from asean_extract.values.here import find_here
from asean_extract.values.places import PlaceReader


@pytest.fixture(scope="module")
def places() -> PlaceReader:
    return PlaceReader(load_patterns())


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("LIMA, May 3 (Andes Wire) -- The ministers met here on Friday.", "Lima"),
        ("Oslo (NNW) – The treaty was signed here.", "Oslo"),
        ("The ministers met here on Friday.", None),
        ("LIMA, May 3 (Andes Wire) -- The treaty is here to stay.", None),
        ("LIMA, May 3 (Andes Wire) -- The report can be had here: click here.", None),
    ],
)
def test_here_is_the_town_of_the_dateline(places: PlaceReader, text: str, town: str | None):
    assert [place.name for _, place in find_here([text], places)] == ([town] if town else [])


def test_here_in_a_later_paragraph_is_the_same_town(places: PlaceReader):
    ((number, place),) = find_here(["LIMA, May 3 (Andes Wire) -- Talks began.", "The ministers met here."], places)
    assert (number, place.name, place.country) == (1, "Lima", "PE")


def test_here_has_its_own_place_in_the_text(places: PlaceReader):
    text = "LIMA, May 3 (Andes Wire) -- The ministers met here on Friday."
    ((_, place),) = find_here([text], places)
    assert text[place.start : place.end] == "here"
