"""Organisations by the way their names are built, and the vehicles and meetings that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from asean_extract.rules import Patterns, RuleMatch
from asean_extract.values.gazetteer import Hit
from asean_extract.values.known_names import Known

_ACRONYM_AFTER = regex.compile(r'\s?\((?:the |hereinafter )?"?(?P<acronym>\p{Lu}[\p{Lu}\p{Ll}\d&/-]{1,12})"?\)')
_HEAD = regex.compile(r"[\p{L}\p{N}'+-]+")
_OFFICE_COMMA = regex.compile(r"(?P<head>\p{L}+), ")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "at", "with", "&"})


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name found by its shape; `end` is that of the name, `acronym` stands behind it."""

    start: int
    end: int
    name: str
    acronym: str | None
    acronym_span: tuple[int, int] | None
    rule: str


class OrganisationReader:
    """Finds organisations by the ORGANISATION rules of names.toml."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules
        vehicles = list(patterns.table("vehicles"))
        heads = {w for e in patterns.table("offices") if e["kind"] == "head" and not e.get("caps") for w in e["words"]}
        self._offices = heads | {"acting", "deputy", "assistant", "officer"}
        self._vehicles = frozenset(word for entry in vehicles for word in entry["words"])

    def find(
        self, text: str, hits: Sequence[Hit[Known]], persons: Sequence[tuple[int, int]] = ()
    ) -> list[Organisation]:
        """Organisations in order; a name whose head noun makes it a meeting, plan or fund is left out.

        `persons` are spans that a model takes for persons: no name of an organisation runs on into one.
        """
        found = [self._organisation(text, m, hits, persons) for m in self._rules.find("ORGANISATION", text)]
        return [o for o in found if o is not None and not self.looks_like_vehicle(o.name)]

    def _organisation(
        self, text: str, m: RuleMatch, hits: Sequence[Hit[Known]], persons: Sequence[tuple[int, int]]
    ) -> Organisation | None:
        start = m.start
        start = self._after_office(text, start, m.end)
        for hit in hits:
            possessor = hit.start == start and text[hit.end : hit.end + 2] == "'s"
            if possessor:
                start = hit.end + 3
        borders = [p for p, _ in persons if start < p < m.end and len(text[start:p].split()) > 2]
        borders += [h.end for h in hits if start < h.start < m.end and text[h.end : h.end + 2] == ", "]
        end = self._before_office(text, start, min([m.end, *borders]))
        if start >= end:
            return None
        after = _ACRONYM_AFTER.match(text, end)
        acronym = after["acronym"] if after and could_be_acronym(after["acronym"], text[start:end]) else None
        span = after.span("acronym") if after and acronym else None
        return Organisation(start, end, text[start:end], acronym, span, m.rule.id)

    def _after_office(self, text: str, start: int, end: int) -> int:
        """The beginning of a name that was read from within a person's ("Cole, Chief Executive, [Red Hill, Inc.]")."""
        ends = [m.end() for m in _OFFICE_COMMA.finditer(text, start, end) if m["head"].lower() in self._offices]
        return ends[-1] if ends else start

    def _before_office(self, text: str, start: int, end: int) -> int:
        """The end of a name that ran on into somebody's office ("Office of Trade [Acting Director Y]"); an office that
        the body is named after belongs to it ("Office of the Vice President")."""
        words = list(_HEAD.finditer(text, start, end))
        heads = [w for w in words[2:] if w.group().lower() in self._offices]
        named_after = bool(heads) and regex.search(r" of the (?:\p{Lu}[\p{L}-]* )*$", text[start : heads[0].start()])
        if named_after:
            return heads[0].end()
        cut = heads[0].start() if heads else end
        return start + len(regex.sub(r"[ ,&]+(?:(?:and|Dr\.?|Mr\.?|Ms\.?) ?)*$", "", text[start:cut]))

    def looks_like_vehicle(self, name: str) -> bool:
        """Is the head noun that of a meeting, initiative, plan, fund or treaty rather than of a body?"""
        return head_noun(name) in self._vehicles

    @property
    def vehicle_heads(self) -> frozenset[str]:
        """The head nouns, in lower case."""
        return self._vehicles


def head_noun(name: str) -> str:
    """The noun that a name is about, in lower case: "Council" of "Council of Ministers", years and brackets aside."""
    words = [w for w in _HEAD.findall(regex.sub(r"\([^)]*\)", " ", name)) if not w[0].isdigit()]
    for i, word in enumerate(words):
        if i and word.lower() in ("of", "on", "for", "in", "to"):
            return str(words[i - 1]).lower().removesuffix("s")
    return str(words[-1]).lower().removesuffix("s") if words else ""


def could_be_acronym(acronym: str, name: str) -> bool:
    """Do the acronym's letters come in this order at the beginnings of the name's words, or within them?

    A country's short form behind a country ("Republic of Korea (RoK)") passes too; a year or a city does not.
    """
    letters = [c for c in acronym.lower() if c.isalpha()]
    if len(letters) < 2 or sum(c.isupper() for c in acronym) < 2:
        return False
    initials = [w[0].lower() for w in _HEAD.findall(name) if w.lower() not in _SMALL]
    if not initials or letters[0] not in initials:
        return False
    rest = iter(name.lower())
    return all(c in rest for c in letters)
