"""Noun phrases that name a happening: "the 5th ASEAN-Norway Dialogue", "a groundbreaking ceremony", "the Meeting".

The head noun is looked up in the knowledge table `event_noun`; from there the name grows to the left over
capitalised words and known modifiers, and to the right over an acronym, a topic and a year.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import regex

from asean_extract.needs import Worded
from asean_extract.rules import Patterns

_TIMED = regex.compile(
    r"(?:year|month|week|day|today|yesterday|tomorrow|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?'s"
)
_WORD = regex.compile(r"\S+")
_DETERMINER = frozenset(
    "the a an this that these those its their his her our my your each every any some no both all another such".split()
)
_DEFINITE = frozenset("the this that these those its their his her our your both".split())
_OPENERS = frozenset(
    "at in on of during after before since with for from by to following ahead as under while when and but or also "
    "through within besides including via despite per upon until than where which readout statement remarks "
    "announcement transcript schedule agenda preview summary highlights outcome outcomes recap minutes report "
    "photos".split()
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
#: A parliament meets for ever; a congress that is a meeting has a number or a year.
_NUMBERED = regex.compile(r"\b(?:\d+(?:st|nd|rd|th)|First|Second|Third|(?:19|20)\d\d)\b")
_LOWER_BEFORE = regex.compile(r"\p{L}+ $")
_CONNECTED = regex.compile(r"(?:(?:of|and|for) (?:the )?)*")
_CALENDAR = regex.compile(rf"(?:(?:{_MONTH}|{_WEEKDAY})[ ,]+(?:\d{{1,2}}(?:-\d{{1,2}})?,? +)?(?:(?:19|20)\d\d +)?)+")
_ORDINAL = regex.compile(r"\d{1,3}(?:st|nd|rd|th)(?:\p{Lu}.*)?")
_PROPER = regex.compile(r"[\"'(]*(?:\p{Lu}|\d+[+]|\d{4}$|G\d)[\p{L}\p{N}'&+./-]*[)\"']*|\p{Ll}+-\p{Lu}[\p{L}-]*")
_ACRONYM = regex.compile(r" ?\((?P<acronym>[A-Z][A-Za-z0-9+&-]{1,11})\)")
_TOPIC_WORD = r"(?:[\p{Lu}\d][\p{L}\p{N}'&+./-]*)"
_TOPIC = regex.compile(
    rf" (?:on|of|for) (?:the )?(?!{_MONTH}\b|{_WEEKDAY}\b|\d)"
    rf"(?P<topic>{_TOPIC_WORD}(?:(?:,? (?:and|of|on|for|the)){{0,2}} {_TOPIC_WORD})*)"
)
_YEAR = regex.compile(r",? '?(?P<year>(?:19|20)\d\d)\b(?! ?-)")


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun of the knowledge table; `type` may be "level", settled later by who meets.

    `staged` are the verbs of which the common noun has to be the object; none means that it stands for itself.
    """

    noun: str
    type: str
    bare: bool
    plural_only: bool
    reference: bool
    modified: bool
    numbered: bool
    body: bool
    staged: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventName:
    """A noun phrase that names a happening; offsets are code points of the sentence.

    `head` to `head_end` is the head noun; `named` tells a proper name from a description; `definite` tells
    "the meeting" from "a meeting".
    """

    start: int
    end: int
    head: int
    head_end: int
    noun: EventNoun
    named: bool
    definite: bool
    indefinite: bool
    plural: bool
    acronym: str | None
    text: str


