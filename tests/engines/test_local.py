"""Running over many files: each has its outcome, and none costs another."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from asean_extract.engines.local import run
from asean_extract.engines.outcome import set_aside
from asean_extract.errors import ModelError
from asean_extract.files.judgements import Judgement
from asean_extract.files.manifest import RunCounts
from asean_extract.files.read import find_sources
from asean_extract.limits import NO_LIMITS
from asean_extract.metadata import Metadata
from asean_extract.records import Block, Entity, SourceRecord


def test_run_writes_a_record_for_every_file_and_counts_it(texts, tmp_path, one_article):
    folder = texts({"a/x.txt": "Menu\nSome words.", "y.txt": "Words."})
    outcomes = list(run(find_sources([folder]), tmp_path / "out", one_article))
    one = RunCounts(Counter(files=1, articles=1))
    assert [(o.name, o.counts, o.set_aside) for o in outcomes] == [("a/x.txt", one, 4 / 14), ("y.txt", one, 0.0)]
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


def test_run_gives_each_file_what_is_known_of_it(texts, tmp_path, one_article):
    folder = texts({"a/x.txt": "Words.", "x.txt": "Words."})
    list(run(find_sources([folder]), tmp_path / "out", one_article, known={"a/x.txt": Metadata(title="Talks")}))
    titles = [
        json.loads((tmp_path / "out" / name).read_text())["articles"][0]["title"] for name in ("a/x.json", "x.json")
    ]
    assert titles == ["Talks", None]


class OneCountry:
    """Finds one country in every text: the one that the text names, and nothing else."""

    limits = NO_LIMITS

    def extract(self, text: str, *, source=None, metadata=None) -> SourceRecord:  # noqa: ARG002 (called as the real one is)
        country = Entity(id="cty-no", type="country", name=text, aliases=[], country="NO", acronym=None, mentions=[])
        return SourceRecord(source=source, blocks=[], articles=[], entities=[country])


def test_run_lays_judgements_over_the_records_and_tells_which_found_none(texts, tmp_path):
    judgements = [
        Judgement(id="cty-no", verdict="correct", set={"name": "Kingdom of Norway"}),
        Judgement(id="cty-xx", verdict="reject", source="a.txt"),
    ]
    (outcome,) = run(find_sources([texts({"a.txt": "Norway"})]), tmp_path, OneCountry, judgements)
    assert json.loads((tmp_path / "a.json").read_text())["entities"][0]["name"] == "Kingdom of Norway"
    assert outcome.lapsed == ("cty-xx",)


def test_run_counts_a_correction_that_fits_no_record_as_the_failure_of_its_file(texts, tmp_path):
    judgements = [Judgement(id="cty-no", verdict="correct", set={"country": "Norway"})]
    (outcome,) = run(find_sources([texts({"a.txt": "Words."})]), tmp_path / "out", OneCountry, judgements)
    assert "country" in (outcome.error or "")
    assert not (tmp_path / "out").exists()
