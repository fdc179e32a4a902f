"""Who is meant by "I" and "we" in a text whose headline says whose words it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from asean_extract.api import Extractor

#: text below its headline and date; who takes part in its events, by name
FIRST_PERSONS = [
    pytest.param(
        "Statement by President Ana Ruiz on the Call with Prime Minister Tom Berg",
        "This morning, I spoke with Prime Minister Berg to discuss the cyclone in Fiji.",
        {"Ana Ruiz", "Tom Berg"},
        id="I is the author",
    ),
    pytest.param(
        "Joint Statement by President Ana Ruiz and Prime Minister Tom Berg on Clean Energy",
        "We established on 25 March 2022 the Task Force on Clean Energy.",
        {"Ana Ruiz", "Tom Berg"},
        id="we are the authors",
    ),
    pytest.param(
        "Statement by President Ana Ruiz on Clean Energy",
        '"Yesterday I met Minister Carla Vega in Lima," a banker said.',
        set(),
        id="a quotation has its own speaker",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("headline", "body", "who"), FIRST_PERSONS)
def test_first_persons_are_those_whose_statement_it_is(
    extractor: Extractor, headline: str, body: str, who: set[str]
) -> None:
    record = extractor.extract(f"{headline}\nJune 15, 2022\n\n{body}\n")
    names = {e.id: e.name for e in record.entities}
    assert {names[p.entity] for e in record.articles[0].events for p in e.participants} == who
