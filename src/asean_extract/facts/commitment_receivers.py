"""To whom money goes, and through what fund."""

from __future__ import annotations

import regex

from asean_extract.facts.commitment_places import AID, BANK, CLAUSE, ITS, PAYERS, SIGNED, Places
from asean_extract.facts.money_sentence import SUM

_RECIPIENTS = frozenset({"country", "organisation", "group"})
_TO = regex.compile(
    r"(?i)\b(?:to|for|to (?:help|support|enable|assist|aid|benefit)|in support of|supporting|helping|assist(?:ing)?|"
    r"benefiting|assistance to|aid to|support (?:to|for)|towards?)"
    r"(?: the(?: people| government| peoples)? ?(?:of )?(?:the )?)?"
    r"(?: ?(?:the )?(?:next phase|work|efforts|activities|operations|programmes|programs|mission|budget) (?:of|by)"
    r"(?: the)?)* *$"
)
#: How a sentence comes from aid to the part of it that the sum is.
_TAKEN_UP = regex.compile(r"(?i),? (?:including|above all|especially|notably|among them)(?: [\w-]+){0,4} *$")
#: A sum right before the name of what it pays: "the $5 million Reef Initiative".
_SIZE = regex.compile(rf"{SUM}(?: [\"'])? *$")
_THROUGH = regex.compile(
    r"(?i)\b(?:through|to|into|under|for|towards?|via|as part of|in|within|from|of|launch|launching|launched|establish|"
    r"support|on|expanding|expand)(?: the| its| our| their| a| an| new)* *[\"']?$"
)
_AID_TO = regex.compile(rf"(?i)'s? (?:[\w-]+ ){{0,3}}?{AID} (?:to|for|of)(?: the)? $")
_GIVING = regex.compile(
    r"(?i)\b(?:gave|giv(?:e[sn]?|ing)|offer(?:s|ed|ing)?|provid(?:e[sd]?|ing)|grant(?:s|ed|ing)?|extend(?:s|ed|ing)?|"
    r"len[dt]s?|lending|award(?:s|ed|ing)?|sen[dt]s?|promis(?:e[sd]?|ing)|pay|paid|allocat(?:e[sd]?|ing))(?: the)? *$"
)


class Receivers(Places):
    """Looks for the recipient and the initiative of one sum."""

    def receiver(self, payer: str | None) -> str | None:
        """To whom: "to Oman", "gave Oman $5 million", "Oman received"."""
        stop = self._next_sum()
        for e in self._entities(_RECIPIENTS):
            at, end = self._at(e.start), self._at(e.end)
            if e.entity == payer or e.party == payer or e.attributive:
                continue
            direct = self._gives() and self.trigger[1] <= at and end <= self.span[0]
            direct = direct and not self.masked[self.trigger[1] : at].strip(" the")
            direct = direct or (end <= self.span[0] and _GIVING.search(self._before(at)) is not None)
            passed = min(self.trigger[0], self.span[0]) <= at < stop and _TO.search(self._before(at))
            reached = passed and not CLAUSE.search(self.masked[min(self.span[1], at) : at])
            is_thing = self._says(e).lower() == "it"  # "set aside $5 million for it"
            if direct or self._supported(at) or (reached and not is_thing):
                return e.entity
        return self._above(payer)

    def _above(self, payer: str | None) -> str | None:
        """ "This support includes": to whom the support of the sentence before goes."""
        above = self.sentence.above
        if above is None or payer is None:
            return None
        for e in above.entities:
            at = e.start - above.start
            named = e.type in _RECIPIENTS and above.text[at : e.end - above.start].lower() != "it"
            if named and payer not in (e.entity, e.party) and _AID_TO.search(above.text[max(0, at - 60) : at]):
                return e.entity
        return None

    def _supported(self, at: int) -> bool:
        """Is this the one in "Oman's support to Laos, above all its pledge of", which the pledge goes to as well?"""
        head = self._head()
        before = self.masked[:at]
        words = self.masked[max(0, head - 60) : head]
        taken_up = at < head and (ITS.search(words[-40:]) or _TAKEN_UP.search(words)) is not None
        return taken_up and _AID_TO.search(before) is not None and not CLAUSE.search(self.masked[at:head])

    def other_signatory(self, payer: str | None) -> str | None:
        """Two sign for money that one of them gives, a country or a bank: the other one, a country, receives it."""
        if not SIGNED.search(self.masked[: self.span[0]]):
            return None
        named = [e for e in self._entities(PAYERS) if not e.attributive or e.type == "country"]
        states = [e.party for e in named if e.type == "country" or self._says(e).startswith("Government of ")]
        others = [p for p in dict.fromkeys(states) if p != payer]
        countries = {e.entity for e in self.sentence.entities if e.type == "country"}
        gives = payer in countries or any(e.party == payer and BANK.search(self._says(e)) for e in named)
        return others[0] if gives and len(others) == 1 else None

    def initiative(self) -> str | None:
        """The nearest initiative in the sum's clause that a preposition joins to it, else the only one in front."""
        stop = self._next_sum()
        behind = [i for i in self.sentence.initiatives if self.span[1] <= self._at(i.start) < stop]
        ahead = [i for i in self.sentence.initiatives if self._at(i.end) <= self.span[0]]
        for i in (*behind, *reversed(ahead)):
            before = self._before(self._at(i.start))
            if _THROUGH.search(before) or _SIZE.search(before):
                return i.initiative
        return ahead[-1].initiative if len({i.initiative for i in ahead}) == 1 and not behind else None
