"""Small records made by hand, from invented texts; words are found in the text, so that offsets are right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from asean_extract.files.output import OutputSet
from asean_extract.records import (
    Article,
    Block,
    Commitment,
    Date,
    DateAnchor,
    Entity,
    Event,
    Initiative,
    Participant,
    Source,
    SourceRecord,
    TextSpan,
)

TEXT = (
    "Menu | Home\n"
    "Norway and Chile sign fisheries accord\n"
    "OSLO, March 3, 2021 -- Norway and Chile signed the Fjord Fisheries Accord on March 2.\n"
    "Norway pledged $4 million to the coastal fund.\n"
    "Officials will meet again next month.\n"
)


def span(text: str, words: str) -> TextSpan:
    start = text.index(words)
    return TextSpan(start=start, end=start + len(words), text=words)


def place(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def date(text: str, words: str, value: str, **other: Any) -> Date:
    fields: dict[str, Any] = {"precision": "day", "basis": "explicit", "anchor": None, "rule": "date.month-day"} | other
    return Date(value=value, text=words, **place(text, words), **fields)


def signing(text: str = TEXT, **other: Any) -> Event:
    anchor = DateAnchor(value="2021-03-03", reason="published")
    fields: dict[str, Any] = {
        "id": "evt-signing", "type": "agreement", "name": "Fjord Fisheries Accord", "named": True,
        "date": date(text, "March 2", "2021-03-02", basis="inferred", anchor=anchor),
        "time": None, "place": None, "status": "held",
        "participants": [
            Participant(entity="cty-no", role="party", title=None, affiliation=None),
            Participant(entity="cty-cl", role="party", title=None, affiliation=None),
        ],
        "initiatives": ["ini-accord"], "plover": "AGREE",
        "evidence": [span(text, "Norway and Chile signed the Fjord Fisheries Accord on March 2.")],
        "rule": "event.signing",
    }  # fmt: skip
    return Event(**(fields | other))


def pledge(text: str = TEXT, **other: Any) -> Commitment:
    fields: dict[str, Any] = {
        "id": "com-pledge", "text": "$4 million", **place(text, "$4 million"), "amount": "4000000",
        "amount_max": None, "previous_amount": None, "currency": "USD", "currency_reason": None, "modifier": "exact",
        "frequency": "once", "kind": "pledge", "payer": "cty-no", "recipient": None, "initiative": None,
        "purpose": "the coastal fund", "date": None,
        "evidence": [span(text, "Norway pledged $4 million to the coastal fund.")], "rule": "commitment.pledge",
    }  # fmt: skip
    return Commitment(**(fields | other))


def accord(text: str = TEXT, **other: Any) -> Initiative:
    fields: dict[str, Any] = {
        "id": "ini-accord", "name": "Fjord Fisheries Accord", "acronym": None, "aliases": [], "kind": "agreement",
        "owners": ["cty-no"], "period": None, "mentions": [span(text, "Fjord Fisheries Accord")],
        "rule": "initiative.head",
    }  # fmt: skip
    return Initiative(**(fields | other))


def entities(text: str = TEXT) -> list[Entity]:
    rows = (("cty-no", "Norway", "NO"), ("cty-cl", "Chile", "CL"))
    return [
        Entity(id=i, type="country", name=n, aliases=[], country=c, acronym=None, mentions=[span(text, n)])
        for i, n, c in rows
    ]


def article(text: str = TEXT, **other: Any) -> Article:
    fields: dict[str, Any] = {
        "id": "oslo#1", **place(text, text[text.index("Norway and Chile sign fisheries") :]),
        "title": "Norway and Chile sign fisheries accord", "byline": [], "publisher": None, "language": "en",
        "published": date(text, "March 3, 2021", "2021-03-03"),
        "dates": [date(text, "March 3, 2021", "2021-03-03"), signing(text).date],
        "events": [signing(text)], "commitments": [pledge(text)], "initiatives": [accord(text)], "figures": [],
    }  # fmt: skip
    return Article(**(fields | other))


def blocks(text: str = TEXT) -> list[Block]:
    """One block a line: the menu is boilerplate, the headline a title, the rest body."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        kind = (
            "navigation"
            if line.startswith("Menu")
            else "title"
            if line.startswith("Norway and Chile sign f")
            else "body"
        )
        name = None if kind == "navigation" else "oslo#1"
        found.append(
            Block(start=start, end=start + len(line.rstrip("\n")), kind=kind, rule=f"block.{kind}", article=name)
        )
        start += len(line)
    return found


def source_record(text: str = TEXT, path: str = "oslo.txt", **other: Any) -> SourceRecord:
    sha = hashlib.sha256(text.encode()).hexdigest()
    fields: dict[str, Any] = {
        "source": Source(path=path, sha256=sha, encoding="utf-8", length=len(text)),
        "blocks": blocks(text), "articles": [article(text)], "entities": entities(text),
    }  # fmt: skip
    return SourceRecord(**(fields | other))


def output(*records: SourceRecord, manifest: dict[str, Any] | None = None) -> OutputSet:
    """Records as an output folder holds them."""
    plain = {r.source.path.replace(".txt", ".json"): json.loads(r.model_dump_json()) for r in records}
    return OutputSet("made", plain, manifest)


def write(folder: Path, *records: SourceRecord) -> Path:
    """Records on disk as a run writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    for record in records:
        path = folder / record.source.path.replace(".txt", ".json")
        path.write_text(record.model_dump_json(indent=2), encoding="utf-8")
    return folder
