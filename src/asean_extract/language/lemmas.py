"""What the product asks of spaCy's lemmatizer beyond what it does by itself."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

#: Verbs that two do together. The lemmatizer knows none of them, and makes "co-hoste" of "co-hosted".
_TOGETHER = ("host", "chair", "head", "sponsor", "found", "author", "lead")


def extend_lemmatizer(nlp: Language) -> None:
    """Adds verbs with "co-" to the words that a lemmatizer which goes by rules knows, and lets it find words at once.

    As spaCy loads them, the words are lists, the nouns one of 57,528, and each is searched from its first word on.
    """
    lookups: Any = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    index = lookups.get_table("lemma_index")
    index["verb"] = [*index["verb"], *(f"{prefix}{verb}" for prefix in ("co-", "co") for verb in _TOGETHER)]
    for part_of_speech, words in list(index.items()):
        index[part_of_speech] = frozenset(words)
