"""Runs the examples that every rule carries, whatever kind of rule it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asean_extract.rules import Rule, check_examples, matches

Find = Callable[[Rule, str], list[tuple[int, int]]]


def check_rules(rules: Iterable[Rule]) -> list[str]:
    """What is wrong with the rules' own examples, each fault with file and rule; empty when all hold.

    Token and dependency rules are read with the default model, which is loaded when there is one to check. Raises
    ModelError when it cannot be.
    """
    by_kind: dict[str, Find] = {"regex": _by_regex}
    faults: list[str] = []
    for rule in rules:
        if rule.kind not in by_kind:
            by_kind["tokens"] = by_kind["dependency"] = _by_tokens()
        faults += check_examples(rule, by_kind[rule.kind])
    return faults


def _by_regex(rule: Rule, text: str) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in matches(rule, text)]


def _by_tokens() -> Find:
    # spaCy takes a second to import, and most rules need none of it
    from asean_extract.language.matcher import TokenRules
    from asean_extract.language.model import Model

    model = Model()

    def find(rule: Rule, text: str) -> list[tuple[int, int]]:
        (doc,) = model.read([text])
        spans = [doc[m.start : m.end] for m in TokenRules([rule], doc.vocab).find(doc)]
        return [(span.start_char, span.end_char) for span in spans]

    return find
