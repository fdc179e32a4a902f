"""Binds names of persons to their offices: both orders, lists, kin, honorifics, and what a model saw."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from asean_extract.values.employers import employer, item_ends, of_whom, owner_before, unknown_employer, with_its_body
from asean_extract.values.mention import Mention
from asean_extract.values.offices import Office
from asean_extract.values.person_scene import Scene
from asean_extract.values.persons import PersonName, PersonReader
from asean_extract.values.places import cities


def persons_in(scene: Scene, reader: PersonReader, known: Mapping[str, Collection[str]]) -> list[Mention]:
    """The persons of a paragraph. `known` are forms of names that the article gives elsewhere, by their first word."""
    _name_then_office(scene, reader)
    _office_then_name(scene, reader)
    _office_comma_name(scene, reader)
    _honorific_then_name(scene, reader)
    _kin_then_name(scene, reader)
    _listed_with_body(scene, reader)
    _as_model_says(scene, reader)
    _known_from_elsewhere(scene, known)
    return sorted(scene.found, key=lambda m: m.start)


def _office_then_name(scene: Scene, reader: PersonReader) -> None:
    """ "Thai Prime Minister Prayut …", "Presidents X and Y", offices in a chain before one name."""
    for index, office in enumerate(scene.offices):
        name = reader.name_at(scene.words, office.last, scene.blocked, scene.sure)
        if name is None or not scene.free(name) or office.first in scene.named:
            continue
        if office.plural and not _list_goes_on(scene, name.last):
            continue
        if any(other.first == name.last for other in scene.offices):
            continue
        chain = _chained(scene, index)
        bond, last = of_whom(scene, name.last)
        scene.place(name, chain, bond, "person.office-name")
        scene.named.add(office.first)
        if office.plural:
            _rest_of_list(scene, reader, office, last)


def _chained(scene: Scene, index: int) -> Office:
    """The office and those right before it that the same person holds: "Deputy Minister of X, Leader of Y"."""
    office = scene.offices[index]
    while index > 0:
        before = scene.offices[index - 1]
        between = [w.text for w in scene.words[before.last : office.first]]
        joined = between in ([], [","], ["and"], [",", "and"]) and not before.plural and before.first not in scene.named
        told_apart = before.first > 0 and scene.words[before.first - 1].norm == "the" and not before.complement
        if not joined or (between == ["and"] and told_apart):
            break
        scene.named.add(office.first)
        owner = office.affiliation or before.affiliation
        office = replace(before, last=office.last, affiliation=owner, complement=True)
        index -= 1
    return office


def _list_goes_on(scene: Scene, last: int) -> bool:
    text = scene.words[last].text if last < len(scene.words) else ""
    return text in (",", "and", "of", "&")


def _rest_of_list(scene: Scene, reader: PersonReader, office: Office, last: int) -> None:
    """The further names under a plural office: "Presidents X of A, Y of B and Z"."""
    while last < len(scene.words) and scene.words[last].text in (",", "and", "&"):
        start = last + 1 + (scene.words[last + 1].text == "and" if last + 1 < len(scene.words) else 0)
        name = reader.name_at(scene.words, start, scene.blocked, scene.sure)
        if name is None or not scene.free(name):
            return
        bond, last = of_whom(scene, name.last)
        scene.place(name, office, bond, "person.office-list")


def _name_then_office(scene: Scene, reader: PersonReader) -> None:
    """ "X, secretary-general of Y", "X (Minister of Y)"."""
    words = scene.words
    for office in scene.offices:
        mark = office.first - 1
        while mark > 0 and words[mark].text in ("the", "a", "an", "currently", "now", "new", "newly", "'s"):
            mark -= 1
        if office.first in scene.named or office.plural or mark < 1 or words[mark].text not in (",", "("):
            continue
        name = reader.name_before(words, mark, 0, scene.blocked, scene.sure)
        if name is None or not scene.free(name) or _holder_follows(scene, reader, office):
            continue
        if any(other.last == name.opening for other in scene.offices):
            scene.named.add(office.first)
            continue
        if name.last - name.first > 1 or name.opening < name.first or name.first in scene.sure:
            held = with_its_body(scene, _joined(scene, _with_whom_it_serves(scene, reader, office)))
            listed = name.opening == 0 or item_ends(words, name.opening - 1)
            bond = held.affiliation or employer(scene, held.last) or (unknown_employer(scene, held) if listed else None)
            scene.place(name, held, bond, "person.name-office")


def _holder_follows(scene: Scene, reader: PersonReader, office: Office) -> bool:
    """Is the office that of a name behind it? Not of a word that leads on to a thing: "director of the Global [Tide]
    Program"."""
    words = scene.words
    name = reader.name_at(words, office.last, scene.blocked, scene.sure)
    if name is None:
        return False
    leads_on = name.last < len(words) and words[name.last].is_word and words[name.last].capital
    return name.last - name.first > 1 or not leads_on or name.first in scene.sure


