"""Scores of sums of money, initiatives and entities."""

from __future__ import annotations

from collections.abc import Iterator

from asean_extract.files.shape import Plain
from asean_extract.review.measures import Mark, either, verdict
from asean_extract.review.names import name_likeness, same_entity
from asean_extract.review.sides import Matching, Side, right, settle

_PLURAL = {"person": "persons", "organisation": "organisations", "country": "countries"}


def money_marks(gold: Side, out: Side) -> Iterator[Mark]:
    """All sums, then commitments with who pays whom, how often and what kind."""

    def same_sum(g: Plain, p: Plain) -> float:
        if not _equal_amounts(g, p):
            return 0.0
        return 2.0 if gold.evidence(g) & out.evidence(p) else 1.0

    golds, outs = gold.rows("commitments"), out.rows("commitments")
    every = Matching.of([*golds, *gold.rows("figures")], [*outs, *out.rows("figures")], same_sum)
    yield from settle("money (all sums)", every, gold, out, _sum_label)
    found = Matching.of(golds, outs, same_sum)
    yield from settle("commitments", found, gold, out, _sum_label)
    for g, p in found.firm:
        yield from _party_marks(g, p, gold, out)
        for field in ("frequency", "kind", "modifier"):
            note = f"{_sum_label(g)}: {field} gold {g.get(field)} got {p.get(field)}"
            yield verdict("commitment attributes", right(g, field, p.get(field)), note, p.get("rule"))


def _equal_amounts(g: Plain, p: Plain) -> bool:
    try:
        return float(g["amount"]) == float(p["amount"]) and g.get("currency") == p.get("currency")
    except (KeyError, TypeError, ValueError):
        return False


def _sum_label(record: Plain) -> str:
    return f"{record.get('amount')} {record.get('currency')} {record.get('purpose') or record.get('measure') or ''}"


def _party_marks(g: Plain, p: Plain, gold: Side, out: Side) -> Iterator[Mark]:
    for field in ("payer", "recipient"):
        wanted, got = g.get(field), p.get(field)
        if wanted or got:
            accepted = [wanted, *((g.get("accept") or {}).get(field, []))]
            ok = any(same_entity(gold.names, a, out.names, got) for a in accepted)
            mark = either("commitment parties", ok, bool(wanted), bool(got))
            note = f"{_sum_label(g)}: {field} gold {gold.names.label(wanted)} got {out.names.label(got)}"
            yield mark if ok else Mark(mark.figure, mark.tp, mark.fp, mark.fn, note, None, p.get("rule"))


def initiative_marks(gold: Side, out: Side) -> Iterator[Mark]:
    """Initiatives by their closest names, then kind and period of those found."""
    found = Matching.of(gold.rows("initiatives"), out.rows("initiatives"), _same_initiative)
    yield from settle("initiatives", found, gold, out, lambda r: f"{r.get('kind')} | {r.get('name')}")
    for g, p in found.firm:
        note = f"{g.get('name')}: kind gold {g.get('kind')} got {p.get('kind')}"
        yield verdict("initiative kind", right(g, "kind", p.get("kind")), note, p.get("rule"))
        wanted, got = g.get("period"), p.get("period")
        if wanted or got:
            yield either("initiative period", right(g, "period", got), bool(wanted), bool(got))


def _all_names(record: Plain) -> list[str]:
    accepted = (record.get("accept") or {}).get("name", [])
    names = [record.get("name"), record.get("acronym"), *(record.get("aliases") or []), *accepted]
    return [name for name in names if name]


def _same_initiative(g: Plain, p: Plain) -> float:
    best = max((name_likeness(a, b) for a in _all_names(g) for b in _all_names(p)), default=0.0)
    return best if best >= 0.75 else 0.0


def entity_marks(gold: Side, out: Side) -> Iterator[Mark]:
    """Persons, organisations and countries, each kind by itself."""
    for kind, figure in _PLURAL.items():
        yield from _kind_marks(kind, figure, gold, out)


def _kind_marks(kind: str, figure: str, gold: Side, out: Side) -> Iterator[Mark]:
    entities = gold.record.get("entities") or []
    wanted = [e["id"] for e in entities if e.get("type") == kind and not e.get("optional")]
    # An entity that gold has as another type, or as optional, is not made up.
    free = [e["id"] for e in entities if e.get("optional") or e.get("type") != kind]
    got = [e["id"] for e in out.record.get("entities") or [] if e.get("type") == kind]
    hits: set[str] = set()
    for g in wanted:
        hit = next((p for p in got if p not in hits and same_entity(gold.names, g, out.names, p)), None)
        if hit is not None:
            hits.add(hit)
        note = None if hit is not None else f"missed {gold.names.label(g)}"
        yield Mark(figure, int(hit is not None), 0, int(hit is None), note)
    for p in got:
        if p not in hits and not any(same_entity(gold.names, f, out.names, p) for f in free):
            yield Mark(figure, fp=1, note=f"extra  {out.names.label(p)}")
