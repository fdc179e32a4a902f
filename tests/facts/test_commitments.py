"""Commitments and figures: a table of sentences with their answers, and what needs more than one sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from asean_extract.facts.commitments import (
    CommitmentFact,
    CommitmentReader,
    EntitySpan,
    FigureFact,
    InitiativeSpan,
    MoneySentence,
)
from asean_extract.files.patterns import load_patterns
from asean_extract.spans import DateMention
from asean_extract.values.money import MoneyReader

TABLE = Path(__file__).parents[1] / "examples" / "commitments.tsv"
GAPS = TABLE.with_name("commitments_gaps.tsv")
MARK = re.compile(r"\{(?P<sign>[+*~-]?)(?P<name>[^>}]+)(?:>(?P<stands>[^}]+))?\}")
TYPES = {"": "country", "+": "organisation", "-": "person", "~": "country"}


def rows(path: Path) -> list[tuple[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(text, answer) for text, answer in (line.split("\t") for line in lines)]


PATTERNS = load_patterns()
MONEY = MoneyReader(PATTERNS)
READER = CommitmentReader(PATTERNS)


def sentence(marked: str, start: int = 0, **more) -> MoneySentence:
    """A sentence of the table's notation; `start` is where it stands in the source."""
    text, entities, initiatives, at = "", [], [], 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        first, at = start + len(text), m.end()
        text += m["name"]
        last = start + len(text)
        if m["sign"] == "*":
            initiatives.append(InitiativeSpan(first, last, m["name"], "fund"))
        elif m["sign"] == "~":
            entities.append(EntitySpan(first, last, m["stands"], "country", attributive=True))
        else:
            entities.append(EntitySpan(first, last, m["name"], TYPES[m["sign"]], speaks_for=m["stands"]))
    text += marked[at:]
    sums = tuple(
        replace(
            s, start=s.start + start, end=s.end + start, converts=None if s.converts is None else s.converts + start
        )
        for s in MONEY.find(text)
    )
    return MoneySentence(text, start, sums, tuple(entities), tuple(initiatives), **more)


def shown(fact: CommitmentFact | FigureFact) -> str:
    """A fact in the notation of the table."""
    if isinstance(fact, FigureFact):
        return f"figure: {fact.measure or '-'}"
    via = f" via {fact.initiative}" if fact.initiative else ""
    return f"{fact.kind} {fact.payer or '-'}>{fact.recipient or '-'}{via}"


def read(*told: MoneySentence) -> tuple[tuple[CommitmentFact, ...], tuple[FigureFact, ...]]:
    return READER.read(told)


def answers(marked: str) -> str:
    commitments, figures = read(sentence(marked))
    return " | ".join(shown(f) for f in sorted((*commitments, *figures), key=lambda f: f.sum.start))


def test_commitments_table_is_long_enough():
    assert len(rows(TABLE)) >= 50


@pytest.mark.parametrize(("marked", "answer"), rows(TABLE))
def test_commitments_reads_the_table(marked, answer):
    assert answers(marked) == answer


@pytest.mark.xfail(strict=True, reason="known gaps")
@pytest.mark.parametrize(("marked", "answer"), rows(GAPS))
def test_commitments_known_gaps(marked, answer):
    assert answers(marked) == answer


def test_commitments_told_twice_are_one_record_with_both_sentences():
    commitments, figures = read(
        sentence("{Oman} to give {Laos} $5 million"), sentence("{Oman} will give {Laos} $5 million for roads.", 100)
    )
    assert [shown(c) for c in commitments] == ["pledge Oman>Laos"]
    assert [start for start, _ in commitments[0].evidence] == [0, 100]
    assert figures == ()


def test_commitments_of_another_same_amount_are_two():
    commitments, _ = read(
        sentence("{Oman} will give {Laos} $5 million."), sentence("{Oman} will give {Laos} another $5 million.", 100)
    )
    assert [c.sum.start for c in commitments] == [20, 128]


def test_commitments_of_different_payers_stay_apart():
    commitments, _ = read(sentence("{Oman} pledged $5 million."), sentence("{Qatar} pledged $5 million.", 100))
    assert [c.payer for c in commitments] == ["Oman", "Qatar"]


