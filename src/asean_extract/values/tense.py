"""Which way a sentence looks at a date in it: ahead or back. Words only, no parser."""

from __future__ import annotations

from typing import Literal

import regex

from asean_extract.rules import Patterns

Direction = Literal["past", "future"]

#: The end of a sentence or of an independent clause; a full stop after a short capitalised word ends an abbreviation.
_BREAK = regex.compile(r'(?<!\b[A-Z][a-z]{0,3}|\b[ap]\.m|\bNo)[.!?]["\')]*\s+(?=["\'`(]*[A-Z0-9])|;\s')
#: A comma clause that hangs on the sentence and tells something else.
_ASIDE = regex.compile(r",\s+(?:which|who|whose|where|but|while|whereas|although|though|as|after|with)\b|—")
#: How far a cue after the date may lie when the date does not open the sentence, in code points.
_NEAR = 25
#: The same for a date that opens it.
_FAR = 100
#: A date within so many code points of the start of its sentence opens it ("On Monday, the two will …").
_OPENING = 30
#: Beyond this the verb of a long sentence tells little about the date.
_REACH = 160


class Tense:
    """Reads the direction of a sentence by the rules with label TENSE."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules

    def direction(self, text: str, start: int, end: int) -> Direction | None:
        """The direction for the date at text[start:end]; None when no word tells.

        The nearest cue before the date in its sentence decides, then, for a date that opens the sentence, the first
        one after it, else only one that follows at once ("a 3 June hearing is due").
        """
        left, right = self.sentence(text, start, end)
        before = self._rules.find("TENSE", text[left:start])
        if before:
            return _direction(before[-1].rule.set["direction"])
        opens = start - left <= _OPENING
        after = self._rules.find("TENSE", text[end:right])
        if after and after[0].start <= (_FAR if opens else _NEAR):
            told = after[0].rule.set
            return _direction(told.get("of_date_before", told["direction"]))
        return None

    @staticmethod
    def sentence(text: str, start: int, end: int) -> tuple[int, int]:
        """The clause around text[start:end], cut to what lies within reach."""
        left = max(0, start - _REACH)
        for m in _BREAK.finditer(text, left, start):
            left = m.end()
        for m in _ASIDE.finditer(text, left, start):
            left = m.start()
        stop = _BREAK.search(text, end)
        right = min(stop.start() if stop else len(text), end + _REACH)
        aside = _ASIDE.search(text, end, right)
        return left, aside.start() if aside else right


def _direction(told: object) -> Direction:
    return "future" if told == "future" else "past"
