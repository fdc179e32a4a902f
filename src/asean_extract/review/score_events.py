"""Scores of events and of those who take part in them."""

from __future__ import annotations

from collections.abc import Iterator

from asean_extract.files.shape import Plain
from asean_extract.review.measures import Mark, either, verdict
from asean_extract.review.names import name_likeness, same_entity
from asean_extract.review.sides import NONE, Matching, Side, date_right, right, settle, value_of


def event_marks(gold: Side, out: Side) -> Iterator[Mark]:
    """Events found, those with date and type right too, and each field of those found."""
    found = Matching.of(gold.rows("events"), out.rows("events"), lambda g, p: _likeness(gold, out, g, p))
    yield from settle("events", found, gold, out, _label)
    yield from _dated_and_typed(found)
    for g, p in found.firm:
        yield from _field_marks(g, p)
    yield from _participant_marks(found, gold, out)


def _label(event: Plain) -> str:
    return f"{event.get('type')} | {event.get('name')} | {value_of(event.get('date'))}"


def _likeness(gold: Side, out: Side, g: Plain, p: Plain) -> float:
    """Name or evidence must bring two events together, and date or type must agree."""
    names = max(name_likeness(str(n), p.get("name")) for n in [g.get("name") or "", *_accepted(g, "name")])
    near = bool(gold.evidence(g) & out.evidence(p))
    dated, typed = date_right(g.get("date"), p.get("date")), right(g, "type", p.get("type"))
    if not ((names >= 0.6 or near) and (dated or typed)):
        return 0.0
    return names + 0.6 * near + 0.8 * dated + 0.4 * typed


def _accepted(record: Plain, field: str) -> list[object]:
    return list((record.get("accept") or {}).get(field, []))


def _dated_and_typed(found: Matching) -> Iterator[Mark]:
    """An event counts here when its date and its type are right as well."""
    right_in_full = sum(
        date_right(g.get("date"), p.get("date")) and right(g, "type", p.get("type")) for g, p in found.firm
    )
    golds = sum(not g.get("optional") for g in found.golds)
    outs = len(found.outs) - (len(found.pairs) - len(found.firm))
    yield Mark("events dated+typed", right_in_full, outs - right_in_full, golds - right_in_full)


def _field_marks(g: Plain, p: Plain) -> Iterator[Mark]:
    name, rule = g.get("name"), p.get("rule")
    wanted, got = g.get("date"), p.get("date")
    note = f"{name}: gold {value_of(wanted)} got {value_of(got)}"
    yield verdict("event date", date_right(wanted, got), note, rule)
    for field in ("type", "status"):
        note = f"{name}: gold {g.get(field)} got {p.get(field)}"
        yield verdict(f"event {field}", right(g, field, p.get(field)), note, rule)
    yield from _place_mark(g, p)


def _place_mark(g: Plain, p: Plain) -> Iterator[Mark]:
    """Where either side names a place; gold may accept that none is named, or others."""
    wanted, got, accepted = g.get("place") or NONE, p.get("place") or NONE, _accepted(g, "place")
    if (wanted or got) and (got or None not in accepted):
        choices = [q if isinstance(q, dict) else {"name": q} for q in [wanted, *accepted] if q]
        ok = bool(got) and any(_same_place(q, got) for q in choices)
        yield either("event place", ok, bool(wanted), bool(got))


def _same_place(g: Plain, p: Plain) -> bool:
    if g.get("country") and g["country"] == p.get("country"):
        return True
    return name_likeness(g.get("name"), p.get("name")) >= 0.5


def _participant_marks(found: Matching, gold: Side, out: Side) -> Iterator[Mark]:
    """End to end: the participants of missed and of made-up events count too."""
    partner = {id(g): p for g, p in found.pairs}
    for g in found.golds:
        yield from _attendance(g, partner.get(id(g), NONE), gold, out)
    for p in found.surplus:
        for figure in ("participants", "participants+role"):
            yield Mark(figure, fp=len(p.get("participants") or []))


def _attendance(g: Plain, p: Plain, gold: Side, out: Side) -> Iterator[Mark]:
    left = list(p.get("participants") or [])
    optional = sorted(set(g.get("optional_participants") or []))
    for part in g.get("participants") or []:
        hit = next((q for q in left if same_entity(gold.names, part["entity"], out.names, q["entity"])), None)
        if hit is not None:
            left.remove(hit)
        if not g.get("optional") and part["entity"] not in optional:
            yield from _part_marks(part, hit, gold, g)
    if not g.get("optional"):
        for q in left:
            if not any(same_entity(gold.names, o, out.names, q["entity"]) for o in optional):
                note = f"extra  {out.names.label(q['entity'])} ({q.get('role')}) in {g.get('name')}"
                yield Mark("participants", fp=1, note=note, rule=p.get("rule"))
                yield Mark("participants+role", fp=1)


def _part_marks(part: Plain, hit: Plain | None, gold: Side, event: Plain) -> Iterator[Mark]:
    note = f"missed {gold.names.label(part['entity'])} ({part.get('role')}) in {event.get('name')}"
    yield Mark("participants", int(hit is not None), 0, int(hit is None), None if hit is not None else note)
    role = hit is not None and right(part, "role", hit.get("role"))
    yield Mark("participants+role", int(role), int(hit is not None and not role), int(not role))
