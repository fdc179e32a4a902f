"""Which sums are commitments, with payer, recipient, initiative and purpose, and which are figures.

All offsets are those of the source. A sum is weighed inside its sentence: the cues of patterns/commitments.toml are
looked up in the sentence with every sum written as ¤, and the cue that stands nearest decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from asean_extract.facts.commitment_cues import Cue, deciding, find_cues, kind_of
from asean_extract.facts.commitment_facts import (
    UNSAID,
    CommitmentFact,
    CommitmentKind,
    FigureFact,
    figures_once,
    settle_unsaid,
    told_once,
    with_titles_recipient,
)
from asean_extract.facts.commitment_parties import Parties, parties_of
from asean_extract.facts.commitment_scenes import money_sentences
from asean_extract.facts.money_sentence import (
    SUM,
    EntitySpan,
    InitiativeSpan,
    MoneySentence,
    is_step,
    mask,
    masked_span,
)
from asean_extract.facts.scene import Scene
from asean_extract.rules import Patterns, matches
from asean_extract.spans import DateMention, Sum

__all__ = ["CommitmentFact", "CommitmentReader", "EntitySpan", "FigureFact", "InitiativeSpan", "MoneySentence"]

#: What ran up since some event has no day of its own.
_SINCE = regex.compile(r"(?i)\bsince\b[^,;¤]*")
_SINCE_BEFORE = regex.compile(r"(?i)\bsince\b[^,;¤]*$")
#: A second verb behind the sum, whose date is not the sum's.
_NEXT_VERB = regex.compile(
    r", (?:and|but) (?:also |then |later )?(?:will|would|is|are|has|have|had|was|were|\p{L}+ed)\b"
)
_LISTED = "commitment.listed"
#: A promise is made when it is news; what was given or budgeted may be older.
_DATED_BY_NEWS = frozenset({"pledge", "loan", "investment"})


class CommitmentReader:
    """Tells commitments from figures; built once from the patterns and reused."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules

    def build(
        self, scenes: Sequence[Scene], published: DateMention | None
    ) -> tuple[tuple[CommitmentFact, ...], tuple[FigureFact, ...]]:
        """The commitments and figures of one article's scenes; `published` dates what is promised without a date."""
        return self.read(money_sentences(scenes, published))

    def read(self, sentences: Iterable[MoneySentence]) -> tuple[tuple[CommitmentFact, ...], tuple[FigureFact, ...]]:
        """The commitments and figures of one article, each told once, in order of first evidence."""
        told = list(sentences)
        facts = [fact for sentence in told for fact in self._weigh(sentence)]
        commitments = told_once([f for f in facts if isinstance(f, CommitmentFact)], self._retellings(told))
        figures = [f for f in facts if isinstance(f, FigureFact)]
        commitments, figures = settle_unsaid(commitments, figures)
        return tuple(with_titles_recipient(commitments)), tuple(figures_once(figures))

    def _weigh(self, sentence: MoneySentence) -> Iterator[CommitmentFact | FigureFact]:
        masked = mask(sentence)
        cues = [c for c in find_cues(self._rules, masked) if c.commits or not _is_named(sentence, c)]
        for found in _countable(sentence.sums):
            start, end = masked_span(masked, found.start - sentence.start, found.end - sentence.start)
            cue = deciding(cues, masked, start, end)
            if cue is None and sentence.introducer is not None:
                cue = self._from_introducer(sentence.introducer)
            yield (
                self._commitment(sentence, masked, found, cue, cues)
                if cue and cue.commits
                else self._figure(sentence, masked, found, cue)
            )

    def _from_introducer(self, introducer: MoneySentence) -> Cue | None:
        """ "The bank announced:" makes the items of its list announcements."""
        cues = [c for c in find_cues(self._rules, mask(introducer)) if c.place == "before"]
        last = max(cues, key=lambda c: c.match.end, default=None)
        return Cue(last.match, last.commits, "listed") if last else None

    def _commitment(
        self, sentence: MoneySentence, masked: str, found: Sum, cue: Cue, cues: Sequence[Cue]
    ) -> CommitmentFact:
        start, end = masked_span(masked, found.start - sentence.start, found.end - sentence.start)
        parties = self._parties(sentence, masked, (start, end), cue)
        purpose = self._purpose(sentence, masked, end)
        kind = kind_of(cue, cues, end)
        return CommitmentFact(
            sum=found,
            kind=kind,
            payer=parties.payer,
            recipient=parties.recipient,
            initiative=parties.initiative,
            purpose=purpose,
            frequency=found.frequency,
            date=_date(sentence, masked, (start, end), kind),
            evidence=((sentence.start, sentence.end),),
            rule=_LISTED if cue.place == "listed" else cue.match.rule.id,
        )

    def _figure(self, sentence: MoneySentence, masked: str, found: Sum, cue: Cue | None) -> FigureFact:
        span = masked_span(masked, found.start - sentence.start, found.end - sentence.start)
        measure = cue.match.spans.get("measure") if cue else None
        if measure is None:
            measure = next(
                (
                    m.span("span")
                    for r in self._rules.labelled("MEASURE")
                    for m in [r.regex.match(masked, span[1])]
                    if m
                ),
                None,
            )
        words = sentence.text[slice(*measure)].strip() if measure else ""
        evidence = ((sentence.start, sentence.end),)
        date = _date(sentence, masked, span, None)
        return FigureFact(found, words or None, date, evidence, cue.match.rule.id if cue else UNSAID)

    def _parties(self, sentence: MoneySentence, masked: str, span: tuple[int, int], cue: Cue) -> Parties:
        trigger = span if cue.place == "listed" else (cue.match.start, cue.match.end)
        inside = cue.match.spans.get("payer") if cue.place == "passive" else None
        listed = sentence.introducer
        here = parties_of(sentence, masked, span, trigger, inside, alone=listed is None)
        if listed is None or (here.payer and here.recipient and here.initiative):
            return here
        above = self._introduced(listed)
        payer = None if here.stranger else here.payer or above.payer
        return Parties(payer, here.recipient or above.recipient, here.initiative or above.initiative)

    def _introduced(self, introducer: MoneySentence) -> Parties:
        """The parties that the opening of a list names for its items."""
        masked = mask(introducer)
        end = len(masked)
        cue = self._from_introducer(introducer)
        return parties_of(introducer, masked, (end, end), (cue.match.start, cue.match.end) if cue else (end, end), None)

    def _retellings(self, sentences: Iterable[MoneySentence]) -> dict[int, str]:
        """How a sum is introduced, by its start: "again" (another) or "known" (the)."""
        found: dict[int, str] = {}
        for sentence in sentences:
            for s in sentence.sums:
                before = sentence.text[: s.start - sentence.start]
                for rule in self._rules.labelled("AGAIN"):
                    if any(m.end >= len(before) - 1 for m in matches(rule, before)):
                        found.setdefault(s.start, rule.set["says"])
        return found

    def _purpose(self, sentence: MoneySentence, masked: str, end: int) -> str | None:
        """The words after "for" or "to" behind the sum, when they are more than the name of a party."""
        named = [(e.start, e.end) for e in sentence.entities] + [(i.start, i.end) for i in sentence.initiatives]
        stop = masked.find(SUM, end)
        for rule in self._rules.labelled("PURPOSE"):
            for m in rule.regex.finditer(masked, end, stop if stop >= 0 else len(masked)):
                first, last = m.span("span")
                if not any(a <= first + sentence.start + 4 and last + sentence.start <= b for a, b in named):
                    words = sentence.text[first:last].strip()
                    return words.rpartition(" and ")[0] or words if 0 <= stop - last <= 1 else words
        return None


