"""Names of persons: their shape, and the offices and honorifics that stand with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import regex

from asean_extract.rules import Patterns
from asean_extract.values.words import Word

_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_MOST = 7
_FUNCTION = frozenset({"to", "an", "no", "so", "do", "he", "sun", "park", "ma", "song"})
#: A letter that a headline lost to its code: "BergxF6n", "Mileu0161".
_DAMAGED = regex.compile(r"(?<=\p{L})(?:x(?P<byte>[C-F][\dA-F])|u(?P<point>0[01][\dA-F]{2}))(?![\dA-F])")
_INVERTED = regex.compile(r"\p{Lu}\p{Ll}+-\p{L}\p{Ll}+$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Word indices `[first, last)` of a name; honorifics, which are no part of it, begin at `opening`."""

    opening: int
    first: int
    last: int
    name: str


class PersonReader:
    """Reads names of persons where something else says that one must stand: an office, an honorific, a model."""

    def __init__(self, patterns: Patterns, portfolio: Collection[str]) -> None:
        words: dict[str, set[str]] = {}
        for entry in patterns.table("offices"):
            words.setdefault(entry["kind"], set()).update(entry["words"])
        self._honorifics = words.get("honorific", set())
        self._longest = max((len(h.split()) for h in self._honorifics), default=1)
        self._openings = {h.split(" ", 1)[0] for h in self._honorifics}
        self._not_name = words.get("not-name", set())
        self._particles = words.get("particle", set())
        self._also_surname = words.get("also-surname", set())
        self.surnames = words.get("surname", set())
        self.kin = words.get("kin", set())
        self._portfolio = portfolio

    def skip_honorifics(self, words: Sequence[Word], i: int) -> int:
        """The index behind the honorifics that begin at word i; i when there are none."""
        while i < len(words):
            size = self._honorific(words, i)
            if not size:
                break
            i += size
        return i

    def _honorific(self, words: Sequence[Word], i: int) -> int:
        first = words[i].text
        if not first[0].isupper() or first.lower() not in self._openings:
            return 0
        for size in range(min(self._longest, len(words) - i), 0, -1):
            phrase = " ".join(word.text.lower() for word in words[i : i + size])
            if phrase in self._honorifics:
                return size
        return 0

    def name_at(
        self, words: Sequence[Word], i: int, blocked: Collection[int], sure: Collection[int] = ()
    ) -> PersonName | None:
        """The name that begins at word i, after honorifics; None when no name's shape stands there.

        `blocked` are words that belong to other names; `sure` are words that a model takes for a person's.
        """
        first = self.skip_honorifics(words, i)
        last = first
        while last < len(words) and last - first < _MOST:
            size = self._piece(words, last, first, blocked, sure)
            if not size:
                break
            last += size
        last = self._without_tail(words, first, last)
        if last == first or not words[last - 1].capital or self._names_nobody(words[first:last]):
            return None
        inverted = self._inverted(words, first, last)
        last = inverted or self._suffix(words, last)
        return PersonName(i, first, last, self.canonical(words[first:last], bool(inverted)))

    def name_before(
        self, words: Sequence[Word], end: int, floor: int, blocked: Collection[int], sure: Collection[int] = ()
    ) -> PersonName | None:
        """The name that ends right before word `end`, not reaching before word `floor`."""
        stop = end
        if end - 2 >= floor and words[end - 1].text in _SUFFIXES and words[end - 2].text == ",":
            end -= 2
        first = end
        while (
            first > floor
            and end - first < _MOST
            and self._may_be(words, first - 1, blocked, sure, words[first - 1].norm in self._particles)
        ):
            first -= 1
        while first < end and (words[first].norm in self._particles and not words[first].capital):
            first += 1
        named = self.skip_honorifics(words, first)
        opening = self._honorifics_before(words, first, floor) if named == first else first
        if named >= end or self._names_nobody(words[named:end]):
            return None
        return PersonName(opening, named, stop, self.canonical(words[named:end], False))

    def _honorifics_before(self, words: Sequence[Word], first: int, floor: int) -> int:
        for i in range(max(floor, first - self._longest), first):
            if self.skip_honorifics(words, i) == first:
                return i
        return first

    def _piece(self, words: Sequence[Word], k: int, first: int, blocked: Collection[int], sure: Collection[int]) -> int:
        """How many words at k go into the name: a nickname in quotes takes three, a particle needs a name after it."""
        word = words[k]
        if word.text == '"' and k > first and k + 3 < len(words) and words[k + 2].text == '"' and words[k + 3].capital:
            return 3
        if not word.capital:
            return int((k > first or len(word.text) > 1) and self._leads_on(words, k, blocked))
        if (
            k == first
            and word.norm in _FUNCTION
            and k + 1 < len(words)
            and self._may_be(words, k + 1, blocked, sure, False)
        ):
            return 1
        return int(self._may_be(words, k, blocked, sure, False))

    def _leads_on(self, words: Sequence[Word], k: int, blocked: Collection[int]) -> bool:
        """A particle, or several, before a name: "von der" Leyen."""
        follows = k
        while follows < len(words) and words[follows].norm in self._particles and not words[follows].capital:
            follows += 1
        return k < follows < len(words) and words[follows].capital and follows not in blocked

    def _may_be(
        self, words: Sequence[Word], k: int, blocked: Collection[int], sure: Collection[int], particle: bool
    ) -> bool:
        word = words[k]
        if particle and k not in blocked:
            return True
        if not word.capital or not word.is_word or k in blocked or any(c.isdigit() for c in mended(word.text)):
            return False
        if word.text in _SUFFIXES or (len(word.text) == 2 and word.text[1] == "."):
            return True
        if (k in sure and word.norm not in self._not_name) or self._is_surname_here(words, k):
            return True
        if word.norm in self.surnames and word.norm not in self._portfolio:
            return word.norm not in self._not_name or word.norm == "park"
        shouted = word.text.isupper() and len(word.text) > 1 and not self._shouts_family(words, k)
        return word.norm not in self._not_name and word.norm not in self._portfolio and not shouted

    def _is_surname_here(self, words: Sequence[Word], k: int) -> bool:
        """A word of offices or places that is a family name too, right behind a given name, last: "Ruth [Power]"."""
        if words[k].norm not in self._also_surname or k == 0 or not words[k - 1].is_word:
            return False
        given, after = words[k - 1], words[k + 1] if k + 1 < len(words) else None
        ends = after is None or not (after.is_word and after.capital)
        return ends and given.capital and not self._is_common(given) and not given.text.isupper()

    def _is_common(self, word: Word) -> bool:
        """A word of sentences, offices and honorifics rather than of names."""
        norm = word.norm
        return norm in self._not_name or norm in self._portfolio or norm in self._honorifics

    def _names_nobody(self, words: Sequence[Word]) -> bool:
        """Nothing but words of sentences and offices: "Legal Counsel"."""
        return all(self._is_common(w) and w.norm not in self.surnames for w in words if w.is_word)

    def _shouts_family(self, words: Sequence[Word], k: int) -> bool:
        """A family name in capitals before a given name: "YAMADA Ichiro"."""
        after = words[k + 1] if k + 1 < len(words) else None
        if after is None or len(words[k].text) < 3 or not after.capital or after.text.isupper():
            return False
        return after.is_word and after.norm not in self._not_name and after.norm not in self._portfolio

    def may_be_named(self, last: str) -> bool:
        """May a name end in this word? Not in people in general ("Allies and [Partners]")."""
        return not (last.lower() in self._not_name and last.endswith("s"))

    def may_stand_alone(self, form: str) -> bool:
        """May a part of a name, alone in a text, be taken for its bearer? Not "An", "So" or "Counterpart"."""
        lower = form.lower()
        if lower in self.kin or lower in self._not_name or lower in self._portfolio or lower in _FUNCTION - {"park"}:
            return lower == "park"
        return len(form) > 2 or lower in self.surnames

    def _without_tail(self, words: Sequence[Word], first: int, last: int) -> int:
        while last > first and (words[last - 1].norm in self._particles and not words[last - 1].capital):
            last -= 1
        return last

    def _inverted(self, words: Sequence[Word], first: int, last: int) -> int:
        """The end of "Kang, Kyung-wha": one family name, a comma, a hyphenated given name; 0 otherwise."""
        if last - first != 1 or last + 1 >= len(words) or words[last].text != ",":
            return 0
        fits = words[first].norm in self.surnames and _INVERTED.match(words[last + 1].text)
        return last + 2 if fits else 0

    def _suffix(self, words: Sequence[Word], last: int) -> int:
        following = [word.text for word in words[last : last + 2]]
        return last + 2 if len(following) == 2 and following[0] == "," and following[1] in _SUFFIXES else last

    def canonical(self, words: Sequence[Word], inverted: bool) -> str:
        """The name in the order written, without a nickname's quotes, a comma, or shouted letters."""
        texts = [mended(word.text) for word in words if word.text != '"']
        if "," in texts:
            texts = [t for t in texts if t != ","] if inverted else texts[: texts.index(",")]
        shouting = [t for t in texts if len(t) > 2 and t.isupper() and t not in _SUFFIXES]
        return " ".join(t.title() if t in shouting and "." not in t else t for t in texts)


def mended(word: str) -> str:
    """The word with the letters that it lost to their codes: "BergxF6n" is Bergön."""
    return _DAMAGED.sub(lambda m: chr(int(m["byte"] or m["point"], 16)), word)


def surname(name: str, surnames: Collection[str]) -> str:
    """The part of a full name that stands alone later: the first word of Korean, Chinese and Vietnamese names
    ("Kim" of Kim Min-jun), the last one else."""
    parts = [p for p in name.split() if p not in _SUFFIXES]
    if len(parts) < 2:
        return name
    first_is_family = parts[0].lower() in surnames and parts[-1].lower() not in surnames
    both = parts[0].lower() in surnames and (len(parts) == 3 or "-" in parts[-1])
    return parts[0] if first_is_family or both else parts[-1]
