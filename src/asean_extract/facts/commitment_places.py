"""Positions around a sum and its cue: what stands before whom, and where a sum's own stretch of the sentence ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from asean_extract.facts.money_sentence import SUM, EntitySpan, MoneySentence

PAYERS = frozenset({"country", "organisation", "person", "group"})
AID = (
    r"(?:aid|assistance|support|funding|funds?|grants?|help|relief|contributions?|donations?|financing|pledges?|"
    r"commitments?|loans?|credits?|investments?|taxpayers?|budget|money|gifts?)"
)
#: An office before the name of a person.
#: Who signs for a loan or grant; a bank or fund that does gives it.
SIGNED = regex.compile(r"(?i)\b(?:sign(?:s|ed|ing)?|exchang(?:e[sd]?|ing) (?:of )?notes)\b")
BANK = regex.compile(r"\b(?:Bank|Fund)\b")
OFFICE = r"(?:(?:Prime|Foreign|Finance|Vice|Deputy) )?(?:Minister|President|Secretary|Chancellor|Premier|King|Queen)"
#: How a sentence takes up the aid of the one before it.
RESUMED = regex.compile(rf"(?:This|The|That|Such|These)(?: [\w-]+){{0,2}}? {AID} ")
ITS = regex.compile(r"(?i)\b(?:its|their)(?: [\w-]+){0,3} *$")
CLAUSE = regex.compile(r"[;:]|, (?:and|but|while|as|with|which|where)\b")


@dataclass(frozen=True)
class Places:
    """A sum at `span` of the masked sentence, and its cue at `trigger`."""

    sentence: MoneySentence
    masked: str
    span: tuple[int, int]
    trigger: tuple[int, int]

    def _at(self, offset: int) -> int:
        return offset - self.sentence.start

    def _before(self, offset: int) -> str:
        return self.masked[max(0, offset - 60) : offset]

    def _entities(self, types: frozenset[str]) -> Sequence[EntitySpan]:
        return [e for e in self.sentence.entities if e.type in types and not self._names_initiative(e)]

    def _says(self, e: EntitySpan) -> str:
        """The words of a mention."""
        return self.masked[self._at(e.start) : self._at(e.end)]

    def _names_initiative(self, e: EntitySpan) -> bool:
        return any(i.start <= e.start and e.end <= i.end for i in self.sentence.initiatives)

    def _head(self) -> int:
        """Where the cue begins; a noun or a passive after the sum leaves the sum itself."""
        return min(self.trigger[0], self.span[0])

    def _gives(self) -> bool:
        """Is the cue a verb before the sum, so that a receiver may follow it ("gave Oman $5 million")?"""
        if self.trigger[1] > self.span[0]:
            return False
        return self.masked[: self.trigger[1]].rsplit(" ", 1)[-1].lower() not in ("from", "by", "of", "with", "for")

    def _next_sum(self) -> int:
        following = self.masked.find(SUM, self.span[1])
        return following if following >= 0 else len(self.masked)

    def _clause_start(self) -> int:
        breaks = [m.end() for m in regex.finditer(r"[;]", self.masked[: self._head()])]
        return max(breaks, default=0)

    def _owns(self, e: EntitySpan) -> bool:
        return self.masked.startswith(("'s ", "' "), self._at(e.end))
