"""Sentence borders of one paragraph, by rule: the same on every model, and known before any model runs.

News abbreviates offices, months, states and honorifics before capitals ("H.E. Moon", "Nov. 24", "U.S. President"),
where a trained parser often breaks; a closed list of what never ends a sentence does better there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

# An abbreviation before which no sentence ends, whatever follows.
_TITLE = r"H\.E|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Amb|Rev|Hon|St|Mt|Messrs|Pres|Sec"
_MONTH = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_OTHER = r"No|Nos|vs|cf|e\.g|i\.e|viz|approx|Fig|Art|Vol|pp?|al|ca|S|N"
_NEVER = regex.compile(rf"(?<![\w.])(?:{_TITLE}|{_OTHER}|[A-Z])\.$")
_BEFORE_FIGURE = regex.compile(rf"(?<![\w.])(?:{_MONTH})\.$")
# "U.S." or "Inc." may end a sentence: it does when a word follows that seldom stands inside one with a capital.
_MAYBE = regex.compile(r"(?<!\w)(?:(?:[A-Za-z]\.){2,}|Inc\.|Ltd\.|Co\.|Corp\.|Jr\.|Sr\.|etc\.|D\.C\.)$")
_OPENER = regex.compile(
    r"[\"'(]*(?:The|A|An|In|On|At|It|Its|He|She|His|Her|They|Their|We|Our|This|That|These|Those|As|For|But|And|If|When|"
    r"While|After|Before|During|Since|Under|With|To|From|By|There|I|You|Both|Also|However|Meanwhile|Earlier|Later)\b"
)
_END = regex.compile(r"[.!?…]+[\"')\]]*(?= +\S)|[.!?…][\"')\]]+(?= +\S)|;(?= +\(?(?:\d+|[a-z])\) )")
_START = regex.compile(r"[\"'(\[]*[A-Z0-9À-ÝĀ-Ž°•*¡¿“]|[\"'(\[]+[a-z]|[-—] ")
# "1. ", "(a) ", "* ", "° " at the head of a paragraph numbers the sentence, and is none itself.
_NUMBERING = regex.compile(r"\s*(?:\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[IVX]{1,5}\.|[-*•°o])\s+")
# "LIMA, May 3 (Andes Wire) -- " opens the lead of a wire report and is no part of its sentence: a parser takes the town
# for who acts. The town stands in capitals before a dash as long as that, or a date or an agency stands behind it.
_TOWN = r"\p{Lu}[\p{L}\p{M}.'’]*(?:[ -]\p{Lu}[\p{L}\p{M}.'’]*){0,3}"
_CAPITALS = r"\p{Lu}[\p{Lu}\p{M}.'’]+(?:[ -]\p{Lu}[\p{Lu}\p{M}.'’]+){0,3}"
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{_MONTHS} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS})"
    rf"(?:,? (?:19|20)\d\d)?"
)
_AGENCY = r"\([\p{Lu}][^()]{1,40}\)"
_DASH = r"(?:--|[-–—])"
_DATELINE = regex.compile(
    rf"\s*(?:{_TOWN}(?:, (?!{_MONTHS}\b){_TOWN})?(?:,? {_DAY}(?:,? {_AGENCY})?|,? {_AGENCY}),? ?{_DASH}"
    rf"|{_CAPITALS}(?:, {_TOWN})? ?(?:--|—|[-–](?= (?:Today|{_OPENER.pattern})))) +(?=[\"'“‘(]*\p{{Lu}})"
)
# A tokenizer takes time by the square of a word's length, a parser memory by that of a sentence. The longest sentences
# of public statements, lists mostly, have 5,000 code points, the longest addresses of pages 300.
_LONGEST, _LONGEST_WORD = 6_000, 500
_WORD = re.compile(rf"\S{{1,{_LONGEST_WORD}}}")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph (reading view) as half-open offsets into it, blanks at both ends left out.

    A dateline before the first one is none. What is longer than any sentence of prose comes in parts.
    """
    start = dateline_end(text)
    head = _NUMBERING.match(text, start)
    search_from = head.end() if head else start
    for end in _END.finditer(text, search_from):
        if _ends_sentence(text, end.start(), end.end()):
            yield from _trimmed(text, start, end.end())
            start = end.end()
    yield from _trimmed(text, start, len(text))


def dateline_end(text: str) -> int:
    """Where the dateline ends that opens a paragraph, as an offset into it; 0 where there is none."""
    dateline = _DATELINE.match(text)
    return dateline.end() if dateline else 0


def _ends_sentence(text: str, stop: int, after: int) -> bool:
    following = text[after:].lstrip(" ")[:40]
    if not _START.match(following):
        return False
    if text[stop] != ".":
        return text[stop] != "…" or following[:1].isupper()
    before = text[max(0, stop - 12) : stop + 1]
    if _MAYBE.search(before):
        return bool(_OPENER.match(following))
    if _BEFORE_FIGURE.search(before):
        return not following[:1].isdigit()
    return not _NEVER.search(before)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    if len(words) > _LONGEST_WORD:
        yield from _bounded(text, start, end)
    elif words.strip():
        yield start + left, start + len(words.rstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is, unless it or a word of it is longer than prose has any: then in parts that are not."""
    first = last = -1
    for word in _WORD.finditer(text, start, end):
        if first >= 0 and (word.start() == last or word.end() - first > _LONGEST):
            yield first, last
            first = -1
        first = first if first >= 0 else word.start()
        last = word.end()
    if first >= 0:
        yield first, last
