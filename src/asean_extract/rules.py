"""Pattern rules: data that says what to look for, with the examples that prove it.

A rule file is TOML: any number of `[[rule]]` tables and one optional `[define]` table of regex fragments, which
every file may use as `{{name}}`. Loading a rule runs no code. What the loader refuses, it names by file and rule.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import regex

from asean_extract.errors import PatternError
from asean_extract.limits import Watched, too_free
from asean_extract.needs import Sieve, needs_of

RULE_KEYS = frozenset({"id", "label", "kind", "why", "pattern", "match", "skip", "set"})
KINDS = ("regex", "tokens", "dependency")
_PLACEHOLDER = re.compile(r"\{\{([a-z][a-z0-9_-]*)\}\}")
_MARKED = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for, why, its own examples, and the attributes (`set`) that it gives to a match."""

    id: str
    label: str
    kind: Literal["regex", "tokens", "dependency"]
    why: str
    pattern: str | tuple[Mapping[str, Any], ...]
    match: tuple[str, ...]
    skip: tuple[str, ...]
    set: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    watched: bool = False

    @cached_property
    def regex(self) -> regex.Pattern[str] | Watched:
        """The compiled pattern of a regex rule; of a `watched` one, a user's, with a limit to its time.

        Raises PatternError when it does not compile, or is none.
        """
        name = f"{self.file}: rule {self.id}"
        if not isinstance(self.pattern, str):
            raise PatternError(f"{name}: a {self.kind} rule has no regular expression")
        try:
            return Watched(self.pattern, name) if self.watched else regex.compile(self.pattern)
        except (regex.error, RecursionError) as error:
            raise PatternError(f"{name}: the pattern does not compile: {error}") from error


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """Where a rule matched; offsets are those of the text that was searched."""

    rule: Rule
    start: int
    end: int
    groups: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]

    def moved(self, by: int) -> RuleMatch:
        """The match in a text that has so many code points more before it."""
        spans = {name: (start + by, end + by) for name, (start, end) in self.spans.items()}
        return RuleMatch(self.rule, self.start + by, self.end + by, self.groups, spans)


@dataclass(frozen=True, eq=False)
class RuleBook:
    """All rules that are switched on, in file order.

    A book equals itself alone, so that what is compiled from it can be kept by it.
    """

    rules: tuple[Rule, ...]

    @cached_property
    def _by_label(self) -> Mapping[str, tuple[Rule, ...]]:
        labels: dict[str, list[Rule]] = {}
        for rule in self.rules:
            labels.setdefault(rule.label, []).append(rule)
        return {label: tuple(rules) for label, rules in labels.items()}

    def labelled(self, label: str) -> tuple[Rule, ...]:
        """The rules of one label, in file order."""
        return self._by_label.get(label, ())

    @cached_property
    def _sieves(self) -> dict[str, Sieve[Rule]]:
        """The regex rules of the labels that were asked for."""
        return {}

    def possible(self, label: str, text: str) -> list[Rule]:
        """The label's regex rules, in file order, but for those that need a word which the text does not have."""
        sieve = self._sieves.get(label)
        if sieve is None:
            rules = [rule for rule in self.labelled(label) if rule.kind == "regex"]
            sieve = self._sieves[label] = Sieve((rule, needs_of(str(rule.pattern))) for rule in rules)
        return sieve.left(text)

    def matches(self, label: str, text: str) -> Iterator[RuleMatch]:
        """Every match of the label's regex rules in the text, rule by rule."""
        return (m for rule in self.possible(label, text) for m in matches(rule, text))

    def find(self, label: str, text: str) -> list[RuleMatch]:
        """Every match of the label's regex rules in the text, overlaps settled by `longest_first`."""
        return longest_first(self.matches(label, text))


def matches(rule: Rule, text: str) -> Iterator[RuleMatch]:
    """The matches of one regex rule; a group named `span` narrows the match to itself."""
    for m in rule.regex.finditer(text):
        groups = {name: value for name, value in m.groupdict().items() if value is not None}
        start, end = m.span("span") if "span" in groups else m.span()
        yield RuleMatch(rule, start, end, groups, {name: m.span(name) for name in groups})


def longest_first(found: Iterable[RuleMatch]) -> list[RuleMatch]:
    """The one policy for overlaps: the longer match wins, then the earlier one, then the rule that stands first."""
    kept: list[RuleMatch] = []  # in order of place
    ranked = sorted(enumerate(found), key=lambda p: (p[1].start - p[1].end, p[1].start, p[0]))
    for _, candidate in ranked:
        place = bisect_left(kept, candidate.start, key=lambda m: m.start)
        behind = place == 0 or kept[place - 1].end <= candidate.start
        if behind and (place == len(kept) or candidate.end <= kept[place].start):
            kept.insert(place, candidate)
    return kept


