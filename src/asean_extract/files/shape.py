"""Plain JSON of an output or gold file: the shape is checked, the values are not.

What reviews a record may then rely on `record["articles"]` being a list of objects, without relying on this version's
models. An absent key and null always fit; unknown keys are let through.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from asean_extract.errors import OutputError

Plain = dict[str, Any]
#: Code points; longer source texts are not reviewed.
LONGEST_TEXT = 5_000_000

_SPAN = {"start": int, "end": int, "text": str}
_DATE = {
    "value": str,
    "precision": str,
    "basis": str,
    "anchor": {"value": str, "reason": str},
    "rule": str,
    "accept": dict,
    **_SPAN,
}
_RECORD = {
    "accept": dict,
    "id": str,
    "name": str,
    "type": str,
    "kind": str,
    "rule": str,
    "evidence": [_SPAN],
    "date": _DATE,
}
_EVENT = {
    **_RECORD,
    "place": {"name": str, "venue": str, "country": str},
    "time": {"start": str, "end": str, "zone": str},
    "participants": [{"entity": str, "role": str, "title": str, "affiliation": str, "accept": dict}],
    "optional_participants": [str],
    "initiatives": [str],
}
_SUM = {
    **_RECORD,
    **_SPAN,
    "amount": str,
    "currency": str,
    "payer": str,
    "recipient": str,
    "initiative": str,
    "purpose": str,
    "measure": str,
    "currency_reason": str,
}
_INITIATIVE = {**_RECORD, "acronym": str, "period": str, "aliases": [str], "owners": [str], "mentions": [_SPAN]}
_ARTICLE = {
    "accept": dict,
    "id": str, "start": int, "end": int, "title": str, "byline": [str], "publisher": str,
    "language": str, "published": _DATE, "url": str, "provenance": dict, "dates": [_DATE],
    "events": [_EVENT], "commitments": [_SUM], "figures": [_SUM], "initiatives": [_INITIATIVE],
}  # fmt: skip
_ENTITY = {"id": str, "type": str, "name": str, "country": str, "acronym": str, "aliases": [str], "mentions": [_SPAN]}
_BLOCK = {"start": int, "end": int, "kind": str, "rule": str, "article": str}
_SHAPE = {
    "source": {"path": str, "sha256": str, "length": int},
    "blocks": [_BLOCK], "articles": [_ARTICLE], "entities": [_ENTITY],
}  # fmt: skip
#: What a reviewer cannot do without, by the name of the list it stands in.
_NEEDED = {
    "blocks": ("start", "end", "kind"),
    "articles": ("start", "end"),
    "entities": ("id",),
    "participants": ("entity",),
    "evidence": ("start", "end"),
    "mentions": ("start", "end"),
}


def plain_record(name: str, content: bytes) -> Plain:
    """One output or gold file as plain JSON; raises OutputError with the name and the place of the fault."""
    record = plain_object(name, content)
    if "articles" not in record:
        raise OutputError(f"{name}: has no `articles`: this is not an output file of asean-extract")
    _fit(record, _SHAPE, name, "")
    return record


def fit_row(row: Plain, name: str, place: str) -> None:
    """Refuses one record or entity, of whatever kind, whose fields have not the shape that they have in a file."""
    _fit(row, {**_ENTITY, **_SUM, **_INITIATIVE, **_EVENT}, name, place)


def plain_object(name: str, content: bytes) -> Plain:
    """The JSON object that the bytes hold; raises OutputError with the name when they hold none."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise OutputError(f"{name}: is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise OutputError(f"{name}: holds a {type(value).__name__} where an output file holds an object")
    return value


def _fit(value: object, shape: object, name: str, place: str) -> None:
    """Refuses a value that has not the shape: a mapping of shapes by key, a list of one shape, or a plain type."""
    if value is None:
        return
    expected = dict if isinstance(shape, Mapping) else list if isinstance(shape, list) else shape
    assert isinstance(expected, type)
    if not isinstance(value, expected):
        raise OutputError(f"{name}: {place or 'the file'} is not a {expected.__name__}")
    if isinstance(value, dict) and isinstance(shape, Mapping):
        _bounded(value, name, place)
        for key, inner in shape.items():
            _fit(value.get(key), inner, name, f"{place}.{key}" if place else key)
    elif isinstance(value, list) and isinstance(shape, list):
        for i, item in enumerate(value):
            _need(item, name, place, i)
            _fit(item, shape[0], name, f"{place}[{i}]")


def _bounded(value: Plain, name: str, place: str) -> None:
    """Refuses offsets beyond any text: reviews count offset by offset, and one wrong figure would fill the memory."""
    for key in ("start", "end"):
        if isinstance(value.get(key), int) and not 0 <= value[key] <= LONGEST_TEXT:
            raise OutputError(f"{name}: {place}.{key} is {value[key]}, which is no offset into a text")


def _need(item: object, name: str, place: str, i: int) -> None:
    keys = _NEEDED.get(place.rpartition(".")[2], ())
    if item is None or (isinstance(item, dict) and any(item.get(key) is None for key in keys)):
        raise OutputError(f"{name}: {place}[{i}] lacks what it needs: {', '.join(keys) or 'a value'}")
