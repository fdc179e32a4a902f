"""Lemmas that spaCy's lemmatizer would not find."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Peru co-hosted the forum.", "co-host"),
        ("The forum was co-chaired by Peru.", "co-chair"),
        ("Co-sponsoring the forum, Peru smiled.", "co-sponsor"),
    ],
)
def test_verb_of_two_has_the_lemma_of_its_verb(extractor, text: str, lemma: str):
    (doc,) = extractor.readers.model.read([text])
    assert lemma in [token.lemma_ for token in doc]
