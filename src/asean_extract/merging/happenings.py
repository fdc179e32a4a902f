"""A set of tellings as one happening: what it is taken to be, its sources, and what they disagree on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

from asean_extract.merging.models import CorpusParticipant, Disagreement, Happening, Told, Version
from asean_extract.merging.telling import Telling
from asean_extract.values.edtf import days

#: The weightiest role first (records.md, Event).
ROLES = ("chair", "host", "organizer", "party", "speaker", "observer", "participant")
Known = Callable[[str, str], str]
T = TypeVar("T")


def happening(told: Sequence[Telling], why: Sequence[str], known: Known) -> Happening:
    """One happening from its tellings, which come in the order of their files.

    `known` gives the id that an entity of a file has in the corpus.
    """
    best = min(told, key=_rank)
    date_value = _most([t.event.date.value for t in told], lambda value: (_width(value), value))
    name = _most([t.event.name for t in told if t.event.named == best.event.named], lambda n: (-len(n), n))
    kind = _most([t.event.type for t in told], lambda value: (value,))
    where = [t for t in told if t.event.place is not None]
    place = min(where, key=lambda t: (t.place is None, _rank(t))) if where else None
    first, last = days(date_value)
    return Happening(
        id=_id(kind, best.key.text, date_value),
        type=kind,
        name=name,
        named=best.event.named,
        date=date_value,
        first=str(first) if first else None,
        last=str(last) if last else None,
        place=place.event.place.name if place and place.event.place else None,
        country=next((t.country for t in told if t.country), None),
        status=_status(told),
        participants=_participants(told, known),
        initiatives=list(dict.fromkeys(i for t in told for i in t.event.initiatives)),
        sources=[_source(t) for t in told],
        why=list(why),
        disagreements=list(_disagreements(told)),
    )


def versions(values: Iterable[tuple[str, str]]) -> list[Version]:
    """(value, file) pairs as versions, the one of most files first."""
    files: dict[str, dict[str, None]] = {}
    for value, file in values:
        files.setdefault(value, {})[file] = None
    found = [Version(value=value, files=list(names)) for value, names in files.items()]
    return sorted(found, key=lambda v: (-len(v.files), v.value))


def _disagreements(told: Sequence[Telling]) -> Iterable[Disagreement]:
    """Dates that do not include each other, two places, types, sums for one purpose, cancelled beside held."""
    if len(told) < 2:
        return
    if any(_contradict(a, b) for a, b in combinations(sorted({t.event.date.value for t in told}), 2)):
        yield Disagreement(field="date", versions=versions((t.event.date.value, t.file) for t in told))
    if len({t.country for t in told if t.country}) > 1 or _places_differ(told):
        places = ((t.event.place.name, t.file) for t in told if t.event.place)
        yield Disagreement(field="place", versions=versions(places))
    if len({t.event.type for t in told}) > 1:
        yield Disagreement(field="type", versions=versions((t.event.type, t.file) for t in told))
    statuses = {t.event.status for t in told}
    if "cancelled" in statuses and len(statuses) > 1:
        yield Disagreement(field="status", versions=versions((t.event.status, t.file) for t in told))
    yield from _sums(told)


def _sums(told: Sequence[Telling]) -> Iterable[Disagreement]:
    """For one payer and purpose, articles whose sums in one currency have none in common."""
    by_purpose: dict[tuple[str, str, str], dict[int, set[str]]] = {}
    for n, telling in enumerate(told):
        for payer, purpose, currency, amount in telling.sums:
            if payer or purpose:
                by_purpose.setdefault((payer, purpose, currency), {}).setdefault(n, set()).add(amount)
    for (payer, purpose, currency), sums in sorted(by_purpose.items()):
        if any(a.isdisjoint(b) for a, b in combinations(dict.fromkeys(map(frozenset, sums.values())), 2)):
            words = " to ".join(filter(None, (payer, purpose)))
            found = (
                (f"{amount} {currency} ({words})", told[n].file) for n, all_ in sums.items() for amount in sorted(all_)
            )
            yield Disagreement(field="sum", versions=versions(found))


def _contradict(a: str, b: str) -> bool:
    """Whether neither date lies in the other; an open one contradicts nothing."""
    (a1, a2), (b1, b2) = days(a), days(b)
    if a1 is None or a2 is None or b1 is None or b2 is None:
        return False
    return not (a1 <= b1 <= b2 <= a2 or b1 <= a1 <= a2 <= b2)


def _places_differ(told: Sequence[Telling]) -> bool:
    """Two places of which neither name is in the other; the bare name of a country says no place."""
    places = sorted({t.place for t in told if t.place})
    return any(a not in b and b not in a for a, b in combinations(places, 2))


def _participants(told: Sequence[Telling], known: Known) -> list[CorpusParticipant]:
    roles: dict[str, str] = {}
    for telling in told:
        for part in telling.event.participants:
            entity = known(telling.file, part.entity)
            roles[entity] = min(roles.get(entity, part.role), part.role, key=ROLES.index)
    return [CorpusParticipant.model_validate({"entity": entity, "role": role}) for entity, role in roles.items()]


def _status(told: Sequence[Telling]) -> str:
    """Held when anyone reports it so; else cancelled when anyone does: a plan is what was said before."""
    found = {t.event.status for t in told}
    return next(status for status in ("held", "cancelled", "planned") if status in found)


def _source(t: Telling) -> Told:
    e = t.event
    return Told(file=t.file, article=t.article, id=e.id, published=t.published, date=e.date.value, name=e.name)


def _rank(t: Telling) -> tuple[object, ...]:
    """The telling that says most: a proper name, the narrowest date, the most who take part."""
    return not t.event.named, _width(t.event.date.value), -len(t.event.participants), t.file, t.event.id


def _width(value: str) -> int:
    """The days that a date covers, most for an open one."""
    first, last = days(value)
    return (last - first).days if first and last else (date.max - date.min).days


def _most(values: Sequence[T], order: Callable[[T], tuple[object, ...]]) -> T:
    """The most frequent value, the first by `order` among equals."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], order(value)))


def _id(*content: str) -> str:
    return f"hap-{hashlib.blake2b(chr(10).join(content).encode(), digest_size=6).hexdigest()}"
