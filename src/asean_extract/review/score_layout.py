"""Scores of what stands before the records: which text is kept, where articles begin and end, and their head."""

from __future__ import annotations

from collections.abc import Iterator

from asean_extract.files.shape import Plain
from asean_extract.review.measures import Mark, verdict
from asean_extract.review.names import fold
from asean_extract.review.sides import Matching, Side, covered, date_right, right, value_of
from asean_extract.spans import METADATA_KINDS, READ_KINDS

_NOISE_KINDS = frozenset({"navigation", "share", "newsletter", "related", "foreign", "duplicate", "notice"})


def block_marks(gold: Side, out: Side) -> Iterator[Mark]:
    """Offsets of text that is read and of noise; with the source at hand blanks do not count, and what no block
    of the output covers is missed in `text accounted`."""
    text = gold.text
    visible = None if text is None else {i for i, c in enumerate(text) if not c.isspace()}

    def chars(side: Side, kinds: frozenset[str]) -> frozenset[int]:
        found = covered(b for b in side.record.get("blocks") or [] if b["kind"] in kinds)
        return found if visible is None else found & visible

    for figure, kinds in (("text kept", READ_KINDS), ("text noise", _NOISE_KINDS)):
        g, p = chars(gold, kinds), chars(out, kinds)
        yield Mark(figure, len(g & p), len(p - g), len(g - p))
    if visible is not None:
        accounted = chars(out, READ_KINDS | _NOISE_KINDS | METADATA_KINDS)
        yield Mark("text accounted", len(accounted), 0, len(visible - accounted))


def article_marks(gold: Side, out: Side) -> Iterator[Mark]:
    """Articles that overlap by four fifths are the same; date, title and byline are scored on those."""
    found = Matching.of(gold.articles, out.articles, _overlap)
    missing = len(gold.articles) - len(found.pairs)
    yield Mark("articles", len(found.pairs), len(out.articles) - len(found.pairs), missing)
    yield Mark("article date", fn=missing)
    yield Mark("article title", fn=missing)
    for g, p in found.pairs:
        yield from _head_marks(g, p)


def _head_marks(g: Plain, p: Plain) -> Iterator[Mark]:
    wanted, got = g.get("published"), p.get("published")
    note = f"{g.get('id')} gold {value_of(wanted)} got {value_of(got)}"
    yield verdict("article date", date_right(wanted, got), note)
    title = fold(g.get("title")) == fold(p.get("title")) or right(g, "title", p.get("title"))
    yield verdict("article title", title, f"{g.get('id')} gold {g.get('title')} got {p.get('title')}")
    authors, named = {fold(n) for n in g.get("byline") or []}, {fold(n) for n in p.get("byline") or []}
    yield Mark("byline", len(authors & named), len(named - authors), len(authors - named))


def _overlap(g: Plain, p: Plain) -> float:
    """Shared part of the stretch that both cover together; 0 below four fifths."""
    both = max(0, min(g["end"], p["end"]) - max(g["start"], p["start"]))
    union = max(g["end"], p["end"]) - min(g["start"], p["start"])
    return both / union if union > 0 and both / union >= 0.8 else 0.0
