"""How a command makes its extractor: when it is first needed, and once in each process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from platform import node
from typing import TYPE_CHECKING, Any

from asean_extract.language import DEFAULT_MODEL
from asean_extract.limits import NO_LIMITS, Limits

if TYPE_CHECKING:
    from asean_extract.api import Extractor


class Build:
    """Makes the extractor for a model, pattern folders and limits.

    A copy of it that another process gets makes its own, and refuses to where it would read otherwise.
    """

    def __init__(
        self, model: str | None = None, patterns: Sequence[Path] | None = None, limits: Limits = NO_LIMITS
    ) -> None:
        self.model, self.patterns = model or DEFAULT_MODEL, tuple(patterns or ())
        self.limits = limits
        self._made: Extractor | None = None
        self._asked: str | None = None  # what the process that this came from reads with, and its machine
        self._from = node()

    @cached_property
    def reading(self) -> str:
        """The fingerprint of what is read with."""
        from asean_extract.files.fingerprint import fingerprint

        return fingerprint(self.model, self.patterns)

    def __call__(self) -> Extractor:
        """This is where spaCy is loaded; raises ModelError, PatternError and EngineError."""
        from asean_extract.api import Extractor
        from asean_extract.errors import EngineError

        if self._asked not in (None, self.reading):
            raise EngineError(
                f"{node()} has other code, libraries, model or patterns than {self._from}; install the same there"
            )
        if self._made is None:
            self._made = Extractor(model=self.model, patterns=self.patterns, limits=self.limits)
        return self._made

    def __getstate__(self) -> dict[str, Any]:
        from asean_extract.files.fingerprint import installed

        model = self.model if installed(self.model) else str(Path(self.model).absolute())
        patterns = tuple(folder.absolute() for folder in self.patterns)  # the other process may be in another folder
        kept = {"model": model, "patterns": patterns, "limits": self.limits}
        return {**kept, "_made": None, "_asked": self.reading, "_from": node()}

    def made_with(self) -> dict[str, Any]:
        """What the manifest says of the extractor."""
        from importlib.metadata import version

        from asean_extract.files.manifest import made_with

        readers = self().readers
        model = (readers.model.name, readers.model.version)
        return made_with(readers.patterns, spacy_version=version("spacy"), model=model)
