"""Who pays: the owner, the giver behind "by", the subject, or the one who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from asean_extract.facts.commitment_joint import Joint
from asean_extract.facts.commitment_places import AID, CLAUSE, ITS, OFFICE, PAYERS, RESUMED
from asean_extract.facts.money_sentence import SUM, EntitySpan

#: How far behind a sum its givers may be named, in code points.
_NEAR = 60
_NO_NAMES = frozenset({"we", "it", "this", "that", "they", "he", "she", "which", "who", "i", "and", "the"})
_AFTER_PREPOSITION = regex.compile(
    r"(?i)\b(?:in|of|with|to|for|from|at|on|between|into|alongside|against|under|through|across|about|via|than|like|"
    r"including|within|toward|towards|over|as well as)(?: the| its| their| our| all| both)? *$"
)
_BY = regex.compile(rf"(?i)\b(?:by|from|courtesy of|on behalf of)(?: the| both)?(?: {OFFICE})? *$")
_OWNED = regex.compile(rf"(?i)(?:'s?)?(?: (?!(?:to|for|of|and|in|with|from|by|through|under)\b)[\w-]+){{0,4}}? {AID}\b")
_COORDINATED = regex.compile(r"(?i)\band (?:also |then |\w+ly )?(?:has |had |have )?$")
_WE = regex.compile(r"(?i)\b(?:we|our|the (?:government|administration|ministry|president|minister))\b")
_RIGHT_BEHIND = regex.compile(rf"(?i),? (?:in [\w-]+ )?(?:(?:in )?(?:[\w-]+ ){{0,2}}{AID} )?(?:from|by)(?: the)? ")
#: "by our four countries": givers that no entity stands for.
_UNNAMED = regex.compile(
    r"(?i)(?:(?<=\b(?:by|from))|(?<=¤) (?:in )?(?:[\w-]+ ){0,3}(?:from|by))(?: all| both)?(?: of)?"
    r" (?:our|the|these|those|its|their|several|many|other|various)(?: [\w-]+){0,2}?"
    r" (?:countries|nations|governments|partners|allies|donors|members|leaders|(?-i:states)|sides|companies|firms)\b"
)
_PROMISE_OF = regex.compile(
    r"(?i)\b(?:commitments?|pledges?|promises?|decisions?|plans?|intentions?|offers?|intent|readiness)"
    r" (?:of|by|from)(?: the)? $"
)
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
#: What somebody else than the speaker praises.
_PRAISES = regex.compile(
    r"(?i)\b(?:welcome[sd]?|commend(?:s|ed)?|appreciate[sd]?|hail(?:s|ed)?|applaud(?:s|ed)?|thank(?:s|ed)?"
    r"|praise[sd]?|laud(?:s|ed)?)\b(?=[^.;]*$)"
)
#: A relative clause of what somebody owns ("the Omani Reef Act, which will").
_WHICH = regex.compile(r", which (?:also )?$")
#: A participle behind a comma, which is again the act of the one who praises.
_GOES_ON = regex.compile(r"(?i)(?:,|\b(?:while|by)) [a-z]+ing$")
#: What may stand between the adjective or owner and the sum that it is said of.
_RIGHT_BEFORE = regex.compile(
    r"(?i)(?:'s?)?(?: (?:new|additional|annual|further|joint|combined|recent|initial|previous|generous|historic|over"
    r"|about|up to|more than|nearly))* "
)
#: A phrase at the head of the sentence, before its subject.
_FRONTED = regex.compile(r"\W*(?:Through|With|Using|By)\b[^,;¤]*$")
_IT = regex.compile(r"(?i)\b(?:it|they|the (?:country|bank|agency|company|firm|group|organi[sz]ation|fund))\b")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Givers without names; `payer` is their group where that is an entity."""

    payer: str | None


