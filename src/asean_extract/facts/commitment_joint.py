"""Givers that a sentence coordinates: "Oman and Qatar pledged", "Omani and Qatari aid", "given by Oman and Qatar".

Of several who pay jointly none is the payer alone: it is what stands for all of them, or nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex

from asean_extract.facts.commitment_places import BANK, OFFICE, SIGNED, Places
from asean_extract.facts.money_sentence import SUM, EntitySpan

#: What joins two mentions: a comma or "and", with an office, or the name of a body before its acronym in brackets.
_LINK = regex.compile(rf"(?:\))?(?:'s?)?(?:,? and|,)(?: the)?(?: {OFFICE})?(?:(?: \p{{Lu}}[\w-]*){{1,3}} \(| )")
#: How a subject begins: at the start of a clause, a list of departments by their acronyms included.
_OPENS = regex.compile(
    r"(?i)(?:^|[,;:—•-] *|\b(?:that|while|as|when|where|and|both|today|yesterday|later|then|which|since|said|\w+ly) )"
    rf"(?:both )?(?:the )?(?:{OFFICE} )?"
    r"(?:(?:(?-i:\p{Lu}[\w'-]*|of|and) )+\()?$"
)
#: Others without names who give too.
_AND_OTHERS = regex.compile(
    r"(?i),? and (?:[\w'-]+ ){0,4}(?:partners|allies|donors|countries|nations|members|governments|companies|firms"
    r"|organi[sz]ations|foundations|investors|others)\b"
)
#: A name before "and" in front of a giver.
_STRANGER_AND = regex.compile(
    r"(?<=^(?:[^,;:]{0,60}[-–—] )?The (?:\p{Lu}[\w-]* ){1,4})\(?\p{Lu}[\w-]*\)? and (?:the )?$"
)
_TWO = 2
_SUMS = regex.compile(f"{SUM}+")
_TOGETHER = regex.compile(r"(?i)(?:'s?)? (?:joint|combined|collective|common|shared)\b")
_VERB_BEHIND = regex.compile(r" (?:will|would|has|have|had|is|are|was|were|also|then|gave|\w+ed)\b")


class Joint(Places):
    """Reads the mentions that stand beside a giver."""

    def payer(self, givers: Sequence[EntitySpan]) -> str | None:
        """Who stands for all givers: their one party, or the one country that they and their bodies belong to."""
        if self._with_others(givers[-1]) or self._beside_stranger(givers[0]):
            return None
        one = self._respective(givers) or self._lender(givers)
        meant = [e for giver in (one or givers) for e in self._meant(giver)]
        parties = {e.party for e in meant}
        if len(parties) == 1:
            return parties.pop()
        homes = {e.home or e.party for e in meant}
        return homes.pop() if len(homes) == 1 else None

    def _respective(self, givers: Sequence[EntitySpan]) -> Sequence[EntitySpan]:
        """ "Oman and Qatar gave $5 million and $3 million, respectively": the giver of this sum, by its place."""
        sums = [m.start() for m in _SUMS.finditer(self.masked)]
        if "respectively" not in self.masked or len(sums) != len(givers) or self.span[0] not in sums:
            return ()
        at = sums.index(self.span[0])
        return givers[at : at + 1]

    def _lender(self, givers: Sequence[EntitySpan]) -> Sequence[EntitySpan]:
        """ "The Sea Bank and Tonga signed a loan": of two who sign the one that is a bank or a fund."""
        if len(givers) != _TWO or not SIGNED.search(self.masked, self._at(givers[-1].end), self.span[0]):
            return ()
        banks = [e for e in givers if BANK.search(self._says(e))]
        return banks if len(banks) == 1 else ()

    def _beside_stranger(self, first: EntitySpan) -> bool:
        """Does a name that is no known entity give too ("the Reef Bank (RB) and Tonga signed")?"""
        m = _STRANGER_AND.search(self.masked[: self._at(first.start)])
        at = self.sentence.start + m.start() if m else -1
        return m is not None and not any(e.start <= at < e.end for e in self.sentence.entities)

    def _meant(self, giver: EntitySpan) -> Sequence[EntitySpan]:
        """All whom a "we" or "they" means; of several persons those who speak for somebody."""
        meant = [e for e in self.sentence.entities if (e.start, e.end) == (giver.start, giver.end)] or [giver]
        return [e for e in meant if e.type != "person" or e.speaks_for] or meant

    def _with_others(self, last: EntitySpan) -> bool:
        """Do others without names give beside the subject ("Oman and its partners pledged")?"""
        m = _AND_OTHERS.match(self.masked, self._at(last.end))
        return m is not None and m.end() <= self._head() and not self._owns(last)

    def _linked(self, e: EntitySpan, pool: Iterable[EntitySpan]) -> list[EntitySpan]:
        """The mention and those that commas and an "and" join it to, in order; itself alone without an "and"."""
        chain = [e]
        ordered = sorted(pool, key=lambda o: o.start)
        for o in reversed(ordered):
            if o.end <= chain[0].start and self._are_linked(o, chain[0]):
                chain.insert(0, o)
        for o in ordered:
            if o.start >= chain[-1].end and self._are_linked(chain[-1], o):
                chain.append(o)
        return chain if any(" and" in self._between(a, b) for a, b in pairwise(chain)) else [e]

    def _between(self, first: EntitySpan, second: EntitySpan) -> str:
        return self.masked[self._at(first.end) : self._at(second.start)]

    def _are_linked(self, first: EntitySpan, second: EntitySpan) -> bool:
        return _LINK.fullmatch(self._between(first, second)) is not None

    def _subjects(self, e: EntitySpan, pool: Iterable[EntitySpan]) -> list[EntitySpan]:
        """The subject with those that it is coordinated with, where the list begins a clause."""
        chain = self._linked(e, pool)
        return chain if _OPENS.search(self.masked[: self._at(chain[0].start)]) else [e]

    def _owners(self, e: EntitySpan, pool: Sequence[EntitySpan]) -> list[EntitySpan]:
        """The owner with others: all in the genitive, all adjectives, or "Oman and Qatar's joint"."""
        joint = _TOGETHER.match(self.masked, self._at(e.end)) is not None
        same = [o for o in pool if joint or (o.attributive == e.attributive and self._owns(o) == self._owns(e))]
        return [o for o in self._linked(e, same) if o.start <= e.start]

    def _agents(self, e: EntitySpan, pool: Sequence[EntitySpan]) -> list[EntitySpan]:
        """The giver behind "by" with those behind it; "by Oman, and Qatar gave" begins another clause."""
        chain = [o for o in self._linked(e, pool) if o.start >= e.start]
        clause = len(chain) == 2 and self._between(*chain).startswith(",")
        return [e] if clause or _VERB_BEHIND.match(self.masked, self._at(chain[-1].end)) else chain
