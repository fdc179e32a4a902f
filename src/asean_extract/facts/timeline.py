"""The happenings of one article in time: each with its date, and the one that the article is about.

What has no date of its own gets one from its surroundings: what it is part of, what the sentence tells as the same
time, the occasion that the opening reports, the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.candidates import ANOTHER, Candidate
from asean_extract.facts.circumstances import beside
from asean_extract.facts.event_types import ACTS, MEETINGS, OCCASIONS
from asean_extract.facts.joining import Happening
from asean_extract.facts.own_dates import own_date
from asean_extract.facts.scene import Scene
from asean_extract.language import grammar
from asean_extract.spans import Anchor, DateMention
from asean_extract.values import calendar

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = regex.compile(
    r"(?i)\b(?:on the (?:sidelines|margins|fringes|occasion) of|in the (?:wake|margins) of|alongside|during|at|with)"
    r" (?:the )?(?:\w+ )?$"
)
_PRAISED = frozenset({"hail", "welcome", "applaud", "celebrate", "witness", "praise", "oversee"})
#: Days for which a report is news.
_NEWS = 31
_DISCUSSES = frozenset({"discuss", "debate", "consider", "explore", "mull"})
_EARLIER = regex.compile(
    r"(?i)(?:previously|formerly|prior to|in (?:earlier|previous|prior|past)|earlier in (?:his|her))\b"
)
_PLEASED = frozenset({"pleased", "glad", "happy", "delighted", "satisfied"})
_SIDES = frozenset(
    {"side", "country", "nation", "leader", "minister", "party", "government", "head", "president", "delegation",
     "they", "we"}
)  # fmt: skip
_SAME_OCCASION = regex.compile(
    r"(?i)\b(?:on (?:the|this|that) (?:same )?occasion|on the same day|at the (?:same )?(?:event|ceremony|meeting))\b"
)


class Timeline:
    """Dates the happenings of one article; `main` is the dated occasion that the article is about, where it has one."""

    def __init__(self, scenes: Sequence[Scene], published: DateMention | None, happenings: Sequence[Happening]) -> None:
        self.scenes = scenes
        self.published = published
        self.happenings = happenings
        self._order = {scene.index: i for i, scene in enumerate(scenes)}
        self._positions = {id(h): min(self.order_of(m.candidate) for m in h.members) for h in happenings}
        self._opening = [h for h in happenings if self.position(h) < 3]
        self._homes = {id(m.candidate): h for h in happenings for m in h.members}
        self._told_in = _by_sentence(happenings)
        own = ((h, own_date(h, published)) for h in happenings)
        self._dates = {id(h): date for h, date in own if date is not None}
        self.main = self._main()
        self._date_by_context()

    def date_of(self, happening: Happening) -> DateMention | None:
        """Its date, with offsets of the source; None when nothing dates it."""
        return self._dates.get(id(happening))

    def home_of(self, candidate: Candidate) -> Happening | None:
        """The happening that the candidate was joined to."""
        return self._homes.get(id(candidate))

    def order_of(self, candidate: Candidate) -> int:
        """How many sentences stand before the one that tells of it."""
        return self._order[candidate.scene.index]

    def wholes_of(self, happening: Happening) -> list[Happening]:
        """What it is part of: as the words say, and the main occasion when it has its date from there."""
        homes = [self.home_of(m.within) for m in happening.members if m.within is not None]
        date = self.date_of(happening)
        if date is not None and date.anchor is not None and date.anchor.reason == "part-of":
            homes.append(self.main)
        return [home for home in homes if home is not None and home is not happening]

    def position(self, happening: Happening) -> int:
        """How many sentences stand before the first one that tells of it."""
        return self._positions[id(happening)]

    def _dated(self) -> Iterator[Happening]:
        return (h for h in self.happenings if id(h) in self._dates)

    def _main(self) -> Happening | None:
        """The dated occasion that the article is about: the first one of its opening sentences, but what these say to
        be a year ago or longer only where they tell of no other; of a later sentence where nothing else dates the
        article."""
        dated = [h for h in self._dated() if h.first.type in OCCASIONS and not self._dates[id(h)].is_deadline]
        opening = [h for h in dated if self.position(h) < 4]
        recent = [h for h in opening if not self._is_old(self._dates[id(h)])]
        return next(iter(recent or opening or (dated if self.published is None else [])), None)

    def _is_old(self, date: DateMention) -> bool:
        """Does a date count back from that of the document, by a year or more?"""
        then, now = calendar.parse(date.value), calendar.parse(self.published.value) if self.published else None
        if date.basis != "relative" or then is None or now is None or not then[1].year or not now[0].year:
            return False
        return then[1].year < now[0].year

    def _is_no_news(self, date: DateMention) -> bool:
        """Does all of it lie further back from the document than what one reports?"""
        then, now = calendar.parse(date.value), calendar.parse(self.published.value) if self.published else None
        last, first = then[1].last() if then else None, now[0].first() if now else None
        return last is not None and first is not None and (first - last).days > _NEWS

    def _date_by_context(self) -> None:
        for _ in range(2):  # what is part of a part is dated in the second round
            for happening in self.happenings:
                if id(happening) not in self._dates:
                    date = self._by_within(happening) or self._by_sentence(happening) or self._by_lead(happening)
                    if date is not None:
                        self._dates[id(happening)] = date

    def _by_within(self, happening: Happening) -> DateMention | None:
        for member in happening.members:
            home = self.home_of(member.within) if member.within is not None else None
            date = self.date_of(home) if home is not None else None
            if date is not None and not date.is_deadline:
                return _context(date, "part-of")
        return None

    def _by_sentence(self, happening: Happening) -> DateMention | None:
        """ "With the summit underway, the fair opened on ...": what the sentence tells as the same time."""
        for member in happening.members:
            c = member.candidate
            beside = _BESIDE.search(c.scene.text[: c.start]) or " underway" in c.scene.text[c.end : c.end + 12]
            if not (c.named and beside):
                continue
            date = next((d for h in self._told_in.get(c.scene.index, ()) if (d := self.date_of(h)) is not None), None)
            if date is not None:
                return _context(date, "same-time")
        return None

    def _by_lead(self, happening: Happening) -> DateMention | None:
        """What the lead reports without a date of its own shares the day of the occasion or of the document.

        So do meetings held on the margins, what is told as "on the same occasion", and what "is announced" today.
        """
        first = happening.first
        if first.type in ("announcement", "launch") and self.published is not None and _is_progressive(first):
            return _context(self.published, "published")
        if first.ahead or first.habitual or ANOTHER.match(first.name) or first.type not in (ACTS | OCCASIONS):
            return None
        if _is_of_another_time(first):
            return None
        held = first.verb is not None and first.verb.lemma_ in ("hold", "have", "host")
        met = first.token.pos_ == "VERB" and bool(first.people)
        if first.type in MEETINGS and ((first.indefinite and held) or met):
            return self._lead_date(happening) or self._news_day(happening)
        praised = first.token.pos_ == "NOUN" and first.verb is not None and _praises(first.verb)
        if praised or is_same_occasion(first) or self.position(happening) <= 2:
            return self._lead_date(happening) or self._present(first) or self._news_day(happening)
        lead = self._lead_date(happening) if _is_theirs(first) else None
        return lead if lead is not None and lead.precision == "day" else None

    def _lead_date(self, happening: Happening) -> DateMention | None:
        """The day that the opening tells: of the main occasion, else of the first act, else the first date there is;
        not one that is still to come, nor one long ago where the happening is told before it, or in the present."""
        acts = (h for h in self._opening if id(h) in self._dates and h.first.years_back is None)
        for lead in [*([self.main] if self.main else []), *acts]:
            date = self._dates[id(lead)]
            behind = self.position(happening) >= self.position(lead) and not _is_present(happening.first)
            if not self._is_to_come(date) and (behind or not self._is_no_news(date)):
                return _context(date, "part-of")
        told = (s.in_source(d) for s in self.scenes[:3] for d in s.dates if d.precision == "day")
        return next((_context(d, "same-time") for d in told if not self._is_to_come(d)), None)

    def _is_to_come(self, date: DateMention) -> bool:
        return self.published is not None and beside(date, self.published) == "planned"

    def _news_day(self, happening: Happening) -> DateMention | None:
        """What the opening reports as done, on the day of the document."""
        if self.published is None or self.position(happening) > 2:
            return None
        return _context(self.published, "published")

    def _present(self, first: Candidate) -> DateMention | None:
        """The headline's present tense is the day of the document."""
        present = first.token.tag_ in ("VBZ", "VBP", "VBG")
        return _context(self.published, "published") if present and self.published is not None else None


