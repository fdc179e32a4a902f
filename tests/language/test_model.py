"""The model says of a sentence what the pipeline says that it was loaded from, only sooner."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from asean_extract.language import DEFAULT_MODEL
from asean_extract.language.model import Model
from asean_extract.language.tokenizer import keep_given_names_whole

SENTENCES = [
    "Ministers of Chile and Peru met in Lima on Monday.",
    "Yes.",
    "They'll sign what's been agreed, and there is no doubt that the President of Kenya doesn't object.",
    "The fund, which Norway set up in 2011, has given US$3 million to schools in Bergen and Oslo.",
]


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph), t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in doc]


@pytest.mark.slow
def test_model_reads_what_its_pipeline_reads():
    model = Model()
    nlp = spacy.load(DEFAULT_MODEL)
    keep_given_names_whole(nlp)
    nlp.add_pipe("one_sentence", before="parser")
    docs = list(model.read(SENTENCES * 40))
    assert len(docs) == 160
    assert [told(d) for d in docs] == [told(d) for d in nlp.pipe(SENTENCES * 40)]


@pytest.mark.slow
def test_model_learns_words_of_short_texts_until_its_vocabulary_is_full():
    model = Model()

    def read(sentence: str, length: int) -> None:
        with model.zone(length):
            assert len(list(model.read([sentence]))) == 1

    read("Qwzzerty met in Lima.", length=21)
    assert "Qwzzerty" in model.vocab.strings
    read("Zxvbnmia met in Lima.", length=20_000_000)
    assert "Zxvbnmia" not in model.vocab.strings
    for number in range(60_000):
        model.vocab.strings.add(f"filler{number}")
    read("Plokmijn met in Lima.", length=21)
    assert "Plokmijn" not in model.vocab.strings
