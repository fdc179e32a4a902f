"""Which sums are commitments, with payer, recipient, initiative and purpose, and which are figures.

All offsets are those of the source. A sum is weighed inside its sentence: the cues of patterns/commitments.toml are
looked up in the sentence with every sum written as ¤, and the cue that stands nearest decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

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
from asean_extract.rules import Patterns, RuleMatch, matches
from asean_extract.spans import DateMention, Sum

__all__ = ["CommitmentFact", "CommitmentReader", "EntitySpan", "FigureFact", "InitiativeSpan", "MoneySentence"]

CommitmentKind = Literal["pledge", "contribution", "loan", "investment", "budget"]
Frequency = Literal["once", "annual", "monthly", "total"]
_UNSAID = "figure.no-cue"
_LISTED = "commitment.listed"
#: A cue with no more than a bound ("over an additional ") between itself and the sum, in code points.
_TIGHT = 20
_CLAUSE_BREAK = regex.compile(r";|,? (?:and|but|while|which|who) ")
#: A promise is made when it is news; what was given or budgeted may be older.
_DATED_BY_NEWS = frozenset({"pledge", "loan", "investment"})


@dataclass(frozen=True)
class CommitmentFact:
    """Money that someone gives, promises, lends, invests or sets aside; parties and initiative are ids."""

    sum: Sum
    kind: CommitmentKind
    payer: str | None
    recipient: str | None
    initiative: str | None
    purpose: str | None
    frequency: Frequency
    date: DateMention | None
    evidence: tuple[tuple[int, int], ...]
    rule: str


@dataclass(frozen=True)
class FigureFact:
    """Any other sum; `measure` is the words that say of what."""

    sum: Sum
    measure: str | None
    date: DateMention | None
    evidence: tuple[tuple[int, int], ...]
    rule: str


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue and the place that its rule gives it."""

    match: RuleMatch
    commits: bool
    place: str


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
        commitments = _told_once([f for f in facts if isinstance(f, CommitmentFact)], self._retellings(told))
        figures = [f for f in facts if isinstance(f, FigureFact)]
        commitments, figures = _settle_unsaid(commitments, figures)
        return tuple(_with_titles_recipient(commitments)), tuple(_figures_once(figures))

    def _weigh(self, sentence: MoneySentence) -> Iterator[CommitmentFact | FigureFact]:
        masked = mask(sentence)
        cues = self._cues(masked)
        for found in _countable(sentence.sums):
            start, end = masked_span(masked, found.start - sentence.start, found.end - sentence.start)
            cue = _deciding(cues, masked, start, end)
            if cue is None and sentence.introducer is not None:
                cue = self._from_introducer(sentence.introducer)
            yield (
                self._commitment(sentence, masked, found, cue, cues)
                if cue and cue.commits
                else (_figure(sentence, found, cue))
            )

    def _cues(self, masked: str) -> list[_Cue]:
        return [
            _Cue(m, label == "COMMITMENT", rule.set["place"])
            for label in ("FIGURE", "COMMITMENT")
            for rule in self._rules.labelled(label)
            for m in matches(rule, masked)
        ]

    def _from_introducer(self, introducer: MoneySentence) -> _Cue | None:
        """ "The bank announced:" makes the items of its list announcements."""
        cues = [c for c in self._cues(mask(introducer)) if c.place == "before"]
        last = max(cues, key=lambda c: c.match.end, default=None)
        return _Cue(last.match, last.commits, "listed") if last else None

    def _commitment(
        self, sentence: MoneySentence, masked: str, found: Sum, cue: _Cue, cues: Sequence[_Cue]
    ) -> CommitmentFact:
        start, end = masked_span(masked, found.start - sentence.start, found.end - sentence.start)
        parties = self._parties(sentence, masked, (start, end), cue)
        purpose = self._purpose(sentence, masked, end)
        kind = _kind(cue, cues, end)
        return CommitmentFact(
            sum=found,
            kind=kind,
            payer=parties.payer,
            recipient=parties.recipient,
            initiative=parties.initiative,
            purpose=purpose,
            frequency=found.frequency,
            date=_date(sentence, found) or (sentence.context_date if kind in _DATED_BY_NEWS else None),
            evidence=((sentence.start, sentence.end),),
            rule=_LISTED if cue.place == "listed" else cue.match.rule.id,
        )

    def _parties(self, sentence: MoneySentence, masked: str, span: tuple[int, int], cue: _Cue) -> Parties:
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
                    return sentence.text[first:last].strip()
        return None


def _countable(sums: Sequence[Sum]) -> Iterator[Sum]:
    """The sums that count: no conversions, and neither what a sum was before nor the step between."""
    for found in sums:
        if found.converts is None and not any(is_step(found, other) for other in sums):
            yield found


def _deciding(cues: Sequence[_Cue], masked: str, start: int, end: int) -> _Cue | None:
    """The cue that decides over the sum at [start, end).

    What is measured right after it ("in annual sales"), a passive right after it ("was pledged by"), then the nearest
    cue before it in its clause, then what it is called ("a loan").
    """
    after = [c for c in cues if c.match.start == end and c.place in ("after", "passive")]
    figure = next((c for c in after if not c.commits), None)
    passive = next((c for c in after if c.place == "passive"), None)
    named = [c for c in after if c.commits and c.place == "after"]
    before = [c for c in cues if c.match.end <= start and _governs(c, masked, start)]
    nearest = max(before, key=lambda c: (c.match.end, -c.match.start), default=None)
    if figure and not (named and min(named, key=lambda c: c.match.end).match.end < figure.match.end):
        return figure
    if nearest and not nearest.commits and start - nearest.match.end <= _TIGHT:
        return nearest
    return passive or nearest or (min(named, key=lambda c: c.match.end) if named else None)


