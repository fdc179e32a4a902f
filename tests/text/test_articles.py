"""Articles: what each page holds, and where articles begin and end."""

from __future__ import annotations

import tomllib

import pytest

from asean_extract.rules import RuleBook
from asean_extract.spans import ArticleText
from asean_extract.text.articles import split_articles, whole_text
from asean_extract.text.blocks import label_blocks

from .pages import PAGES, read_page

EXPECTED = tomllib.loads((PAGES / "articles.toml").read_text(encoding="utf-8"))


def articles(text: str, rules: RuleBook) -> tuple[ArticleText, ...]:
    return split_articles(label_blocks(text, rules), text, rules)[1]


def test_every_page_has_its_articles_written_down():
    assert sorted(EXPECTED) == sorted(path.stem for path in PAGES.glob("*.txt") if not path.name.startswith("gap_"))


@pytest.mark.parametrize("stem", sorted(EXPECTED))
def test_split_articles_finds_title_byline_and_publisher(stem: str, rules: RuleBook):
    text, _ = read_page(PAGES / f"{stem}.txt")
    found = [
        {"title": a.title or "", "byline": list(a.byline), "publisher": a.publisher or ""}
        for a in articles(text, rules)
    ]
    assert len(found) >= 1
    assert found == EXPECTED[stem]["article"]


PARAGRAPH = "The ministers of the two states met at the port on Monday and agreed to build a bridge over the river."
ANOTHER = "Work on the tunnel below the strait will begin in June, the governors of both islands said in a statement."


def test_split_articles_begins_one_at_a_byline_below_text(rules: RuleBook):
    text = f"By Kim Aram\n\n{PARAGRAPH}\n\nIt will cost two million.\n\nBy Lee Bora\n\n{ANOTHER}\n"
    found = articles(text, rules)
    assert [(a.byline, text[a.start : a.end].count("By ")) for a in found] == [(("Kim Aram",), 1), (("Lee Bora",), 1)]


def test_split_articles_leads_in_with_captions_of_the_byline_below(rules: RuleBook):
    caption = "▲ The governors cut a ribbon on the pier."
    text = f"By Kim Aram\n\n{PARAGRAPH}\n\nIt will cost two million.\n\n{caption}\n\nBy Lee Bora\n\n{ANOTHER}\n"
    found = articles(text, rules)
    assert len(found) == 2
    assert text[found[1].start :].startswith("▲")


def test_split_articles_keeps_a_byline_below_its_lead_in_one_article(rules: RuleBook):
    text = f"Two states plan bridge over river\n\n{PARAGRAPH}\n\nBy Kim Aram\n\n{ANOTHER}\n"
    assert [(a.title, a.byline) for a in articles(text, rules)] == [
        ("Two states plan bridge over river", ("Kim Aram",))
    ]


def test_split_articles_owns_boilerplate_inside_and_none_outside(rules: RuleBook):
    text = f"Skip to content\nMenu\nTwo states plan a bridge\n\n{PARAGRAPH}\nAdvertisement\n{ANOTHER}\nPrivacy Policy\n"
    blocks, found = split_articles(label_blocks(text, rules), text, rules)
    assert [(b.kind, b.article) for b in blocks] == [
        ("navigation", None), ("navigation", None), ("title", 1), ("body", 1), ("navigation", 1), ("body", 1),
        ("notice", None),
    ]  # fmt: skip
    assert [p.kind for p in found[0].paragraphs] == ["title", "body", "body"]


def test_split_articles_gives_every_item_of_a_digest_the_date_in_its_head(rules: RuleBook):
    text, _ = read_page(PAGES / "letter_digest.txt")
    found = articles(text, rules)
    assert len(found) == 4
    assert {p.text for a in found for p in a.paragraphs if p.kind == "dateline"} == {
        "Shipping notes - week ending Friday 12 May 2017"
    }
    assert all(any(p.kind == "dateline" for p in a.paragraphs) for a in found)


def test_split_articles_begins_one_without_a_title_at_the_date_above_its_tool_bar(rules: RuleBook):
    found = articles(f"Source: Seawire | 2016-03-04 10:22:31 | Editor: mm\nClose\n{PARAGRAPH}\n{ANOTHER}\n", rules)
    assert [p.kind for p in found[0].paragraphs] == ["dateline", "body", "body"]


def test_article_paragraphs_are_the_reading_view_of_their_blocks(rules: RuleBook):
    text = (
        "Two states plan a “bridge”\r\n\r\nThe ministers met at the\u00a0port on Monday, and they agreed – at last.\r\n"
    )
    (article,) = articles(text, rules)
    assert [p.text for p in article.paragraphs] == [
        'Two states plan a "bridge"',
        "The ministers met at the port on Monday, and they agreed - at last.",
    ]
    assert all(len(text[p.start : p.start + len(p.text)]) == len(p.text) for p in article.paragraphs)


def test_split_articles_tells_the_language(rules: RuleBook):
    french = (
        "Les ministres des deux pays se sont réunis dans le port pour parler de la construction du pont sur le fleuve."
    )
    assert [a.language for a in articles(french, rules)] == ["fr"]


@pytest.mark.parametrize("text", ["", " \n\n", "Menu\nSearch\n", "123\n"])
def test_split_articles_finds_none_where_there_is_no_text(text: str, rules: RuleBook):
    assert all(a.paragraphs for a in articles(text, rules))


def test_whole_text_is_one_article_cut_at_blank_lines():
    blocks, (article,) = whole_text("Menu\nTitle\n \nOne\r\n\r\n  two\n")
    assert [(b.start, b.end, b.kind, b.article) for b in blocks] == [
        (0, 10, "body", 1),
        (13, 16, "body", 1),
        (22, 25, "body", 1),
    ]
    assert (article.start, article.end, article.title) == (0, 25, None)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("- Ann Ray, Oslo - Bo Lund - Cy Noe, Lima", ["- Ann Ray, Oslo", "- Bo Lund", "- Cy Noe, Lima"]),
        ("* Ann Ray * Bo Lund * Cy Noe", ["* Ann Ray", "* Bo Lund", "* Cy Noe"]),
        ("- The port - a large one - opened in May.", ["- The port - a large one - opened in May."]),
        ("- The Oslo - Lima line opened.", ["- The Oslo - Lima line opened."]),
        ("Ann Ray - Bo Lund - Cy Noe", ["Ann Ray - Bo Lund - Cy Noe"]),
    ],
)
def test_items_run_together_on_one_line_are_paragraphs(text: str, paragraphs: list[str]):
    _, (article,) = whole_text(text)
    assert [p.text.strip() for p in article.paragraphs] == paragraphs
    assert all(text[p.start : p.start + len(p.text)] == p.text for p in article.paragraphs)


def test_whole_text_of_nothing_holds_no_article():
    assert whole_text(" \n\n ") == ((), ())
