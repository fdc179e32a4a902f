"""Clock times in a paragraph, with the time zone when the words name one."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from asean_extract.values.zones import ABBREVIATIONS, NAMES, offset_zone


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A time of day or a stretch of one; `opens` and `closes` are HH:MM, `zone` an IANA name or None.

    Offsets are those of the text that was searched.
    """

    start: int
    end: int
    opens: str
    closes: str | None
    zone: str | None


_HALF = r"(?:[ap]\.\s?m\.?|[ap]m\b|[AP]\.M\.?|[AP]M\b|noon\b|midnight\b)"
_TO = r"\s*(?:-|—|~|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
_NAMED = "|".join(regex.escape(name) for name in sorted(ABBREVIATIONS, key=lambda n: (-len(n), n)))
_IN_WORDS = "|".join(regex.escape(name) for name in sorted(NAMES, key=lambda n: (-len(n), n)))
_OFFSET = r"(?:GMT|UTC)(?:\s?(?P<offset>[+-]\s?\d{1,2}(?::\d\d)?))?"
_ZONE = rf"(?:,?\s*\(?(?P<zone>{_OFFSET}|{_NAMED}|(?i:{_IN_WORDS}))\b\)?)?"
_HOUR, _MINUTE = r"[01]?\d|2[0-4]", r"[0-5]\d"
#: 19:40-21:00; 10.30 a.m.; from 2 to 4 p.m.; 16:08 UTC
_FIGURES = (
    rf"(?<![\w.,:/$€£-])(?P<hour>{_HOUR})(?!\d)(?:(?P<sep>[:.h])(?P<minute>{_MINUTE})(?![\d%]|\.\d|\s?percent))?"
    rf"(?::{_MINUTE})?(?:\s?(?P<half>{_HALF})|\s?(?:hrs|hours)\b)?"
    rf"(?:{_TO}(?P<hour2>{_HOUR})(?:[:.h](?P<minute2>{_MINUTE}))?(?!\d|[.,:/]\d)(?:\s?(?P<half2>{_HALF}))?)?"
)
_WORD = r"(?<=\b(?i:at|by|until|before|after|from|to|around)\s)(?P<word>noon|midnight)\b"
#: 1900 GMT; 0830 hours
_MILITARY = (
    rf"(?<![\w.,:/$-])(?P<military>(?:[01]\d|2[0-3]){_MINUTE})"
    rf"(?:\s?(?:hrs|hours)\b|(?=\s\(?(?:GMT|UTC|(?:{_NAMED})\b|(?i:{_IN_WORDS}))))"
)
_TIME = regex.compile(rf"(?:{_FIGURES}|{_MILITARY}|{_WORD}){_ZONE}")
_LEAST = regex.compile(r"\d\s?(?:[ap]\.?\s?m|[AP]\.?M|noon|hrs|hours|GMT|UTC)|\d[:.h]\d\d|noon|midnight|\d{4}\s")
#: A figure with a full stop is a time only with a.m. or p.m., or after a word that introduces a time.
_INTRODUCED = regex.compile(r"\b(?:[Aa]t|[Ff]rom|[Bb]etween|[Uu]ntil|[Bb]y|[Bb]egins|[Ss]tarts)\s$")


def find_times(text: str) -> tuple[ClockSpan, ...]:
    """The clock times of a paragraph (reading view), in order.

    "local time" and a time without a zone have zone None: which zone that is depends on the place, not on the words.
    """
    if _LEAST.search(text) is None:
        return ()
    return tuple(span for m in _TIME.finditer(text) if (span := _span(m, text)) is not None)


def _span(m: regex.Match[str], text: str) -> ClockSpan | None:
    zone = _zone(m)
    if m["word"]:
        return ClockSpan(m.start(), m.end(), "12:00" if m["word"] == "noon" else "00:00", None, zone)
    if m["military"]:
        figures = m["military"]
        return ClockSpan(m.start(), m.end(), f"{figures[:2]}:{figures[2:]}", None, zone)
    if not _is_time(m, text):
        return None
    opens = _clock(m["hour"], m["minute"], m["half"] or m["half2"])
    closes = _clock(m["hour2"], m["minute2"], m["half2"] or m["half"]) if m["hour2"] else None
    if opens and closes and m["half2"] and not m["half"] and opens > closes:
        opens = _clock(m["hour"], m["minute"], "am")  # "11 to 2 p.m." begins before noon
    return ClockSpan(m.start(), m.end(), opens, closes, zone) if opens else None


def _is_time(m: regex.Match[str], text: str) -> bool:
    """Has a.m. or p.m., or hours and minutes; a plain "19.40" or "5-7" is left alone."""
    if m["half"] or (m["half2"] and m["hour2"]):
        return True
    if m["minute"] is None or (m["hour2"] and m["minute2"] is None):
        return False
    return m["sep"] == ":" or bool(m["zone"]) or _INTRODUCED.search(text[: m.start()]) is not None


def _clock(hour: str, minute: str | None, half: str | None) -> str | None:
    """HH:MM in 24 hours, None for 13 p.m. on."""
    number = int(hour)
    mark = (half or "").lower().replace(".", "").replace(" ", "")
    if mark in ("am", "pm"):
        if not 1 <= number <= 12:
            return f"{number:02d}:{minute}" if mark == "pm" and 12 < number < 24 and minute else None
        number = number % 12 + (12 if mark == "pm" else 0)
    elif mark == "midnight":
        number = 0
    return f"{number % 24:02d}:{minute or '00'}"


def _zone(m: regex.Match[str]) -> str | None:
    words = m["zone"]
    if not words:
        return None
    if m["offset"]:
        return offset_zone(m["offset"])
    if words.startswith(("GMT", "UTC")):
        return "Etc/UTC"
    return ABBREVIATIONS.get(words) or NAMES.get(" ".join(words.lower().split())) or None