def _with_whom_it_serves(scene: Scene, reader: PersonReader, office: Office) -> Office:
    """The office with the person it serves: "economic adviser to President X"."""
    words = scene.words
    if office.last >= len(words) or words[office.last].text != "to":
        return office
    for other in scene.offices:
        name = reader.name_at(words, other.last, scene.blocked, scene.sure) if other.first == office.last + 1 else None
        if name is not None and not other.plural:
            return replace(office, last=name.last, complement=True)
    return office


def _joined(scene: Scene, office: Office) -> Office:
    """The office with those that "and" joins to it: "deputy prime minister and minister of foreign affairs of Laos"."""
    for other in scene.offices:
        between = [w.text for w in scene.words[office.last : other.first]]
        if other.first > office.first and between == ["and"] and not other.plural:
            scene.named.add(other.first)
            owner = office.affiliation or other.affiliation
            office = replace(office, last=other.last, plural=False, affiliation=owner, complement=True)
    return office


def _office_comma_name(scene: Scene, reader: PersonReader) -> None:
    """ "South Korea's finance minister, Min-jun Kim, said": only a name of two words, or one that a model saw."""
    for office in scene.offices:
        if office.first in scene.named or office.plural or office.last >= len(scene.words):
            continue
        if scene.words[office.last].text != ",":
            continue
        name = reader.name_at(scene.words, office.last + 1, scene.blocked, scene.sure)
        followed = (
            name is not None
            and name.last < len(scene.words)
            and any(o.first in (name.last + 1, name.last + 2) for o in scene.offices)
        )
        if name and scene.free(name) and not followed and (name.last - name.first > 1 or name.first in scene.sure):
            scene.place(name, office, None, "person.office-comma-name")


def _honorific_then_name(scene: Scene, reader: PersonReader) -> None:
    i = 0
    while i < len(scene.words):
        first = reader.skip_honorifics(scene.words, i)
        name = reader.name_at(scene.words, i, scene.blocked, scene.sure) if first > i else None
        if name is not None and scene.free(name):
            scene.place(name, None, of_whom(scene, name.last)[0], "person.honorific")
        i = max(first, i + 1)


def _kin_then_name(scene: Scene, reader: PersonReader) -> None:
    """ "his wife X", "her counterpart, X", "X, his wife"."""
    for i, word in enumerate(scene.words):
        if word.norm not in reader.kin:
            continue
        start = i + 1 + (i + 1 < len(scene.words) and scene.words[i + 1].text == ",")
        name = reader.name_at(scene.words, start, scene.blocked, scene.sure) or _before_kin(scene, reader, i)
        if name is not None and scene.free(name):
            scene.place(name, None, owner_before(scene, i), "person.kin")


def _listed_with_body(scene: Scene, reader: PersonReader) -> None:
    """The whole of an item "- Ana Ruiz, Harbour Workers Union": a name and the body that it comes from."""
    words = scene.words
    first = int(bool(words) and words[0].text in ("-", "•", "*", "–"))
    name = reader.name_at(words, first, scene.blocked, scene.sure) if first < len(words) else None
    if name is None or not scene.free(name) or not 1 < name.last - name.first < 5:
        return
    bond = employer(scene, name.last)
    if bond is not None and bond.end >= words[-1].end - (words[-1].text == "."):
        scene.place(name, None, bond, "person.listed")


