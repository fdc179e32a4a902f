"""Who pays: the owner, the giver behind "by", the subject, or the one who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from asean_extract.facts.commitment_places import AID, CLAUSE, ITS, PAYERS, Places
from asean_extract.facts.money_sentence import SUM, EntitySpan

#: How far behind a sum its givers may be named, in code points.
_NEAR = 60
_NO_NAMES = frozenset({"we", "it", "this", "that", "they", "he", "she", "which", "who", "i", "and", "the"})
_AFTER_PREPOSITION = regex.compile(
    r"(?i)\b(?:in|of|with|to|for|from|at|on|between|into|alongside|against|under|through|across|about|via|than|like|"
    r"including|within|toward|towards|over)(?: the| its| their| our| all)? *$"
)
_BY = regex.compile(r"(?i)\b(?:by|from|courtesy of|on behalf of)(?: the| both)? *$")
_OWNED = regex.compile(rf"(?i)(?:'s?)?(?: (?!to\b|for\b|of\b|and\b|in\b)[\w-]+){{0,4}}? {AID}\b")
_COORDINATED = regex.compile(r"(?i)\band (?:also |then |\w+ly )?(?:has |had |have )?$")
_WE = regex.compile(r"(?i)\b(?:we|our|the (?:government|administration|ministry|president|minister))\b")
_RIGHT_BEHIND = regex.compile(rf"(?i),? (?:in [\w-]+ )?(?:(?:in )?(?:[\w-]+ ){{0,2}}{AID} )?(?:from|by)(?: the)? ")
#: "by our four countries": givers that no entity stands for.
_UNNAMED = regex.compile(
    r"(?i)(?:(?<=\b(?:by|from))|(?<=¤) (?:in )?(?:[\w-]+ ){0,3}(?:from|by))(?: all| both)?(?: of)?"
    r" (?:our|the|these|those|its|their|several|many|other|various)(?: [\w-]+){0,2}?"
    r" (?:countries|nations|governments|partners|allies|donors|members|leaders|states|sides|companies|firms)\b"
)
_PROMISE_OF = regex.compile(
    r"(?i)\b(?:commitments?|pledges?|promises?|decisions?|plans?|intentions?|offers?|intent|readiness)"
    r" (?:of|by|from)(?: the)? $"
)
#: How a subject begins: at the start of a clause, a list of departments by their acronyms included.
_SUBJECT_FIRST = regex.compile(
    r"(?i)(?:^|[,;:—•-] *|\b(?:that|while|as|when|where|and|both|today|which) )(?:both )?(?:the )?"
    r"(?:(?:(?-i:\p{Lu}[\w'-]*|of|and) )+\()?$"
)
_NEXT_OF_SUBJECT = regex.compile(r"(?:\))?(?:,? and|,)(?: the)?(?:(?: \p{Lu}[\w-]*){1,3} \(| )")
_JOINT = regex.compile(r"(?i)(?:,? and|,)(?: the)? $")
_DESCRIBED = regex.compile(r"(?i)\b(?:the|our|its|their|this)(?: (?-i:\p{Lu})[\w-]+)? $")
_STRANGER = regex.compile(
    r"(?P<name>\p{Lu}[\w.&'-]*)"
    r"(?: (?:has|have|had|is|are|was|will|would|also|already|now|to|plans|intends|been|\w+ly))* *$"
)
#: A common noun as the subject: "several families have spent", "one donor pledged".
_SOMEBODY = regex.compile(
    r"(?:^|[,;:] |\b(?:that|while|and|noted|said) )(?:(?:To date|So far|Already), )?(?:[\w-]+ ){0,3}"
    r"(?:famil(?:y|ies)|(?:family )?members?|jurisdictions?|donors?|investors?|firms|companies|banks|citizens|people"
    r"|cities|households?|students?|workers?|parents?|businesses|organi[sz]ations|foundations|philanthropies|universities)"
    r"(?: (?:has|have|had|will|would|also|already|now|to|are|is|been|noted|said|\w+ly))* *$"
)
_WE_FIRST = regex.compile(r"(?i)\W*(?:[^.,;]{0,60}, ){0,2}we\b")
#: "we" as the subject of the cue itself.
_WE_ACT = regex.compile(r"(?i)\bwe(?: (?:have|had|will|also|are|\w+ly))* *$")
#: What a speaker only praises is somebody else's.
_PRAISED = regex.compile(
    r"(?i)\bwe (?:\w+ly |also )?(?:welcom|commend|appreciat|hail|applaud|thank|prais|laud)\w*\b[^.;]*$"
)
#: A phrase at the head of the sentence, before its subject.
_FRONTED = regex.compile(r"\W*(?:Through|With|Using|By)\b[^,;¤]*$")
_IT = regex.compile(r"(?i)\b(?:it|they|the (?:country|bank|agency|company|firm|group|organi[sz]ation|fund))\b")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Givers without names; `payer` is their group where that is an entity."""

    payer: str | None


