"""A spaCy component that reads a Doc's text into records: `doc._.events` and the rest, for users of spaCy.

The reading is not done by the pipeline that the component stands in, whose tokens and parse it leaves alone, but by an
extractor of its own: this layer knows none, so it is given one (`asean_extract.spacy_component`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from asean_extract.records import Commitment, Event, Figure, Initiative, SourceRecord, TextSpan

NAME = "asean_extract"
#: The lists of an article that become attributes of the Doc, all articles together.
LISTS = ("events", "commitments", "figures", "initiatives")


class Reads(Protocol):
    """What the component needs of an extractor."""

    def extract(self, text: str, *, published: str | None = None, clean: bool = True) -> SourceRecord:
        """Reads one text into its record."""
        ...


Build = Callable[[str, list[str]], Reads]


class RecordComponent:
    """Sets `doc._.record`, the whole SourceRecord, and from it `events`, `commitments`, `figures`, `initiatives` and
    `named_entities`; `doc.spans` gets the words of each, under `asean_events` and so on, labelled with the record's id.

    `doc._.published`, when set before, is the publication date (`2024-11-10`).
    """

    def __init__(self, reader: Reads, *, clean: bool) -> None:
        self._reader, self._clean = reader, clean
        for name in ("record", "published"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=None)
        for name in (*LISTS, "named_entities"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Reads the text and notes what it holds."""
        record = self._reader.extract(doc.text, published=doc._.published, clean=self._clean)
        doc._.record = record
        doc._.named_entities = tuple(record.entities)
        doc.spans["asean_entities"] = _spans(doc, ((e.id, e.mentions) for e in record.entities))
        for name in LISTS:
            items = tuple(item for article in record.articles for item in getattr(article, name))
            setattr(doc._, name, items)
            doc.spans[f"asean_{name}"] = _spans(doc, ((item.id, _words(item)) for item in items))
        return doc


Factory = Callable[[Language, str, str, list[str], bool], RecordComponent]


def register(build: Build) -> Factory:
    """Makes the factory `asean_extract` known to spaCy; `build` gives an extractor for a model and pattern folders."""

    @Language.factory(NAME, default_config={"model": "", "patterns": [], "clean": True}, assigns=["doc._.record"])
    def make(nlp: Language, name: str, model: str, patterns: list[str], clean: bool) -> RecordComponent:  # noqa: ARG001 (spaCy calls it so)
        return RecordComponent(build(model, patterns), clean=clean)

    factory: Factory = make
    return factory


def _words(item: Commitment | Event | Figure | Initiative) -> list[TextSpan]:
    """The sentences that a record was read from; an initiative has its mentions."""
    return list(getattr(item, "evidence", ())) or list(getattr(item, "mentions", ()))


def _spans(doc: Doc, found: Iterable[tuple[str, Sequence[TextSpan]]]) -> list[Span]:
    """The tokens that hold the words; code points of the record are characters of the Doc."""
    spans = (
        doc.char_span(span.start, span.end, label=key, alignment_mode="expand")
        for key, words in found
        for span in words
    )
    return [span for span in spans if span is not None]
