"""Reading pattern folders: the shipped one, and a user's own beside it."""

from __future__ import annotations

import pytest

from asean_extract.errors import PatternError
from asean_extract.files.patterns import load_patterns, shipped_patterns

RULE = """
[[rule]]
id = "{id}"
label = "TEST-LABEL"
kind = "regex"
why = "a word of the test's own"
pattern = 'zyx'
match = ["[[zyx]]"]
skip = ["xyz"]
"""


def test_shipped_patterns_lie_in_the_package_or_at_the_top_of_the_checkout():
    assert shipped_patterns().is_dir()


def test_load_patterns_adds_the_rules_of_every_folder(texts):
    one = texts({"x.toml": RULE.format(id="test.one")}, "one")
    two = texts({"x.toml": RULE.format(id="test.two")}, "two")
    assert [rule.id for rule in load_patterns(one, two).rules.labelled("TEST-LABEL")] == ["test.one", "test.two"]


def test_load_patterns_tells_folders_of_one_name_apart(texts):
    one = texts({"x.toml": RULE.format(id="test.one")}, "a/mine")
    two = texts({"x.toml": RULE.format(id="test.two")}, "b/mine")
    assert len(load_patterns(one, two).rules.labelled("TEST-LABEL")) == 2


def test_load_patterns_switches_a_rule_off_by_its_id(texts):
    folder = texts({"x.toml": RULE.format(id="test.one"), "y.toml": 'off = ["test.one"]'})
    assert load_patterns(folder).rules.labelled("TEST-LABEL") == ()


def test_load_patterns_adds_knowledge_to_the_shipped_table(texts):
    folder = texts({"knowledge/mine.toml": '[[test-table]]\nid = "t"\n[[countries]]\ncode = "ZZ"\n'})
    shipped, loaded = load_patterns(), load_patterns(folder)
    assert loaded.table("test-table") == ({"id": "t"},)
    assert loaded.table("countries") == (*shipped.table("countries"), {"code": "ZZ"})


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("x.toml", "[[rule", "x.toml: not valid TOML"),
        ("x.toml", RULE.format(id="test.bad").replace("'zyx'", "'('"), "x.toml: rule test.bad: the pattern does not"),
        ("knowledge/x.toml", "[[a", "knowledge/x.toml: not valid TOML"),
        ("knowledge/x.toml", "a = 1", "knowledge/x.toml: a is not a list"),
        ("knowledge/x.toml", "[[countries]]\nname = 'Norway'", "x.toml: [[countries]] number 1: code is missing"),
        ("knowledge/x.toml", "[[magnitude]]\npower = 'six'\nwords = []", "power is 'six'; it should be a number"),
        ("knowledge/x.toml", "[[foundings]]\nname = 'A'\nyear = 1\npattern = '('", "pattern does not compile"),
        ("x.toml", "rule = 1", "x.toml: rule is not a list"),
        ("x.toml", "define = 1", "x.toml: [define] is not a table"),
        ("x.toml", "[define]\na = 1", "x.toml: [define] is not a table"),
        ("x.toml", "off = 'a.rule'", "x.toml: off is not a list"),
        ("x.toml", "a = " + "[" * 5_000 + "]" * 5_000, "x.toml: not valid TOML"),
        ("x.toml", RULE.format(id="test.bad").replace("'zyx'", "['zyx']"), "the pattern of a regex rule is words"),
        ("x.toml", RULE.format(id="test.bad").replace('["xyz"]', "[1]"), "`skip` is not a list of sentences"),
    ],
)
def test_load_patterns_names_the_file_that_it_refuses(texts, name, text, complaint):
    folder = texts({name: text})
    with pytest.raises(PatternError) as refused:
        load_patterns(folder)
    assert complaint in str(refused.value)
    assert str(refused.value).startswith(str(folder))


def test_load_patterns_names_a_file_that_is_not_utf8(tmp_path):
    (tmp_path / "x.toml").write_bytes(b"\xff")
    with pytest.raises(PatternError, match=r"x\.toml: cannot be read"):
        load_patterns(tmp_path)


def test_load_patterns_refuses_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(PatternError, match="no such pattern folder"):
        load_patterns(tmp_path / "gone")


def test_load_patterns_refuses_a_folder_without_a_rule_or_a_table(tmp_path):
    with pytest.raises(PatternError, match=r"no \*\.toml in it"):
        load_patterns(tmp_path)
