"""Happenings that only the words around them tell: staged, counted, running, a dated treaty, so many years old."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import regex

from asean_extract.facts.arguments import in_name
from asean_extract.facts.candidates import Candidate, is_ahead, is_voided
from asean_extract.facts.descriptions import last_word, proper_span
from asean_extract.facts.named_happenings import ORDINAL
from asean_extract.facts.scene import Scene
from asean_extract.language import grammar
from asean_extract.language.matcher import TokenMatch
from asean_extract.rules import RuleBook

_STAGES = frozenset({"hold", "organize", "organise", "stage", "host", "co-host", "open", "conduct"})
_RUNS = frozenset({"run", "last", "take", "operate", "continue"})
_ORDINAL_ALONE = regex.compile(
    r"(?:(?<=and )|(?<=, )|(?<=following )|(?<=after ))(?:the |a )?"
    r"(?P<ordinal>first|second|third|fourth|fifth|sixth)(?: one| edition| round)?"
    r"(?= (?:was |held |took place |in |on ))"
)


def by_stage(scene: Scene, matches: Sequence[TokenMatch], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """ "It held "Green Harbour 2030" in May": a proper name that somebody stages, whatever its noun."""
    for match in matches:
        verb = scene.doc[match.start]
        if match.rule.set.get("theme") != "happening" or verb.lemma_ not in _STAGES:
            continue
        for target in grammar.objects(verb):
            span = proper_span(scene, target)
            if span is None or any(c.start < span[1] and span[0] < c.end for c in found) or in_name(scene, target):
                continue
            name = scene.text[span[0] : span[1]]
            yield Candidate(
                scene, span[0], span[1], target, "conference", name, True, match.rule.id, verb=verb,
                noun=last_word(name), ahead=is_ahead(verb), voided=is_voided(target, verb),
            )  # fmt: skip


def by_staged_word(scene: Scene, staged: Collection[str]) -> Iterator[Candidate]:
    """ "The platform", when the article told of the "Green Platform 2030"."""
    for word in sorted(word for word in staged if word in scene.text):
        for m in regex.finditer(rf"\b(?:[Tt]he|[Tt]his) (?:[\w-]+ )?(?P<word>{regex.escape(word)})\b", scene.text):
            token = grammar.token_at(scene.doc, m.start("word"))
            if token is not None and not in_name(scene, token):
                yield Candidate(
                    scene, m.start("word"), m.end(), token, "conference", m["word"], False, "event.staged-word",
                    reference=True, noun=word, verb=grammar.clause_verb(token),
                )  # fmt: skip


def by_ordinal(scene: Scene, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """ "The first forum was held in 2019 and the second in 2022", "following a first in 2009"."""
    series = [c for c in found if c.noun and c.token.pos_ != "VERB"]
    for m in _ORDINAL_ALONE.finditer(scene.text):
        base = next((c for c in series if c.end <= m.start()), None)
        token = grammar.token_at(scene.doc, m.start("ordinal"))
        if base is not None and token is not None:
            name = ORDINAL.sub("", base.name).strip()
            yield replace(
                base, start=m.start("ordinal"), end=m.end("ordinal"), token=token, name=f"{m['ordinal']} {name}",
                rule="event.ordinal-alone", reference=False, people=(),
            )  # fmt: skip


def by_run(scene: Scene) -> Iterator[Candidate]:
    """ "The Coral Watch project ran from 2018 to 2021": a programme that the words give a time."""
    for vehicle in scene.vehicles if scene.dates else ():
        head = grammar.head_of(scene.doc, vehicle.start, vehicle.end)
        if head is None or vehicle.kind not in ("programme", "project"):
            continue
        verb = head.head
        if head.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in _RUNS:
            name = scene.text[vehicle.start : vehicle.end]
            yield Candidate(
                scene, vehicle.start, vehicle.end, head, "programme", name, True, "event.programme-runs", verb=verb,
                vehicles=(vehicle,), ahead=is_ahead(verb), voided=is_voided(head, verb),
            )  # fmt: skip


def by_treaty(scene: Scene, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """ "The Peru-Chile FTA in 2007": a treaty that the words date was concluded then."""
    for vehicle in scene.vehicles:
        if vehicle.kind != "agreement" or any(vehicle in c.vehicles for c in found):
            continue
        token = grammar.head_of(scene.doc, vehicle.start, vehicle.end)
        dated = any(scene.text[vehicle.end : d.start] in (" in ", " of ") for d in scene.dates)
        if token is not None and dated:
            verb = grammar.clause_verb(token)
            yield Candidate(
                scene, vehicle.start, vehicle.end, token, "agreement", scene.text[vehicle.start : vehicle.end], True,
                "event.dated-treaty", vehicles=(vehicle,), verb=verb, voided=is_voided(token, verb),
            )  # fmt: skip


def by_anniversary(scene: Scene, rules: RuleBook) -> Iterator[Candidate]:
    """ "The 35th anniversary of the Fjord Partnership": what began so many years before."""
    for m in rules.find("ANNIVERSARY", scene.text):
        token = grammar.token_at(scene.doc, m.start)
        if token is None:
            continue
        what, (start, end) = m.groups["what"].strip(" ,."), m.spans["what"]
        if m.rule.id == "event.its-anniversary" and (of := _marked(scene, end)) is not None:
            start, end = of
            what = scene.text[start:end]
        parties = [a for a in scene.actors if start <= a.start < end and a.type in ("country", "organisation")]
        yield Candidate(
            scene, m.start, m.end, token, "launch", what, False, m.rule.id, people=tuple((a, "party") for a in parties),
            vehicles=tuple(v for v in scene.vehicles if v.start < end and start < v.end),
            verb=grammar.clause_verb(token), years_back=int(m.groups["years"]),
        )  # fmt: skip


def _marked(scene: Scene, end: int) -> tuple[int, int] | None:
    """The vehicle or body whose own anniversary it is: the one named last before the verb."""
    named = [(v.start, v.end) for v in scene.vehicles if v.start < end]
    named += [(a.start, a.end) for a in scene.actors if a.start < end]
    return max(named, key=lambda span: (span[1] - span[0] > 5, span[0]), default=None)
