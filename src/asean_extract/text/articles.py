"""Blocks to articles: where each begins and ends, who wrote it and who published it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from asean_extract.rules import Rule, RuleBook
from asean_extract.spans import METADATA_KINDS, READ_KINDS, ArticleText, Block, Paragraph
from asean_extract.text.languages import Languages
from asean_extract.text.view import reading_view

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*(?:\Z|(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)))", re.DOTALL)
_BETWEEN_NAMES = re.compile(r",? and |, | & | with |/| / ")
_NAME = re.compile(r"\w[\w.'’-]*(?: [\w.'’-]+){0,5}$")
_LED = frozenset({"caption", "foreign", "duplicate", "dateline", "byline", "credit", "title", "lead_in"})
_OWN = READ_KINDS | METADATA_KINDS


def split_articles(
    blocks: tuple[Block, ...], text: str, rules: RuleBook
) -> tuple[tuple[Block, ...], tuple[ArticleText, ...]]:
    """The blocks with their article numbers, and the articles of the file in order.

    An article begins at a title, at a byline below another article's text, or after a reporter's credit; captions and
    datelines right above go with it. It ends with its last block of text or credit, and owns all blocks between.
    """
    known = {rule.id: rule for rule in rules.rules}
    blocks = _mastheads(blocks, text, rules)
    ranges = [cut for span in _ranges(blocks, known) for cut in _cut_by_credit(span, blocks, text, known)]
    numbered = list(blocks)
    articles = []
    languages = Languages.of(rules)
    for number, (first, last) in enumerate(ranges, 1):
        for i in range(first, last + 1):
            numbered[i] = replace(blocks[i], article=number)
        head = _head(blocks, first, ranges[number - 2][1] + 1 if number > 1 else 0)
        articles.append(_article(number, numbered[first : last + 1], head, text, rules, known, languages))
    return tuple(numbered), tuple(articles)


def whole_text(text: str) -> tuple[tuple[Block, ...], tuple[ArticleText, ...]]:
    """The whole text as the body of one article without a title, cut into paragraphs at blank lines."""
    blocks = tuple(Block(m.start(), m.end(), "body", "blocks.whole-text", 1) for m in _paragraphs(text))
    if not blocks:
        return (), ()
    article = ArticleText(1, blocks[0].start, blocks[-1].end, None, (), None, "en", _read(blocks, text))
    return blocks, (article,)


def _paragraphs(text: str) -> Iterator[re.Match[str]]:
    return _PARAGRAPH.finditer(text)


def _ranges(blocks: Sequence[Block], known: dict[str, Rule]) -> list[tuple[int, int]]:
    """First and last block of every article."""
    starts: list[int] = []
    bodies = 0
    signed = titled = closed = False
    for i, block in enumerate(blocks):
        rule = known.get(block.rule)
        if bodies and _starts(blocks, i, bodies, signed=signed, titled=titled, closed=closed):
            starts.append(_led_in(blocks, i, starts[-1] if starts else -1, known))
            bodies, signed, titled, closed = 0, False, False, False
        if not starts and block.kind in _OWN and (block.kind in READ_KINDS or _leads_text(blocks, i)):
            starts.append(_led_in(blocks, i, -1, known))
        bodies += block.kind == "body"
        signed = signed or block.kind == "byline"
        titled = titled or block.kind == "title"
        closed = closed or bool(
            bodies and rule and rule.id == "blocks.role-credit" and _names(block, "", rule) is not None
        )
    return [(a, _last_own(blocks, a, b)) for a, b in zip(starts, [*starts[1:], len(blocks)], strict=True)]


def _starts(blocks: Sequence[Block], i: int, bodies: int, *, signed: bool, titled: bool, closed: bool) -> bool:
    """Whether a new article begins at (or, led in by captions, a little above) the block."""
    kind = blocks[i].kind
    if kind == "title":
        return True
    if kind == "byline":
        if not any(b.kind == "body" for b in blocks[i + 1 : i + 12]):
            return False
        return signed or (bodies > 2 if titled else bodies > 1)
    return kind == "body" and closed


def _led_in(blocks: Sequence[Block], i: int, previous: int, known: dict[str, Rule]) -> int:
    """The first of the lines right above a block that lead in to it; a menu's language link does not."""
    start = i
    for j in range(i - 1, previous, -1):
        rule = known.get(blocks[j].rule)
        if blocks[j].kind not in _LED or (rule and rule.set.get("closes")):
            break
        if blocks[j].kind != "foreign" or blocks[j].end - blocks[j].start >= 30:
            start = j
    return start


