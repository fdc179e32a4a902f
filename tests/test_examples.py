"""Checking rules of every kind by their own examples."""

from __future__ import annotations

import pytest

from asean_extract.errors import PatternError
from asean_extract.examples import check_rules
from asean_extract.rules import read_rules

TOKENS = """
[[rule]]
id = "test.tokens"
label = "TEST-LABEL"
kind = "tokens"
why = "a verb and what it does"
pattern = [{ LEMMA = "sign" }, { LOWER = "the" }, { POS = "NOUN" }]
match = ["They [[signed the treaty]] at once."]
skip = ["The signs of the treaty are many."]
"""


@pytest.mark.slow
def test_check_rules_runs_token_rules_on_parsed_text():
    assert check_rules(read_rules({"x.toml": TOKENS}).rules) == []


@pytest.mark.slow
def test_check_rules_tells_what_a_token_rule_did_not_find():
    wrong = TOKENS.replace("[[signed the treaty]]", "[[signed]] the treaty")
    (fault,) = check_rules(read_rules({"x.toml": wrong}).rules)
    assert fault.startswith("x.toml: rule test.tokens: should find 'signed' in")


@pytest.mark.slow
def test_check_rules_refuses_a_pattern_that_spacy_refuses():
    broken = TOKENS.replace('"tokens"', '"dependency"')  # a list of tokens is no tree
    with pytest.raises(PatternError, match=r"x\.toml: rule test\.tokens: .*RIGHT_ID"):
        check_rules(read_rules({"x.toml": broken}).rules)
