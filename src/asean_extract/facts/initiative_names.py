"""Finds the names of initiatives in one paragraph: by their head noun, by other signs, and from the registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex

from asean_extract.facts.initiative_bodies import BodySense, Company
from asean_extract.facts.initiative_identity import acronym_fits
from asean_extract.facts.initiative_reading import Reading
from asean_extract.facts.initiative_words import Vocabulary
from asean_extract.needs import Worded
from asean_extract.rules import Patterns, Rule, RuleMatch

#: The rule that a name from the registry cites.
REGISTRY_RULE = "initiative.registry"
_CAPITAL_BEHIND = regex.compile(r" (?P<word>\p{Lu}\p{Ll}+)")
_YEARS_BEHIND = regex.compile(r" (?:19|20)\d\d(?: ?- ?(?:19|20)?\d\d)?(?![\d,])")
_BLANKS = regex.compile(r"\s+")
_PREPOSITION = regex.compile(r" (?:of|for|on|in|to) ")
_VEHICLE_REACH = 120
_CUE_REACH = 60
_OWNER_REACH = 48
_TAIL_REACH = 60
_BRACKET_REACH = 28


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at its place in the paragraph.

    `full` is False for a bare form ("Joint Statement", "the Plan") that only counts when a fuller name stands in the
    article. `owners` are words of the owner before the name ("Korea" of "Korea's X"). `entry` is the registry's id.
    """

    start: int
    end: int
    text: str
    kind: str
    rule: str
    full: bool = True
    acronym: str | None = None
    owners: tuple[str, ...] = ()
    entry: str | None = None


