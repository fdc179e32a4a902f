"""Commitments and figures as one article tells them, and when two of them are the same money told twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from asean_extract.spans import DateMention, Sum

CommitmentKind = Literal["pledge", "contribution", "loan", "investment", "budget"]
Frequency = Literal["once", "annual", "monthly", "total"]
#: The rule of a figure that no cue made one.
UNSAID = "figure.no-cue"


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


def told_once(facts: Sequence[CommitmentFact], retellings: Mapping[int, str]) -> list[CommitmentFact]:
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


def settle_unsaid(
    commitments: list[CommitmentFact], figures: list[FigureFact]
) -> tuple[list[CommitmentFact], list[FigureFact]]:
    """A sum without any cue that is told as a commitment elsewhere is that commitment again."""
    left: list[FigureFact] = []
    for figure in figures:
        key = (figure.sum.amount, figure.sum.currency)
        twin = next((i for i, c in enumerate(commitments) if (c.sum.amount, c.sum.currency) == key), None)
        if figure.rule != UNSAID or twin is None:
            left.append(figure)
            continue
        evidence = tuple(dict.fromkeys(commitments[twin].evidence + figure.evidence))
        commitments[twin] = replace(commitments[twin], evidence=evidence)
    return commitments, left


def with_titles_recipient(commitments: Sequence[CommitmentFact]) -> list[CommitmentFact]:
    """The parts of a sum go to whom the first-told whole goes: the payer is the same, and nobody else receives."""
    recipients = {c.recipient for c in commitments if c.recipient}
    if len(recipients) != 1 or not commitments[0].recipient:
        return list(commitments)
    whole = commitments[0]
    return [
        replace(c, recipient=whole.recipient)
        if c.recipient is None and c.payer == whole.payer != whole.recipient
        else c
        for c in commitments
    ]


def figures_once(figures: Sequence[FigureFact]) -> list[FigureFact]:
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
