"""Numbers in figures and in English words, and the magnitudes that follow them.

A quantity is read to an exact `Decimal`; what is vague ("several million", "hundreds of thousands") is no quantity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import regex

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_PARTS = {
    "half": Decimal("0.5"), "quarter": Decimal("0.25"), "three-quarters": Decimal("0.75"),
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"),
}  # fmt: skip

#: Figures: English, Indian ("1,00,000"), Swiss, European and blank grouping; "2 1/2" and "2½".
FIGURE = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3}(?:'\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d,.]*\d)|\d+,\d{1,2}(?![\d,])"
    r"|\d+(?:\.\d+)?|(?<![\p{L}\d])\.\d+)(?:[ -][1-9]/[2-9](?!\d)|[½¼¾])?"
)
_GROUPED = regex.compile(r"\d{1,3}(?:[,.' ]\d{2,3})+")
_MIXED = regex.compile(r"(?P<whole>.*?)(?:[ -](?P<top>\d)/(?P<bottom>\d)|(?P<part>[½¼¾]))$")


@dataclass(frozen=True)
class Magnitudes:
    """Powers of ten by word ("million", "crore") and by letter ("m"), as the knowledge table gives them."""

    words: Mapping[str, int]
    letters: Mapping[str, int]

    @classmethod
    def read(cls, table: Iterable[Mapping[str, Any]]) -> Magnitudes:
        """From the `[[magnitude]]` tables."""
        rows = tuple(table)
        return cls(
            {word: row["power"] for row in rows for word in row.get("words", ())},
            {letter: row["power"] for row in rows for letter in row.get("letters", ())},
        )

    @cached_property
    def pattern(self) -> str:
        """One or two magnitude words ("lakh crore"), or one letter at the end of its word, with what joins them."""
        words, letters = _alternatives(self.words), "".join(sorted(self.letters))
        return (
            rf"(?:\+?[ ]{{0,2}}-?(?i:{words})(?:[ -](?i:{words}))?(?![\p{{L}}\d])"
            rf"|[{letters}](?![\p{{L}}\d&'])|[ ][{letters}](?![\p{{L}}\d&'-]))"
        )

    @cached_property
    def spelled(self) -> str:
        """A number in words: "half a million", "two and a half billion", "three hundred and fifty thousand"."""
        small = _alternatives(_WORDS)
        great = _alternatives(w for w, power in self.words.items() if len(w) > 3 and not w.endswith("s"))
        part = r"(?:half|quarter|three[ -]quarters)"
        return (
            rf"(?i:(?:an?[ ](?=\w+[ ]))?{part}[ -](?:of[ -])?(?:an?[ -])?(?:{great})"
            rf"|(?:{small}|an?(?=[ -](?:{great})))(?:[ -](?:and[ -])?(?:{small}|{great}))*"
            rf"(?:[ -]and[ -](?:an?|three)[ -](?:half|quarters?)(?:[ -](?:{great}))*)?)(?![\p{{L}}\d])"
        )

    def power(self, text: str) -> int:
        """The power of ten of a magnitude as written: " million" is 6, "lakh crore" 12, "" 0."""
        return sum(
            self.letters.get(w) or self.words[w.lower()] for w in text.replace("-", " ").replace("+", " ").split()
        )

    def last_power(self, words: str) -> int:
        """The power of ten of the last word of a number in words: "fourteen thousand" is 3, "fourteen" 0."""
        return self.words.get(words.lower().replace("-", " ").split()[-1], 0)

    def value(self, figure: str, magnitude: str = "", *, dots: bool = False) -> Decimal:
        """The value of a figure or a number in words; `dots`: "500.000" is half a million, not five hundred."""
        base = _figure(figure, dots=dots and not magnitude) if not figure[0].isalpha() else self._spelled(figure)
        return base.scaleb(self.power(magnitude))

    def _spelled(self, text: str) -> Decimal:
        """The group that is being read stands in `current`; a magnitude closes it ("two hundred | thousand")."""
        words = regex.sub(r"three quarters", "three-quarters", text.lower().replace("-", " ")).split()
        total, current, scale = Decimal(0), Decimal(0), Decimal(1)
        for word in words:
            part = _PARTS.get(word) or _PARTS.get(word.removesuffix("s"))
            if part and total and not current:
                total += part * scale
            elif part:
                current += part
            elif word == "hundred":
                current = (current or 1) * Decimal(100)
            elif word in self.words:
                scale = Decimal(1).scaleb(self.words[word])
                total = total * scale if total and not current else total + (current or 1) * scale
                current = Decimal(0)
            else:
                current += _WORDS.get(word, 0)
        return total + current


def grouped(figure: str) -> bool:
    """Does the figure group its thousands ("1,200", "1 200 000")? A bare year or a page number does not."""
    return _GROUPED.match(figure) is not None


def plain_decimal(value: Decimal) -> str:
    """A decimal without exponent and without idle zeros: "14000000", "1.5"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _figure(text: str, *, dots: bool) -> Decimal:
    mixed = _MIXED.match(text)
    if mixed:
        whole = _figure(mixed["whole"], dots=dots) if mixed["whole"] else Decimal(0)
        return whole + (_PARTS[mixed["part"]] if mixed["part"] else Decimal(mixed["top"]) / Decimal(mixed["bottom"]))
    text = text.replace(" ", "").replace("'", "")
    if dots and regex.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return Decimal(text.replace(".", ""))
    if text.count(".") > 1 or regex.search(r"\.\d+,", text):
        text = text.replace(".", "").replace(",", ".")
    elif regex.fullmatch(r"\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    return Decimal(text.replace(",", ""))


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted((regex.escape(w) for w in words), key=lambda w: (-len(w), w)))
