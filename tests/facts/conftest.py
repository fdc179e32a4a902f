"""What tests of events share: the scenes of a text as the builders of facts get them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from asean_extract.facts.scene import Scene

if TYPE_CHECKING:
    from asean_extract.facts.happenings import Happenings
    from asean_extract.facts.participants import Participants


@pytest.fixture(scope="session")
def scenes(extractor) -> Callable[..., tuple[Scene, ...]]:
    """`scenes(text)`: every sentence with what was read in it, published on 15 May 2024, a Wednesday."""
    from asean_extract.draft import Draft
    from asean_extract.pipeline import STAGES
    from asean_extract.records import Source

    def read(text: str, published: str = "2024-05-15") -> tuple[Scene, ...]:
        source = Source(path="text", sha256="", encoding="utf-8", length=len(text))
        draft = Draft(source, text, given_date=published, clean=False)
        for stage in STAGES:
            if "events" in stage.gives:
                break
            draft = stage.run(draft, extractor.readers)
        (article,) = draft.articles
        return article.scenes

    return read


@pytest.fixture(scope="session")
def happenings(extractor) -> Happenings:
    """The reader of candidates with the shipped triggers."""
    from asean_extract.facts.happenings import Happenings
    from asean_extract.language.matcher import TokenRules

    readers = extractor.readers
    return Happenings(readers.patterns, TokenRules(readers.patterns.rules.labelled("TRIGGER"), readers.model.vocab))


@pytest.fixture(scope="session")
def participants(extractor) -> Participants:
    """The reader of roles with the shipped rules."""
    from asean_extract.facts.participants import Participants
    from asean_extract.language.matcher import TokenRules

    readers = extractor.readers
    rules = readers.patterns.rules
    return Participants(TokenRules(rules.labelled("ROLE"), readers.model.vocab), rules)
