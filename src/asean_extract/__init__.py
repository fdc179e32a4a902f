"""Reads press releases and news on diplomatic cooperation into dated, traceable JSON records.

The public names are loaded when they are first used: importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from asean_extract.version import __version__

if TYPE_CHECKING:
    from asean_extract.api import Extractor, extract_file, extract_text
    from asean_extract.errors import (
        ExtractError,
        LimitError,
        ModelError,
        OutputError,
        PatternError,
        RuleLeftOut,
        SourceError,
    )
    from asean_extract.files.metadata import read_metadata
    from asean_extract.files.output import read_output
    from asean_extract.frames import to_frames
    from asean_extract.limits import Limits
    from asean_extract.metadata import Metadata
    from asean_extract.records import (
        Article,
        Block,
        Commitment,
        Date,
        Entity,
        Event,
        Figure,
        Initiative,
        Money,
        Participant,
        Place,
        Provenance,
        Source,
        SourceRecord,
        TextSpan,
        Time,
        Values,
    )

__all__ = [
    "Article", "Block", "Commitment", "Date", "Entity", "Event", "ExtractError", "Extractor", "Figure",
    "Initiative", "LimitError", "Limits", "Metadata", "ModelError", "Money", "OutputError", "Participant",
    "PatternError", "Place", "Provenance", "RuleLeftOut", "Source", "SourceError", "SourceRecord", "TextSpan",
    "Time", "Values", "__version__", "extract_file", "extract_text", "read_metadata", "read_output",
    "to_frames",
]  # fmt: skip

_HOMES = {
    "Extractor": "api", "extract_file": "api", "extract_text": "api", "Limits": "limits",
    "Metadata": "metadata", "RuleLeftOut": "errors",
    "read_metadata": "files.metadata", "read_output": "files.output", "to_frames": "frames",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """A public name from the module that it lives in."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name, "errors" if name.endswith("Error") else "records")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return __all__