def test_commitments_total_and_parts_are_a_record_each_and_share_the_recipient():
    commitments, _ = read(
        sentence("{Oman} to lend {Laos} $5 million"),
        sentence("{Oman} offered $3 million through the {*Coral Fund}.", 100),
    )
    assert [(c.sum.amount, c.recipient) for c in commitments] == [("5000000", "Laos"), ("3000000", "Laos")]


def test_commitments_of_a_list_take_payer_and_cue_from_its_introduction():
    opening = sentence("At the summit, {Oman} announced:")
    commitments, _ = read(sentence("- $5 million for ports;", 100, introducer=opening))
    assert [(shown(c), c.rule) for c in commitments] == [("pledge Oman>-", "commitment.listed")]


def test_commitments_signed_by_two_go_to_the_other():
    opening = sentence(
        "{-Mr. Said>Oman} and {-Ms. Keo>Laos} of {Laos} and {Oman} signed notes on {~Omani>Oman} grant aid:"
    )
    commitments, _ = read(sentence("1. Up to $5 million for a school;", 200, introducer=opening))
    assert [(c.payer, c.recipient) for c in commitments] == [("Oman", "Laos")]


def test_commitments_we_is_the_speaker_and_it_the_subject_before():
    told = [
        sentence("We will provide $5 million.", default_payer="Oman", previous_subject="Qatar"),
        sentence("It will provide $3 million.", 100, default_payer="Oman", previous_subject="Qatar"),
    ]
    assert [c.payer for c in read(*told)[0]] == ["Oman", "Qatar"]


def test_commitments_that_we_welcome_are_not_ours():
    told = [
        sentence("We welcome pledges amounting to $5 million.", default_payer="Oman"),
        sentence("Before the talks with {Qatar} we gave $3 million.", 100, default_payer="Oman"),
    ]
    assert [c.payer for c in read(*told)[0]] == [None, "Oman"]


def test_commitments_of_a_stranger_are_not_the_speakers():
    told = sentence("{Oman} met donors; Seabright has donated $5 million.", default_payer="Oman")
    assert [c.payer for c in read(told)[0]] == [None]


def test_commitments_of_somebody_without_a_name_are_not_the_speakers():
    told = sentence("So far several jurisdictions have committed $5 million.", default_payer="Oman")
    assert [c.payer for c in read(told)[0]] == [None]


def test_commitments_of_a_stranger_in_a_list_are_not_the_introducers():
    opening = sentence("At the summit, {Oman} welcomed what firms announced:")
    commitments, _ = read(sentence("- Seabright will invest $5 million.", 100, introducer=opening))
    assert [c.payer for c in commitments] == [None]


def test_commitments_of_the_administration_are_the_speakers():
    told = sentence("This week, the Administration is announcing $5 million.", default_payer="Oman")
    assert [c.payer for c in read(told)[0]] == ["Oman"]


def test_commitments_of_several_are_not_the_speakers_either():
    told = sentence("{Oman} and {Qatar} pledged $5 million.", default_payer="Oman", previous_subject="Oman")
    assert [c.payer for c in read(told)[0]] == [None]


def test_commitments_of_bodies_of_one_country_are_the_countrys():
    told = sentence("The {+Oman Port Office}, the {+Omani Rail Board} and {Oman} pledged $5 million.")
    at_home = tuple(replace(e, home="Oman" if e.type == "organisation" else None) for e in told.entities)
    assert [c.payer for c in read(replace(told, entities=at_home))[0]] == ["Oman"]
    assert [c.payer for c in read(told)[0]] == [None]


def test_commitments_of_a_we_of_several_are_nobodys_alone():
    told = sentence("{-We>Oman} will provide $5 million.", default_payer="Oman")
    both = (*told.entities, replace(told.entities[0], speaks_for="Qatar"))
    assert [c.payer for c in read(told)[0]] == ["Oman"]
    assert [c.payer for c in read(replace(told, entities=both))[0]] == [None]


def test_commitments_of_this_support_are_those_of_the_sentence_before():
    before = sentence("{-Mr. Keo>Laos} welcomed {Oman}'s support to {Fiji}.")
    told = sentence("This support includes a pledge to provide $5 million.", 100, default_payer="Laos", above=before)
    assert [shown(c) for c in read(told)[0]] == ["pledge Oman>Fiji"]


