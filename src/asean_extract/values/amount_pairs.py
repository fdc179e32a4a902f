"""Two amounts that stand together: the range that they make, a magnitude that they share, dollars and cents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from asean_extract.values.amount_forms import Amount, shared
from asean_extract.values.currencies import Currencies

RANGE_GAP = regex.compile(r" ?- ?| to ")
AND_GAP = regex.compile(r" (?:and|or) ")
BETWEEN = regex.compile(r"(?i)\bbetween (?:about |around |some |roughly |approximately |US)?$")
#: "From" after these opens a range, not a change.
_SPANS = regex.compile(
    r"(?i)\b(?:rang\w+|anywhere|var\w+|costs?|priced?|between|were|are|was|is|runs?|of|fees?|prices|fines?|wages|salaries)"
    r" from $"
)
_CENTS_GAP = regex.compile(r" (?:and )?")


def joined(text: str, amounts: Iterable[Amount], currencies: Currencies) -> Iterator[Amount]:
    """Pairs that are one range ("between $10 million and $15 million") or share a magnitude ("$5 and $10 million")."""
    waiting: Amount | None = None
    for amount in amounts:
        if waiting is None:
            waiting = amount
            continue
        first, second = _pair(text, waiting, amount, currencies)
        if first is not None:
            yield first
        waiting = second
    if waiting is not None:
        yield waiting


def _pair(text: str, first: Amount, second: Amount, currencies: Currencies) -> tuple[Amount | None, Amount]:
    gap = text[first.end : second.start]
    if second.reading.hundredth and _CENTS_GAP.fullmatch(gap) and _goes_with(first, second, currencies):
        low = first.low + second.low
        return None, replace(first, end=second.end, low=low, rule="money.with-hundredths")
    alike = first.reading.hundredth == second.reading.hundredth and first.reading.code == second.reading.code
    if not alike or first.high or second.high or not (RANGE_GAP.fullmatch(gap) or AND_GAP.fullmatch(gap)):
        return first, second
    first = _share_magnitude(first, second)
    before = text[: first.start]
    between = AND_GAP.fullmatch(gap) and BETWEEN.search(before)
    moved = regex.search(r"(?i)\b(?:from|by) (?:about |some |around |nearly |over )?$", before)
    spans = _SPANS.search(before)
    if between or spans or (RANGE_GAP.fullmatch(gap) and not moved):
        both = second.up_to(first.low, second.low, first.start, second.end)
        return (None, both) if both else (first, second)
    return first, second


def _goes_with(whole: Amount, rest: Amount, currencies: Currencies) -> bool:
    """ "Five dollars and ten cents" is one sum."""
    small = not whole.number.magnitude and whole.low == whole.low.to_integral_value() and 0 < rest.low < 1
    single = whole.high is None and rest.high is None and not whole.reading.hundredth
    return small and single and currencies.has_hundredths(whole.reading, rest.reading)


def _share_magnitude(first: Amount, second: Amount) -> Amount:
    """ "$5 and $10 million": both are millions; cents ("$5.99 and $10 million") are not."""
    if regex.search(r"\.\d\d$", first.number.figure) or first.reading.hundredth:
        return first
    return replace(first, low=shared(first.number, second.number))
