"""Blocks to articles: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from asean_extract.rules import RuleBook
from asean_extract.spans import METADATA_KINDS, READ_KINDS, ArticleText, Block, Paragraph
from asean_extract.text.credits import Credits
from asean_extract.text.languages import Languages
from asean_extract.text.lines import pieces
from asean_extract.text.view import reading_view

_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_LINE_END = re.compile("\r\n|\r|\n")
_WRAP = re.compile(r"[^\S\r\n]*[\r\n]+\s*")
_BULLET = regex.compile(r"\s*(?P<mark>[-*•°·])\s")
_NEXT_ITEM = regex.compile(r" (?P<mark>[-*•°·]) +(?=[\p{Lu}\d\"'(])")
_RUN_TOGETHER = 2  # further bullets; a single dash may set off words of a sentence
_LED = frozenset({"caption", "foreign", "duplicate", "dateline", "byline", "credit", "title", "lead_in"})
_OWN = READ_KINDS | METADATA_KINDS
_PLAIN_MENU = frozenset({"navigation", "newsletter", "notice", "related"})
_CAPTION_FROM = 30  # code points; a shorter line in another language is a link
_RULER, _ISSUE = "blocks.ruler", "blocks.issue-date"
_BAR = 2  # lines of a tool bar between a date and its text
_TOP = 40  # blocks above an article that may hold the masthead


def split_articles(
    blocks: tuple[Block, ...], text: str, rules: RuleBook
) -> tuple[tuple[Block, ...], tuple[ArticleText, ...]]:
    """The blocks with their article numbers, and the articles of the file in order.

    An article begins at a title, at a byline below another article's text, after a reporter's credit or on a new page;
    captions and datelines right above go with it. It ends with its last block of text or credit, and owns all blocks
    between.
    """
    view = reading_view(text)
    credits = Credits.of(text, view, rules)
    blocks = _with_masthead(blocks, credits)
    languages = Languages.of(rules)
    numbered = list(blocks)
    articles: list[ArticleText] = []
    after = 0
    issue = _issue(blocks, view)
    for first, last in _ranges(blocks, text, credits):
        number = len(articles) + 1
        numbered[first : last + 1] = [replace(block, article=number) for block in blocks[first : last + 1]]
        own, above = numbered[first : last + 1], blocks[max(after, first - _TOP) : first]
        articles.append(_article(number, own, above, view, credits, languages, issue))
        after = last + 1
    return tuple(numbered), tuple(articles)


def whole_text(text: str) -> tuple[tuple[Block, ...], tuple[ArticleText, ...]]:
    """The whole text as the body of one article in English without a title, cut into paragraphs at blank lines."""
    edges = [(0, 0), *(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]
    blocks = [
        Block(start + left, start + right, "body", "blocks.whole-text", 1)
        for (_, start), (end, _) in pairwise(edges)
        for left, right in pieces(text[start:end])
    ]
    if not blocks:
        return (), ()
    read = _read(blocks, reading_view(text))
    return tuple(blocks), (ArticleText(1, blocks[0].start, blocks[-1].end, None, (), None, "en", read),)


def _article(
    number: int,
    blocks: Sequence[Block],
    above: Sequence[Block],
    view: str,
    credits: Credits,
    languages: Languages,
    issue: Sequence[Paragraph],
) -> ArticleText:
    title = next((b for b in blocks if b.kind == "title"), None)
    read = _read(blocks, view)
    read = (*(p for p in issue if p.start < blocks[0].start), *read)
    sample = " ".join(p.text[:2000] for p in read[:100] if p.kind in READ_KINDS)
    return ArticleText(
        number=number,
        start=blocks[0].start,
        end=blocks[-1].end,
        title=_WRAP.sub(" ", credits.text[title.start : title.end]) if title else None,
        byline=credits.byline(blocks),
        publisher=credits.publisher(blocks, above),
        language=languages.of_text(sample, sample.lower().split()),
        paragraphs=read,
    )


def _read(blocks: Sequence[Block], view: str) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(b.start + start, b.kind, view[b.start + start : b.start + end])
        for b in blocks
        if b.kind in _OWN
        for start, end in _items(view[b.start : b.end])
    )


def _issue(blocks: Sequence[Block], view: str) -> tuple[Paragraph, ...]:
    """The date in the head of a digest, which is that of all its items."""
    head = next((i for i, b in enumerate(blocks) if b.kind == "body"), 0)
    return _read([b for b in blocks[:head] if b.rule == _ISSUE and b.kind == "dateline"], view)


def _items(text: str) -> list[tuple[int, int]]:
    """The items of a list that the page ran together on one line, by their bullets; any other block is one."""
    bullet = _BULLET.match(text)
    same = (m.start("mark") for m in _NEXT_ITEM.finditer(text) if bullet is not None and m["mark"] == bullet["mark"])
    marks = list(same)
    return list(pairwise([0, *marks, len(text)])) if len(marks) >= _RUN_TOGETHER else [(0, len(text))]


def _ranges(blocks: Sequence[Block], text: str, credits: Credits) -> list[tuple[int, int]]:
    """First and last block of every article."""
    starts = _starts(blocks, credits)
    spans = [(a, _last_own(blocks, a, b)) for a, b in pairwise([*starts, len(blocks)])]
    return [part for span in spans for part in _cut_by_credit(span, blocks, text, credits)]


def _starts(blocks: Sequence[Block], credits: Credits) -> list[int]:
    starts: list[int] = []
    bodies = 0
    signed = titled = closed = False
    for i, block in enumerate(blocks):
        new = bool(bodies) and (
            block.kind == "title"
            or (block.kind == "byline" and _signs_next(blocks, i, bodies, signed=signed, titled=titled))
            or (block.kind == "body" and closed)
        )
        if new or (not starts and _opens(blocks, i)):
            starts.append(_led_in(blocks, i, starts[-1] if starts else -1, credits))
            bodies, signed, titled, closed = 0, False, False, False
        bodies += block.kind == "body"
        signed = signed or block.kind == "byline"
        titled = titled or block.kind == "title"
        closed = closed or bool(bodies and (credits.reporters(block) or credits.begins_page(block)))
    return starts


def _opens(blocks: Sequence[Block], i: int) -> bool:
    """Whether the first article may begin at a block: text, or metadata that text follows before any menu."""
    if blocks[i].kind in READ_KINDS:
        return True
    return blocks[i].kind in METADATA_KINDS and _leads_to_text(blocks, i)


def _leads_to_text(blocks: Sequence[Block], i: int) -> bool:
    """Whether text comes before any menu; below a date, a tool bar of a few lines is none."""
    following = [b.kind for b in blocks[i + 1 : i + 30] if b.kind in READ_KINDS or b.kind in _PLAIN_MENU]
    bar = _BAR if blocks[i].kind == "dateline" else 0
    return any(kind in READ_KINDS for kind in following[: bar + 1])


def _signs_next(blocks: Sequence[Block], i: int, bodies: int, *, signed: bool, titled: bool) -> bool:
    """Whether a byline below some text signs the text that follows: the article above has its own byline, or more
    text than the lead that may stand between a title and its byline."""
    if not any(b.kind == "body" for b in blocks[i + 1 : i + 12]):
        return False
    return signed or bodies > (2 if titled else 1)


def _led_in(blocks: Sequence[Block], i: int, previous: int, credits: Credits) -> int:
    """The first of the lines right above a block that lead in to it; a menu's language link does not."""
    start = i
    for j in range(i - 1, previous, -1):
        if blocks[j].rule == _RULER:
            continue
        if blocks[j].kind not in _LED or credits.closes(blocks[j]):
            break
        if blocks[j].kind != "foreign" or blocks[j].end - blocks[j].start >= _CAPTION_FROM:
            start = j
    return start


