"""Candidates for events in one sentence: happenings by name, by verb, and by anniversary.

A candidate is only a possibility with its arguments; whether it becomes an event is settled once it has a date
and has been joined with the other mentions of the same happening (`facts.events`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.actors import counterparts, doers, stands_for
from asean_extract.facts.event_names import EventName, EventNames
from asean_extract.facts.scene import Actor, Scene, Vehicle
from asean_extract.language import grammar
from asean_extract.language.matcher import TokenMatch, TokenRules
from asean_extract.rules import Patterns

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Candidate:
    """A possible event. Offsets are code points of the sentence.

    `type` may be "level"; `reference` marks words that point back ("the meeting", "it"); `ahead` and `voided` are
    what the verb says (still to come; denied, conditional or only wished).
    """

    scene: Scene
    start: int
    end: int
    token: Token
    type: str
    name: str
    named: bool
    rule: str
    reference: bool = False
    indefinite: bool = False
    noun: str = ""
    acronym: str | None = None
    verb: Token | None = None
    vehicles: tuple[Vehicle, ...] = ()
    people: tuple[tuple[Actor, str], ...] = ()
    ahead: bool = False
    voided: bool = False
    years_back: int | None = None
    habitual: bool = False
    theme: tuple[int, int] | None = None

    @property
    def head(self) -> int:
        """Where the governing word stands in the sentence."""
        return int(self.token.idx)


@dataclass(frozen=True, slots=True)
class _Theme:
    vehicle: bool
    lemmas: frozenset[str]


class Happenings:
    """Finds candidates; built once from the rules and the knowledge tables."""

    def __init__(self, patterns: Patterns, triggers: TokenRules) -> None:
        self.names = EventNames(patterns)
        self._triggers = triggers
        self._themes = {
            entry["theme"]: _Theme(entry["vehicle"], frozenset(entry["lemmas"]))
            for entry in patterns.table("event_theme")
        }
        self._anniversaries = patterns.rules
        self._deeds = {str(e["verb"]): str(e["noun"]) for e in patterns.table("event_deed")}

    def find(self, scene: Scene, acronyms: Mapping[str, str], staged: Collection[str] = ()) -> list[Candidate]:
        """All candidates of one sentence, in reading order.

        `staged` are the last words of names that no noun tells for happenings ("Green Platform 2030": platform).
        """
        masks = [(a.start, a.end) for a in scene.actors if a.type == "person" or a.form == "office"]
        sealed = [(v.start, v.end) for v in scene.vehicles if v.kind != "mechanism"]
        sealed += [(a.start, a.end) for a in scene.actors if a.type == "organisation"]
        named = [self._by_name(scene, name) for name in self.names.find(scene.text, masks, sealed, acronyms)]
        found = [one for c in named if c is not None for one in _each_counterpart(c)]
        found += self._by_verb(scene, found)
        found += self._by_stage(scene, found)
        found += self._by_treaty(scene, found)
        found += self._by_staged_word(scene, staged)
        found += self._by_ordinal(scene, found)
        found += self._by_run(scene)
        found += self._by_anniversary(scene)
        founded = {c.theme for c in found if c.type == "launch" and c.theme}
        found = [c for c in found if c.token.pos_ == "VERB" or not any(a <= c.head < b for a, b in founded if c.noun)]
        return sorted(found, key=lambda c: (c.start, c.end))

    # ------------------------------------------------------------ names
    def _by_name(self, scene: Scene, name: EventName) -> Candidate | None:
        token = grammar.token_at(scene.doc, name.head_end - 1)
        if token is None or token.pos_ == "VERB" or _is_body(token):
            return None
        verb = grammar.clause_verb(token)
        text = name.text if name.named else _description(scene, name, token)
        kind = name.noun.type
        return Candidate(
            scene, name.start, max(name.end, name.start + 1), token, kind, text.strip(" ,"), name.named,
            rule=f"event.name-{name.noun.noun.replace(' ', '-')}",
            reference=_points_back(name, text), people=tuple((a, "participant") for a in _company(scene, name, token)),
            indefinite=name.indefinite, noun=name.noun.noun, acronym=name.acronym, verb=verb,
            ahead=verb is not None and grammar.looks_ahead(verb),
            voided=_denied(token, verb), habitual=_HABIT.search(scene.text) is not None,
        )  # fmt: skip

    # ------------------------------------------------------------ verbs and their nouns
    def _by_verb(self, scene: Scene, named: list[Candidate]) -> Iterator[Candidate]:
        taken: set[int] = set()
        for match in self._triggers.find(scene.doc):
            if match.rule.set.get("hold") and match.rule.set["theme"] == "happening":
                continue
            token = scene.doc[match.start]
            if match.start in taken or _inside(scene, token) or self._only_stages(match, token, named):
                continue
            candidate = self._candidate(scene, match, named)
            if candidate is not None:
                taken.add(match.start)
                yield candidate

    @staticmethod
    def _only_stages(match: TokenMatch, token: Token, named: list[Candidate]) -> bool:
        """Does the verb only say that a happening takes place, or announce an act that has a trigger of its own?"""
        around = [*grammar.objects(token), *grammar.complements(token, frozenset({"at", "for", "in"}))]
        if token.dep_ == "acl":
            around.append(token.head)
        staged = any(c.token in around for c in named)
        if match.rule.set.get("hold") or match.rule.set.get("agent") == "host":
            return staged
        acts = ("establishment", "launch", "creation", "signing", "adoption", "opening", "conclusion", "start")
        return match.rule.set["type"] == "announcement" and any(t.lower_ in acts for t in grammar.objects(token))

    def _candidate(self, scene: Scene, match: TokenMatch, named: list[Candidate]) -> Candidate | None:
        rule, token = match.rule, scene.doc[match.start]
        theme = str(rule.set["theme"])
        who, done = _arguments(scene, token)
        if theme == "people":
            return self._meeting(scene, match, who, done, named)
        if theme == "country":
            return self._trip(scene, match, who)
        if rule.set["type"] == "appointment" and theme:
            return self._appointed(scene, match, token)
        targets = [t for t in done if self._fits(scene, t, theme)] if theme else []
        if theme in ("site", "vehicle") and not targets and not done and token.lemma_ in _OPENS:
            targets = [t for t in grammar.subjects(token) if self._fits(scene, t, theme)]  # "The centre will open"
            who = [] if targets else who
        if theme and not targets:
            targets = [t for t in _before_verb(scene, token) if self._fits(scene, t, theme)]
        if theme and not targets:
            return None
        if rule.id == "event.agree" and (not who or _AGREES_THAT.match(scene.text, token.idx)):
            return None
        raised = list(grammar.complements(token, frozenset({"to", "into"})))
        vehicles = tuple(v for v in scene.vehicles if any(_covers(v, t) for t in _wide([*raised, *(targets or done)])))
        verb = token if token.pos_ != "NOUN" else grammar.clause_verb(token)
        role = str(rule.set["agent"])
        last = scene.doc[match.end - 1]
        return Candidate(
            scene, token.idx, last.idx + len(last), token, str(rule.set["type"]),
            _name_of(scene, token, targets, who, self._deeds), False, rule.id, verb=verb, vehicles=vehicles,
            people=tuple((actor, role) for actor in self._parties(scene, token, who, vehicles)), theme=_extent(targets),
            ahead=_ahead(verb), voided=_denied(token, verb), noun="",
        )  # fmt: skip

    def _appointed(self, scene: Scene, match: TokenMatch, token: Token) -> Candidate | None:
        """Somebody is elected, appointed or sworn in to an office, or an office passes to somebody."""
        if token.pos_ == "NOUN" or match.rule.set.get("subject"):
            offices = [*grammar.complements(token, frozenset({"of"})), *grammar.subjects(token)]
            who = counterparts(scene, token, frozenset({"to"})) + counterparts(scene, token, frozenset({"from"}))
        else:
            offices = [c for c in token.children if c.dep_ in ("oprd", "attr")]
            offices += list(grammar.complements(token, frozenset({"as", "to"})))
            offices += [t for o in grammar.objects(token) for t in grammar.complements(o, frozenset({"as"}))]
            who = stands_for(scene, grammar.objects(token))
        targets = [t for t in offices if self._fits(scene, t, "office")]
        if not targets:
            return None
        verb = token if token.pos_ == "VERB" else grammar.clause_verb(token)
        return Candidate(
            scene, token.idx, token.idx + len(token), token, "appointment",
            _name_of(scene, token, targets, who, self._deeds), False, match.rule.id, verb=verb,
            people=tuple((a, "party") for a in who), ahead=_ahead(verb), voided=_denied(token, verb),
        )  # fmt: skip

    @staticmethod
    def _parties(scene: Scene, token: Token, who: list[Actor], vehicles: tuple[Vehicle, ...]) -> list[Actor]:
        """The doers; a gerund's borrowed subject gives way to the owners of what it launches or announces."""
        owners = {o for v in vehicles for o in v.owners}
        if token.tag_ == "VBG" and owners and not any(a.entity in owners for a in who):
            return []
        if token.lower_ in ("transfer", "handover", "hand-over"):
            return [
                *who,
                *counterparts(scene, token, frozenset({"to"})),
                *counterparts(scene, token, frozenset({"from"})),
            ]
        return who or counterparts(scene, token, frozenset({"between"}))

    def _fits(self, scene: Scene, token: Token, theme: str) -> bool:
        known = self._themes[theme]
        if {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")} & known.lemmas:
            return True
        if theme == "matter" and any(token.left_edge.idx <= s.start < token.right_edge.idx for s in scene.sums):
            return True
        return known.vehicle and any(_covers(v, token) for v in scene.vehicles)

    def _meeting(
        self, scene: Scene, match: TokenMatch, who: list[Actor], done: list[Token], named: list[Candidate]
    ) -> Candidate | None:
        """Somebody meets, calls, hosts or speaks with somebody else; both must be known actors."""
        token = scene.doc[match.start]
        host = str(match.rule.set["agent"]) == "host"
        who = [a for a in who if a.type != "place"]
        second = stands_for(scene, done)
        if not host and token.lemma_ not in ("call", "phone", "telephone"):
            to = frozenset({"with", "to"}) if token.lemma_ in ("speak", "talk") else frozenset({"with"})
            second += [a for a in counterparts(scene, token, to) if a not in second]
        first = [a for a in who if a not in second]
        if any(c.token in done and c.noun not in ("visit", "trip") for c in named):
            return None
        plural = not host and token.lemma_ not in ("call", "phone", "telephone") and len(first) > 1
        plural = plural or (token.lemma_ == "meet" and any(a.type == "group" for a in first))
        subjects = grammar.subjects(token)
        plural = plural or (
            token.lemma_ == "meet" and not done and (_many(subjects, _RANKS) or _are(subjects, _BODIES))
        )
        unnamed = bool(first) and token.lemma_ == "meet" and _many(grammar.complements(token, _WITH), None)
        if not (first and second) and not plural and not unnamed:
            return None
        bodies = ("country", "organisation", "place")
        if token.lemma_ != "meet" and second and all(a.type in bodies and a.form != "office" for a in second):
            return None
        several = len(first) + len(second) > 2 or not second
        if several and self._at_named(token, named):
            return None  # "the leaders of A, B and C met on the occasion of the X Summit": that is the summit
        people = [(a, str(match.rule.set["agent"])) for a in first] + [(a, "participant") for a in second]
        name = _meeting_name(scene, first, second)
        return Candidate(
            scene, token.idx, token.idx + len(token), token, "level", name, False, match.rule.id, verb=token,
            people=tuple(people), ahead=_ahead(token), voided=_denied(token, token), noun="meeting",
        )  # fmt: skip

    @staticmethod
    def _at_named(verb: Token, named: list[Candidate]) -> bool:
        """Is what a verb tells placed at, or on the occasion of, a happening with a proper name?"""
        places = set(grammar.complements(verb, frozenset({"at", "during", "for"})))
        for noun in grammar.complements(verb, frozenset({"on"})):
            if noun.lower_ == "occasion":
                places |= set(grammar.complements(noun, frozenset({"of"})))
        return any(c.token in places and c.noun not in ("lunch", "dinner", "talk") for c in named)

    def _trip(self, scene: Scene, match: TokenMatch, actors: list[Actor]) -> Candidate | None:
        """Somebody goes to a country or city; a visit to a building or a fair is none."""
        token = scene.doc[match.start]
        goals = [*grammar.objects(token), *grammar.complements(token, frozenset({"to", "in"}))]
        where = [p for p in scene.places for g in goals if p.start <= g.idx < p.end]
        where_to = [
            a for a in scene.actors for g in goals if a.type in ("country", "place") and a.start <= g.idx < a.end
        ]
        who = [a for a in actors if a.type == "person" or a.form == "office"]
        if not who or not (where or where_to):
            return None
        goal = where[0].name if where else scene.text[where_to[0].start : where_to[0].end]
        name = f"visit of {_said(scene, who[0])} to {goal}"
        return Candidate(
            scene, token.idx, token.idx + len(token), token, "visit", name, False, match.rule.id, verb=token,
            people=tuple((a, "participant") for a in who), ahead=_ahead(token), voided=_denied(token, token),
            noun="visit",
        )  # fmt: skip

    # ------------------------------------------------------------ staged and dated names
    def _by_stage(self, scene: Scene, found: list[Candidate]) -> Iterator[Candidate]:
        """ "It held "Green Harbour 2030" in May": a proper name that somebody stages, whatever its noun."""
        for match in self._triggers.find(scene.doc):
            verb = scene.doc[match.start]
            if match.rule.set.get("theme") != "happening" or verb.lemma_ not in _STAGES:
                continue
            for target in grammar.objects(verb):
                span = _quoted_or_proper(scene, target)
                if span is None or any(c.start < span[1] and span[0] < c.end for c in found) or _inside(scene, target):
                    continue
                name = scene.text[span[0] : span[1]]
                yield Candidate(
                    scene, span[0], span[1], target, "conference", name, True, match.rule.id, verb=verb,
                    noun=_last_word(name), ahead=grammar.looks_ahead(verb), voided=_denied(target, verb),
                )  # fmt: skip

    @staticmethod
    def _by_staged_word(scene: Scene, staged: Collection[str]) -> Iterator[Candidate]:
        """ "The platform", when the article told of the "Green Platform 2030"."""
        for word in sorted(staged):
            for m in regex.finditer(rf"\b(?:[Tt]he|[Tt]his) (?:[\w-]+ )?(?P<word>{regex.escape(word)})\b", scene.text):
                token = grammar.token_at(scene.doc, m.start("word"))
                if token is not None and not _inside(scene, token):
                    yield Candidate(
                        scene, m.start("word"), m.end(), token, "conference", m["word"], False, "event.staged-word",
                        reference=True, noun=word, verb=grammar.clause_verb(token),
                    )  # fmt: skip

    @staticmethod
    def _by_ordinal(scene: Scene, found: list[Candidate]) -> Iterator[Candidate]:
        """ "The first forum was held in 2019 and the second in 2022", "following a first in 2009"."""
        series = [c for c in found if c.noun and c.token.pos_ != "VERB"]
        for m in _ORDINAL_ALONE.finditer(scene.text):
            base = next((c for c in series if c.end <= m.start()), None)
            token = grammar.token_at(scene.doc, m.start("ordinal"))
            if base is not None and token is not None:
                name = _ORDINAL.sub("", base.name).strip()
                yield replace(
                    base, start=m.start("ordinal"), end=m.end("ordinal"), token=token, name=f"{m['ordinal']} {name}",
                    rule="event.ordinal-alone", reference=False, people=(),
                )  # fmt: skip

    @staticmethod
    def _by_run(scene: Scene) -> Iterator[Candidate]:
        """ "The Coral Watch project ran from 2018 to 2021": a programme that the words give a time."""
        for vehicle in scene.vehicles:
            head = grammar.head_of(scene.doc, vehicle.start, vehicle.end)
            if head is None or vehicle.kind not in ("programme", "project") or not scene.dates:
                continue
            verb = head.head
            if head.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in ("run", "last", "take", "operate", "continue"):
                name = scene.text[vehicle.start : vehicle.end]
                yield Candidate(
                    scene, vehicle.start, vehicle.end, head, "programme", name, True, "event.programme-runs", verb=verb,
                    vehicles=(vehicle,), ahead=grammar.looks_ahead(verb), voided=_denied(head, verb),
                )  # fmt: skip

    def _by_treaty(self, scene: Scene, found: list[Candidate]) -> Iterator[Candidate]:
        """ "The Peru-Chile FTA in 2007": a treaty that the words date was concluded then."""
        for vehicle in scene.vehicles:
            if vehicle.kind != "agreement" or any(vehicle in c.vehicles for c in found):
                continue
            token = grammar.head_of(scene.doc, vehicle.start, vehicle.end)
            dated = any(scene.text[vehicle.end : d.start] in (" in ", " of ") for d in scene.dates)
            if token is not None and dated:
                name = scene.text[vehicle.start : vehicle.end]
                yield Candidate(
                    scene, vehicle.start, vehicle.end, token, "agreement", name, True, "event.dated-treaty",
                    vehicles=(vehicle,), verb=grammar.clause_verb(token),
                    voided=_denied(token, grammar.clause_verb(token)),
                )  # fmt: skip

    # ------------------------------------------------------------ anniversaries
    def _by_anniversary(self, scene: Scene) -> Iterator[Candidate]:
        for m in self._anniversaries.find("ANNIVERSARY", scene.text):
            token = grammar.token_at(scene.doc, m.start)
            if token is None:
                continue
            what = m.groups["what"].strip(" ,.")
            start, end = m.spans["what"]
            if m.rule.id == "event.its-anniversary" and (of := self._marked(scene, end)) is not None:
                start, end = of
                what = scene.text[start:end]
            vehicles = tuple(v for v in scene.vehicles if v.start < end and start < v.end)
            people = tuple(
                (a, "party") for a in scene.actors if start <= a.start < end and a.type in ("country", "organisation")
            )
            yield Candidate(
                scene, m.start, m.end, token, "launch", what, False, m.rule.id, vehicles=vehicles, people=people,
                verb=grammar.clause_verb(token), years_back=int(m.groups["years"]),
            )  # fmt: skip

    @staticmethod
    def _marked(scene: Scene, end: int) -> tuple[int, int] | None:
        """The vehicle or body whose own anniversary it is: the one named last before the verb."""
        named = [(v.start, v.end) for v in scene.vehicles if v.start < end]
        named += [(a.start, a.end) for a in scene.actors if a.start < end]
        return max(named, key=lambda span: (span[1] - span[0] > 5, span[0]), default=None)


_ORDINAL_ALONE = regex.compile(
    r"(?:(?<=and )|(?<=, )|(?<=following )|(?<=after ))(?:the |a )?"
    r"(?P<ordinal>first|second|third|fourth|fifth|sixth)(?: one| edition| round)?"
    r"(?= (?:was |held |took place |in |on ))"
)
_OPENS = frozenset({"open", "reopen", "launch", "start", "begin"})
_STAGES = frozenset({"hold", "organize", "organise", "stage", "host", "co-host", "open", "conduct"})


def _last_word(name: str) -> str:
    words = regex.findall(r"\p{L}{3,}", name)
    return words[-1].lower() if words else "event"


def _quoted_or_proper(scene: Scene, token: Token) -> tuple[int, int] | None:
    """The quoted name around the token, or its capitalised phrase of two words or more; None for a common noun."""
    text = scene.text
    left, right = text.rfind('"', 0, token.idx), text.find('"', token.idx)
    if 0 <= left < right and right - left < 90 and text.count('"', 0, left) % 2 == 0:
        return left + 1, right
    start, end = token.left_edge.idx, token.idx + len(token)
    words = [t for t in token.subtree if (t.i <= token.i and t.dep_ in ("compound", "nummod", "amod")) or t == token]
    proper = [t for t in words if t.is_title or t.is_upper]
    if len(proper) < 2 or not (token.is_title or token.is_upper or token.like_num):
        return None
    return proper[0].idx if proper else start, end


#: What is held every year, and that of which no date is set, says nothing of the day of the text.
_HABIT = regex.compile(
    r"\b(?:every (?:\w+ )?(?:years?|months?|weeks?|spring|summer|autumn|winter)|annually|[Nn]o date|usually)\b"
)
#: To agree that something is so, or on the need for it, is an opinion.
_AGREES_THAT = regex.compile(
    r"agreed? (?:that|on the (?:need|importance|value|urgency)|with (?:the|his|her) (?:view|need))"
)

# ---------------------------------------------------------------- arguments
#: Happenings that one has with somebody.
_TOGETHER = frozenset(
    {
        "meeting",
        "talk",
        "call",
        "conversation",
        "summit",
        "trilateral",
        "bilateral",
        "session",
        "dialogue",
        "conference",
    }
)
_MEALS = frozenset({"dinner", "luncheon", "banquet", "reception", "lunch"})
_TRIPS = frozenset({"visit", "trip", "travel", "tour"})


def _company(scene: Scene, name: EventName, head: Token) -> list[Actor]:
    """Those whom the phrase itself names: "talks between A and B", "A's call with B", "a visit by A"."""
    tokens = [*grammar.complements(head, frozenset({"between", "with", "among"}))]
    tokens += [c for c in head.children if c.dep_ == "poss"]
    if not name.named or name.noun.noun in _TOGETHER | _TRIPS:
        tokens += list(grammar.complements(head, frozenset({"of", "by"})))
    found = stands_for(scene, tokens)
    if name.noun.noun in _MEALS:
        found += [a for a in counterparts(scene, head, frozenset({"for", "with"})) if a.type == "person"]
    if name.noun.noun == "call":
        found += [a for a in counterparts(scene, head, frozenset({"on"})) if a.type == "person"]
    if name.noun.noun in _TOGETHER:
        found += [a for a in counterparts(scene, head, frozenset({"with"})) if a not in found]
    if name.noun.noun in _TRIPS:
        found = [a for a in found if a.type not in ("country", "place")]
        verb = grammar.clause_verb(head)
        if not found and verb is not None:  # "During his visit to Lima, the minister signed ..."
            found = [a for a in doers(scene, verb) if a.type == "person"]
    return found


def _each_counterpart(c: Candidate) -> list[Candidate]:
    """ "A bilateral meeting with the ministers of Chile and Peru" is a meeting with each."""
    met = list({a.entity: a for a, _ in c.people}.values())
    if "bilateral" not in c.name.lower() or not c.indefinite or c.named or len(met) < 2:
        return [c]
    host = [a for a in doers(c.scene, c.verb) if a not in met] if c.verb is not None else []
    return [
        replace(
            c,
            name=f"bilateral meeting with {_said(c.scene, a)}",
            people=tuple((one, "participant") for one in (*host, a)),
        )
        for a in met
    ]


def _points_back(name: EventName, text: str) -> bool:
    """ "The meeting", "this trilateral meeting": words that only point to a happening told before."""
    bare = name.definite and not name.named and text == name.text and text.count(" ") < 2
    return bare and not _ORDINAL.search(text.lower())


def _is_body(token: Token) -> bool:
    """ "The ministers' meetings of the Sea Forum": what a meeting is of is a body, and no happening."""
    of = token.head
    return token.dep_ in ("pobj", "conj") and any(
        t.lower_ == "of" and t.head.lower_.removesuffix("s") in ("meeting", "session") for t in (of, of.head)
    )


_ORDINAL = regex.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b")


def _arguments(scene: Scene, token: Token) -> tuple[list[Actor], list[Token]]:
    """Who does what a trigger says, and what it is done to."""
    if token.pos_ == "NOUN":
        owners, done = _noun_arguments(token)
        return stands_for(scene, owners), done
    who = doers(scene, token)
    if token.lemma_ in ("agree", "sign", "conclude", "reach"):
        who += [a for a in counterparts(scene, token, frozenset({"with"})) if a not in who]
    return who, grammar.objects(token)


def _extent(targets: list[Token]) -> tuple[int, int] | None:
    """The words of what a trigger acts on."""
    if not targets:
        return None
    last = targets[0].right_edge
    return targets[0].left_edge.idx, last.idx + len(last)


def _before_verb(scene: Scene, verb: Token) -> list[Token]:
    """ "The partnership established in 2004 has ...": the noun before a passive that the parse hangs elsewhere."""
    if verb.tag_ not in ("VBN", "VBD") or any(c.dep_ == "dobj" for c in verb.children):
        return []
    i = verb.i - 1
    while i > 0 and (scene.doc[i].is_punct or scene.doc[i].pos_ in ("AUX", "ADV", "PART", "SYM", "X")):
        i -= 1
    if scene.text[: verb.idx].rstrip().endswith('"'):  # a quoted name: its first noun is the head
        quoted = scene.text.rfind('"', 0, scene.text[: verb.idx].rstrip().rfind('"'))
        return [t for t in scene.doc if quoted < t.idx < verb.idx and t.pos_ in ("NOUN", "PROPN")][:1]
    return [scene.doc[i]] if i >= 0 and scene.doc[i].pos_ in ("NOUN", "PROPN") else []


def _noun_arguments(noun: Token) -> tuple[list[Token], list[Token]]:
    """ "The signing of a treaty by Peru", "Peru's launch of the fund"."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    by = list(grammar.complements(noun, frozenset({"by", "between"})))
    return owners + by, list(grammar.complements(noun, frozenset({"of"}))) + [
        c for c in noun.children if c.dep_ == "compound" and noun.lower_ in ("opening", "launch")
    ]


def _wide(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, and the nouns that hang on them by "of", "for" or apposition."""
    for token in tokens:
        yield token
        yield from grammar.complements(token, frozenset({"of", "for", "on"}))
        yield from (c for c in token.children if c.dep_ in ("appos", "compound"))


def _covers(span: Vehicle | Actor, token: Token) -> bool:
    return span.start <= token.idx < span.end


def _inside(scene: Scene, token: Token) -> bool:
    """Does the trigger stand inside a proper name ("Establishment Agreement")?"""
    if any(_covers(v, token) for v in scene.vehicles):
        return True
    return any(_covers(a, token) for a in scene.actors if a.type != "group")


def _said(scene: Scene, actor: Actor) -> str:
    return scene.text[actor.start : actor.end]


_RANKS = frozenset({"leader", "minister", "president", "official", "head", "secretary", "ambassador", "envoy"})
_BODIES = frozenset({"group", "committee", "council", "commission", "board", "quad", "forum", "task", "team"})
_WITH = frozenset({"with"})


def _many(tokens: Iterable[Token], lemmas: frozenset[str] | None) -> bool:
    """Is there a plural noun for people among the tokens, one of the lemmas when these are given?"""
    found = [t for t in tokens if t.tag_ in ("NNS", "NNPS") or t.lemma_.lower() in ("group", "delegation", "team")]
    return bool(found) if lemmas is None else any(t.lemma_.lower() in lemmas for t in found)


def _are(tokens: Iterable[Token], lemmas: frozenset[str]) -> bool:
    return any(t.lemma_.lower() in lemmas for t in tokens)


def _meeting_name(scene: Scene, first: list[Actor], second: list[Actor]) -> str:
    names = [_said(scene, a) for a in (*first, *second) if a.form != "pronoun"] or ["the parties"]
    return f"meeting of {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"meeting of {names[0]}"


_PHRASE_PREPOSITIONS = frozenset({"of", "with", "between", "on", "for", "to", "among"})


def _description(scene: Scene, name: EventName, head: Token) -> str:
    """A common-noun happening with the phrases that tell which ("bilateral summit with Chile")."""
    end = name.end
    for child in head.children:
        if child.i <= head.i or child.dep_ != "prep" or child.lower_ not in _PHRASE_PREPOSITIONS:
            continue
        stop = child.right_edge.idx + len(child.right_edge)
        if any(child.idx <= d.start < stop for d in scene.dates) or stop - child.idx > 90:
            break
        if child.idx <= end + 2:
            end = max(end, stop)
    return scene.text[name.start : end]


def _name_of(scene: Scene, token: Token, targets: list[Token], who: list[Actor], deeds: Mapping[str, str]) -> str:
    """A short description from the words: "signing of the fisheries treaty"; the clause itself when there is none."""
    lemma = token.lemma_.lower()
    if targets:
        noun = token.lower_ if token.pos_ == "NOUN" else deeds.get(lemma, token.lower_)
        return f"{noun} of {_phrase(scene, targets[0])}"
    doer = " and ".join(_said(scene, a) for a in who[:3])
    tail = scene.text[token.idx : _clause_end(token)]
    return f"{doer} {tail}".strip(" ,.")[:140]


def _phrase(scene: Scene, head: Token) -> str:
    """The noun phrase of a head without relative clauses and participles."""
    vehicle = next((v for v in scene.vehicles if _covers(v, head)), None)
    start = vehicle.start if vehicle else head.left_edge.idx
    end = vehicle.end if vehicle else head.idx + len(head)
    for child in head.children:
        if child.i > head.i and child.dep_ == "prep" and child.lower_ in _PHRASE_PREPOSITIONS:
            stop = child.right_edge.idx + len(child.right_edge)
            if stop - start <= 120:
                end = max(end, stop)
    return scene.text[start:end].strip(" ,.;\"'")


def _clause_end(verb: Token) -> int:
    edge = verb.right_edge
    return int(edge.idx + len(edge))


def _ahead(verb: Token | None) -> bool:
    return verb is not None and grammar.looks_ahead(verb)


#: Who did not attend a summit does not undo it.
_KEEPS = frozenset({"attend", "miss", "skip", "boycott", "mention", "discuss"})


def _denied(token: Token, verb: Token | None) -> bool:
    """Is the happening denied, conditional or only wished?

    A noun shares the fate of its clause only as what the verb acts on: of "the launch would help" the launch stands.
    """
    if verb is None:
        return False
    if token.pos_ == "VERB":
        return grammar.is_negated(verb) or grammar.is_hypothetical(verb)
    if any(c.lower_ in ("no", "any", "without") for c in token.children):
        return True
    if token not in grammar.objects(verb) or grammar.is_passive(verb) or verb.lemma_ in _KEEPS:
        return False
    return grammar.is_negated(verb) or grammar.is_hypothetical(verb) or verb.lemma_ in grammar.WISH