class Givers(Places):
    """Looks for the payer of one sum; each method answers None where its words are missing."""

    def named_in(self, stretch: tuple[int, int]) -> str | None:
        """The payer inside a stretch of the sentence."""
        inside = [
            e for e in self._entities(PAYERS) if stretch[0] <= self._at(e.start) and self._at(e.end) <= stretch[1] + 1
        ]
        return inside[-1].party if inside else None

    def bracketed(self) -> str | None:
        """ "commitments from Oman (US$5 million) and Qatar (US$3 million)"."""
        if not self.masked[: self.span[0]].endswith(("(", "( ", "[")):
            return None
        near = [e for e in self._entities(PAYERS) if 0 <= self.span[0] - self._at(e.end) <= 3]
        return near[-1].party if near else None

    def owner(self) -> str | None:
        """ "Oman's pledge of", "its pledge of" after "Oman's support", "Omani aid", "$5 million in Omani aid"."""
        head, stop = self._head(), self._next_sum()
        for e in self._entities(PAYERS):
            at, end = self._at(e.start), self._at(e.end)
            owned = e.attributive or self._owns(e)
            aid = _OWNED.match(self.masked, end) if owned and self._sum_before() <= at and end <= stop else None
            if aid and (at >= self.span[1] or aid.end() >= head - 1 or self.span[0] == len(self.masked)):
                return e.party
        if ITS.search(self.masked[max(0, head - 40) : head]):
            owners = [e for e in self._entities(PAYERS) if self._at(e.end) <= head and self._owns(e)]
            return owners[-1].party if owners else None
        return None

    def giver_after(self) -> str | None:
        """ "pledged by Oman", "a gift from Oman", "an additional pledge by Oman of $5 million"."""
        start, stop = min(self.trigger[0], self.span[0]), self._next_sum()
        asked = self.masked.startswith(("request", "Request"), self.trigger[0])
        for e in sorted(self._entities(PAYERS), key=lambda e: (self._at(e.start) < self.span[1], e.start)):
            at = self._at(e.start)
            between = self.masked[min(at, self.span[1]) : at]
            if at >= self.span[1] and self._gives() and not _RIGHT_BEHIND.fullmatch(between):
                continue  # "gave $5 million for ports run by Oman"
            if start <= at < stop and not asked and _BY.search(self._before(at)) and not CLAUSE.search(between):
                return e.party
        return None

    def unnamed_givers(self) -> Unnamed | None:
        """ "provided by our four countries": the group when it is an entity, else nobody; None without such words."""
        m = _UNNAMED.search(self.masked, max(0, self.trigger[0] - 1), min(self._next_sum(), self.span[1] + _NEAR))
        gives = self.trigger[1] <= self.span[0]
        if m is None or (gives and m.start() > self.span[0] and not _RIGHT_BEHIND.match(self.masked, self.span[1])):
            return None
        groups = [e.party for e in self.sentence.entities if m.start() <= self._at(e.start) < m.end()]
        return Unnamed(groups[0] if groups else None)

    def promiser(self) -> str | None:
        """ "the commitment of Oman to provide": the one whose promise it is, right before the cue."""
        for e in self._entities(PAYERS):
            right_before = not self.masked[self._at(e.end) : self._head()].strip()
            if right_before and self._at(e.end) <= self._head() and _PROMISE_OF.search(self._before(self._at(e.start))):
                return e.party
        return None

    def _first_of_joint(self, last: EntitySpan, free: Sequence[EntitySpan]) -> EntitySpan:
        """The first of several that the sentence coordinates as its subject ("Oman and Qatar pledged")."""
        chain = [last]
        for e in sorted(free, key=lambda e: -e.end):
            between = self.masked[self._at(e.end) : self._at(chain[-1].start)]
            if e.end <= chain[-1].start and _NEXT_OF_SUBJECT.fullmatch(between):
                chain.append(e)
        joined = any("and" in self.masked[self._at(a.end) : self._at(b.start)] for b, a in pairwise(chain))
        opens = _SUBJECT_FIRST.search(self.masked[: self._at(chain[-1].start)])
        return chain[-1] if joined and opens else last

    def subject(self) -> str | None:
        """The last entity before the cue that no preposition governs ("Oman, with Qatar, pledged"), or its owner."""
        if _WE_ACT.search(self.masked[: self._head()]) and self.sentence.default_payer:
            return self.sentence.default_payer
        begin = self._clause_start()
        ahead = [e for e in self._entities(PAYERS) if begin <= self._at(e.start) and self._at(e.end) <= self._head()]
        free = [e for e in ahead if not self._governed(e)]
        subjects = [e for e in (*self._we(), *free) if not e.attributive and not self._owns(e)]
        if subjects and _COORDINATED.search(self.masked[: self._head()]):
            return subjects[0].party
        owners = [e for e in ahead if self._owns(e) or (e.attributive and e in free)]
        chosen = subjects or owners
        return self._first_of_joint(max(chosen, key=lambda e: e.end), chosen).party if chosen else None

    def behind_front(self) -> str | None:
        """ "Through $5 million in loans, Oman will": the subject behind a phrase that opens the sentence."""
        if not _FRONTED.match(self.masked, 0, self.span[0]):
            return None
        comma = self.masked.find(", ", self.span[1])
        return next(
            (e.party for e in self._entities(PAYERS) if comma >= 0 and self._at(e.start) - comma in (2, 6)), None
        )

    def _governed(self, e: EntitySpan) -> bool:
        """Does a preposition govern the mention, or the one that it is joined to ("with Oman and Qatar")?"""
        before = self._before(self._at(e.start))
        joint = _JOINT.search(before)
        if joint and "and" not in joint[0].lower() and not self.masked[self._at(e.end) : self._head()].strip():
            return False  # "With Oman, Qatar pledged": the comma closes, and the subject stands at its verb
        if joint:
            at = e.start - len(joint[0])
            partner = next((p for p in self.sentence.entities if p.end == at), None)
            return partner is not None and self._governed(partner)
        return (before.endswith("(") and not self._alone_in_bracket(e)) or _AFTER_PREPOSITION.search(before) is not None

    def _alone_in_bracket(self, e: EntitySpan) -> bool:
        """Is the mention the short form, in brackets, of a name that is no entity itself ("Interior (DOI)")?"""
        opening = self._at(e.start) - 1
        long_form = any(self._at(o.end) in (opening, opening - 1) for o in self.sentence.entities)
        return self.masked.startswith(")", self._at(e.end)) and not long_form and self.masked[opening - 2].isalpha()

    def _we(self) -> Sequence[EntitySpan]:
        """ "We" at the head of the sentence, as the one who speaks."""
        head = self.masked[: self._head()]
        m = None if _PRAISED.search(head) else _WE_FIRST.match(head)
        speaker, at = self.sentence.default_payer, self.sentence.start
        return [EntitySpan(at + m.end() - 2, at + m.end(), speaker, "group")] if m and speaker else []

    def stranger(self, payer: str | None) -> bool:
        """A name right before the verb that is no known entity: somebody unknown gives, not the one named earlier."""
        if payer is None and self._gives() and _SOMEBODY.search(self.masked[: self._head()]):
            return True
        m = _STRANGER.search(self.masked[: self._head()]) if self._gives() else None
        if m is None or m.start() == 0 or m["name"].lower() in _NO_NAMES:
            return False
        if _DESCRIBED.search(self.masked[: m.start()]):
            return False  # "the Administration" is a description of somebody known
        at = m.start() + self.sentence.start
        known = any(e.start <= at < e.end and e.party == payer for e in self.sentence.entities)
        return not known and not any(e.start <= at < e.end for e in self.sentence.entities)

    def unnamed(self) -> str | None:
        """Nobody named: "it" is the subject before, "we" the one who speaks."""
        head = self.masked[: self._head()]
        if _PRAISED.search(head):
            return None
        if _IT.search(head[-80:]) and not _WE.search(head[-80:]):
            return self.sentence.previous_subject or self.sentence.default_payer
        return self.sentence.default_payer or self.sentence.previous_subject

    def _sum_before(self) -> int:
        return self.masked.rfind(SUM, 0, self.span[0]) + 1
