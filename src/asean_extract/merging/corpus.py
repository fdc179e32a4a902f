"""Merges an output into `corpus.json`: a record a line, in sorted order, from disk to disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from asean_extract.files.targets import whole_file
from asean_extract.merging.clusters import Clusters, cluster
from asean_extract.merging.gathering import first_day, gather
from asean_extract.merging.happenings import happening
from asean_extract.merging.models import CORPUS_VERSION, CorpusCommitment, Happening
from asean_extract.merging.registries import (
    Identities,
    commitments,
    entities,
    identities,
    initiatives,
    status_of,
)
from asean_extract.merging.spill import Spill, spilled
from asean_extract.records import Record, SourceRecord


def merge(records: Iterable[tuple[str, SourceRecord]], target: Path) -> Mapping[str, int]:
    """Writes the corpus; gives how many of each it holds, and how many tellings were compared.

    Holds no more in memory than an integer for each event and the sets of those that were put together; the rest is on
    the disk of the target's folder. Raises OutputError when that cannot be written.
    """
    counts: Counter[str] = Counter()
    with whole_file(target) as path, spilled(target.parent) as spill, path.open("w", encoding="utf-8") as out:
        counts["documents"] = gather(records, spill)
        known = identities(spill)
        clusters = Clusters(spill.tellings)
        counts["comparisons"] = cluster(spill.rows(), clusters)
        out.write(f'{{"corpus_version": "{CORPUS_VERSION}",\n"documents": {counts["documents"]}')
        for name, found in _sections(spill, clusters, known).items():
            counts[name] = _write(out, name, found)
        out.write("\n}\n")
    return counts


def _sections(spill: Spill, clusters: Clusters, known: Identities) -> Mapping[str, Iterator[Record]]:
    """The sections in their order; each is made as it is written, and the initiatives need those before them."""
    return {
        "events": _events(spill, clusters, known),
        "commitments": _commitments(spill, known),
        "initiatives": initiatives(spill, known),
        "entities": entities(spill, known),
    }


def _write(out: TextIO, name: str, found: Iterator[Record]) -> int:
    number = 0
    out.write(f',\n"{name}": [')
    for record in found:
        out.write(f"{',' if number else ''}\n{record.model_dump_json()}")
        number += 1
    out.write("\n]")
    return number


def _events(spill: Spill, clusters: Clusters, known: Identities) -> Iterator[Happening]:
    """The happenings by their first day; two of one id are numbered. Notes what they mean for initiatives."""
    for n in range(spill.tellings):
        if clusters.find(n) == n:
            told = [spill.telling(member) for member in clusters.members(n)]
            one = happening(told, clusters.why(n), known.entity)
            spill.put("happening", one.first or "9999", one.id, one.model_dump())
    for _, items in spill.groups("happening"):
        seen: Counter[str] = Counter()
        for item in items:
            seen[item["id"]] += 1
            number = seen[item["id"]]
            initiatives_ = list(dict.fromkeys(map(known.initiative, item["initiatives"])))
            key = item["id"] if number == 1 else f"{item['id']}-{number}"
            yield _noted(Happening.model_validate({**item, "id": key, "initiatives": initiatives_}), spill)


def _noted(one: Happening, spill: Spill) -> Happening:
    for initiative in one.initiatives:
        step = {"date": one.date, "status": status_of(one.type, one.status), "happening": one.id}
        spill.put("step", initiative, first_day(one.date), step)
    return one


def _commitments(spill: Spill, known: Identities) -> Iterator[CorpusCommitment]:
    for one in commitments(spill, known):
        if one.initiative:
            spill.put("feeds", one.initiative, first_day(one.date), {"id": one.id})
        yield one
