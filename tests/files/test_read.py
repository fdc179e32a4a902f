"""Finding the source files of a run, and reading them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from asean_extract.errors import SourceError
from asean_extract.files.read import SourceFile, find_sources, read_source


def names(*inputs: Path, out: Path | None = None) -> list[str]:
    return [file.name for file in find_sources(inputs, out)]


def test_find_sources_takes_txt_files_at_any_depth_in_order_of_name(texts):
    folder = texts({"b.txt": "", "a/z.TXT": "", "a/x/y.txt": "", "notes.md": "", "a.txt": ""})
    assert names(folder) == ["a.txt", "a/x/y.txt", "a/z.TXT", "b.txt"]


def test_find_sources_order_does_not_depend_on_the_order_of_the_inputs(texts):
    one, two = texts({"b.txt": ""}, "one"), texts({"a.txt": "", "c.txt": ""}, "two")
    assert names(one, two) == names(two, one) == ["a.txt", "b.txt", "c.txt"]


def test_find_sources_names_a_single_file_by_its_own_folder(texts):
    folder = texts({"a/x.txt": ""})
    assert names(folder / "a" / "x.txt") == ["x.txt"]


def test_find_sources_takes_a_named_file_whatever_it_is_called(texts):
    assert names(texts({"dump.text": ""}) / "dump.text") == ["dump.text"]


def test_find_sources_passes_over_hidden_files_and_folders(texts):
    assert names(texts({".x.txt": "", ".git/y.txt": "", "z.txt": ""})) == ["z.txt"]


def test_find_sources_passes_over_an_output_folder_inside_the_input(texts):
    folder = texts({"x.txt": "", "out/y.txt": ""})
    assert names(folder, out=folder / "out") == ["x.txt"]


def test_find_sources_reads_a_folder_that_is_its_own_output_folder(texts):
    folder = texts({"x.txt": ""})
    assert names(folder, out=folder) == ["x.txt"]


def test_find_sources_takes_a_file_named_twice_once(texts):
    folder = texts({"x.txt": ""})
    assert names(folder, folder / "x.txt", folder) == ["x.txt"]


def test_find_sources_enters_a_loop_of_links_once(texts):
    folder = texts({"a/x.txt": ""})
    (folder / "a" / "up").symlink_to(folder, target_is_directory=True)
    assert names(folder) == ["a/x.txt"]


def test_find_sources_follows_a_link_to_another_folder(texts):
    other = texts({"x.txt": ""}, "other")
    folder = texts({"y.txt": ""})
    (folder / "linked").symlink_to(other, target_is_directory=True)
    assert names(folder) == ["linked/x.txt", "y.txt"]


@pytest.mark.parametrize("second", ["two/x.txt", "one/x.text"])
def test_find_sources_refuses_two_files_with_one_output(texts, second):
    folder = texts({"one/x.txt": "", second: ""})
    with pytest.raises(SourceError, match=r"would both be written to x\.json"):
        find_sources([folder / "one" / "x.txt", folder / second])


def test_find_sources_refuses_what_does_not_exist(tmp_path):
    with pytest.raises(SourceError, match="nowhere: no such file or folder"):
        find_sources([tmp_path / "nowhere"])


def test_source_file_keeps_the_folder_and_the_dots_of_its_name_in_the_output():
    assert str(SourceFile(Path("x"), "a/no. 5.v2.txt").output) == "a/no. 5.v2.json"


@pytest.mark.skipif(os.name != "posix", reason="only there is a file name any bytes")
def test_find_sources_writes_out_what_is_not_utf8_in_a_name(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb"):  # noqa: PTH123 (the name is bytes, which Path does not take)
            pass
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert names(tmp_path) == ["caf\\xe9.txt"]


def test_read_source_says_where_the_text_came_from(texts):
    raw = "Gov. of Śląsk\r\n한국"
    given = read_source(SourceFile(texts({"x.txt": raw}) / "x.txt", "a/x.txt"))
    assert given.text == raw
    assert given.source.model_dump() == {
        "path": "a/x.txt",
        "sha256": hashlib.sha256(raw.encode()).hexdigest(),
        "encoding": "utf-8",
        "length": 17,
    }


def test_read_source_names_the_file_that_cannot_be_decoded(tmp_path):
    (tmp_path / "x.txt").write_bytes(b"%PDF-1.7 \x00")
    with pytest.raises(SourceError, match=r"^a/x\.txt: "):
        read_source(SourceFile(tmp_path / "x.txt", "a/x.txt"))


def test_read_source_names_a_link_that_leads_nowhere(tmp_path):
    (tmp_path / "x.txt").symlink_to(tmp_path / "gone")
    (file,) = find_sources([tmp_path])
    with pytest.raises(SourceError, match=r"^x\.txt: cannot be read: No such file"):
        read_source(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_read_source_does_not_wait_on_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "x.txt")
    with pytest.raises(SourceError, match=r"^x\.txt: not a regular file"):
        read_source(SourceFile(tmp_path / "x.txt", "x.txt"))


def test_find_sources_refuses_a_file_that_would_take_the_place_of_the_manifest(texts):
    with pytest.raises(SourceError, match=r"manifest\.txt would be written to manifest\.json"):
        find_sources([texts({"manifest.txt": "Words."})])
    assert len(find_sources([texts({"a/manifest.txt": "Words."}, "above")])) == 1
