"""Whom a person speaks for, as the words behind the name or the office say: "of Indonesia", ", Red Hill Foods"."""

from __future__ import annotations

from collections.abc import Sequence

from asean_extract.values.mention import Affiliation
from asean_extract.values.offices import Office, affiliation_of
from asean_extract.values.person_scene import Scene
from asean_extract.values.words import Word

#: Offices that are of a place, which stands behind them as an employer does.
_OF_PLACES = frozenset(
    {"mayor", "vice mayor", "governor", "lieutenant governor", "senator", "congressman", "congresswoman"}
)
#: Small words within the names of organisations.
_WITHIN = frozenset({"of", "for", "the", "and", "&", "in", "on", "@", "'s"})


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


def owner_before(scene: Scene, i: int) -> Affiliation | None:
    """The nationality before a counterpart: "his Thai counterpart X"."""
    start = scene.words[i].start
    near = [h for h in scene.hits if h.end == start - 1 and h.entry.label == "country"]
    return affiliation_of(near[0]) if near else None
