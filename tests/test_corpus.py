"""The real corpus, which is not part of the repository: the contract holds, and the figures do not fall.

ASEAN_EXTRACT_CORPUS names a folder with `seeds/` and their gold in `gold/`, more texts in `corpus/` with theirs in
`corpus/gold/`, and the yardstick `tools/score.py`. Without it these tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from asean_extract.engines.local import run
from asean_extract.files.read import find_sources

pytestmark = pytest.mark.slow

#: Mean F1 that a change may not fall below, by set of texts.
FLOORS = {"seeds": 0.70, "corpus": 0.60}


@dataclass(frozen=True)
class Extraction:
    """The texts, the gold and the output of one set."""

    name: str
    texts: Path
    gold: Path
    out: Path

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each text with its record."""
        for path in sorted(self.texts.glob("*.txt")):
            record = json.loads((self.out / f"{path.stem}.json").read_text(encoding="utf-8"))
            yield path.read_bytes().decode("utf-8-sig"), record


@pytest.fixture(scope="module", params=sorted(FLOORS))
def extraction(request, corpus, extractor, tmp_path_factory) -> Extraction:
    texts = corpus / request.param
    gold = corpus / "gold" if request.param == "seeds" else texts / "gold"
    out = tmp_path_factory.mktemp(request.param)
    files = find_sources(sorted(texts.glob("*.txt")))
    assert files
    outcomes = list(run(files, out, lambda: extractor))
    assert [o.error for o in outcomes] == [None] * len(files)
    return Extraction(request.param, texts, gold, out)


def spans(node: Any) -> Iterator[dict[str, Any]]:
    """Everything in a record that has offsets and words."""
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def test_spans_are_slices_of_the_source(extraction):
    checked = 0
    for text, record in extraction.records():
        for span in spans(record):
            assert text[span["start"] : span["end"]] == span["text"], record["source"]["path"]
            checked += 1
    assert checked > 100


def test_blocks_tile_the_file(extraction):
    for text, record in extraction.records():
        last = 0
        for block in record["blocks"]:
            assert last <= block["start"] < block["end"] <= len(text)
            assert not text[last : block["start"]].strip()
            last = block["end"]
        assert record["blocks"]
        assert not text[last:].strip()


def test_ids_are_there_and_not_given_twice(extraction):
    pointed = 0
    for _, record in extraction.records():
        entities = [entity["id"] for entity in record["entities"]]
        own = [item["id"] for a in record["articles"] for k in ("events", "commitments", "figures") for item in a[k]]
        for article in record["articles"]:
            initiatives = [item["id"] for item in article["initiatives"]]
            assert len(initiatives) == len(set(initiatives))
            for event in article["events"]:
                assert set(event["initiatives"]) <= set(initiatives)
            pointed += sum(entity in entities for entity in _pointed(article))
            assert set(_pointed(article)) <= set(entities), record["source"]["path"]
            assert {c["initiative"] for c in article["commitments"]} <= {None, *initiatives}
        assert len(entities) == len(set(entities))
        assert len(own) == len(set(own))
    assert pointed > 50


def _pointed(article: dict[str, Any]) -> list[str]:
    """The entity ids that the records of an article point to."""
    parts = [part for event in article["events"] for part in event["participants"]]
    ids = [part[key] for part in parts for key in ("entity", "affiliation")]
    ids += [commitment[key] for commitment in article["commitments"] for key in ("payer", "recipient")]
    ids += [owner for initiative in article["initiatives"] for owner in initiative["owners"]]
    return [entity for entity in ids if entity]


def test_figures_do_not_fall(extraction, corpus):
    yardstick = corpus / "tools" / "score.py"
    if not yardstick.exists():
        pytest.skip("the corpus has no tools/score.py: its figures are not tested")
    floors = {"headline": FLOORS[extraction.name], "text accounted": 1.0}
    scored = subprocess.run(
        [
            sys.executable, str(yardstick), str(extraction.gold), str(extraction.out), "--texts", str(extraction.texts),
            *(word for name, least in floors.items() for word in ("--min", f"{name}={least}")),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert scored.returncode == 0, scored.stdout + scored.stderr
