"""Which words and marks name a currency, and how the article settles those that several countries share.

Codes, English names and the territories that use them come from Babel (CLDR); the knowledge table `currency` and its
neighbours in currencies.toml add signs, letters and short names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from asean_extract.rules import Patterns

_LOCALE = "en"
#: ISO 4217 for "no currency": a sum whose words name one that the article leaves open ("dinars" of nowhere).
UNSETTLED = "XXX"
_NOT_MONEY = frozenset({"unit", "units", "value", "index", "gold", "wir"})
_REGIONAL = frozenset({"XAF", "XCD", "XOF", "XPF"})
_ACCOUNTS = frozenset({"XDR", "XEU"})


@dataclass(frozen=True)
class CurrencyHints:
    """What an article tells about a currency that its words leave open.

    `publisher`: ISO 3166 code of the publisher's country. `countries`: how often each country is named, most often
    first. `sums`: the (amount, currency) of sums whose currency is written out, in reading order.
    """

    publisher: str | None = None
    countries: tuple[tuple[str, int], ...] = ()
    sums: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mark or word stands for: a currency, or a name that several share (`bare`).

    `weak` marks count only before a magnitude or grouped thousands, when `priced` also after a word of payment;
    `hundredth` for cents.
    """

    code: str | None = None
    bare: str | None = None
    weak: bool = False
    hundredth: bool = False
    priced: bool = False


@dataclass(frozen=True)
class Bare:
    """A name that several currencies share: `by_country` says whose it is, `sway` how much a country must stand out."""

    name: str
    default: str | None
    sway: str
    contrast: bool
    codes: frozenset[str]
    by_country: Mapping[str, str] = field(repr=False)

    def settle(self, amount: str, hints: CurrencyHints, beside: str | None = None) -> tuple[str, str]:
        """The code, and why: the same amount, the publisher, other sums, the country written about, the default.

        `beside`: the currency into which the sum is converted, which is then not its own ("$5 million (US$4 million)").
        """
        written = [(value, code) for value, code in hints.sums if code in self.codes]
        same = next((code for value, code in written if value == amount), None)
        if same:
            return same, f"same amount written in {same}"
        if hints.publisher and hints.publisher in self.by_country:
            return self.by_country[hints.publisher], f"publisher in {hints.publisher}"
        others = {code for _, code in written}
        if len(others) == 1 and not self.contrast:
            (code,) = others
            return code, f"other sums written in {code}"
        country = self._country(hints, beside)
        if country:
            return self.by_country[country], f"article about {country}"
        return (self.default, "default") if self.default else (UNSETTLED, "not settled by the text")

    def _country(self, hints: CurrencyHints, beside: str | None) -> str | None:
        if beside in self.codes:
            return next((c for c, _ in hints.countries if self.by_country.get(c, beside) != beside), None)
        if self.sway == "all":
            alone = len(hints.countries) == 1 and hints.countries[0][1] > 1
            return hints.countries[0][0] if alone and hints.countries[0][0] in self.by_country else None
        return next((country for country, _ in hints.countries if country in self.by_country), None)


def currency_hints(
    countries: Iterable[tuple[str, int]] = (),
    *,
    publisher: str | None = None,
    sums: Iterable[tuple[str, str]] = (),
) -> CurrencyHints:
    """Hints from counts of ISO 3166 codes, the publisher's country and the (amount, currency) of written-out sums.

    Countries are ranked by count, equal counts in the order given.
    """
    total: dict[str, int] = {}
    for country, count in countries:
        total[country] = total.get(country, 0) + count
    return CurrencyHints(publisher, tuple(sorted(total.items(), key=lambda item: -item[1])), tuple(sums))


