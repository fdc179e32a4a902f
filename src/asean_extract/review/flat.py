"""Records laid flat for comparison: field → words, without offsets, with names in place of ids."""

from __future__ import annotations

from collections.abc import Mapping

from asean_extract.files.shape import Plain
from asean_extract.review.safe import one_line

Flat = dict[str, str]
#: What a record is known by or where it stands; neither says anything about what was read.
_POSITION = frozenset({"start", "end", "id"})
_SPANS = frozenset({"evidence", "mentions"})
_REFERENCES = frozenset({"payer", "recipient", "initiative", "affiliation", "entity", "initiatives", "owners"})


def flatten(record: Plain, names: Mapping[str, str]) -> Flat:
    """The fields of a record as dotted names with their values in words; what is absent or null is left out.

    Entity and initiative ids become names, so that an id that moved with a name is not a change in everything that
    points to it. Each participant is a field of its own.
    """
    flat: Flat = {}
    for key, value in record.items():
        if key == "participants":
            flat |= _participants(value or [], names)
        elif key == "aliases":
            flat |= _words(key, sorted(value or []), names)
        elif key not in _SPANS and key not in _POSITION:
            flat |= _words(key, value, names)
    return flat


def evidence(record: Plain) -> tuple[str, ...]:
    """The words that a record was read from, sentence by sentence, each on one line: a new wrapping says nothing."""
    spans = record.get("evidence") or record.get("mentions") or []
    return tuple(one_line(span["text"]) for span in spans if span.get("text"))


def position(record: Plain) -> tuple[int, int] | None:
    """Where a record's words start and end in the source: of its own span, or of its first evidence or mention."""
    first: Plain = next(iter(record.get("evidence") or record.get("mentions") or []), {})
    for span in (record, first, record.get("date") or {}):
        if isinstance(span.get("start"), int) and isinstance(span.get("end"), int):
            return span["start"], span["end"]
    return None


def _words(key: str, value: object, names: Mapping[str, str]) -> Flat:
    """A value as a flat field, an object as several; nothing for null."""
    if value is None:
        return {}
    if isinstance(value, dict):
        inner = [_words(f"{key}.{name}", v, names) for name, v in value.items() if name not in _POSITION]
        return {name: words for part in inner for name, words in part.items()}
    if isinstance(value, list):
        return {key: "; ".join(_plain(key, item, names) for item in value)} if value else {}
    return {key: _plain(key, value, names)}


def _plain(key: str, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = one_line(str(value))
    return names.get(text, text) if key in _REFERENCES else text


def _participants(parts: list[Plain], names: Mapping[str, str]) -> Flat:
    flat: Flat = {}
    for part in parts:
        who = names.get(part["entity"], part["entity"])
        affiliation = part.get("affiliation")
        said = [part.get("role"), part.get("title"), affiliation and f"for {names.get(affiliation, affiliation)}"]
        key = f"participant {who}"
        while key in flat:
            key += " (again)"
        flat[key] = ", ".join(str(word) for word in said if word)
    return flat
