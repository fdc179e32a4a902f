"""The ledger: what earlier runs left is found again, however they ended."""

from __future__ import annotations

import pytest

from asean_extract.errors import OutputError
from asean_extract.files.ledger import FOLDER, NAME, Entry, Ledger

MADE = {"versions": {"model": "m 1.0"}, "patterns": {}}


def entry(name: str = "a/x.txt", key: str = "k") -> Entry:
    return Entry(name, key, "w", {"files": 1, "events": 2}, 0.25, ("look here",), ("evt-gone",))


def test_ledger_of_a_new_folder_is_empty_and_writes_nothing(tmp_path):
    ledger = Ledger(tmp_path)
    assert (ledger.entries, ledger.reading, ledger.made) == ({}, None, {})
    assert list(tmp_path.iterdir()) == []


def test_ledger_gives_back_what_was_added_though_the_run_never_ended(tmp_path):
    Ledger(tmp_path).add(entry())
    again = Ledger(tmp_path)
    assert again.entries == {"a/x.txt": entry()}
    assert again.reading is None


def test_ledger_takes_the_last_word_about_a_file(tmp_path):
    ledger = Ledger(tmp_path)
    for each in (entry("x"), entry("y"), entry("x", "new")):
        ledger.add(each)
    ledger.remove("y")
    ledger.remove("never there")
    assert Ledger(tmp_path).entries == {"x": entry("x", "new")}


def test_ledger_that_ended_has_its_lines_in_order_whatever_order_they_came_in(tmp_path):
    written = []
    for place, names in (("one", "abc"), ("two", "cab")):
        ledger = Ledger(tmp_path / place)
        for name in names:
            ledger.add(entry(name))
        ledger.end("r", MADE)
        written.append((tmp_path / place / FOLDER / NAME).read_bytes())
    assert written[0] == written[1]
    again = Ledger(tmp_path / "one")
    assert (again.reading, again.made, sorted(again.entries)) == ("r", MADE, ["a", "b", "c"])


def test_ledger_is_not_written_again_when_nothing_changed(tmp_path):
    ledger = Ledger(tmp_path)
    ledger.add(entry())
    ledger.end("r", MADE)
    before = (tmp_path / FOLDER / NAME).stat()
    Ledger(tmp_path).end("r", MADE)
    after = (tmp_path / FOLDER / NAME).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "rest", [b'{"name":"b","ke', b"\xff\n", b"[1]\n", b'{"name":"b","key":"k"}\n', b'{"made":1}\n']
)
def test_ledger_passes_over_lines_that_it_cannot_read(tmp_path, rest):
    ledger = Ledger(tmp_path)
    ledger.add(entry("a"))
    with (tmp_path / FOLDER / NAME).open("ab") as file:
        file.write(rest)
    Ledger(tmp_path).add(entry("c"))
    assert sorted(Ledger(tmp_path).entries) == ["a", "c"]


def test_ledger_hides_itself_from_git(tmp_path):
    Ledger(tmp_path).add(entry())
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"


def test_ledger_that_cannot_be_written_says_where(tmp_path):
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(OutputError, match=FOLDER):
        Ledger(tmp_path).add(entry())