class Givers(Joint):
    """Looks for the payers of one sum; each method answers with nobody where its words are missing."""

    def named_in(self, stretch: tuple[int, int]) -> Sequence[EntitySpan]:
        """The payer inside a stretch of the sentence."""
        inside = [
            e for e in self._entities(PAYERS) if stretch[0] <= self._at(e.start) and self._at(e.end) <= stretch[1] + 1
        ]
        return self._linked(inside[-1], inside) if inside else ()

    def bracketed(self) -> Sequence[EntitySpan]:
        """ "commitments from Oman (US$5 million) and Qatar (US$3 million)"."""
        if not self.masked[: self.span[0]].endswith(("(", "( ", "[")):
            return ()
        near = [e for e in self._entities(PAYERS) if 0 <= self.span[0] - self._at(e.end) <= 3]
        return near[-1:]

    def nationality(self) -> Sequence[EntitySpan]:
        """ "an Omani $5 million grant", "a joint Omani and Qatari $5 million deposit", "Oman's $5 million loan"."""
        named = self._entities(PAYERS)
        for e in named:
            of = e.attributive or self._owns(e)
            if of and _RIGHT_BEFORE.fullmatch(self.masked, self._at(e.end), self.span[0]):
                return self._owners(e, named)
        return ()

    def owner(self) -> Sequence[EntitySpan]:
        """ "Oman's pledge of", "its pledge of" after "Oman's support", "Omani aid", "$5 million in Omani aid"."""
        head, stop = self._head(), self._next_sum()
        named = self._entities(PAYERS)
        for e in named:
            at, end = self._at(e.start), self._at(e.end)
            owned = e.attributive or self._owns(e)
            aid = _OWNED.match(self.masked, end) if owned and self._sum_before() <= at and end <= stop else None
            if aid and (at >= self.span[1] or aid.end() >= head - 1 or self.span[0] == len(self.masked)):
                return self._owners(e, named)
        if ITS.search(self.masked[max(0, head - 40) : head]):
            return [e for e in named if self._at(e.end) <= head and self._owns(e)][-1:]
        return ()

    def owner_above(self) -> Sequence[EntitySpan]:
        """ "This support includes": whose support the sentence before speaks of."""
        above = self.sentence.above
        if above is None or not RESUMED.match(self.sentence.text):
            return ()
        owners = [e for e in above.entities if e.type in PAYERS and _OWNED.match(above.text, e.end - above.start)]
        return [e for e in owners if above.text.startswith("'", e.end - above.start) or e.attributive][-1:]

    def giver_after(self) -> Sequence[EntitySpan]:
        """ "pledged by Oman", "a gift from Oman", "an additional pledge by Oman of $5 million"."""
        start, stop = min(self.trigger[0], self.span[0]), self._next_sum()
        asked = self.masked.startswith(("request", "Request"), self.trigger[0])
        for e in sorted(self._entities(PAYERS), key=lambda e: (self._at(e.start) < self.span[1], e.start)):
            at = self._at(e.start)
            between = self.masked[min(at, self.span[1]) : at]
            if at >= self.span[1] and self._gives() and not _RIGHT_BEHIND.fullmatch(between):
                continue  # "gave $5 million for ports run by Oman"
            if start <= at < stop and not asked and _BY.search(self._before(at)) and not CLAUSE.search(between):
                return self._agents(e, self._entities(PAYERS))
        return ()

    def unnamed_givers(self) -> Unnamed | None:
        """ "provided by our four countries": the group when it is an entity, else nobody; None without such words."""
        gives = self.trigger[1] <= self.span[0]
        reach = _NEAR if gives else 2 * _NEAR
        m = _UNNAMED.search(self.masked, max(0, self.trigger[0] - 1), min(self._next_sum(), self.span[1] + reach))
        if m is None or (gives and m.start() > self.span[0] and not _RIGHT_BEHIND.match(self.masked, self.span[1])):
            return None
        groups = [e.party for e in self.sentence.entities if m.start() <= self._at(e.start) < m.end()]
        return Unnamed(groups[0] if groups else None)

    def promiser(self) -> Sequence[EntitySpan]:
        """ "the commitment of Oman to provide": the one whose promise it is, right before the cue."""
        for e in self._entities(PAYERS):
            right_before = not self.masked[self._at(e.end) : self._head()].strip()
            givers = self._linked(e, self._entities(PAYERS)) if right_before and self._at(e.end) <= self._head() else ()
            if givers and _PROMISE_OF.search(self._before(self._at(givers[0].start))):
                return givers
        return ()

    def subject(self) -> Sequence[EntitySpan]:
        """The last entity before the cue that no preposition governs ("Oman, with Qatar, pledged"), or its owner.

        Who praises is no giver where somebody is named whom he praises.
        """
        if (we := _WE_ACT.search(self.masked[: self._head()])) and (speaker := self.sentence.default_payer):
            at = self.sentence.start + we.start()
            return [EntitySpan(at, at + 2, speaker, "group")]
        begin = self._clause_start()
        ahead = [e for e in self._entities(PAYERS) if begin <= self._at(e.start) and self._at(e.end) <= self._head()]
        free = [e for e in ahead if not self._governed(e)]
        subjects = [e for e in (*self._we(), *free) if not e.attributive and not self._owns(e)]
        if subjects and _COORDINATED.search(self.masked[: self._head()]):
            return self._subjects(subjects[0], subjects)
        owners = [e for e in ahead if self._owns(e) or (e.attributive and e in free)]
        if self._only_praised():
            return ()
        if ahead and ahead[-1] in owners and _WHICH.search(self.masked[: self._head()]):
            return self._owners(ahead[-1], ahead)
        praised = self._praised()
        chosen = next(
            (c for c in ([e for e in s if self._at(e.start) >= praised] for s in (subjects, owners)) if c),
            subjects or owners,
        )
        return self._subjects(max(chosen, key=lambda e: e.end), chosen) if chosen else ()

    def _praised(self) -> int:
        """Where the words begin that somebody praises, if the cue stands among them; else the sentence's start."""
        head = self.masked[: self._head()]
        praise = None if _GOES_ON.search(self.masked[: self.trigger[1]]) else _PRAISES.search(head)
        return praise.end() if praise else 0

    def _only_praised(self) -> bool:
        """Is the sum itself praised, and nobody named whose it is ("Laos hailed the $5 million grant")?"""
        praised = self._praised()
        among = [e for e in self._entities(PAYERS) if praised <= self._at(e.start) and self._at(e.end) <= self._head()]
        return praised > 0 and self.trigger[0] >= self.span[1] and not among

    def behind_front(self) -> Sequence[EntitySpan]:
        """ "Through $5 million in loans, Oman will": the subject behind a phrase that opens the sentence."""
        if not _FRONTED.match(self.masked, 0, self.span[0]):
            return ()
        comma = self.masked.find(", ", self.span[1])
        named = self._entities(PAYERS)
        first = next((e for e in named if comma >= 0 and self._at(e.start) - comma in (2, 6)), None)
        return self._linked(first, named) if first else ()

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
        if payer is None and self._only_praised():
            return True
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
