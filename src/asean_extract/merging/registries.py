"""The registries: entities, initiatives and commitments of the corpus, each from the items that tell of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from asean_extract.merging.gathering import NO_DAY, Item
from asean_extract.merging.models import CorpusCommitment, CorpusEntity, CorpusInitiative, Step
from asean_extract.merging.spill import Spill
from asean_extract.values.edtf import days

#: Reports of one sum may date it so far apart; a yearly contribution of the same sum is another.
MOST_APART = timedelta(days=31)
_STATUS = {"launch": "launched", "agreement": "agreed"}


@dataclass(frozen=True)
class Identities:
    """What ids of single files stand for in the corpus.

    `people` holds the ids of those whose name is borne in several countries, by file; `acronyms` the initiatives that a
    file knows by their acronym alone.
    """

    people: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)

    def entity(self, file: str, key: str) -> str:
        """The id of an entity of a file."""
        return self.people.get(key, {}).get(file, key)

    def initiative(self, key: str) -> str:
        """The id of an initiative."""
        return self.acronyms.get(key, key)


def identities(spill: Spill) -> Identities:
    """What has to be told apart, and what has to be put together, beyond equal ids."""
    people = {}
    for key, items in spill.groups("entity"):
        if key.startswith("per-"):
            countries = {item["file"]: item["country"] for item in items}
            if len({country for country in countries.values() if country}) > 1:
                people[key] = {
                    file: f"{key}-{country.lower()}" if country else key for file, country in countries.items()
                }
    acronyms: dict[str, str] = {}
    for _, items in spill.groups("acronym"):
        known = [(item["id"], item["bare"]) for item in items]
        full = sorted({key for key, bare in known if not bare})
        if len(full) == 1:
            acronyms |= {key: full[0] for key, bare in known if bare and key != full[0]}
    return Identities(people, acronyms)


def entities(spill: Spill, known: Identities) -> Iterator[CorpusEntity]:
    """The entities by id: one name is one entity, but for persons of several countries."""
    for key, items in spill.groups("entity"):
        if key not in known.people:
            yield _entity(key, items, ())
            continue
        apart: dict[str, list[Item]] = {}
        for item in items:
            apart.setdefault(known.entity(item["file"], key), []).append(item)
        for one in sorted(apart):
            yield _entity(one, apart[one], ("kept apart from others of the name: another country",))


def initiatives(spill: Spill, known: Identities) -> Iterator[CorpusInitiative]:
    """The initiatives by id, with those that a file knows by acronym alone under the full name."""
    bare: dict[str, list[str]] = {}
    for short, full in sorted(known.acronyms.items()):
        bare.setdefault(full, []).append(short)
    for key, items in spill.groups("initiative"):
        if key not in known.acronyms:
            others = [item for short in bare.get(key, ()) for item in spill.of("initiative", short)]
            steps = [Step.model_validate(item) for item in spill.of("step", key)]
            funded = sorted({item["id"] for item in spill.of("feeds", key)})
            yield _initiative(key, [*items, *others], steps, funded, known)


def commitments(spill: Spill, known: Identities) -> Iterator[CorpusCommitment]:
    """Commitments: the same sum, payer, purpose and kind is one when the dates are close and the articles others."""
    for _, items in spill.groups("commitment"):
        open_: list[list[Item]] = []
        for item in items:
            fitting = next((group for group in reversed(open_[-3:]) if _one_commitment(group, item)), None)
            if fitting is None:
                open_.append([item])
            else:
                fitting.append(item)
        for group in open_:
            yield _commitment(group, known)


def status_of(event_type: str, event_status: str) -> str:
    """What a happening makes of an initiative that it names."""
    return event_status if event_status != "held" else _STATUS.get(event_type, "announced")


def _entity(key: str, items: Iterable[Item], why: Sequence[str]) -> CorpusEntity:
    names: Counter[str] = Counter()
    firsts: dict[str, str | None] = {"country": None, "acronym": None, "type": None}
    aliases: dict[str, None] = {}
    files: set[str] = set()
    mentions = 0
    for item in items:
        names[item["name"]] += 1
        aliases |= dict.fromkeys([item["name"], *item["aliases"]])
        firsts = {name: value or item[name] for name, value in firsts.items()}
        files.add(item["file"])
        mentions += item["mentions"]
    name = _commonest(names)
    reasons = [*why, *(["same name in several files"] if len(files) > 1 else [])]
    return CorpusEntity.model_validate(
        {"id": key, "name": name, "aliases": sorted(a for a in aliases if a != name), **firsts,
         "documents": len(files), "mentions": mentions, "why": reasons}
    )  # fmt: skip


def _initiative(
    key: str, items: Sequence[Item], steps: Sequence[Step], funded: list[str], known: Identities
) -> CorpusInitiative:
    names = Counter(item["name"] for item in items if item["id"] == key)
    name = _commonest(names)
    written = dict.fromkeys(n for item in items for n in (item["name"], *item["aliases"]))
    by_day = sorted(items, key=lambda item: (_day(item), item["file"]))
    dated = [item for item in by_day if _day(item) != NO_DAY] or by_day
    files = {item["file"] for item in items}
    linked = sorted({item["id"] for item in items} - {key})
    owners = dict.fromkeys(known.entity(item["file"], owner) for item in items for owner in item["owners"])
    return CorpusInitiative.model_validate(
        {
            "id": key, "name": name, "acronym": next((i["acronym"] for i in items if i["acronym"]), None),
            "aliases": sorted(n for n in written if n != name), "kind": _commonest(Counter(i["kind"] for i in items)),
            "owners": list(owners), "period": next((i["period"] for i in items if i["period"]), None),
            "documents": len(files), "mentions": sum(i["mentions"] for i in items),
            "first_mention": dated[0]["source"], "latest_mention": dated[-1]["source"],
            "status": steps, "commitments": funded,
            "why": [
                *(["same name in several files"] if len(files) > 1 else []),
                *(f"{short} is the acronym of this alone" for short in linked),
            ],
        }
    )  # fmt: skip


def _day(item: Item) -> str:
    return str(days(item["source"]["published"])[0] or NO_DAY)


def _one_commitment(group: Sequence[Item], item: Item) -> bool:
    """Whether another report of the sum is told here; without a date on either side that cannot be said."""
    articles = {(other["source"]["file"], other["source"]["article"]) for other in group}
    if (item["source"]["file"], item["source"]["article"]) in articles:
        return False
    a, b = (days(i["source"]["date"] or i["source"]["published"]) for i in (group[0], item))
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return False
    return max(a[0] - b[1], b[0] - a[1]) <= MOST_APART and max(a[1] - a[0], b[1] - b[0]) <= MOST_APART


def _commitment(group: Sequence[Item], known: Identities) -> CorpusCommitment:
    first = group[0]
    file = first["source"]["file"]
    sources = [item["source"] for item in group]
    parties = {name: known.entity(file, first[name]) if first[name] else None for name in ("payer", "recipient")}
    content = "\n".join(f"{source['file']} {source['id']}" for source in sources[:1])
    return CorpusCommitment.model_validate(
        {
            "id": f"sum-{hashlib.blake2b(content.encode(), digest_size=6).hexdigest()}",
            **{name: first[name] for name in ("amount", "amount_max", "currency", "kind", "frequency")},
            **parties, "initiative": known.initiative(first["initiative"]) if first["initiative"] else None,
            "date": next((source["date"] for source in sources if source["date"]), None), "sources": sources,
            "why": ["same sum, payer, purpose and kind, dates close"] if len(group) > 1 else [],
        }
    )  # fmt: skip


def _commonest(counts: Counter[str]) -> str:
    """The most frequent name, the longest of several, the first of these in order."""
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