def _leads_text(blocks: Sequence[Block], i: int) -> bool:
    """Whether text follows a line of metadata before any menu does."""
    for block in blocks[i + 1 : i + 30]:
        if block.kind in READ_KINDS:
            return True
        if block.kind in ("navigation", "newsletter", "notice", "related"):
            return False
    return False


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
    span: tuple[int, int], blocks: Sequence[Block], text: str, known: dict[str, Rule]
) -> list[tuple[int, int]]:
    """One range, or two when the article's byline and its closing credit name different people and one gap between
    its paragraphs is wider than all others."""
    first, last = span
    head = {name for b in blocks[first : last + 1] if b.kind == "byline" for name in _names_of(b, text, known)}
    tail = {
        name
        for b in blocks[last - 2 : last + 1]
        if b.rule == "blocks.role-credit"
        for name in _names_of(b, text, known)
    }
    if not head or not tail or head & tail:
        return [span]
    gaps = {i: _blank_lines(text, blocks[i - 1].end, blocks[i].start) for i in range(first + 1, last + 1)}
    widest = [i for i, gap in gaps.items() if gap >= 2 and blocks[i].kind in READ_KINDS]
    if len(widest) != 1 or blocks[widest[0] - 1].kind not in READ_KINDS:
        return [span]
    return [(first, widest[0] - 1), (widest[0], last)]


def _blank_lines(text: str, start: int, end: int) -> int:
    between = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") - 1


def _mastheads(blocks: tuple[Block, ...], text: str, rules: RuleBook) -> tuple[Block, ...]:
    """The blocks, with a newspaper's name right above the article's head as its credit."""
    named = list(blocks)
    for i, block in enumerate(blocks[:8]):
        if block.kind == "navigation" and _leads_text(blocks, i) and _publisher(block, text, rules, "masthead"):
            named[i] = replace(block, kind="credit", rule="blocks.publisher-masthead")
    return tuple(named)


def _head(blocks: Sequence[Block], first: int, previous: int) -> Sequence[Block]:
    """The blocks above an article that may name the paper: those of the top of the page."""
    return blocks[max(previous, first - 40) : first]


def _article(
    number: int, blocks: Sequence[Block], above: Sequence[Block], text: str, rules: RuleBook, known: dict[str, Rule],
    languages: Languages,
) -> ArticleText:  # fmt: skip
    title = next((b for b in blocks if b.kind == "title"), None)
    read = _read(blocks, text)
    words = " ".join(p.text for p in read if p.kind in READ_KINDS)[:200_000]
    return ArticleText(
        number=number,
        start=blocks[0].start,
        end=blocks[-1].end,
        title=text[title.start : title.end] if title else None,
        byline=_byline(blocks, text, known),
        publisher=_published_by(blocks, above, text, rules),
        language=languages.of_text(words, words.lower().split()),
        paragraphs=read,
    )


def _read(blocks: Sequence[Block], text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(b.start, b.kind, reading_view(text[b.start : b.end])) for b in blocks if b.kind in _OWN)


def _byline(blocks: Sequence[Block], text: str, known: dict[str, Rule]) -> tuple[str, ...]:
    """The authors' names in order, those of the byline before those of credits and addresses."""
    for wanted in (("byline",), ("credit",)):
        names = [name for b in blocks if b.kind in wanted for name in _names_of(b, text, known)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _names_of(block: Block, text: str, known: dict[str, Rule]) -> list[str]:
    rule = known.get(block.rule)
    if rule is None or block.kind not in METADATA_KINDS:
        return []
    return _names(block, reading_view(text[block.start : block.end]), rule) or []


def _names(block: Block, view: str, rule: Rule) -> list[str] | None:
    """The names that the rule's group `names` finds in the line; None for a rule without that group."""
    if "names" not in rule.regex.groupindex:
        return None
    found = rule.regex.search(view)
    if not found or not found["names"]:
        return []
    parts = (" ".join(part.split()) for part in _BETWEEN_NAMES.split(found["names"]))
    return [part for part in parts if _NAME.match(part)]


def _published_by(blocks: Sequence[Block], above: Sequence[Block], text: str, rules: RuleBook) -> str | None:
    credits = [b for b in blocks if b.kind == "credit"]
    bodies = [b for b in blocks if b.kind == "body"][:2]
    tops = [b for b in (*above, *blocks[:6]) if b.kind in ("navigation", "credit")]
    for where, candidates in (("credit", credits), ("opening", bodies), ("masthead", tops)):
        for block in candidates:
            name = _publisher(block, text, rules, where)
            if name:
                return name
    return None


def _publisher(block: Block, text: str, rules: RuleBook, where: str) -> str | None:
    view = reading_view(text[block.start : min(block.end, block.start + 200)])
    for rule in rules.labelled("PUBLISHER"):
        if rule.set["where"] == where:
            found = rule.regex.match(view)
            if found:
                start, end = found.span("publisher")
                return text[block.start + start : block.start + end]
    return None
