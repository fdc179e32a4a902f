"""Token rules: spaCy's Matcher behind the product's own rule type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from asean_extract.errors import PatternError
from asean_extract.rules import Rule


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """A token rule found in a Doc; `start` and `end` are token indices, half-open."""

    rule: Rule
    start: int
    end: int


class TokenRules:
    """The token rules of some labels, compiled for one vocabulary."""

    def __init__(self, rules: Iterable[Rule], vocab: Vocab) -> None:
        """Raises PatternError naming file and rule when spaCy refuses a pattern."""
        self._rules = {rule.id: rule for rule in rules if rule.kind == "tokens"}
        self._matcher = Matcher(vocab, validate=True)
        for rule in self._rules.values():
            try:
                self._matcher.add(rule.id, [[dict(token) for token in rule.pattern]], greedy="LONGEST")  # type: ignore[arg-type]
            except (spacy.errors.MatchPatternError, ValueError) as error:
                raise PatternError(f"{rule.file}: rule {rule.id}: {error}") from error

    def find(self, doc: Doc) -> list[TokenMatch]:
        """All matches in reading order; where two begin at one token the longer one first, then by rule order."""
        order = {rule_id: i for i, rule_id in enumerate(self._rules)}
        found = [TokenMatch(self._rules[doc.vocab.strings[key]], start, end) for key, start, end in self._matcher(doc)]
        return sorted(found, key=lambda m: (m.start, -m.end, order[m.rule.id]))
