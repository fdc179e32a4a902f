"""Offices: "Deputy Minister of Foreign Affairs", "deputy secretary-general of ASEAN for …", "Thai Prime Minister"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from asean_extract.rules import Patterns
from asean_extract.values.gazetteer import Hit
from asean_extract.values.known_names import Known
from asean_extract.values.mention import Affiliation
from asean_extract.values.words import Word

#: Of so many words it is remembered whether an office begins with them.
_MOST_WORDS = 50_000
_OF = frozenset({"of", "for", "to", "at", "in", "on", "from", "with"})
#: Behind these only a name completes an office: "ambassador in Oslo", but "the president at the meeting".
_PLACED = frozenset({"at", "in", "from", "with"})
#: Offices whose "to X" names the place they are sent to, not whom they speak for.
_SENT = ("ambassador", "representative", "envoy", "adviser", "advisor", "consul", "mission")


@dataclass(frozen=True, slots=True)
class Office:
    """An office phrase: word indices `[first, last)`, the head's, and whom it speaks for."""

    first: int
    last: int
    head: int
    noun: str
    title_first: int
    plural: bool
    bare: bool
    affiliation: Affiliation | None
    complement: bool


@dataclass(frozen=True, slots=True)
class _Owner:
    """What stands before an office from word `first` on; `shown` when it is part of the title ("White House")."""

    first: int
    bond: Affiliation | None
    shown: bool


