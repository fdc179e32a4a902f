"""Which record of the old output is which of the new: by id first, then by likeness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from asean_extract.files.shape import Plain
from asean_extract.review.flat import Flat, evidence, flatten
from asean_extract.review.pairing import align
from asean_extract.review.sides import value_of

#: Below this likeness two records are two records.
ENOUGH = 0.55


@dataclass(frozen=True, eq=False)
class Placed:
    """A record of a file, the article that it stands in (index, None for an entity), and its evidence as one text."""

    what: str
    record: Plain
    article: int | None
    words: str

    @classmethod
    def of(cls, what: str, record: Plain, article: int | None) -> Placed:
        return cls(what, record, article, " ".join(evidence(record)))

    @cached_property
    def content(self) -> Flat:
        """What the record says, without its id and offsets."""
        return flatten(self.record, {})

    @property
    def id(self) -> str:
        return str(self.record.get("id") or "")


Pair = tuple[Placed, Placed]


def pair_records(olds: Sequence[Placed], news: Sequence[Placed], same_article: Iterable[tuple[int, int]]) -> list[Pair]:
    """Pairs of one kind of record within one file.

    An id may stand in several articles of a file: of equal ids those in the same article belong together. What has no
    partner by id is paired by likeness, the strongest first.
    """
    articles: set[tuple[int | None, int | None]] = {*same_article, (None, None)}
    here = _by_id(olds, news, lambda a, b: (a.article, b.article) in articles)
    left_old, left_new = _rest(olds, news, here)
    elsewhere = _by_id(left_old, left_new, lambda _a, _b: True)
    left_old, left_new = _rest(left_old, left_new, elsewhere)
    return [*here, *elsewhere, *align(left_old, left_new, lambda a, b: _placed_likeness(a, b, articles))]


def likeness(a: Placed, b: Placed) -> float:
    """How much two records of one kind look like the same thing, 0 to 1; 0 below `ENOUGH`."""
    if a.content == b.content:
        return 1.0
    measure = {"event": _events, "commitment": _sums, "figure": _sums}.get(a.what, _named)
    score = measure(a, b)
    return score if score >= ENOUGH else 0.0


def _placed_likeness(a: Placed, b: Placed, articles: set[tuple[int | None, int | None]]) -> float:
    """Likeness; of equals the one in the same article."""
    score = likeness(a, b)
    return score + 0.05 if score and (a.article, b.article) in articles else score


def _events(a: Placed, b: Placed) -> float:
    """Name and evidence carry it: a date or a type alone makes no two events one."""
    names = _ratio(a.record.get("name"), b.record.get("name"))
    words = _ratio(a.words, b.words)
    if names < 0.6 and words < 0.6:
        return 0.0
    dated = value_of(a.record.get("date")) == value_of(b.record.get("date"))
    return 0.4 * names + 0.35 * words + 0.15 * dated + 0.1 * (a.record.get("type") == b.record.get("type"))


def _sums(a: Placed, b: Placed) -> float:
    sums = _ratio(a.record.get("text"), b.record.get("text"))
    same_sum = [a.record.get(k) for k in ("amount", "currency")] == [b.record.get(k) for k in ("amount", "currency")]
    return 0.3 * sums + 0.3 * same_sum + 0.4 * _ratio(a.words, b.words)


def _named(a: Placed, b: Placed) -> float:
    """Initiatives and entities: the closest of their names, an acronym only when it is the same."""
    if a.record.get("acronym") and a.record.get("acronym") == b.record.get("acronym"):
        return 1.0
    names = [[r.get("name"), *(r.get("aliases") or [])] for r in (a.record, b.record)]
    ratios = [fuzz.ratio(x.casefold(), y.casefold()) / 100 for x in names[0] for y in names[1] if x and y]
    closest = max(ratios, default=0.0)
    return closest if closest >= 0.8 else 0.0


def _ratio(a: str | None, b: str | None) -> float:
    return max(fuzz.ratio(a, b), 0.95 * fuzz.token_set_ratio(a, b)) / 100 if a and b else 0.0


def _by_id(olds: Sequence[Placed], news: Sequence[Placed], together: Callable[[Placed, Placed], bool]) -> list[Pair]:
    waiting: dict[str, list[Placed]] = {}
    for new in news:
        waiting.setdefault(new.id, []).append(new)
    pairs: list[Pair] = []
    for old in olds:
        partner = next((new for new in waiting.get(old.id, []) if old.id and together(old, new)), None)
        if partner is not None:
            waiting[old.id].remove(partner)
            pairs.append((old, partner))
    return pairs


def _rest(olds: Sequence[Placed], news: Sequence[Placed], pairs: Sequence[Pair]) -> tuple[list[Placed], list[Placed]]:
    paired = {placed for pair in pairs for placed in pair}
    return [old for old in olds if old not in paired], [new for new in news if new not in paired]
