"""How a command makes its extractor: when it is first needed, and once in each process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asean_extract.language import DEFAULT_MODEL
from asean_extract.limits import NO_LIMITS, Limits

if TYPE_CHECKING:
    from asean_extract.api import Extractor


class Build:
    """Makes the extractor for a model, pattern folders and limits; a copy that another process gets makes its own."""

    def __init__(
        self, model: str | None = None, patterns: Sequence[Path] | None = None, limits: Limits = NO_LIMITS
    ) -> None:
        self.model, self.patterns = model or DEFAULT_MODEL, tuple(patterns or ())
        self.limits = limits
        self._made: Extractor | None = None

    def __call__(self) -> Extractor:
        """This is where spaCy is loaded; raises ModelError and PatternError."""
        from asean_extract.api import Extractor

        if self._made is None:
            self._made = Extractor(model=self.model, patterns=self.patterns, limits=self.limits)
        return self._made

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_made": None}

    def made_with(self) -> dict[str, Any]:
        """What the manifest says of the extractor."""
        from importlib.metadata import version

        from asean_extract.files.manifest import made_with

        readers = self().readers
        model = (readers.model.name, readers.model.version)
        return made_with(readers.patterns, spacy_version=version("spacy"), model=model)