class NameFinder:
    """Compiled once from the patterns; `find` reads one paragraph in its reading view."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules
        self.vocabulary = Vocabulary(patterns)
        self.registry = Registry(patterns.table("initiatives"))
        self._owner = regex.compile(rf"(?P<owner>{self.vocabulary.party.pattern})'s?(?: (?:own|new))* $")
        bodies = _bodies(patterns.table("organisations")) - frozenset(self.registry.forms)
        self._bodies = frozenset(map(self.vocabulary.in_order, bodies))
        self._sense = BodySense(patterns.rules, self.vocabulary)

    def find(self, text: str, heading: bool = False, above: str = "") -> list[NameSpan]:
        """Names in order, none overlapping; in a heading whose words are all capitalised only safe ones.

        `above` is the paragraph before, which may say that a roll of bodies follows.
        """
        known = [n for n in self.registry.find(text) if self._is_vehicle(n, text)]
        found = known + self._marked(text)
        heads = self._rules.find("INITIATIVE_HEAD", text)
        if heads:
            named = self._headed(text, heads, frozenset(name.start for name in known))
            found += self._from_parties(named) if heading and _title_case(text) else named
        company = Company(self._sense, text, above)
        settled = [n for n in _settle(found) if n.entry or not self._is_body(n, company)]
        return _settle(self._with_acronym(name, text) for name in settled)

    def _is_body(self, name: NameSpan, company: Company) -> bool:
        """Whether the name is an organisation's: a known one's, or by the company that it keeps."""
        known = self.vocabulary.in_order(name.text) in self._bodies
        return known or company.has_body(name.start, name.end, name.kind)

    def _first(self, label: str, text: str) -> regex.Match[str] | None:
        """The first match of the label's rules, of which a user may have switched off any."""
        found = (rule.regex.search(text) for rule in self._rules.labelled(label))
        return next((m for m in found if m), None)

    def _is_vehicle(self, name: NameSpan, text: str) -> bool:
        """Whether a registry's name stands for the vehicle, not for one meeting of a series or in a longer name."""
        behind = _CAPITAL_BEHIND.match(text, name.end)
        if behind and (name.kind == "mechanism" or self.vocabulary.plays("organisation", behind["word"])):
            return False
        cued = self.registry.entries[name.entry or ""].get("cued", False)
        return not cued or bool(
            self._first("INITIATIVE_VEHICLE", text[max(0, name.start - _VEHICLE_REACH) : name.start])
        )

    def _from_parties(self, names: Iterable[NameSpan]) -> list[NameSpan]:
        """The names cut to begin with their parties: where every word is capitalised nothing else shows the start."""
        cut = []
        for name in names:
            lead = _PREPOSITION.split(name.text)[0]
            parties = [w for w in self.vocabulary.words(lead) if self.vocabulary.is_compound(w.text)]
            if name.full and parties:
                at = parties[-1].start
                cut.append(replace(name, start=name.start + at, text=name.text[at:], owners=()))
        return cut

    def _with_acronym(self, name: NameSpan, text: str) -> NameSpan:
        """The name with the acronym in brackets behind it, when that stands for the whole name."""
        bracket = self._first("INITIATIVE_ACRONYM", text[name.end : name.end + _BRACKET_REACH])
        if not bracket or name.acronym:
            return name
        acronym = bracket["span"]
        if self.registry.forms.get(acronym, "") != name.entry and not acronym_fits(acronym, name.text, self.vocabulary):
            return name
        end = name.end
        if years := _YEARS_BEHIND.match(text, end + bracket.end()):
            end = years.end()
        return replace(name, acronym=acronym, full=True, end=end, text=text[name.start : end])

    # -------------------------------------------------------- names with a head noun
    def _headed(self, text: str, heads: Sequence[RuleMatch], known: frozenset[int]) -> list[NameSpan]:
        """Names read outwards from their heads; `known` are the starts of the registry's names."""
        words = self.vocabulary.words(text)
        starts = {word.start: i for i, word in enumerate(words)}
        ends = {word.end - 2 * word.genitive: i for i, word in enumerate(words)}
        closes = frozenset(h.end for h in heads if h.rule.set["use"] == "proper")
        reading = Reading(text, words, self.vocabulary, closes, known)
        found: list[NameSpan] = []
        done = 0
        for head in heads:
            first, last = starts.get(head.start), ends.get(head.end)
            if first is None or last is None or head.start < done:
                continue
            small = head.rule.set["use"] in ("lower", "phrase", "parties", "bracketed")
            name = (self._small if small else self._capital)(reading, head.rule, first, last)
            if name is not None:
                found.append(name)
                done = name.end
        return found

    def _capital(self, reading: Reading, head: Rule, first: int, last: int) -> NameSpan | None:
        """The name that a capitalised head closes, or a bare form of one; None when the head belongs elsewhere."""
        start = reading.left(first) if reading.ends_run(last) and not reading.commands(first, last) else None
        if start is None or (head.set["kind"] == "fund" and reading.is_of_another(first)):
            return None
        stop = reading.right(start, first, last)
        if stop > last and reading.plays(stop, "document"):
            return None
        full = reading.is_full(start, first, last, stop)
        text, a, b = reading.text, reading.words[start].start, reading.words[stop].end
        b -= 2 * reading.words[stop].genitive
        if head.set == {"kind": "mechanism", "use": "founded"} and reading.has_figure(start, stop):
            return None
        owned = head.set["use"] == "owned" and reading.is_owned(start)
        if head.set["use"] != "proper" and not (full and (owned or self._is_proved(head.set["use"], text, a, b))):
            return None
        if full and (tail := self._first("INITIATIVE_TAIL", text[b : b + _TAIL_REACH])):
            b += tail.end()
        return NameSpan(a, b, text[a:b], head.set["kind"], head.id, full, None, reading.owner(start))

    def _is_proved(self, use: str, text: str, start: int, end: int) -> bool:
        """Whether the words around the name show what its head alone does not."""
        before = _BLANKS.sub(" ", text[max(0, start - _CUE_REACH) : start]).rstrip()
        match use:
            case "cued":
                return bool(self._first("INITIATIVE_CUE", before))
            case "founded" | "owned":
                return bool(self._first("INITIATIVE_FOUNDED", before))
            case "adopted" | "paid":
                return bool(self._first(f"INITIATIVE_{use.upper()}", before))
        bracket = self._first("INITIATIVE_ACRONYM", text[end : end + _BRACKET_REACH])
        return bracket is not None and acronym_fits(bracket["span"], text[start:end], self.vocabulary)

    def _small(self, reading: Reading, head: Rule, first: int, last: int) -> NameSpan | None:
        """A name whose head is written small: it must have words of its own before the head."""
        start = reading.left(first, small=True)
        if start is None or start == first:
            return None
        match head.set["use"]:
            case "parties":
                proper = reading.names_parties(start, first)
            case "bracketed":
                proper = reading.follows_bracket(first) and start < first - 1
            case "phrase":
                proper = reading.is_proper(start, first) and reading.is_phrase(start, first)
            case _:
                proper = reading.is_proper(start, first)
        if not proper:
            return None
        a, b = reading.words[start].start, reading.words[last].end
        return NameSpan(a, b, reading.text[a:b], head.set["kind"], head.id, True, None, reading.owner(start))

    # -------------------------------------------------------- names by other signs
    def _marked(self, text: str) -> list[NameSpan]:
        """Quoted names, names written small with an acronym or years, centres that are to be founded."""
        found = []
        for m in self._rules.find("INITIATIVE", text):
            acronym = m.groups.get("acronym")
            skipped = small_name_start(regex.sub(r" ?\(.*", "", text[m.start : m.end]), acronym) if acronym else 0
            if skipped is not None:
                a = m.start + skipped
                owner = self._owner.search(text[max(0, a - _OWNER_REACH) : a])
                owners = (owner["owner"],) if owner else ()
                found.append(NameSpan(a, m.end, text[a : m.end], self._kind(m), m.rule.id, True, acronym, owners))
        return found

    def _kind(self, match: RuleMatch) -> str:
        """The kind that the cue word gives, or without one the last word of the name, else the rule's."""
        cue = match.groups.get("cue", match.groups.get("span", "").rpartition(" ")[2]).title()
        by_cue = [r.set["kind"] for r in self._rules.labelled("INITIATIVE_HEAD") if cue and r.regex.fullmatch(cue)]
        return str(by_cue[0] if by_cue else match.rule.set["kind"])


