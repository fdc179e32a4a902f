"""Sentences that no record uses."""

from __future__ import annotations

import json

import pytest
from made_records import TEXT, accord, article, blocks, entities, output, pledge, signing, source_record

from asean_extract.files.patterns import load_patterns
from asean_extract.review.gaps import find_gaps, heaviest_first
from asean_extract.review.render_gaps import as_json, as_markdown, as_terminal

PATTERNS = load_patterns()


def gaps(record, text=TEXT):
    plain = output(record).records["oslo.json"]
    return list(find_gaps("oslo.json", plain, text, PATTERNS))


def signs(found):
    return [(sign.kind, sign.words) for gap in found for sign in gap.signs]


def test_text_whose_records_are_all_there_leaves_only_what_nobody_recorded():
    found = gaps(source_record())
    assert (
        [TEXT[g.start : g.end] for g in found] == [g.text for g in found] == ["Officials will meet again next month."]
    )
    assert signs(found) == [("date", "next month")]
    assert (found[0].line, found[0].article) == (5, "oslo#1")


@pytest.mark.parametrize(
    ("missing", "sign"),
    [
        ({"commitments": []}, ("sum", "$4 million")),
        ({"events": []}, ("verb", "signed")),
        ({"events": []}, ("date", "March 2")),
        ({"initiatives": [], "events": []}, ("name", "Fjord Fisheries Accord")),
    ],
)
def test_what_a_missing_record_leaves_unused_is_a_gap(missing, sign):
    found = signs(gaps(source_record(articles=[article(**missing)])))
    assert sign in found
    assert sign not in signs(gaps(source_record()))


def test_name_that_an_event_or_an_entity_carries_is_used():
    named = article(initiatives=[], events=[signing(name="signing of the Fjord Fisheries Accord")])
    assert ("name", "Fjord Fisheries Accord") not in signs(gaps(source_record(articles=[named])))
    other = entities()[0].model_copy(update={"mentions": accord().mentions})
    record = source_record(articles=[article(initiatives=[], events=[])], entities=[other])
    assert ("name", "Fjord Fisheries Accord") not in signs(gaps(record))


def test_text_that_is_set_aside_has_no_gap():
    aside = [b.model_copy(update={"kind": "related"}) for b in blocks()]
    assert gaps(source_record(articles=[], blocks=aside)) == []


def test_likelier_misses_come_first():
    found = heaviest_first(gaps(source_record(articles=[article(commitments=[], events=[], published=None)])))
    assert [g.weight for g in found] == [4, 4, 1]
    assert found[0].start < found[1].start


def test_offsets_are_those_of_the_source_when_blanks_are_not_plain():
    text = TEXT.replace("pledged $4 million", "pledged US$4\u00a0million")
    record = source_record().model_copy(update={"articles": [], "blocks": blocks(text)})
    (gap,) = [g for g in gaps(record, text) if any(s.kind == "sum" for s in g.signs)]
    assert text[gap.start : gap.end] == "Norway pledged US$4\u00a0million to the coastal fund."


def test_renderings_say_where_and_what():
    found = gaps(source_record(articles=[article(commitments=[])]))
    assert "oslo.txt:4 sum “$4 million”\n    Norway pledged $4 million" in as_terminal(found)
    assert "| oslo&#46;txt&#58;4 | sum &#36;4 million |" in as_markdown(found)
    assert [row["weight"] for row in json.loads(as_json(found))] == [4, 1]


def test_sum_of_a_gold_record_without_a_span_is_used_by_its_evidence():
    plain = output(source_record()).records["oslo.json"]
    for key in ("start", "end", "text"):
        del plain["articles"][0]["commitments"][0][key]
    assert pledge().text == "$4 million"
    assert "sum" not in [s.kind for g in find_gaps("oslo.json", plain, TEXT, PATTERNS) for s in g.signs]
