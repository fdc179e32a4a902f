"""Names in a paragraph: persons, organisations, countries, places that stand for governments, and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex
from rapidfuzz import fuzz

from asean_extract.rules import Patterns
from asean_extract.values.gazetteer import Gazetteer, Hit
from asean_extract.values.known_names import Known, known_names
from asean_extract.values.mention import Affiliation, Mention
from asean_extract.values.offices import Office, OfficeReader
from asean_extract.values.organisations import Organisation, OrganisationReader
from asean_extract.values.person_mentions import Scene, persons_in
from asean_extract.values.persons import PersonReader, surname
from asean_extract.values.words import Word, read_words, squeeze

__all__ = ["Affiliation", "ArticleNames", "Gazetteer", "Mention", "NameReader"]

#: A name so alike to a known one (rapidfuzz ratio), before the same acronym, is that one misspelt.
_MISSPELT = 75
Ner = Sequence[tuple[int, int, str]]
_SHOUTED = regex.compile(r"\p{Lu}[\p{Lu}\d&-]{1,9}")
_CREDIT = regex.compile(
    r"""[.!?'"] ?\((?:(?:[Pp]hotos?|[Ss]ource|[Ii]mage|[Cc]ourtesy)(?: courtesy)?(?: of| by)?:? )?$"""
)
_MIDDLE = frozenset({"of", "on", "for", "&", "-", "the"})


@dataclass(frozen=True)
class ArticleNames:
    """What the other paragraphs of an article give: persons by the forms that may stand alone, defined acronyms."""

    persons: Mapping[str, str] = field(default_factory=dict)
    acronyms: Mapping[str, Mention] = field(default_factory=dict)


