"""The initiatives of one article: named policies, plans and vehicles of cooperation (records.md, Initiative)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import regex

from asean_extract.facts.initiative_elsewhere import HEADINGS, Elsewhere, Named
from asean_extract.facts.initiative_identity import GENERIC_ACRONYMS, ShortForms, key
from asean_extract.facts.initiative_joining import Joining, Mention, opens
from asean_extract.facts.initiative_names import NameFinder, NameSpan
from asean_extract.rules import Patterns
from asean_extract.spans import READ_KINDS, Paragraph

_NO_NAME = regex.compile(r"\s*\((?!(?:19|20)\d\d)[^)]*\)|<[^>]*>")


@dataclass(frozen=True, slots=True)
class InitiativeFact:
    """An initiative as one article tells of it.

    `mentions` are (start, end) in the source, in order. `owner_words` are the words that name the owners, as written
    or as the registry gives them. `period` is an EDTF year or interval. `aliases` are other forms, as written.
    """

    id: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: str
    owner_words: tuple[str, ...]
    period: str | None
    mentions: tuple[tuple[int, int], ...]
    rule: str


class InitiativeReader:
    """Reads the initiatives of an article; built once from the patterns and reused."""

    def __init__(self, patterns: Patterns) -> None:
        self._names = NameFinder(patterns)
        self._vocabulary = self._names.vocabulary
        self._short = ShortForms(self._vocabulary)
        self._periods = patterns.rules.labelled("INITIATIVE_PERIOD")
        self._joining = Joining(self._vocabulary, self._short, self._names.registry)

    def find_names(self, text: str) -> tuple[tuple[int, int], ...]:
        """Spans of the initiative names in a stretch of text, for readers that must not look inside them."""
        return tuple((n.start, n.end) for n in self._names.find(text) if n.full)

    def find(self, paragraphs: Sequence[Paragraph]) -> tuple[InitiativeFact, ...]:
        """The initiatives of one article's paragraphs, in order of first mention."""
        read = [p for p in paragraphs if p.kind in READ_KINDS]
        above = ["", *(p.text for p in read)]
        mentions = [m for p, before in zip(read, above, strict=False) for m in self._mentions(p, before)]
        named = [
            self._named(identity, group)
            for identity, group in self._joining.groups(mentions).items()
            if not all(_ambiguous(m.name) for m in group) or self._spelt_out(identity, read)
        ]
        elsewhere = Elsewhere(named, read)
        facts = [self._fact(one, elsewhere.of(one)) for one in named]
        return tuple(sorted(facts, key=lambda f: f.mentions[0]))

    def _mentions(self, paragraph: Paragraph, above: str) -> list[Mention]:
        found: list[Mention] = []
        for name in self._names.find(paragraph.text, paragraph.kind in HEADINGS, above):
            canonical = self._key(name)
            if found and self._in_bracket(found[-1].name, name, paragraph.text):
                previous = found[-1]
                name, canonical = replace(name, full=previous.name.full, entry=previous.name.entry), previous.key
            found.append(
                Mention(
                    name, paragraph.start + name.start, paragraph.start + name.end, canonical, opens(name, paragraph)
                )
            )
        return found

    def _spelt_out(self, identity: str, read: Sequence[Paragraph]) -> bool:
        """Whether the article has the words of the registry's name, in whatever capitals, up to its "in …"."""
        words = str(self._names.registry.entries[identity]["name"]).split(" in ")[0].casefold()
        return any(words in p.text.casefold() for p in read)

    def _key(self, name: NameSpan) -> str:
        """The canonical key, with an owner in the genitive or behind "of" in front of it."""
        owner = "-".join(name.owners) if name.owners and name.owners[0] in self._vocabulary.slugs else ""
        canonical = self._short.owner_first(key(name.text, self._vocabulary))
        slug_of_owner = self._vocabulary.slugs.get(owner, "").replace("-", " ")
        return f"{slug_of_owner} {canonical}".strip()

    def _in_bracket(self, before: NameSpan, name: NameSpan, text: str) -> bool:
        """Whether the name is a second form of the one before it, in brackets behind that."""
        return text[before.end : name.start] == " (" and text[name.end : name.end + 1] == ")"

    # -------------------------------------------------------- the fact
    def _named(self, identity: str, group: Sequence[Mention]) -> Named:
        full = [m for m in group if m.name.full]
        forms = dict.fromkeys(_form(m.name.text) for m in full)
        return Named(identity, group, full, tuple(forms), self._acronym_of(identity, full))

    def _fact(self, named: Named, elsewhere: Set[tuple[int, int]]) -> InitiativeFact:
        identity, full, forms, acronym = named.identity, named.full, named.forms, named.acronym
        long = [form for form in forms if form != acronym] or forms
        name = max(long, key=lambda form: (len(form), form.rpartition(" ")[2][:1].isupper(), -forms.index(form)))
        spans = {(m.start, m.end) for m in named.group} | elsewhere
        first = next(m for m in full if _form(m.name.text) == name)
        return InitiativeFact(
            id=identity, name=name, acronym=acronym,
            aliases=tuple(form for form in forms if form not in (name, acronym)),
            kind=self._kind(identity, full), owner_words=self._owners(identity, full),
            period=self._period(forms), mentions=tuple(sorted(spans)), rule=first.name.rule,
        )  # fmt: skip

    def _acronym_of(self, identity: str, full: Sequence[Mention]) -> str | None:
        given = [m.name.acronym for m in full if m.name.acronym and m.name.acronym not in GENERIC_ACRONYMS]
        known = self._names.registry.entries.get(identity, {}).get("acronym")
        if given:
            return given[0]
        return known if known and any(m.name.text == known for m in full) else None

    def _kind(self, identity: str, full: Sequence[Mention]) -> str:
        known = self._names.registry.entries.get(identity)
        if known:
            return str(known["kind"])
        return Counter(m.name.kind for m in full).most_common(1)[0][0]

    def _owners(self, identity: str, full: Sequence[Mention]) -> tuple[str, ...]:
        """Owners in the genitive, else the parties in the name, else the registry's."""
        genitive = dict.fromkeys(o for m in full for o in m.name.owners)
        named = dict.fromkeys(p for m in full for p in self._vocabulary.parties(m.name.text))
        known = self._names.registry.entries.get(identity, {}).get("owners", ())
        for words in (known, genitive, named):
            if words:
                return self._distinct(words)
        return ()

    def _distinct(self, words: Sequence[str] | Mapping[str, None]) -> tuple[str, ...]:
        """One form for each party, the first written."""
        seen: dict[str, str] = {}
        for word in words:
            seen.setdefault(self._vocabulary.slugs.get(word, word), word)
        return tuple(seen.values())

    def _period(self, forms: Sequence[str]) -> str | None:
        """The years in any form of the name, an interval before a single year."""
        for rule in self._periods:
            for form in forms:
                m = rule.regex.search(form)
                if m:
                    last = m.groupdict().get("last")
                    return f"{m['first']}/{m['first'][: 4 - len(last)]}{last}" if last else str(m["first"])
        return None


def _ambiguous(name: NameSpan) -> bool:
    """Whether the name is a registry's acronym so short that it stands for other things too ("DOC", "COC")."""
    return name.entry is not None and name.text.isupper() and len(name.text) <= 3


def _form(text: str) -> str:
    """A form as written, its line breaks, markup and the acronym in brackets aside."""
    return str(regex.sub(r"\s+", " ", _NO_NAME.sub("", text)).strip())
