"""The document date: printed, or reasoned from the lead and what the article says about its year."""

from __future__ import annotations

import pytest

from asean_extract.files.patterns import load_patterns
from asean_extract.spans import Anchor, ArticleText, Paragraph
from asean_extract.values.dates import DateReader
from asean_extract.values.document_date import document_date

PATTERNS = load_patterns()
READER = DateReader(PATTERNS)


def article(*paragraphs: tuple[str, str]) -> ArticleText:
    """An article of (kind, text) paragraphs, each on a line of its own."""
    placed, start = [], 10
    for kind, text in paragraphs:
        placed.append(Paragraph(start, kind, text))  # type: ignore[arg-type] # the test writes kinds as words
        start += len(text) + 2
    return ArticleText(1, 10, start, None, (), None, "en", tuple(placed))


def settled(*paragraphs: tuple[str, str], **given):
    return document_date(article(*paragraphs), READER, knowledge=PATTERNS.table("foundings"), **given)


def body(*texts: str) -> list[tuple[str, str]]:
    return [("body", text) for text in texts]


PRINTED = [
    (("dateline", "Published : Mar. 3, 2014 - 11:12"), "2014-03-03"),
    (("dateline", "Updated 2019.5.11 12:33   Posted 2014.03.03"), "2014-03-03"),
    (("dateline", "Wednesday, 5 March 2014"), "2014-03-05"),
    (("body", "OSLO, March 3, 2014 (NTB) -- Envoys met on Monday."), "2014-03-03"),
    (("body", "QUITO, 3 March 2014 - Envoys met."), "2014-03-03"),
    (("body", "(LIMA, 3 March 2014) — Envoys met."), "2014-03-03"),
    (("title", "Envoys meet in Oslo (March 3, 2014)"), "2014-03-03"),
    (("title", "Envoys meet in Oslo March 3, 2014"), "2014-03-03"),
    (("body", "2014-03-03 Envoys met in Oslo."), "2014-03-03"),
]


@pytest.mark.parametrize(("paragraph", "value"), PRINTED)
def test_document_date_takes_a_printed_one(paragraph, value):
    mention = settled(paragraph, ("body", "The talks of 7 May 2009 had failed."))
    assert mention is not None
    assert (mention.value, mention.basis, mention.anchor) == (value, "explicit", None)


def test_document_date_is_not_the_day_of_an_update():
    assert settled(("dateline", "Updated 2019.5.11 12:33"), *body("Envoys met in Oslo.")) is None


def test_document_date_is_the_day_that_a_week_is_called_by():
    found = settled(("dateline", "Lake notes - week ending Friday 7 May 2021"), *body("The lake rose on Tuesday."))
    assert (found.value, found.text) == ("2021-05-07", "7 May 2021")


def test_document_date_is_none_of_the_days_of_a_schedule():
    days = [("lead_in", "Monday 4 May"), *body("09:30 The lake board meets."), ("lead_in", "Tuesday 5 May")]
    assert settled(("title", "Engagements of the board, 4-8 May 2015"), *days).value == "2015"


def test_document_date_has_offsets_of_the_source():
    text = article(("title", "Envoys meet"), ("dateline", "Published : Mar. 3, 2014"))
    mention = document_date(text, READER)
    assert mention is not None
    paragraph = text.paragraphs[1]
    assert mention.start == paragraph.start + paragraph.text.index("Mar.")
    assert mention.end - mention.start == len(mention.text) == len("Mar. 3, 2014")


