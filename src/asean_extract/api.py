"""The library as a program calls it: text in, record out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from asean_extract.files.patterns import load_patterns
from asean_extract.files.read import SourceFile, read_source
from asean_extract.language.model import DEFAULT_MODEL
from asean_extract.pipeline import Extractor as Pipeline
from asean_extract.records import SourceRecord

Folder = str | os.PathLike[str]


class Extractor(Pipeline):
    """Reads texts into records; made once and used for many, since it loads a model and compiles every rule."""

    def __init__(self, model: str = DEFAULT_MODEL, patterns: Folder | Iterable[Folder] | None = None) -> None:
        """`model` is an installed spaCy pipeline or the path of one; `patterns` is one folder, or several in order,
        whose rules are added to those that come with the package.

        Raises ModelError and PatternError.
        """
        super().__init__(model=model, patterns=load_patterns(*_folders(patterns)))


def extract_text(text: str, *, published: str | None = None, clean: bool = True) -> SourceRecord:
    """Reads one text with the default model and patterns.

    `published` is the publication date where it is known (`2024-11-10`); `clean=False` takes the whole text as the
    body of one article.
    """
    return _shared().extract(text, published=published, clean=clean)


def extract_file(path: Folder, *, published: str | None = None, clean: bool = True) -> SourceRecord:
    """Reads one file, whatever its encoding, with the default model and patterns; options as in `extract_text`.

    Raises SourceError when the file cannot be read or decoded.
    """
    file = Path(path)
    given = read_source(SourceFile(file, file.name))
    return _shared().extract(given.text, published=published, clean=clean, source=given.source)


def _folders(patterns: Folder | Iterable[Folder] | None) -> list[Path]:
    if patterns is None:
        return []
    return [Path(patterns)] if isinstance(patterns, (str, os.PathLike)) else [Path(folder) for folder in patterns]


@cache
def _shared() -> Extractor:
    return Extractor()
