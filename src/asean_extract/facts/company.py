"""Those whom words and lists, rather than verbs, place at a happening: "joined by", "with Peru as host", a caption."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import regex

from asean_extract.facts.actors import list_after
from asean_extract.facts.candidates import Candidate
from asean_extract.facts.part import Part
from asean_extract.facts.scene import Actor, Scene
from asean_extract.rules import RuleBook

#: Who stages a happening with somebody else.
_TOGETHER = regex.compile(
    r"(?i)\b(?:in (?:collaboration|cooperation|co-operation|partnership|association|conjunction)|jointly|together)"
    r" with "
)
_OFFICES_HELD = {"observer": "observer", "host": "host", "chair": "chair", "chairman": "chair", "chairperson": "chair",
                 "moderator": "chair", "organizer": "organizer", "organiser": "organizer"}  # fmt: skip
_LED_BY = regex.compile(r"(?:,| [-—])? (?:led|headed) by ")
_WITH = regex.compile(r"(?i)\bwith (?:the )?$")
_CAPACITY = regex.compile(rf" as (?:an? |the )?(?P<role>(?:co-)?(?:{'|'.join(_OFFICES_HELD)}))s?\b")
#: A list item: a bullet, or a short line that begins with a name.
_ITEM = regex.compile(r"\s*(?:[-•*°–—]|\d{1,2}[.)]) ?|\p{Lu}[^.]{0,160}$")
#: Code points of a bullet and blanks.
_MARK = 4
_BODIES_COME = regex.compile(
    r"(?i)\b(?:organi[sz]ations|companies|firms|agencies|institutions|bodies|delegations|countries|states|economies"
    r"|universities|banks|ministries|embassies|philanthropies)\b[^.;:]{0,60}$"
)
_IN_PICTURE = regex.compile(r"(?i)\bfrom (?:the |second |third )*(?:left|right)\b|\b(?:left|right|center|centre)\)")


_INCLUDING = regex.compile(r",? including (?:also )?(?:the )?")
#: Happenings at which nobody is present.
_DEEDS = frozenset({"agreement", "launch", "announcement", "appointment"})


class Company:
    """Finds them; built once from the rules that open lists."""

    def __init__(self, rules: RuleBook) -> None:
        self._rules = rules

    def find(self, scene: Scene, candidates: Sequence[Candidate]) -> list[Part]:
        """All whom one sentence places there by such words."""
        return [
            *_pictured(scene, candidates),
            *_in_capacity(scene, candidates),
            *_included(scene, candidates),
            *self._joining(scene, candidates),
        ]

    def listed(self, scene: Scene, candidates: Sequence[Candidate], below: bool) -> list[Part]:
        """Those in a list of who took part: behind a phrase that opens one, or, `below` such a line, in an item."""
        phrases = self._rules.find("ATTENDANCE", scene.text)
        role = "speaker" if any("peakers" in scene.text[m.start : m.end] for m in phrases) else "participant"
        opened = [m.end for m in phrases]
        if below and not opened and is_item(scene):
            opened = [0]
        if not opened:
            return []
        behind = [a for a in scene.actors if a.start >= opened[0] and not a.inside and a.form != "pronoun"]
        bodies = any(_BODIES_COME.search(scene.text, 0, m.end) for m in phrases)
        persons = {a.end for a in behind if a.type == "person"}
        behind = [a for a in behind if not _whose(scene, a, persons)]
        people = [a for a in behind if self._is_listed(scene, a, bodies)]
        there = next((c for c in candidates if (c.named or c.reference) and c.token.pos_ != "VERB"), None)
        return [Part(scene, there, a, role, "role.listed") for a in people]

    @staticmethod
    def _is_listed(scene: Scene, actor: Actor, bodies: bool) -> bool:
        """People and offices, bodies where these are announced or alone fill the item; no heading of a further list."""
        if scene.text[actor.end : actor.end + 1] == ":":
            return False
        fills = is_item(scene) and len(scene.text) - (actor.end - actor.start) <= _MARK
        body = actor.type in ("organisation", "country") and (bodies or fills)
        return actor.type in ("person", "group") or actor.form == "office" or body

    def opens_list(self, scene: Scene) -> bool:
        """Does the sentence announce a list of those who took part in the lines below it?"""
        return bool(self._rules.find("ATTENDANCE_BELOW", scene.text.rstrip()))

    def _joining(self, scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
        """Those listed behind "joined by": at what the sentence tells of, else at what the article does."""
        there = next((c for c in candidates if c.years_back is None), None)
        for m in self._rules.find("COMPANY", scene.text):
            for actor in list_after(scene, m.end):
                if actor.type in ("person", "group") or actor.form == "office" or m.rule.set.get("bodies"):
                    yield Part(scene, there, actor, str(m.rule.set["role"]), m.rule.id)


def _whose(scene: Scene, actor: Actor, persons: Collection[int]) -> bool:
    """ "Ana Ruiz, United Reef Workers, Bo Lund, ...": the body right behind a name is whose the person is."""
    named = actor.type == "group" and scene.text[actor.start].isupper()
    return named and scene.text.startswith(", ", actor.start - 2) and actor.start - 2 in persons


def is_item(scene: Scene) -> bool:
    """Does the sentence look like an item of a list?"""
    return _ITEM.match(scene.text) is not None and not scene.text.rstrip().endswith(":")


def _pictured(scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
    """Those whom a caption names from left to right."""
    if not _IN_PICTURE.search(scene.text):
        return
    there = [c for c in candidates if c.token.pos_ != "VERB"]
    for actor in scene.actors:
        if actor.type == "person" and not actor.inside:
            yield Part(scene, there[0] if there else None, actor, "participant", "role.pictured")


def _included(scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
    """ "A commission meeting in Lima, including Minister Ruiz": people behind a noun, with no verb between."""
    for found in _INCLUDING.finditer(scene.text):
        before = [c for c in candidates if c.token.pos_ != "VERB" and c.end <= found.start() and c.type not in _DEEDS]
        there = max(before, key=lambda c: c.end, default=None)
        if there is None or any(there.end <= t.idx < found.start() and t.pos_ in ("VERB", "AUX") for t in scene.doc):
            continue
        for actor in list_after(scene, found.end()):
            if actor.type == "person" or actor.form == "office":
                yield Part(scene, there, actor, "participant", "role.included")


def _in_capacity(scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Part]:
    """ "With Peru as host" at the happening of the sentence, or at the one that the article reports."""
    there = next((c for c in candidates if c.token.pos_ != "VERB"), None)
    for actor in scene.actors:
        if actor.inside or not _WITH.search(scene.text, 0, actor.reach[0] or actor.start):
            continue
        listed = list_after(scene, actor.start) or [actor]
        role = _CAPACITY.match(scene.text, listed[-1].end)
        if role:
            held = _OFFICES_HELD[role["role"].removeprefix("co-")]
            yield from (Part(scene, there, one, held, "role.capacity") for one in listed)


def leading(scene: Scene, group: Actor) -> list[Actor]:
    """ "A delegation led by Minister Ruiz": whoever leads it is there with it."""
    led = _LED_BY.match(scene.text, group.end) if group.type in ("group", "organisation", "country") else None
    return [a for a in list_after(scene, led.end()) if a.type == "person"] if led else []


def helpers(scene: Scene, role: str) -> list[Actor]:
    """ "In collaboration with the university": whoever helps to stage a happening stages it."""
    if role not in ("hold", "organizer", "host"):
        return []
    return [a for found in _TOGETHER.finditer(scene.text) for a in list_after(scene, found.end())]