class Registry:
    """The well-known vehicles of the table `initiatives`, found as written."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        self.entries = {entry["id"]: entry for entry in entries}
        self.forms: dict[str, str] = {}
        for entry in entries:
            for form in (entry["name"], entry.get("acronym"), *entry.get("aliases", ())):
                if form:
                    self.forms.setdefault(form, entry["id"])
        longest = (max(form.split(), key=len) for form in self.forms)
        self._pattern = Worded(regex.compile(_alternatives(self.forms)), longest)

    def find(self, text: str) -> list[NameSpan]:
        """Names of the registry, the longest form at each place."""
        found = []
        for m in self._pattern.finditer(text):
            identity = self.forms[regex.sub(r"\s+", " ", m[0])]
            kind = self.entries[identity]["kind"]
            found.append(NameSpan(m.start(), m.end(), m[0], kind, REGISTRY_RULE, entry=identity))
        return found


def small_name_start(phrase: str, acronym: str) -> int | None:
    """Where the words begin, inside a phrase written small, whose initials give the acronym; None when none do.

    Schwartz and Hearst (2003): the letters are matched from the right, the first must open a word.
    """
    i = len(phrase)
    for position, letter in enumerate(reversed(acronym.lower())):
        i -= 1
        opens = position == len(acronym) - 1
        while i >= 0 and (phrase[i].lower() != letter or (opens and i > 0 and phrase[i - 1].isalpha())):
            i -= 1
        if i < 0:
            return None
    return i


def _bodies(entries: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Names of organisations, some of which are headed like initiatives ("World Food Programme")."""
    return frozenset(form for entry in entries for form in (entry["name"], *entry.get("aliases", ())))


def _alternatives(forms: Iterable[str]) -> str:
    """One pattern of all forms, branched on the first word, the longest rest first."""
    rests: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        first, _, rest = form.partition(" ")
        rests[first].append(regex.escape(rest).replace(r"\ ", " +"))
    branches = []
    for first in sorted(rests, key=lambda f: (-len(f), f)):
        longer = "|".join(sorted((rest for rest in rests[first] if rest), key=lambda r: (-len(r), r)))
        optional = "?" if "" in rests[first] else ""
        branches.append(regex.escape(first) + (f"(?: +(?:{longer})){optional}" if longer else ""))
    return rf"(?<![\p{{L}}\d-])(?:{'|'.join(branches) or '(?!)'})(?![\p{{L}}\d]|-[\p{{L}}])"


def _title_case(text: str) -> bool:
    """Whether the words of a heading are capitalised throughout, so that capitals say nothing."""
    words = regex.findall(r"\p{L}{4,}", text)
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _settle(found: Iterable[NameSpan]) -> list[NameSpan]:
    """Overlaps: the longer name wins, then the earlier; a registry name keeps its place against an equal one."""
    kept: list[NameSpan] = []
    for name in sorted(found, key=lambda n: (n.start - n.end, n.start, n.entry is None)):
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)