class NameReader:
    """Finds names; built once, reused for every text.

    Patterns and knowledge decide first. What a statistical model saw only completes them: persons of two words at
    least, organisations that are no meeting, plan or fund.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._known = known_names(patterns)
        self._offices = OfficeReader(patterns)
        self._persons = PersonReader(patterns, self._offices.portfolio)
        self._organisations = OrganisationReader(patterns)
        self._rules = patterns.rules

    def looks_like_vehicle(self, name: str) -> bool:
        """Is it a meeting, initiative, plan, fund or treaty by its head noun, and so no organisation?"""
        return self._organisations.looks_like_vehicle(name)

    def find(self, text: str, ner: Ner = (), article: ArticleNames | None = None) -> tuple[Mention, ...]:
        """The names of one paragraph (reading view), in order of place; nested ones are marked `inside`.

        `ner` are spans of a model with the labels of OntoNotes; offsets are those of the text.
        """
        squeezed = squeeze(text)
        spans = [(*squeezed.into(start, end), label) for start, end, label in ner]
        found = self._find(squeezed.text, spans, article or ArticleNames())
        return tuple(m.mapped(squeezed.back) for m in found)

    def find_all(self, texts: Sequence[str], ners: Sequence[Ner] = ()) -> tuple[tuple[Mention, ...], ...]:
        """The names of an article's paragraphs, read twice: what one paragraph introduces ("Kim Min-jun", "Bureau of
        Fairs (BOF)") is found alone in the others ("Kim", "the BOF")."""
        ners = ners or [()] * len(texts)
        first = [self.find(text, ner) for text, ner in zip(texts, ners, strict=True)]
        article = self._article_names([m for mentions in first for m in mentions])
        found = [self.find(text, ner, article) for text, ner in zip(texts, ners, strict=True)]
        overrun = _overrun([m for mentions in found for m in mentions])
        return tuple(tuple(_cut_back(m, overrun) for m in mentions) for mentions in found)

    def _article_names(self, mentions: Sequence[Mention]) -> ArticleNames:
        persons: dict[str, str] = {}
        for m in mentions:
            if m.label == "person" and m.form == "name":
                alone = (surname(m.name, self._persons.surnames), m.name.split()[-1])
                for form in (m.name, *alone):
                    if " " in form or self._persons.may_stand_alone(form):
                        persons.setdefault(form, m.name)
        acronyms = {m.acronym: m for m in mentions if m.acronym and m.label == "organisation" and not m.key}
        return ArticleNames(persons, acronyms)

    def _find(self, text: str, ner: Ner, article: ArticleNames) -> list[Mention]:
        words = read_words(text)
        hits = self._hits(text, ner)
        people = [(start, end) for start, end, label in ner if label == "PERSON"]
        bodies = [b for b in self._organisations.find(text, hits, people) if not _holds_known(b, hits)]
        hits = _without_redefined(text, hits, bodies, article)
        anchors = sorted([*hits, *self._body_hits(text, bodies, article)], key=lambda h: (h.start, -h.end))
        offices = self._offices.find(words, without_nested(anchors))
        scene = self._scene(text, words, hits, bodies, offices, ner)
        mentions = [
            *persons_in(scene, self._persons, article.persons),
            *self._bare_offices(scene, offices),
            *(_mention_of_hit(text, hit) for hit in hits if hit.entry.kind != "people"),
            *(_mention_of_body(text, body, hits) for body in bodies),
            *_defined_acronyms(bodies),
            *_known_acronyms(text, article),
            *self._groups(text),
        ]
        mentions += _unknown_owners(text, mentions)
        mentions += self._from_model(text, ner, mentions, scene)
        return self._settled(text, words, [m for m in mentions if not _is_credit(text, m)], scene)

    def _hits(self, text: str, ner: Ner) -> list[Hit[Known]]:
        persons = [(start, end) for start, end, label in ner if label == "PERSON"]
        return [h for h in self._known.find(text) if not _is_part_of_person(text, h, persons)]

    def _body_hits(self, text: str, bodies: Sequence[Organisation], article: ArticleNames) -> list[Hit[Known]]:
        """Organisations found by their shape, as anchors that an office may be of."""
        found = [Hit(b.start, b.end, Known("organisation", "", b.name, acronym=b.acronym)) for b in bodies]
        for m in _known_acronyms(text, article):
            found.append(Hit(m.start, m.end, Known("organisation", "", m.name, "acronym", m.country, m.acronym)))
        return found

    def _scene(
        self, text: str, words: Sequence[Word], hits: Sequence[Hit[Known]], bodies: Sequence[Organisation],
        offices: Sequence[Office], ner: Ner,
    ) -> Scene:  # fmt: skip
        spans = [(h.start, h.end) for h in hits] + [(b.start, b.end) for b in bodies]
        blocked = {i for i, w in enumerate(words) for s, e in spans if s < w.end and w.start < e}
        blocked |= {i for o in offices for i in range(o.head, o.last)}
        people = [(s, e) for s, e, label in ner if label == "PERSON"]
        sure = {i for i, w in enumerate(words) for s, e in people if s <= w.start and w.end <= e and w.is_word}
        return Scene(text, words, hits, offices, frozenset(blocked), frozenset(sure))

    def _bare_offices(self, scene: Scene, offices: Sequence[Office]) -> list[Mention]:
        """Offices without a name, which stand for a country or organisation, or for somebody named before."""
        found = []
        for office in offices:
            if office.first in scene.named or office.plural or not (office.bare or office.affiliation):
                continue
            start, end = scene.words[office.first].start, scene.words[office.last - 1].end
            bond, title = office.affiliation, scene.title(office)
            base = Mention(
                start, end, scene.text[start:end], "person", title, form="office", title=title, rule="names.office"
            )
            if bond:
                base = replace(
                    base, label=bond.label, name=bond.name, key=bond.key, affiliation=bond, country=bond.country
                )
            found.append(base)
        return found

    def _groups(self, text: str) -> list[Mention]:
        return [
            Mention(
                m.start, m.end, text[m.start : m.end], "group", text[m.start : m.end],
                bloc=bool(m.rule.set.get("bloc")), anaphor=bool(m.rule.set.get("anaphor")), rule=m.rule.id,
            )
            for m in self._rules.find("GROUP", text)
        ]  # fmt: skip

    def _from_model(self, text: str, ner: Ner, mentions: Sequence[Mention], scene: Scene) -> list[Mention]:
        """Organisations that only the model saw: names of two words at least, no vehicles, that do something."""
        taken = [(m.start, m.end) for m in mentions]
        taken += [(scene.words[o.first].start, scene.words[o.last - 1].end) for o in scene.offices]
        found = []
        for start, end, label in ner:
            start += 4 if text[start:end].lower().startswith("the ") else 0
            end -= 2 if text[start:end].endswith("'s") else 0
            free = all(end <= s or e <= start for s, e in taken)
            if label == "ORG" and free and self._believable(text[start:end]) and _acts(text, start, end):
                name = text[start:end]
                found.append(Mention(start, end, name, "organisation", name, rule="names.organisation.model"))
        return found

    def _believable(self, name: str) -> bool:
        parts = name.split()
        proper = all(p[0].isupper() or p in _MIDDLE | {"and"} for p in parts) and not name.isupper()
        clean = len(parts) > 1 and not regex.search(r"[\d\"():;,]", name)
        return (
            clean and proper and not self.looks_like_vehicle(name) and parts[-1].lower() not in self._offices.portfolio
        )

    def _settled(self, text: str, words: Sequence[Word], mentions: Sequence[Mention], scene: Scene) -> list[Mention]:
        """Each span once, in order, marked when it lies in a bigger name or in a named person's office."""
        shells = [(m.start, m.end) for m in mentions if m.label in ("organisation", "group") or m.form == "office"]
        shells += [(m.start, m.end) for m in mentions if m.label == "person"]
        shells += [(words[o.first].start, words[o.last - 1].end) for o in scene.offices if o.first in scene.named]
        shells += [
            (m.affiliation.start, m.affiliation.end + 1) for m in mentions if m.affiliation and m.form != "office"
        ]
        names = self._vehicles(words)
        found: dict[tuple[int, int], Mention] = {}
        for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
            nested = any(s <= m.start and m.end <= e and (s, e) != (m.start, m.end) for s, e in shells + names)
            joined = text[m.start - 1 : m.start] == "-" or text[m.end : m.end + 1] == "-"
            mine = replace(m, inside=m.label != "person" and (nested or joined))
            found.setdefault((m.start, m.end), mine)
        return list(found.values())

    def _vehicles(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Spans of names of meetings, plans and funds: capitals that lead to such a head noun, and what it is of."""
        spans = []
        heads = self._organisations.vehicle_heads
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


def _overrun(mentions: Sequence[Mention]) -> frozenset[str]:
    """Names that ran on into a headline's verb: "Silva Renews", where the article else has only "Silva"."""
    persons = [m for m in mentions if m.label == "person"]
    alone = {m.name for m in persons if m.form == "surname"}
    names = [m.name for m in persons if m.form == "name"]
    return frozenset(
        n for n in names if n.split()[0] in alone and names.count(n) == 1 and len(n.split()) == 2
        and not any(n != other and set(n.split()) & set(other.split()) for other in names)
        and n.split()[1] not in alone and "-" not in n
    )  # fmt: skip


def _cut_back(m: Mention, overrun: frozenset[str]) -> Mention:
    """A name that ran on, cut to its first word; other mentions as they are."""
    if m.label != "person" or m.name not in overrun:
        return m
    name = m.name.split()[0]
    return replace(m, end=m.start + len(name), text=name, name=name, form="surname")


def without_nested(hits: Sequence[Hit[Known]]) -> list[Hit[Known]]:
    """Of hits in order, those that lie in no earlier one."""
    kept: list[Hit[Known]] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _runs_on(words: Sequence[Word], k: int, forward: bool = False) -> bool:
    """Does a capitalised name go on at word k?"""
    word = words[k]
    if word.is_word and (word.capital or (word.text[0].isdigit() and not forward)):
        return True
    inner = 0 < k < len(words) - 1
    if not inner or word.text not in _MIDDLE:
        return False
    nearer = words[k + 1] if not forward else words[k - 1]
    further = words[k - 1] if not forward else words[k + 1]
    if forward and word.text in ("of", "on", "for") and further.text == "the":
        further = words[k + 2] if k + 2 < len(words) else further
    return (nearer.capital or nearer.text in _MIDDLE) and (further.capital or (not forward and further.text in _MIDDLE))


def _is_part_of_person(text: str, hit: Hit[Known], persons: Sequence[tuple[int, int]]) -> bool:
    """ "Jordan" in a person's name that begins before it or goes on behind it: no country."""
    if hit.entry.form != "name" or " " in text[hit.start : hit.end]:
        return False
    return any(s < hit.start and hit.end == e and text[s:e].istitle() and " " in text[s:e] for s, e in persons)


def _mention_of_hit(text: str, hit: Hit[Known]) -> Mention:
    known = hit.entry
    form = known.form
    return Mention(
        hit.start, hit.end, text[hit.start : hit.end], known.label, known.name, known.key, form,
        country=known.country, acronym=known.acronym, rule=f"names.known.{known.label}",
    )  # fmt: skip


def _holds_known(body: Organisation, hits: Sequence[Hit[Known]]) -> bool:
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


def _without_redefined(
    text: str, hits: Sequence[Hit[Known]], bodies: Sequence[Organisation], article: ArticleNames
) -> list[Hit[Known]]:
    """What the text itself defines an acronym to mean goes before what the world takes it for."""
    own = {b.acronym for b in bodies} | set(article.acronyms)
    return [h for h in hits if not (h.entry.form == "acronym" and text[h.start : h.end] in own)]


def _unknown_owners(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Organisations that stand only in front of an office: "DOF's director"."""
    starts = {m.start for m in mentions}
    bonds = {m.affiliation for m in mentions if m.affiliation and m.affiliation.key is None}
    return [
        Mention(
            b.start,
            b.end,
            text[b.start : b.end],
            "organisation",
            b.name,
            None,
            "acronym",
            rule="names.organisation.owner",
        )
        for b in sorted(bonds, key=lambda b: b.start)
        if b.start not in starts
    ]


def _is_credit(text: str, m: Mention) -> bool:
    """A name that fills the brackets behind a sentence: whose photograph it is ("(Reuters)")."""
    return text[m.end : m.end + 1] == ")" and _CREDIT.search(text[: m.start]) is not None


def _acts(text: str, start: int, end: int) -> bool:
    """Somebody who does something: "by X", "X said"."""
    before = regex.search(r"\b(?:by|between|with|from)(?: the)? $", text[:start])
    after = regex.match(
        r" (?:said|says|will|has|have|had|announced|announces|is|was|plans|signed|agreed|pledged)\b", text[end:]
    )
    return bool(before or after)


def _mention_of_body(text: str, body: Organisation, hits: Sequence[Hit[Known]]) -> Mention:
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


def _defined_acronyms(bodies: Sequence[Organisation]) -> list[Mention]:
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


def _known_acronyms(text: str, article: ArticleNames) -> list[Mention]:
    found = []
    for m in _SHOUTED.finditer(text):
        full = article.acronyms.get(m.group())
        if full and text[m.start() - 1 : m.start()] != "(":
            found.append(
                Mention(m.start(), m.end(), m.group(), "organisation", full.name, None, "acronym",
                        country=full.country, acronym=full.acronym, rule="names.organisation.acronym")
            )  # fmt: skip
    return found
