"""When two names mean one initiative: a canonical key that forgets how parties, plans and centres are spelt."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from asean_extract.facts.initiative_words import Vocabulary

_BRACKET = regex.compile(r" ?\((?!(?:19|20)\d\d)[^)]*\)|<[^>]*>")
_YEARS = regex.compile(r"(?:19|20)\d\d(?: (?:to )?(?:19|20)\d\d)?")
_SPELLINGS = (
    (regex.compile(r"\bcentre"), "center"),
    (regex.compile(r"\bprogramme"), "program"),
    (regex.compile(r"\bplan of action\b"), "action plan"),
    (regex.compile(r"\bfree trade agreement\b"), "fta"),
    (regex.compile(r"\bmemorandum of understanding\b"), "mou"),
    (regex.compile(r"\broad map\b"), "roadmap"),
    (regex.compile(r"\bmultilaterali[sz]ation\b"), "multilateralisation"),
)
_TIME_WORDS = regex.compile(
    r"\b(?:for|covering|over|during|of|from|between) "
    r"(?:the |next |years? |period |coming |\w+ years )*(?=(?:19|20)\d\d)"
)
_PERIOD_BEHIND = regex.compile(r"(?<=\d\d) period\b")
_ARTICLE = regex.compile(r"\b(?:the|a|an)\b")
_COMPLEMENT = regex.compile(r" (?:of|for|on|in|to|between|against|concerning|regarding|towards) ")
_LOOSE = regex.compile(r" (?:of|for|on|concerning|regarding) ")
#: Words behind the parties that tell a name whichever of its parties is named.
_TELLING = 4
#: Short forms of whole classes of instruments, which name none of them.
GENERIC_ACRONYMS = frozenset(
    {"FTA", "MOU", "MoU", "MOC", "MoC", "EPA", "CEPA", "LOI", "NGO", "PPP", "SME", "SMEs", "ICT"}
)


def key(name: str, vocabulary: Vocabulary) -> str:
    """The canonical form of a name: lower-case words, parties by slug and in one order, British spelling undone."""
    text = _BRACKET.sub("", name)
    text = regex.sub(r"(?<=\p{L})'s?(?![\p{L}])", "", text)
    text = vocabulary.in_order(text).casefold()
    text = regex.sub(r"[^\p{L}\d]+", " ", text).strip()
    text = regex.sub(r"\b((?:19|20)\d\d)[ ](?:to )?(\d\d)\b(?!\d)", r"\1 20\2", text)
    for spelling, canonical in _SPELLINGS:
        text = spelling.sub(canonical, text)
    text = _PERIOD_BEHIND.sub("", _TIME_WORDS.sub("", text))
    text = _ARTICLE.sub(" ", text)
    return regex.sub(r" +", " ", text).strip()


def slug(canonical: str) -> str:
    """The id of a canonical key: `ini-` and its words joined by hyphens."""
    return "ini-" + canonical.replace(" ", "-")


def undated(canonical: str) -> str:
    """The key without its years: a treaty's year of signature, a plan's term."""
    return regex.sub(r" +", " ", _YEARS.sub(" ", canonical)).strip()


def respelt(canonical: str) -> str:
    """The key with its first preposition forgotten, which texts change at will ("Initiative on X" or "for X")."""
    return str(_LOOSE.sub(" ~ ", canonical, count=1))


class ShortForms:
    """The keys under which a text may come back to a name: without its parties, its complement or its years."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        slugs = sorted({slug.replace("-", " ") for slug in vocabulary.slugs.values()}, key=lambda s: (-len(s), s))
        parties = "|".join(regex.escape(slug) for slug in slugs) or "(?!)"
        self._parties = regex.compile(rf"^(?:(?:{parties}) )+(?=.)")
        self._party = regex.compile(rf"(?:{parties})(?= )")
        self._owner = regex.compile(rf"^(?P<name>.+ \w+) of (?P<owner>{parties})$")

    def owner_first(self, canonical: str) -> str:
        """ "strategy of X" as "X strategy"."""
        m = self._owner.fullmatch(canonical)
        return f"{m['owner']} {m['name']}" if m else canonical

    def without_parties(self, canonical: str) -> str:
        """The key without the parties in front."""
        return str(self._parties.sub("", canonical))

    def _of_one_party(self, canonical: str) -> list[str]:
        """The key with only one of its parties, when enough words stand behind them to tell the name."""
        plain = self.without_parties(canonical)
        if len(plain.split(" ")) < _TELLING:
            return []
        return [f"{party} {plain}" for party in self._party.findall(canonical[: -len(plain)])]

    def of(self, canonical: str) -> frozenset[str]:
        """All short forms of a key, itself among them."""
        forms = {canonical, undated(canonical)}
        forms |= {party for form in tuple(forms) for party in self._of_one_party(form)}
        forms |= {self.without_parties(form) for form in tuple(forms)}
        forms |= {_COMPLEMENT.split(form)[0] for form in tuple(forms)}
        return frozenset(form for form in forms if form)


def acronym_fits(acronym: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether the letters in brackets stand for the whole name or its whole complement, not for its last words only.

    The first letter must open the name (parties and figures may be passed over) or the complement, the rest follow
    in order.
    """
    if acronym in GENERIC_ACRONYMS:
        return False
    words = regex.findall(r"[\p{L}\d]+", _BRACKET.sub("", name))
    starts = _starting_points(words, name, vocabulary)
    short = acronym.split(" ")[0]
    parts = dict.fromkeys(regex.sub(r"[^\p{L}]", "", part).casefold() for part in (short, short.split("-")[-1]))
    return any(
        len(letters) > 1 and (_in_order(letters, words[i:]) or _are_initials(letters, name))
        for letters in parts
        for i in starts
    )


def _are_initials(letters: str, name: str) -> bool:
    """Whether three letters or more are the initials of the words up to the head, be it without the first of them."""
    initials = "".join(word[0] for word in regex.findall(r"[\p{L}\d]+", _COMPLEMENT.split(name)[0])).casefold()
    return len(letters) > 2 and initials.endswith(letters)


def _starting_points(words: Sequence[str], name: str, vocabulary: Vocabulary) -> list[int]:
    passed = 0
    lead = set(regex.findall(r"[\p{L}\d]+", " ".join(vocabulary.parties(name))))
    while passed < len(words) - 1 and (words[passed] in lead or words[passed][0].isdigit()):
        passed += 1
    behind = [i + 1 for i, word in enumerate(words[:-1]) if word in ("on", "of", "for")][:1]
    behind += [i + 1 for i in behind if i < len(words) - 1 and words[i] == "the"]
    return [*range(passed + 1), *behind]


def _in_order(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters run through the words in order, the first opening the first, the last within the last two."""
    if not words or words[0][0].casefold() != letters[0]:
        return False
    joined = "".join(word.casefold() for word in words)
    position = 0
    for letter in letters:
        position = joined.find(letter, position) + 1
        if position == 0:
            return False
    return _covers(letters, words)


def _covers(letters: str, words: Sequence[str]) -> bool:
    """Whether the acronym is long enough for the words: no more than two content words per letter."""
    content = [word for word in words if word[0].isupper()]
    return len(content) <= 2 * len(letters)
