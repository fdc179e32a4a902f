"""What is not read again: exactly the files for which nothing changed, and never one that failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from asean_extract.engines import local
from asean_extract.engines.reuse import Grounds, noted, standing
from asean_extract.files.judgements import Judgement
from asean_extract.files.ledger import Ledger
from asean_extract.files.read import find_sources
from asean_extract.metadata import Metadata

TEXTS = {"a/x.txt": "Words.", "b.txt": "More words.", "c.txt": "refuse me"}
GROUNDS = Grounds("r")


@pytest.fixture
def folder(texts) -> Path:
    return texts(TEXTS)


@pytest.fixture
def run(folder, tmp_path, one_article):
    """Runs over the folder and gives the names of those files that stand, and of those that were read."""

    def call(grounds: Grounds = GROUNDS) -> tuple[list[str], list[str]]:
        files, ledger, out = find_sources([folder]), Ledger(tmp_path / "out"), tmp_path / "out"
        stand = standing(files, out, ledger, grounds)
        names = [outcome.name for outcome in stand]
        rest = [file for file in files if file.name not in names]
        outcomes = local.run(rest, out, one_article, grounds.judgements, grounds.known)
        return names, [outcome.name for outcome in noted(outcomes, ledger, grounds)]

    return call


def test_standing_is_what_was_done_and_not_what_failed(run):
    assert run() == ([], ["a/x.txt", "b.txt", "c.txt"])
    assert run() == (["a/x.txt", "b.txt"], ["c.txt"])


def test_standing_tells_what_the_run_told_that_read_the_file(folder, tmp_path, one_article):
    files, ledger, out = find_sources([folder]), Ledger(tmp_path / "out"), tmp_path / "out"
    first = [o for o in noted(local.run(files, out, one_article), ledger, GROUNDS) if o.counts]
    again = standing(files, out, Ledger(out), GROUNDS)
    told = [[(o.name, o.counts, o.set_aside, o.warnings, o.lapsed, o.written) for o in run] for run in (first, again)]
    assert len(again) == 2
    assert told[0] == told[1]
    assert [o.stands for o in (*first, *again)] == [False, False, True, True]


@pytest.mark.parametrize("text", ["Other words.", "refuse me"])
def test_standing_leaves_out_a_text_that_changed(run, folder, text):
    run()
    (folder / "b.txt").write_text(text)
    assert run() == (["a/x.txt"], ["b.txt", "c.txt"])


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text("{}")])
def test_standing_leaves_out_a_record_that_somebody_changed_or_took_away(run, tmp_path, change):
    run()
    written = (tmp_path / "out" / "b.json").read_bytes()
    change(tmp_path / "out" / "b.json")
    assert run() == (["a/x.txt"], ["b.txt", "c.txt"])
    assert (tmp_path / "out" / "b.json").read_bytes() == written
    assert run() == (["a/x.txt", "b.txt"], ["c.txt"])


def test_standing_forgets_a_file_that_failed_since(run, folder):
    run()
    (folder / "b.txt").write_text("refuse me")
    run()
    (folder / "b.txt").write_text(TEXTS["b.txt"])
    assert run()[1] == ["b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("grounds", "stand"),
    [
        (Grounds("another"), []),
        (Grounds("r", {"b.txt": Metadata(title="Talks")}), ["a/x.txt"]),
        (Grounds("r", {}, [Judgement(id="evt-a", verdict="reject", source="b.txt")]), ["a/x.txt"]),
        (Grounds("r", {}, [Judgement(id="evt-a", verdict="reject", source="elsewhere.txt")]), ["a/x.txt", "b.txt"]),
        (Grounds("r", {}, [Judgement(id="evt-a", verdict="reject")]), []),
    ],
)
def test_standing_leaves_out_what_would_be_read_otherwise(run, grounds, stand):
    run()
    assert run(grounds)[0] == stand


def test_standing_passes_over_texts_that_cannot_be_read(run, folder):
    run()
    (folder / "b.txt").unlink()
    (folder / "b.txt").mkdir()
    assert run()[0] == ["a/x.txt"]
