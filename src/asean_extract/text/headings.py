"""Titles, section headings and captions: what the short lines at and between the paragraphs are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from asean_extract.rules import RuleBook
from asean_extract.text.certain import Mark
from asean_extract.text.schedules import ROW
from asean_extract.text.scoring import Features

TITLE = Mark("title", "blocks.title")
HEADING = Mark("lead_in", "blocks.heading")
ABOVE_TITLE = Mark("navigation", "blocks.above-title")
CLOCK = Mark("navigation", "blocks.clock-above-menu")
CAPTION = Mark("caption", "blocks.below-label")
UNSURE = frozenset({"blocks.outside-prose", "blocks.prose-stretch"})
_SKIPPED = frozenset({"byline", "dateline", "credit", "share", "foreign", "duplicate", "caption", "lead_in"})
_BARS = frozenset({"navigation", "newsletter", "notice", "related"})
_MENUS = frozenset({"blocks.breadcrumb", "blocks.home-row", "blocks.skip-link", "blocks.section-label"})
_SIGNED = frozenset({"byline", "dateline"})
_STAMPS = frozenset(
    f"blocks.{rule}" for rule in ("page-clock", "counter", "contents", "contents-item", "shop-button", "site-line")
)
_RELEASE = "blocks.release-date"
_BYLINE_BELOW = frozenset({"title", "lead_in", "caption", "share"})
_ANNEX = re.compile(r"(?i)(?:about|notes?|background|contacts?|media|for (?:more|further)|annex|appendix)\b")
_LABEL = 4  # words of the longest section label or masthead above a title
_PAIR = 2  # words; a title so short on a page with menus stands right above its text
_FEW = 3  # headlines above a text that is no list of teasers
_BAR = 3  # lines of a tool bar between a title and its text
_REACH = 8  # undecided lines above the first paragraph in which its title is looked for
_LONGEST_TITLE = 45  # words
_LONGEST = 30  # words of the longest section heading


def name_headings(seen: Sequence[Features], marks: Sequence[Mark], rules: RuleBook) -> list[Mark]:
    """The marks with `title`, `lead_in` and `caption` set among the lines of the text, and bylines told by their place.

    A page has its title above its first paragraph; further titles are headlines that a byline, a date or the opening
    of wire copy follows, or those of a digest.
    """
    named = list(marks)
    _name_captions(seen, named)
    _name_places(seen, named, rules)
    digest = _is_digest(seen, named, rules)
    tops = [0, *(i for i, mark in enumerate(named) if mark.begins and i)]
    first = len(named)
    for top, bottom in list(pairwise([*tops, len(named)]))[::-1]:
        first = _first_paragraph(seen, named, top, bottom)
        if first == bottom and len(tops) > 1:
            continue
        _name_title(seen, named, top, first, rules, digest=digest)
        _name_byline(seen, named, top, first, rules)
    for i in range(first + 1, len(named)):
        if _heading(seen, named, i):
            titled = digest or _begins_article(seen, named, i)
            named[i] = TITLE if titled else HEADING
    return named


def _first_paragraph(seen: Sequence[Features], named: Sequence[Mark], top: int, bottom: int) -> int:
    bodies = (i for i in range(top, bottom) if named[i].kind == "body" and (_paragraph(seen[i]) or named[i] == ROW))
    return next(bodies, bottom)


def _paragraph(seen: Features) -> bool:
    return (
        (seen.prose and not seen.headline)
        or seen.sentence
        or (seen.size >= 16 and seen.small >= 3 and not seen.headline)
    )


def _name_captions(seen: Sequence[Features], named: list[Mark]) -> None:
    """The paragraph right under a picture's numbered label is the picture's caption."""
    for i in range(1, len(named)):
        label = named[i - 1].rule == "blocks.caption-mark" and seen[i - 1].size <= 12 and not seen[i - 1].prose
        if label and named[i].rule in UNSURE and seen[i].prose:
            named[i] = CAPTION


def _name_places(seen: Sequence[Features], named: list[Mark], rules: RuleBook) -> None:
    """The place between the first line of a statement and its date, on a line of its own."""
    places = rules.labelled("PLACE")
    for i in range(1, len(named) - 1):
        if named[i - 1].rule not in UNSURE:
            break
        dated = named[i].rule in UNSURE and named[i + 1].kind == "dateline" and seen[i - 1].size > _LABEL
        if dated and any(rule.regex.match(seen[i].line.text) for rule in places):
            named[i] = Mark("dateline", places[0].id)


def _name_title(
    seen: Sequence[Features], named: list[Mark], top: int, first: int, rules: RuleBook, *, digest: bool
) -> None:
    """The headline above the first paragraph: the longest within reach, as labels and slogans are shorter; the nearest
    one in a digest, which has a head of its own."""
    undecided = _undecided_above(named, top, first)
    titles = [i for i in undecided if seen[i].headline and not seen[i].row and not _labels_page(seen[i], rules)]
    title = titles[-1] if digest and titles else _title_of(seen, named, top, first, titles)
    if title is None:
        _name_dated_title(seen, named, top, first)
        return
    named[title] = TITLE
    for i in undecided:
        if i == title:
            continue
        if i > title and (seen[i].headline or seen[i].line.bullet):
            named[i] = HEADING
        elif i < title:
            kept = named[i].kind == "body" and seen[i].size > _LABEL and not digest
            named[i] = (HEADING if seen[i].headline else named[i]) if kept else ABOVE_TITLE
    for i in range(top, title):
        if named[i].kind == "dateline" and any(_menu_like(seen[j], named[j]) for j in range(i, title)):
            named[i] = CLOCK


def _menu_like(seen: Features, mark: Mark) -> bool:
    return mark.kind == "navigation" and any(map(str.isalnum, seen.line.text))


def _title_of(
    seen: Sequence[Features], named: Sequence[Mark], top: int, first: int, above: Sequence[int]
) -> int | None:
    """The page's very first line when a date stands under it; a line that a byline or date stands under; else the
    longest, and beyond a tool bar only a long one."""
    opening = next((i for i in range(top, first + 1) if i < len(named) and named[i].kind not in _SKIPPED), first)
    bars = [i for i in range(top, first) if named[i].kind in _BARS and named[i].rule not in UNSURE | _STAMPS]
    if not bars and _dated_opening(seen, named, opening):
        return opening
    signed = [i for i in above if i + 1 < first and named[i + 1].kind in _SIGNED and seen[i].size >= 3]
    signed = [i for i in signed if not _letterhead(seen, named, i, above)]
    bar = bars[-1] if bars else -1
    near = [i for i in above if i > bar]
    pool = signed or near or [i for i in above if seen[i].size > _LABEL]
    title = max(pool, key=lambda i: (min(seen[i].size, 12), -i), default=None)
    if title is None or (seen[title].size <= _PAIR and bars and not _alone_above(seen, named, title, first)):
        return None
    while _standfirst(seen, above, title):
        title -= 1
    return title


def _labels_page(seen: Features, rules: RuleBook) -> bool:
    """Whether a line is a newspaper's name, or a day."""
    mastheads = [rule for rule in rules.labelled("PUBLISHER") if rule.set["where"] == "masthead"]
    labels = (*mastheads, *rules.labelled("DAY"))
    return seen.size <= 2 * _LABEL and any(rule.regex.match(seen.line.text) for rule in labels)


