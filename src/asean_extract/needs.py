"""What a regular expression cannot match without: words to look for, all at once, before any expression is tried.

Nearly every rule stays silent on nearly every text. The words that it needs are worked out from its pattern, as the
prefilters of RE2 are (https://github.com/google/re2, FilteredRE2): a set of words of which every match has one, in
lower case. What cannot be worked out needs nothing, and is always tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import regex
from ahocorasick_rs import AhoCorasick

T = TypeVar("T")
#: Sets of words, of each of which every match has at least one.
Needs = tuple[frozenset[str], ...]

#: So many words a set may have, and so many code points a word that is put together of pieces.
_MOST, _LONGEST = 200, 30
#: So many sets are looked for; the next one would seldom tell more.
_SETS = 3
#: A letter more makes a word about three times as rare; a set that is likelier than this tells too little.
_RARER, _COMMON = 0.35, 0.3

_FLAGS = regex.compile(r"\?[ims]*(?:-[ims]+)?(?P<end>[:)])")
_NAMED = regex.compile(r"\?P?<(?P<name>\w+)>")
_LOOK = regex.compile(r"\?<?[=!]")
_CONDITION = regex.compile(r"\?\(\w+\)")
_BACK_REFERENCE = regex.compile(r"\?P=\w+")
_REPEAT = regex.compile(r"(?:(?P<sign>[?*+])|\{(?P<least>\d*)(?P<open>,(?P<most>\d*))?\})[?+]?")
_CLASS = regex.compile(r"\[(?P<not>\^?)(?P<items>\]?(?:[^\]\\]|\\.)*)\]")
_RUN = regex.compile(r"[A-Za-z0-9 ,'&/-]+(?![?*+{])")
_PROPERTY = regex.compile(r"\\[pP]\{[^}]*\}")


@dataclass(frozen=True)
class _Piece:
    """A part of an expression: all that it can say, None when that is too much to list, and what it needs."""

    says: frozenset[str] | None
    needs: Needs = ()

    @property
    def all_needs(self) -> Needs:
        """What it needs, all that it can say among it."""
        return self.needs if self.says is None or "" in self.says else (*self.needs, self.says)


_NOTHING = _Piece(frozenset({""}))
_ANYTHING = _Piece(None)


class _UnreadableError(Exception):
    """The expression has something that is not known here."""


def needs_of(pattern: str) -> Needs:
    """The words that every match of an expression (of the `regex` module) has, lower case, the rarest set first."""
    try:
        piece = _Reader(pattern).whole()
    except _UnreadableError:
        return ()
    sets = {_shortest(words) for words in piece.all_needs}
    telling = [words for words in sets if _likelihood(words) < _COMMON]
    return tuple(sorted(telling, key=lambda words: (_likelihood(words), sorted(words)))[:_SETS])


class Needles:
    """Words looked for all at once, as they are written, whatever stands beside them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(filter(None, words)))
        self._finder = AhoCorasick(self._words)

    def numbers(self, text: str) -> set[int]:
        """Which of them stand in a text, by number."""
        return {number for number, *_ in self._finder.find_matches_as_indexes(text, overlapping=True)}

    def among(self, text: str) -> list[str]:
        """Those of them that stand in a text, in the order in which they were given."""
        return [self._words[number] for number in sorted(self.numbers(text))]


class Sieve(Generic[T]):
    """Things with what they need, and which of them a text can have anything to do with."""

    def __init__(self, things: Iterable[tuple[T, Needs]]) -> None:
        """The order of the things is kept."""
        bits: dict[str, int] = {}
        self._wanted: list[tuple[T, int]] = []
        number = 0
        for thing, needs in things:
            self._wanted.append((thing, ((1 << len(needs)) - 1) << number))
            for words in needs:
                for word in sorted(words):
                    bits[word] = bits.get(word, 0) | 1 << number
                number += 1
        self._bits = tuple(bits.values())
        self._needles = Needles(bits)

    def left(self, text: str) -> list[T]:
        """The things whose needs the text meets, in order."""
        there = 0
        for number in self._needles.numbers(folded(text)):
            there |= self._bits[number]
        return [thing for thing, wanted in self._wanted if there & wanted == wanted]


