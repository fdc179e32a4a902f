"""Words of a paragraph as name readers need them: abbreviations and hyphenated names whole, possessives apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

_WORD = regex.compile(
    r"""
    (?:\p{L}\.){2,}                                                    # U.S., H.E.
    | (?:Mr|Mrs|Ms|Dr|Prof|Jr|Sr|Gen|Sen|Gov|Rep|St|Lt|Col|Maj|Adm|Capt|Amb|Hon|Rt|Rev|Ir|Drs|Engr|Atty)\.
    | (?:No|Inc|Ltd|Co|Corp)\.
    | \p{Lu}\.(?=[ -])                                                 # an initial
    | Dato'(?=[ ])
    | 's\b | '(?=[ ])                                                  # possessives
    | [\p{L}\p{M}\p{N}]+(?:['\-](?!s\b)[\p{L}\p{M}\p{N}]+)*
    | [^\s]
    """,
    regex.VERBOSE,
)
#: Words whose shape is kept; nearly all that a corpus says often.
_MOST = 50_000


class Word(NamedTuple):
    """One word or punctuation mark with its offsets.

    `norm` is its lower case, hyphens as blanks: what word lists are compared with. `capital`: it begins with a capital
    letter (`al-Sisi` does: the letter after the article). `is_word`: it has a letter or digit, and is no possessive.
    """

    start: int
    end: int
    text: str
    norm: str
    capital: bool
    is_word: bool


def read_words(text: str) -> tuple[Word, ...]:
    """The words and marks of a text, in order."""
    return tuple(Word(m.start(), m.end(), m[0], *_shape(m[0])) for m in _WORD.finditer(text))


@lru_cache(_MOST)
def _shape(text: str) -> tuple[str, bool, bool]:
    """`norm`, `capital` and `is_word` of a word."""
    capital = text[0].isupper() or (text[:3] in ("al-", "el-") and text[3:4].isupper())
    return text.lower().replace("-", " "), capital, text[0].isalnum()


@dataclass(frozen=True)
class Squeezed:
    """A text whose runs of blanks are single blanks, and the way back to the offsets of the original."""

    text: str
    offsets: Sequence[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def into(self, start: int, end: int) -> tuple[int, int]:
        """The span in the squeezed text of a span of the original."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def squeeze(text: str) -> Squeezed:
    """Runs of blanks become one blank."""
    if "  " not in text:
        return Squeezed(text, range(len(text)))
    kept = [i for i, c in enumerate(text) if not (c == " " and i and text[i - 1] == " ")]
    return Squeezed("".join(text[i] for i in kept), tuple(kept))
