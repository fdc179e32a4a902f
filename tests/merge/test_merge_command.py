"""The command `merge`."""

from __future__ import annotations

import json

import pytest
from made_output import Made
from typer.testing import CliRunner

from asean_extract.cli import app
from asean_extract.errors import OutputError


@pytest.fixture
def output(tmp_path):
    for path in ("a.txt", "b.txt"):
        made = Made(path, "2021-03-03")
        made.event("5th Fjord Glacier Summit", "2021-03-02", who=[made.entity("cty-no", "Norway")])
        made.write(tmp_path / "output")
    return tmp_path / "output"


def test_merge_writes_the_corpus_and_tells_what(output, tmp_path):
    result = CliRunner().invoke(app.toolbox, ["merge", str(output), "-o", str(tmp_path / "corpus.json")])
    assert result.exit_code == 0
    assert "2 documents, 1 events" in result.output
    corpus = json.loads((tmp_path / "corpus.json").read_text(encoding="utf-8"))
    assert [len(event["sources"]) for event in corpus["events"]] == [2]


def test_merge_refuses_to_write_among_the_records(output):
    result = CliRunner().invoke(app.toolbox, ["merge", str(output), "-o", str(output / "corpus.json")])
    assert isinstance(result.exception, OutputError)
    assert "outside it" in str(result.exception)
