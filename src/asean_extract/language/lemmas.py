"""What the product asks of spaCy's lemmatizer beyond what it does by itself."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

#: Verbs that two do together. The lemmatizer knows none of them, and makes "co-hoste" of "co-hosted".
_TOGETHER = ("host", "chair", "head", "sponsor", "found", "author", "lead")


def know_verbs_of_two(nlp: Language) -> None:
    """Adds verbs with "co-" to the words that a lemmatizer which goes by rules knows."""
    lookups: Any = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    index = lookups.get_table("lemma_index")
    index["verb"] = [*index["verb"], *(f"{prefix}{verb}" for prefix in ("co-", "co") for verb in _TOGETHER)]
