"""The order of the stages, and what holds of every record whatever its text."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from asean_extract.pipeline import STAGES, Stage, check_order
from asean_extract.records import Article, SourceRecord

FOLDER = Path(__file__).parent / "examples" / "events"
Example = Mapping[str, Any]


# ---------------------------------------------------------------- the order
def test_check_order_accepts_the_order_that_runs():
    check_order(STAGES)
    assert len(STAGES) > 5


@pytest.mark.parametrize("at", range(1, len(STAGES)))
def test_check_order_names_a_stage_that_comes_before_what_it_needs(at: int):
    name = STAGES[at].run.__name__
    with pytest.raises(ValueError, match=rf"^stage {name} needs .*, which no stage before it gives$"):
        check_order((STAGES[at], *STAGES[:at], *STAGES[at + 1 :]))


def test_check_order_names_what_is_missing_in_order():
    with pytest.raises(ValueError, match=r"needs entities, mentions, which"):
        check_order((Stage(STAGES[0].run, frozenset({"mentions", "text", "entities"}), frozenset()),))


def test_check_order_names_what_no_draft_can_hold():
    wrong = replace(STAGES[0], gives=frozenset({"blocks", "weather"}))
    with pytest.raises(ValueError, match=r"^stage label gives weather, which no draft has$"):
        check_order((wrong, *STAGES[1:]))


def test_stages_fill_every_part_of_the_record_that_is_read():
    given = set().union(*(stage.gives for stage in STAGES))
    assert {"blocks", "published", "dates", "events", "commitments", "initiatives", "figures", "entities"} <= given


# ---------------------------------------------------------------- what holds of every record
EXAMPLES: tuple[Example, ...] = tuple(
    example
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
)
ABOVE = "It rained in the valley all day long.\n\n"


@pytest.fixture(scope="module")
def read(extractor) -> Callable[[Example, str], SourceRecord]:
    def extract(example: Example, above: str = "") -> SourceRecord:
        return extractor.extract(above + example["text"], published=example.get("published"), clean=False)

    return extract


@pytest.fixture(scope="module")
def records(read) -> list[tuple[str, SourceRecord]]:
    """Every example's text with its record."""
    found = [(example["text"], read(example)) for example in EXAMPLES]
    assert len(found) >= 180
    assert sum(len(a.events) for _, r in found for a in r.articles) > 100
    return found


def spans(thing: object) -> Iterator[Mapping[str, Any]]:
    """Everything of a dumped record that stands for words of the text: it has a start, an end and a text."""
    if isinstance(thing, Mapping):
        if {"start", "end", "text"} <= thing.keys():
            yield thing
        for value in thing.values():
            yield from spans(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from spans(value)


def pointed_at(article: Article) -> Iterator[str]:
    """The ids of entities that the records of an article point to."""
    for event in article.events:
        for p in event.participants:
            yield p.entity
            if p.affiliation is not None:
                yield p.affiliation
    for commitment in article.commitments:
        yield from (e for e in (commitment.payer, commitment.recipient) if e is not None)
    for initiative in article.initiatives:
        yield from initiative.owners


@pytest.mark.slow
def test_every_span_is_the_slice_that_it_says(records):
    counted = 0
    for text, found in records:
        told = list(spans(found.model_dump()))
        counted += len(told)
        assert [s["text"] for s in told] == [text[s["start"] : s["end"]] for s in told]
    assert counted > 1000


@pytest.mark.slow
def test_every_record_lies_inside_its_article(records):
    for _, found in records:
        for article in found.articles:
            assert all(article.start <= s["start"] and s["end"] <= article.end for s in spans(article.model_dump()))


@pytest.mark.slow
def test_every_id_that_is_pointed_at_exists(records):
    pointers = 0
    for _, found in records:
        entities = {e.id for e in found.entities}
        for article in found.articles:
            initiatives = {i.id for i in article.initiatives}
            wanted = set(pointed_at(article))
            pointers += len(wanted)
            assert wanted <= entities
            assert {i for event in article.events for i in event.initiatives} <= initiatives
            assert {c.initiative for c in article.commitments if c.initiative} <= initiatives
    assert pointers > 100


@pytest.mark.slow
def test_every_id_stands_once(records):
    for _, found in records:
        ids = [e.id for e in found.entities]
        ids += [one.id for a in found.articles for one in (*a.events, *a.commitments, *a.figures)]
        assert len(ids) == len(set(ids))


@pytest.mark.slow
def test_every_participant_has_one_role(records):
    for _, found in records:
        for event in (e for a in found.articles for e in a.events):
            told = [p.entity for p in event.participants]
            assert len(told) == len(set(told))


@pytest.mark.slow
def test_events_come_in_order_of_first_evidence(records):
    for _, found in records:
        for article in found.articles:
            first = [event.evidence[0].start for event in article.events]
            assert first == sorted(first)
            assert all(e.evidence == sorted(e.evidence, key=lambda s: s.start) for e in article.events)


@pytest.mark.slow
def test_every_record_follows_the_schema(records):
    schema = Draft202012Validator(SourceRecord.model_json_schema(mode="serialization"))
    for _, found in records:
        assert [e.message for e in schema.iter_errors(json.loads(found.model_dump_json()))] == []


@pytest.mark.slow
def test_two_runs_give_the_same_json(records, read):
    again = [read(example) for example in EXAMPLES[::3]]  # a second and warmer run; a third of them is enough
    assert [r.model_dump_json() for r in again] == [r.model_dump_json() for _, r in records[::3]]


@pytest.mark.slow
def test_paragraph_above_moves_offsets_and_changes_no_id(records, read):
    for example, (_, before) in zip(EXAMPLES, records, strict=True):
        after = read(example, ABOVE)
        assert [e.id for e in after.entities] == [e.id for e in before.entities]
        for new, old in zip(after.articles, before.articles, strict=True):
            assert [e.id for e in new.events] == [e.id for e in old.events]
            assert [i.id for i in new.initiatives] == [i.id for i in old.initiatives]
            assert [e.evidence[0].start for e in new.events] == [e.evidence[0].start + len(ABOVE) for e in old.events]


@pytest.mark.slow
def test_extract_of_a_text_from_nowhere_says_what_it_read(extractor):
    text = "Norway – Peru"
    source = extractor.extract(text, clean=False).source
    assert (source.path, source.length, source.encoding) == ("text", len(text), "utf-8")
    assert source.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.slow
def test_extract_takes_the_publication_date_that_it_is_given(extractor):
    text = "Norway and Peru signed a reef treaty yesterday."
    (article,) = extractor.extract(text, published="2024-05-15", clean=False).articles
    assert article.published is not None
    assert article.published.value == "2024-05-15"
    assert [e.date.value for e in article.events] == ["2024-05-14"]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "   \n\n ", "\ufeff", "…", "😀"])
def test_extract_of_nothing_gives_no_event(extractor, text: str):
    assert [a.events for a in extractor.extract(text, clean=False).articles] in ([], [[]])
