"""Sections that are not the article: rails of teasers, comments, author boxes, and what follows an end mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asean_extract.rules import RuleBook
from asean_extract.text.certain import Mark
from asean_extract.text.schedules import ROW
from asean_extract.text.scoring import Features

_SENTENCES = re.compile(r"[.!?][\"')]* +[\"'(]*[A-Z0-9]")
_WORD = re.compile(r"[^\W\d_]{4,}|[A-Z]{2,}")
_SIGNED_OFF = frozenset({"blocks.source", "blocks.source-date", "blocks.signature", "blocks.end-mark"})
_ITEM = 30  # words of an item of news; the teaser of another article is shorter
_READ_BEFORE_REST = 2  # paragraphs; a "Comments (3)" above them is a link in a tool bar
_SENTENCE = 5  # words of a short paragraph
_SAMPLE = 800  # code points of a paragraph in which the words of a headline are looked for
_META = frozenset({"byline", "dateline", "share", "foreign", "caption", "duplicate", "credit"})
RAIL, REST, AFTER_END = "blocks.in-rail", "blocks.in-section", "blocks.after-end"


def in_sections(seen: Sequence[Features], marks: Sequence[Mark | None], rules: RuleBook) -> list[Mark | None]:
    """The marks, with every line of a section of other things marked `related`.

    A section can only begin below some prose of the article (a "Latest" box above it is a menu). It ends where the
    article resumes (a paragraph that its neighbours do not explain as a teaser), where a new article plainly begins,
    or with the next page.
    """
    return _Walk(seen, marks, rules).marks()


class _Walk:
    """One pass down the page.

    `section` is the rule id of the section that the walk is in, '' in the article; `used` are the longer words of the
    article above.
    """

    def __init__(self, seen: Sequence[Features], marks: Sequence[Mark | None], rules: RuleBook) -> None:
        self.seen = seen
        self.rules = rules
        self.given = list(marks)
        self.section = ""
        self.prose = 0
        self.over = False
        self.signed = False
        self.heading = -1
        self.used: set[str] = set()

    def marks(self) -> list[Mark | None]:
        return [self._step(i) for i in range(len(self.seen))]

    def _step(self, i: int) -> Mark | None:
        mark = self.given[i]
        if mark and mark.begins:
            self.section, self.prose, self.over, self.used = "", 0, False, set()
        if mark and mark.opens:
            return self._open(mark)
        if mark and mark.ends and self.prose and not self.section:
            self.over, self.signed = True, mark.rule in _SIGNED_OFF
        if self.over and not self.section and self._follows_end(i):
            self.section, self.heading = AFTER_END, -1
        if not self.section:
            if mark == ROW or (not mark and (self.seen[i].prose or self.seen[i].sentence)):
                self.prose += 1
                self.used |= _long_words(self.seen[i])
            return mark
        return self._in_section(i, mark)

    def _follows_end(self, i: int) -> bool:
        """Whether an unmarked line below an end mark is neither prose nor the head of the next article; such a head
        takes the end back."""
        if self.given[i] is not None or self.seen[i].prose or self.seen[i].sentence:
            return False
        self.over = not self._new_article(i, dated=True)
        self.prose = self.prose if self.over else 0
        return self.over

    def _open(self, mark: Mark) -> Mark:
        if self.prose < (_READ_BEFORE_REST if mark.opens == "rest" else 1):
            return Mark("navigation", mark.rule)
        if self.section != REST:
            self.section, self.heading = (REST if mark.opens == "rest" else RAIL), -1
        return mark

    def _in_section(self, i: int, mark: Mark | None) -> Mark | None:
        if self.section != REST and not mark and self._leaves(i):
            self.section, self.over = "", False
            self.prose = 0 if self._headline(i) else self.prose + self.seen[i].prose
            return mark
        if not mark and self._headline(i):
            self.heading = i
        if mark and mark.kind in ("navigation", "share", "newsletter", "notice", "related"):
            return mark
        return Mark("related", self.section)

    def _leaves(self, i: int) -> bool:
        """Whether the line is the article again, or the next one."""
        if self._headline(i):
            return self._new_article(i, dated=self.section == AFTER_END)
        seen = self.seen[i]
        if not seen.prose or seen.line.truncated:
            return False
        if self.over or self.section == AFTER_END:
            return self.heading != i - 1 and i + 1 < len(self.seen) and not self.given[i + 1] and self.seen[i + 1].prose
        return not self._teaser(i)

    def _teaser(self, i: int) -> bool:
        """A paragraph under a headline of its own that it repeats words of, or a link in a chain of such pairs."""
        if self.heading != i - 1:
            return False
        paired = self._shared(i - 1)
        if paired >= 2 or i + 2 >= len(self.seen) or not self._headline(i + 1) or not self.seen[i + 2].prose:
            return paired >= 2
        return self._shared(i + 1) >= 2 - paired

    def _shared(self, i: int) -> int:
        """How many longer words of a headline the line below it repeats, of those that the article does not use."""
        return len((_long_words(self.seen[i]) & _long_words(self.seen[i + 1])) - self.used)

    def _headline(self, i: int) -> bool:
        return self.given[i] is None and self.seen[i].headline and self.seen[i].size >= 3

    def _new_article(self, i: int, *, dated: bool) -> bool:
        """A headline with a byline (or a date, a news item, two paragraphs) under it."""
        paragraphs = 0
        signed = False
        for j in range(i + 1, min(i + 9, len(self.seen))):
            mark = self.given[j]
            if mark and mark.kind in _META:
                signed = signed or mark.kind == "byline" or (dated and mark.kind == "dateline")
            elif mark or not (self.seen[j].prose or (self.seen[j].sentence and self.seen[j].size >= _SENTENCE)):
                if paragraphs or mark:
                    break
            else:
                paragraphs += 1
                if signed or (dated and (paragraphs == 2 or self._item(j))):
                    return True
        return False

    def _item(self, i: int) -> bool:
        """Whether a paragraph is an item of news by itself: it opens with a dateline, or below an article that was
        signed off it is signed off too, or says in more than one sentence what happened on a day."""
        text = self.seen[i].line.text[:_SAMPLE]
        if any(rule.regex.match(text) for rule in self.rules.labelled("OPENING")):
            return True
        if not self.signed or self.seen[i].line.truncated:
            return False
        below = self.given[i + 1] if i + 1 < len(self.given) else None
        if below is not None and below.rule in _SIGNED_OFF:
            return True
        return self.seen[i].size >= _ITEM and bool(_SENTENCES.search(text)) and bool(self.rules.find("STORY_DAY", text))


def _long_words(features: Features) -> set[str]:
    return {word.lower() for word in _WORD.findall(features.line.text[:_SAMPLE])}
