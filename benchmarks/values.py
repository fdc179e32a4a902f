"""How well dates, sums and participants are read on public news data, beside three libraries of the field.

    ASEAN_EXTRACT_CORPUS=FOLDER python benchmarks/values.py

FOLDER holds `public/meantime` (229 dates and 88 sums in Wikinews articles), `public/readouts` (who met whom) and the
yardstick `tools/score_values.py`, which defines when a value is right. The peers come with `pip install
'asean-extract[benchmarks]'`, and are helped where their answer is meant for something else:

- `dateparser.search` gives no offsets and fills in what is not written; the words are looked up again in reading order,
  and a value is cut down to the month or year that dateparser itself calls its period.
- `quantulum3` takes a sum in brackets for a debt: the sign is dropped, and a bare dollar is that of the United States.
- `price-parser` reads one price from a string that holds one: it gets sentence by sentence.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from asean_extract import Extractor, SourceRecord

MARKS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₱": "PHP", "฿": "THB", "₫": "VND"}
SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s)|$)", re.MULTILINE)


@cache
def extractor() -> Extractor:
    return Extractor()


# ---------------------------------------------------------------- ours
def our_dates(text: str, reference: date) -> list[tuple[int, int, str]]:
    """The yardstick knows neither open ends nor approximation: `../2018` is 2018 there, `2017~` is 2017."""
    read = extractor().read_values(text, published=reference.isoformat(), clean=False)
    return [(d.start, d.end, d.value.removeprefix("../").removesuffix("~")) for d in read.dates]


def our_money(text: str) -> list[tuple[int, int, str, str]]:
    read = extractor().read_values(text, clean=False)
    return [(s.start, s.end, s.amount, s.currency) for s in read.sums]


def our_events(text: str, published: str) -> list[dict[str, Any]]:
    record = extractor().extract(text, published=published, clean=False)
    return [
        {"start": span.start, "end": span.end, "participants": list(_names(event, record)), "date": event.date.value}
        for article in record.articles
        for event in article.events
        for span in event.evidence
    ]


def _names(event: Any, record: SourceRecord) -> Iterator[str]:
    """Participants by name; the yardstick asks for a person's country beside the person."""
    entities = {entity.id: entity for entity in record.entities}
    for participant in event.participants:
        yield entities[participant.entity].name
        affiliation = entities.get(participant.affiliation or "")
        if affiliation is not None and affiliation.type == "country":
            yield affiliation.name


# ---------------------------------------------------------------- peers
def dateparser_dates(text: str, reference: date) -> list[tuple[int, int, str]]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime(reference.year, reference.month, reference.day)}
    one = DateDataParser(languages=["en"], settings=settings)
    found, at = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        length = {"year": 4, "month": 7}.get(one.get_date_data(words).period, 10)
        found.append((start, at, moment.date().isoformat()[:length]))
    return found


def quantulum_money(text: str) -> list[tuple[int, int, str, str]]:
    from quantulum3 import parser

    sums = [quantity for quantity in parser.parse(text) if quantity.unit.entity.name == "currency"]
    codes = [quantity.unit.currency_code or ("USD" if quantity.unit.name == "dollar" else "") for quantity in sums]
    return [(*quantity.span, str(abs(quantity.value)), code) for quantity, code in zip(sums, codes, strict=True)]


def price_parser_money(text: str) -> Iterator[tuple[int, int, str, str]]:
    from price_parser import Price

    for sentence in SENTENCE.finditer(text):
        price = Price.fromstring(sentence[0])
        if price.amount is None or not price.currency:
            continue
        start = sentence.start() + sentence[0].index(price.amount_text)
        code = MARKS.get(price.currency, price.currency)
        yield start, start + len(price.amount_text), str(price.amount), code


Reads = Callable[..., Any]
SYSTEMS: dict[str, tuple[str, dict[str, Reads]]] = {
    "asean-extract": ("asean_extract", {"dates": our_dates, "money": our_money, "readouts": our_events}),
    "dateparser.search": ("dateparser", {"dates": dateparser_dates}),
    "quantulum3": ("quantulum3", {"money": quantulum_money}),
    "price-parser": ("price_parser", {"money": price_parser_money}),
}


# ---------------------------------------------------------------- the table
def load_yardstick() -> ModuleType:
    place = os.environ.get("ASEAN_EXTRACT_CORPUS")
    if not place or not (Path(place) / "tools" / "score_values.py").is_file():
        sys.exit("ASEAN_EXTRACT_CORPUS names no folder with public/meantime and tools/score_values.py")
    sys.path.insert(0, str(Path(place) / "tools"))
    return importlib.import_module("score_values")


def percent(*shares: float) -> list[str]:
    return [f"{100 * share:.1f}" for share in shares]


def cells(yardstick: ModuleType, system: dict[str, Reads]) -> Iterator[str]:
    """P, R and F1 of the dates, of the sums and of the participants; empty for what a system does not read."""
    dates, money = yardstick.load_values()
    for kind, cases, score in (("dates", dates, yardstick.score_dates), ("money", money, yardstick.score_money)):
        if kind in system:
            total, *_ = score(cases, system[kind])
            yield from percent(*total.prf(total.right))
        else:
            yield from ("", "", "")
    if "readouts" not in system:
        yield from ("", "", "")
        return
    rows = [yardstick.json.loads(line) for line in _readouts(yardstick).read_text(encoding="utf-8").splitlines()]
    report, _ = yardstick.score_readouts(rows, system["readouts"])
    yield from percent(report["precision"], report["recall"], report["participants_f1"])


def _readouts(yardstick: ModuleType) -> Path:
    return yardstick.PUBLIC / "readouts" / "2021-2022.jsonl"


def main() -> None:
    warnings.simplefilter("ignore")  # quantulum3 would like its classifier
    yardstick = load_yardstick()
    head = ["", *(f"{kind} {figure}" for kind in ("dates", "sums", "participants") for figure in ("P", "R", "F1"))]
    print("| " + " | ".join(head) + " |")
    print("|---|" + "--:|" * (len(head) - 1))
    for name, (package, system) in SYSTEMS.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name} is not installed: left out", file=sys.stderr)
            continue
        print(f"| {name} | " + " | ".join(cells(yardstick, system)) + " |", flush=True)


if __name__ == "__main__":
    main()
