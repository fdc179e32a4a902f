"""Sums of money: what amounts.py finds, with currency, bounds, frequency, what it was before and what it converts.

Offsets are those of the text that is read, the reading view of one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import regex

from asean_extract.rules import Patterns, RuleMatch
from asean_extract.spans import Sum
from asean_extract.values.amount_forms import Amount
from asean_extract.values.amounts import AmountScanner
from asean_extract.values.currencies import UNSETTLED, CurrencyHints, currency_hints
from asean_extract.values.numbers import plain_decimal

__all__ = ["CurrencyHints", "MoneyReader", "currency_hints"]

_NO_HINTS = CurrencyHints()
_SENTENCE_END = regex.compile(r"[.!?][\"')\]]* +(?=[\"'(\[]?\p{Lu})(?<!\b(?:U\.S|Mr|Mrs|Dr|Ms|St|No|Gen|Sen|Rep)\. +)")
_FREQUENCY_REACH = 160
_ASIDE = regex.compile(r", (?:bring|add|mak|follow|compar|includ)ing\b")  # what follows is about another sum
Modifier = Literal["exact", "about", "at_least", "at_most"]
Frequency = Literal["once", "annual", "monthly", "total"]


@dataclass(frozen=True)
class _Surroundings:
    """The rule matches of one text, by label, found once."""

    text: str
    bounds: Sequence[RuleMatch]
    bounds_after: Sequence[RuleMatch]
    frequencies: Sequence[RuleMatch]
    changes: Sequence[RuleMatch]
    converts: Sequence[RuleMatch]
    breaks: Sequence[int]

    def sentence(self, at: int) -> tuple[int, int]:
        """The borders of the sentence around an offset, by punctuation alone."""
        start = max((b for b in self.breaks if b <= at), default=0)
        return start, min((b for b in self.breaks if b > at), default=len(self.text))


class MoneyReader:
    """Reads sums of money; built once from the patterns and reused."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._scanner = AmountScanner(patterns)

    def find(self, text: str, *, hints: CurrencyHints = _NO_HINTS) -> tuple[Sum, ...]:
        """The sums of one paragraph in reading order, none overlapping another.

        A name or sign that several countries share is settled by `hints` and the sums written out in this text.
        """
        amounts = self._amounts(text)
        return self._sums(amounts, self._surroundings(text), hints) if amounts else ()

    def find_all(self, texts: Sequence[str], countries: Iterable[tuple[str, int]] = ()) -> list[tuple[Sum, ...]]:
        """The sums of an article's paragraphs: what the words of one leave open is settled by what the others write
        out, and by how often the article names each country (ISO 3166 code)."""
        found = [self._amounts(text) for text in texts]
        read = [(amounts, self._surroundings(t)) if amounts else None for t, amounts in zip(texts, found, strict=True)]
        alone = [s for one in read if one for s in self._sums(*one, _NO_HINTS)]
        hints = currency_hints(countries, sums=[(s.amount, s.currency) for s in alone if s.reason is None])
        return [self._sums(*one, hints) if one else () for one in read]

    def _sums(self, amounts: Sequence[Amount], around: _Surroundings, hints: CurrencyHints) -> tuple[Sum, ...]:
        hints = replace(hints, sums=(*hints.sums, *_written_out(amounts)))
        sums: list[Sum] = []
        joints = {(m.start, m.end) for m in around.converts}
        for i, amount in enumerate(amounts):
            beside = next((a for a in amounts[i + 1 : i + 2] if (amount.end, a.start) in joints), None)
            currency, reason = self._currency(amount, hints, beside)
            if currency == UNSETTLED and amount.reading.weak:
                continue
            sums.append(self._sum(around, amounts, i, currency, reason))
        return tuple(_with_conversions(_with_changes(sums, around), around))

    def _amounts(self, text: str) -> list[Amount]:
        if not self._scanner.may_have(text):
            return []
        found = self._scanner.find(text)
        if not found:
            return []
        barred = list(self._patterns.rules.matches("MONEY_NOT", text))
        return [a for a in found if not any(m.start < a.end and a.start < m.end for m in barred)]

    def _currency(self, amount: Amount, hints: CurrencyHints, beside: Amount | None) -> tuple[str, str | None]:
        other = beside.reading.code if beside and beside.top != amount.top else None
        return self._scanner.currencies.settle(amount.reading, plain_decimal(amount.top), hints, other)

    def _surroundings(self, text: str) -> _Surroundings:
        rules = self._patterns.rules

        def all_of(label: str) -> list[RuleMatch]:
            return list(rules.matches(label, text))

        breaks = [m.end() for m in _SENTENCE_END.finditer(text)]
        return _Surroundings(
            text, all_of("MONEY_BOUND"), all_of("MONEY_BOUND_AFTER"), all_of("MONEY_FREQUENCY"),
            all_of("MONEY_CHANGE"), all_of("MONEY_CONVERTS"), breaks,
        )  # fmt: skip

    def _sum(self, around: _Surroundings, amounts: Sequence[Amount], i: int, currency: str, reason: str | None) -> Sum:
        amount = amounts[i]
        start, end = around.sentence(amount.start)
        floor = max([start, *(a.end for a in amounts[:i])])
        ceiling = min([end, *(a.start for a in amounts[i + 1 :])])
        return Sum(
            start=amount.start,
            end=amount.end,
            text=around.text[amount.start : amount.end],
            amount=plain_decimal(amount.low),
            amount_max=None if amount.high is None else plain_decimal(amount.high),
            previous_amount=None,
            currency=currency,
            modifier=_modifier(amount, around),
            frequency=_frequency(amount, around, start, floor, ceiling),
            reason=reason,
            converts=None,
            rule=amount.rule,
        )


