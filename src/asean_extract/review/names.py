"""Names of two sides compared: folded, cut into content words, looked up through the entities of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from asean_extract.files.shape import Plain

_STOP = frozenset({"the", "of", "and", "a", "an", "on", "in", "for", "to", "s"})
_SAME_WORDS = tuple(
    (re.compile(rf"\b{long}\b"), short)
    for long, short in (
        ("republic of korea", "rok"), ("south korea", "rok"), ("s korea", "rok"), ("korea", "rok"),
        ("centre", "center"), ("programme", "program"), ("association of southeast asian nations", "asean"),
    )
)  # fmt: skip
#: "ten member states of a bloc" and "the bloc's ministers" are the bloc: what a collective adds to a name.
_COLLECTIVE = frozenset({
    "member", "members", "states", "state", "countries", "nations", "side", "10", "ten", "government", "governments",
    "delegation", "delegations", "representatives", "leaders", "heads", "ministers", "officials", "senior", "all",
    "both", "parties",
})  # fmt: skip
_LOOSE_TYPES = frozenset({"organisation", "group", "place"})
_POSSESSIVE = re.compile(r"['’`]s\b")
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^0-9a-z\uac00-\ud7a3]+")


@lru_cache(maxsize=65536)
def fold(name: str | None) -> str:
    """The name without case, accents, possessives, hyphens and punctuation, single blanks between its words."""
    decomposed = unicodedata.normalize("NFKD", name or "")
    text = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return _NEITHER_LETTER_NOR_DIGIT.sub(" ", _POSSESSIVE.sub("", text)).strip()


@lru_cache(maxsize=65536)
def content_words(name: str | None) -> frozenset[str]:
    """The folded words that carry a name; spellings of one thing (centre, center) count as one."""
    text = fold(name)
    for pattern, short in _SAME_WORDS:
        text = pattern.sub(short, text)
    return frozenset(text.split()) - _STOP


def name_likeness(a: str | None, b: str | None) -> float:
    """Dice coefficient over content words, 0 to 1."""
    x, y = content_words(a), content_words(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


class Names:
    """The entities of one file, by id, comparable with those of another file."""

    def __init__(self, record: Plain) -> None:
        self._by_id: Mapping[str, Plain] = {entity["id"]: entity for entity in record.get("entities") or []}

    def entity(self, entity_id: str | None) -> Plain:
        """The entity of an id; empty when the file has none."""
        return self._by_id.get(entity_id or "", {})

    def label(self, entity_id: str | None) -> str:
        """What to call the entity: its name, or its id when the file does not know it."""
        return str(self.entity(entity_id).get("name") or entity_id)

    def keys(self, entity_id: str | None) -> set[str]:
        """What the entity may be recognised by: its folded names, and the code of a country."""
        entity = self.entity(entity_id)
        if not entity:
            return {fold(entity_id)} if entity_id else set()
        names = [entity.get("name"), entity.get("acronym"), *(entity.get("aliases") or [])]
        keys = {fold(name).replace(" ", "") for name in names if name}
        if entity.get("type") == "country" and entity.get("country"):
            keys.add("country:" + entity["country"])
        return keys


def same_entity(ours: Names, a: str | None, theirs: Names, b: str | None) -> bool:
    """Do two ids of two files stand for the same entity? A shared name or code does; a body may be a word off."""
    if a is None or b is None:
        return a is b
    if ours.keys(a) & theirs.keys(b):
        return True
    one, other = ours.entity(a), theirs.entity(b)
    if one.get("type") not in _LOOSE_TYPES or other.get("type") not in _LOOSE_TYPES:
        return False
    x, y = content_words(one.get("name")) - _COLLECTIVE, content_words(other.get("name")) - _COLLECTIVE
    return (bool(x) and x == y) or name_likeness(one.get("name"), other.get("name")) >= 0.8
