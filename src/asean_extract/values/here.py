""" "Here" is the town of the dateline: "LIMA, May 3 (Andes Wire) -- The ministers met here on Friday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from asean_extract.language.sentences import dateline_end
from asean_extract.values.places import PlaceMention, PlaceReader

_RULE = "places.here"
#: The adverb behind what was done; "here is", "here to stay" and "click here" speak of no town.
_HERE = regex.compile(
    r"(?<=\p{Ll}{2} )(?<!\b(?:click|tap|read|see) )here(?=[,.]|\.$| (?!is\b|are\b|to stay\b|we\b|'s)\p{L})"
)


def find_here(paragraphs: Sequence[str], places: PlaceReader) -> Iterator[tuple[int, PlaceMention]]:
    """The words "here" that mean the town of the dateline above, with the number of their paragraph."""
    town: PlaceMention | None = None
    for number, text in enumerate(paragraphs):
        end = dateline_end(text)
        opening = text[:end]
        found = places.find(opening.title() if opening.partition(",")[0].isupper() else opening)
        town = next((p for p in found if p.kind == "city"), None if end else town)
        for m in _HERE.finditer(text, end):
            if town is not None:
                yield number, replace(town, start=m.start(), end=m.end(), text="here", preposition="in", rule=_RULE)
