"""Token and dependency rules: spaCy's two matchers behind the product's own rule type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from asean_extract.errors import PatternError
from asean_extract.rules import Rule

#: What a rule can ask of a token that few tokens have.
_FORMS = ("LOWER", "LEMMA")
#: More tokens than a sentence has.
_FAR = 1 << 30


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """A rule found in a Doc; `start` and `end` are token indices, half-open. Of a dependency rule it is the token
    that its first node names, the one that all others hang on."""

    rule: Rule
    start: int
    end: int


class TokenRules:
    """The token and dependency rules among some rules, compiled for one vocabulary.

    Each is filed under the words that one of its tokens must be, and asked only about the surroundings of such a word.
    """

    def __init__(self, rules: Iterable[Rule], vocab: Vocab) -> None:
        """Raises PatternError naming file and rule when spaCy refuses a pattern."""
        self._rules = {rule.id: rule for rule in rules if rule.kind != "regex"}
        self._order = {rule_id: i for i, rule_id in enumerate(self._rules)}
        self._matchers: dict[str, Matcher] = {}
        self._trees: dict[str, DependencyMatcher] = {}
        self._reach: dict[str, tuple[int, int]] = {}  # tokens before and after the word that a token rule can span
        self._asked: dict[str, dict[int, list[str]]] = {attribute: {} for attribute in _FORMS}  # by a string's number
        self._always: list[str] = []
        self._key = f"token rules {id(self)}"  # a Doc keeps what was found in it: several readers ask for the same
        for rule in self._rules.values():
            try:
                self._add(rule, vocab)
            except (spacy.errors.MatchPatternError, ValueError) as error:
                raise PatternError(f"{rule.file}: rule {rule.id}: {error}") from error

    def _add(self, rule: Rule, vocab: Vocab) -> None:
        nodes: list[dict[str, Any]] = [dict(token) for token in rule.pattern if not isinstance(token, str)]
        if rule.kind == "tokens":
            self._matchers[rule.id] = Matcher(vocab, validate=True)
            self._matchers[rule.id].add(rule.id, [nodes], greedy="LONGEST")
        else:
            self._trees[rule.id] = DependencyMatcher(vocab, validate=True)
            self._trees[rule.id].add(rule.id, [nodes])
        self._file(rule.id, [node.get("RIGHT_ATTRS", node) for node in nodes], vocab)

    def _file(self, rule_id: str, nodes: Sequence[Mapping[str, Any]], vocab: Vocab) -> None:
        """Files a rule under the words of one of its tokens: few, and no function words if possible."""
        wanted = [(*w, place) for place, node in enumerate(nodes) for w in needed_forms(node, _FORMS)]
        if not wanted:
            self._always.append(rule_id)
            return
        attribute, words, place = min(wanted, key=lambda w: (any(vocab[word].is_stop for word in w[1]), len(w[1])))
        for word in words:
            self._asked[attribute].setdefault(vocab.strings.add(word), []).append(rule_id)
        bounded = all(node.get("OP", "1") in ("1", "?", "!") for node in nodes)
        self._reach[rule_id] = (place, len(nodes) - 1 - place) if bounded else (_FAR, _FAR)

    def find(self, doc: Doc) -> list[TokenMatch]:
        """All matches in reading order; where two begin at one token the longer one first, then by rule order."""
        known: list[TokenMatch] | None = doc.user_data.get(self._key)
        if known is None:
            found = [match for rule_id, at in self._places(doc).items() for match in self._matches(rule_id, doc, at)]
            known = sorted(found, key=lambda m: (m.start, -m.end, self._order[m.rule.id]))
            doc.user_data[self._key] = known
        return list(known)

    def _places(self, doc: Doc) -> dict[str, list[int]]:
        """The rules that the Doc may have anything to do with, and the tokens for which they are asked."""
        places: dict[str, list[int]] = {rule_id: [] for rule_id in self._always}
        for attribute, asked in self._asked.items():
            for i, form in enumerate(doc.to_array([attribute]).tolist()):
                for rule_id in asked.get(form, ()):
                    places.setdefault(rule_id, []).append(i)
        return places

    def _matches(self, rule_id: str, doc: Doc, at: Sequence[int]) -> Iterator[TokenMatch]:
        """What a rule finds around some tokens; around none of them, it looks everywhere."""
        rule = self._rules[rule_id]
        if rule.kind == "tokens":
            before, after = self._reach.get(rule_id, (_FAR, _FAR))
            for first, last in _windows(at or [0], before, after, len(doc)):
                for _, start, end in self._matchers[rule_id](doc[first:last]):
                    yield TokenMatch(rule, first + start, first + end)
        else:
            for i in {tokens[0] for _, tokens in self._trees[rule_id](doc)}:
                yield TokenMatch(rule, i, i + 1)


def _windows(at: Iterable[int], before: int, after: int, length: int) -> Iterator[tuple[int, int]]:
    """The stretches around some tokens, in order; those that overlap are one, so that no match is seen in halves."""
    first, last = 0, 0
    for i in at:
        start, end = max(0, i - before), min(length, i + after + 1)
        if start >= last:
            if last > first:
                yield first, last
            first = start
        last = end
    if last > first:
        yield first, last


def needed_forms(node: Mapping[str, Any], attributes: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each of the attributes the forms of which a token of a pattern must have one; nothing of a token that may be
    missing."""
    if node.get("OP", "1") not in ("1", "+"):
        return
    for attribute in attributes:
        value = node.get(attribute)
        if isinstance(value, str):
            yield attribute, (value,)
        elif isinstance(value, Mapping) and "IN" in value:
            yield attribute, tuple(value["IN"])
