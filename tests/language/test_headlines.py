"""Headlines in title case: their verbs in lower case, everything else as it is."""

from __future__ import annotations

import pytest

from asean_extract.language.headlines import plain_case, verb_forms
from asean_extract.rules import read_rules

VERBS = frozenset({"sign", "signs", "signed", "host", "hosts", "hosted"})

RULES = """
[[rule]]
id = "test.one"
label = "TRIGGER"
kind = "tokens"
why = "verbs by lemma"
pattern = [{LEMMA = {IN = ["sign", "ratify", "announce", "launch"]}}, {LEMMA = "host"}]
match = ["They [[sign host]]."]
skip = ["None."]

[[rule]]
id = "test.regex"
label = "TRIGGER"
kind = "regex"
why = "has no lemmas"
pattern = "elect"
match = ["They [[elect]]."]
skip = ["None."]
"""


@pytest.mark.parametrize(
    ("headline", "plain"),
    [
        ("Norway And Peru Sign Reef Treaty", "Norway And Peru sign Reef Treaty"),
        ("Fiji Hosts Reef Forum in Suva", "Fiji hosts Reef Forum in Suva"),
        ("Norway, Peru Signed Two Treaties Today", "Norway, Peru signed Two Treaties Today"),
    ],
)
def test_plain_case_lowers_the_verbs_of_a_headline_in_title_case(headline: str, plain: str):
    assert plain_case(headline, VERBS) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Peru have agreed on a treaty that both will Sign",  # most words have no capital
        "Peru Hosts Norway",  # too short to tell
        "PERU SIGN REEF TREATY TODAY",  # no word in title case
        "The Sign-Up Office Of Lima Reopens",  # half of a compound
        "",
    ],
)
def test_plain_case_leaves_other_text_alone(text: str):
    assert plain_case(text, VERBS) == text


def test_plain_case_keeps_every_offset():
    headline = "Ana Quiroga’s Team Signs “Reef Treaty” In Lima"
    plain = plain_case(headline, VERBS)
    assert plain != headline
    assert len(plain) == len(headline)
    assert plain.lower() == headline.lower()


def test_verb_forms_are_those_of_token_rules_alone():
    assert verb_forms(read_rules({"a.toml": RULES}).rules) == {
        "sign", "signs", "signed", "ratify", "ratifies", "ratified", "announce", "announces", "announced",
        "launch", "launches", "launched", "host", "hosts", "hosted",
    }  # fmt: skip