class Currencies:
    """The lexicon: `marks` stand before a figure, `names` after it (in lower case) or before it."""

    def __init__(self, patterns: Patterns) -> None:
        self._table = {row["code"]: row for row in patterns.table("currency")}
        self._bare_table = patterns.table("bare_currency")
        self._strong = frozenset(code for row in patterns.table("strong_code") for code in row["codes"])
        self._subunits = patterns.table("subunit")
        self.homographs = frozenset(w for row in patterns.table("homograph") for w in row["words"])
        self._priced = frozenset(w for row in patterns.table("homograph") if row.get("priced") for w in row["words"])

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code that Babel has an English name for, historic ones too, units of account left out."""
        return frozenset(c for c, name in Locale(_LOCALE).currencies.items() if _is_currency(c, name))

    @cached_property
    def pointed(self) -> frozenset[str]:
        """Codes in whose figures a point groups thousands."""
        return frozenset(code for code, row in self._table.items() if row.get("dots"))

    @cached_property
    def bare(self) -> Mapping[str, Bare]:
        """The shared names, by name."""
        return {row["name"]: self._bare(row) for row in self._bare_table}

    @cached_property
    def marks(self) -> Mapping[str, Reading]:
        """Signs, letters and codes as they stand before a figure; case matters."""
        marks: dict[str, Reading] = {}
        for code in sorted(self.codes):
            marks[code] = Reading(code, weak=code not in self._strong)
        for country, code in sorted(_OWN_CURRENCY.items()):
            if code in self.bare["$"].codes:
                marks |= {mark: Reading(code) for mark in (f"{code}$", f"{code} $", f"{country}$")}
        for code, row in self._table.items():
            marks |= {sign: Reading(code) for sign in row.get("signs", ())}
            marks |= {sign: Reading(code, weak=True) for sign in row.get("weak", ())}
        for row in self._bare_table:
            marks |= {sign: Reading(bare=row["name"]) for sign in row.get("signs", ())}
            marks |= {sign: Reading(bare=row["name"], weak=True) for sign in row.get("weak", ())}
        return marks

    @cached_property
    def names(self) -> Mapping[str, Reading]:
        """Words after a figure, in lower case: "u.s. dollars", "won", "cents"."""
        names: dict[str, Reading] = {}
        for code in sorted(self.codes, key=lambda c: (c in _CURRENT, c)):  # a living currency takes the name
            names |= {name: Reading(code) for name in _babel_names(code)}
        for name, reading in self._nouns().items():
            names[name] = reading
        for country, code in sorted(_OWN_CURRENCY.items()):
            for noun in _last_words(code):
                names |= {f"{place} {noun}": Reading(code) for place in _places(country)}
        for code, row in self._table.items():
            names |= {form: Reading(code) for name in row.get("names", ()) for form in _forms(name)}
        for row in self._bare_table:
            names |= {form: Reading(bare=row["name"]) for name in row.get("names", ()) for form in _forms(name)}
        for row in self._subunits:
            names |= {word.lower(): self._subunit(row["of"]) for word in row["words"]}
        return {
            name: replace(reading, weak=reading.weak or name in self.homographs, priced=name in self._priced)
            for name, reading in names.items()
        }

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The last words of the names, in lower case."""
        return frozenset(name.rpartition(" ")[2] for name in self.names)

    @cached_property
    def letters(self) -> Mapping[str, tuple[Reading, frozenset[str]]]:
        """Letters that make hundredths of the figure that they stick to, with the figures that they do not."""
        return {
            letter: (self._subunit(row["of"]), frozenset(row.get("but", ())))
            for row in self._subunits
            for letter in row.get("letters", ())
        }

    def settle(
        self, reading: Reading, amount: str, hints: CurrencyHints, beside: str | None = None
    ) -> tuple[str, str | None]:
        """The ISO code of a sum, and why when its own words do not settle it; `beside` as in `Bare.settle`."""
        if reading.code:
            return reading.code, None
        return self.bare[reading.bare or ""].settle(amount, hints, beside)

    def fits(self, mark: Reading, unit: Reading) -> bool:
        """May both stand at one figure ("$9.99 US dollars", "$5 billion dollars")?"""
        if mark.code and unit.code:
            return mark.code == unit.code
        if mark.bare and unit.bare:
            return bool(self.bare[mark.bare].codes & self.bare[unit.bare].codes)
        return (mark.code or unit.code) in self.bare[mark.bare or unit.bare or ""].codes

    def has_hundredths(self, whole: Reading, part: Reading) -> bool:
        """May the hundredths be those of the currency ("five euros and ten cents")?"""
        if part.bare is None:
            return whole.code == part.code or self.fits(whole, part)
        others = (row.get("also", ()) for row in self._subunits if row["of"] == part.bare)
        return self.fits(whole, part) or whole.code in {code for codes in others for code in codes}

    def of_place(self, mark: Reading, place: str) -> Reading | None:
        """The currency that a shared mark and the name of a place say together ("$5 Canadian")."""
        nouns = {word for code in self.bare[mark.bare].codes for word in _last_words(code)} if mark.bare else set()
        found = (self.names.get(f"{place.lower()} {noun}") for noun in sorted(nouns))
        return next((reading for reading in found if reading and reading.code and self.fits(mark, reading)), None)

    def _nouns(self) -> Mapping[str, Reading]:
        """Last words alone: "baht" is Thai, "pound" is shared."""
        owners: dict[str, list[str]] = {}
        for code in sorted(self.codes - _ACCOUNTS):
            for noun in _last_words(code):
                owners.setdefault(noun, []).append(code)
        shared = {
            noun: row["name"] for row in self._bare_table if len(row["name"]) > 2 for noun in row.get("nouns", ())
        }
        nouns: dict[str, Reading] = {}
        for noun, codes in owners.items():
            living = [code for code in codes if code in _CURRENT]
            stem = noun if noun in shared else noun.removesuffix("s")
            if stem in shared and shared[stem] != "yen or yuan":
                nouns[noun] = Reading(bare=shared[stem])
            elif len(living) == 1 or len(codes) == 1:
                nouns[noun] = Reading((living or codes)[0])
        return nouns

    def _bare(self, row: Mapping[str, Any]) -> Bare:
        nouns = set(row.get("nouns", ()))
        codes = frozenset(row.get("codes", ())) | {c for c in self.codes if nouns & set(_last_words(c))}
        countries = {country: code for country, code in _OWN_CURRENCY.items() if code in codes}
        return Bare(row["name"], row.get("default"), row["sway"], bool(row.get("contrast")), codes, countries)

    def _subunit(self, of: str) -> Reading:
        return Reading(of, hundredth=True) if of in self.codes else Reading(bare=of, hundredth=True)