@dataclass(frozen=True)
class Patterns:
    """What the pipeline knows: rules, and the knowledge tables by name (`countries`, `organisations`, …)."""

    rules: RuleBook
    knowledge: Mapping[str, tuple[Mapping[str, Any], ...]]

    def table(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The entries of one knowledge table; empty when no file gives it."""
        return self.knowledge.get(name, ())


def plain(example: str) -> str:
    """An example without its `[[ ]]` marks."""
    return example.replace("[[", "").replace("]]", "")


def marked_spans(example: str) -> list[tuple[int, int]]:
    """The spans that an example marks, as offsets into `plain(example)`."""
    return [(m.start() - 4 * i, m.end() - 4 * i - 4) for i, m in enumerate(_MARKED.finditer(example))]


def read_rules(
    files: Mapping[str, str], off: Iterable[str] = (), watched: Container[str] = (), *, proved: bool = False
) -> RuleBook:
    """Rules from TOML texts by file name, in the order of the mapping; `off` names rule ids to leave out, `watched`
    the files whose patterns nobody has proved to be quick. What is `proved` to compile is compiled when it is used: no
    text needs every rule.

    The order can settle an overlap, so it is the caller's, and not that of names that begin with somebody's folder.
    A double id in a later folder's file replaces nothing: it is refused, so that a rule has one home.
    """
    tables = {name: _parse(name, text) for name, text in files.items()}
    define = _fragments(tables)
    rules = [
        _rule(name, entry, define, name in watched) for name, table in tables.items() for entry in table.get("rule", [])
    ]
    if not proved:
        _ = [rule.regex for rule in rules if rule.kind == "regex"]  # raises for one that does not compile
    _refuse_double(rules)
    left_out = set(off) | {rule_id for table in tables.values() for rule_id in table.get("off", [])}
    unknown_off = left_out - {rule.id for rule in rules}
    if unknown_off:
        raise PatternError(
            f"off: no rule has the id {sorted(unknown_off)[0]!r}; `asean-extract patterns list` shows them"
        )
    return RuleBook(tuple(rule for rule in rules if rule.id not in left_out))


def _fragments(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The `[define]` fragments of all files; raises PatternError for a table that no rule file has."""
    define: dict[str, str] = {}
    for name, table in tables.items():
        _refuse_tables(name, table)
        for key, fragment in table.get("define", {}).items():
            if key in define:
                raise PatternError(f"{name}: [define] {key} is defined twice; give it another name")
            define[key] = fragment
    return define


def _refuse_tables(name: str, table: Mapping[str, Any]) -> None:
    unknown = set(table) - {"rule", "define", "off"}
    if unknown:
        raise PatternError(f"{name}: unknown table {sorted(unknown)[0]!r}; a rule file has [[rule]], [define], off")
    rules, define, off = table.get("rule", []), table.get("define", {}), table.get("off", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise PatternError(f"{name}: rule is not a list of [[rule]] tables")
    if not isinstance(define, dict) or not all(isinstance(fragment, str) for fragment in define.values()):
        raise PatternError(f"{name}: [define] is not a table of regular expressions")
    if not _is_words(off):
        raise PatternError(f"{name}: off is not a list of rule ids")


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PatternError(f"{name}: not valid TOML: {error}") from error


def _refuse_double(rules: Iterable[Rule]) -> None:
    homes: dict[str, str] = {}
    for rule in rules:
        if rule.id in homes:
            raise PatternError(f"{rule.file}: rule {rule.id} stands already in {homes[rule.id]}; ids are unique")
        homes[rule.id] = rule.file


Refuse = Callable[[str], PatternError]


def _rule(file: str, entry: Mapping[str, Any], define: Mapping[str, str], watched: bool) -> Rule:
    """One checked rule; raises PatternError with file and rule id."""
    rule_id = entry.get("id", "without an id")

    def refuse(what: str) -> PatternError:
        return PatternError(f"{file}: rule {rule_id}: {what}")

    _refuse_keys(entry, refuse)
    _refuse_examples(entry, refuse)
    return Rule(
        id=rule_id, label=entry["label"], kind=entry["kind"], why=entry["why"], pattern=_pattern(entry, define, refuse),
        match=tuple(entry["match"]), skip=tuple(entry["skip"]), set=dict(entry.get("set", {})), file=file,
        watched=watched,
    )  # fmt: skip


def _refuse_keys(entry: Mapping[str, Any], refuse: Refuse) -> None:
    unknown = set(entry) - RULE_KEYS
    if unknown:
        raise refuse(f"unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(RULE_KEYS))}")
    for key in ("id", "label", "kind", "why", "pattern"):
        if not entry.get(key):
            raise refuse(f"{key} is missing")
        if key != "pattern" and not isinstance(entry[key], str):
            raise refuse(f"{key} is not words")
        if key != "pattern" and not " ".join(entry[key].split()).isprintable():
            raise refuse(f"{key} holds a character that cannot be shown: {entry[key]!a}")
    if entry["kind"] not in KINDS:
        raise refuse(f"kind {entry['kind']!r} is none of {', '.join(KINDS)}")
    if not isinstance(entry["pattern"], str if entry["kind"] == "regex" else list):
        raise refuse(f"the pattern of a {entry['kind']} rule is {'words' if entry['kind'] == 'regex' else 'a list'}")
    if not isinstance(entry.get("set", {}), dict):
        raise refuse("set is not a table")


def _refuse_examples(entry: Mapping[str, Any], refuse: Refuse) -> None:
    for key in ("match", "skip"):
        if not entry.get(key):
            raise refuse(f"has no `{key}` example; write at least one sentence of your own")
        if not _is_words(entry[key]):
            raise refuse(f"`{key}` is not a list of sentences")
    for example in (*entry["match"], *entry["skip"]):
        if example.count("[[") != example.count("]]"):
            raise refuse(f"unbalanced [[ ]] in {example!r}")
    if not all(marked_spans(example) for example in entry["match"]):
        raise refuse("a `match` example marks nothing; put [[ ]] around what the rule should find")


def _pattern(
    entry: Mapping[str, Any], define: Mapping[str, str], refuse: Refuse
) -> str | tuple[Mapping[str, Any], ...]:
    """The pattern with its fragments in place."""
    if entry["kind"] != "regex":
        if not all(isinstance(token, dict) for token in entry["pattern"]):
            raise refuse("its pattern is not a list of token tables")
        _refuse_dead_tokens(entry["pattern"], refuse)
        free = too_free(entry["kind"], entry["pattern"])
        if free:
            raise refuse(free)
        return tuple(entry["pattern"])
    return expand(entry["pattern"], define, refuse)


def expand(pattern: str, define: Mapping[str, str], refuse: Refuse) -> str:
    """`{{name}}` replaced by its fragment, fragments within fragments too."""
    for _ in range(10):
        if not _PLACEHOLDER.search(pattern):
            return pattern
        for name in _PLACEHOLDER.findall(pattern):
            if name not in define:
                raise refuse(f"{{{{{name}}}}} is not defined in any [define] table")
        pattern = _PLACEHOLDER.sub(lambda m: f"(?:{define[m[1]]})", pattern)
    raise refuse("its {{ }} fragments contain one another")


def _refuse_dead_tokens(pattern: Iterable[Mapping[str, Any]], refuse: Refuse) -> None:
    """A token value that can never match: LOWER with a capital."""
    for token in pattern:
        attributes = token.get("RIGHT_ATTRS", token)
        if not isinstance(attributes, Mapping):
            raise refuse("RIGHT_ATTRS is not a table")
        for key, value in attributes.items():
            if key not in ("LOWER", "LEMMA"):
                continue
            values = value.get("IN", []) if isinstance(value, Mapping) else [value]
            if not isinstance(values, list):
                raise refuse(f"{key} IN is not a list")
            dead = [v for v in values if key == "LOWER" and isinstance(v, str) and v != v.lower()]
            if dead:
                raise refuse(f'{key} = "{dead[0]}" can never match; write it in lower case')


def check_examples(rule: Rule, find: Callable[[Rule, str], list[tuple[int, int]]]) -> list[str]:
    """What is wrong with a rule's own examples; `find(rule, text)` gives the spans that the rule finds alone."""
    faults = []
    for example in rule.match:
        text = plain(example)
        found = find(rule, text)
        for start, end in marked_spans(example):
            if (start, end) not in found:
                got = [text[a:b] for a, b in found]
                faults.append(f"{rule.file}: rule {rule.id}: should find {text[start:end]!r} in {text!r}, found {got}")
    for example in rule.skip:
        found = find(rule, plain(example))
        if found:
            a, b = found[0]
            faults.append(f"{rule.file}: rule {rule.id}: should find nothing in {example!r}, found {example[a:b]!r}")
    return faults