def test_commitments_date_is_not_that_of_the_next_verb():
    text = "$5 million has been given by {Oman}, and will be followed in May 2031."
    day = DateMention(58, 66, "May 2031", "2031-05", "month", "explicit", None, "date.month")
    assert [c.date for c in read(sentence(text, dates=(day,)))[0]] == [None]


def test_commitments_without_a_named_payer_keep_null():
    assert [c.payer for c in read(sentence("A pledge of $5 million was made."))[0]] == [None]


def test_commitments_purpose_is_the_words_after_the_sum():
    commitments, _ = read(sentence("{Oman} will give $5 million for clean water in U.S. islands, it said."))
    assert commitments[0].purpose == "clean water in U.S. islands"


@pytest.mark.parametrize(
    ("marked", "purpose"),
    [
        ("{Oman} will give $5 million, subject to the availability of funds.", None),
        ("{Oman} has given $5 million to date.", None),
        ("{Oman} gave $5 million, bringing its aid to {Laos} to $9 million.", None),
        ("{Oman} gave $5 million to mend, paint, and moor boats this year.", "mend, paint, and moor boats"),
        ("{Oman} gave $5 million for reefs subject to approval.", "reefs"),
        ("{Oman} gave $5 million to Seabright to mend 1,800 boats.", "mend 1,800 boats"),
        ("{Oman} gave $5 million for a clean, quiet, and slow ferry.", "a clean, quiet, and slow ferry"),
        ("{Oman} gave $5 million for tools in the form of loans of up to $3 million.", "tools in the form of loans"),
        ("{Oman} gave $5 million for reefs, and later {Qatar} gave $3 million.", "reefs"),
        ("{Oman} gave $5 million for reefs and later spent $3 million.", "reefs"),
        ("{Oman} gave $5 million for a matching total of $9 million.", None),
        ("{Oman} gave $5 million and plans to allot over $3 million.", None),
        ("{Oman} gave $5 million, so that they have access to water for reefs.", "reefs"),
    ],
)
def test_commitments_purpose_is_neither_a_proviso_nor_a_term(marked, purpose):
    assert read(sentence(marked))[0][0].purpose == purpose


def test_commitments_run_up_since_an_event_have_no_day():
    day = DateMention(3, 11, "May 2031", "2031-05", "month", "explicit", None, "date.month")
    news = replace(day, start=300, end=304, value="2032")
    told = sentence(
        "In May 2031 {Oman} pledged $5 million since the start of the talks.", dates=(day,), context_date=news
    )
    opened = sentence(
        "Since May 2031 when it began, {Oman} has given $3 million.", 100, dates=(replace(day, start=106, end=114),)
    )
    assert [c.date for c in read(told, opened)[0]] == [None, None]


def test_commitments_raise_keeps_the_amount_before():
    commitments, figures = read(
        sentence("{Oman} will raise its contribution to the fund from $5 million to $7 million.")
    )
    assert [(c.sum.amount, c.sum.previous_amount) for c in commitments] == [("7000000", "5000000")]
    assert figures == ()


def test_commitments_date_is_the_nearest_in_the_sentence_else_of_the_news():
    day = DateMention(0, 4, "2031", "2031", "year", "explicit", None, "date.year")
    news = replace(day, start=300, end=304, value="2032")
    dated = sentence("In 2031 {Oman} pledged $5 million.", dates=(day,), context_date=news)
    undated = sentence("{Oman} will give $3 million.", 100, context_date=news)
    older = sentence("{Oman} has given $2 million.", 200, context_date=news)
    assert [c.date.value if c.date else None for c in read(dated, undated, older)[0]] == ["2031", "2032", None]


def test_figures_told_twice_are_one_and_need_no_cue():
    _, figures = read(sentence("Trade reached $5 million."), sentence("Of the $5 million, fish was most.", 100))
    assert [(shown(f), len(f.evidence)) for f in figures] == [("figure: Trade", 2)]


def test_a_sum_without_a_cue_is_the_commitment_told_before():
    commitments, figures = read(sentence("{Oman} pledged $5 million."), sentence("The $5 million is late.", 100))
    assert [len(c.evidence) for c in commitments] == [2]
    assert figures == ()
