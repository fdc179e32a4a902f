"""Judges a name that was read: whether it singles out one initiative, and who its owner is."""

from __future__ import annotations

from asean_extract.facts.initiative_words import WordLine

_CONNECTORS = frozenset({"of", "on", "for", "in", "and", "&"})
#: What may follow a verb that commands.
_OBJECTS = frozenset({"for", "to", "on", "with", "in", "the", "a", "an", "our", "your", "their", "its", "and", "all"})
#: Capitalised words that make a phrase of a name whose head is written small.
_PHRASE = 3
_BARRED = ("organisation", "title", "event", "area", "document", "calendar")


class Sense(WordLine):
    """Looks at the words from `start` to the head (`first` to `last`) and on to `stop`, all of them indices."""

    def is_full(self, start: int, first: int, last: int, stop: int) -> bool:
        """Whether the words single out one initiative: words of its own, several parties, or a complement."""
        before = self.words[start:first]
        around = [word.text for word in (*before, *self.words[last + 1 : stop + 1])]
        if any(map(self.is_specific, around)) or sum(self.vocabulary.plays("topic", text) for text in around) >= 2:
            return True
        if (
            sum(self.vocabulary.plays("grade", word.text) for word in before) >= 2
            and self.words[last].text == "Partnership"
        ):
            return True
        if self.names_parties(start, first) or (stop > last and self.words[last + 1].text == "between"):
            return True
        party = any(self.vocabulary.is_party(word.text) for word in before)
        return party and (self.plays(last, "chartered") or len(before) > 1)

    def commands(self, first: int, last: int) -> bool:
        """Whether the head is a verb that opens an item or a sentence ("Plan for …", "Fund the …")."""
        if (
            first != last
            or not self.opens(first)
            or not self.plays(first, "imperative")
            or first + 1 >= len(self.words)
        ):
            return False
        behind = self.words[first + 1]
        return behind.adjacent and (behind.text in _OBJECTS or behind.capital)

    def is_proper(self, start: int, first: int) -> bool:
        """Whether the capitals before a small head are a name: not a body, a party, an area, nor closed by a head."""
        before = self.words[start:first]
        last = first - 1
        if not before or self.words[last].genitive or self.words[last].end in self.closes:
            return False
        if self.is_party(last) or self.plays(last, *_BARRED):
            return False
        if len(before) == 1:
            return not self.opens(start) and not before[0].text.isupper() and self.is_specific(before[0].text)
        return any(self.is_specific(word.text) for word in before)

    def is_phrase(self, start: int, first: int) -> bool:
        """Whether the capitals before a small head are three words or more, and no office, person or body's plan."""
        telling = [i for i in range(start, first) if self.words[i].capital]
        return len(telling) >= _PHRASE and not any(self.plays(i, *_BARRED) for i in telling)

    def is_owned(self, start: int) -> bool:
        """Whether the name begins with a party, or a party's genitive stands before it."""
        return self.is_party(start) or any(map(self.vocabulary.is_party, self.owner(start)))

    def is_of_another(self, first: int) -> bool:
        """Whether the word before a fund's head makes it a building, or the money of a named plan."""
        closed = self.words[first].text == "Funds" and first > 0 and self.words[first - 1].end in self.closes
        return closed or self.is_plant(first)

    def names_parties(self, start: int, first: int) -> bool:
        """Whether a compound of parties stands before the head."""
        return any(self.vocabulary.is_compound(word.text) for word in self.words[start:first])

    def follows_bracket(self, first: int) -> bool:
        """Whether an acronym in brackets, and a capitalised word before that, stand right before the head."""
        return first > 1 and self.words[first].gap == ") " and self.words[first - 1].gap == " ("

    def has_figure(self, start: int, stop: int) -> bool:
        """Whether a year or an ordinal stands in the name, as in that of a single meeting."""
        return any(word.text[0].isdigit() for word in self.words[start : stop + 1])

    def owner(self, start: int) -> tuple[str, ...]:
        """The words of an owner in the genitive right before the name."""
        if start == 0 or not self.words[start].adjacent or not self.words[start - 1].genitive:
            return ()
        i = self.without_openers(self._owner_start(start - 1), start - 1)
        return (self.text[self.words[i].start : self.words[start - 1].start + len(self.words[start - 1].text)],)

    def _owner_start(self, last: int) -> int:
        """The first word of the owner that ends at `last`; a body's name may run across "of", "on" and "and"."""
        i = last
        while i > 0 and self.words[i].adjacent and self.words[i - 1].capital and not self.plays(i - 1, "opener"):
            i -= 1
        j = i
        while j > 1 and self.words[j].adjacent and self.words[j - 1].adjacent and self.words[j - 2].capital:
            across = self.words[j - 1].text in _CONNECTORS and not self.is_party(j)
            if not across and not self.words[j - 1].capital:
                break
            j -= 2 if across else 1
            if self.plays(j, "organisation"):
                while j > 0 and self.words[j].adjacent and self.words[j - 1].capital:
                    j -= 1
                return j
        return i