def _is_currency(code: str, name: str) -> bool:
    """Money of today or before; no metals, test codes and units of account but those that the table names too."""
    if code in _ACCOUNTS:
        return True
    words = set(name.lower().split())
    return "(" not in name and not words & _NOT_MONEY and (not code.startswith("X") or code in _REGIONAL)


def _own_currencies() -> dict[str, str]:
    """Country to the legal tender of today that is its own (the first that Babel lists)."""
    own: dict[str, str] = {}
    for territory in sorted(t for t in get_global("territory_currencies") if len(t) == 2):
        tender = get_territory_currencies(territory, tender=True)
        if tender:
            own[territory] = next((c for c in tender if c.startswith(territory)), tender[0])
    return own


_OWN_CURRENCY = _own_currencies()
_CURRENT = frozenset(_OWN_CURRENCY.values())


@cache
def _babel_names(code: str) -> tuple[str, ...]:
    names = [get_currency_name(code, locale=_LOCALE), *(get_currency_name(code, n, _LOCALE) for n in (1, 2))]
    return tuple(form for name in names for form in (*_forms(name), _folded(name)))


@cache
def _last_words(code: str) -> tuple[str, ...]:
    return tuple(sorted({name.split()[-1] for name in _babel_names(code)}))


def _forms(name: str) -> list[str]:
    """A name in lower case, and with a plural s when it has none."""
    low = name.lower().replace("ʻ", "'")
    return [low] if low.endswith("s") else [low, f"{low}s"]


def _folded(name: str) -> str:
    stripped = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in stripped if not unicodedata.combining(c))


def _places(country: str) -> list[str]:
    name = Locale(_LOCALE).territories.get(country, country).lower()
    return [country.lower(), _folded(name)]
