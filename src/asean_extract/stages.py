"""The stages: each a function from one draft to the next, with the readers that were compiled once.

None edits text, reads a clock or opens a file. What each needs and gives stands in `pipeline.STAGES`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from asean_extract.draft import ArticleDraft, Draft, ReadSentence
from asean_extract.facts.commitments import CommitmentReader
from asean_extract.facts.entities import EntityTable, resolve_entities
from asean_extract.facts.events import Events
from asean_extract.facts.happenings import Happenings
from asean_extract.facts.initiatives import InitiativeReader
from asean_extract.facts.participants import Participants
from asean_extract.facts.scene import PlaceSpan, TimeSpan
from asean_extract.language.headlines import plain_case, verb_forms
from asean_extract.language.matcher import TokenRules
from asean_extract.language.model import Model, entity_spans
from asean_extract.language.sentences import sentence_spans
from asean_extract.metadata import origin
from asean_extract.rules import Patterns
from asean_extract.scenes import scenes_of
from asean_extract.spans import READ_KINDS, Covered, DateMention, Sum
from asean_extract.text.articles import split_articles, whole_text
from asean_extract.text.blocks import label_blocks
from asean_extract.values.clock import find_times
from asean_extract.values.dates import DateReader, Reference
from asean_extract.values.document_date import document_date
from asean_extract.values.here import find_here
from asean_extract.values.mention import Mention
from asean_extract.values.money import MoneyReader
from asean_extract.values.names import NameReader
from asean_extract.values.places import PlaceMention, PlaceReader


class Readers:
    """Everything that is compiled or loaded once and used for every text."""

    def __init__(self, model: Model, patterns: Patterns) -> None:
        self.model = model
        self.patterns = patterns
        self.names = NameReader(patterns)
        self.dates = DateReader(patterns)
        self.money = MoneyReader(patterns)
        self.places = PlaceReader(patterns)
        self.initiatives = InitiativeReader(patterns)
        self.commitments = CommitmentReader(patterns)
        self.verbs = verb_forms((*patterns.rules.labelled("TRIGGER"), *patterns.rules.labelled("ROLE")))
        triggers = TokenRules(patterns.rules.labelled("TRIGGER"), model.vocab)
        roles = TokenRules(patterns.rules.labelled("ROLE"), model.vocab)
        self.events = Events(Happenings(patterns, triggers), Participants(roles, patterns.rules))


def label(draft: Draft, readers: Readers) -> Draft:
    """Lines to labelled blocks; a text known to be clean is left to `split`."""
    return replace(draft, blocks=label_blocks(draft.text, readers.patterns.rules)) if draft.clean else draft


def split(draft: Draft, readers: Readers) -> Draft:
    """Blocks to articles."""
    if draft.clean:
        blocks, articles = split_articles(draft.blocks, draft.text, readers.patterns.rules)
    else:
        blocks, articles = whole_text(draft.text)
    return replace(draft, blocks=blocks, articles=tuple(ArticleDraft(text) for text in articles))


def parse(draft: Draft, readers: Readers) -> Draft:
    """Paragraphs to parsed sentences, all articles of the file in one go."""
    places = [
        (number, index, paragraph.start + start, paragraph.text[start:end])
        for number, article in enumerate(draft.articles)
        for index, paragraph in enumerate(article.text.paragraphs)
        if paragraph.kind in READ_KINDS
        for start, end in sentence_spans(paragraph.text)
    ]
    titles = {
        (n, i) for n, a in enumerate(draft.articles) for i, p in enumerate(a.text.paragraphs) if p.kind == "title"
    }
    docs = readers.model.read(
        plain_case(text, readers.verbs) if (number, index) in titles else text for number, index, _, text in places
    )
    found: list[list[ReadSentence]] = [[] for _ in draft.articles]
    for (number, index, start, text), doc in zip(places, docs, strict=True):
        found[number].append(ReadSentence(start, text, index, doc))
    return _articles(draft, lambda a, i: replace(a, sentences=tuple(found[i])))


def name(draft: Draft, readers: Readers) -> Draft:
    """Mentions of persons, organisations, countries, places and groups, and the entities that they point to."""

    def read(article: ArticleDraft, _: int) -> ArticleDraft:
        paragraphs = article.text.paragraphs
        ners: list[list[tuple[int, int, str]]] = [[] for _ in paragraphs]
        for sentence in article.sentences:
            shift = sentence.start - paragraphs[sentence.paragraph].start
            ners[sentence.paragraph] += [(s + shift, e + shift, what) for s, e, what in entity_spans(sentence.doc)]
        read_ones = [i for i, p in enumerate(paragraphs) if p.kind in READ_KINDS]
        found = readers.names.find_all([paragraphs[i].text for i in read_ones], [ners[i] for i in read_ones])
        mentions = [m.moved(paragraphs[i].start) for i, ms in zip(read_ones, found, strict=True) for m in ms]
        countries = [m.key for m in mentions if m.label == "country" and m.key]
        places = [
            replace(m, start=m.start + paragraphs[i].start, end=m.end + paragraphs[i].start)
            for i in read_ones
            for m in readers.places.find(paragraphs[i].text, ners[i], countries)
        ]
        places += [
            replace(m, start=m.start + paragraphs[read_ones[i]].start, end=m.end + paragraphs[read_ones[i]].start)
            for i, m in find_here([paragraphs[i].text for i in read_ones], readers.places)
        ]
        named = Covered((m.start, m.end) for m in mentions)
        towns = [t for t in map(_town, places) if t is not None and not named.meets(t.start, t.end)]
        mentions = sorted([*mentions, *towns], key=lambda m: (m.start, -m.end))
        return replace(article, mentions=tuple(mentions), places=tuple(map(_place, places)))

    draft = _articles(draft, read)
    entities = resolve_entities({a.text.number: a.mentions for a in draft.articles}, readers.patterns)
    return replace(draft, entities=entities)


def date_documents(draft: Draft, readers: Readers) -> Draft:
    """The document date of each article, those that can stand alone first, so that neighbours may follow."""
    knowledge = readers.patterns.table("foundings")

    def settle(neighbours: Sequence[str]) -> Change:
        def read(article: ArticleDraft, given: str | None) -> DateMention | None:
            return document_date(
                article.text, readers.dates, published=given, neighbours=neighbours, knowledge=knowledge
            )

        def one(article: ArticleDraft, _: int) -> ArticleDraft:
            found = None if draft.given_date else read(article, None)
            known = draft.given_date or (None if origin(found) == "printed" else draft.known.published)
            given = read(article, known) if known else None
            if given is not None:
                return replace(article, published=given, published_from="metadata")
            return replace(article, published=found, published_from=origin(found))

        return one

    alone = _articles(draft, settle(()))
    values = [a.published.value for a in alone.articles if a.published is not None]
    return _articles(draft, settle(values)) if len(draft.articles) > 1 else alone


def value(draft: Draft, readers: Readers) -> Draft:
    """Dates, clock times and sums of money of every paragraph."""

    def read(article: ArticleDraft, _: int) -> ArticleDraft:
        read_ones = [p for p in article.text.paragraphs if p.kind in READ_KINDS]
        reference = Reference.of(article.published)
        found = readers.dates.read_article([p.text for p in read_ones], reference)
        countries = Counter(m.key for m in article.mentions if m.label == "country" and m.key)
        sums = readers.money.find_all([p.text for p in read_ones], countries.items())
        return replace(
            article,
            dates=tuple(_shifted(d, p.start) for p, dates in zip(read_ones, found, strict=True) for d in dates),
            times=tuple(
                TimeSpan(t.start + p.start, t.end + p.start, t.opens, t.closes, t.zone)
                for p in read_ones
                for t in find_times(p.text)
            ),
            sums=tuple(_moved(s, p.start) for p, those in zip(read_ones, sums, strict=True) for s in those),
        )

    return _articles(draft, read)


def find_initiatives(draft: Draft, readers: Readers) -> Draft:
    """The initiatives of every article, with the entities that own them."""

    def read(article: ArticleDraft, _: int) -> ArticleDraft:
        facts = readers.initiatives.find(article.text.paragraphs)
        named = _by_word(article, draft.entities)
        owners = {f.id: tuple(dict.fromkeys(i for w in f.owner_words if (i := named.get(w)))) for f in facts}
        return replace(article, initiatives=facts, owners=owners, acronyms=_acronyms(article))

    return _articles(draft, read)


def stage_scenes(draft: Draft, _: Readers) -> Draft:
    """Every sentence with what was read in it."""
    return _articles(draft, lambda article, _: replace(article, scenes=tuple(scenes_of(article, draft.entities))))


def build_events(draft: Draft, readers: Readers) -> Draft:
    """Events with their participants."""

    def build(article: ArticleDraft, _: int) -> ArticleDraft:
        return replace(article, events=readers.events.build(article.scenes, article.published, article.acronyms))

    return _articles(draft, build)


def build_commitments(draft: Draft, readers: Readers) -> Draft:
    """Commitments and figures, from the sums."""

    def build(article: ArticleDraft, _: int) -> ArticleDraft:
        commitments, figures = readers.commitments.build(article.scenes, article.published)
        return replace(article, commitments=commitments, figures=figures)

    return _articles(draft, build)


# ---------------------------------------------------------------- what the stages share
Change = Callable[[ArticleDraft, int], ArticleDraft]


def _articles(draft: Draft, change: Change) -> Draft:
    return replace(draft, articles=tuple(change(article, i) for i, article in enumerate(draft.articles)))


def _shifted(date: DateMention, by: int) -> DateMention:
    return replace(date, start=date.start + by, end=date.end + by)


def _moved(found: Sum, by: int) -> Sum:
    converts = None if found.converts is None else found.converts + by
    return replace(found, start=found.start + by, end=found.end + by, converts=converts)


def _town(place: PlaceMention) -> Mention | None:
    """A city as a name that can host a happening."""
    if place.kind != "city" or place.venue is not None or place.text == "here":
        return None
    return Mention(place.start, place.end, place.text, "place", place.name, country=place.country, rule=place.rule)


def _place(m: PlaceMention) -> PlaceSpan:
    return PlaceSpan(m.start, m.end, m.name, m.venue, m.country, m.kind, m.preposition)


def _by_word(article: ArticleDraft, entities: EntityTable | None) -> dict[str, str | None]:
    """The entity that a mention's words name, where the article has them first."""
    if entities is None:
        return {}
    return {m.text: entities.id_of(article.text.number, m) for m in reversed(article.mentions)}


_SPELT_OUT = regex.compile(
    r"((?:[\p{Lu}][\w&'-]+,? (?:and |of |on |for |the )*){2,9})\((?P<acronym>[A-Z][A-Za-z+]{2,9})\)"
)
_LISTED = regex.compile(r"(?:^|[*•] ?)(?P<acronym>[A-Z]{3,9}): (?P<full>[^.:]{8,90})")


def _acronyms(article: ArticleDraft) -> dict[str, str]:
    """Acronyms that the article spells out: "Ministers Meeting (TELMIN)", "* TELMIN: ... Ministers Meeting"."""
    found: dict[str, str] = {}
    for p in article.text.paragraphs:
        for m in _SPELT_OUT.finditer(p.text):
            found.setdefault(m["acronym"], m[1].strip())
        for m in _LISTED.finditer(p.text):
            found.setdefault(m["acronym"], m["full"].strip())
    return found
