"""Parts of speech, morphology and lemmas: what the attribute ruler and the lemmatizer of a pipeline say, kept by word.

A ruler matches some two hundred patterns at every token; nearly all of them look at one token's own form, tag and
dependency. So each such kind of token is asked about once, and the answer kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Span

from asean_extract.language.matcher import needed_forms

#: What a pattern may ask of a token for its answer to depend on the form, the tag and the dependency alone.
_KNOWN = frozenset(
    "ORTH TEXT LOWER NORM SHAPE PREFIX SUFFIX LENGTH TAG DEP IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE"
    " IS_PUNCT IS_SPACE IS_STOP LIKE_NUM LIKE_URL LIKE_EMAIL".split()
)
#: What a pattern may ask of a token that few tokens have.
_FORMS = ("LOWER", "DEP")
_MOST = 100_000

#: Number of the pattern in the ruler, the matcher's key, first token, token behind the last.
_Match = tuple[int, int, int, int]


class _Answer(NamedTuple):
    """What a token is set to; the lemma as a string, since a string's number is only known while the string is."""

    tag: int
    pos: int
    morph: int
    dep: int
    lemma: str


class Attributes:
    """The attribute ruler and, when it follows at once, the lemmatizer of a pipeline, in one step."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """The two components as they stand in the pipeline."""
        self._ruler: Any = ruler
        self._lemmatizer: Any = lemmatizer
        self._alone, self._beside = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._asking: set[tuple[str, int]] | None = set()  # forms that call for `_beside`; None when any token may
        patterns: list[Any] = ruler.patterns
        for number, entry in enumerate(patterns):
            for pattern in entry["patterns"]:
                (self._alone if len(pattern) == 1 else self._beside).add(f"{number}", [pattern])
                if len(pattern) > 1:
                    self._await(pattern)
        self._kept: dict[tuple[int, ...], _Answer] = {}

    @classmethod
    def of(cls, nlp: Language) -> Attributes | None:
        """The step for a pipeline; None when its ruler or its lemmatizer looks at more than this class keeps."""
        names = nlp.pipe_names
        if "attribute_ruler" not in names or "lemmatizer" not in names:
            return None
        ruler: Any = nlp.get_pipe("attribute_ruler")
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        follows = names.index("lemmatizer") == names.index("attribute_ruler") + 1
        plain = isinstance(ruler, AttributeRuler) and isinstance(lemmatizer, Lemmatizer) and not lemmatizer.overwrite
        return cls(ruler, lemmatizer) if follows and plain and _only_known(ruler.patterns) else None

    def set(self, docs: Iterable[Doc]) -> None:
        """Sets tag, part of speech, morphology, dependency and lemma of every token as the two components would."""
        for doc in docs:
            beside = self._beside_matches(doc)
            for token, kind in zip(doc, doc.to_array(["ORTH", "TAG", "DEP"]).tolist(), strict=True):
                others = beside.get(token.i, [])
                key = (*kind, *(number for number, *_ in others))
                answer = self._kept.get(key)
                if answer is None:
                    self._kept[key] = self._ask(token, others)
                else:
                    _set(token, answer)
        if len(self._kept) > _MOST:
            self._kept.clear()
            self._lemmatizer.cache.clear()

    def _await(self, pattern: Iterable[Mapping[str, Any]]) -> None:
        """Notes the forms without which a pattern of several tokens cannot match."""
        needed = [forms for node in pattern for forms in needed_forms(node, _FORMS)]
        if not needed or self._asking is None:
            self._asking = None
            return
        attribute, forms = min(needed, key=lambda n: len(n[1]))
        self._asking |= {(attribute, self._ruler.vocab.strings.add(form)) for form in forms}

    def _asks(self, doc: Doc) -> bool:
        """May a pattern of several tokens match?"""
        if self._asking is None:
            return True
        there = zip(_FORMS, doc.to_array([*_FORMS]).T.tolist(), strict=True)
        return any((attribute, form) in self._asking for attribute, forms in there for form in forms)

    def _beside_matches(self, doc: Doc) -> dict[int, list[_Match]]:
        """The matches of several tokens that speak of a token, by its place."""
        found: dict[int, list[_Match]] = {}
        if not self._asks(doc):
            return found
        for match in self._matches(self._beside, doc):
            number, _, start, end = match
            found.setdefault(range(start, end)[self._ruler.indices[number]], []).append(match)
        return found

    def _ask(self, token: Any, beside: Sequence[_Match]) -> _Answer:  # noqa: ANN401 - spaCy types only part of Token
        """Sets a token of a kind that is met for the first time, and tells to what."""
        alone = self._matches(self._alone, token.doc[token.i : token.i + 1], token.i)
        self._ruler.set_annotations(token.doc, sorted([*alone, *beside]))  # the later pattern has its way
        if not token.lemma:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]
        return _Answer(token.tag, token.pos, token.morph.key, token.dep, token.lemma_)

    def _matches(self, matcher: Matcher, where: Doc | Span, first: int = 0) -> list[_Match]:
        strings = self._ruler.vocab.strings
        found = matcher(where, allow_missing=True)
        return [(int(strings[key]), key, first + start, first + end) for key, start, end in found]


def _set(token: Any, answer: _Answer) -> None:  # noqa: ANN401 - as above
    token.tag = answer.tag
    token.pos = answer.pos
    token.set_morph(answer.morph)
    token.dep = answer.dep
    token.lemma_ = answer.lemma


def _only_known(patterns: Iterable[dict[str, Any]]) -> bool:
    return all(set(token) <= _KNOWN for entry in patterns for pattern in entry["patterns"] for token in pattern)
