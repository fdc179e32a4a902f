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


class LimitError(ExtractError):
    """A text that is longer than it may be, or takes longer to read."""


class RuleLeftOut(UserWarning):
    """A user's rule ran away on a text, which was then read without it; `rule` is its file and id."""

    def __init__(self, text: str, rule: str) -> None:
        super().__init__(f"{text}: read without {rule}: it takes too long on a paragraph; mend its pattern")
        self.rule = rule