class EventNames:
    """Finds the names; built once from the knowledge tables."""

    def __init__(self, patterns: Patterns) -> None:
        self._nouns: dict[str, EventNoun] = {}
        for entry in patterns.table("event_noun"):
            noun = EventNoun(
                entry["noun"],
                entry["type"],
                entry.get("bare", False),
                entry.get("plural_only", False),
                entry.get("reference", False),
                entry.get("modified", False),
                entry.get("numbered", False),
                entry.get("body", False),
                frozenset(entry.get("staged", ())),
            )
            self._nouns[noun.noun] = noun
        self._modifiers = frozenset(w for entry in patterns.table("event_modifier") for w in entry["words"])
        self._levels = [(entry["type"], frozenset(entry["words"])) for entry in patterns.table("event_level")]
        self._lay = frozenset(w for entry in patterns.table("lay_summit") for w in entry["words"])
        alternatives = "|".join(sorted(map(regex.escape, self._nouns), key=len, reverse=True))
        head = regex.compile(rf"(?<![\w-])(?P<noun>{alternatives})(?P<plural>s|es)?(?!\w|-\w)", regex.IGNORECASE)
        self._head = Worded(head, self._nouns)

    def level(self, name: str) -> str | None:
        """The event type that the words of a name tell, or None."""
        words = {w.strip(".,()'\"") + ("'" if w.endswith("'") else "") for w in name.lower().replace("-", " ").split()}
        words |= set(name.lower().split())
        if "vice-ministerial" in words or "vice ministers" in name.lower():
            return "officials_meeting"
        return next((kind for kind, known in self._levels if words & known), None)

    def is_lay_summit(self, name: str) -> bool:
        """Is it a summit of others than heads of state or government ("Youth Summit")?"""
        return "summit" in name.lower() and not self._lay.isdisjoint(name.lower().replace("-", " ").split())

    def find(
        self, text: str, masks: Collection[tuple[int, int]] = (), sealed: Collection[tuple[int, int]] = (),
        acronyms: Mapping[str, str] | None = None,
    ) -> list[EventName]:  # fmt: skip
        """The names in one sentence, in order.

        They grow neither into nor across the masked spans (persons); a noun inside a sealed span (an organisation
        or initiative) heads none, though a name may begin with one ("RCEP Summit").
        """
        barriers, closed = sorted(masks), [*masks, *sealed]
        found: list[EventName] = []
        for m in self._head.finditer(text):
            if any(a <= m.start() < b for a, b in closed) or _heads_another(text, m.end()):
                continue
            name = self._name(text, m, barriers)
            if name is None or (found and name.start >= found[-1].start and name.end <= found[-1].end):
                continue
            while found and name.start <= found[-1].head:  # "Trilateral ... Dialogue": the last head governs
                found.pop()
            found.append(name)
        found += self._by_acronym(text, acronyms or {}, barriers, found)
        return sorted(found, key=lambda n: n.start)

    def _name(self, text: str, m: regex.Match[str], barriers: list[tuple[int, int]]) -> EventName | None:
        noun = self._nouns[m["noun"].lower()]
        plural, capital = bool(m["plural"]), m["noun"][0].isupper()
        start, determiner = self._grow_left(text, m.start(), barriers)
        start += _CONNECTED.match(text, start, m.start()).end() - start  # type: ignore[union-attr]  # matches ""
        named = self._is_named(text, start, m, opens_sentence=start == 0 and not determiner)
        modified = noun.modified and start < m.start()
        counts = (
            noun.bare
            or modified
            or (noun.plural_only and plural)
            or ((capital or noun.reference) and determiner in _DEFINITE)
        )
        if (not named and not counts) or (named and noun.body):
            return None
        if noun.numbered and not _NUMBERED.search(text, start, m.end() + 5):
            return None
        bare = not named and not determiner and start == m.start() and not noun.plural_only
        if bare and _LOWER_BEFORE.search(text, 0, start):
            return None  # "the earliest meeting", "after dinner": nothing says which
        if plural and not capital and not noun.plural_only:
            return None
        end, acronym = self._grow_right(text, m.end(), named)
        return EventName(
            start=start,
            end=end,
            head=m.start(),
            head_end=m.end(),
            noun=noun,
            named=named,
            definite=determiner in _DEFINITE,
            indefinite=determiner in ("a", "an", "another"),
            plural=plural,
            acronym=acronym,
            text=text[start:end],
        )

    def _grow_left(self, text: str, head: int, barriers: list[tuple[int, int]]) -> tuple[int, str]:
        """Where the name begins, and the determiner before it ("" when there is none)."""
        floor = max((b for a, b in barriers if b <= head), default=0)
        words = [(w.start(), w.group()) for w in _WORD.finditer(text, floor, head)]
        start = head
        while words:
            at, word = words.pop()
            bare = word.strip("\"'(").lower()
            if bare in _DETERMINER:
                return self._cut_calendar(text, start, head), bare
            if _TIMED.fullmatch(bare):  # "this year's conference" is the one spoken of
                return self._cut_calendar(text, start, head), "the"
            if word[-1] == ")" and not self._abbreviated(word):
                opened = self._open_bracket(at, words)
                if opened is None:
                    break
                start = opened
                continue
            if word[-1] in ",;:" or "," in word or (word[-1] == "." and not self._abbreviated(word)):
                break
            if self._belongs(text, word, bare, words, start):
                start = at + (len(word) - len(word.lstrip("\"'")))
                if _ORDINAL.fullmatch(word) and not (words and words[-1][1].endswith("'s")):
                    break
                continue
            break
        return self._cut_calendar(text, start, head), ""

    def _belongs(self, text: str, word: str, bare: str, left: list[tuple[int, str]], start: int) -> bool:
        if bare in _OPENERS and not (bare in ("of", "and", "for") and word.islower()):
            return False
        if bare in ("of", "and", "for", "-", "&"):
            following = text[start : start + 1]
            return bool(left) and (following.isupper() or following.isdigit()) and self._joins(left[-1][1], bare)
        return bool(_PROPER.fullmatch(word) or _ORDINAL.fullmatch(word) or bare in self._modifiers)

    def _joins(self, word: str, connector: str) -> bool:
        """May the word before "of" or "and" belong to the name? Not another happening's noun, nor after a stop."""
        if not _PROPER.fullmatch(word) or word[-1] in ",;:." or word.lower() in _OPENERS:
            return False
        return word.lower() not in self._nouns or connector == "of"

    @staticmethod
    def _abbreviated(word: str) -> bool:
        return bool(regex.fullmatch(r"[\"'(]*(?:[\w.]*-)?(?:\p{L}\.)+|\([A-Z][\w+&-]*\)", word))

    @staticmethod
    def _open_bracket(at: int, words: list[tuple[int, str]]) -> int | None:
        """Where a short bracket with a capitalised explanation opens ("(Republic of Korea)"); its words are used up."""
        while words and at - words[-1][0] < 60:
            at, word = words.pop()
            if word[0] == "(":
                return at if word[1:2].isupper() else None
        return None

    @staticmethod
    def _cut_calendar(text: str, start: int, head: int) -> int:
        calendar = _CALENDAR.match(text, start, head)
        return calendar.end() if calendar else start

    def _is_named(self, text: str, start: int, m: regex.Match[str], opens_sentence: bool) -> bool:
        """A proper name: a capitalised head with a capital before or a capitalised topic behind it, or a
        lower-case head after a proper name that no modifier list explains ("Korea-Mekong summit")."""
        words = [w.strip("\"'()") for w in text[start : m.start()].split()]
        capitals = [w for w in words if w[:1].isupper() or w[:1].isdigit()]
        if opens_sentence and words and capitals and words[0].lower() in self._modifiers:
            capitals = capitals[1:]
        if m["noun"][0].isupper():
            return bool(capitals) or _TOPIC.match(text, m.end()) is not None
        return any(w.lower() not in self._modifiers and not w.endswith("'s") for w in capitals)

    @staticmethod
    def _grow_right(text: str, end: int, named: bool) -> tuple[int, str | None]:
        acronym = None
        if m := _ACRONYM.match(text, end):
            acronym, end = m["acronym"], m.end()
        if not named:
            return end, acronym
        if m := _TOPIC.match(text, end):
            end = m.end()
        if (m := _YEAR.match(text, end)) and not m.group().startswith(","):
            end = m.end()
        return end, acronym

    def _by_acronym(
        self, text: str, acronyms: Mapping[str, str], barriers: list[tuple[int, int]], found: list[EventName]
    ) -> list[EventName]:
        """Names whose head is the acronym of a longer name that the article spells out ("the 5th ASEAN TRANSMIN")."""
        names = []
        for acronym, full in acronyms.items():
            for m in regex.finditer(rf"(?<![\w-]){regex.escape(acronym)}(?![\w-])", text):
                if any(n.start <= m.start() < n.end for n in found) or any(a <= m.start() < b for a, b in barriers):
                    continue
                if _PEOPLE.match(text, m.end()):  # "SOM leaders"
                    continue
                heads = list(self._head.finditer(full))
                if not heads:
                    continue
                start, determiner = self._grow_left(text, m.start(), barriers)
                end, _ = self._grow_right(text, m.end(), True)
                noun = self._nouns[heads[-1]["noun"].lower()]
                if noun.body:
                    continue
                names.append(
                    EventName(
                        start=start,
                        end=end,
                        head=m.start(),
                        head_end=m.end(),
                        noun=noun,
                        named=True,
                        definite=determiner in _DEFINITE,
                        indefinite=determiner in ("a", "an"),
                        plural=False,
                        acronym=acronym,
                        text=text[start:end],
                    )
                )
        return names


_COMPOUND = regex.compile(
    r" (?:\p{Lu}\p{L}+|partners?|relations?|relationships?|mechanisms?|channels?|rooms?|halls?|cent(?:er|re)s?|venues?"
    r"|agenda|table|invitations?|calls?)\b"
)
_PEOPLE = regex.compile(r" (?:leaders?|heads?|chairs?|officials|delegat(?:es?|ions?)|ministers?|members?)\b")
_PERIOD = regex.compile(r" (?:on|in|at|for|with|of|to|and|In|On|At|For|With|Of|To|And|Held|EXPO)\b")


def _heads_another(text: str, end: int) -> bool:
    """Is the noun only the first half of another one ("Dialogue Partner", "conference room")?"""
    return bool(_COMPOUND.match(text, end)) and not _PERIOD.match(text, end)
