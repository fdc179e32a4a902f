"""Derivations in plain words."""

from __future__ import annotations

import copy

import pytest
from made_records import TEXT, article, date, output, signing, source_record

from asean_extract.errors import OutputError
from asean_extract.files.judgements import Judgement
from asean_extract.records import DateAnchor
from asean_extract.review.explain import Explainer
from asean_extract.review.reasons import ANCHOR_REASONS, BASES, KINDS, anchor_reason
from asean_extract.rules import Patterns, read_rules
from asean_extract.spans import METADATA_KINDS, READ_KINDS

RULES = """
[[rule]]
id = "date.month-day"
label = "DATE"
kind = "regex"
why = "a month and a day"
pattern = '''March \\d+'''
match = ["on [[March 2]]"]
skip = ["in May"]

[[rule]]
id = "date.month"
label = "DATE"
kind = "regex"
why = "a month alone"
pattern = '''March'''
match = ["in [[March]]"]
skip = ["in May"]

[[rule]]
id = "event.signing"
label = "TRIGGER"
kind = "regex"
why = "to sign a paper"
pattern = '''signed'''
match = ["they [[signed]]"]
skip = ["a sign"]
"""
PATTERNS = Patterns(read_rules({"mine.toml": RULES}), {})


def explain(name, record=None, **other):
    plain = output(record or source_record()).records["oslo.json"]
    return Explainer(plain, PATTERNS, **other).explain(name)


def test_event_is_told_with_words_rule_and_reason():
    told = explain("evt-signing")
    assert told.startswith("evt-signing: Fjord Fisheries Accord\n  an event of type agreement, held; ")
    assert "“Norway and Chile signed the Fjord Fisheries Accord on March 2.” (74–136)" in told
    assert "by rule event.signing (mine.toml): to sign a paper" in told
    assert "participant Norway: party" in told
    assert "initiatives: Fjord Fisheries Accord" in told


def test_date_is_followed_back_to_what_it_was_counted_from():
    lines = [line.strip() for line in explain("evt-signing").splitlines()]
    at = lines.index("dated:")
    assert lines[at + 1 : at + 6] == [
        "2021-03-02 (day): read from “March 2” at 128–135",
        "a part is not printed and was settled by the article; rule date.month-day (mine.toml): a month and a day",
        "counted from the document date, 2021-03-03",
        "the document date:",
        "2021-03-03 (day): read from “March 3, 2021” at 57–70",
    ]


def test_date_that_is_shared_names_the_event_that_it_comes_from():
    shared = signing().date.model_copy(update={
        "basis": "context", "anchor": DateAnchor(value="2021-03-02", reason="part-of")
    })  # fmt: skip
    launch = signing(id="evt-launch", name="Fjord Council", type="launch", date=shared)
    told = explain("evt-launch", source_record(articles=[article(events=[signing(), launch])]))
    assert "part of what happened on 2021-03-02" in told
    assert "the date is that of evt-signing, “Fjord Fisheries Accord”:" in told
    assert "the document date:" in told


def test_dates_that_hang_on_each_other_end():
    first = date(
        TEXT, "March 2", "2021-03-02", basis="relative", anchor=DateAnchor(value="2021-03-03", reason="day-before")
    )
    other = date(
        TEXT,
        "March 3, 2021",
        "2021-03-03",
        basis="relative",
        anchor=DateAnchor(value="2021-03-02", reason="day-before"),
    )
    record = source_record(articles=[article(dates=[first, other], published=None, events=[signing(date=first)])])
    assert explain("evt-signing", record).count("that date:") == 2


def test_date_that_is_the_document_date_is_told_with_what_settled_that():
    named = date(TEXT, "March 2", "2021-03-02", basis="inferred", anchor=DateAnchor(value="2021", reason="named-year"))
    same = named.model_copy(update={"anchor": DateAnchor(value="2021-03-02", reason="published")})
    told = explain("evt-signing", source_record(articles=[article(published=named, events=[signing(date=same)])]))
    assert "counted from the document date, 2021-03-02\n    the document date:\n" in told
    assert "a year in the name of an event or plan, 2021, settles it" in told


def test_what_lost_is_told():
    both = signing(evidence=[*signing().evidence, signing().evidence[0].model_copy(update={
        "start": 51, "end": 73, "text": TEXT[51:73]
    })])  # fmt: skip
    told = explain("evt-signing", source_record(articles=[article(events=[both])]))
    assert "what lost against it:" in told
    assert "“March 3, 2021” = 2021-03-03 stands in the same words" in told
    assert "date.month found “March”, which covers less" in told


def test_commitment_initiative_entity_and_article_are_told():
    assert "com-pledge: USD 4000000, written “$4 million”" in explain("com-pledge")
    assert "payer: Norway" in explain("com-pledge")
    assert "an initiative of kind agreement" in explain("ini-accord")
    assert "an entity of type country" in explain("cty-no")
    assert "the document date:\n    2021-03-03" in explain("oslo#1")


def test_article_without_a_date_says_so():
    assert "the document date is not known" in explain("oslo#1", source_record(articles=[article(published=None)]))


def test_rule_that_the_patterns_do_not_have_is_named_as_such():
    assert "rule initiative.head (decided in code or by a knowledge table" in explain("ini-accord")


def test_block_is_told_with_kind_rule_and_words():
    told = explain("@3", text=TEXT)
    assert told == (
        "text 0–11: navigation\n  “Menu | Home”\n  it is taken for menus, labels and page widgets; set aside\n"
        "  by rule block.navigation (decided in code or by a knowledge table; no pattern has this id)\n"
        "  outside every article\n"
    )


def test_judgement_of_a_reviewer_is_told():
    said = Judgement(id="evt-signing", verdict="correct", set={"status": "planned"}, note="it was put off")
    told = explain("evt-signing", judgements=(said,))
    assert "a reviewer said correct: it was put off\n    status is planned" in told


@pytest.mark.parametrize("name", ["evt-nothing", "@99999", "@x", "@-1"])
def test_name_of_nothing_is_refused(name):
    with pytest.raises(OutputError, match="@" if name.startswith("@") else "diff --textconv"):
        explain(name)


def test_words_of_the_source_cannot_reach_the_terminal():
    plain = copy.deepcopy(output(source_record()).records["oslo.json"])
    plain["articles"][0]["events"][0]["name"] = "x\x1b[2J\ny"
    assert "\x1b" not in Explainer(plain, PATTERNS).explain("evt-signing")


def test_every_reason_basis_and_kind_of_the_contract_has_words():
    assert set(ANCHOR_REASONS) == set(DateAnchor.model_fields["reason"].annotation.__args__)
    assert set(BASES) == {"explicit", "relative", "inferred", "context"}
    assert set(KINDS) > READ_KINDS | METADATA_KINDS
    assert len(KINDS) == 14


def test_unknown_reason_is_quoted():
    assert anchor_reason("tides", "2020") == "because of 2020 (tides)"
