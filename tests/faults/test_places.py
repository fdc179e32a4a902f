"""Hostile names and places of files: links, names that no shell likes, outputs inside inputs, disks that refuse."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from asean_extract.files.ledger import make_hidden
from asean_extract.text import decode as decoding

pytestmark = pytest.mark.slow

GOOD = b"The foreign ministers of Norway and Viet Nam met in Hanoi on 3 March 2021.\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="only there may a name be any bytes")
NAMES = {
    "newline": "two\nlines.txt",
    "carriage_return": "over\rwritten.txt",
    "escape": "\x1b[2Jclear.txt",
    "bidi": "abc\u202etxt.exe.txt",
    "spaces": " a  b .txt",
    "korean": "한국 장관 회담.txt",
    "decomposed": "Vie\u0323\u0302t.txt",
    "emoji": "\U0001f600.txt",
    "254_bytes": "x" * 250 + ".txt",
    "254_bytes_korean": "한" * 83 + "x.txt",
    "leading_dash": "-o.txt",
    "leading_dashes": "--help.txt",
    "quotes": "'\"$(touch x)`.txt",
    "markup": "[bold]x[/bold]<b>.txt",
    "percent": "%s%n{0}.txt",
    "backslash": "a\\b.txt",
    "many_dots": "a...b.v2.txt",
    "only_a_suffix": "x.TXT",
}


@POSIX
@pytest.mark.parametrize("name", NAMES)
def test_name_of_a_file_is_taken_as_it_is(reads, folder, tmp_path, name):
    ran = reads(tmp_path / "out", folder({NAMES[name]: GOOD, "good.txt": GOOD}))
    assert ran.code == 0
    written = NAMES[name][: NAMES[name].lower().rindex(".txt")] + ".json"
    assert ran.files == sorted(["good.json", "manifest.json", written])
    assert ran.record(written)["source"]["path"] == NAMES[name]
    assert all(c.isprintable() or c == "\n" for c in ran.said)
    assert len(ran.record(written)["articles"][0]["events"]) == 1


@POSIX
@pytest.mark.parametrize("name", ["x" * 251 + ".txt", "한" * 83 + "xx.txt"])
def test_name_of_255_bytes_leaves_no_room_for_that_of_its_record(reads, folder, tmp_path, name):
    assert len(name.encode()) == 255
    ran = reads(tmp_path / "out", folder({name: GOOD, "good.txt": GOOD}))
    assert ran.code == 3
    assert ran.reasons[name].endswith("cannot be written: File name too long")
    assert ran.files == ["good.json", "manifest.json"]


def test_folder_named_like_a_file_is_a_folder(reads, folder, tmp_path):
    ran = reads(tmp_path / "out", folder({"x.txt/inner.txt": GOOD}))
    assert ran.files == ["manifest.json", "x.txt/inner.json"]


def test_folder_where_a_record_should_go_is_a_failure_of_its_file(reads, folder, tmp_path):
    (tmp_path / "out" / "x.json").mkdir(parents=True)
    ran = reads(tmp_path / "out", folder({"x.txt": GOOD, "y.txt": GOOD}))
    assert (ran.code, list(ran.reasons), ran.files) == (3, ["x.txt"], ["manifest.json", "y.json"])


def test_two_inputs_with_one_stem_keep_their_folders(reads, folder, tmp_path):
    ran = reads(tmp_path / "out", folder({"a/x.txt": GOOD, "b/x.txt": GOOD}))
    assert ran.files == ["a/x.json", "b/x.json", "manifest.json"]


def test_two_inputs_with_one_output_are_refused_before_anything_is_written(reads, folder, tmp_path):
    one, two = folder({"x.txt": GOOD}, "one"), folder({"x.txt": GOOD}, "two")
    ran = reads(tmp_path / "out", one, two)
    assert ran.code == 2
    assert "would both be written to x.json" in ran.said
    assert not (tmp_path / "out").exists()


def test_output_inside_the_input_is_not_read_the_second_time(reads, folder):
    place = folder({"x.txt": GOOD, "out/left.txt": GOOD})
    for _ in range(2):
        ran = reads(place / "out", place)
        assert ran.files == ["left.txt", "manifest.json", "x.json"]


@POSIX
def test_file_that_may_not_be_read_is_a_failure_of_its_file(reads, folder, tmp_path, monkeypatch):
    place = folder({"x.txt": GOOD, "y.txt": GOOD})
    refuse_to_open(monkeypatch, place / "x.txt", errno.EACCES)  # a test may run as root, who may read anything
    ran = reads(tmp_path / "out", place)
    assert (ran.code, ran.reasons, ran.files) == (
        3, {"x.txt": "cannot be read: Permission denied"}, ["manifest.json", "y.json"]
    )  # fmt: skip


def refuse_to_open(monkeypatch, path: Path, number: int) -> None:
    plain = Path.open

    def opened(self, *arguments, **more):
        if self == path:
            raise OSError(number, os.strerror(number))
        return plain(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", opened)


@POSIX
def test_loop_of_links_is_read_once_and_a_link_to_itself_is_a_failure(reads, folder, tmp_path):
    place = folder({"a/x.txt": GOOD})
    (place / "a" / "up").symlink_to(place, target_is_directory=True)
    (place / "itself.txt").symlink_to(place / "itself.txt")
    ran = reads(tmp_path / "out", place)
    assert (ran.code, ran.files) == (3, ["a/x.json", "manifest.json"])
    assert "Too many levels of symbolic links" in ran.reasons["itself.txt"]


@POSIX
def test_link_out_of_the_folder_is_read_and_written_inside_the_output(reads, folder, tmp_path):
    place, outside = folder({"x.txt": GOOD}), folder({"secret.txt": GOOD}, "outside")
    (place / "file.txt").symlink_to(outside / "secret.txt")
    (place / "linked").symlink_to(outside, target_is_directory=True)
    ran = reads(tmp_path / "out", place)
    assert ran.files == ["file.json", "linked/secret.json", "manifest.json", "x.json"]
    assert sorted(p.name for p in outside.iterdir()) == ["secret.txt"]


@POSIX
def test_record_that_is_a_link_is_replaced_and_not_followed(reads, folder, tmp_path):
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "out").mkdir()
    for name in ("x.json", "manifest.json"):
        (tmp_path / "out" / name).symlink_to(tmp_path / "precious")
    assert reads(tmp_path / "out", folder({"x.txt": GOOD})).code == 0
    assert (tmp_path / "precious").read_text() == "mine"
    assert not (tmp_path / "out" / "x.json").is_symlink()


@POSIX
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_regular_file_is_not_waited_for(reads, folder, tmp_path, kind):
    place = folder({"good.txt": GOOD})
    if kind == "pipe":
        os.mkfifo(place / "x.txt")
    else:
        (place / "x.txt").symlink_to("/dev/zero")
    ran = reads(tmp_path / "out", place)
    assert (ran.code, ran.reasons) == (3, {"x.txt": "not a regular file"})


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_disk_that_refuses_a_record_costs_that_file_alone(reads, folder, tmp_path, monkeypatch, number):
    make_hidden(tmp_path / "out")  # its own file is written before any record
    plain, left = os.fsync, [1]

    def full(descriptor: int) -> None:
        if left and left.pop():
            raise OSError(number, os.strerror(number))
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    ran = reads(tmp_path / "out", folder({"x.txt": GOOD, "y.txt": GOOD}))
    assert (ran.code, ran.files) == (3, ["manifest.json", "y.json"])
    assert ran.reasons == {"x.txt": f"x.json: cannot be written: {os.strerror(number)}"}


def test_disk_that_refuses_the_manifest_ends_with_2_and_says_so(reads, folder, tmp_path):
    (tmp_path / "out" / "manifest.json").mkdir(parents=True)
    ran = reads(tmp_path / "out", folder({"x.txt": GOOD}))
    assert ran.code == 2
    assert "manifest.json: cannot be written" in ran.said


@POSIX
def test_output_that_cannot_be_made_is_refused_before_anything_is_read(reads, folder, tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    place = folder({"x.txt": GOOD})
    monkeypatch.setattr(Path, "mkdir", refuse)
    ran = reads(tmp_path / "out", place)
    assert ran.code == 2
    assert "out: cannot be made: Permission denied; choose another -o folder" in ran.said


def test_file_removed_in_mid_run_is_a_failure_of_its_file(reads, folder, tmp_path, monkeypatch):
    place = folder({"a.txt": GOOD, "b.txt": GOOD, "c.txt": GOOD})
    while_reading(monkeypatch, place / "a.txt", (place / "b.txt").unlink)
    ran = reads(tmp_path / "out", place)
    assert (ran.code, ran.files) == (3, ["a.json", "c.json", "manifest.json"])
    assert ran.reasons == {"b.txt": "cannot be read: No such file or directory"}


def test_file_changed_in_mid_run_is_read_as_it_then_is(reads, folder, tmp_path, monkeypatch):
    changed = GOOD.replace(b"Norway", b"Peru")
    place = folder({"a.txt": GOOD, "b.txt": GOOD})
    while_reading(monkeypatch, place / "a.txt", lambda: (place / "b.txt").write_bytes(changed))
    ran = reads(tmp_path / "out", place)
    alone = reads(tmp_path / "alone", folder({"b.txt": changed}, "other"))
    assert ran.record("b.json") == alone.record("b.json")


def while_reading(monkeypatch, path: Path, change) -> None:
    """Lets something happen to the disk while a file is read."""
    plain = decoding.decode

    def decoded(data: bytes):
        if path.exists() and data == path.read_bytes() and change is not None:
            change()
            monkeypatch.setattr(decoding, "decode", plain)
        return plain(data)

    monkeypatch.setattr(decoding, "decode", decoded)


def test_text_that_fails_leaves_no_record_of_what_it_was_before(reads, folder, tmp_path):
    """Else its old record would look like the result of this run."""
    place = folder({"x.txt": GOOD, "y.txt": GOOD})
    assert reads(tmp_path / "out", place).files == ["manifest.json", "x.json", "y.json"]
    (place / "x.txt").write_bytes(b"%PDF-1.7")
    ran = reads(tmp_path / "out", place)
    assert (ran.code, ran.files) == (3, ["manifest.json", "y.json"])


def test_record_that_cannot_be_written_leaves_the_old_one(reads, folder, tmp_path, monkeypatch):
    place = folder({"x.txt": GOOD})
    before = reads(tmp_path / "out", place).record("x.json")
    plain = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "x.json":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return plain(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    ran = reads(tmp_path / "out", place, "--force")
    assert (ran.code, ran.files) == (3, ["manifest.json", "x.json"])
    assert ran.record("x.json") == before
