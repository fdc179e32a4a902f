"""Reading output back: from a folder, from a file, from git; and refusing what is none."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from asean_extract.errors import ExtractError, OutputError, SourceError
from asean_extract.files.output import read_one, read_output, read_plain, read_records, read_revision, source_text
from asean_extract.records import SourceRecord

GOOD = {
    "schema_version": "1.0",
    "source": {"path": "a.txt", "sha256": "x", "encoding": "utf-8", "length": 0},
    "blocks": [], "articles": [], "entities": [],
}  # fmt: skip


def put(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *identity, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path) -> Path:
    """A repository with one commit, and changes since."""
    put(tmp_path / "output" / "a.json", GOOD)
    put(tmp_path / "output" / "manifest.json", {"versions": {"schema": "1.0"}})
    put(tmp_path / "output" / "deep" / "ü b.json", GOOD)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    put(tmp_path / "output" / "a.json", "{broken")
    return tmp_path


def test_folder_gives_records_sorted_by_name_and_the_manifest_apart(tmp_path):
    for name in ("b.json", "a.json", "deep/c.json", ".hidden.json", "notes.txt"):
        put(tmp_path / name, GOOD)
    put(tmp_path / "manifest.json", {"versions": {}})
    read = read_plain(tmp_path)
    assert list(read.records) == ["a.json", "b.json", "deep/c.json"]
    assert read.manifest == {"versions": {}}


def test_models_are_read_one_by_one(tmp_path):
    put(tmp_path / "a.json", GOOD)
    assert [(name, record.source.path) for name, record in read_records(tmp_path)] == [("a.json", "a.txt")]


def test_read_output_gives_models_by_name_and_nothing_else(tmp_path):
    for name in ("b.json", "a.json", "A/z.json"):
        put(tmp_path / name, GOOD | {"source": GOOD["source"] | {"path": name}})
    for name in ("manifest.json", "judgements.jsonl", ".hidden.json", "notes.txt"):
        put(tmp_path / name, {})
    records = read_output(str(tmp_path))
    assert next(records).source.path == "A/z.json"
    assert [type(record) for record in records] == [SourceRecord] * 2


def test_read_output_of_no_place_says_so(tmp_path):
    with pytest.raises(OutputError, match="no such file or folder"):
        next(read_output(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("content", "told"),
    [(GOOD | {"extra": 1}, r"^deep/b\.json: extra: .*extract it again"), ("{broken", r"^deep/b\.json: Invalid JSON")],
)
def test_read_output_gives_what_is_sound_before_it_names_a_broken_file(tmp_path, content, told):
    put(tmp_path / "a.json", GOOD)
    put(tmp_path / "deep" / "b.json", content)
    records = read_output(tmp_path)
    assert next(records).source.path == "a.txt"
    with pytest.raises(OutputError, match=told):
        next(records)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{broken", "is not JSON"),
        ("[1]", "holds a list"),
        ("{}", "has no `articles`"),
        ('{"articles": {}}', "articles is not a list"),
        ('{"articles": [3]}', r"articles\[0\] is not a dict"),
        ('{"articles": [{"start": 1, "end": 2, "events": [{"date": "May"}]}]}', r"events\[0\]\.date is not a dict"),
        ('{"articles": [{"start": 1}]}', r"articles\[0\] lacks what it needs: start, end"),
        ('{"articles": [], "entities": [{"name": "x"}]}', r"entities\[0\] lacks what it needs: id"),
        ('{"articles": [], "blocks": [{"start": 0, "end": 1e9, "kind": "body"}]}', r"blocks\[0\]\.end is not a int"),
        ('{"articles": [], "blocks": [{"start": 0, "end": 1000000000, "kind": "body"}]}', "is no offset into a text"),
        ('{"articles": [], "blocks": [{"start": -1, "end": 1, "kind": "body"}]}', "is no offset into a text"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_file_that_is_no_record_is_refused_with_its_name_and_place(tmp_path, content, complaint):
    put(tmp_path / "a.json", content)
    with pytest.raises(OutputError, match=rf"a\.json: .*{complaint}"):
        read_plain(tmp_path)


def test_place_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(OutputError, match="no such file or folder"):
        read_plain(tmp_path / "nowhere")
    with pytest.raises(OutputError, match="one file of an output folder"):
        read_one(tmp_path)


def test_revision_gives_the_folder_as_it_stood(repository):
    read = read_revision(repository / "output", "HEAD")
    assert list(read.records) == ["a.json", "deep/ü b.json"]
    assert read.manifest == {"versions": {"schema": "1.0"}}


def test_revision_of_a_folder_that_was_not_there_is_empty(repository):
    assert read_revision(repository / "elsewhere", "HEAD").records == {}


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD:output", ""])
def test_revision_that_is_none_is_refused(repository, revision):
    with pytest.raises(OutputError, match="git"):
        read_revision(repository / "output", revision)


def test_folder_outside_a_repository_is_refused(tmp_path):
    put(tmp_path / "a.json", GOOD)
    with pytest.raises(OutputError, match="git"):
        read_revision(tmp_path, "HEAD")


def test_source_text_is_the_one_that_was_read(tmp_path):
    put(tmp_path / "a.txt", "The fjord froze.\n")
    assert source_text(tmp_path, {"source": {"path": "a.txt"}}) == "The fjord froze.\n"
    with pytest.raises(SourceError, match="no longer the text"):
        source_text(tmp_path, {"source": {"path": "a.txt", "sha256": "0"}})


@pytest.mark.parametrize("path", ["b.txt", "../a.txt", "/etc/hostname", ""])
def test_source_text_outside_the_folder_is_refused(tmp_path, path):
    put(tmp_path / "a.txt", "x")
    (tmp_path / "in").mkdir()
    with pytest.raises(ExtractError, match="--texts"):
        source_text(tmp_path / "in", {"source": {"path": path}})
    assert source_text(tmp_path / "in", {"source": {"path": path}}, strict=False) is None
