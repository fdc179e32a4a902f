"""Writing records: the same bytes, whole or not at all."""

from __future__ import annotations

import json
import os

import pytest

from asean_extract.errors import OutputError
from asean_extract.files.write import make_folder, to_json, write_whole
from asean_extract.records import Source, SourceRecord

RECORD = SourceRecord(
    source=Source(path="a/한국.txt", sha256="0", encoding="utf-8", length=0), blocks=[], articles=[], entities=[]
)


def test_to_json_keeps_the_order_of_the_contract():
    assert list(json.loads(to_json(RECORD))) == ["schema_version", "source", "blocks", "articles", "entities"]


def test_to_json_is_indented_by_two_readable_and_ends_with_a_newline():
    text = to_json(RECORD)
    assert '\n  "source": {\n    "path": "a/한국.txt",\n' in text
    assert text.endswith("]\n}\n")


def test_write_whole_makes_the_folder_and_writes_utf8(tmp_path):
    write_whole(tmp_path / "a" / "b" / "x.json", "한\n")
    assert (tmp_path / "a" / "b" / "x.json").read_bytes() == "한\n".encode()


def test_write_whole_gives_the_file_the_permissions_of_any_other(tmp_path):
    (tmp_path / "plain").write_text("")
    write_whole(tmp_path / "x.json", "")
    assert (tmp_path / "x.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_write_whole_leaves_the_old_file_and_nothing_else_when_it_fails(tmp_path, monkeypatch):
    (tmp_path / "x.json").write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"x\.json: cannot be written: No space left"):
        write_whole(tmp_path / "x.json", "new")
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
    assert (tmp_path / "x.json").read_text() == "old"


def test_write_whole_leaves_nothing_when_the_text_cannot_be_encoded(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "x.json", "half of a pair: \ud800")
    assert list(tmp_path.iterdir()) == []


def test_write_whole_names_the_place_when_a_folder_stands_there(tmp_path):
    (tmp_path / "x.json").mkdir()
    with pytest.raises(OutputError, match=r"x\.json: cannot be written"):
        write_whole(tmp_path / "x.json", "{}")
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


def test_make_folder_names_the_way_out_when_a_file_stands_there(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match=r"out: cannot be made: .*choose another -o folder"):
        make_folder(tmp_path / "out")
