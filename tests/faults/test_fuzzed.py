"""What holds of every text, whatever it is; and every text that once broke something.

`benchmarks/fuzz.py` looks for more, guided by what code a text reaches.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from asean_extract.errors import SourceError
from asean_extract.files.patterns import load_patterns
from asean_extract.files.write import to_json
from asean_extract.records import Article, SourceRecord
from asean_extract.text.articles import split_articles, whole_text
from asean_extract.text.blocks import label_blocks
from asean_extract.text.decode import decode

RULES = load_patterns().rules
SCHEMA = Draft202012Validator(SourceRecord.model_json_schema(mode="serialization"))
#: Few examples of each run are new ones; what breaks is kept by hypothesis and tried first. The seed is fixed.
FEW = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=300)

WORDS = st.sampled_from(
    "The the ministers President of Korea Viet Nam ASEAN met signed pledged US$5 million 1,200 won on in March 3 2021 "
    "yesterday Summit agreement with and for . , ; : ( ) \" ' - — | * 1. (a) KASI (KASI) Share Tweet By Photo Reuters "
    "10:30 a.m. KST 한국 ✓ \u200b \u202e \ufeff \x0b e\u0301 \U0001f600".split(" ")
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
LINES = st.lists(st.one_of(SENTENCES, st.text(max_size=60), st.just("")), max_size=12)
TEXTS = st.builds(lambda lines, end: end.join(lines), LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028"]))
#: Lines of pages that are no part of what happened.
NOISE = st.sampled_from(
    ["Share | Tweet | Email | Print", "Subscribe to our newsletter", "Advertisement", "Read more..."]
)
BODY = (
    "The foreign ministers of Norway and Viet Nam met in Hanoi on 3 March 2021 to discuss fisheries.",
    "Norway pledged US$5 million to the Mekong River Fund, the ministry said in a statement on Wednesday.",
    "The two sides also signed a memorandum of understanding on maritime safety at the end of the talks.",
    "The next meeting of the ministers will be held in Oslo in June 2022, officials of both countries said.",
)

#: Those of them whose events say their own dates.
DATED = (BODY[0], BODY[1], BODY[3])


@MANY
@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda t: t.encode("utf-8", "replace"))))
@example(b"The ministers \x00 met.")
@example("한국".encode("utf-16-le"))
def test_decoded_text_is_the_same_when_it_is_encoded_and_read_again(data):
    try:
        text = decode(data).text
    except SourceError:
        return
    assert "\ufffd" not in text or b"\xef\xbf\xbd" in data or b"\xfd\xff" in data or b"\xff\xfd" in data
    try:
        again = decode(text.encode()).text
    except SourceError:  # the text begins as a file of another kind does
        return
    assert again == text.removeprefix("\ufeff")


@MANY
@given(TEXTS)
@example("a" * 12_001)
@example(" \n" * 100)
def test_blocks_tile_the_text(text):
    blocks, articles = split_articles(label_blocks(text, RULES), text, RULES)
    for found in (blocks, whole_text(text)[0]):
        edges = [0, *(edge for block in found for edge in (block.start, block.end)), len(text)]
        assert edges == sorted(edges)
        assert not "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert all(block.article is None or 1 <= block.article <= len(articles) for block in blocks)


def spans(thing: object) -> Iterator[Mapping[str, Any]]:
    """Everything of a dumped record that has a start, an end and a text."""
    if isinstance(thing, Mapping):
        if {"start", "end", "text"} <= thing.keys():
            yield thing
        for value in thing.values():
            yield from spans(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from spans(value)


def pointed_at(article: Article) -> set[str | None]:
    parts = [p for event in article.events for p in event.participants]
    sums = [e for c in article.commitments for e in (c.payer, c.recipient)]
    owners = [owner for initiative in article.initiatives for owner in initiative.owners]
    return {*(p.entity for p in parts), *(p.affiliation for p in parts), *sums, *owners} - {None}


@pytest.mark.slow
@FEW
@given(TEXTS, st.booleans())
def test_record_of_any_text_is_sound(extractor, text, clean):
    record = extractor.extract(text, clean=clean)
    told = json.loads(to_json(record))
    assert [error.message for error in SCHEMA.iter_errors(told)] == []
    assert [s["text"] for s in spans(told)] == [text[s["start"] : s["end"]] for s in spans(told)]
    there = {entity.id for entity in record.entities}
    assert all(pointed_at(article) <= there for article in record.articles)
    assert extractor.extract(text, clean=clean) == record


def happened(record: SourceRecord) -> list[tuple[object, ...]]:
    """The records without their places in the text."""
    return [
        *((e.id, e.name, e.type, e.date.value, e.status) for a in record.articles for e in a.events),
        *((c.id, c.amount, c.currency, c.payer) for a in record.articles for c in a.commitments),
        *((i.id, i.name) for a in record.articles for i in a.initiatives),
        *((e.id, e.name) for e in record.entities),
    ]


@pytest.mark.slow
@FEW
@given(st.lists(NOISE, max_size=3), st.integers(1, len(BODY)))
def test_noise_between_paragraphs_changes_no_record(extractor, noise, at):
    plain = extractor.extract("\n\n".join(BODY))
    assert len(happened(plain)) >= 6
    disturbed = extractor.extract("\n\n".join([*BODY[:at], *noise, *BODY[at:]]))
    assert happened(disturbed) == happened(plain)


@pytest.mark.slow
@FEW
@given(
    st.lists(st.sampled_from("It rained all day in the valley and the river rose.".split()), min_size=8, max_size=20)
)
def test_paragraph_at_the_top_changes_no_id(extractor, words):
    assert ids_below(extractor, DATED, " ".join(words).capitalize() + ".") == ids_below(extractor, DATED)


@pytest.mark.slow
def test_paragraph_at_the_top_leaves_an_act_of_the_opening_its_date(extractor):
    assert ids_below(extractor, BODY, "It rained all day in the valley.") == ids_below(extractor, BODY)


def ids_below(extractor, paragraphs, above: str = "") -> list[object]:
    found = happened(extractor.extract("\n\n".join(filter(None, [above, *paragraphs])), clean=False))
    assert len(found) >= 5
    return [row[0] for row in found]
