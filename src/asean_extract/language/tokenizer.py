"""What the product asks of spaCy's tokenizer beyond what it does by itself."""

from __future__ import annotations

from collections.abc import Callable
from re import Match
from typing import Any

import regex
from spacy.language import Language

# Korean and Chinese given names are one word ("Jae-in", "Ki-Young", "Chan-o-cha"); spaCy splits them at the hyphen.
# Compounds whose second half is an English participle or preposition ("Seoul-based") stay split.
# So are verbs with "co-": split in three, "co-chaired" misleads the parser.
_WHOLE = regex.compile(
    r"[Cc]o-\p{Ll}{4,}|"
    r"\p{Lu}\p{Ll}{0,6}(?:-(?!based|led|made|run|born|wide|era|style|like|free|backed|owned|funded|bound|held|built|type"
    r"|only|level|term|year|month|day|scale|sized|related|in-|of-|to-|on-|by-|and-)\p{L}\p{Ll}{0,6}){1,2}"
)


def keep_given_names_whole(nlp: Language) -> None:
    """Adds the rule to the pipeline's tokenizer, beside what it already keeps whole."""
    tokenizer: Any = nlp.tokenizer  # typed as a plain callable; a pipeline may bring another one
    if not hasattr(tokenizer, "token_match"):
        return
    before: Callable[[str], Match[str] | None] | None = tokenizer.token_match

    def whole(text: str) -> object:
        return (before(text) if before else None) or _WHOLE.fullmatch(text)

    tokenizer.token_match = whole
