"""Records with values of any sort in any place: refused when they are read, or reviewed without an accident."""

from __future__ import annotations

import copy
import json
import random

import pytest
from made_records import TEXT, source_record

from asean_extract.errors import OutputError
from asean_extract.files.judgements import Judgement
from asean_extract.files.output import OutputSet
from asean_extract.files.patterns import load_patterns
from asean_extract.files.shape import plain_record
from asean_extract.review import render_diff, render_github, render_markdown, render_scores
from asean_extract.review.diff import compare
from asean_extract.review.evaluate import evaluate
from asean_extract.review.explain import Explainer
from asean_extract.review.gaps import find_gaps
from asean_extract.review.page.build import build_page
from asean_extract.review.textconv import as_lines

WHOLE = json.loads(source_record().model_dump_json())
PATTERNS = load_patterns()
VALUES = [None, "x", "", 0, -5, 10**9, 3.5, True, [], {}, ["x"], [None], [{}], {"a": 1}, "\x1b[2J"]


def spoil(node: object, draw: random.Random) -> None:
    """Puts a wrong value in about one place of fifty, or takes it away."""
    places = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in list(places):
        if draw.random() > 0.02:
            spoil(node[key], draw)
        elif isinstance(node, dict) and draw.random() < 0.4:
            del node[key]
        else:
            node[key] = draw.choice(VALUES)


def spoiled() -> list[dict]:
    """Those of 2,000 spoiled records that are let in."""
    found = []
    for seed in range(2000):
        record = copy.deepcopy(WHOLE)
        spoil(record, random.Random(seed))
        try:
            found.append(plain_record("oslo.json", json.dumps(record).encode()))
        except OutputError as error:
            assert str(error).startswith("oslo.json: ")
    return found


RECORDS = spoiled()
OLD = OutputSet("old", {"oslo.json": WHOLE})


def sides():
    return [(OLD, OutputSet("new", {"oslo.json": record})) for record in RECORDS]


def test_enough_spoiled_records_are_let_in_to_say_something():
    assert len(RECORDS) > 150


def test_spoiled_records_can_be_compared():
    accepted = [Judgement(id="evt-signing", verdict="accept", record=WHOLE["articles"][0]["events"][0])]
    for old, new in sides():
        for diff in (compare(old, new, accepted), compare(new, old)):
            for render in (render_diff.as_terminal, render_diff.as_json, render_markdown.as_markdown):
                assert render(diff)
            assert render_github.as_github(diff, {"oslo.txt": TEXT}, "").count("\n") == len(diff.changes)


def test_spoiled_records_can_be_scored(monkeypatch):
    monkeypatch.setattr("asean_extract.review.measures.BOOTSTRAP_ROUNDS", 2)
    for old, new in sides():
        assert render_scores.as_markdown(evaluate(old, new, {"oslo.json": TEXT}))
        assert evaluate(new, old, {}).figures


def test_spoiled_records_can_be_explained_searched_and_shown():
    for record in RECORDS:
        told = Explainer(record, PATTERNS, TEXT)
        for name in ("evt-signing", "com-pledge", "ini-accord", "cty-no", "oslo#1", "@3"):
            try:
                assert told.explain(name)
            except OutputError:
                continue
        assert list(find_gaps("oslo.json", record, TEXT, PATTERNS)) is not None
        as_lines(record)
        assert "\x1b" not in build_page(OutputSet("new", {"oslo.json": record}), {"oslo.json": TEXT})


@pytest.mark.parametrize("seed", range(20))
def test_order_of_records_makes_no_change(seed):
    shuffled = copy.deepcopy(WHOLE)
    draw = random.Random(seed)
    for rows in (shuffled["entities"], *(shuffled["articles"][0][key] for key in ("events", "dates", "initiatives"))):
        draw.shuffle(rows)
    assert compare(OLD, OutputSet("new", {"oslo.json": shuffled})).changes == []
