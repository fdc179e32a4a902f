"""Names within names: "Korea" in "ASEAN-Korea Summit", a country in somebody's office."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from asean_extract.values.mention import Mention
from asean_extract.values.person_scene import Scene
from asean_extract.values.words import Word

#: Small words within names.
MIDDLE = frozenset({"of", "on", "for", "&", "-", "the"})


def settled(scene: Scene, mentions: Sequence[Mention], vehicle_heads: Collection[str]) -> list[Mention]:
    """Each span once, in order, marked when it lies in a bigger name or in a named person's office."""
    text, words = scene.text, scene.words
    shells = [(m.start, m.end) for m in mentions if m.label in ("organisation", "group") or m.form == "office"]
    shells += [(m.start, m.end) for m in mentions if m.label == "person"]
    shells += [(words[o.first].start, words[o.last - 1].end) for o in scene.offices if o.first in scene.named]
    shells += scene.titles
    shells += [(m.affiliation.start, m.affiliation.end + 1) for m in mentions if m.affiliation and m.form != "office"]
    names = vehicles(words, vehicle_heads)
    found: dict[tuple[int, int], Mention] = {}
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        nested = any(s <= m.start and m.end <= e and (s, e) != (m.start, m.end) for s, e in shells + names)
        joined = text[m.start - 1 : m.start] == "-" or text[m.end : m.end + 1] == "-"
        served = m.label == "person" and any(s <= m.start and m.end <= e for s, e in scene.titles)
        mine = replace(m, inside=served or ((m.label != "person" or m.form == "office") and (nested or joined)))
        found.setdefault((m.start, m.end), mine)
    return list(found.values())


def vehicles(words: Sequence[Word], heads: Collection[str]) -> list[tuple[int, int]]:
    """Spans of names of meetings, plans and funds: capitals that lead to such a head noun, and what it is of."""
    spans = []
    for k, word in enumerate(words):
        if not word.capital or word.norm.rstrip("s") not in heads:
            continue
        first, last = k, k + 1
        while first > 0 and _runs_on(words, first - 1):
            first -= 1
        while last < len(words) and _runs_on(words, last, forward=True):
            last += 1
        if last - first > 1:
            spans.append((words[first].start, words[last - 1].end))
    return spans


def _runs_on(words: Sequence[Word], k: int, forward: bool = False) -> bool:
    """Does a capitalised name go on at word k?"""
    word = words[k]
    if word.is_word and (word.capital or (word.text[0].isdigit() and not forward)):
        return True
    inner = 0 < k < len(words) - 1
    if not inner or word.text not in MIDDLE:
        return False
    nearer = words[k + 1] if not forward else words[k - 1]
    further = words[k - 1] if not forward else words[k + 1]
    if forward and word.text in ("of", "on", "for") and further.text == "the":
        further = words[k + 2] if k + 2 < len(words) else further
    return (nearer.capital or nearer.text in MIDDLE) and (further.capital or (not forward and further.text in MIDDLE))
