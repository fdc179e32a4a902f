"""The attributes of a token do not depend on whether its kind was met before."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc

from asean_extract.language.attributes import Attributes

PATTERNS: list[dict[str, Any]] = [
    {"patterns": [[{"TAG": "VBZ"}]], "attrs": {"POS": "VERB", "MORPH": "Person=3"}, "index": 0},
    {"patterns": [[{"LOWER": "is"}]], "attrs": {"POS": "AUX", "LEMMA": "be"}, "index": 0},
    {"patterns": [[{"TAG": "NNS"}]], "attrs": {"POS": "NOUN"}, "index": 0},
    {"patterns": [[{"LOWER": "there"}, {"LOWER": "is"}]], "attrs": {"POS": "VERB"}, "index": 1},
]


def tagger_less(patterns: list[dict[str, Any]]) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add_patterns(patterns)
    lookups = Lookups()
    lookups.add_table("lemma_rules", {"noun": [["s", ""]], "verb": [["s", ""]]})
    lookups.add_table("lemma_index", {})
    lookups.add_table("lemma_exc", {})
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}).initialize(lookups=lookups)
    return nlp


def tagged(nlp: Language) -> list[Doc]:
    words, tags = ["There", "is", "talks", "is", "talks"], ["EX", "VBZ", "NNS", "VBZ", "VBZ"]
    return [Doc(nlp.vocab, words=words, tags=tags, pos=["X"] * 5) for _ in range(2)]


def told(doc: Doc) -> list[tuple[str, str, str]]:
    return [(t.pos_, str(t.morph), t.lemma_) for t in doc]


#: A pattern of several tokens that no form calls for.
FORMLESS = {"patterns": [[{"TAG": "NNS"}, {"TAG": "VBZ"}]], "attrs": {"POS": "PROPN"}, "index": 0}


#: Patterns, and the parts of speech that they give.
SETS = [
    (PATTERNS, ["X", "VERB", "NOUN", "AUX", "VERB"]),
    (PATTERNS[:3], ["X", "AUX", "NOUN", "AUX", "VERB"]),
    ([*PATTERNS[:3], FORMLESS], ["X", "AUX", "PROPN", "AUX", "VERB"]),
]


@pytest.mark.parametrize(("patterns", "parts_of_speech"), SETS)
def test_attributes_are_those_of_the_components(patterns: list[dict[str, Any]], parts_of_speech: list[str]):
    nlp = tagger_less(patterns)
    attributes = Attributes.of(nlp)
    assert attributes is not None
    expected = [nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc)) for doc in tagged(nlp)]
    docs = tagged(nlp)
    attributes.set(docs)
    assert [told(d) for d in docs] == [told(d) for d in expected]
    assert [t.pos_ for t in docs[1]] == parts_of_speech


@pytest.mark.parametrize("key", ["POS", "LEMMA", "ENT_TYPE"])
def test_attributes_leave_a_ruler_alone_that_looks_at_more(key):
    more = {"patterns": [[{key: "X"}]], "attrs": {"POS": "NOUN"}, "index": 0}
    assert Attributes.of(tagger_less([*PATTERNS, more])) is None
