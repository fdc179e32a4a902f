"""Loading rules, and the examples that every shipped rule carries."""

from __future__ import annotations

import pytest

from asean_extract.errors import PatternError
from asean_extract.files.patterns import load_patterns
from asean_extract.rules import check_examples, marked_spans, matches, plain, read_rules

RULE = """
[[rule]]
id = "money.test"
label = "MONEY"
kind = "regex"
why = "a sign and a figure"
pattern = '''\\$(?P<figure>\\d+)'''
match = ["It costs [[$5]] or [[$6]]."]
skip = ["It costs 5."]
"""


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("why =", "whi ="), "unknown key 'whi'"),
        (('label = "MONEY"', ""), "label is missing"),
        (('kind = "regex"', 'kind = "magic"'), "kind 'magic' is none of"),
        (('skip = ["It costs 5."]', ""), "no `skip` example"),
        (("[[$5]]", "[[$5"), "unbalanced"),
        (("[[$5]] or [[$6]]", "$5"), "marks nothing"),
        (("(?P<figure>", "(?P<figure"), "does not compile"),
        (("\\d+", "{{nothing}}"), "{{nothing}} is not defined"),
    ],
)
def test_loader_refuses_and_names_file_and_rule(change: tuple[str, str], complaint: str):
    with pytest.raises(PatternError) as error:
        read_rules({"my.toml": RULE.replace(*change)})
    assert str(error.value).startswith("my.toml: rule money.test: ")
    assert complaint in str(error.value)


def test_proved_pattern_is_compiled_when_it_is_used():
    (rule,) = read_rules({"my.toml": RULE.replace("(?P<figure>", "(?P<figure")}, proved=True).rules
    with pytest.raises(PatternError, match=r"my\.toml: rule money\.test: the pattern does not compile"):
        _ = rule.regex


def test_loader_refuses_a_double_id():
    with pytest.raises(PatternError, match=r"b\.toml: rule money\.test stands already in a\.toml"):
        read_rules({"a.toml": RULE, "b.toml": RULE})


def test_loader_keeps_the_order_of_the_files():
    other = RULE.replace("money.test", "money.other")
    assert [rule.id for rule in read_rules({"z.toml": RULE, "/a.toml": other}).rules] == ["money.test", "money.other"]


def test_rule_book_equals_itself_alone():
    one, two = read_rules({"a.toml": RULE}), read_rules({"a.toml": RULE})
    assert len({one, two, one}) == 2


def test_loader_leaves_out_a_rule_that_is_switched_off():
    assert read_rules({"a.toml": 'off = ["money.test"]\n' + RULE}).rules == ()


def test_loader_refuses_to_switch_off_what_does_not_exist():
    with pytest.raises(PatternError, match=r"money\.typo"):
        read_rules({"a.toml": RULE}, off=["money.typo"])


def test_marked_spans_are_offsets_into_the_plain_text():
    example = "a [[bc]] d [[e]]"
    assert [plain(example)[a:b] for a, b in marked_spans(example)] == ["bc", "e"]


def test_check_examples_reports_what_is_not_found():
    rule = read_rules({"a.toml": RULE.replace("It costs 5.", "It costs $7.")}).rules[0]
    faults = check_examples(rule, lambda r, text: [(m.start, m.end) for m in matches(r, text)])
    assert len(faults) == 1
    assert "should find nothing" in faults[0]


SHIPPED = [rule for rule in load_patterns().rules.rules if rule.kind == "regex"]


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule.id)
def test_shipped_rule_finds_its_match_and_skips_its_skip(rule):
    assert check_examples(rule, lambda r, text: [(m.start, m.end) for m in matches(r, text)]) == []


@pytest.fixture(scope="module")
def token_finder():
    from asean_extract.language.matcher import TokenRules
    from asean_extract.language.model import Model

    model = Model()

    def find(rule, text):
        (doc,) = model.read([text])
        found = TokenRules([rule], doc.vocab).find(doc)
        return [(doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])) for m in found]

    return find


TOKENS = [rule for rule in load_patterns().rules.rules if rule.kind != "regex"]


@pytest.mark.parametrize("rule", TOKENS, ids=lambda rule: rule.id)
def test_shipped_token_rule_finds_its_match_and_skips_its_skip(rule, token_finder):
    assert check_examples(rule, token_finder) == []
