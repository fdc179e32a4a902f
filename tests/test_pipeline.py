"""The pipeline as a program calls it: the order of its stages, and what the arguments do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asean_extract.pipeline import STAGES, check_order

TEXT = "Norway gave NOK 5 million ($470,000) to the fund on Monday. It will run until 2031."


def test_stages_find_what_they_need():
    check_order(STAGES)


def test_check_order_names_the_stage_whose_needs_nobody_meets():
    with pytest.raises(ValueError, match="stage split needs blocks, which no stage before it gives"):
        check_order(STAGES[1:])


def test_check_order_names_a_gift_that_no_draft_has():
    with pytest.raises(ValueError, match="stage label gives nothing, which no draft has"):
        check_order((replace(STAGES[0], gives=frozenset({"nothing"})),))


@pytest.mark.slow
def test_read_values_gives_dates_and_every_sum_with_their_words(extractor):
    read = extractor.read_values(TEXT, published="2024-11-13", clean=False)
    assert [(d.text, d.value) for d in read.dates] == [("Monday", "2024-11-11"), ("2031", "2031")]
    assert [(s.amount, s.currency) for s in read.sums] == [("5000000", "NOK"), ("470000", "USD")]
    for span in (*read.dates, *read.sums):
        assert TEXT[span.start : span.end] == span.text


@pytest.mark.slow
def test_read_values_gives_the_dates_of_the_record(extractor):
    (article,) = extractor.extract(TEXT, published="2024-11-13", clean=False).articles
    assert article.dates == extractor.read_values(TEXT, published="2024-11-13", clean=False).dates != []


@pytest.mark.slow
def test_extract_without_cleaning_takes_the_whole_text_as_one_body(extractor):
    record = extractor.extract("Share this\n\nThe ministers met.", clean=False)
    assert [block.kind for block in record.blocks] == ["body", "body"]
    assert len(record.articles) == 1


@pytest.mark.slow
def test_extract_leaves_a_weekday_open_that_nothing_anchors(extractor):
    without = extractor.read_values(TEXT, clean=False)
    assert "2024-11-11" not in [d.value for d in without.dates]
