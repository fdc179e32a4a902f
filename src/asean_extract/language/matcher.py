"""Token and dependency rules: spaCy's two matchers behind the product's own rule type."""

from __future__ import annotations

from collections.abc import Iterable
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
        self._matcher = Matcher(vocab, validate=True)
        self._trees = DependencyMatcher(vocab, validate=True)
        self._key = f"token rules {id(self)}"  # a Doc keeps what was found in it: several readers ask for the same
        for rule in self._rules.values():
            nodes: list[dict[str, Any]] = [dict(token) for token in rule.pattern if not isinstance(token, str)]
            try:
                if rule.kind == "tokens":
                    self._matcher.add(rule.id, [nodes], greedy="LONGEST")
                else:
                    self._trees.add(rule.id, [nodes])
            except (spacy.errors.MatchPatternError, ValueError) as error:
                raise PatternError(f"{rule.file}: rule {rule.id}: {error}") from error

    def find(self, doc: Doc) -> list[TokenMatch]:
        """All matches in reading order; where two begin at one token the longer one first, then by rule order."""
        known: list[TokenMatch] | None = doc.user_data.get(self._key)
        if known is None:
            known = doc.user_data[self._key] = self._find(doc)
        return list(known)

    def _find(self, doc: Doc) -> list[TokenMatch]:
        order = {rule_id: i for i, rule_id in enumerate(self._rules)}
        found: list[TokenMatch] = []
        if len(self._matcher):
            found += [TokenMatch(self._rules[doc.vocab.strings[key]], s, e) for key, s, e in self._matcher(doc)]
        if len(self._trees):
            first = {(key, tokens[0]) for key, tokens in self._trees(doc)}
            found += [TokenMatch(self._rules[doc.vocab.strings[key]], i, i + 1) for key, i in first]
        return sorted(found, key=lambda m: (m.start, -m.end, order[m.rule.id]))