def _written_out(amounts: Iterable[Amount]) -> list[tuple[str, str]]:
    return [(plain_decimal(a.top), a.reading.code) for a in amounts if a.reading.code]


def _modifier(amount: Amount, around: _Surroundings) -> Modifier:
    if "+" in amount.number.magnitude:
        return "at_least"
    for m in around.bounds_after:
        if m.start == amount.end:
            return _bound(m)
    touching = [m for m in around.bounds if m.spans["gap"][0] <= amount.start <= m.end and m.start < amount.start]
    return _bound(min(touching, key=lambda m: m.start)) if touching else "exact"  # "no less than" before "less than"


def _bound(match: RuleMatch) -> Modifier:
    modifier: Modifier = match.rule.set["modifier"]
    return modifier


def _frequency(amount: Amount, around: _Surroundings, sentence: int, floor: int, ceiling: int) -> Frequency:
    """The nearest cue after the sum in its clause, else the one before it, else a period earlier in its sentence."""
    aside = _ASIDE.search(around.text, amount.end, ceiling)
    reach = min(aside.start() if aside else ceiling, amount.end + _FREQUENCY_REACH)
    after = [m for m in around.frequencies if m.rule.set["side"] == "after" and amount.end <= m.start < reach]
    before = [m for m in around.frequencies if m.rule.set["side"] == "before" and floor <= m.start < amount.start]
    whole = [m for m in around.frequencies if m.rule.set["side"] == "sentence" and sentence <= m.start < amount.start]
    ranked = sorted(after, key=lambda m: m.start) + sorted(before, key=lambda m: -m.start) + whole
    frequency: Frequency = ranked[0].rule.set["frequency"] if ranked else "once"
    return frequency


def _with_changes(sums: Sequence[Sum], around: _Surroundings) -> list[Sum]:
    """What a sum was before: "from X to Y", "by D to Y", "Y, up from X"."""
    out = list(sums)
    for i, later in enumerate(out):
        if later.amount_max:
            out[i] = _moved_range(later, around)
        if i == 0 or out[i - 1].currency != later.currency:
            continue
        earlier = out[i - 1]
        previous = _previous(earlier, later, around)
        if previous is not None and previous >= 0:
            frequency = later.frequency if later.frequency != "once" else earlier.frequency
            out[i] = replace(out[i], previous_amount=plain_decimal(previous), frequency=frequency)
        elif _up_from(earlier, later, around):
            out[i - 1] = replace(earlier, previous_amount=later.amount)
    return out


def _previous(earlier: Sum, later: Sum, around: _Surroundings) -> Decimal | None:
    between = around.text[earlier.end : later.start]
    lead = regex.search(r"(?i)\b(from|by)(?: (?:about|around|some|nearly|over))? $", around.text[: earlier.start])
    if not lead or not regex.fullmatch(r"(?i)[^.;]{0,40}?,? to (?:about |around |some |nearly |over )?", between):
        return None
    direction = _direction(earlier, around)
    if direction is None:
        return None
    if lead[1].lower() == "from":
        return Decimal(earlier.amount)
    step = Decimal(earlier.amount)
    return Decimal(later.amount) - step if direction == "up" else Decimal(later.amount) + step


def _up_from(earlier: Sum, later: Sum, around: _Surroundings) -> bool:
    between = around.text[earlier.end : later.start]
    return bool(
        regex.search(
            r"(?i)(?:^|,)[^.;]{0,40}\b(?:up|down|increased?|raised|reduced|cut|compared) from (?:about )?$", between
        )
    ) or (between.lower() == " from " and _direction(earlier, around) is not None)


def _moved_range(found: Sum, around: _Surroundings) -> Sum:
    """ "raise it from 7 to 14 million dollars": one sum of 14 that was 7."""
    moved = regex.search(r"(?i)\bfrom (?:about |around |some )?$", around.text[: found.start])
    if not moved or " to " not in found.text or _direction(found, around) is None:
        return found
    return replace(found, amount=found.amount_max or found.amount, amount_max=None, previous_amount=found.amount)


def _direction(found: Sum, around: _Surroundings) -> str | None:
    """The nearest verb of change before a sum in its sentence: "up" or "down"."""
    start, _ = around.sentence(found.start)
    verbs = [m for m in around.changes if start <= m.start < found.start]
    return max(verbs, key=lambda m: m.start).rule.set["direction"] if verbs else None


def _with_conversions(sums: Sequence[Sum], around: _Surroundings) -> list[Sum]:
    joints = {(m.start, m.end) for m in around.converts}
    out: list[Sum] = []
    for found in sums:
        last = out[-1] if out else None
        if last and last.currency != found.currency and (last.end, found.start) in joints:
            found = replace(found, converts=last.start)
        elif last and last.converts is not None and _same_bracket(around.text[last.converts : found.start]):
            found = replace(found, converts=last.converts)
        out.append(found)
    return out


def _same_bracket(text: str) -> bool:
    """From the converted sum on: "S$9 million (US$7 million; " is one bracket still open."""
    return bool(regex.fullmatch(r"[^()]*\([^()]*(?:[;,/]| or) ?", text))
