"""What a user knows of texts, read from CSV and JSON Lines."""

from __future__ import annotations

import pytest

from asean_extract.errors import SourceError
from asean_extract.files.metadata import read_metadata, unused
from asean_extract.metadata import Metadata

CSV = "path,published,publisher,language\na/x.txt,2024-11-10,Fjord Post,en\n.\\b.txt,2024,,\n"
JSONL = (
    '{"path": "a/x.txt", "published": "2024-11-10", "publisher": "Fjord Post", "language": "en"}\n\n'
    '{"path": "./b.txt", "published": "2024"}\n'
)


def write(tmp_path, content, name="known.csv"):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(("content", "name"), [(CSV, "known.csv"), ("\ufeff" + CSV, "x.txt"), (JSONL, "known.jsonl")])
def test_read_metadata_gives_it_by_path(tmp_path, content, name):
    known = read_metadata(write(tmp_path, content, name))
    assert known == {
        "a/x.txt": Metadata(published="2024-11-10", publisher="Fjord Post", language="en"),
        "b.txt": Metadata(published="2024"),
    }


BROKEN = [
    ("file,published\na.txt,2024\n", "x.csv", "line 1: has no column `path`"),
    ("path,date\na.txt,2024\n", "x.csv", "line 2: date"),
    ("path,published\na.txt,last week\n", "x.csv", "line 2: published"),
    ("path,published\na.txt,2024-02-30\n", "x.csv", "line 2: published"),
    ("path,language\na.txt,English\n", "x.csv", "line 2: language"),
    ("path,url\na.txt,javascript:alert(1)\n", "x.csv", "line 2: url"),
    ("path\na.txt\na.txt\n", "x.csv", "line 3: a.txt is there twice"),
    ("path\na.txt,more\n", "x.csv", "line 2: has more cells"),
    ("path,published\n,2024\n", "x.csv", "line 2: path"),
    ('{"path": "a.txt"}\n{"path"\n', "x.jsonl", "line 2: is not JSON"),
    ('["a.txt"]\n', "x.jsonl", "line 1: holds no object"),
    (b"path\n\xff\n", "x.csv", "cannot be read"),
]


@pytest.mark.parametrize(("content", "name", "told"), BROKEN)
def test_read_metadata_names_the_line_that_is_wrong(tmp_path, content, name, told):
    with pytest.raises(SourceError, match=told) as error:
        read_metadata(write(tmp_path, content, name))
    assert name in str(error.value)


def test_read_metadata_of_a_missing_file_says_so(tmp_path):
    with pytest.raises(SourceError, match=r"nowhere\.csv"):
        read_metadata(tmp_path / "nowhere.csv")


def test_unused_names_what_is_no_text_of_the_run(tmp_path):
    known = read_metadata(write(tmp_path, CSV))
    assert unused(known, iter(["a/x.txt", "c.txt"])) == ("b.txt",)
