"""Bytes to text, and what is refused."""

from __future__ import annotations

import pytest

from asean_extract.errors import SourceError
from asean_extract.text.decode import decode

KOREAN = "한국과 캄보디아는 새 도서관을 함께 짓기로 했다.\r\n두 나라 장관이 서명했다."
WESTERN = "The café in Québec – “closed”, said São Paulo’s mayor in plain words on Monday."


@pytest.mark.parametrize(
    ("codec", "encoding", "text"),
    [
        ("utf-8", "utf-8", KOREAN),
        ("utf-8", "utf-8", WESTERN),
        ("ascii", "utf-8", "plain words\n"),
        ("utf-8-sig", "utf-8-sig", KOREAN),
        ("utf-16-le", "utf-16-le", KOREAN),
        ("utf-16-be", "utf-16-be", KOREAN),
        ("utf-16-le", "utf-16-le", WESTERN),
        ("cp949", "cp949", KOREAN),
        ("cp949", "cp949", "The Minister met Mr. Kim (김) and Ms. Lee (이) in Seoul."),
        ("cp1252", "cp1252", WESTERN),
        ("shift_jis", "cp932", "日本とラオスは橋の建設で協力する。大臣が署名した。"),
        ("gb18030", "gb18030", "中国和老挝将合作修建新的桥梁。两国部长签署了协议。"),
    ],
)
def test_decode_finds_the_encoding(codec: str, encoding: str, text: str):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_decode_takes_the_byte_order_mark_for_no_part_of_the_text(codec: str):
    decoded = decode("\ufeffSigned on Monday".encode(codec))
    assert (decoded.text, decoded.encoding) == ("Signed on Monday", codec)


def test_decode_reads_an_empty_file_as_an_empty_text():
    assert decode(b"").text == ""


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_decode_leaves_line_endings_alone(ending: str):
    assert decode(f"one{ending}two".encode()).text == f"one{ending}two"


def test_decode_keeps_mojibake_that_is_valid_utf8():
    assert decode("ÆùÆ® Å°¿ì±â".encode()).text == "ÆùÆ® Å°¿ì±â"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"a\x00\x01\x02\x00\x00b\x00\x7f", "not a text file"),
        (bytes(range(1, 9)) * 40, "control characters"),
        (b"\xff\xfea\xd8", "byte order mark says utf-16-le"),
        (KOREAN.encode()[:-2], "UTF-8 but for byte"),
        (b"The ministers \x00 met.", "holds NUL bytes"),  # as UTF-16 it would be Chinese
        ((KOREAN + "\x00").encode(), "holds NUL bytes"),
        (b"The ministers \xed\xa0\x80 met.", "half of a pair of surrogates at byte 14"),
    ],
)
def test_decode_refuses_what_is_no_text_and_says_why(data: bytes, complaint: str):
    with pytest.raises(SourceError, match=complaint):
        decode(data)
