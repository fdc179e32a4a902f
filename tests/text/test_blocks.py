"""Every line of the example pages, and what must hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asean_extract.files.patterns import load_patterns
from asean_extract.rules import RuleBook
from asean_extract.spans import Block
from asean_extract.text.articles import split_articles
from asean_extract.text.blocks import label_blocks

from .pages import PAGES, read_page, wrong_lines

FILES = sorted(PAGES.glob("*.txt"), key=lambda path: path.name)
GAPS = [path for path in FILES if path.name.startswith("gap_")]
RULES = load_patterns().rules
SOLVED = [path for path in FILES if path not in GAPS]


def test_example_pages_are_there():
    assert len(SOLVED) >= 20


@pytest.mark.parametrize("path", SOLVED, ids=lambda path: path.stem)
def test_blocks_label_every_line_of_a_page(path, rules: RuleBook):
    text, expected = read_page(path)
    assert len(expected) >= 4
    blocks, _ = split_articles(label_blocks(text, rules), text, rules)
    assert wrong_lines(blocks, expected) == []


@pytest.mark.xfail(strict=True, reason="known gaps; each file says what should come out")
@pytest.mark.parametrize("path", GAPS, ids=lambda path: path.stem)
def test_label_blocks_known_gap(path, rules: RuleBook):
    text, expected = read_page(path)
    assert wrong_lines(label_blocks(text, rules), expected) == []


def uncovered(text: str, blocks: tuple[Block, ...]) -> str:
    kept = bytearray(len(text))
    for block in blocks:
        kept[block.start : block.end] = b"\1" * (block.end - block.start)
    return "".join(char for char, covered in zip(text, kept, strict=True) if not covered and not char.isspace())


WORDS = st.sampled_from(
    [
        *("the", "ministers", "met", "in", "Hanoi", ".", "-", "•", "...", "장관"),
        *("Read more", "Share", "By Kim Aram", "12 May 2021", "Related posts", "(END)", "Skip to content"),
        *("\n", "\n\n", "\r\n", "\r", "\u00a0", "\u200b", "\u2028", "\x0c", "\x1c"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
@example("Related posts \u2028 the the")
def test_label_blocks_covers_every_visible_character_once(text: str):
    blocks = label_blocks(text, RULES)
    assert uncovered(text, blocks) == ""
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() for b in blocks)
    assert label_blocks(text, RULES) == blocks


def kinds(text: str, rules: RuleBook) -> list[str]:
    return [block.kind for block in label_blocks(text, rules)]


def test_label_blocks_cuts_a_line_whose_second_half_repeats_the_first(rules: RuleBook):
    caption = "The two harbour masters shake hands on the pier after the signing of the pact."
    assert kinds(f"{caption} {caption}", rules) == ["body", "duplicate"]


def test_label_blocks_splits_a_photo_credit_off_a_caption(rules: RuleBook):
    text = "▲ The two harbour masters shake hands on the pier. Photo courtesy Port Office\n"
    assert kinds(text, rules) == ["caption", "credit"]


def test_label_blocks_of_nothing_are_none(rules: RuleBook):
    assert label_blocks(" \n\u00a0\n", rules) == ()


ARTICLE = """\
Ferry gets a new engine
OSTHAVEN, May 9 (Seawire) -- The ferry to the outer islands got a new engine on Tuesday, the yard said.
It had been without one since a storm in March, and the islanders went to market in fishing boats.
Source: County Radio
"""
ITEM = """\
Pilots ask for a second boat
The pilots have asked for a second boat because they wait too long for the first one, their guild said on Thursday.
"""


def test_label_blocks_reads_on_below_a_source_where_an_item_tells_of_a_day(rules: RuleBook):
    second = ITEM.rstrip() + " The board of the harbour will decide on it in July, when it meets again.\n"
    assert kinds(ARTICLE + second, rules)[-2:] == ["title", "body"]


def test_label_blocks_sets_a_teaser_below_a_source_aside(rules: RuleBook):
    assert kinds(ARTICLE + ITEM, rules)[-2:] == ["related", "related"]


def test_label_blocks_takes_a_line_without_letters_for_a_rule(rules: RuleBook):
    assert kinds("The ferry got a new engine on Tuesday.\n" + "-" * 70 + "\nIt runs again.", rules)[1] == "navigation"


def test_label_blocks_keeps_a_date_line_whole_with_its_time_of_day(rules: RuleBook):
    assert kinds("Ferry gets a new engine\nPUBLISHED Mar 09, 2013, 07:30 AM\n" + ITEM, rules)[1] == "dateline"


def titles(text: str, rules: RuleBook) -> list[str]:
    return [text[block.start : block.end] for block in label_blocks(text, rules) if block.kind == "title"]


@pytest.mark.parametrize(
    ("above", "found"),
    [
        (["Skip to main content", "This week on our coast", "Friday 7 June"], ["This week on our coast"]),
        (["Skip to main content", "Friday 7 June"], []),
        (["11.45 million eels counted in the lake"], ["11.45 million eels counted in the lake"]),
        (["11.45 Eels are counted in the lake"], []),
        (["Home", "Menu", "Eel Soup"], ["Eel Soup"]),
        (["Home", "Eel Soup", "Menu", "Search"], []),
        (["Home", "Menu", "Ask Anything", "How do I skin an eel?"], ["How do I skin an eel?"]),
        (["Home", "Latest News", "Port welcomes Mr. Roe Jr.", "3 May 2021"], ["Port welcomes Mr. Roe Jr."]),
    ],
)
def test_label_blocks_finds_the_title_above_a_paragraph(above: list[str], found: list[str], rules: RuleBook):
    assert titles("\n".join([*above, *ARTICLE.splitlines()[2:]]), rules) == found


def test_label_blocks_takes_keywords_in_commas_for_no_verse(rules: RuleBook):
    keywords = ["Terms", "Topics", "Harbours,", "Eels, lamps, ropes, boats, and nets,", "Weather,", "Log in"]
    assert "body" not in kinds("\n".join([*ARTICLE.splitlines(), *keywords]), rules)[4:]
