"""How often every rule fires on texts: what never fires anywhere can go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from asean_extract.language.matcher import TokenRules
from asean_extract.language.model import Model
from asean_extract.language.sentences import sentence_spans
from asean_extract.rules import Rule, matches
from asean_extract.text.view import reading_view


def rule_counts(rules: Iterable[Rule], texts: Iterable[str], model: Model) -> dict[str, int]:
    """Matches of each rule alone, by rule id in the order of the rules; overlaps between rules are not settled.

    Regex rules look at every line of a text, token and dependency rules at its sentences.
    """
    rules = tuple(rules)
    counts: Counter[str] = Counter()
    grammatical = TokenRules(rules, model.vocab)
    for text in texts:
        lines = [reading_view(line) for line in text.splitlines() if line.strip()]
        for rule in (r for r in rules if r.kind == "regex"):
            counts[rule.id] += sum(1 for line in lines for _ in matches(rule, line))
        for doc in model.read(_sentences(lines)):
            counts.update(match.rule.id for match in grammatical.find(doc))
    return {rule.id: counts[rule.id] for rule in rules}


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (line[start:end] for start, end in sentence_spans(line))
