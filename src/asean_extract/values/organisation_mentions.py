"""What is made of the organisations that a paragraph names: mentions, acronyms, and what is none of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import regex
from rapidfuzz import fuzz

from asean_extract.values.gazetteer import Hit
from asean_extract.values.known_names import Known
from asean_extract.values.mention import Mention
from asean_extract.values.organisations import Organisation

#: A name so alike to a known one (rapidfuzz ratio), before the same acronym, is that one misspelt.
_MISSPELT = 75
_SHOUTED = regex.compile(r"\p{Lu}[\p{Lu}\d&-]{1,9}")
_CREDIT = regex.compile(
    r"""[.!?'"] ?\((?:(?:[Pp]hotos?|[Ss]ource|[Ii]mage|[Cc]ourtesy)(?: courtesy)?(?: of| by)?:? )?$"""
)


def holds_known(body: Organisation, hits: Sequence[Hit[Known]]) -> bool:
    """A shape drawn around a known organisation: the known name is better."""
    if any(_misspelt(h.entry, body) for h in hits):
        return True
    return any(
        h.entry.label == "organisation" and body.start < h.end and h.start < body.end
        and (h.end >= body.end or (h.start <= body.start and body.name[h.end - body.start :][:1] == "-"))
        for h in hits
    )  # fmt: skip


def _misspelt(known: Known, body: Organisation) -> bool:
    """A known organisation whose name is misspelt before its own acronym."""
    same = known.acronym is not None and known.acronym == body.acronym
    return same and fuzz.ratio(known.name, body.name) >= _MISSPELT


def without_redefined(
    text: str, hits: Sequence[Hit[Known]], bodies: Sequence[Organisation], defined: Collection[str]
) -> list[Hit[Known]]:
    """What the text itself defines an acronym to mean goes before what the world takes it for."""
    own = {b.acronym for b in bodies}
    shown = ((h, text[h.start : h.end]) for h in hits)
    return [h for h, word in shown if h.entry.form != "acronym" or (word not in own and word not in defined)]


def unknown_owners(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Organisations that stand only beside an office: "DOF's director", "editor of Peru Now"."""
    longest = {m.start: m.end for m in sorted(mentions, key=lambda m: m.end)}
    bonds = {m.affiliation for m in mentions if m.affiliation and m.affiliation.key is None}
    return [
        Mention(
            b.start,
            b.end,
            text[b.start : b.end],
            "organisation",
            b.name,
            None,
            "acronym" if b.name.isupper() else "name",
            rule="names.organisation.owner",
        )
        for b in sorted(bonds, key=lambda b: b.start)
        if longest.get(b.start, b.start) < b.end
    ]


def is_credit(text: str, m: Mention) -> bool:
    """A name that fills the brackets behind a sentence: whose photograph it is ("(Reuters)")."""
    return text[m.end : m.end + 1] == ")" and _CREDIT.search(text[: m.start]) is not None


def acts(text: str, start: int, end: int) -> bool:
    """Somebody who does something: "by X", "X said"."""
    before = regex.search(r"\b(?:by|between|with|from)(?: the)? $", text[:start])
    after = regex.match(
        r" (?:said|says|will|has|have|had|announced|announces|is|was|plans|signed|agreed|pledged)\b", text[end:]
    )
    return bool(before or after)


def mention_of_body(text: str, body: Organisation, hits: Sequence[Hit[Known]]) -> Mention:
    """The mention of an organisation found by its shape, with the country whose it is."""
    country = next((h.entry.key for h in hits if h.entry.label == "country" and _possesses(text, h, body)), None)
    return Mention(
        body.start, body.end, text[body.start : body.end], "organisation", body.name, None, "name",
        country=country, acronym=body.acronym, rule=body.rule,
    )  # fmt: skip


def _possesses(text: str, hit: Hit[Known], body: Organisation) -> bool:
    """ "Malaysia's Finance Ministry", "the Thai finance ministry", "Ministry of Health of Laos"."""
    before = text[hit.end : body.start] in ("'s ", " ") and hit.end <= body.start
    within = body.start <= hit.start and hit.end <= body.end
    return before or within or text[body.end : hit.start] in (" of ", " of the ", ", ")


def defined_acronyms(bodies: Sequence[Organisation]) -> list[Mention]:
    """The acronyms in brackets behind their organisations, as mentions inside them."""
    return [
        Mention(
            *b.acronym_span,
            b.acronym,
            "organisation",
            b.name,
            None,
            "acronym",
            acronym=b.acronym,
            inside=True,
            rule=b.rule,
        )
        for b in bodies
        if b.acronym and b.acronym_span
    ]


def known_acronyms(text: str, defined: Mapping[str, Mention]) -> list[Mention]:
    """Acronyms that the article defines elsewhere, standing alone."""
    found = []
    for m in _SHOUTED.finditer(text):
        full = defined.get(m.group())
        if full and text[m.start() - 1 : m.start()] != "(":
            found.append(
                Mention(m.start(), m.end(), m.group(), "organisation", full.name, None, "acronym",
                        country=full.country, acronym=full.acronym, rule="names.organisation.acronym")
            )  # fmt: skip
    return found