def _last_own(blocks: Sequence[Block], first: int, stop: int) -> int:
    """The last block of text in the range, with the credits right below it."""
    last = max((i for i in range(first, stop) if blocks[i].kind in READ_KINDS), default=first)
    for i in range(last + 1, stop):
        if blocks[i].kind in METADATA_KINDS or blocks[i].kind in ("foreign", "duplicate"):
            last = i
        elif blocks[i].kind != "share":
            break
    return last


def _cut_by_credit(
    span: tuple[int, int], blocks: Sequence[Block], text: str, credits: Credits
) -> list[tuple[int, int]]:
    """One range, or two when the article's byline and its closing credit name different people and one gap between
    its paragraphs is wider than all others."""
    first, last = span
    head = {name for b in blocks[first : last + 1] if b.kind == "byline" for name in credits.names(b)}
    tail = {name for b in blocks[max(first, last - 2) : last + 1] for name in credits.reporters(b)}
    if not head or not tail or head & tail:
        return [span]
    texts = [i for i in range(first + 1, last + 1) if blocks[i].kind in READ_KINDS]
    wide = [i for i in texts if len(_LINE_END.findall(text, blocks[i - 1].end, blocks[i].start)) > 2]
    if len(wide) != 1 or blocks[wide[0] - 1].kind not in READ_KINDS:
        return [span]
    return [(first, wide[0] - 1), (wide[0], last)]


def _with_masthead(blocks: tuple[Block, ...], credits: Credits) -> tuple[Block, ...]:
    """The blocks, with a newspaper's name right above the article's head as its credit."""
    named = list(blocks)
    for i, block in enumerate(blocks[:8]):
        if block.kind == "navigation" and _leads_to_text(blocks, i) and credits.named(block, "masthead"):
            named[i] = replace(block, kind="credit", rule="blocks.publisher-masthead")
    return tuple(named)
