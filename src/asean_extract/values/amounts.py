"""Numbers that carry a currency: a mark before, a unit after, or both; and the ranges that two of them make.

Every form of money has a number in it, so the numbers are found first and their neighbours looked up in the lexicon;
that needs no pattern over two thousand currency names.
"""

from __future__ import annotations

from decimal import Decimal

import regex

from asean_extract.rules import Patterns
from asean_extract.values.amount_forms import Amount, Number, shared
from asean_extract.values.amount_pairs import AND_GAP, BETWEEN, RANGE_GAP, joined
from asean_extract.values.currencies import Currencies, Reading
from asean_extract.values.numbers import FIGURE, Magnitudes

_DIGIT, _WORD = regex.compile(r"\d"), regex.compile(r"\p{L}+")
_LONGEST_MARK = 8
_LONGEST_UNIT = 4
#: So many digits a figure with a letter for hundredths may have: "80p", not "1080p".
_LONGEST_PENCE = 3
_WORD_ENDS = regex.compile(r"(?![\p{L}\d]|-\d)")
_UNIT = regex.compile(
    r"(?:[ ]{1,2}|-)?(?:of )?(?:\((?P<coded>[A-Z]{3})\)"
    r"|(?P<words>[\p{L}\p{Sc}¢][\p{L}\p{Sc}.']*(?:[ -][\p{L}.'$]+){0,3}))"
)
_BEFORE = regex.compile(r"(?:[\p{L}.]+ ){1,3}$")
_GLUED = regex.compile(r"(?:\p{L}|\p{L}-|[/:$]|\d[.,])$")
_NO_UNIT = regex.compile(r"[\p{L}\d]| ?\d|-denominated")
_PLACE = regex.compile(
    r"[ ](?:\((?P<place>[\p{L}. ]{2,20})\)|(?P<place>(?:\p{Lu}\.){2,3}|\p{Lu}\p{L}+(?:[ ]\p{Lu}\p{L}+)?)"
    r"(?=$|[,.;:)!?]|[ ](?:and|or|for|in|to|an?|per|from|over|on|at|by)\b))"
)
#: How far before a figure a word of payment may stand, in code points, and what may stand between.
_PRICE_REACH = 60
_PRICE_GAP = regex.compile(r"[ ](?:[\w'-]+[ ]){0,3}")
_AFTER_TAIL = regex.compile(
    r"(?i) *(?:$|[^\w ]|(?:in|for|by|of|a|an|per|each|on|from|over|annually|worth|and|is|was|at)\b)"
)