class OfficeReader:
    """Reads office phrases from words by the lexicon of offices.toml; linear in the length of the text."""

    def __init__(self, patterns: Patterns) -> None:
        table = patterns.table("offices")
        self._heads: dict[str, bool] = {}
        self._caps: set[str] = set()
        for entry in table:
            if entry["kind"] == "head":
                self._heads |= {word: bool(entry.get("bare")) for word in entry["words"]}
                self._caps |= set(entry["words"]) if entry.get("caps") else set()
        self._modifiers = {w for e in table if e["kind"] == "modifier" for w in e["words"]}
        self.portfolio = {w for e in table if e["kind"] == "portfolio" for w in e["words"]}
        self._national = {w: e["country"] for e in table if e["kind"] == "national" for w in e["words"]}
        self._longest = max((len(h.split()) for h in self._heads), default=1)
        self._may_begin = lru_cache(_MOST_WORDS)(self._begins_head)
        self._openings = {h.split(" ", 1)[0] for h in self._heads}

    def find(self, words: Sequence[Word], hits: Sequence[Hit[Known]]) -> list[Office]:
        """The offices of a paragraph, in order; they do not overlap."""
        at = {hit.start: hit for hit in hits}
        ending = {hit.end: hit for hit in hits}
        found: list[Office] = []
        last = 0
        for i in [i for i, word in enumerate(words) if word.is_word and self._may_begin(word.norm)]:
            office = self._office(words, i, at, ending, last) if i >= last else None
            if office:
                found.append(office)
                last = office.last
        return found

    def _head(self, words: Sequence[Word], i: int) -> tuple[str, int, bool] | None:
        """(noun, words long, plural) of the head that begins at word i: the longest in the lexicon."""
        if not words[i].is_word or not self._may_begin(words[i].norm):
            return None
        for size in range(min(self._longest, len(words) - i), 0, -1):
            phrase = " ".join(word.norm for word in words[i : i + size])
            for noun, plural in ((phrase, False), (singular(phrase), True)):
                if noun in self._heads and (words[i].capital or noun not in self._caps):
                    return noun, size, plural
        return None

    def _begins_head(self, norm: str) -> bool:
        """Does a head of the lexicon begin with the word, or with its singular?"""
        first = norm.split(" ", 1)[0]
        return first in self._openings or singular(first) in self._openings or first.removesuffix("s") in self._openings

    def _office(
        self, words: Sequence[Word], i: int, at: dict[int, Hit[Known]], ending: dict[int, Hit[Known]], floor: int
    ) -> Office | None:
        head = self._head(words, i)
        if head is None:
            return None
        noun, size, plural = head
        first = self._left(words, i, floor, at, ending)
        before = self._owner(words, first, ending, floor)
        last, after, complement = self._right(words, i + size, at, sent=noun.endswith(_SENT))
        title = " ".join(word.norm for word in words[first:last])
        country = self._national.get(title)
        owner = before.bond if before and before.bond else after
        if owner is None and country:
            span = words[first].start, words[last - 1].end
            owner = Affiliation(*span, "country", country, country, country)
        opening = before.first if before else first
        shown = opening if before and before.shown else first
        return Office(opening, last, i, noun, shown, plural, self._heads[noun], owner, complement)

    def _left(
        self, words: Sequence[Word], i: int, floor: int, at: dict[int, Hit[Known]], ending: dict[int, Hit[Known]]
    ) -> int:
        """The first word of the head's modifiers: "Science and ICT" minister, "first vice" minister."""
        capital, head = words[i].capital, i
        while i > floor:
            word = words[i - 1]
            named = ending.get(word.end)
            if word.start in at and word.norm not in self.portfolio:
                break
            if named and named.entry.label in ("country", "organisation", "place") and named.start < word.start:
                break
            if word.norm in self._modifiers or (word.norm in self.portfolio and word.capital == capital):
                i -= 1
            elif i < head and self._joins(words, i, floor, capital):
                i -= 2
            else:
                break
        return i

    def _joins(self, words: Sequence[Word], i: int, floor: int, capital: bool) -> bool:
        """A comma, "and" or "&" between two fields of one office."""
        if i - 2 < floor or words[i - 1].text not in (",", "and", "&") or not capital:
            return False
        left, right = words[i - 2], words[i]
        return left.norm in self.portfolio and left.capital and right.norm in self.portfolio and right.capital

    def _owner(self, words: Sequence[Word], first: int, ending: dict[int, Hit[Known]], floor: int) -> _Owner | None:
        """The country, organisation or house right before the office: "Thai", "South Korea's", "DFA's", "WHO (WHO)"."""
        k = first
        possessive = k > 0 and words[k - 1].text in ("'s", "'")
        k -= possessive
        if k == 0:
            return None
        k = _before_brackets(words, k)
        hit = ending.get(words[k - 1].end)
        if hit and hit.entry.label in ("country", "organisation", "place"):
            start = next((j for j in range(k - 1, -1, -1) if words[j].start <= hit.start), k - 1)
            if start < floor or (hit.entry.form == "name" and not possessive and _behind_a_name(words, start)):
                return None
            if hit.entry.label == "place":
                return _Owner(start, None, hit.entry.kind == "venue" and not possessive)
            return _Owner(start, affiliation_of(hit), False)
        word = words[k - 1]
        if possessive and len(word.text) > 2 and word.text.isupper():
            return _Owner(k - 1, Affiliation(word.start, word.end, "organisation", word.text, None), False)
        return None

    def _right(
        self, words: Sequence[Word], j: int, at: dict[int, Hit[Known]], sent: bool
    ) -> tuple[int, Affiliation | None, bool]:
        """The end of the complements ("of X for Y"), the first owner among them, whether there is one at all."""
        owner: Affiliation | None = None
        start = j
        while j < len(words):
            if (
                words[j].text == "("
                and j + 2 < len(words)
                and words[j + 2].text == ")"
                and words[j + 1].text[0].isupper()
            ):
                if words[j + 1].norm in self._heads:
                    break
                j += 3
                while j < len(words) and words[j].norm == "delegation":
                    j += 1
                continue
            if words[j].norm not in _OF or (words[j].norm in _PLACED and not capital_follows(words, j + 1)):
                break
            end, found = self._noun_phrase(words, j + 1, at)
            if end == j + 1:
                break
            if found and owner is None and not (sent and words[j].norm in ("to", "on", "for")):
                owner = found
            j = end
        return j, owner, j > start

    def _noun_phrase(self, words: Sequence[Word], j: int, at: dict[int, Hit[Known]]) -> tuple[int, Affiliation | None]:
        """The end of what an office is of: names that are known, fields of an office; (j, None) when neither."""
        begin = j
        if j < len(words) and words[j].norm in ("the", "its", "his", "her", "their"):
            j += 1
        if j > begin and words[j : j + 1] and words[j].norm == "president":
            return j + 1, None
        inner, owner = j, None
        while j < len(words):
            hit = at.get(words[j].start)
            if hit:
                j = next((k for k in range(j, len(words)) if words[k].start >= hit.end), len(words))
                field = j < len(words) and words[j].norm in self.portfolio and not self._office_begins(words, j)
                possessive = j < len(words) and words[j].text == "'s"
                if hit.entry.label in ("country", "organisation") and owner is None and (not field or possessive):
                    owner = affiliation_of(hit)
                if possessive and j + 1 < len(words) and words[j + 1].norm in self.portfolio:
                    j += 1
                elif not field:
                    break
            elif words[j].norm in self.portfolio and not self._head_of_name(words, j):
                j += 1
            elif j > inner and self._links(words, j, at):
                j += 2 if words[j].text == "," and words[j + 1].text in ("and", "&") else 1
            else:
                break
        while j > inner and words[j - 1].text in ("and", "&", ",", "of", "the", "'s"):
            j -= 1
        if self._of_next_office(words, j) and not (owner and _is_named_state(at, words, inner, j)):
            return begin, None
        return (j, owner) if j > inner else (begin, None)

    def _office_begins(self, words: Sequence[Word], j: int) -> bool:
        """Another office begins here, its modifiers first: "of Chile [Foreign Minister] X"."""
        while j < len(words) and words[j].norm in self._modifiers and self._head(words, j) is None:
            j += 1
        return j < len(words) and words[j].capital and self._head(words, j) is not None

    def _of_next_office(self, words: Sequence[Word], j: int) -> bool:
        """What was read belongs to the office behind it: "spokesperson on [National Security] Advisor X"."""
        head = self._head(words, j) if j < len(words) and words[j].is_word else None
        return head is not None and head[0] not in self._caps

    def _head_of_name(self, words: Sequence[Word], j: int) -> bool:
        """A further office begins here ("… of Laos, Minister of …", "to President X")."""
        head = self._head(words, j)
        return (
            head is not None
            and head[0] not in ("secretary", "minister")
            and words[j].norm in ("president", "professor")
        )

    def _links(self, words: Sequence[Word], j: int, at: dict[int, Hit[Known]]) -> bool:
        """A comma, "and", "of" or "the" that another field of the same office follows."""
        text = words[j].text
        if text not in (",", "and", "&", "of", "the", "(", "/"):
            return False
        k = j + 1
        while k < len(words) and words[k].text in ("and", "&", "the"):
            k += 1
        if k >= len(words) or words[k].norm not in self.portfolio or words[k].start in at:
            return False
        ahead = self._head(words, k)
        if text in (",", "and", "&") and ahead and ahead[1] >= 1 and words[k].norm not in ("general",):
            return False
        lower_after_comma = text == "," and not words[k].capital
        return not lower_after_comma and words[k].capital == words[j - 1].capital


