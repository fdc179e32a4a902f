"""A source file on its way through the stages: frozen, and each stage returns one with more in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asean_extract.facts.commitments import CommitmentFact, FigureFact
from asean_extract.facts.entities import EntityTable
from asean_extract.facts.event_facts import EventFact
from asean_extract.facts.initiatives import InitiativeFact
from asean_extract.facts.scene import PlaceSpan, Scene, TimeSpan
from asean_extract.metadata import NOTHING, Metadata
from asean_extract.records import Origin, Source
from asean_extract.spans import ArticleText, Block, DateMention, Sum
from asean_extract.values.mention import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its parse; `start` is its source offset, `paragraph` the index of its paragraph."""

    start: int
    text: str
    paragraph: int
    doc: Doc

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class ArticleDraft:
    """One article and what has been read from it so far; all offsets are those of the source."""

    text: ArticleText
    sentences: tuple[ReadSentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    published: DateMention | None = None
    published_from: Origin | None = None
    dates: tuple[DateMention, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    sums: tuple[Sum, ...] = ()
    places: tuple[PlaceSpan, ...] = ()
    initiatives: tuple[InitiativeFact, ...] = ()
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    scenes: tuple[Scene, ...] = ()
    events: tuple[EventFact, ...] = ()
    commitments: tuple[CommitmentFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()


@dataclass(frozen=True)
class Draft:
    """One source file; `given_date` is a publication date that the caller insists on, `known` what gives way to print,
    `clean` whether boilerplate is to be set aside."""

    source: Source
    text: str
    given_date: str | None = None
    known: Metadata = NOTHING
    clean: bool = True
    blocks: tuple[Block, ...] = ()
    articles: tuple[ArticleDraft, ...] = ()
    entities: EntityTable | None = None
