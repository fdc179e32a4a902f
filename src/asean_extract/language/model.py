"""The spaCy pipeline: loading, what it must be able to do, and sentences through it in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model as Network
from thinc.api import NumpyOps

from asean_extract.errors import ModelError
from asean_extract.language import DEFAULT_MODEL
from asean_extract.language.attributes import Attributes
from asean_extract.language.coordination import like_with_like
from asean_extract.language.lemmas import extend_lemmatizer
from asean_extract.language.tokenizer import keep_given_names_whole
from asean_extract.language.transitions import annotate, has_steps

NEEDED = ("tagger", "parser", "lemmatizer", "ner")
#: Sentences that are sorted by length together, and that go through a component at once.
_WINDOW, _BATCH = 4096, 64
#: Strings that the vocabulary learns for good beside those of the model; nearly all that a corpus says often.
_LEARNT = 50_000
#: A longer text, in code points, teaches nothing: it may be anything, and fill the vocabulary by itself.
_TEACHING = 100_000

Step = Callable[[list[Doc]], None]


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
        extend_lemmatizer(self._nlp)
        if hasattr(self._nlp.tokenizer, "max_cache_size"):
            self._nlp.tokenizer.max_cache_size = _LEARNT
        self._nlp.add_pipe("one_sentence", before="parser")
        self._nlp.add_pipe(like_with_like.__name__, last=True)
        self.name = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}"
        self.version = str(self._nlp.meta["version"])
        self.vocab = self._nlp.vocab
        self._most = len(self.vocab.strings) + _LEARNT
        _multiply_with_numpy(self._nlp)
        self._steps = tuple(_steps(self._nlp))

    def read(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """One Doc a sentence, in order; token offsets are code points in the sentence."""
        rest = iter(sentences)
        while docs := [self._nlp.make_doc(sentence) for sentence in islice(rest, _WINDOW)]:
            by_length = sorted(docs, key=len)
            for batch in (by_length[i : i + _BATCH] for i in range(0, len(docs), _BATCH)):
                for step in self._steps:
                    step(batch)
                for doc in batch:
                    doc.tensor = _NO_TENSOR  # what the components hand to each other takes more room than the rest
            yield from docs

    def zone(self, length: int) -> AbstractContextManager[object]:
        """Where a text of so many code points is read, so that the vocabulary does not grow for ever.

        The words of the first texts are learnt, since a word that is known is read much faster; when the vocabulary is
        full, new ones are kept only until the end of the zone. No Doc that was read within may be looked at after it.
        """
        if length <= _TEACHING and len(self.vocab.strings) < self._most:
            return nullcontext()
        return self._nlp.memory_zone()


_NO_TENSOR = np.zeros((0,), dtype="float32")


@Language.component("one_sentence")
def one_sentence(doc: Doc) -> Doc:
    """Forbids the parser to break a sentence that is one already."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def _multiply_with_numpy(nlp: Language) -> None:
    """Lets numpy multiply the matrices: its BLAS knows the processor better than the one that thinc brings.

    Only where thinc would use its own; a model on a graphics card or with Apple's library keeps what it has.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Network) else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def _steps(nlp: Language) -> Iterator[Step]:
    """What is done to a batch, in the order of the pipeline."""
    attributes = Attributes.of(nlp)
    for name, pipe in nlp.pipeline:
        if attributes and name == "attribute_ruler":
            yield attributes.set
        elif not attributes or name != "lemmatizer":
            yield partial(annotate if has_steps(pipe) else _apply, pipe)


def _apply(pipe: Any, docs: Sequence[Doc]) -> None:  # noqa: ANN401 - a component may be anything that can be called
    """A component at a batch, in the way that the component has for that."""
    if hasattr(pipe, "predict"):
        pipe.set_annotations(docs, pipe.predict(docs))
        return
    for doc in docs:
        pipe(doc)


def entity_spans(doc: Doc) -> tuple[tuple[int, int, str], ...]:
    """The statistical named entities as (start, end, label), offsets in the sentence."""
    return tuple((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