REASONED = {
    "anniversary kept this year": (
        ["On May 9, envoys of both sides met.", "This year marks the 50th anniversary of ASEAN."],
        "2017-05-09", "anniversary",
    ),
    "anniversary of what the text dates": (
        ["On May 9, envoys met.", "They mark the 10th anniversary of the Harbour Compact this year.",
         "The Harbour Compact was signed in 2004."],
        "2014-05-09", "anniversary",
    ),
    "years of relations": (
        ["On May 9, envoys met to celebrate 45 years of ASEAN-Japan friendship and cooperation."],
        "2018-05-09", "anniversary",
    ),
    "plan for next year beside its year": (
        ["On December 3, envoys met.", "They set out the budget for next year.", "The budget for 2015 was approved."],
        "2014-12-03", "next-year",
    ),
    "year in brackets": (["On May 9, envoys met.", "Trade fell last year (2013)."], "2014-05-09", "last-year"),
    "the next years beside their figures": (
        ["On October 9, envoys met.", "The plan for the next five years (2015-2019) was adopted."],
        "2014-10-09", "next-year",
    ),
    "named event at hand": (
        ["On May 9, the day before the 2014 Island States Summit, envoys met."], "2014-05-09", "named-year",
    ),
    "named event ahead": (
        ["On May 9, envoys met.", "They prepared the upcoming Coastal Trade Forum 2014."], "2014-05-09", "named-year",
    ),
    "weekday with the day, after the last year told": (
        ["The envoys arrived on Friday, May 9.", "They had first met in 2012."], "2014-05-09", "weekday",
    ),
    "weekday within a term of office": (
        ["President Moon Jae-in arrived on Tuesday, March 12."], "2019-03-12", "weekday",
    ),
    "first such day after the last date told as past": (
        ["On May 9, envoys met.", "The pact was signed in November 2013."], "2014-05-09", "named-year",
    ),
    "whole date in the lead": (["On 9 May 2014 envoys met in Oslo."], "2014-05-09", "same-time"),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "value", "reason"), REASONED.values(), ids=REASONED.keys())
def test_document_date_is_reasoned_from(texts, value, reason):
    mention = settled(*body(*texts))
    assert mention is not None
    assert (mention.value, mention.basis) == (value, "inferred")
    assert mention.anchor is not None
    assert mention.anchor.reason == reason


def test_document_date_keeps_an_open_year_open():
    mention = settled(*body("On September 9, envoys met.", "Trade had grown since 1991."))
    assert mention is not None
    assert (mention.value, mention.basis, mention.anchor) == ("XXXX-09-09", "explicit", None)


def test_document_date_is_not_a_day_that_qualifies_a_thing():
    mention = settled(*body("Envoys welcomed the May 3 vote.", "This year marks the 50th anniversary of ASEAN."))
    assert mention is not None
    assert mention.value == "2017"


def test_document_date_is_not_a_day_told_after_today():
    texts = ["Envoys met today and spoke of the vote on May 3.", "This year marks the 50th anniversary of ASEAN."]
    mention = settled(*body(*texts))
    assert mention is not None
    assert mention.value == "2017"


def test_document_date_is_not_a_whole_date_further_down():
    assert settled(*body("Envoys met in Oslo.", "The pact dates from 7 May 2009.", "Trade grew.")) is None


def test_document_date_leaves_the_year_open_when_clues_contradict():
    texts = ["On May 9, envoys met.", "Trade fell last year (2013).", "This year (2016) it grew."]
    mention = settled(*body(*texts))
    assert mention is not None
    assert mention.value == "XXXX-05-09"


def test_document_date_drops_a_year_outside_the_term_that_the_text_names():
    texts = ["On May 9, President Moon Jae-in arrived.", "They prepared the upcoming Coastal Trade Forum 2014."]
    mention = settled(*body(*texts))
    assert mention is not None
    assert mention.value == "XXXX-05-09"


def test_document_date_drops_a_year_in_which_the_weekday_does_not_fit():
    texts = ["The envoys arrived on Friday, May 9.", "They prepared the upcoming Coastal Trade Forum 2016."]
    mention = settled(*body(*texts))
    assert mention is None or mention.value.startswith("XXXX")


def test_document_date_before_an_event_ahead_is_the_year_alone():
    mention = settled(*body("Envoys will meet on May 9.", "This year marks the 50th anniversary of ASEAN."))
    assert mention is not None
    assert (mention.value, mention.precision) == ("2017", "year")


def test_document_date_takes_the_year_of_the_neighbours_last():
    mention = settled(*body("On May 9, envoys met."), neighbours=["2014-05-08", "XXXX-05-10", "2014"])
    assert mention is not None
    assert (mention.value, mention.anchor) == ("2014-05-09", Anchor("2014", "same-file"))


def test_document_date_leaves_neighbours_that_differ():
    mention = settled(*body("On May 9, envoys met."), neighbours=["2014-05-08", "2015-05-08"])
    assert mention is not None
    assert mention.value == "XXXX-05-09"


def test_document_date_is_what_the_caller_gives():
    mention = settled(*body("Envoys met on Friday."), published="2014-05-11")
    assert mention is not None
    assert (mention.value, mention.anchor) == ("2014-05-11", Anchor("2014-05-11", "published"))


def test_document_date_is_none_when_nothing_tells():
    assert settled(*body("Envoys exchanged views.", "Ties began in 1990.")) is None