def _before_kin(scene: Scene, reader: PersonReader, i: int) -> PersonName | None:
    """The name of two words that a relation explains: "X Y, his wife"."""
    words = scene.words
    if i < 3 or words[i - 1].norm not in ("his", "her", "their") or words[i - 2].text != ",":
        return None
    name = reader.name_before(words, i - 2, 0, scene.blocked, scene.sure)
    return name if name is not None and name.last - name.first > 1 else None


def _as_model_says(scene: Scene, reader: PersonReader) -> None:
    """Names that only a model saw: two words at least, nothing in them that other names own."""
    i = 0
    while i < len(scene.words):
        if i not in scene.sure or i in scene.blocked or i in scene.taken:
            i += 1
            continue
        i = _step_back(scene, reader, i)
        name = reader.name_at(scene.words, i, scene.blocked, scene.sure)
        if name is None or not scene.free(name):
            i += 1
            while i in scene.taken:
                i += 1
            continue
        if name.last - name.first > 1 and _stands_alone(scene, name) and not _is_town(scene, name):
            listed = name.opening == 0 or item_ends(scene.words, name.opening - 1)
            bond = of_whom(scene, name.last)[0] or (employer(scene, name.last) if listed else None)
            scene.place(name, None, bond, "person.model")
        i = name.last


def _is_town(scene: Scene, name: PersonName) -> bool:
    """ "In Siem Reap": a town that the model takes for a person."""
    before = scene.words[name.first - 1].norm if name.first else ""
    return before in ("in", "near") and name.name in cities()


def _stands_alone(scene: Scene, name: PersonName) -> bool:
    """No capital right beside it, no article before it: not a piece of the name of a thing."""
    before = scene.words[name.first - 1] if name.first else None
    after = scene.words[name.last] if name.last < len(scene.words) else None
    if after is not None and after.is_word and after.capital:
        return False
    if before is None or name.opening < name.first:
        return True
    opens = name.first < 2 or scene.words[name.first - 2].text in '.:;"'
    return before.norm not in ("the", "a", "an", "this") and (opens or not (before.is_word and before.capital))


def _step_back(scene: Scene, reader: PersonReader, i: int) -> int:
    """The model cuts names short on the left: a family name before it belongs to it."""
    if i > 0 and i - 1 not in scene.taken and scene.words[i - 1].norm in reader.surnames and scene.words[i - 1].capital:
        return i - 1 if i - 1 not in scene.blocked else i
    return i


def _known_from_elsewhere(scene: Scene, known: Mapping[str, Collection[str]]) -> None:
    """Names that the rest of the article gives: "Hun Sen added", "Kim said"."""
    for i, forms in ((i, known[word.text]) for i, word in enumerate(scene.words) if word.text in known):
        for size in (4, 3, 2, 1):
            span = range(i, min(i + size, len(scene.words)))
            phrase = " ".join(scene.words[k].text for k in span)
            fits = phrase in forms and len(span) == size and scene.taken.isdisjoint(span)
            if fits and (size > 1 or not set(span) & set(scene.blocked)) and not _in_hyphens(scene, i, i + size):
                scene.place(PersonName(i, i, i + size, phrase), None, None, "person.known", single=size == 1)
                break


def _in_hyphens(scene: Scene, first: int, last: int) -> bool:
    """Part of a longer name: a further capital right beside a bare surname."""
    before = scene.words[first - 1] if first else None
    after = scene.words[last] if last < len(scene.words) else None
    if last - first > 1:
        return False
    left = (
        before is not None
        and before.capital
        and before.is_word
        and first - 1 in scene.sure
        and first - 1 not in scene.blocked
    )
    return left or (after is not None and after.capital and after.is_word and last in scene.sure)
