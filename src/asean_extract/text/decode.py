"""Bytes to text: which encoding a file is written in, without ever replacing a character."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from asean_extract.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_WIDE_LETTER = re.compile("[\\s!-~\u00a0-\u024f\u2010-\u203a\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]")
_ABOVE_ASCII = re.compile("[^\x00-\x7f]+")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HANJA_OR_JAMO = re.compile("[\u3131-\u318e\u3041-\u30ff\u4e00-\u9fff\uf900-\ufaff]")
#: What Western typing puts above ASCII: accented letters, typographic quotes, dashes, currency signs.
_WESTERN = re.compile("[\u00a0-\u00bf\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2010-\u203a\u20ac\u2122]")
_WIDE_SHARE = 0.4  # of the bytes of plain Western text in UTF-16, nearly half are NUL
_SAMPLE = 200_000  # code points or bytes that a guess is made from; the whole file is decoded strictly all the same


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a source file, line endings untouched, and the encoding that it was written in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of the bytes; a byte order mark is no part of it.

    Tried in turn: a byte order mark, UTF-8, UTF-16 without a mark, CP949 (of which EUC-KR is a part) where it gives
    Korean, CP1252 where it gives Western text, and what charset-normalizer finds. Raises SourceError for binary data
    and for bytes that no encoding explains.
    """
    _refuse_known_binaries(data)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], codec, name), name)
    text = _try(data, "utf-8")
    if text is not None and "\x00" not in text:
        _refuse_controls(text)
        return Decoded(text, "utf-8")
    if b"\x00" in data:
        return _without_mark(data)
    _refuse_broken_utf8(data)
    return _legacy(data)


def _refuse_known_binaries(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"not a text file: it begins like {what}; save its text as .txt (UTF-8) and read that")


def _refuse_controls(text: str) -> None:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.02 * len(sample):
        raise SourceError("not a text file: it is full of control characters; give the text itself as .txt (UTF-8)")


def _refuse_broken_utf8(data: bytes) -> None:
    """Bytes that are UTF-8 but for a few are a damaged file; read as another encoding they would be silently wrong."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _try(data, "utf-8", "surrogatepass") is not None:
            raise SourceError(
                f"it is UTF-8, but holds half of a pair of surrogates at byte {error.start}; save it again as UTF-8"
            ) from error
        lenient = data.decode("utf-8", errors="replace")
        broken = lenient.count("\ufffd")
        whole = sum(len(run) for run in _ABOVE_ASCII.findall(lenient)) - broken
        if whole >= 4 * broken:
            raise SourceError(
                f"it is UTF-8 but for byte {error.start}, which is damaged or cut off; save it again as UTF-8"
            ) from error


def _try(data: bytes, codec: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(codec, errors)
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"its byte order mark says {name}, but byte {error.start} after the mark does not fit: {error.reason}; "
            "save the file again as UTF-8"
        ) from error
    if "\x00" in text:
        raise SourceError("not a text file: it holds NUL characters; give the text itself as .txt (UTF-8)")
    return text


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 without a byte order mark: the order of bytes that gives letters and blanks.

    Two plain letters make a Chinese one, so a text that is plain but for some NULs is none.
    """
    plain = data.count(0) < _WIDE_SHARE * len(data) and _try(data.replace(b"\x00", b""), "utf-8") is not None
    for name in ("utf-16-le", "utf-16-be") if not plain else ():
        text = _try(data, name)
        if text is None or "\x00" in text:
            continue
        sample = text[:_SAMPLE]
        if len(_WIDE_LETTER.findall(sample)) >= 0.95 * len(sample):
            return Decoded(text, name)
    raise SourceError("not a text file: it holds NUL bytes and is not UTF-16; give the text itself as .txt (UTF-8)")


def _legacy(data: bytes) -> Decoded:
    for name, plausible in (("cp949", _reads_korean), ("cp1252", _reads_western)):
        text = _try(data, name)
        if text is not None and plausible(text[:_SAMPLE]):
            _refuse_controls(text)
            return Decoded(text, name)
    best = from_bytes(data[:_SAMPLE]).best()
    text = _try(data, best.encoding) if best else None
    if best is None or text is None or "\ufffd" in text:
        raise SourceError("its encoding could not be told from its bytes; save the file again as UTF-8")
    _refuse_controls(text)
    return Decoded(text, codecs.lookup(best.encoding).name)


def _reads_korean(text: str) -> bool:
    """Korean has Hangul of the old standard set; Western bytes read as CP949 give rare syllables or none at all."""
    hangul = _HANGUL.findall(text)
    common = sum(1 for c in hangul if _in_ks_x_1001(c))
    return bool(hangul) and common >= 0.9 * len(hangul) and len(_HANJA_OR_JAMO.findall(text)) <= 0.3 * len(hangul)


def _in_ks_x_1001(char: str) -> bool:
    try:
        char.encode("euc-kr")
    except UnicodeEncodeError:
        return False
    return len(char.encode("euc-kr")) == 2


def _reads_western(text: str) -> bool:
    """In Western text the letters above ASCII are few, and stand among plain ones."""
    above = [c for c in text if c > "\x7f"]
    letters = sum(1 for c in text if c.isalpha())
    return len(above) <= 0.25 * max(letters, 4) and all(_WESTERN.match(c) for c in set(above))
