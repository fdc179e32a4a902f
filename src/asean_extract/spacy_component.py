"""The entry point for spaCy: `nlp.add_pipe("asean_extract")` finds the factory here (group `spacy_factories`)."""

from __future__ import annotations

from asean_extract.language.component import Reads, register


def _build(model: str, patterns: list[str]) -> Reads:
    from asean_extract.api import Extractor
    from asean_extract.language import DEFAULT_MODEL

    return Extractor(model=model or DEFAULT_MODEL, patterns=patterns)


factory = register(_build)