class Worded:
    """A pattern of which every match has one of some words, whatever their case; it is tried only where one stands."""

    def __init__(self, pattern: regex.Pattern[str], words: Iterable[str]) -> None:
        self._sieve = Sieve([(pattern, (frozenset(map(folded, words)),))])

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Its matches in the text, in order."""
        return (m for pattern in self._sieve.left(text) for m in pattern.finditer(text))


def folded(text: str) -> str:
    """Lower case, with an ASCII letter for whatever `regex` takes for it when case does not count (ſ, K, ı, İ)."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("ı", "i").casefold()


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def whole(self) -> _Piece:
        piece = self._branches()
        if self._at < len(self._pattern):
            raise _UnreadableError
        return piece

    def _branches(self) -> _Piece:
        branches = [self._sequence()]
        while self._skip("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else _either(branches)

    def _sequence(self) -> _Piece:
        pieces = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            pieces.append(self._repeated(self._atom()))
        return _joined(pieces)

    def _repeated(self, atom: _Piece) -> _Piece:
        if not self._ahead("?", "*", "+", "{"):
            return atom
        m = self._match(_REPEAT)
        if m["sign"] == "?" or (m["least"], m["most"]) == ("0", "1"):
            return _Piece(None if atom.says is None else atom.says | {""})
        if m["sign"] == "*" or m["least"] in ("", "0"):
            return _ANYTHING
        once = m["least"] == "1" and m["most"] in (None, "1") and (m["open"] is None or m["most"] == "1")
        return atom if once else _Piece(None, atom.all_needs)

    def _atom(self) -> _Piece:
        first = self._pattern[self._at]
        if run := _RUN.match(self._pattern, self._at):
            self._at = run.end()
            return _Piece(frozenset({run.group().lower()}))
        if first == "[":
            return _one_of(self._match(_CLASS))
        self._at += 1
        if first == "(":
            return self._group()
        if first == "\\":
            return self._escape()
        if first in "^$":
            return _NOTHING
        if first == "{":
            raise _UnreadableError
        return _ANYTHING if first == "." else _letter(first)

    def _group(self) -> _Piece:
        says_nothing = self._try(_LOOK)
        unsure = self._try(_CONDITION)
        if self._try(_BACK_REFERENCE):
            return self._closed(_ANYTHING)
        plain = says_nothing or unsure or self._try(_NAMED) or self._skip("?>") or not self._ahead("?")
        if not plain and self._match(_FLAGS)["end"] == ")":
            return _NOTHING
        inner = self._closed(self._branches())
        return _NOTHING if says_nothing else _ANYTHING if unsure else inner

    def _closed(self, inner: _Piece) -> _Piece:
        if not self._skip(")"):
            raise _UnreadableError
        return inner

    def _escape(self) -> _Piece:
        sign = self._pattern[self._at]
        self._at += 1
        if sign in "pP":
            self._at -= 2
            self._match(_PROPERTY)
            return _ANYTHING
        if sign in "bBAZz":
            return _NOTHING
        if sign in "dDwWsSn":
            return _ANYTHING
        if sign.isalnum():
            raise _UnreadableError
        return _letter(sign)

    def _ahead(self, *words: str) -> bool:
        return self._pattern.startswith(words, self._at)

    def _skip(self, words: str) -> bool:
        found = self._ahead(words)
        self._at += len(words) if found else 0
        return found

    def _try(self, what: regex.Pattern[str]) -> bool:
        m = what.match(self._pattern, self._at)
        self._at = m.end() if m else self._at
        return m is not None

    def _match(self, what: regex.Pattern[str]) -> regex.Match[str]:
        m = what.match(self._pattern, self._at)
        if m is None:
            raise _UnreadableError
        self._at = m.end()
        return m


def _letter(letter: str) -> _Piece:
    return _Piece(frozenset({letter.lower()})) if letter.isascii() else _ANYTHING


def _one_of(found: regex.Match[str]) -> _Piece:
    """A class of a few letters says each of them."""
    items = found["items"]
    if "[:" in items:
        raise _UnreadableError
    if found["not"] or not items.isascii() or regex.search(r"\\\w|.-.|\[", items) or len(items) > 6:
        return _ANYTHING
    return _Piece(frozenset(items.replace("\\", "").lower()))


def _joined(pieces: Sequence[_Piece]) -> _Piece:
    """Pieces one behind the other; what they say is put together as long as it stays short."""
    needs: list[frozenset[str]] = []
    run, whole = frozenset({""}), True
    for piece in pieces:
        needs += piece.needs
        longer = _products(run, piece.says)
        if longer is None:
            needs += _Piece(run).all_needs
            whole, longer = False, piece.says or frozenset({""})
        run = longer
    return _Piece(run, tuple(needs)) if whole else _Piece(None, (*needs, *_Piece(run).all_needs))


def _products(first: frozenset[str], then: frozenset[str] | None) -> frozenset[str] | None:
    if then is None or len(first) * len(then) > _MOST:
        return None
    longest = max(map(len, first)) + max(map(len, then))
    return frozenset(a + b for a in first for b in then) if longest <= _LONGEST else None


def _either(branches: Sequence[_Piece]) -> _Piece:
    """Either of the pieces: one word of the rarest need of each."""
    said = [branch.says for branch in branches if branch.says is not None]
    says = frozenset[str]().union(*said) if len(said) == len(branches) else None
    rarest = [min(branch.all_needs, key=_likelihood, default=frozenset({""})) for branch in branches]
    needed = frozenset[str]().union(*rarest)
    listed = says is not None and len(says) <= _MOST
    return _Piece(says if listed else None, () if listed or "" in needed or len(needed) > _MOST else (needed,))


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """Without words that have another one in them, which is found whenever they are."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(short in word for short in kept):
            kept.append(word)
    return frozenset(kept)


def _likelihood(words: frozenset[str]) -> float:
    return sum(_RARER ** len(word) for word in words)
