"""The whole flow, top to bottom: raw text in, a validated record out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import TypeVar

from asean_extract import stages
from asean_extract.draft import ArticleDraft, Draft
from asean_extract.language import DEFAULT_MODEL
from asean_extract.language.model import Model
from asean_extract.limits import NO_LIMITS, Limits, RunawayError, left_out
from asean_extract.metadata import NOTHING, Metadata
from asean_extract.recording import record, values
from asean_extract.records import Source, SourceRecord, Values
from asean_extract.rules import Patterns
from asean_extract.stages import Readers

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Stage:
    """A step of the pipeline: what it needs to be there, and what it adds."""

    run: Callable[[Draft, Readers], Draft]
    needs: frozenset[str]
    gives: frozenset[str]


def _stage(run: Callable[[Draft, Readers], Draft], *, needs: set[str], gives: set[str]) -> Stage:
    return Stage(run, frozenset(needs), frozenset(gives))


STAGES: tuple[Stage, ...] = (
    _stage(stages.label, needs={"text"}, gives={"blocks"}),
    _stage(stages.split, needs={"blocks"}, gives={"articles"}),
    _stage(stages.parse, needs={"articles"}, gives={"sentences"}),
    _stage(stages.name, needs={"sentences"}, gives={"mentions", "entities", "places"}),
    _stage(stages.date_documents, needs={"articles"}, gives={"published", "published_from"}),
    _stage(stages.value, needs={"mentions", "published"}, gives={"dates", "times", "sums"}),
    _stage(stages.find_initiatives, needs={"mentions", "entities"}, gives={"initiatives", "owners", "acronyms"}),
    _stage(stages.stage_scenes, needs={"sentences", "entities", "dates", "sums", "initiatives"}, gives={"scenes"}),
    _stage(stages.build_events, needs={"scenes", "published", "acronyms"}, gives={"events"}),
    _stage(stages.build_commitments, needs={"scenes", "published"}, gives={"commitments", "figures"}),
)


class Extractor:
    """Reads texts into records; made once and used for many, since it loads a model and compiles every rule."""

    def __init__(self, model: str = DEFAULT_MODEL, *, patterns: Patterns, limits: Limits = NO_LIMITS) -> None:
        """Raises ModelError and PatternError."""
        check_order(STAGES)
        self.readers = Readers(Model(model), patterns)
        self.limits = limits

    def extract(
        self,
        text: str,
        *,
        published: str | None = None,
        clean: bool = True,
        source: Source | None = None,
        metadata: Metadata | None = None,
    ) -> SourceRecord:
        """The record of one text; the same arguments give the same record.

        `published` is the publication date (ISO 8601), whatever the text prints; `metadata` is what is known of the
        text, and gives way to what it prints; `clean=False` takes the whole text as one article body; `source` says
        where the text came from, by default nowhere (`path` is "text").

        Raises LimitError when the text is beyond the limits; warns (`RuleLeftOut`) of a user's rule that ran away.
        """
        return self._read(
            STAGES, Draft(source or text_source(text), text, published, metadata or NOTHING, clean), record
        )

    def read_values(self, text: str, *, published: str | None = None, clean: bool = True) -> Values:
        """The dates and sums of one text alone, every sum (one that repeats another in brackets too), and no facts.

        Arguments, errors and warnings as in `extract`; offsets are code points of the text.
        """
        draft = Draft(text_source(text), text, given_date=published, clean=clean)
        return self._read(_up_to("sums"), draft, values)

    def _read(self, order: Iterable[Stage], draft: Draft, made: Callable[[Draft], _Made]) -> _Made:
        """What is made of a text within its limits; with a user's rule left out, the text is read anew."""
        name = draft.source.path
        self.limits.check_length(name, draft.text)
        with self.readers.model.zone(len(draft.text)), self.limits.in_time(name) as check, left_out(name) as leave_out:
            while True:
                try:
                    return made(self._run(order, draft, check))
                except RunawayError as error:
                    leave_out(error)

    def _run(self, order: Iterable[Stage], draft: Draft, check: Callable[[], None]) -> Draft:
        for stage in order:
            draft = stage.run(draft, self.readers)
            check()
        return draft


def _up_to(given: str) -> tuple[Stage, ...]:
    """The stages that lead to one that gives this, and that one."""
    last = next(number for number, stage in enumerate(STAGES) if given in stage.gives)
    return STAGES[: last + 1]


def check_order(order: tuple[Stage, ...]) -> None:
    """Every stage finds what it needs; raises ValueError naming the stage whose needs nobody meets before it."""
    there = {"text"}
    known = {f.name for f in (*fields(Draft), *fields(ArticleDraft))}
    for stage in order:
        name = getattr(stage.run, "__name__", "stage")
        missing = stage.needs - there
        if missing:
            raise ValueError(f"stage {name} needs {', '.join(sorted(missing))}, which no stage before it gives")
        unknown = stage.gives - known
        if unknown:
            raise ValueError(f"stage {name} gives {', '.join(sorted(unknown))}, which no draft has")
        there |= stage.gives


def text_source(text: str, path: str = "text") -> Source:
    """The source of a text that comes from no file; its bytes are those of UTF-8."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(path=path, sha256=digest, encoding="utf-8", length=len(text))
