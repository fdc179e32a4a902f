"""How often rules fire on texts."""

from __future__ import annotations

from asean_extract.firing import rule_counts
from asean_extract.language.model import Model
from asean_extract.rules import read_rules

RULES = """
[[rule]]
id = "my.figure"
label = "X"
kind = "regex"
why = "figures"
pattern = '\\d+'
match = ["[[5]] men"]
skip = ["five men"]

[[rule]]
id = "my.meet"
label = "X"
kind = "tokens"
why = "meetings"
pattern = [{LEMMA = "meet"}]
match = ["They [[met]]."]
skip = ["They left."]
"""


def test_rule_counts_adds_up_every_kind_of_rule():
    rules = read_rules({"my.toml": RULES}).rules
    texts = ["They met 3 times. We met 2 others.\n\nNobody came.", "Nothing."]
    assert rule_counts(rules, texts, Model()) == {"my.figure": 2, "my.meet": 2}
