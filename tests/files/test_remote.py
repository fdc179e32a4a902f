"""Files that lie elsewhere are found, read and written as those that lie here."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from asean_extract.engines import local
from asean_extract.errors import SourceError
from asean_extract.files.read import find_sources
from asean_extract.files.remote import RemotePath, place

pytest.importorskip("pyarrow", reason="pyarrow, of the extra ray, is not installed")
fsspec = pytest.importorskip("fsspec", reason="fsspec, of the extra ray, is not installed")


@pytest.fixture
def memory() -> RemotePath:
    """A folder in the memory of this process, which fsspec takes for a file system."""
    fsspec.filesystem("memory").rm("/", recursive=True)
    return RemotePath("memory://bucket")


def filled(root: RemotePath, *names: str) -> RemotePath:
    for name in names:
        (root / name).write_bytes(f"Words of {name}.".encode())
    return root


@pytest.mark.parametrize("named", ["texts", "/a/b", "file:///a/b", "C:\\texts"])
def test_place_is_a_path_when_it_lies_here(named):
    assert place(named) == Path("/a/b" if named.startswith("file") else named)


def test_place_takes_a_path_too(tmp_path):
    assert place(tmp_path) == tmp_path


def test_place_is_remote_when_it_is_named_by_another_uri():
    assert place("s3://bucket/texts") == RemotePath("s3://bucket/texts")


def test_remote_path_shows_no_key():
    shown = str(RemotePath("s3://key:secret@bucket/texts?endpoint_override=127.0.0.1:9000") / "a" / "x.txt")
    assert shown == "s3://bucket/texts/a/x.txt"


def test_remote_path_reads_what_was_written_in_another_process_too(memory):
    path = pickle.loads(pickle.dumps(memory / "a" / "x.txt"))
    assert not path.exists()
    path.write_bytes("ü".encode())
    assert (path.read_bytes(), path.read_text()) == (b"\xc3\xbc", "ü")
    assert (path.is_file(), path.is_dir(), (memory / "a").is_dir(), (memory / "a").is_file()) == (
        True,
        False,
        True,
        False,
    )


def test_find_sources_finds_the_texts_of_a_remote_folder_sorted_but_for_hidden_ones_and_the_output(memory):
    filled(memory, "b.txt", "a/x.TXT", "a/y.json", ".z.txt", ".git/z.txt", "out/z.txt")
    assert [file.name for file in find_sources([memory], memory / "out")] == ["a/x.TXT", "b.txt"]


def test_find_sources_takes_a_single_remote_file(memory):
    (file,) = find_sources([filled(memory, "a/x.txt") / "a" / "x.txt"])
    assert file.name == "x.txt"


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("named", ["memory://bucket/nowhere", "no-such-scheme://bucket"])
def test_find_sources_refuses_a_remote_folder_that_is_not_there(named):
    with pytest.raises(SourceError, match=named):
        find_sources([RemotePath(named)])


def test_run_gives_the_same_bytes_wherever_texts_and_records_lie(memory, texts, tmp_path, one_article):
    names = ["b.txt", "a/x.txt"]
    here = texts({name: f"Words of {name}." for name in names})
    there = filled(memory / "in", *names)
    list(local.run(find_sources([here]), tmp_path / "out", one_article))
    assert [outcome.error for outcome in local.run(find_sources([there]), memory / "out", one_article)] == [None, None]
    for name in ("b.json", "a/x.json"):
        assert (memory / "out" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_run_takes_a_remote_record_away_whose_text_fails_now(memory, one_article):
    list(local.run(find_sources([filled(memory / "in", "b.txt")]), memory / "out", one_article))
    assert (memory / "out" / "b.json").exists()
    (memory / "in" / "b.txt").write_bytes(b"refuse me")
    list(local.run(find_sources([memory / "in"]), memory / "out", one_article))
    assert not (memory / "out" / "b.json").exists()


def test_run_tells_of_a_remote_file_that_is_gone(memory, one_article):
    files = find_sources([filled(memory / "in", "b.txt")])
    fsspec.filesystem("memory").rm("/bucket/in/b.txt")
    (outcome,) = local.run(files, memory / "out", one_article)
    assert (outcome.error or "").startswith("b.txt: cannot be read")
