"""What a caller knows of a text, weighed against what is printed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from asean_extract.draft import ArticleDraft, Draft
from asean_extract.files.patterns import load_patterns
from asean_extract.metadata import NOTHING, Metadata, filled, origin
from asean_extract.recording import record
from asean_extract.records import Article, Source
from asean_extract.spans import Anchor, ArticleText, DateMention, Paragraph
from asean_extract.stages import date_documents
from asean_extract.values.dates import DateReader


def date(value, basis="explicit"):
    anchor = None if basis == "explicit" else Anchor("2024", "anniversary")
    return DateMention(0, 1, "x", value, "day", basis, anchor, "test")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (date("2024-11-09"), "printed"),
        (date("2024-11-09", "inferred"), "implied"),
        (date("XXXX-11-09"), "implied"),
        (None, None),
    ],
)
def test_origin_tells_a_whole_printed_date_from_an_implied_one(found, told):
    assert origin(found) == told


@pytest.mark.parametrize(
    ("printed", "known", "answer"),
    [
        ("P", "K", ("P", "printed")),
        (None, "K", ("K", "metadata")),
        ("P", None, ("P", "printed")),
        (None, None, (None, None)),
    ],
)
def test_filled_takes_what_is_printed_first(printed, known, answer):
    assert filled(printed, known) == answer


def test_metadata_takes_blank_words_for_nothing():
    assert Metadata(publisher=" ", published="") == Metadata()


@pytest.mark.parametrize(
    "wrong", [{"published": "soon"}, {"url": "fjord.example"}, {"language": "English"}, {"x": "y"}]
)
def test_metadata_refuses_what_is_none_of_its_kind(wrong):
    with pytest.raises(ValidationError):
        Metadata(**wrong)


# ---------------------------------------------------------------- in a record
PATTERNS = load_patterns()
READERS: Any = SimpleNamespace(patterns=PATTERNS, dates=DateReader(PATTERNS))  # all that dating a document asks for
PRINTED = "OSLO, March 3, 2021 (NTB) -- Envoys met on Monday."
OPEN = "On September 9, envoys met."
KNOWN = Metadata(
    published="2021-09-10", publisher="Fjord Post", title="Envoys meet", url="https://fjord.example/1", language="nb"
)


def articles(*texts: str, known: Metadata = NOTHING, given: str | None = None, **printed: str) -> list[Article]:
    """The records of articles of one paragraph each."""
    read, start = [], 0
    for number, text in enumerate(texts, 1):
        words = ArticleText(
            number, start, start + len(text), printed.get("title"), (), printed.get("publisher"), "en",
            (Paragraph(start, "body", text),),
        )  # fmt: skip
        read.append(ArticleDraft(words))
        start += len(text) + 1
    text = "\n".join(texts)
    source = Source(path="a.txt", sha256="", encoding="utf-8", length=len(text))
    return record(date_documents(Draft(source, text, given, known, articles=tuple(read)), READERS)).articles


@pytest.mark.parametrize(
    ("text", "known", "given", "value", "told"),
    [
        (PRINTED, KNOWN, None, "2021-03-03", "printed"),
        (OPEN, KNOWN, None, "2021-09-10", "metadata"),
        ("Envoys met.", KNOWN, None, "2021-09-10", "metadata"),
        (OPEN, Metadata(title="Envoys meet"), None, "XXXX-09-09", "implied"),
        ("Envoys met.", NOTHING, None, None, None),
        (PRINTED, KNOWN, "2022-01-01", "2022-01-01", "metadata"),
        (OPEN, NOTHING, "2022-01-01", "2022-01-01", "metadata"),
    ],
)
def test_published_is_the_printed_then_the_known_then_the_implied(text, known, given, value, told):
    (article,) = articles(text, known=known, given=given)
    assert (article.published and article.published.value, article.provenance.published) == (value, told)


def test_article_takes_from_the_metadata_what_the_text_does_not_print():
    (article,) = articles(OPEN, known=KNOWN)
    assert (article.title, article.publisher, article.url, article.language) == (
        "Envoys meet", "Fjord Post", "https://fjord.example/1", "nb",
    )  # fmt: skip
    assert set(article.provenance.model_dump().values()) == {"metadata"}


def test_article_keeps_what_it_prints():
    (article,) = articles(OPEN, known=KNOWN, title="Talks", publisher="NTB")
    assert (article.title, article.publisher) == ("Talks", "NTB")
    assert (article.provenance.title, article.provenance.publisher) == ("printed", "printed")


def test_article_without_metadata_tells_what_is_printed_and_implied():
    (article,) = articles(PRINTED, title="Talks")
    assert article.provenance.model_dump() == {
        "title": "printed", "publisher": None, "url": None, "language": "implied", "published": "printed",
    }  # fmt: skip


def test_title_that_is_known_goes_to_none_of_several_articles():
    both = articles(PRINTED, OPEN, known=KNOWN)
    assert [(a.title, a.publisher, a.url) for a in both] == [(None, "Fjord Post", "https://fjord.example/1")] * 2
    assert [a.provenance.published for a in both] == ["printed", "metadata"]


@pytest.mark.slow
def test_extract_dates_events_by_the_metadata(extractor):
    record = extractor.extract("Norway and Chile signed the Fjord Fisheries Accord on Monday.", metadata=KNOWN)
    (article,) = record.articles
    assert article.publisher == "Fjord Post"
    assert [event.date.value for event in article.events] == ["2021-09-06"]
