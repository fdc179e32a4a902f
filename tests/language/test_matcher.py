"""Token rules over parsed text, in the order in which they are read. Needs no trained model."""

from __future__ import annotations

import pytest
import spacy

from asean_extract.errors import PatternError
from asean_extract.language.matcher import TokenRules
from asean_extract.rules import Rule, read_rules

NLP = spacy.blank("en")


def rule(name: str, pattern: str, kind: str = "tokens") -> str:
    return f"""
[[rule]]
id = "{name}"
label = "TRIGGER"
kind = "{kind}"
why = "a test"
pattern = {pattern}
match = ["[[x]]"]
skip = ["y"]
"""


def rules(*texts: str) -> tuple[Rule, ...]:
    return read_rules({"my.toml": "\n".join(texts)}).rules


def found(text: str, *texts: str) -> list[tuple[str, str]]:
    doc = NLP(text)
    return [(m.rule.id, doc[m.start : m.end].text) for m in TokenRules(rules(*texts), NLP.vocab).find(doc)]


SIGN = rule("sign", '[{LOWER = "sign"}]')
SIGN_UP = rule("sign-up", '[{LOWER = "sign"}, {LOWER = "up"}]')


def test_token_rules_find_matches_in_reading_order():
    assert found("They sign up, then sign.", SIGN) == [("sign", "sign"), ("sign", "sign")]


def test_token_rules_give_the_longer_match_at_one_token_first():
    assert found("They sign up.", SIGN, SIGN_UP) == [("sign-up", "sign up"), ("sign", "sign")]


def test_token_rules_give_equal_matches_in_the_order_of_the_rules():
    again = rule("again", '[{LOWER = "sign"}]')
    assert [name for name, _ in found("They sign.", SIGN, again)] == ["sign", "again"]
    assert [name for name, _ in found("They sign.", again, SIGN)] == ["again", "sign"]


def test_token_rule_takes_as_much_as_it_can():
    very = rule("very", '[{LOWER = "very", OP = "+"}, {LOWER = "good"}]')
    assert found("It is very very good.", very) == [("very", "very very good")]


#: A pattern whose rarest word stands anywhere in it, a text, and what the rule finds there.
AROUND = [
    ('[{LOWER = "take"}, {LOWER = "over", OP = "?"}, {LOWER = "office"}]', "They take office.", ["take office"]),
    ('[{LOWER = "take"}, {LOWER = "over", OP = "?"}, {LOWER = "office"}]', "I take over office.", ["take over office"]),
    ('[{IS_TITLE = true}, {LOWER = "summit"}]', "The Oslo Summit and Bergen Summit", ["Oslo Summit", "Bergen Summit"]),
    ('[{LOWER = "summit"}, {IS_TITLE = true}]', "Oslo Summit", []),
    ('[{LOWER = "talk", OP = "+"}]', "We talk talk, then talk.", ["talk talk", "talk"]),
    ('[{IS_TITLE = true}, {LOWER = "a"}, {LOWER = "a"}]', "Oslo a a a", ["Oslo a a"]),
    ('[{IS_DIGIT = true}, {IS_DIGIT = true}]', "1 2 and 3 4", ["1 2", "3 4"]),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "text", "expected"), AROUND)
def test_token_rules_look_around_the_word_that_they_need(pattern: str, text: str, expected: list[str]):
    assert [words for _, words in found(text, rule("around", pattern))] == expected


def test_token_rules_leave_rules_of_other_kinds_alone():
    assert found("They sign.", SIGN, rule("regex", "'They'", kind="regex")) == [("sign", "sign")]


def test_token_rules_name_file_and_rule_of_a_pattern_that_spacy_refuses():
    with pytest.raises(PatternError, match=r"^my\.toml: rule wrong: "):
        TokenRules(rules(rule("wrong", '[{LOWERCASE = "sign"}]')), NLP.vocab)
