"""Titles, section headings and captions: what the short lines at and between the paragraphs are."""

from __future__ import annotations

from collections.abc import Sequence

from asean_extract.text.certain import Mark
from asean_extract.text.scoring import Features

TITLE = Mark("title", "blocks.title")
HEADING = Mark("lead_in", "blocks.heading")
CAPTION = Mark("caption", "blocks.above-byline")
_SKIPPED = frozenset({"byline", "dateline", "credit", "share", "foreign", "duplicate", "caption"})
_SIGNED = frozenset({"byline", "dateline"})
_REACH = 8  # lines above the first paragraph in which its title is looked for


def name_headings(seen: Sequence[Features], marks: Sequence[Mark]) -> list[Mark]:
    """The marks with `title`, `lead_in` and `caption` set among the lines of the text.

    A page has its title above its first paragraph; further titles are headlines that a byline, a date or the opening
    of wire copy follows, or those of a digest.
    """
    named = list(marks)
    bodies = [i for i, mark in enumerate(marks) if mark.kind == "body" and _paragraph(seen[i])]
    if not bodies:
        return _without_paragraph(seen, named)
    _name_title(seen, named, bodies[0])
    digest = _is_digest(seen, named, bodies[0])
    for i in range(bodies[0] + 1, len(named)):
        if _heading(seen, named, i):
            named[i] = TITLE if _begins_article(seen, named, i, digest=digest) else HEADING
    return named


def _paragraph(seen: Features) -> bool:
    return seen.prose or seen.sentence or (seen.size >= 16 and seen.small >= 3 and not seen.headline)


def _without_paragraph(seen: Sequence[Features], named: list[Mark]) -> list[Mark]:
    first = next((i for i, mark in enumerate(named) if mark.kind == "body" and seen[i].headline), None)
    if first is not None:
        named[first] = TITLE
    return named


def _name_title(seen: Sequence[Features], named: list[Mark], first: int) -> None:
    """The headline above the first paragraph: the longest within reach, as labels and slogans are shorter."""
    above: list[int] = []
    for i in range(first - 1, max(first - 1 - 3 * _REACH, -1), -1):
        if named[i].kind in _SKIPPED or named[i].kind == "duplicate":
            continue
        if named[i].rule not in ("blocks.outside-prose", "blocks.prose-stretch") or len(above) == _REACH:
            break
        above.append(i)
    above = [i for i in above if not seen[i].line.bullet and (seen[i].headline or seen[i].size == 1)]
    signed = [i for i in above if i + 1 < first and named[i + 1].kind in _SIGNED]
    pool = [i for i in signed if seen[i].size >= 3] or above
    if pool:
        title = max(pool, key=lambda i: (min(seen[i].size, 12), -i))
        if seen[title].size < 3 and any(named[i].kind == "navigation" for i in range(title)):
            title = first
        for i in range(title, first):
            if named[i].rule in ("blocks.outside-prose", "blocks.prose-stretch"):
                named[i] = TITLE if i == title else HEADING
    for i in range(first):
        if named[i].kind == "body":
            named[i] = HEADING if pool and i > title else named[i]


def _heading(seen: Sequence[Features], named: Sequence[Mark], i: int) -> bool:
    """A short line between paragraphs: announced by nothing, no item of a list, and a paragraph or a list below it."""
    if named[i].kind != "body" or not seen[i].headline or seen[i].size > 30:
        return False
    if seen[i].sentence and seen[i].line.last != "?":
        return False
    below = _below(named, i)
    return below is not None and (_paragraph(seen[below]) or bool(seen[below].line.bullet))


def _below(named: Sequence[Mark], i: int) -> int | None:
    """The next line of the text."""
    for j in range(i + 1, min(i + 8, len(named))):
        if named[j].kind in ("body", "title", "lead_in"):
            return j
        if named[j].kind not in _SKIPPED:
            return None
    return None


def _begins_article(seen: Sequence[Features], named: Sequence[Mark], i: int, *, digest: bool) -> bool:
    between = [named[j].kind for j in range(i + 1, min(i + 5, len(named)))]
    for kind in between:
        if kind in _SIGNED:
            return True
        if kind not in _SKIPPED:
            break
    above = next(
        (named[j] for j in range(i - 1, -1, -1) if named[j].kind not in ("share", "foreign", "navigation")), None
    )
    if above is not None and above.closes:
        return True
    return digest


def _is_digest(seen: Sequence[Features], named: Sequence[Mark], first: int) -> bool:
    """Headlines with one paragraph each, most of them broken off or opened by an agency."""
    short = pairs = 0
    for i in range(first - 1, len(named) - 1):
        if i >= 0 and named[i].kind in ("title", "body") and seen[i].headline and named[i + 1].kind == "body":
            single = i + 2 >= len(named) or named[i + 2].kind != "body" or seen[i + 2].headline
            pairs += seen[i + 1].prose
            short += single and (seen[i + 1].line.truncated or seen[i + 1].line.text.startswith("("))
    return pairs >= 2 and short >= 0.5 * pairs
