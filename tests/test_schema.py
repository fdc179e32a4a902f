"""The published JSON Schemas: the newest is the models', no MINOR breaks a reader (docs/schema-policy.md)."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from asean_extract.records import SCHEMA_VERSION, SourceRecord

PUBLISHED = Path(__file__).resolve().parents[1] / "docs" / "schema"
Schema = dict[str, Any]


def version(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.stem.split("."))


def drawn() -> Schema:
    return SourceRecord.model_json_schema(mode="serialization")


def published() -> list[Path]:
    return sorted(PUBLISHED.glob("*.json"), key=version)


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a program that reads the old schema can no longer rely on; empty when it can read the new one."""
    old_parts = {"": old, **old.get("$defs", {})}
    new_parts = {"": new, **new.get("$defs", {})}
    gone = [f"{name} is gone" for name in old_parts if name not in new_parts]
    return gone + [fault for name in old_parts if name in new_parts for fault in _breaks(name, old_parts, new_parts)]


def _breaks(name: str, old: Schema, new: Schema) -> Iterator[str]:
    was, now = old[name].get("properties", {}), new[name].get("properties", {})
    for field in was:
        where = f"{name}.{field}"
        if field not in now:
            yield f"{where} is gone"
            continue
        if field in old[name].get("required", ()) and field not in new[name].get("required", ()):
            yield f"{where} may be left out"
        yield from _values(where, was[field], now[field])


def _values(where: str, was: Schema, now: Schema) -> Iterator[str]:
    more = _kinds(now) - _kinds(was)
    if more:
        yield f"{where} may be {', '.join(sorted(more))}"
    lost = set(was.get("enum", ())) - set(now.get("enum", was.get("enum", ())))
    if lost:
        yield f"{where} is never {', '.join(sorted(lost))}"
    if "items" in was and "items" in now:
        yield from _values(f"{where}[]", was["items"], now["items"])


def _kinds(field: Schema) -> set[str]:
    """The types and models that a field may hold."""
    if "anyOf" in field:
        return {kind for part in field["anyOf"] for kind in _kinds(part)}
    return {field.get("$ref") or field.get("type", "anything")}


def test_schema_of_the_models_is_the_newest_published():
    newest = published()[-1]
    assert newest.stem == SCHEMA_VERSION, "a new schema_version needs its file in docs/schema"
    was = {k: v for k, v in json.loads(newest.read_text(encoding="utf-8")).items() if k != "$schema"}
    now = json.loads(json.dumps(drawn()))
    advice = "raise SCHEMA_VERSION and publish `asean-extract schema` beside the others"
    assert breaks(was, now) == [], f"this is a MAJOR change; {advice}"
    assert now == was, f"this is a MINOR change; {advice}"


def test_no_minor_version_breaks_its_readers():
    files = published()
    assert files
    for before, after in pairwise(files):
        if version(before)[0] == version(after)[0]:
            assert breaks(*(json.loads(p.read_text(encoding="utf-8")) for p in (before, after))) == [], after.name


def altered(change) -> list[str]:
    """What a change of today's schema breaks."""
    new = copy.deepcopy(drawn())
    change(new, new["$defs"])
    return breaks(drawn(), new)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda _, parts: parts["Event"]["properties"].pop("status"), ["Event.status is gone"]),
        (lambda _, parts: parts.pop("Figure"), ["Figure is gone"]),
        (lambda _, parts: parts["Event"]["properties"]["type"]["enum"].remove("visit"), ["Event.type is never visit"]),
        (lambda top, _: top["properties"]["entities"].update(type="object"), [".entities may be object"]),
        (lambda _, parts: parts["Event"]["required"].remove("name"), ["Event.name may be left out"]),
        (
            lambda _, parts: parts["Event"]["properties"].update(
                name={"anyOf": [{"type": "string"}, {"type": "null"}]}
            ),
            ["Event.name may be null"],
        ),
        (lambda _, parts: parts["Event"]["properties"].update(more={"type": "string"}), []),
        (lambda _, parts: parts["Event"]["properties"]["type"]["enum"].append("vote"), []),
        (lambda _, parts: parts["Event"]["properties"].update(place={"$ref": "#/$defs/Place"}), []),
        (lambda _, parts: parts.update(Vote={"type": "object"}), []),
    ],
)
def test_breaks_names_what_a_reader_loses(change, broken):
    assert altered(change) == broken
