"""When two names of happenings may be one: their words without order, spelling of parties, and filling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from asean_extract.records import SourceRecord

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FILLING = frozenset(
    {"a", "an", "and", "at", "between", "by", "for", "from", "in", "its", "of", "on", "the", "to", "with"}
)
#: Words of every meeting's name, which tell none from another.
_GENERIC = frozenset(
    {
        "annual", "bilateral", "celebration", "ceremony", "committee", "commemorative", "conference", "consultation",
        "dialogue", "event", "exhibition", "expo", "extraordinary", "fair", "festival", "foreign", "forum", "head",
        "high", "informal", "international", "inaugural", "joint", "leader", "level", "ministerial", "minister",
        "meeting", "official", "plenary", "press", "regular", "retreat", "round", "seminar", "senior", "session",
        "signing", "special", "state", "summit", "symposium", "talk", "trip", "visit", "workshop", "working",
    }
)  # fmt: skip
_ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
#: A country's mention of more words than this is more than its name.
_LONGEST_NAME = 2

Aliases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class NameKey:
    """The words that tell a name from others (sorted), its words in all, the edition and the year that it gives."""

    telling: tuple[str, ...]
    words: tuple[str, ...]
    edition: int | None
    year: int | None

    @property
    def text(self) -> str:
        """One string for it, by which equal names stand together."""
        return " ".join((*self.words, *(f"#{n}" for n in (self.edition, self.year) if n is not None)))


def party_aliases(record: SourceRecord) -> Aliases:
    """How one file writes its countries and organisations, in words, and one word for each: `kr`, `asean`."""
    found: dict[tuple[str, ...], str] = {}
    for entity in record.entities:
        if entity.type not in ("country", "organisation"):
            continue
        short = entity.id.partition("-")[2] if entity.type == "country" else (entity.acronym or entity.id).casefold()
        written = [entity.name, *entity.aliases, *([entity.acronym] if entity.acronym else [])]
        if entity.type == "country":
            written += [m.text for m in entity.mentions if len(_words(m.text)) <= _LONGEST_NAME]
        for name in written:
            if words := _words(name):
                found.setdefault(words, short)
    return found


def name_key(name: str, aliases: Aliases) -> NameKey:
    """The key of a name; parties as the file's aliases have them, so that their order and spelling do not count."""
    words, edition, year = [], None, None
    for word in _with_parties(_words(name), aliases):
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal or word in _ORDINAL_WORDS:
            edition = int(ordinal[1]) if ordinal else _ORDINAL_WORDS[word]
        elif _YEAR.fullmatch(word):
            year = int(word)
        elif word not in _FILLING:
            words.append(word)
    unique = tuple(sorted(set(words)))
    return NameKey(tuple(word for word in unique if word not in _GENERIC), unique, edition, year)


def _words(text: str) -> tuple[str, ...]:
    """Words in lower case, without the marks of possession and plural; abbreviations without points."""
    plain = re.sub(r"['’]s?\b|['’]", "", text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return tuple(_singular(word.replace(".", "")) for word in _WORD.findall(plain))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _with_parties(words: tuple[str, ...], aliases: Aliases) -> list[str]:
    """The words with the longest known names of parties in place of what is written."""
    longest, at, found = max((len(name) for name in aliases), default=0), 0, []
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            party = aliases.get(words[at : at + length])
            if party is not None:
                found.append(party)
                at += length
                break
        else:
            found.append(words[at])
            at += 1
    return found