def capital_follows(words: Sequence[Word], j: int) -> bool:
    """Is the next word, behind an article, written with a capital?"""
    j += j < len(words) and words[j].norm in ("the", "its", "his", "her", "their")
    return j < len(words) and words[j].capital


def _before_brackets(words: Sequence[Word], k: int) -> int:
    """The word behind a name whose short form in brackets ends before word k: "World Health Organization (WHO)"."""
    short = k > 3 and words[k - 1].text == ")" and words[k - 3].text == "("
    return k - 3 if short and words[k - 2].capital else k


def _behind_a_name(words: Sequence[Word], start: int) -> bool:
    """Whose the name at word `start` is, the words before it say: "Ana Cole of [Norway]", "President of [Chile]"."""
    k = start - 1
    if k > 0 and words[k].norm == "the":
        k -= 1
    return k > 0 and words[k].text == "of" and words[k - 1].is_word and words[k - 1].capital


def _is_named_state(at: dict[int, Hit[Known]], words: Sequence[Word], first: int, last: int) -> bool:
    """Are the words `[first, last)` a country's name, and nothing else?"""
    hit = at.get(words[first].start)
    return (
        hit is not None and hit.entry.form == "name" and hit.end == words[last - 1].end and hit.entry.label == "country"
    )


def affiliation_of(hit: Hit[Known]) -> Affiliation:
    """A known country or organisation as whom somebody speaks for."""
    known = hit.entry
    label: Literal["country", "organisation"] = "country" if known.label == "country" else "organisation"
    return Affiliation(hit.start, hit.end, label, known.name, known.key, known.country)


def singular(phrase: str) -> str:
    """The singular of an office's name: "prime ministers", "secretaries of state", "heads of state"."""
    first, _, rest = phrase.partition(" of ")
    words = first.split()
    if not words:
        return phrase
    if words[-1] == "general" and len(words) > 1 and words[-2].endswith("s"):
        words[-2] = words[-2].removesuffix("s")
    elif words[-1].endswith("ies"):
        words[-1] = words[-1].removesuffix("ies") + "y"
    elif words[-1].endswith("men"):
        words[-1] = words[-1].removesuffix("men") + "man"
    elif words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1].removesuffix("s")
    return " ".join(words) + (f" of {rest}" if rest else "")
