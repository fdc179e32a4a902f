"""Running over many files: each has its outcome, and none costs another."""

from __future__ import annotations

import json
import re

import pytest

from asean_extract.engines.local import run
from asean_extract.engines.outcome import Counts, set_aside
from asean_extract.errors import ModelError
from asean_extract.files.read import find_sources
from asean_extract.records import Block


def test_run_writes_a_record_for_every_file_and_counts_it(texts, tmp_path, one_article):
    folder = texts({"a/x.txt": "Menu\nSome words.", "y.txt": "Words."})
    outcomes = list(run(find_sources([folder]), tmp_path / "out", one_article))
    assert [(o.name, o.counts) for o in outcomes] == [
        ("a/x.txt", Counts(articles=1, events=0, commitments=0, initiatives=0, set_aside=4 / 14)),
        ("y.txt", Counts(articles=1, events=0, commitments=0, initiatives=0, set_aside=0.0)),
    ]
    assert json.loads((tmp_path / "out" / "a" / "x.json").read_text())["source"]["path"] == "a/x.txt"


def test_run_goes_on_after_a_file_that_fails_and_writes_nothing_for_it(texts, tmp_path, one_article):
    folder = texts({"a.txt": "refuse me", "b.txt": "break me", "c.txt": "Words."})
    (folder / "d.txt").write_bytes(b"%PDF-")
    outcomes = list(run(find_sources([folder]), tmp_path / "out", one_article))
    errors = [o.error for o in outcomes]
    assert errors[0] == "a.txt: it asked to be refused"
    assert re.fullmatch(
        r"b\.txt: KeyError at conftest\.py:\d+: 'a fault of ours'; this is a bug, please report it", errors[1] or ""
    )
    assert errors[2] is None
    assert (errors[3] or "").startswith("d.txt: not a text file")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["c.json"]


def test_run_yields_each_outcome_before_it_reads_the_next_file(texts, tmp_path, one_article):
    outcomes = run(find_sources([texts({"a.txt": "Words.", "b.txt": "Words."})]), tmp_path / "out", one_article)
    assert next(outcomes).name == "a.txt"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.json"]


def test_run_ends_when_the_extractor_cannot_be_made(texts, tmp_path):
    def no_model():
        raise ModelError("no such model")

    with pytest.raises(ModelError):
        list(run(find_sources([texts({"a.txt": ""})]), tmp_path / "out", no_model))


@pytest.mark.parametrize(
    ("text", "warning"),
    [(" \n", "the file is blank"), ("Words.", "no document date: article 1")],
)
def test_run_warns_of_what_may_surprise(texts, tmp_path, one_article, text, warning):
    (outcome,) = run(find_sources([texts({"a.txt": text})]), tmp_path / "out", one_article)
    assert outcome.warnings == (warning,)


def test_set_aside_counts_boilerplate_and_no_blanks():
    blocks = [
        Block(start=0, end=4, kind="share", rule="r", article=None),
        Block(start=4, end=6, kind="byline", rule="r", article=None),
        Block(start=6, end=12, kind="body", rule="r", article=None),
    ]
    assert set_aside("ab  cdefgh  ", blocks) == 2 / 8
