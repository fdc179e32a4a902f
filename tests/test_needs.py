"""What an expression cannot match without, and that no match is lost by asking for it first."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from asean_extract.files.patterns import load_patterns
from asean_extract.needs import Needles, Sieve, Worded, needs_of
from asean_extract.rules import matches, plain

SEEDS = Path(__file__).parent.parent / "seeds"

#: An expression, and the words one of which each of its matches has.
NEEDS = [
    ("Oslo", ["oslo"]),
    ("(?:Oslo|Bergen) talks", ["bergen talks", "oslo talks"]),
    ("[Mm]inist(?:er|ry)", ["minister", "ministry"]),
    ("co-?hosts", ["co-hosts", "cohosts"]),
    (r"\d+ fishermen\b", [" fishermen"]),
    (r"\p{Lu}\w+ (?!no)(?<=x)harbours?", [" harbour"]),
    ("(?P<town>Oslo|Bergen).*(?P=town)", ["bergen", "oslo"]),
    ("(?:Bergen )++go", ["bergen "]),
    ("(?:Oslo ){2}", ["oslo "]),
    ("(?:Oslo){1}", ["oslo"]),
    ("(?i:OSLO)|(?i)bergen", ["bergen", "oslo"]),
    ("(?P<left>x)?(?(left)Bergen|Narvik) Oslo", [" oslo"]),
    (r"Oslo\.no", ["oslo.no"]),
    ("Oslo{0,1} fjord", ["osl fjord", "oslo fjord"]),
]

#: Expressions of which nothing is said: they match what has no word of theirs, or are read only by `regex` itself.
NEEDLESS = [
    "Oslo|", "(?:Oslo)?", "(?:Oslo)*", "(?:Oslo){0,3}", "(?:Oslo){,3}", r"\d+", ".+", "[A-Z]", "[^O]", "Oslo|[A-Z]",
    "(?=Oslo)", "(?x) O s l o", "[[:alpha:]]Oslo", "(?:Oslo){e<=1}", r"\u004fslo", "(?|(Oslo)|(Bergen))", "o",
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "words"), NEEDS)
def test_needs_of_an_expression(pattern: str, words: list[str]):
    assert sorted(needs_of(pattern)[0]) == words


@pytest.mark.parametrize("pattern", NEEDLESS)
def test_needs_of_an_expression_that_needs_no_word(pattern: str):
    assert regex.compile(pattern)
    assert needs_of(pattern) == ()


def test_needs_of_an_expression_are_all_of_its_words():
    found = needs_of(r"(?:ministers|envoys) \w+ \w+ from (?:Oslo|Bergen)")
    assert {frozenset({"ministers ", "envoys "}), frozenset({" from oslo", " from bergen"})} == set(found)


def test_sieve_leaves_what_a_text_meets_in_order():
    sieve = Sieve(
        [("both", ({"oslo"}, {"bergen", "narvik"})), ("any", ()), ("one", ({"oslo"},)), ("other", ({"kyiv"},))]
    )
    assert sieve.left("From OSLO to Narvik") == ["both", "any", "one"]
    assert sieve.left("In Oslo") == ["any", "one"]
    assert sieve.left("") == ["any"]


@pytest.mark.parametrize(
    ("text", "found"), [("an ASEANRISE", ["SEA", "ASEAN", "RISE"]), ("asean", []), ("", []), ("a RISE, ", ["RISE"])]
)
def test_needles_stand_in_a_text_as_they_are_written(text: str, found: list[str]):
    assert Needles(["SEA", "ASEAN", "", "RISE", "SEA"]).among(text) == found


def test_no_needles_stand_nowhere():
    assert Needles([]).among("a text") == []


@pytest.mark.parametrize(("text", "found"), [("in OSLO", ["in", "OSLO"]), ("ÅLESUND", ["ÅLESUND"]), ("Bergen", [])])
def test_worded_pattern_is_tried_where_one_of_its_words_stands(text: str, found: list[str]):
    worded = Worded(regex.compile(r"\w+"), ["Oslo", "Ålesund"])
    assert [m[0] for m in worded.finditer(text)] == found


@pytest.mark.parametrize("text", ["MASKS", "ma\u017fk\u017f", "mas\u212as", "MAS\u212aS"])
def test_sieve_knows_letters_that_are_the_same_when_case_does_not_count(text: str):
    assert regex.search("(?i)masks", text)
    assert Sieve([("masks", needs_of("(?i)masks"))]).left(text) == ["masks"]


@pytest.mark.parametrize(("pattern", "text"), [("(?i)king", "K\u0130NG"), ("(?i)KING", "k\u0131ng")])
def test_sieve_knows_the_turkish_letters(pattern: str, text: str):
    assert regex.search(pattern, text)
    assert Sieve([("king", needs_of(pattern))]).left(text) == ["king"]


def test_rules_lose_no_match_by_their_needs():
    book = load_patterns().rules
    lines = (SEEDS / "004_vna_dialogue.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 20
    for label in sorted({rule.label for rule in book.rules}):
        rules = [rule for rule in book.labelled(label) if rule.kind == "regex"]
        for text in (*lines, *(plain(example) for rule in rules for example in rule.match)):
            assert list(book.matches(label, text)) == [m for rule in rules for m in matches(rule, text)]
