"""A page as blocks: every line labelled as a part of the article or as what stood around it.

After jusText (Pomikálek 2011) in two steps: rules decide the lines that are certain by their own words (`certain`,
`rails`); the rest is decided by its neighbours: the stretches with the highest sum of prose (`scoring`) are the text,
and what stands in a gap between two of their paragraphs goes with them unless it looks like a menu. Nothing is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from asean_extract.rules import RuleBook
from asean_extract.spans import READ_KINDS, Block
from asean_extract.text.certain import LineRules, Mark
from asean_extract.text.contents import name_contents
from asean_extract.text.headings import name_headings
from asean_extract.text.languages import Languages, mojibake
from asean_extract.text.lines import Line, split_lines
from asean_extract.text.rails import in_sections
from asean_extract.text.schedules import name_schedules
from asean_extract.text.scoring import Features, Stretch, stretches
from asean_extract.text.view import reading_view

_ANY_DATE = re.compile(r"(?:19|20)\d\d ?[-./] ?\d{1,2} ?[-./] ?\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d")
_RULE = Mark("navigation", "blocks.ruler")
_RULER = re.compile(r"(?:[-=_*~.+#─━═—] ?){5,}")
_POINTERS = frozenset({"blocks.read-also", "blocks.continue"})
_SIGNING: frozenset[str] = frozenset({"byline", "dateline", "credit", "duplicate"})
_NOT_COUNTED: frozenset[str] = frozenset({"byline", "dateline", "credit", "duplicate", "share", "foreign"})
_LEAST_SCORE = 8.0  # a stretch worth keeping has at least a sentence's words, and an eighth of the best one's
_LEAST_SHARE = 0.12
_REPEATED_FAR = 60  # code points; shorter lines, like headings, may well recur
_REPEATED_NEAR = 20  # ... but not within
_NEAR = 4  # lines
_SECTION_LABEL = "blocks.section-label"
_GAP_ROW = "blocks.gap-row"
_NOISE = frozenset({"navigation", "newsletter", "notice", "related", "share", "foreign"})
_LOOKED_AT = 2000  # lines that the language is read from
_PARAGRAPH = 40  # code points; shorter lines say little about it
_DIRTY = 2  # lines of menus or notices that make a text the dump of a page
_SIGNATURE = 5  # words
_SPEAKER = 15  # words of a name and its offices
_BRIDGE = 12  # unsure lines between two stretches, with nothing certain among them: a list
_MENU = 7  # labels in a row inside a text that make a menu
_FEW = 3  # unsure lines at the end of a page without menus: a signature, a list


def label_blocks(text: str, rules: RuleBook) -> tuple[Block, ...]:
    """The blocks of a text, in order, each `article=None` still; they cover every character that is no blank."""
    by_words = LineRules(rules)
    pairs = [part for line in split_lines(text, reading_view(text)) for part in by_words.split(line)]
    lines = [line for line, _ in pairs]
    languages = Languages.of(rules)
    main = _main_language(lines, languages)
    seen = [Features(line, languages.words.get(main, frozenset())) for line in lines]
    marks = [mark or _certain(line, by_words, languages, main) for line, mark in pairs]
    marks = name_schedules(seen, name_contents(lines, _tables_back(seen, marks)), rules)
    marks = _duplicates(lines, in_sections(seen, marks, rules))
    named = name_headings(seen, _decide(seen, marks), rules)
    ruled = (_RULE if _RULER.fullmatch(line.text) else mark for line, mark in zip(lines, named, strict=True))
    return tuple(Block(line.start, line.end, mark.kind, mark.rule) for line, mark in zip(lines, ruled, strict=True))


def _main_language(lines: Sequence[Line], languages: Languages) -> str:
    """The language of the paragraphs; menus in another one may well hold more letters."""
    long = [line for line in lines[:_LOOKED_AT] if len(line.text) >= _PARAGRAPH] or list(lines[:_LOOKED_AT])
    words = [word for line in long for word in line.words]
    return languages.of_text(" ".join(words), words)


def _certain(line: Line, rules: LineRules, languages: Languages, main: str) -> Mark | None:
    mark = rules.mark_of(line)
    if mark:
        return mark
    if mojibake(line.text):
        if _ANY_DATE.search(line.text):
            return Mark("dateline", "blocks.mojibake-date")
        return Mark("foreign", "blocks.mojibake")
    return Mark("foreign", "blocks.other-language") if languages.foreign(line, main) else None


def _duplicates(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """The marks, with every line that stood before word for word marked `duplicate`; menus and sections stay."""
    stood: dict[str, int] = {}
    marked: list[Mark | None] = []
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark and mark.kind not in READ_KINDS:
            marked.append(mark)
            continue
        key = " ".join(line.words) if len(line.text) < 1000 else line.text
        near = len(key) >= _REPEATED_NEAR and i - stood.get(key, -9) <= _NEAR
        far = len(key) >= _REPEATED_FAR and key in stood and line.last != ":"
        marked.append(Mark("duplicate", "blocks.said-before") if near or far else mark)
        stood[key] = i
    return marked


def _decide(seen: Sequence[Features], marks: Sequence[Mark | None]) -> list[Mark]:
    """A mark for every line: the unsure ones inside the best stretches are body, the others are not the article."""
    marks = _headings_back(seen, marks)
    kept = _worth_keeping(stretches(_scores(seen, marks)))
    dirty = sum(m is not None and m.kind in _NOISE for m in marks) >= _DIRTY
    inside = _inside(kept, seen, marks, dirty=dirty)
    first = kept[0].first if kept else 0
    return [m or _unsure(f, i >= first, inside[i]) for i, (f, m) in enumerate(zip(seen, marks, strict=True))]


def _tables_back(seen: Sequence[Features], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """The marks, without those of menus set apart by gaps that are rows of a table: another such row with figures, or
    below some prose any, stands next to them."""

    def row(i: int, *, prose: bool) -> bool:
        mark = marks[i] if 0 <= i < len(seen) else _RULE
        if seen[i % len(seen)].prose or (mark is not None and mark.rule != _GAP_ROW):
            return False
        text = seen[i].line.text
        return "  " in text and (prose or any(map(str.isdigit, text)))

    kept: list[Mark | None] = []
    prose = False
    for i, mark in enumerate(marks):
        prose = prose or (mark is None and seen[i].prose)
        table = mark is not None and mark.rule == _GAP_ROW and (row(i - 1, prose=prose) or row(i + 1, prose=prose))
        kept.append(None if table else mark)
    return kept


def _headings_back(seen: Sequence[Features], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """The marks, without those of section labels that stand alone below a paragraph and above another one, or above a
    list with a paragraph behind it: they head it."""

    def prose(i: int) -> bool:
        return 0 <= i < len(seen) and marks[i] is None and seen[i].prose

    def text_below(i: int) -> bool:
        below = next((j for j in range(i + 1, len(seen)) if marks[j] is not None or seen[j].prose), len(seen))
        return below - i <= _BRIDGE and prose(below)

    return [
        None if m and m.rule == _SECTION_LABEL and prose(i - 1) and text_below(i) else m for i, m in enumerate(marks)
    ]


def _scores(seen: Sequence[Features], marks: Sequence[Mark | None]) -> list[float]:
    """The score of every line; what a colon announces is a list, up to the next paragraph or marked line."""
    scores: list[float] = []
    listing = False
    for features, mark in zip(seen, marks, strict=True):
        listing = mark is None and (features.line.last == ":" or (listing and not features.prose))
        score = _score(features, mark)
        scores.append(max(score, 0.5) if listing else score)
    return scores


def _score(seen: Features, mark: Mark | None) -> float:
    if mark is None:
        return seen.score
    if mark.kind in READ_KINDS:
        return 2.0
    if mark.kind in _NOT_COUNTED:
        return -0.5
    if mark.kind == "related" and mark.rule in _POINTERS:
        return -1.0
    return -10.0 if mark.ends else -6.0


def _worth_keeping(found: Sequence[Stretch]) -> list[Stretch]:
    best = max((s.score for s in found), default=0.0)
    return [s for s in found if s.score == best or s.score >= max(_LEAST_SCORE, _LEAST_SHARE * best)]


def _inside(
    kept: Sequence[Stretch], seen: Sequence[Features], marks: Sequence[Mark | None], *, dirty: bool
) -> list[bool]:
    """For every line whether it lies in a kept stretch and its run of unsure lines is no menu."""
    if not dirty or not kept:
        return [not dirty or f.size >= 4 for f in seen]
    inside = [False] * len(seen)
    for stretch in kept:
        inside[stretch.first : stretch.last + 1] = [True] * (stretch.last + 1 - stretch.first)
    for stretch, following in pairwise(kept):
        between = range(stretch.last + 1, following.first)
        if len(between) <= _BRIDGE and all(marks[i] is None for i in between):
            inside[stretch.last + 1 : following.first] = [True] * len(between)
    _add_tail(inside, kept[-1].last, seen, marks)
    _add_speakers(inside, seen, marks)
    for start, end in _runs(seen, marks, inside):
        if _menu(seen, start, end):
            inside[start:end] = [False] * (end - start)
    return inside


def _add_tail(inside: list[bool], last: int, seen: Sequence[Features], marks: Sequence[Mark | None]) -> None:
    """A few unsure lines after the last paragraph belong to it when nothing but signatures follows with them,
    or when they are the office and place above a closing date."""
    tail = range(last + 1, len(seen))
    signed = all(mark is None or mark.kind in _SIGNING for mark in marks[last + 1 :])
    if signed and sum(marks[i] is None for i in tail) <= _FEW:
        for i in tail:
            inside[i] = True
    short = last + 1
    while short < len(seen) and marks[short] is None and seen[short].size <= _SIGNATURE:
        short += 1
    if last + 1 < short <= last + 1 + _FEW and short < len(seen) and _dates(marks[short]):
        inside[last + 1 : short] = [True] * (short - last - 1)


def _add_speakers(inside: list[bool], seen: Sequence[Features], marks: Sequence[Mark | None]) -> None:
    """The name below a line that is all quotation belongs to it."""
    for i in range(1, len(seen)):
        above = seen[i - 1].line.text
        quoted = inside[i - 1] and marks[i - 1] is None and above[0] == '"' == above[-1]
        if quoted and marks[i] is None and seen[i].size <= _SPEAKER and seen[i].line.gap <= seen[i - 1].line.gap:
            inside[i] = True


def _dates(mark: Mark | None) -> bool:
    return mark is not None and mark.kind == "dateline"


def _runs(seen: Sequence[Features], marks: Sequence[Mark | None], inside: Sequence[bool]) -> list[tuple[int, int]]:
    """Stretches [start, end) of lines inside that are neither marked nor prose of any kind."""
    runs: list[tuple[int, int]] = []
    start = -1
    for i, features in enumerate(seen):
        loose = inside[i] and marks[i] is None and features.score < 0
        if loose and start < 0:
            start = i
        if not loose and start >= 0:
            runs.append((start, i))
            start = -1
    return [*runs, (start, len(seen))] if start >= 0 else runs


def _menu(seen: Sequence[Features], start: int, end: int) -> bool:
    """Many labels in a row, short or in title case, that no colon announces."""
    run = seen[start:end]
    if len(run) < _MENU or (start and seen[start - 1].line.last == ":"):
        return False
    link_like = sum(f.size <= 3 or f.title_case for f in run if not any(c.isdigit() for c in f.line.text))
    return link_like >= 0.7 * len(run)


def _unsure(seen: Features, after_start: bool, inside: bool) -> Mark:
    if inside:
        return Mark("body", "blocks.prose-stretch")
    if after_start and seen.size >= 4:
        return Mark("related", "blocks.outside-prose")
    return Mark("navigation", "blocks.outside-prose")
