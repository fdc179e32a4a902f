"""A number in a text, and a number with its currency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from asean_extract.values.currencies import Reading
from asean_extract.values.numbers import grouped


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its figure or words, the magnitude after it and the power of ten that this is."""

    start: int
    end: int
    figure: str
    magnitude: str
    power: int
    value: Decimal

    @property
    def large(self) -> bool:
        """Does it have a magnitude or grouped thousands, as money mostly does and page numbers do not?"""
        return bool(self.magnitude) or grouped(self.figure) or (self.figure[0].isalpha() and self.value >= 1000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its currency; `high` for a range. `rule` names the form that was read."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    reading: Reading
    number: Number
    rule: str

    @property
    def top(self) -> Decimal:
        """The upper end of a range, else the amount itself."""
        return self.low if self.high is None else self.high

    def up_to(self, low: Decimal, high: Decimal, start: int, end: int) -> Amount | None:
        """The range from `low` to `high` that stands at start:end; None when it would go down."""
        if low >= high:
            return None
        return replace(self, start=start, end=end, low=low, high=high, rule="money.range")


def shared(first: Number, second: Number) -> Decimal:
    """The first number with the second's magnitude, when it has none of its own and is of the same order."""
    near = first.value <= 20 * second.value.scaleb(-second.power)
    return first.value.scaleb(second.power) if near and not first.large else first.value
