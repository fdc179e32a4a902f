"""Hostile contents of files: each is read rightly or refused with the reason, and its neighbours are unharmed."""

from __future__ import annotations

import codecs
import random

import pytest

from asean_extract.records import SourceRecord

pytestmark = pytest.mark.slow

MET = "The foreign ministers of Norway and Viet Nam met in Hanoi on 3 March 2021."
GOOD = MET.encode()
KOREAN = "한국과 베트남은 하노이에서 새 협력 사업에 서명했다고 외교부가 밝혔다.\n" * 5
#: What is read: bytes, and the events that are found.
READ = {
    "empty": (b"", 0),
    "one_byte": (b"x", 0),
    "one_high_byte": (b"\xe9", 0),
    "only_blanks": (b" \t\r\n\x0b\x0c " * 50, 0),
    "only_no_break_blanks": (("\u00a0\u3000\u2003\n" * 50).encode(), 0),
    "only_korean": (KOREAN.encode(), 0),
    "cp949": (KOREAN.encode("cp949"), 0),
    "utf16_without_mark": (MET.encode("utf-16-le"), 1),
    "utf16_big_endian_without_mark": (MET.encode("utf-16-be"), 1),
    "utf16_with_mark": (codecs.BOM_UTF16_LE + MET.encode("utf-16-le"), 1),
    "utf8_with_mark": (codecs.BOM_UTF8 + GOOD, 1),
    "mark_in_the_middle": (f"{MET}\n\ufeff{MET.replace('met', 'held talks')}".encode(), 2),
    "cr_only": (f"Ministers meet\r\r{MET}\r\rThe end.\r".encode(), 1),
    "every_line_end": (f"Ministers meet\x85\u2028{MET}\x0b\x0c\u2029".encode(), 1),
    "right_to_left_marks": (MET.replace("met", "\u202emet\u202c\u200f").encode(), 1),
    "zero_width": (MET.replace(" ", " \u200b").encode(), 1),
    "combining": (MET.replace("o", "o" + "\u0301" * 50).encode(), 0),
    "emoji": (("\U0001f1f3\U0001f1f4\U0001f91d " * 20 + MET).encode(), 1),
    "emoji_only": (("\U0001f600" * 5_000).encode(), 0),
    "controls": (MET.replace("met", "\x1bmet").encode(), 0),
    "mojibake": (KOREAN.encode("cp949").decode("latin-1").encode(), 0),
    "lines_of_three": (b"123\n" * 100_000, 0),
    "brackets": (b"(" * 2_000 + b" " + GOOD + b")" * 2_000, 1),
    "one_word": (b"x" * 500_000, 0),
    "quotes": (b'"' * 5_000, 0),
    "money": (b"US$5 million and " * 400, 0),
    "dates": (b"March 3, 2021 to " * 400, 0),
    "share_buttons": (b"Share Tweet Email Print " * 500, 0),
    "html": (b"<script>alert(1)</script><!--" * 500 + GOOD, 1),
    "json": (b'{"events": [' * 300, 0),
}
#: What is refused: bytes, and the reason.
REFUSED = {
    "nul": (b"The ministers \x00 met.", "not a text file: it holds NUL bytes"),
    "nul_only": (b"\x00" * 1_000, "not a text file"),
    "binary": (random.Random(8).randbytes(5_000), "not a text file"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "begins like a PDF file"),
    "zip": (b"PK\x03\x04\x14\x00", "begins like a zip archive"),
    "gzip": (b"\x1f\x8b\x08\x00" + b"\x00" * 20, "begins like a gzip archive"),
    "program": (b"\x7fELF\x02\x01\x01", "begins like a program"),
    "broken_utf8": (KOREAN.encode()[:100] + b"\xff" + KOREAN.encode()[102:], "UTF-8 but for byte 100"),
    "cut_utf8": (KOREAN.encode()[:-4], "which is damaged or cut off"),
    "mixed_encodings": (KOREAN.encode() + KOREAN.encode("cp949"), "could not be told"),
    "lone_surrogate_utf8": (b"The ministers \xed\xa0\x80 met.", "holds half of a pair of surrogates at byte 14"),
    "lone_surrogate_utf16": (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", "byte order mark says utf-16-le, but byte 2"),
    "full_of_controls": (b"\x01\x02\x03 a " * 500, "full of control characters"),
    "a_million_and_one": (b"x " * 500_001, "has 1,000,002, and may have 1,000,000 characters"),
    "one_line_of_10_mb": (GOOD * (10_000_000 // len(GOOD)), "has more than 4,000,004 bytes, and may have 1,000,000"),
    "50_mb": (GOOD * (50_000_000 // len(GOOD)), "has more than 4,000,004 bytes"),
}
NEIGHBOURS = {"0_before.txt": GOOD, "m_between.txt": GOOD.replace(b"Norway", b"Peru"), "z/after.txt": GOOD}


@pytest.fixture(scope="module")
def written(extractor, tmp_path_factory):
    """All of it in one folder, read in one run; and the neighbours alone."""
    from asean_extract.engines.local import run
    from asean_extract.files.read import find_sources
    from asean_extract.limits import Limits

    top = tmp_path_factory.mktemp("content")
    contents = {**{f"{name}.txt": b for name, (b, _) in {**READ, **REFUSED}.items()}, **NEIGHBOURS}
    for place, files in (("all", contents), ("alone", NEIGHBOURS)):
        for name, content in files.items():
            path = top / place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    assert len(contents) == len(READ) + len(REFUSED) + len(NEIGHBOURS)
    extractor.limits = Limits(chars=1_000_000, seconds=300)
    ended = {}
    for place in ("all", "alone"):
        files = find_sources([top / place])
        ended[place] = {o.name: o for o in run(files, top / f"{place}-out", lambda: extractor)}
    extractor.limits = Limits()
    return top, ended


@pytest.mark.parametrize("name", READ)
def test_hostile_content_is_read(written, name):
    top, ended = written
    outcome = ended["all"][f"{name}.txt"]
    assert outcome.error is None
    record = SourceRecord.model_validate_json((top / "all-out" / f"{name}.json").read_bytes())
    assert [(b.start, b.end) for b in record.blocks] == sorted((b.start, b.end) for b in record.blocks)
    events = [event for article in record.articles for event in article.events]
    assert len(events) == READ[name][1]


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_content_is_refused_with_the_reason(written, name):
    top, ended = written
    outcome = ended["all"][f"{name}.txt"]
    assert outcome.counts is None
    assert (outcome.error or "").startswith(f"{name}.txt: ")
    assert REFUSED[name][1] in (outcome.error or "")
    assert not (top / "all-out" / f"{name}.json").exists()


def test_neighbours_of_hostile_files_are_read_as_they_are_alone(written):
    top, _ = written
    for name in NEIGHBOURS:
        place = name.replace(".txt", ".json")
        assert (top / "all-out" / place).read_bytes() == (top / "alone-out" / place).read_bytes()


def test_run_over_hostile_files_leaves_nothing_but_records(written):
    top, ended = written
    left = sorted(p.relative_to(top / "all-out").as_posix() for p in (top / "all-out").rglob("*") if p.is_file())
    assert left == sorted(name.replace(".txt", ".json") for name, o in ended["all"].items() if o.error is None)
