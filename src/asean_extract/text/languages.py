"""Which language a text, or one of its lines, is written in: by script, and by its small words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from asean_extract.rules import RuleBook
from asean_extract.text.lines import Line

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ko", re.compile("[\uac00-\ud7a3\u3131-\u318e]")),
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)
_OTHER = re.compile("[\u0370-\u1dff\u3041-\uffdc]")
_HIGH = re.compile("[\u00a1-\u00ff\u0152-\u0192\u02c6\u02dc\u20ac\u2122]")
_SAMPLE = 200_000
_WORDS = 600
_LINE = 1500  # code points of a line that its language is read from
_PLAINLY = 0.25  # share of small words that no text reaches in a language other than its own
_LISTED = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True)
class Languages:
    """The small words of the languages that are told apart, by ISO 639-1 code."""

    words: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, rules: RuleBook) -> Languages:
        """From the LANGUAGE rules, each of them one plain alternation of words."""
        return cls({r.set["language"]: _alternatives(str(r.pattern)) for r in rules.labelled("LANGUAGE")})

    def of_text(self, text: str, words: list[str]) -> str:
        """The language of a text by its beginning: the script with most letters, in Latin script the most small words.

        `en` when nothing speaks for any.
        """
        script = script_of(text[:_SAMPLE])
        if script:
            return script
        words = words[:_WORDS]
        counts: dict[str, int] = {}
        for code in self.words:
            counts[code] = self.count(code, words)
            if counts[code] > _PLAINLY * len(words):
                return code
        best = max(counts, key=lambda code: counts[code], default="en")
        return best if counts.get(best) else "en"

    def count(self, code: str, words: list[str]) -> int:
        """How many of the words, given in lower case, are small words of the language."""
        return sum(map(self.words.get(code, frozenset()).__contains__, words))

    def foreign(self, line: Line, main: str) -> bool:
        """Whether a line is in another language than the main one; a line without small words is nobody's."""
        script = script_of(line.text)
        if script or main not in self.words:
            return script != ("" if main in self.words else main)
        if len(line.words) < 3 or self.count(main, line.words) > 0.15 * len(line.words):
            return False
        words = [w.strip(".,;:!?\"'()").lower() for w in line.text[:_LINE].split() if not w.isupper()]
        other = max((self.count(code, words) for code in self.words if code != main), default=0)
        return other >= 2 and other > 2 * self.count(main, words)


def script_of(text: str) -> str:
    """The language that a script other than Latin stands for, when it gives most of what is no blank; '' for Latin."""
    if text.isascii() or not _OTHER.search("".join(set(text))):
        return ""
    others = "".join(_OTHER.findall(text))
    counts = {code: len(pattern.findall(others)) for code, pattern in _SCRIPTS}
    if counts["ja"] and counts["ja"] * 5 > counts["zh"]:
        counts["ja"] += counts["zh"]
        counts["zh"] = 0
    best = max(counts, key=lambda code: counts[code])
    rest = len(text) - text.count(" ") - len(others)
    return best if counts[best] and counts[best] * 1.5 >= rest else ""


def mojibake(text: str) -> bool:
    """Whether a line shows the bytes of another encoding: most of its letters are signs above ASCII."""
    high = () if text.isascii() else _HIGH.findall(text)
    if len(high) < 3:
        return False
    plain = sum(c.isascii() and c.isalpha() for c in text)
    odd = sum(not c.isalpha() or c.isupper() for c in high)
    return len(high) >= 0.6 * (len(high) + plain) and odd >= 0.2 * len(high)


@lru_cache(maxsize=64)
def _alternatives(pattern: str) -> frozenset[str]:
    return frozenset(_LISTED.findall(pattern.split("(?:", 1)[1])) - {"b"}
