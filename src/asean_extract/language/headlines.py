"""Headlines In Title Case, made readable for a parser that takes every capital for a name."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from asean_extract.rules import Rule

_WORD = regex.compile(r"(?<![\w'-])\p{Lu}\p{Ll}+(?![\w'-])")
_CAPITALISED_SHARE = 0.6


def verb_forms(rules: Iterable[Rule]) -> frozenset[str]:
    """Base, -s and -ed forms of every verb that token rules look for; -ing forms may be nouns ("Meeting")."""
    forms: set[str] = set()
    for rule in rules:
        for token in rule.pattern if not isinstance(rule.pattern, str) else ():
            lemma = token.get("LEMMA", ())
            for verb in lemma.get("IN", ()) if isinstance(lemma, dict) else [lemma] if lemma else ():
                forms |= _inflected(verb)
    return frozenset(forms)


def _inflected(verb: str) -> set[str]:
    third = verb[:-1] + "ies" if regex.search(r"[^aeiou]y$", verb) else verb + ("es" if verb[-1] in "sxzh" else "s")
    past = verb[:-1] + "ied" if regex.search(r"[^aeiou]y$", verb) else verb + ("d" if verb[-1] == "e" else "ed")
    return {verb, third, past}


def plain_case(headline: str, verbs: frozenset[str]) -> str:
    """The headline with its verbs in lower case, code point for code point; other text comes back as it is."""
    words = regex.findall(r"\p{L}[\p{L}'-]+", headline)
    capitalised = sum(w[0].isupper() for w in words)
    if len(words) < 4 or capitalised < _CAPITALISED_SHARE * len(words):
        return headline
    return _WORD.sub(lambda m: m[0].lower() if m[0].lower() in verbs else m[0], headline)
