"""Whom a person speaks for, as the words behind the name or the office say: "of Indonesia", ", Red Hill Foods"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from asean_extract.values.mention import Affiliation
from asean_extract.values.offices import Office, affiliation_of, capital_follows
from asean_extract.values.person_scene import Scene
from asean_extract.values.words import Word

#: Offices that are of a place, which stands behind them as an employer does.
_OF_PLACES = frozenset(
    {"mayor", "vice mayor", "governor", "lieutenant governor", "senator", "congressman", "congresswoman"}
)
#: Small words within the names of organisations.
_WITHIN = frozenset({"of", "for", "the", "and", "&", "in", "on", "with", "@", "'s"})

#: What somebody is director of within a body: so many words with capitals at most that end in one of these.
_FIELD = 3
_FIELDS = frozenset(
    {"affairs", "rights", "health", "policy", "relations", "operations", "programs", "programmes", "communications",
     "advocacy", "research", "strategy", "development", "engagement", "law", "education", "services", "management",
     "planning", "finance", "security", "studies", "outreach", "justice", "partnerships", "initiatives", "members"}
)  # fmt: skip
_OF = frozenset({"of", "at", "for", "with"})
#: What one is chair or head of without speaking for it, and what is a place rather than a body.
_NO_BODY = frozenset(
    {"summit", "meeting", "conference", "talks", "dialogue", "agreement", "treaty", "initiative", "plan",
     "states", "republic", "kingdom", "islands", "island", "city", "county", "state", "province",
     "district", "region", "town", "village"}
)  # fmt: skip


def of_whom(scene: Scene, last: int) -> tuple[Affiliation | None, int]:
    """The country or organisation behind a name: "of Indonesia", "(Japan)", ", Peru;"; and the word where that ends."""
    words = scene.words
    if last + 1 >= len(words) or words[last].text not in ("of", "(", ","):
        return None, last
    start = last + 2 if words[last + 1].text == "the" else last + 1
    for hit in scene.hits:
        if start < len(words) and hit.start == words[start].start and hit.entry.label in ("country", "organisation"):
            end = next((k for k in range(start, len(words)) if words[k].start >= hit.end), len(words))
            if words[last].text == "," and not item_ends(words, end):
                return None, last
            return affiliation_of(hit), end + (words[last].text == "(")
    return None, last


def item_ends(words: Sequence[Word], k: int) -> bool:
    """An item of a list ends before word k: the paragraph does, or a semicolon or a dash goes on to the next one."""
    return k >= len(words) or words[k].text in (";", "-", "•", "*", "–")


def employer(scene: Scene, last: int) -> Affiliation | None:
    """The organisation at the end of an item "name, office, organisation"."""
    words = scene.words
    if last >= len(words) or words[last].text != ",":
        return None
    start = last + 2 if last + 1 < len(words) and words[last + 1].text == "the" else last + 1
    for hit in scene.anchors:
        if start < len(words) and hit.start == words[start].start and hit.entry.label == "organisation":
            end = next((k for k in range(start, len(words)) if words[k].start >= hit.end), len(words))
            end += 3 if end + 2 < len(words) and words[end].text == "(" and words[end + 2].text == ")" else 0
            ends = item_ends(words, end) or words[end].text in (",", ".")
            return affiliation_of(hit) if ends else None
    return None


def unknown_employer(scene: Scene, office: Office) -> Affiliation | None:
    """The name of nobody known that ends such an item: "- X, founder, Red Hill Foods - Y ..."."""
    words = scene.words
    if office.noun in _OF_PLACES or office.last >= len(words) or words[office.last].text != ",":
        return None
    first = office.last + 1
    last = first
    while last < len(words) and not item_ends(words, last):
        last += 1
    run = [w for w in words[first:last] if w.text != "."]
    named = run and run[0].capital and all(w.capital or w.text in _WITHIN for w in run)
    if not named or not scene.blocked.isdisjoint(range(first, last)) or not scene.sure.isdisjoint(range(first, last)):
        return None
    start, end = run[0].start, run[-1].end
    return Affiliation(start, end, "organisation", scene.text[start:end], None)


def with_its_body(scene: Scene, office: Office) -> Office:
    """The office with the body that nobody knows, behind it: "editor of [Reef Watch International], said"."""
    words = scene.words
    first = _body_begins(scene, office)
    if first is None or office.noun in _OF_PLACES:
        return office
    last = first
    further = {o.first for o in scene.offices}
    while last < len(words):
        if not words[last].capital and not (words[last].text in _WITHIN and _name_goes_on(words, last + 1, further)):
            break
        last += 1
    run = range(first, last)
    place = any(h.start == words[first].start and h.end == words[last - 1].end for h in scene.hits)
    long = [w for w in words[first:last] if w.capital]
    field = len(long) <= _FIELD and words[last - 1].norm in _FIELDS
    if len(long) < 2 or place or field or words[last - 1].norm in _NO_BODY or not scene.sure.isdisjoint(run):
        return office
    start, end = words[first].start, words[last - 1].end
    body = Affiliation(start, end, "organisation", scene.text[start:end], None)
    return replace(office, last=last, affiliation=body, complement=True)


def _name_goes_on(words: Sequence[Word], k: int, offices: Collection[int]) -> bool:
    """Does a word with a capital stand at word k, behind an article perhaps, that begins no office?"""
    return capital_follows(words, k) and k not in offices


def _body_begins(scene: Scene, office: Office) -> int | None:
    """The word where the name of such a body begins; a country may only open it: "editor of [Peru] Now"."""
    words, last = scene.words, office.last
    owner = office.affiliation
    if last >= len(words) or (owner is not None and owner.label != "country"):
        return None
    if owner is not None:
        runs_on = words[last].is_word and words[last].capital and owner.end == words[last - 1].end
        return next(k for k in range(last) if words[k].end > owner.start) if runs_on else None
    opens = last
    if words[last].is_word and words[last].capital:  # "director of the Global [Reef Fund]": its first word is a field's
        opens = next((k for k in range(last - 1, office.head, -1) if words[k].text in _OF), last)
    if words[opens].text not in _OF or not capital_follows(words, opens + 1):
        return None
    return opens + 1 + (words[opens + 1].norm == "the")


def owner_before(scene: Scene, i: int) -> Affiliation | None:
    """The nationality before a counterpart: "his Thai counterpart X"."""
    start = scene.words[i].start
    near = [h for h in scene.hits if h.end == start - 1 and h.entry.label == "country"]
    return affiliation_of(near[0]) if near else None
