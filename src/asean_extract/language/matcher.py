"""Token and dependency rules: spaCy's two matchers behind the product's own rule type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from asean_extract.errors import PatternError
from asean_extract.rules import Rule


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """A rule found in a Doc; `start` and `end` are token indices, half-open. Of a dependency rule it is the token
    that its first node names, the one that all others hang on."""

    rule: Rule
    start: int
    end: int


class TokenRules:
    """The token rules of some labels, compiled for one vocabulary."""

    def __init__(self, rules: Iterable[Rule], vocab: Vocab) -> None:
        """Raises PatternError naming file and rule when spaCy refuses a pattern."""
        self._rules = {rule.id: rule for rule in rules if rule.kind != "regex"}
        self._matchers: dict[str, Matcher] = {}
        self._asked: dict[tuple[str, int], list[str]] = {}  # the rules that need a form or lemma, by its number
        self._always: list[str] = []
        self._trees = DependencyMatcher(vocab, validate=True)
        self._key = f"token rules {id(self)}"  # a Doc keeps what was found in it: several readers ask for the same
        for rule in self._rules.values():
            nodes: list[dict[str, Any]] = [dict(token) for token in rule.pattern if not isinstance(token, str)]
            try:
                if rule.kind == "tokens":
                    self._matchers[rule.id] = Matcher(vocab, validate=True)
                    self._matchers[rule.id].add(rule.id, [nodes], greedy="LONGEST")
                    self._file(rule.id, nodes, vocab)
                else:
                    self._trees.add(rule.id, [nodes])
            except (spacy.errors.MatchPatternError, ValueError) as error:
                raise PatternError(f"{rule.file}: rule {rule.id}: {error}") from error

    def _file(self, rule_id: str, nodes: Iterable[Mapping[str, Any]], vocab: Vocab) -> None:
        """Files a rule under the words that one of its tokens must be: few, and no function words if possible."""
        wanted = [w for node in nodes for w in _words_of(node)]
        if not wanted:
            self._always.append(rule_id)
            return
        attribute, words = min(wanted, key=lambda w: (any(vocab[word].is_stop for word in w[1]), len(w[1])))
        for word in words:
            self._asked.setdefault((attribute, vocab.strings.add(word)), []).append(rule_id)

    def _possible(self, doc: Doc) -> list[str]:
        """The token rules whose words the Doc has, in order."""
        forms = doc.to_array(["LOWER", "LEMMA"]).tolist() if self._asked else ()
        there = {("LOWER", form) for form, _ in forms} | {("LEMMA", lemma) for _, lemma in forms}
        ids = {rule_id for key in there for rule_id in self._asked.get(key, ())}.union(self._always)
        return [rule_id for rule_id in self._matchers if rule_id in ids]

    def find(self, doc: Doc) -> list[TokenMatch]:
        """All matches in reading order; where two begin at one token the longer one first, then by rule order."""
        known: list[TokenMatch] | None = doc.user_data.get(self._key)
        if known is None:
            known = doc.user_data[self._key] = self._find(doc)
        return list(known)

    def _find(self, doc: Doc) -> list[TokenMatch]:
        order = {rule_id: i for i, rule_id in enumerate(self._rules)}
        found: list[TokenMatch] = []
        for rule_id in self._possible(doc):
            found += [TokenMatch(self._rules[rule_id], s, e) for _, s, e in self._matchers[rule_id](doc)]
        if len(self._trees):
            first = {(key, tokens[0]) for key, tokens in self._trees(doc)}
            found += [TokenMatch(self._rules[doc.vocab.strings[key]], i, i + 1) for key, i in first]
        return sorted(found, key=lambda m: (m.start, -m.end, order[m.rule.id]))


def _words_of(node: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The forms, or the lemmas, one of which a token of a pattern must have; nothing of one that may be missing."""
    if node.get("OP", "1") not in ("1", "+"):
        return
    for attribute in ("LOWER", "LEMMA"):
        value = node.get(attribute)
        if isinstance(value, str):
            yield attribute, (value,)
        elif isinstance(value, Mapping) and "IN" in value:
            yield attribute, tuple(value["IN"])
