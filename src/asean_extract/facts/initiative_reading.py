"""Reads a name outwards from its head noun: which capitalised words left and right of it belong to the name."""

from __future__ import annotations

from collections.abc import Sequence, Set

import regex

from asean_extract.facts.initiative_sense import Sense
from asean_extract.facts.initiative_words import Vocabulary, Word

#: Words between capitalised words that a name may run across.
_JOINERS = frozenset({"and", "&"})
_COMPLEMENT = frozenset(
    {"of", "for", "on", "to", "in", "with", "against", "concerning", "regarding", "towards", "between"}
)
_ARTICLES = frozenset({"the", "a", "an"})
_VERSION = regex.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})?|\d\.\d|(?:I{1,3}|IV|VI{0,3})(?:-[A-Z])?|Plus|Phase")
_YEARS = regex.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})?")
#: "Implementation of …" names an act, not a thing.
_ACT = regex.compile(r"(?:tion|sion|ment|ing|ance|al)s?$")
_CONFERENCE_OF_PARTIES = regex.compile(r"COP-?\d*|CoP-?\d*|MOP-?\d*")
#: Roles of a word before "of" that make the whole phrase a body's, an office's or an event's name.
_BODIES = ("organisation", "title", "event")


class Reading(Sense):
    """One paragraph's words; `closes` are the ends of head nouns that may close a name of their own, `opens` the
    starts of names that are known already."""

    def __init__(
        self, text: str, words: Sequence[Word], vocabulary: Vocabulary, closes: Set[int], opens: Set[int]
    ) -> None:
        super().__init__(text, words, vocabulary, closes)
        self._known = opens

    # -------------------------------------------------------- to the right
    def ends_run(self, last: int) -> bool:
        """Whether the head is the last word of its run of capitals, versions and a new sentence's words aside."""
        i = self._versions(last) + 1
        if self.words[last].genitive or not self.continues(i):
            return True
        return self.words[i].text[0].isdigit() or self.plays(i, "opener", "negotiation", "calendar")

    def right(self, start: int, first: int, last: int) -> int:
        """The last word of the name: the head's versions, then what hangs on it by prepositions."""
        stop = self._versions(last)
        while True:
            further = self._complement(start, first, last, stop)
            if further is None:
                return stop
            stop = self._versions(further)

    def _versions(self, last: int) -> int:
        i = last
        while self.continues(i + 1) and not self.words[i].genitive and _VERSION.fullmatch(self.words[i + 1].text):
            i += 1
        return i

    def _complement(self, start: int, first: int, last: int, stop: int) -> int | None:
        """The last word of the complement that begins right behind `stop`, or None."""
        i = stop + 1
        bracketed = stop > last and self._is_bracket(i)
        i += bracketed
        if i + 1 >= len(self.words) or self.words[stop].genitive or self.words[i].text not in _COMPLEMENT:
            return None
        preposition = self.words[i].text
        if not (self.words[i].adjacent or bracketed) or (bracketed and preposition != "in"):
            return None
        i += 1
        while i < len(self.words) and self.words[i].adjacent and self.words[i].text in _ARTICLES:
            i += 1
        if not self.continues(i):
            return None
        end = self._trimmed(i, self._run(i))
        if preposition == "between":
            end = self._other_party(end)
        return end if self._fits(preposition, start, first, stop > last, i, end) else None

    def _other_party(self, end: int) -> int:
        """The party behind "and the", when the words up to `end` are the first one."""
        i = end + 1
        if i + 2 < len(self.words) and self.words[i].text in _JOINERS and self.words[i + 1].text in _ARTICLES:
            return i + 2 if self.is_party(i + 2) else end
        return end

    def _is_bracket(self, i: int) -> bool:
        """Whether word i is an acronym in brackets with more of the sentence behind it."""
        return i + 1 < len(self.words) and self.words[i].gap == " (" and self.words[i + 1].gap == ") "

    def _before_bracket(self, end: int) -> bool:
        """Whether brackets open right behind word `end`, as behind a whole name."""
        return end + 1 < len(self.words) and self.words[end + 1].gap == " ("

    def _trimmed(self, i: int, end: int) -> int:
        """The run without a conference of the parties at its end ("… Convention on X COP15")."""
        while end > i and _CONFERENCE_OF_PARTIES.fullmatch(self.words[end].text):
            end -= 1
        return end

    def _fits(self, preposition: str, start: int, first: int, further: bool, i: int, end: int) -> bool:
        """Whether the words i..end may hang on the head by this preposition; `further`: behind another complement."""
        lead, last = self.words[i], self.words[end]
        dated = _YEARS.fullmatch(lead.text) and (i == end or preposition != "of")
        if lead.genitive or dated or self.plays(i, "calendar", "title", "opener") or self._describes(end):
            return False
        bare = self.is_bare(start, first)
        project = self.words[first].text == "Project"
        party = all(w.text in _ARTICLES | _JOINERS or self.vocabulary.is_party(w.text) for w in self.words[i : end + 1])
        if preposition in ("for", "on") and self.plays(end, "event"):
            return False
        match preposition:
            case "to":
                return self.plays(i, "aim") or (further and (self._before_bracket(end) or self.plays(i - 2, "aim")))
            case "in":
                return (
                    self.plays(end, "area")
                    or self.plays(i, "field")
                    or project
                    or (further and self.vocabulary.is_party(last.text))
                )
            case "with":
                return further and self._before_bracket(end)
            case "between":
                return bare and party
            case "for":
                return bare or not party
            case "of":
                if party and end + 1 < len(self.words) and self.words[end + 1].after_comma and self.is_party(end + 1):
                    return False
                return bare or project or further or not self.plays(end, "organisation")
        return True

    def _describes(self, end: int) -> bool:
        """Whether the word only says which countries or people are meant ("for Baltic countries")."""
        return end + 1 < len(self.words) and self.words[end + 1].adjacent and self.plays(end + 1, "people")

    def _run(self, i: int) -> int:
        """The last word of the capitalised run from i, across "and" and lists that "and" closes."""
        end = i
        while (further := self._step(end)) is not None:
            end = further
        return end

    def _step(self, end: int) -> int | None:
        i = end + 1
        if i >= len(self.words) or (self.words[end].genitive and not self.plays(end, "folk")):
            return None
        word = self.words[i]
        if self.continues(i):
            return None if self.plays(i, "opener") else i
        if word.text in _JOINERS and (word.adjacent or word.after_comma) and self._joins(end, i + 1):
            return i + 1
        if word.text in _ARTICLES and word.adjacent and self._is_verb(end) and self.continues(i + 1):
            return i + 1
        if word.after_comma and word.capital and self._closes_list(i) and not self._starts_name(i):
            return None if self.is_party(end) else i
        return None

    def _is_verb(self, i: int) -> bool:
        """Whether word i is a verb of a purpose, so that its object may have an article ("to Address the …")."""
        return self.words[i].text.endswith("ing") or self.plays(i, "aim")

    def _joins(self, end: int, i: int) -> bool:
        """Whether "and" before word i goes on with the run that ends at `end`, rather than begin another name."""
        if not self.continues(i) or self.plays(i, "opener") or self.plays(i, "title") or self._starts_name(i):
            return False
        return self.is_party(end) or not self.is_party(i)

    def _starts_name(self, i: int) -> bool:
        """Whether a name of its own begins at i: a known one, or a run of two words or more with a head at its end."""
        if self.words[i].start in self._known:
            return True
        j = i
        while self.continues(j + 1):
            j += 1
        return j > i and self.words[j].end in self.closes and not self.is_plant(j)

    def _closes_list(self, i: int) -> bool:
        """Whether the list that goes on at i is closed by "and" and a capitalised word, a few items later."""
        for j in range(i + 1, min(i + 14, len(self.words) - 1)):
            word = self.words[j]
            if word.text in _JOINERS:
                return self.continues(j + 1)
            if not word.capital or not (word.adjacent or word.after_comma):
                return False
        return False

    # -------------------------------------------------------- to the left
    def left(self, first: int, small: bool = False) -> int | None:
        """The first word of the name, or None when the run belongs to a body, an office or an event.

        `small`: the head is written small, so that the capitals before it may hold prepositions of their own.
        """
        i = first
        while i > 0 and not self._breaks(i):
            word, before = self.words[i], self.words[i - 1]
            if before.capital and (word.adjacent or self._splits_compound(i)):
                i -= 1
            elif self._skips_one(i, first):
                i -= 2
            elif word.after_comma and before.capital and self._in_list(i, first):
                i -= 1
            elif self._comes_from(i):
                i -= 2
            elif word.adjacent and before.text in _COMPLEMENT:
                bridge = self._across(i, first, small)
                if bridge is None or bridge >= i:
                    return bridge
                i = bridge
            else:
                break
        return self.without_openers(i, first)

    def _splits_compound(self, i: int) -> bool:
        """Whether a hyphen set apart by blanks joins the parties before and at i ("U.S. - Korea")."""
        parties = self.is_party(i) and self.is_party(i - 1)
        return parties and self.words[i].gap.strip() in ("-", "/")

    def _skips_one(self, i: int, first: int) -> bool:
        """Whether the name goes on two words to the left: over "and", an acronym in brackets, a number."""
        word, before = self.words[i], self.words[i - 1]
        if word.gap == ") " and before.gap == " (":
            return i > 1 and self.words[i - 2].capital and not self.words[i - 2].genitive
        if word.adjacent and before.adjacent and before.text.isdigit() and len(before.text) <= 2:
            return i > 1 and self.words[i - 2].capital and not self.plays(i - 2, "calendar")
        return word.adjacent and before.text in _JOINERS and i < first and self._joins_left(i - 1)

    def _comes_from(self, i: int) -> bool:
        """Whether one word and "from" behind a determiner open the name ("the Fish from Iceland Initiative")."""
        near = i > 2 and self.words[i].adjacent and self.words[i - 1].text == "from" and self.words[i - 1].adjacent
        thing = near and self.words[i - 2].capital and self.words[i - 2].adjacent and not self.words[i - 2].genitive
        return thing and self.plays(i - 3, "determiner") and not self.plays(i - 2, "title", "document")

    def _breaks(self, i: int) -> bool:
        """Whether the name begins at i: behind a genitive owner, a determiner, a date, the "And" of a heading."""
        before = self.words[i - 1]
        joiner = before.capital and before.text.casefold() in _JOINERS
        return (
            joiner or self.plays(i - 1, "determiner", "calendar") or (before.genitive and not self.plays(i - 1, "folk"))
        )

    def _joins_left(self, joiner: int) -> bool:
        """Whether the words left of "and" modify the same head as those right of it."""
        i = joiner - 1
        if i < 0 or not self.words[i].capital or (self.words[i].genitive and not self._both_folk(joiner)):
            return False
        if not (self.words[joiner].adjacent or self.words[joiner].after_comma):
            return False
        if self.plays(i, *_BODIES, "opener", "calendar", "document"):
            return False
        if self.is_party(i) or self.is_party(joiner + 1):
            return False
        alone = i == 0 or not self.continues(i) or not self.words[i - 1].capital
        return alone or self.words[i].end not in self.closes

    def _both_folk(self, joiner: int) -> bool:
        """Whether "and" joins two genitives of folk ("Women's and Girls'")."""
        sides = (joiner - 1, joiner + 1)
        return all(self.words[j].genitive and self.plays(j, "folk") for j in sides)

    def _in_list(self, i: int, first: int) -> bool:
        """Whether the comma before word i stands in a list that "and" closes before the head."""
        closed = any(self.words[j].text in _JOINERS for j in range(i, first))
        before = self.words[i - 1]
        return closed and not self.vocabulary.is_party(before.text) and not self.plays(i - 1, "calendar")

    def _across(self, i: int, first: int, small: bool) -> int | None:
        """What to make of "X of" before the run: a body or an office takes the run; "Rule of Law" joins it."""
        before = i - 2
        start = self.without_openers(i, first)
        if before < 0 or not self.words[i - 1].adjacent:
            return start
        if self.plays(before, *_BODIES) or self._is_office_holder(before):
            return None
        word = self.words[before]
        lone = before == 0 or not (self.words[before].adjacent and self.words[before - 1].capital)
        inner = self.words[i - 1].text in ("of", "in") and not _ACT.search(word.text)
        aimed = self.words[i - 1].text in ("for", "with") and not (self.opens(before) or self.plays(before, "document"))
        joins = small or aimed or (inner and (lone or self._follows_parties(before)))
        bridges = (
            joins and word.capital and not word.genitive and word.end not in self.closes and not self.opens(before)
            and not self.plays(before, "opener") and not self.vocabulary.is_party(word.text)
        )  # fmt: skip
        return before if bridges else start

    def _follows_parties(self, i: int) -> bool:
        """Whether the run that ends at word i begins with a compound of parties ("ASEAN-India Trade")."""
        while self.words[i].capital and self.words[i].adjacent and i > 0:
            i -= 1
            if self.vocabulary.is_compound(self.words[i].text):
                return True
        return False

    def _is_office_holder(self, i: int) -> bool:
        """Whether a person's name with its office ends at i ("Deputy Minister Jane Doe of …")."""
        j = i
        while j > 0 and i - j < 4 and self.words[j].capital and self.words[j].adjacent:
            j -= 1
            if self.plays(j, "title"):
                return True
        return False