class AmountScanner:
    """Finds the amounts of a text; compiled once from the knowledge tables."""

    def __init__(self, patterns: Patterns) -> None:
        self.currencies = Currencies(patterns)
        self._rules = patterns.rules
        self._magnitudes = Magnitudes.read(patterns.table("magnitude"))
        self._number = regex.compile(
            rf"(?<!\d[.,]?)(?:(?P<figure>{FIGURE})(?P<magnitude>{self._magnitudes.pattern})?"
            rf"|(?<![\p{{L}}\d-])(?P<spelled>{self._magnitudes.spelled}))"
        )

    def may_have(self, text: str) -> bool:
        """Is there a figure in the text, or a word that names a currency? Without one there is no amount."""
        return bool(_DIGIT.search(text)) or not self.currencies.nouns.isdisjoint(_WORD.findall(text.lower()))

    def find(self, text: str) -> list[Amount]:
        """The amounts of one paragraph, in order, none overlapping another; offsets are those of `text`."""
        numbers = self._numbers(text)
        priced = [self._price(text, number) for number in numbers]
        found: list[Amount] = []
        for i, (number, amount) in enumerate(zip(numbers, priced, strict=True)):
            if amount is None or (found and amount.start < found[-1].end):
                continue
            before, after = self._neighbours(numbers, priced, i)
            found.append(self._with_tail(text, amount, after) or self._with_lead(text, amount, before) or amount)
            if number.value == 0 and not number.large:
                found.pop()
        return list(joined(text, found, self.currencies))

    def _neighbours(
        self, numbers: list[Number], priced: list[Amount | None], i: int
    ) -> tuple[Number | None, Number | None]:
        """The numbers beside number i that have no currency of their own."""
        before = numbers[i - 1] if i and priced[i - 1] is None else None
        after = numbers[i + 1] if i + 1 < len(numbers) and priced[i + 1] is None else None
        return before, after

    def _numbers(self, text: str) -> list[Number]:
        found = []
        for m in self._number.finditer(text):
            figure, magnitude = m["figure"] or m["spelled"], m["magnitude"] or ""
            value = self._magnitudes.value(figure, magnitude)
            last = self._magnitudes.last_power(figure) if m["spelled"] else self._magnitudes.power(magnitude)
            found.append(Number(m.start(), m.end(), figure, magnitude, last, value))
        return found

    def _price(self, text: str, number: Number) -> Amount | None:
        """The number with the mark before it, the unit after it, or the name before it."""
        mark, start = self._mark(text, number)
        unit, end = self._unit(text, number)
        if mark:
            if unit and self.currencies.fits(mark, unit) and not unit.hundredth:
                return self._amount(number, start, end, unit if unit.code else mark, "money.mark-number-unit")
            place, end = self._place(text, number, mark)
            return self._amount(number, start, end, place or mark, "money.mark-number")
        if _GLUED.search(text, max(0, number.start - 2), number.start):
            return None
        if unit:
            return self._amount(number, number.start, end, unit, "money.number-unit")
        letter = self._letter(text, number)
        if letter:
            return self._amount(number, number.start, number.end + 1, letter, "money.number-letter")
        name, start = self._name(text, number)
        return self._amount(number, start, number.end, name, "money.name-number") if name else None

    def _amount(self, number: Number, start: int, end: int, reading: Reading, rule: str) -> Amount:
        value = number.value
        if reading.code in self.currencies.pointed and number.figure[0].isdigit():
            value = self._magnitudes.value(number.figure, number.magnitude, dots=True)
        return Amount(start, end, value.scaleb(-2) if reading.hundredth else value, None, reading, number, rule)

    def _mark(self, text: str, number: Number) -> tuple[Reading | None, int]:
        end = number.start
        while end and number.start - end < 2 and text[end - 1] == " ":
            end -= 1
        for start in range(max(0, end - _LONGEST_MARK), end):
            reading = self.currencies.marks.get(text[start:end])
            if reading is None or not _mark_stands(text, start):
                continue
            if " " in text[start:end] and text.endswith("the ", 0, start):  # "gave the US $3 million"
                continue
            glued = end == number.start or end - start > 1
            if reading.weak and not (glued and number.large and number.figure[0].isdigit()):
                continue
            return reading, start
        return None, number.start

    def _unit(self, text: str, number: Number) -> tuple[Reading | None, int]:
        m = _UNIT.match(text, number.end)
        if not m:
            return None, number.end
        if m["coded"]:
            reading = self.currencies.marks.get(m["coded"])
            return (reading, m.end()) if reading and not reading.weak else (None, number.end)
        words = m["words"]
        cuts = [len(words), *(x.start() for x in reversed(list(regex.finditer(r"[ -]", words))))]
        for cut in cuts[-_LONGEST_UNIT:]:
            for name in (words[:cut], words[:cut].rstrip(".'"), words[:cut].removesuffix("'s")):
                reading = self._unit_reading(text, name, number)
                end = m.start("words") + len(name)
                if reading and not _NO_UNIT.match(text, end):
                    return reading, end
        return None, number.end

    def _unit_reading(self, text: str, name: str, number: Number) -> Reading | None:
        low = self.currencies.names.get(name.lower().replace("-", " "))
        exact = self.currencies.marks.get(name) if len(name) == 3 or not name.isalpha() else None
        reading = low or exact
        if reading is None or number.large or not reading.weak:
            return reading
        return reading if reading.priced and self._is_paid(text, number) else None

    def _letter(self, text: str, number: Number) -> Reading | None:
        """ "80p": hundredths by the letter that is stuck to the figure."""
        reading, others = self.currencies.letters.get(text[number.end : number.end + 1], (None, frozenset()))
        whole = number.figure.partition(".")[0]
        if reading is None or number.magnitude or not 1 <= len(whole) <= _LONGEST_PENCE or whole in others:
            return None
        return reading if _WORD_ENDS.match(text, number.end + 1) else None

    def _is_paid(self, text: str, number: Number) -> bool:
        """Does a word of payment stand before the number?"""
        window = text[max(0, number.start - _PRICE_REACH) : number.start]
        return any(_PRICE_GAP.fullmatch(window, m.end) for m in self._rules.matches("MONEY_PRICED", window))

    def _place(self, text: str, number: Number, mark: Reading) -> tuple[Reading | None, int]:
        """ "$2.5 million Canadian", "$99 (Australian)": whose a shared sign is, said behind the number."""
        m = _PLACE.match(text, number.end) if mark.bare else None
        reading = self.currencies.of_place(mark, m["place"]) if m else None
        return (reading, m.end()) if m and reading else (None, number.end)

    def _name(self, text: str, number: Number) -> tuple[Reading | None, int]:
        """ "dollars 5 million", "Baht 200,000": a name before a large figure."""
        m = _BEFORE.search(text, max(0, number.start - 40), number.start) if number.large else None
        if not m or not number.figure[0].isdigit():
            return None, number.start
        words = m[0].rstrip().split()
        for first in range(len(words)):
            name = " ".join(words[first:])
            reading = self.currencies.names.get(name.lower())
            if reading and not reading.weak and not reading.hundredth:
                return reading, number.start - 1 - len(name)
        return None, number.start

    def _with_tail(self, text: str, amount: Amount, after: Number | None) -> Amount | None:
        """ "$10-15 million": the second number shares the mark."""
        if not after or amount.end != amount.number.end or not amount.rule.startswith("money.mark"):
            return None
        gap = text[amount.end : after.start]
        between = AND_GAP.fullmatch(gap) and BETWEEN.search(text[: amount.start])
        if not (RANGE_GAP.fullmatch(gap) or between) or not _AFTER_TAIL.match(text, after.end):
            return None
        if gap == " to " and not after.magnitude:
            return None
        return amount.up_to(shared(amount.number, after), after.value, amount.start, after.end)

    def _with_lead(self, text: str, amount: Amount, before: Number | None) -> Amount | None:
        """ "7 to 14 million dollars": the first number shares the unit."""
        if not before or amount.start != amount.number.start:
            return None
        gap = text[before.end : amount.start]
        between = AND_GAP.fullmatch(gap) and BETWEEN.search(text[: before.start])
        stuck = regex.search(r"[\p{L}\d/.,-]$", text[: before.start][-1:])
        either = gap == " or " and before.value < amount.number.value
        if stuck or not (RANGE_GAP.fullmatch(gap) or between or (either and not before.large)):
            return None
        low, high = shared(before, amount.number), amount.low
        scale = Decimal("0.01") if amount.reading.hundredth else Decimal(1)
        return amount.up_to(low * scale, high, before.start, amount.end)


def _mark_stands(text: str, start: int) -> bool:
    """A mark of letters starts a word; a sign follows no capital letter and no other sign ("Z$5" is not "$5")."""
    before = text[start - 1] if start else " "
    if text[start].isalpha():
        return not (before.isalnum() or before in "$£€¥&.")
    return not (before.isupper() or before.isdigit() or before in "$£€¥₩")