def _alone_above(seen: Sequence[Features], named: Sequence[Mark], title: int, first: int) -> bool:
    """Whether nothing but dates, names, counters and contents stand between a short title and the first paragraph, and
    that is no question, nor a title itself."""
    if first == len(seen):
        return False
    between = (mark.kind in _SKIPPED or mark.rule in _STAMPS for mark in named[title + 1 : first])
    return all(between) and seen[first].line.last != "?" and not _closed_title(seen, named, first)


def _letterhead(seen: Sequence[Features], named: Sequence[Mark], i: int, above: Sequence[int]) -> bool:
    """Whether a short line is the name of the house above its release's date: in capitals, or over the words for a
    release, with a longer headline below."""
    if seen[i].size > _LABEL:
        return False
    below = [j for j in above if j > i and seen[j].size > _LABEL]
    capitals = seen[i].line.text.isupper() and not all(seen[j].line.text.isupper() for j in below)
    return bool(below) and (capitals or named[i + 1].rule == _RELEASE)


def _dated_opening(seen: Sequence[Features], named: Sequence[Mark], i: int) -> bool:
    """Whether a line that nothing stands above has a date under it, as on statements, and no paragraph's length."""
    if i + 1 >= len(named) or named[i].rule not in UNSURE or named[i + 1].kind != "dateline":
        return False
    return _LABEL < seen[i].size <= _LONGEST_TITLE and not seen[i].line.bullet


def _standfirst(seen: Sequence[Features], above: Sequence[int], title: int) -> bool:
    """Whether a headline is the slogan under a shorter one that stands right above it."""
    near = [i for i in above if seen[i].size >= _LABEL]
    return title - 1 in near and len(near) <= _FEW and seen[title - 1].size < seen[title].size


def _name_byline(seen: Sequence[Features], named: list[Mark], top: int, first: int, names: RuleBook) -> None:
    """A name alone between the title and a date, or the post of its bearer, is the byline."""
    for i in range(top + 1, first - 1):
        signed = named[i].rule == HEADING.rule and named[i + 1].kind in _SIGNED and named[i - 1].kind in _BYLINE_BELOW
        for rule in names.labelled("NAME") if signed else ():
            if rule.regex.match(seen[i].line.text):
                named[i] = Mark("byline", rule.id)


