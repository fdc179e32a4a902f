"""What can go wrong, in words for the person who has to mend it.

Every message names the place (file, rule, line) and the way out; the command line catches `ExtractError` alone.
"""

from __future__ import annotations


class ExtractError(Exception):
    """Base of every error that the product raises on purpose."""


class SourceError(ExtractError):
    """A source file that cannot be read or decoded."""


class PatternError(ExtractError):
    """A rule or knowledge file that does not say what a rule must say."""


class ModelError(ExtractError):
    """A spaCy pipeline that is not installed or lacks a component that is needed."""


class OutputError(ExtractError):
    """A place that cannot be written, or an output file that cannot be read back."""


class EngineError(ExtractError):
    """Workers that cannot be started."""
