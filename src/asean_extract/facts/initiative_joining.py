"""Which mentions of one article tell of one initiative."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from asean_extract.facts.initiative_identity import ShortForms, key, respelt, slug, undated
from asean_extract.facts.initiative_names import NameSpan, Registry
from asean_extract.facts.initiative_words import Vocabulary
from asean_extract.spans import Paragraph

#: A head that texts add to a name which needs none ("the X Movement Program").
_SECOND_HEAD = regex.compile(r" (?:program|initiative|agreement|framework|project|plan)$")
#: What may stand before the name that a paragraph is headed with.
_BEFORE_HEADING = regex.compile(r"\W*(?:(?:A |The )?New )?")
_PREPOSITIONS = frozenset({"of", "for", "on", "in", "to", "with", "against", "between", "concerning", "regarding"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the source; `key` is its canonical form; `heading`: its paragraph opens with it and a colon."""

    name: NameSpan
    start: int
    end: int
    key: str
    heading: bool = False


def opens(name: NameSpan, paragraph: Paragraph) -> bool:
    """Whether the paragraph is headed with the name: "New Reef Framework: ..."."""
    led = _BEFORE_HEADING.fullmatch(paragraph.text, 0, name.start)
    return led is not None and paragraph.text.startswith(":", name.end)


class Joining:
    """Puts mentions together; built once for all articles."""

    def __init__(self, vocabulary: Vocabulary, short: ShortForms, registry: Registry) -> None:
        self._vocabulary = vocabulary
        self._short = short
        self._known: dict[str, str] = {}
        for form, identity in registry.forms.items():
            self._known.setdefault(key(form, vocabulary), identity)

    def groups(self, mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
        """Mentions by initiative id, in order."""
        groups: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.name.full:
                groups.setdefault(self._identity(mention), []).append(mention)
        self._merge_respelt(groups)
        self._merge_short(groups)
        self._merge_headings(groups)
        self._add_bare(groups, [mention for mention in mentions if not mention.name.full])
        return {identity: sorted(group, key=lambda m: m.start) for identity, group in groups.items()}

    def _identity(self, mention: Mention) -> str:
        """The registry's id when the name, its undated or its party-less form is known there, else one of its own."""
        if mention.name.entry:
            return self._known.get(mention.key, mention.name.entry)
        plain = self._short.without_parties(mention.key)
        for form in (mention.key, undated(mention.key), plain, undated(plain), _SECOND_HEAD.sub("", plain)):
            if form in self._known and (mention.name.kind in ("agreement", "vision") or undated(form) == form):
                return self._known[form]
        return slug(undated(mention.key) if mention.name.kind == "agreement" else mention.key)

    def _merge_short(self, groups: dict[str, list[Mention]]) -> None:
        """A full name that is the short form of exactly one longer name is that initiative."""
        forms = {identity: self._forms(group) for identity, group in groups.items()}
        holders = _inverted(forms)
        for identity in list(groups):
            keys = {m.key for m in groups[identity]}
            holding = {other for k in keys for other in holders.get(k, ()) if other != identity and other in groups}
            longer = [other for other in holding if not self._clash(identity, other, groups)]
            if len(longer) == 1 and not (forms[identity] & {m.key for m in groups[longer[0]]}):
                groups[longer[0]] += groups.pop(identity)
                forms[longer[0]] |= forms[identity]
                for form in forms[identity]:
                    holders[form].add(longer[0])

    def _clash(self, short: str, long: str, groups: Mapping[str, list[Mention]]) -> bool:
        """Whether two names say that they belong to different parties."""
        owners = [{o for m in groups[i] for o in m.name.owners} for i in (short, long)]
        slugs = [{self._vocabulary.slugs.get(o, o) for o in side} for side in owners]
        named = {self._vocabulary.slugs[p] for m in groups[long] for p in self._vocabulary.parties(m.name.text)}
        return bool(slugs[0]) and bool(slugs[1] | named) and not slugs[0] & (slugs[1] | named)

    def _forms(self, group: Sequence[Mention]) -> frozenset[str]:
        return frozenset(form for k in {m.key for m in group} for form in self._short.of(k))

    def _merge_respelt(self, groups: dict[str, list[Mention]]) -> None:
        """Names that differ in a preposition only ("Initiative on X", "Initiative for X") are the first of them."""
        firsts: dict[str, str] = {}
        for identity in list(groups):
            first = firsts.setdefault(respelt(groups[identity][0].key), identity)
            if first != identity and not self._clash(identity, first, groups):
                groups[first] += groups.pop(identity)

    def _merge_headings(self, groups: dict[str, list[Mention]]) -> None:
        """The name that a paragraph is headed with is a mention of the one in it that has its head and all it tells."""
        headings = [identity for identity, group in groups.items() if all(m.heading for m in group)]
        if not headings:
            return
        spelt: dict[str, list[tuple[str, int, frozenset[str]]]] = {}
        for identity, m in ((i, m) for i, group in groups.items() for m in group if not m.heading):
            head, telling = self._parts(m)
            spelt.setdefault(head, []).append((identity, m.start, telling))
        for identity in headings:
            heading = groups[identity][0]
            head, told = self._parts(heading)
            behind = (one for one in spelt.get(head, ()) if one[1] > heading.end)
            full = list(dict.fromkeys(other for other, _, telling in behind if told and told <= telling))
            if len(full) == 1 and not self._clash(identity, full[0], groups):
                groups[full[0]] += [replace(m, name=replace(m.name, full=False)) for m in groups.pop(identity)]

    def _add_bare(self, groups: dict[str, list[Mention]], bare: Sequence[Mention]) -> None:
        """Bare forms go to the fuller name that they shorten, or are dropped."""
        if not bare:
            return
        fuller = _Fuller(groups, self._short)
        for mention in bare:
            identity = fuller.named_before(mention)
            if identity is not None:
                groups[identity].append(mention)

    def _parts(self, mention: Mention) -> tuple[str, frozenset[str]]:
        """The head of a name and the words of it that are not generic."""
        words = self._vocabulary.words(mention.name.text)
        small = next((i for i, w in enumerate(words) if not w.capital and i and w.text in _PREPOSITIONS), len(words))
        telling = (w.text for w in words if w.capital and not self._vocabulary.plays("generic", w.text))
        return words[small - 1].text, frozenset(telling) - {words[small - 1].text}


class _Fuller:
    """The full names of an article, by what may come back to them: their short forms, and their single words."""

    def __init__(self, groups: Mapping[str, Sequence[Mention]], short: ShortForms) -> None:
        self._by_form: dict[str, list[tuple[int, str]]] = {}
        self._by_word: dict[str, list[tuple[int, str]]] = {}
        full = [(m.start, identity, m) for identity, group in groups.items() for m in group if m.name.full]
        forms = {key: short.of(key) for key in {m.key for _, _, m in full}}
        for start, identity, m in sorted(full, key=lambda one: one[:2]):
            for form in forms[m.key]:
                self._by_form.setdefault(form, []).append((start, identity))
            for word in set(m.name.text.split(" ")):
                self._by_word.setdefault(word, []).append((start, identity))

    def named_before(self, bare: Mention) -> str | None:
        """The initiative that a bare form means: the last one named before it whose name it shortens."""
        named = [self._by_form.get(bare.key, [])]
        if " " not in bare.name.text:
            named.append(self._by_word.get(bare.name.text, []))
        before = [one[at - 1] for one in named if (at := bisect_left(one, (bare.start, "")))]
        return max(before)[1] if before else None


def _inverted(forms: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The initiatives that have a form, by the form."""
    holders: dict[str, set[str]] = {}
    for identity, own in forms.items():
        for form in own:
            holders.setdefault(form, set()).add(identity)
    return holders
