"""Which words decide over a sum: the cues of patterns/commitments.toml, and the one that stands nearest.

Offsets are those of a sentence with every sum written as ¤.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from asean_extract.facts.commitment_facts import CommitmentKind
from asean_extract.facts.money_sentence import SUM
from asean_extract.rules import RuleBook, RuleMatch

#: A cue with no more than a bound ("over an additional ") between itself and the sum, in code points.
_TIGHT = 20
#: Words that may stand between a denial and what it denies, in code points.
_DENIED = 30
_CLAUSE_BREAK = regex.compile(r";|,? (?:and|but|while|which|who) ")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and the place that its rule gives it."""

    match: RuleMatch
    commits: bool
    place: str


def find_cues(rules: RuleBook, masked: str) -> list[Cue]:
    """Every cue of a masked sentence, figures first."""
    return [
        Cue(m, label == "COMMITMENT", m.rule.set["place"])
        for label in ("FIGURE", "COMMITMENT")
        for m in rules.matches(label, masked)
    ]


def deciding(cues: Sequence[Cue], masked: str, start: int, end: int) -> Cue | None:
    """The cue that decides over the sum at [start, end); a denial before a commitment's cue overrules it."""
    chosen = _nearest(cues, masked, start, end)
    if chosen is None or not chosen.commits:
        return chosen
    return _denial(cues, masked, min(chosen.match.start, start)) or chosen


def _denial(cues: Sequence[Cue], masked: str, at: int) -> Cue | None:
    """The denial that stands before `at`, in the same clause."""
    denials = [c for c in cues if c.place == "denial" and 0 <= at - c.match.end <= _DENIED]
    inside = (c for c in denials if not _CLAUSE_BREAK.search(masked[c.match.end : at]))
    return next((c for c in inside if SUM not in masked[c.match.end : at]), None)


def _nearest(cues: Sequence[Cue], masked: str, start: int, end: int) -> Cue | None:
    """What is measured right after the sum ("in annual sales"), a passive right after it ("was pledged by"), then the
    nearest cue before it in its clause, then what it is called ("a loan")."""
    after = [c for c in cues if c.match.start == end and c.place in ("after", "passive")]
    figure = next((c for c in after if not c.commits), None)
    passive = next((c for c in after if c.place == "passive"), None)
    named = [c for c in after if c.commits and c.place == "after"]
    before = [c for c in cues if c.match.end <= start and c.place != "denial" and _governs(c, masked, start)]
    nearest = max(before, key=lambda c: (c.match.end, -c.match.start), default=None)
    if figure and not (named and min(named, key=lambda c: c.match.end).match.end < figure.match.end):
        return figure
    if nearest and not nearest.commits and start - nearest.match.end <= _TIGHT:
        return nearest
    return passive or nearest or (min(named, key=lambda c: c.match.end) if named else None)


def _governs(cue: Cue, masked: str, start: int) -> bool:
    """May a cue before the sum decide over it? A verb through a list of sums, a noun or a figure over the next one."""
    between = masked[cue.match.end : start]
    if cue.place == "before" and masked[: cue.match.start].rstrip().endswith(SUM):
        return False  # a participle of the sum before it: "$5 million requested in 2031 and $3 million ..."
    if cue.place == "near" or not cue.commits:
        return SUM not in between and not _CLAUSE_BREAK.search(between)
    return cue.place == "before"


def kind_of(cue: Cue, cues: Sequence[Cue], end: int) -> CommitmentKind:
    """The kind that the cue gives, unless the sum is called a loan or an investment right after."""
    kind: CommitmentKind = cue.match.rule.set["kind"]
    called = [c.match.rule.set["kind"] for c in cues if c.commits and c.place == "after" and c.match.start == end]
    if "loan" in called:
        return "loan"
    return "investment" if "investment" in called and kind == "pledge" else kind
