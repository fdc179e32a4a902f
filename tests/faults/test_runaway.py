"""Patterns and texts that would take for ever: ended in time, named, and the others unharmed."""

from __future__ import annotations

import re

import pytest
import regex

from asean_extract import limits, stages
from asean_extract.files.patterns import load_patterns
from asean_extract.language.sentences import sentence_spans
from asean_extract.rules import plain
from asean_extract.text.lines import LONGEST

GOOD = b"The foreign ministers of Norway and Viet Nam met in Hanoi on 3 March 2021.\n"
SLOW = b"The ministers met. " + b"a" * 80 + b"c.\n" + GOOD
#: Doubles its time with every letter of a word in which it fails at the end.
RULES = """
[[rule]]
id = "my.slow"
label = "DATE"
kind = "regex"
why = "a careless rule"
pattern = '(?P<day>(?:a|aa)+b?)+z'
match = ["[[abz]]"]
skip = ["nothing"]

[[rule]]
id = "my.venue"
label = "VENUE"
kind = "regex"
why = "a rule that is quick"
pattern = '(?P<venue>Grand Hall)'
match = ["in the [[Grand Hall]]"]
skip = ["nothing"]
"""
SEARCHED = [rule for rule in load_patterns().rules.rules if rule.kind == "regex"]


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(limits, "SEARCH", 0.2)


@pytest.mark.slow
@pytest.mark.usefixtures("impatient")
def test_slow_rule_of_a_user_is_named_and_left_out_of_the_text_alone(reads, folder, tmp_path):
    rules = folder({"my.toml": RULES.encode()}, "rules")
    ran = reads(tmp_path / "out", folder({"slow.txt": SLOW, "good.txt": GOOD}), "--patterns", rules)
    assert ran.code == 0
    assert re.search(r"warning: slow\.txt: read without \S*rules/my\.toml: rule my\.slow: it takes too long", ran.said)
    assert "good.txt: read without" not in ran.said
    assert ran.manifest["left_out"] == [{"path": "slow.txt", "rules": ["rules/my.toml: rule my.slow"]}]
    plainly = reads(tmp_path / "plain", folder({}))
    assert ran.record("slow.json")["articles"] == plainly.record("slow.json")["articles"]
    assert ran.record("good.json") == plainly.record("good.json")


@pytest.mark.slow
def test_text_that_takes_too_long_fails_and_the_others_are_read(reads, folder, tmp_path, monkeypatch):
    real = stages.split

    def runs_away(draft, readers):
        if "aaaa" in draft.text:
            regex.compile(r"^(?:(?:a|aa)+b?)+$").search("a" * 80 + "c")
        return real(draft, readers)

    order = tuple(s if s.run is not real else s.__class__(runs_away, s.needs, s.gives) for s in _order())
    monkeypatch.setattr("asean_extract.pipeline.STAGES", order)
    ran = reads(tmp_path / "out", folder({"a.txt": GOOD, "slow.txt": SLOW, "z.txt": GOOD}), "--timeout", "0.5")
    assert (ran.code, ran.files) == (3, ["a.json", "manifest.json", "z.json"])
    assert ran.reasons == {"slow.txt": "takes longer than 0.5 seconds; cut it, or raise the limit (--timeout)"}
    monkeypatch.undo()


def _order():
    from asean_extract.pipeline import STAGES

    return STAGES


@pytest.mark.slow
def test_text_that_was_interrupted_leaves_the_extractor_as_it_was(extractor):
    text = GOOD.decode() * 3
    before = extractor.extract(text, clean=False).model_dump_json()
    interrupted = 0
    for number in range(40):
        extractor.limits = limits.Limits(seconds=0.002 * (number + 1))
        try:
            extractor.extract(f"Ministers of Xq{number}land met Yz{number}ia in Hanoi. " * 20 + text, clean=False)
        except limits.LimitError:
            interrupted += 1
    extractor.limits = limits.NO_LIMITS
    assert interrupted > 10
    assert extractor.extract(text, clean=False).model_dump_json() == before


@pytest.mark.slow
@pytest.mark.parametrize(("limit", "code"), [("74", 0), ("73", 3), ("0", 0)])
def test_max_chars_counts_characters(reads, folder, tmp_path, limit, code):
    assert len(GOOD) == 75
    ran = reads(tmp_path / "out", folder({"x.txt": GOOD.strip()}), "--max-chars", limit)
    assert ran.code == code
    if code:
        assert ran.reasons == {"x.txt": "has 74, and may have 73 characters; cut it, or raise the limit (--max-chars)"}


@pytest.mark.parametrize("rule", SEARCHED, ids=lambda rule: rule.id)
def test_shipped_pattern_is_not_detained_by_texts_made_for_it(rule):
    """Long texts of the rule's own examples, and of parts of them, which almost fit again and again.

    What takes the square of a length is let pass, since no paragraph is long; a search that takes more is not.
    """
    pattern = regex.compile(rule.pattern)
    size = rule.set.get("longest", 160) if rule.label in ("LINE", "RAIL") else 3_000
    for text in _detaining(rule, size):
        list(pattern.finditer(text, timeout=4))


def _detaining(rule, size):
    for example in dict.fromkeys(map(plain, (*rule.match[:2], *rule.skip[:1]))):
        words = example.split()
        for part in dict.fromkeys((example, *words[:4], " ".join(words[: len(words) // 2]), example[:-1])):
            if part:
                yield (f"{part} " * size)[:size]
    for part in ("a ", "A ", "Aa ", "1 ", "1,", "A", "a", "1", " ", "-", "(", '"', ", ", "and ", "the ", "of "):
        yield (part * size)[: size - 1] + "!"


def test_sentences_of_the_longest_paragraph_are_bounded():
    for part in ("a", "a ", "(", "1.", ". ", "A. ", "No. "):
        assert all(b - a <= 6_000 for a, b in sentence_spans((part * LONGEST)[:LONGEST]))