def _by_sentence(happenings: Sequence[Happening]) -> dict[int, list[Happening]]:
    """The happenings that a sentence tells with a date of its own, by the index of the sentence."""
    told: dict[int, list[Happening]] = {}
    for happening in happenings:
        for index in {m.candidate.scene.index for m in happening.members if m.own}:
            told.setdefault(index, []).append(happening)
    return told


def _is_present(first: Candidate) -> bool:
    """ "We welcome the signing"."""
    return first.verb is not None and first.verb.tag_ in ("VBP", "VBZ")


def _is_of_another_time(first: Candidate) -> bool:
    """ "Since taking office", "in earlier roles, she convened mayors", "they discussed the creation of a fund"."""
    aside = first.token.dep_ == "pcomp" and first.token.head.lower_ in ("since", "before", "after")
    deed = first.token.pos_ == "NOUN" and first.type in ACTS
    discussed = deed and first.verb is not None and first.verb.lemma_ in _DISCUSSES
    return aside or discussed or _EARLIER.match(first.scene.text) is not None


def _is_theirs(first: Candidate) -> bool:
    """ "The two sides also signed ...": what those did of whom the article tells, in its own tense."""
    told = first.type in ACTS and first.token.tag_ == "VBD" and first.token.dep_ in ("ROOT", "conj", "ccomp")
    own = not any(c.lower_ in ("had", "previously", "earlier", "already") for c in first.token.children)
    return told and own and any(_are_the_sides(t) for t in grammar.subjects(first.token))


def _are_the_sides(noun: Token) -> bool:
    marked = noun.lower_ in ("they", "we") or any(c.lower_ in ("the", "both", "two") for c in noun.children)
    return marked and grammar.lemma(noun) in _SIDES


def _praises(verb: Token) -> bool:
    """ "Welcomed the signing", "was pleased at the signing"."""
    return verb.lemma_ in _PRAISED or any(c.dep_ == "acomp" and c.lower_ in _PLEASED for c in verb.children)


def is_same_occasion(candidate: Candidate) -> bool:
    """Does the sentence tie it to the occasion just told ("on the same day")?"""
    return bool(_SAME_OCCASION.search(candidate.scene.text))


def _is_progressive(candidate: Candidate) -> bool:
    """ "is announcing", "are launching": it happens as the text is published."""
    return candidate.token.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "am") for c in candidate.token.children
    )


def _context(date: DateMention, reason: str) -> DateMention:
    return replace(date, basis="context", anchor=Anchor(date.value, reason))
