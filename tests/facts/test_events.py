"""Events of short texts: tables of texts with the events that they tell (tests/examples/events)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

from asean_extract.records import Entity, Event, EventType, Participant, Role, SourceRecord

FOLDER = Path(__file__).parents[1] / "examples" / "events"
Expected = Mapping[str, Any]


def examples() -> dict[str, Expected]:
    """The examples by id, files in order of name."""
    found: dict[str, Expected] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            assert example["id"] not in found, f"{path.name}: {example['id']} stands twice"
            found[example["id"]] = example
    return found


def gaps() -> dict[str, str]:
    """What fails of each example that is not read as it should be, by id."""
    lines = (FOLDER / "gaps.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


EXAMPLES, GAPS = examples(), gaps()


def marked(name: str) -> Any:
    gap = [pytest.mark.xfail(reason=GAPS[name], strict=True)] if name in GAPS else []
    return pytest.param(name, id=name, marks=gap)


# ---------------------------------------------------------------- what differs
def differences(example: Expected, record: SourceRecord) -> list[str]:
    """What the record tells otherwise than the example, each beginning with the one word that says which part."""
    entities = {e.id: e for e in record.entities}
    told = [e for a in record.articles for e in a.events]
    wanted = example.get("event", [])
    pairs = _pairs(wanted, told, entities)
    faults = [f for w, t in pairs for f in _faults(wanted[w], told[t], entities)]
    matched, used = {w for w, _ in pairs}, {t for _, t in pairs}
    faults += [
        f"missing: {w['type']} {w['date']} {w['name']!r}"
        for i, w in enumerate(wanted)
        if i not in matched and not w.get("optional")
    ]
    faults += [f"extra: {e.type} {e.date.value} {e.name!r}" for i, e in enumerate(told) if i not in used]
    return faults


def _pairs(wanted: Sequence[Expected], told: Sequence[Event], entities: Mapping[str, Entity]) -> list[tuple[int, int]]:
    """Each expected event with the told one that has most in common with it; two parts in common at least."""
    scores = sorted((-_in_common(w, t, entities), i, j) for i, w in enumerate(wanted) for j, t in enumerate(told))
    pairs: list[tuple[int, int]] = []
    for score, i, j in scores:
        if score <= -2 and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def _in_common(wanted: Expected, told: Event, entities: Mapping[str, Entity]) -> float:
    named = 2.0 if wanted["name"] else 0.5
    parts = (wanted["type"] == told.type) + (wanted["date"] == told.date.value) + named * _has_words(wanted, told)
    return parts + 1 / (1 + len(_who(wanted, told, entities)))


def _has_words(wanted: Expected, told: Event) -> bool:
    name = told.name.lower().replace("’", "'")
    return all(word in name for word in wanted["name"].lower().split())


def _faults(wanted: Expected, told: Event, entities: Mapping[str, Entity]) -> list[str]:
    if wanted.get("optional"):
        return []
    label = f"of {told.type} {told.name!r}"
    faults = []
    for part, right, got in (
        ("type", wanted["type"], told.type),
        ("date", wanted["date"], told.date.value),
        ("status", wanted.get("status", "held"), told.status),
    ):
        if right != got:
            faults.append(f"{part}: {got}, not {right}, {label}")
    place = told.place.name if told.place else ""
    if wanted.get("place", place) != place:
        faults.append(f"place: {place!r}, not {wanted['place']!r}")
    if not _has_words(wanted, told):
        faults.append(f"name: {told.name!r}, not {wanted['name']!r}")
    return faults + [f"{fault} {label}" for fault in _who(wanted, told, entities)]


def _who(wanted: Expected, told: Event, entities: Mapping[str, Entity]) -> list[str]:
    faults, known = [], set()
    for one in wanted["who"]:
        part = next((p for p in told.participants if _is(entities[p.entity], one["name"])), None)
        if part is None:
            faults.append(f"who: {one['name']} is not there")
            continue
        known.add(part.entity)
        faults += _part_faults(one, part)
    may = wanted.get("may", [])
    for p in told.participants:
        entity = entities[p.entity]
        if p.entity not in known and not any(_is(entity, name) for name in may):
            faults.append(f"who: {entity.name} ({p.role}) should not be there")
    return faults


def _part_faults(wanted: Expected, told: Participant) -> Iterator[str]:
    if wanted["role"] != "any" and told.role not in wanted["role"].split("|"):
        yield f"role: {wanted['name']} is {told.role}, not {wanted['role']}"
    if "title" in wanted and told.title not in wanted["title"].split("|"):
        yield f"title: {wanted['name']} is {told.title!r}, not {wanted['title']!r}"


def _is(entity: Entity, name: str) -> bool:
    """Is it one of the names, `a|b`? Of a group the words that tell it are enough."""
    names = [n.lower() for n in (entity.name, *entity.aliases)]
    wanted = [n.lower() for n in name.split("|")]
    return any(w in names or (entity.type == "group" and w in n) for w in wanted for n in names)


# ---------------------------------------------------------------- the tests
@pytest.mark.slow
@pytest.mark.parametrize("name", [marked(name) for name in EXAMPLES])
def test_events_of_an_example_are_told_as_it_says(name: str, extractor):
    example = EXAMPLES[name]
    record = extractor.extract(example["text"], published=example.get("published"), clean=False)
    assert differences(example, record) == []


def test_examples_cover_every_type_role_and_status():
    told = [event for example in EXAMPLES.values() for event in example.get("event", [])]
    assert len(EXAMPLES) >= 180
    assert {event["type"] for event in told} == set(get_args(EventType))
    assert {w["role"] for event in told for w in event["who"]} >= set(get_args(Role))
    assert {event.get("status", "held") for event in told} == {"held", "planned", "cancelled"}


def test_gaps_are_examples_each():
    assert set(GAPS) - set(EXAMPLES) == set()