def _name_dated_title(seen: Sequence[Features], named: list[Mark], top: int, first: int) -> None:
    """The first line is the title when it may be one although it closes like a sentence, and none stands above."""
    if not any(mark.kind in ("title", "body") for mark in named[top:first]) and _closed_title(seen, named, first):
        named[first] = TITLE


def _closed_title(seen: Sequence[Features], named: Sequence[Mark], first: int) -> bool:
    """Whether a line that closes like a sentence ("... with Mr. Roe Jr.") may be a title all the same: a byline or a
    date stands right under it, or it is a question over a paragraph."""
    if first + 1 >= len(named):
        return False
    dated = named[first + 1].kind in _SIGNED and seen[first].size <= _LONGEST_TITLE
    asked = seen[first].line.last in ("?", "!") and seen[first].size <= _LONGEST and seen[first + 1].prose
    return dated or asked


def _undecided_above(named: Sequence[Mark], top: int, first: int) -> list[int]:
    """The lines above the first paragraph that no rule decided, as far up as the head of the article may reach: over
    metadata and a short tool bar (reading time, print, listen), not into a menu."""
    above: list[int] = []
    bar = 0
    for i in range(first - 1, top - 1, -1):
        if named[i].rule in UNSURE:
            above.append(i)
        elif named[i].kind not in _SKIPPED and named[i].rule not in _STAMPS:
            bar += 1
        if len(above) == _REACH or bar > _BAR or named[i].rule in _MENUS:
            break
    return above[::-1]


def _heading(seen: Sequence[Features], named: Sequence[Mark], i: int) -> bool:
    """A short line of the text over a paragraph or a list; the rows of a schedule and open list items are none."""
    line = seen[i].line
    if (
        named[i].kind != "body"
        or named[i] == ROW
        or seen[i].size > _LONGEST
        or not (seen[i].headline or line.text.isalpha())
    ):
        return False
    if (seen[i].sentence and line.last != "?") or seen[i].row or seen[i].spoken or _in_list(seen, named, i):
        return False
    below = _below(named, i)
    return below is not None and (_paragraph(seen[below]) or bool(seen[below].line.bullet) or seen[below].row)


def _in_list(seen: Sequence[Features], named: Sequence[Mark], i: int) -> bool:
    """Whether a line follows an item of a list, or a row, without a blank line."""
    above = seen[i - 1]
    closed = above.line.ends_sentence or above.line.truncated
    return seen[i].line.gap == 0 and named[i - 1].kind == "body" and not (_paragraph(above) and closed)


def _below(named: Sequence[Mark], i: int) -> int | None:
    """The next line of the text."""
    for j in range(i + 1, min(i + 8, len(named))):
        if named[j].kind in ("body", "title", "lead_in"):
            return j
        if named[j].kind not in _SKIPPED:
            return None
    return None


def _begins_article(seen: Sequence[Features], named: Sequence[Mark], i: int) -> bool:
    """Whether a byline or a date follows a headline, or a credit that closes the article before stands above it; the
    headings of what a press release appends, and short ones below a table's source, begin none."""
    if _ANNEX.match(seen[i].line.text):
        return False
    for mark in named[i + 1 : i + 5]:
        if mark.kind in _SIGNED:
            return True
        if mark.kind not in _SKIPPED:
            break
    above = (mark for mark in named[max(0, i - 5) : i][::-1] if mark.kind not in ("share", "foreign", "navigation"))
    closing = next(above, None)
    return closing is not None and closing.closes and seen[i].size >= _LABEL


def _is_digest(seen: Sequence[Features], named: Sequence[Mark], rules: RuleBook) -> bool:
    """Headlines with one paragraph each, most of them broken off or opened by an agency; or three and more of them,
    most with a dateline or a source of their own."""
    short = pairs = own = 0
    for i in range(len(named) - 1):
        if named[i].kind not in ("title", "body") or not seen[i].headline or named[i + 1].kind != "body":
            continue
        single = i + 2 >= len(named) or named[i + 2].kind != "body" or not _paragraph(seen[i + 2])
        pairs += seen[i + 1].prose
        short += single and (seen[i + 1].line.truncated or seen[i + 1].line.text.startswith("("))
        own += single and seen[i + 1].prose and _own_source(seen, named, i + 1, rules)
    if pairs < 2 or short >= 0.5 * pairs:
        return pairs >= 2
    issue = any(mark.rule == "blocks.issue-date" for mark in named)
    return pairs >= _FEW and own >= 2 and (issue or own >= 0.5 * pairs)


def _own_source(seen: Sequence[Features], named: Sequence[Mark], i: int, rules: RuleBook) -> bool:
    """Whether a paragraph opens with a dateline or is signed off."""
    opened = any(rule.regex.match(seen[i].line.text) for rule in rules.labelled("OPENING"))
    return opened or (i + 1 < len(named) and named[i + 1].closes)
