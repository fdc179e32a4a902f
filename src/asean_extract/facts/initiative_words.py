"""The words that initiative names are made of: tokens of one paragraph, and the part that each plays around a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import regex

from asean_extract.rules import Patterns

#: "1982", "21st", "2.0", "2021-2025": figures that a name may hold. Other numbers end it.
_FIGURE = regex.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})?|\d{1,3}(?:st|nd|rd|th)|\d\.\d")
#: "21<sup>st</sup>": an ordinal whose letters are set high.
_ORDINAL = r"\d{1,3}<sup>(?:st|nd|rd|th)</sup>"
_MARKUP = regex.compile(r"<[^>]*>")
_SENTENCE_BREAK = regex.compile(r"[.!?:;•>\n]|(?:^| )[-–—] |- $")
_BLANK = regex.compile(r"[ ]+")
_COMMA = regex.compile(r"[ ]?,[ ]+")
#: "IMF-led", "U.S.-funded": an adjective, whatever its capitals.
_ADJECTIVE = regex.compile(
    r"-(?:led|based|funded|backed|wide|related|specific|supported|sponsored|made|centered|style|launched|hosted|owned)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One token: `text` without its genitive, offsets with it; `gap` is what stands between it and the token before."""

    text: str
    start: int
    end: int
    gap: str
    capital: bool
    genitive: bool

    @property
    def adjacent(self) -> bool:
        """Whether only blanks part it from the token before."""
        return bool(_BLANK.fullmatch(self.gap))

    @property
    def after_comma(self) -> bool:
        """Whether a comma and nothing else parts it from the token before."""
        return bool(_COMMA.fullmatch(self.gap))


class Vocabulary:
    """Roles of words and forms of parties, from the tables `initiative_words` and `initiative_parties`."""

    def __init__(self, patterns: Patterns) -> None:
        self._roles: Mapping[str, frozenset[str]] = {
            entry["role"]: frozenset(entry["words"]) for entry in patterns.table("initiative_words")
        }
        self.slugs: Mapping[str, str] = {
            form: entry["slug"] for entry in patterns.table("initiative_parties") for form in entry["forms"]
        }
        forms = "|".join(regex.escape(form) for form in sorted(self.slugs, key=lambda f: (-len(f), f)))
        self.party = regex.compile(rf"(?<![\p{{L}}\d])(?:{forms or '(?!)'})(?![\p{{L}}\d])")
        piece = rf"(?:(?:{forms or '(?!)'})(?![\p{{L}}\d])|(?:\p{{Lu}}\.){{2,}}|\d+\.\d+|{_ORDINAL}|[\p{{L}}\d]+)"
        joint = r"(?:[-+&/]|'(?!s(?!\p{L})))"
        self._token = regex.compile(rf"(?P<text>{piece}(?:{joint}{piece})*\+?)(?P<genitive>'s|(?<=s)'(?=[ ]))?")
        self._compound = regex.compile(rf"(?:{forms or '(?!)'})(?: ?[-/] ?(?:{forms or '(?!)'})(?![\p{{L}}\d]))+")

    def plays(self, role: str, word: str) -> bool:
        """Whether the word has the role ("organisation", "title", "event", …)."""
        return word in self._roles.get(role, frozenset())

    def is_party(self, word: str) -> bool:
        """Whether the token is a party or a compound of parties ("ASEAN-ROK")."""
        return word in self.slugs or bool(self._compound.fullmatch(word))

    def is_compound(self, word: str) -> bool:
        """Whether the token joins two parties or more, as names of their common vehicles do."""
        return bool(self._compound.fullmatch(word))

    def in_order(self, text: str) -> str:
        """The text with its parties by slug; those of a compound with ASEAN first, the rest by the alphabet."""

        def ordered(m: regex.Match[str]) -> str:
            slugs = {self.slugs[form] for form in self.party.findall(m[0])}
            return " ".join(sorted(slugs, key=lambda s: (s != "asean", s)))

        return str(self.party.sub(lambda m: self.slugs[m[0]], self._compound.sub(ordered, text)))

    def parties(self, text: str) -> tuple[str, ...]:
        """The parties named in the text, as written, in order."""
        return tuple(m[0] for m in self.party.finditer(text))

    def words(self, text: str) -> list[Word]:
        """The tokens of the text in order."""
        found: list[Word] = []
        last = 0
        for m in self._token.finditer(text):
            word = _MARKUP.sub("", m["text"])
            found.append(Word(word, m.start(), m.end(), text[last : m.start()], _capital(word), bool(m["genitive"])))
            last = m.end()
        return found


def _capital(word: str) -> bool:
    if word[0].isdigit():
        return bool(_FIGURE.fullmatch(word)) or any(c.isupper() for c in word)
    return (word[0].isupper() or (word[1:2].isupper() and word[0].islower())) and not _ADJECTIVE.search(word)


class WordLine:
    """The words of one paragraph, and what can be said of each by its place.

    `closes` are the ends of the head nouns that may close a name of their own.
    """

    def __init__(self, text: str, words: Sequence[Word], vocabulary: Vocabulary, closes: Set[int]) -> None:
        self.text = text
        self.closes = closes
        self.words = words
        self.vocabulary = vocabulary

    def plays(self, i: int, *roles: str) -> bool:
        """Whether word i has one of the roles."""
        return any(self.vocabulary.plays(role, self.words[i].text) for role in roles)

    def is_party(self, i: int) -> bool:
        """Whether word i is a party or a compound of parties."""
        return self.vocabulary.is_party(self.words[i].text)

    def continues(self, i: int) -> bool:
        """Whether word i exists, is capitalised and follows with nothing but blanks between."""
        return i < len(self.words) and self.words[i].adjacent and self.words[i].capital

    def opens(self, i: int) -> bool:
        """Whether word i opens a sentence, an item or the paragraph."""
        return i == 0 or bool(_SENTENCE_BREAK.search(self.words[i].gap))

    def without_openers(self, i: int, first: int) -> int:
        """The first word from i on, up to `first`, that is no function word and no sentence's opening verb."""
        if i < first and self.opens(i) and self.plays(i, "starter"):
            i += 1
        while i < first and self.plays(i, "opener"):
            i += 1
        return i

    def is_specific(self, word: str) -> bool:
        """Whether the word says something of its own; parties, generic and function words do not."""
        common = any(self.vocabulary.plays(role, word) for role in ("generic", "topic", "opener"))
        named = any(part[:1].isupper() for part in word.split("-"))
        return named and not common and not self.vocabulary.is_party(word)

    def is_bare(self, start: int, first: int) -> bool:
        """Whether nothing but generic words stands before the head."""
        return not any(self.is_specific(self.words[i].text) or self.is_party(i) for i in range(start, first))

    def is_plant(self, first: int) -> bool:
        """Whether the word before the head makes it a building."""
        return first > 0 and self.plays(first - 1, "plant")