def _countable(sums: Sequence[Sum]) -> Iterator[Sum]:
    """The sums that count: no conversions, and neither what a sum was before nor the step between."""
    for found in sums:
        if found.converts is None and not any(is_step(found, other) for other in sums):
            yield found


def _is_named(sentence: MoneySentence, cue: Cue) -> bool:
    """Does a cue begin with a word of a name, as "Trade" in that of a ministry?"""
    at = sentence.start + cue.match.start
    return any(e.start <= at < e.end for e in sentence.entities)


def _date(
    sentence: MoneySentence, masked: str, span: tuple[int, int], kind: CommitmentKind | None
) -> DateMention | None:
    """The date nearest to the sum in its sentence, else of the news; none where the sum ran up "since" some event."""
    since = _SINCE.search(masked, span[1]) or _SINCE_BEFORE.search(masked, 0, span[0])
    dates = [
        d for d in sentence.dates if not _opens_term(masked, d.start - sentence.start, d.end - sentence.start, span[0])
    ]
    dates = [d for d in dates if not _NEXT_VERB.search(masked, span[1], max(span[1], d.start - sentence.start))]
    if since:
        dates = [d for d in dates if since.start() <= d.start - sentence.start < since.end()]
    start, end = span[0] + sentence.start, span[1] + sentence.start
    nearest = min(dates, key=lambda d: min(abs(d.start - end), abs(start - d.end)), default=None)
    return nearest or (sentence.context_date if kind in _DATED_BY_NEWS and not since else None)


def _opens_term(masked: str, first: int, last: int, start: int) -> bool:
    """Is the date in a clause "Since …," before the sum, so that it only opens the term?"""
    return _SINCE_BEFORE.search(masked, 0, first) is not None and "," in masked[last:start]