def _governs(cue: _Cue, masked: str, start: int) -> bool:
    """May a cue before the sum decide over it? A verb through a list of sums, a noun or a figure over the next one."""
    between = masked[cue.match.end : start]
    if cue.place == "before" and masked[: cue.match.start].rstrip().endswith(SUM):
        return False  # a participle of the sum before it: "$5 million requested in 2031 and $3 million ..."
    if cue.place == "near" or not cue.commits:
        return SUM not in between and not _CLAUSE_BREAK.search(between)
    return cue.place == "before"


def _kind(cue: _Cue, cues: Sequence[_Cue], end: int) -> CommitmentKind:
    """The kind that the cue gives, unless the sum is called a loan or an investment right after."""
    kind: CommitmentKind = cue.match.rule.set["kind"]
    called = [c.match.rule.set["kind"] for c in cues if c.commits and c.place == "after" and c.match.start == end]
    if "loan" in called:
        return "loan"
    return "investment" if "investment" in called and kind == "pledge" else kind


def _figure(sentence: MoneySentence, found: Sum, cue: _Cue | None) -> FigureFact:
    measure = None
    if cue and not cue.commits and "measure" in cue.match.spans:
        first, last = cue.match.spans["measure"]
        measure = sentence.text[first:last].strip()
    rule = cue.match.rule.id if cue else _UNSAID
    return FigureFact(found, measure, _date(sentence, found), ((sentence.start, sentence.end),), rule)


def _date(sentence: MoneySentence, found: Sum) -> DateMention | None:
    """The date nearest to the sum in its sentence."""
    return min(sentence.dates, key=lambda d: min(abs(d.start - found.end), abs(found.start - d.end)), default=None)


def _told_once(facts: Sequence[CommitmentFact], retellings: Mapping[int, str]) -> list[CommitmentFact]:
    """One record for a sum told twice: same amount and currency, parties and initiative that agree."""
    kept: list[CommitmentFact] = []
    for fact in facts:
        twin = next((i for i, other in enumerate(kept) if _same_commitment(other, fact, retellings)), None)
        if twin is None:
            kept.append(fact)
        else:
            kept[twin] = _merged(kept[twin], fact)
    return kept


def _same_commitment(first: CommitmentFact, second: CommitmentFact, retellings: Mapping[int, str]) -> bool:
    if (first.sum.amount, first.sum.amount_max, first.sum.currency) != (
        second.sum.amount, second.sum.amount_max, second.sum.currency,
    ):  # fmt: skip
        return False
    says = retellings.get(second.sum.start)
    if set(first.evidence) & set(second.evidence) or (says == "again" != retellings.get(first.sum.start)):
        return False
    pairs = ((first.payer, second.payer), (first.recipient, second.recipient), (first.initiative, second.initiative))
    agree = [a is None or b is None or a == b for a, b in pairs]
    return all(agree) or (says == "known" and agree[2])


def _merged(first: CommitmentFact, second: CommitmentFact) -> CommitmentFact:
    return replace(
        first,
        payer=first.payer or second.payer,
        recipient=first.recipient or second.recipient,
        initiative=first.initiative or second.initiative,
        purpose=first.purpose or second.purpose,
        frequency=second.frequency if second.frequency in ("annual", "monthly") else first.frequency,
        date=first.date or second.date,
        evidence=first.evidence + second.evidence,
    )


def _settle_unsaid(
    commitments: list[CommitmentFact], figures: list[FigureFact]
) -> tuple[list[CommitmentFact], list[FigureFact]]:
    """A sum without any cue that is told as a commitment elsewhere is that commitment again."""
    left: list[FigureFact] = []
    for figure in figures:
        key = (figure.sum.amount, figure.sum.currency)
        twin = next((i for i, c in enumerate(commitments) if (c.sum.amount, c.sum.currency) == key), None)
        if figure.rule != _UNSAID or twin is None:
            left.append(figure)
            continue
        evidence = tuple(dict.fromkeys(commitments[twin].evidence + figure.evidence))
        commitments[twin] = replace(commitments[twin], evidence=evidence)
    return commitments, left


def _with_titles_recipient(commitments: Sequence[CommitmentFact]) -> list[CommitmentFact]:
    """The parts of a sum go to whom the first-told whole goes: the payer is the same, and nobody else receives."""
    recipients = {c.recipient for c in commitments if c.recipient}
    if len(recipients) != 1 or not commitments[0].recipient:
        return list(commitments)
    whole = commitments[0]
    return [
        replace(c, recipient=whole.recipient) if c.recipient is None and c.payer == whole.payer else c
        for c in commitments
    ]


def _figures_once(figures: Sequence[FigureFact]) -> list[FigureFact]:
    kept: dict[tuple[str, str | None, str], FigureFact] = {}
    for figure in figures:
        key = (figure.sum.amount, figure.sum.amount_max, figure.sum.currency)
        first = kept.get(key)
        if first is None or set(first.evidence) & set(figure.evidence):
            kept[key if first is None else (*key[:2], f"{key[2]}@{figure.sum.start}")] = figure
            continue
        measure, date = first.measure or figure.measure, first.date or figure.date
        kept[key] = replace(first, measure=measure, date=date, evidence=first.evidence + figure.evidence)
    return list(kept.values())
