"""The library as a program calls it: text in, record out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from asean_extract.files.patterns import load_patterns
from asean_extract.files.read import SourceFile, SourceText, read_source
from asean_extract.language import DEFAULT_MODEL
from asean_extract.limits import NO_LIMITS, Limits
from asean_extract.metadata import Metadata
from asean_extract.pipeline import Extractor as Pipeline
from asean_extract.pipeline import text_source
from asean_extract.records import SourceRecord

Folder = str | os.PathLike[str]
#: A text, a text with its name before it, or the path of a text file.
Text = str | tuple[str, str] | os.PathLike[str]


class Extractor(Pipeline):
    """Reads texts into records; made once and used for many, since it loads a model and compiles every rule."""

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        patterns: Folder | Iterable[Folder] | None = None,
        limits: Limits = NO_LIMITS,
    ) -> None:
        """`model` is an installed spaCy pipeline or the path of one; `patterns` is one folder, or several in order,
        whose rules are added to those that come with the package; `limits` is what a text may cost, by default
        anything.

        Raises ModelError and PatternError.
        """
        super().__init__(model=model, patterns=load_patterns(*_folders(patterns)), limits=limits)

    def extract_many(
        self,
        texts: Iterable[Text],
        *,
        clean: bool = True,
        metadata: Mapping[str, Metadata] | None = None,
        on_error: Callable[[str, Exception], object] | None = None,
    ) -> Iterator[SourceRecord]:
        """The records of many texts in their order, each read when it is asked for, so that any number will do.

        A text is a string, and gives the record that `extract` gives; or `(name, text)`, whose name stands in
        `source.path`; or a `pathlib.Path`, read as by `extract_file`. `metadata` is what is known of texts, by that
        name, as `read_metadata` gives it. The first error ends the iteration; with `on_error`, that is called with the
        name and the error, the text is left out, and the others go on.

        Raises TypeError when `texts` is a single string, and SourceError when a file cannot be read or decoded.
        """
        if isinstance(texts, str):
            raise TypeError("extract_many takes several texts; give one to extract")
        return self._many(texts, clean, metadata or {}, on_error)

    def _many(
        self,
        texts: Iterable[Text],
        clean: bool,
        metadata: Mapping[str, Metadata],
        on_error: Callable[[str, Exception], object] | None,
    ) -> Iterator[SourceRecord]:
        for given in texts:
            try:
                read = _read(given, self.limits)
                known = metadata.get(read.source.path)
                record = self.extract(read.text, clean=clean, source=read.source, metadata=known)
            except Exception as error:  # whatever it is, a caller who asked to hear of it loses one text
                if on_error is None:
                    raise
                on_error(_name(given), error)
            else:
                yield record


def extract_text(
    text: str, *, published: str | None = None, clean: bool = True, metadata: Metadata | None = None
) -> SourceRecord:
    """Reads one text with the default model and patterns.

    `published` is the publication date (`2024-11-10`), whatever the text prints; `metadata` is what is known of the
    text, and gives way to what it prints; `clean=False` takes the whole text as the body of one article.
    """
    return _shared().extract(text, published=published, clean=clean, metadata=metadata)


def extract_file(
    path: Folder, *, published: str | None = None, clean: bool = True, metadata: Metadata | None = None
) -> SourceRecord:
    """Reads one file, whatever its encoding, with the default model and patterns; options as in `extract_text`.

    Raises SourceError when the file cannot be read or decoded.
    """
    given = _read(Path(path))
    return _shared().extract(given.text, published=published, clean=clean, source=given.source, metadata=metadata)


def _read(given: Text, limits: Limits = NO_LIMITS) -> SourceText:
    if isinstance(given, os.PathLike):
        file = Path(given)
        return read_source(SourceFile(file, file.name), limits)
    if isinstance(given, str):
        return SourceText(given, text_source(given))
    name, text = given
    return SourceText(text, text_source(text, name))


def _name(given: Text) -> str:
    """What to call a text that failed: its path, its name, or that it is some text."""
    if isinstance(given, tuple):
        return str(given[0])
    return os.fspath(given) if isinstance(given, os.PathLike) else "text"


def _folders(patterns: Folder | Iterable[Folder] | None) -> list[Path]:
    if patterns is None:
        return []
    return [Path(patterns)] if isinstance(patterns, (str, os.PathLike)) else [Path(folder) for folder in patterns]


@cache
def _shared() -> Extractor:
    return Extractor()
