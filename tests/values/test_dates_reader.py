"""How the date reader works: without a clock, traceable, and from paragraph to paragraph."""

from __future__ import annotations

import sys
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asean_extract.files.patterns import load_patterns
from asean_extract.spans import Anchor
from asean_extract.values import dates, written
from asean_extract.values.dates import DateReader, Reference

READER = DateReader(load_patterns())
TEXT = (
    "Envoys met on 3 May 2019 and again on June 9. Last week they signed, two years ago they quarrelled, and by the "
    "end of the year they will meet on Friday, on 27/8/2018, or in the third quarter."
)


def clock_at(moment: datetime) -> tuple[type, type]:
    """Stand-ins for `date` and `datetime` that say it is `moment`."""

    class Today(date):
        @classmethod
        def today(cls):
            return date(moment.year, moment.month, moment.day)

    class Now(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.replace(tzinfo=tz)

        @classmethod
        def today(cls):
            return moment

        @classmethod
        def utcnow(cls):
            return moment

    return Today, Now


@pytest.mark.parametrize("moment", [datetime(2001, 2, 28), datetime(2024, 2, 29, 23, 59), datetime(2031, 12, 31)])
def test_read_gives_the_same_under_any_clock(monkeypatch, moment):
    expected = READER.read(TEXT, Reference("2019-06-16"))
    today, now = clock_at(moment)
    replaced = 0
    for module in [m for name, m in sys.modules.items() if name.startswith(("dateparser", "asean_extract.values"))]:
        for name, value in vars(module).copy().items():
            if value is datetime or value is date:
                monkeypatch.setattr(module, name, now if value is datetime else today)
                replaced += 1
    monkeypatch.setitem(written._SETTINGS, "RELATIVE_BASE", now(2000, 1, 1))  # dateparser insists on its own class
    for cache in (written.whole_day, dates._resolve):
        cache.cache_clear()
    found = DateReader(load_patterns()).read(TEXT, Reference("2019-06-16"))
    for cache in (written.whole_day, dates._resolve):
        cache.cache_clear()
    assert replaced >= 5
    assert len(found) == 8
    assert found == expected


def test_find_needs_no_anchor_and_keeps_the_rule():
    found = READER.find("They met on 3 May 2019 and last week.")
    assert [(e.text, e.rule) for e in found] == [("3 May 2019", "date.day-month"), ("last week", "date.unit")]
    assert all(e.rule.startswith("date.") for e in READER.find(TEXT))


def test_read_gives_the_anchor_and_its_reason():
    found = READER.read("They met on June 9 and last year and on Tuesday.", Reference("2021-06-16"))
    assert [(m.basis, m.anchor) for m in found] == [
        ("inferred", Anchor("2021-06-16", "published")),
        ("relative", Anchor("2021-06-16", "last-year")),
        ("relative", Anchor("2021-06-16", "weekday")),
    ]


def test_read_gives_the_settled_year_as_anchor_when_it_was_reasoned():
    (mention,) = READER.read("They met on June 9.", Reference("2021-06-16", "anniversary"))
    assert mention.anchor == Anchor("2021", "anniversary")


def test_read_gives_no_anchor_to_an_explicit_date():
    (mention,) = READER.read("They met on June 9.", Reference(None))
    assert (mention.value, mention.basis, mention.anchor) == ("XXXX-06-09", "explicit", None)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("on 3 May 2019", "2019-05-03", "day"),
        ("in May 2019", "2019-05", "month"),
        ("in 2019", "2019", "year"),
        ("in the 1960s", "1960/1969", "interval"),
        ("by 2030", "../2030", "interval"),
    ],
)
def test_read_gives_the_precision_of_the_words(text, value, precision):
    (mention,) = READER.read(text, Reference(None))
    assert (mention.value, mention.precision) == (value, precision)


def test_read_article_counts_from_the_paragraph_before():
    first, second = READER.read_article(
        ["They met on 3 May 2014.", "The following day they signed."], Reference("2021-06-16")
    )
    assert [m.value for m in (*first, *second)] == ["2014-05-03", "2014-05-04"]


def test_read_article_reads_an_open_numeric_date_as_the_others():
    texts = ["Signed on 3/4/2019.", "Sealed on 24/4/2019."]
    assert [m.value for ms in READER.read_article(texts, Reference(None)) for m in ms] == ["2019-04-03", "2019-04-24"]
    texts = ["Signed on 3/4/2019.", "Sealed on 4/24/2019."]
    assert [m.value for ms in READER.read_article(texts, Reference(None)) for m in ms] == ["2019-03-04", "2019-04-24"]


def test_read_leaves_an_open_numeric_date_out():
    assert READER.read("Signed on 3/4/2019.", Reference(None)) == ()


def test_resolve_takes_the_side_that_the_sentence_looks_to():
    for text, value in (("They met on Friday.", "2021-06-11"), ("They will meet on Friday.", "2021-06-18")):
        (expression,) = READER.find(text)
        mention = READER.resolve(expression, Reference("2021-06-16"), text)
        assert mention is not None
        assert mention.value == value


def test_reference_of_keeps_the_reason():
    (mention,) = READER.read("on June 9", Reference("2021-06-16", "anniversary"))
    assert Reference.of(mention) == Reference("2021-06-09", "anniversary")
    assert Reference.of(None) == Reference(None)


def test_find_of_a_text_without_figures_or_date_words_is_empty():
    assert READER.find("Ministers exchanged views on matters of common interest.") == ()


@given(st.text())
def test_read_never_fails_and_gives_spans_of_the_text(words):
    found = READER.read(words, Reference("2021-06-16"))
    assert all(words[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


WORDS = [
    *("on", "in", "by", "the", "last", "next", "this", "from", "to", "-", "/", ",", ".", "they", "met", "will"),
    *("3", "12", "31", "24/11", "2019", "1999", "'82", "May", "March", "Sept.", "Friday", "two", "first", "third"),
    *("day", "days", "week", "year", "quarter", "half", "spring", "ago", "later", "early", "mid-", "end", "of"),
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.sampled_from([None, "2021", "2021-06", "XXXX-02-29"]),
)
def test_read_never_fails_on_date_words_whatever_the_reference(words, document_date):
    for mention in READER.read(words, Reference(document_date)):
        assert words[mention.start : mention.end] == mention.text
        assert (mention.anchor is None) == (mention.basis == "explicit")
