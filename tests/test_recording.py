"""Facts to records: ids from content, spans with their words, and the entities that somebody needs. Needs no model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asean_extract.draft import ArticleDraft, Draft
from asean_extract.facts.entities import EntityFact, EntityTable
from asean_extract.facts.event_facts import EventFact, ParticipantFact
from asean_extract.facts.scene import PlaceSpan, TimeSpan
from asean_extract.recording import record
from asean_extract.records import Event, Source, SourceRecord
from asean_extract.spans import Anchor, ArticleText, Block, DateMention
from asean_extract.values.mention import Mention

TEXT = "Norway and Peru signed a reef treaty on 3 May 2031. A dinner followed."
SIGNED, DINNER = (0, 51), (52, 70)


def day(text: str, words: str = "3 May 2031", **more: Any) -> DateMention:
    start = text.index(words)
    settings = {"basis": "explicit", "anchor": None} | more
    return DateMention(start, start + len(words), words, "2031-05-03", "day", rule="test.date", **settings)


def happening(text: str = TEXT, evidence: tuple[tuple[int, int], ...] = (SIGNED,), **more: Any) -> EventFact:
    fact = EventFact(
        type="agreement", name="signing of a reef treaty", named=False, date=day(text), time=None, place=None,
        status="held", participants=(), initiatives=(), evidence=evidence, rule="test.event",
    )  # fmt: skip
    return replace(fact, **more)


def made(*events: EventFact, text: str = TEXT, path: str = "a/one.txt", **more: Any) -> SourceRecord:
    """The record of a file that is one article with these events."""
    source = Source(path=path, sha256="0", encoding="utf-8", length=len(text))
    article = ArticleDraft(ArticleText(1, 0, len(text), None, (), None, "en", ()), events=events)
    block = Block(0, len(text), "body", "test.block", 1)
    return record(replace(Draft(source, text, blocks=(block,), articles=(article,)), **more))


def only(*events: EventFact, text: str = TEXT) -> Event:
    (event,) = made(*events, text=text).articles[0].events
    return event


def entity(name: str, kind: str = "person", *mentions: Mention) -> EntityFact:
    return EntityFact(f"id-{name.lower()}", kind, name, (), None, None, mentions)  # type: ignore[arg-type]


# ---------------------------------------------------------------- ids
def test_event_id_survives_a_paragraph_inserted_at_the_top():
    above = "It rained in the valley.\n\n"
    shift = len(above)
    moved = happening(above + TEXT, evidence=((SIGNED[0] + shift, SIGNED[1] + shift),))
    before, after = only(happening()), only(moved, text=above + TEXT)
    assert after.id == before.id
    assert after.evidence[0].start == before.evidence[0].start + shift
    assert after.date.start == before.date.start + shift
    assert (after.evidence[0].text, after.date.text) == (before.evidence[0].text, before.date.text)


def test_event_id_survives_a_line_broken_elsewhere_and_other_quotes():
    wrapped = TEXT.replace("signed a", "signed\n“a”", 1)
    moved = happening(wrapped, evidence=((0, SIGNED[1] + 2),))
    assert only(moved, text=wrapped).id == only(happening()).id


@pytest.mark.parametrize("change", [{"name": "signing of a tax treaty"}, {"type": "launch"}, {"evidence": (DINNER,)}])
def test_event_id_changes_with_what_is_told(change: dict[str, Any]):
    assert only(happening(**change)).id != only(happening()).id


@pytest.mark.parametrize(
    "change",
    [{"status": "planned"}, {"rule": "test.other"}, {"participants": (ParticipantFact("id-x", "party", None, None),)}],
)
def test_event_id_stays_when_the_reading_gets_better(change: dict[str, Any]):
    assert only(happening(**change)).id == only(happening()).id


def test_event_ids_of_the_same_words_are_told_apart_by_a_number():
    first, second, third = (e.id for e in made(*[happening()] * 3).articles[0].events)
    assert (second, third) == (f"{first}-2", f"{first}-3")


@pytest.mark.parametrize(
    ("path", "stem"), [("one.txt", "one"), ("a/b.c.txt", "b.c"), ("a.d/one", "one"), ("a/.txt", "text")]
)
def test_article_id_is_the_file_name_without_its_ending(path: str, stem: str):
    made_of = made(path=path)
    assert [a.id for a in made_of.articles] == [f"{stem}#1"]
    assert [b.article for b in made_of.blocks] == [f"{stem}#1"]


def test_block_outside_every_article_has_none():
    blocks = (Block(0, 51, "navigation", "test.block"), Block(52, 70, "body", "test.block", 1))
    assert [b.article for b in made(blocks=blocks).blocks] == [None, "one#1"]


# ---------------------------------------------------------------- parts of an event
def test_event_keeps_the_words_of_all_its_evidence():
    told = only(happening(evidence=(SIGNED, DINNER))).evidence
    assert [TEXT[e.start : e.end] for e in told] == [e.text for e in told] == [TEXT[:51], "A dinner followed."]


def test_date_keeps_its_words_and_its_anchor():
    date = only(happening(date=day(TEXT, basis="context", anchor=Anchor("2031-05-03", "part-of")))).date
    assert (date.text, date.basis, date.rule) == ("3 May 2031", "context", "test.date")
    assert date.anchor is not None
    assert (date.anchor.value, date.anchor.reason) == ("2031-05-03", "part-of")


@pytest.mark.parametrize(
    ("kind", "plover"),
    [("summit", "CONSULT"), ("agreement", "AGREE"), ("announcement", "SUPPORT"), ("launch", "COOPERATE"),
     ("appointment", None)],
)  # fmt: skip
def test_event_has_the_plover_class_of_its_type(kind: str, plover: str | None):
    assert only(happening(type=kind)).plover == plover


def test_event_without_time_and_place_says_so():
    event = only(happening())
    assert (event.time, event.place) == (None, None)


def test_event_keeps_time_and_place():
    event = only(
        happening(
            time=TimeSpan(0, 5, "19:40", "21:00", "America/Lima"), place=PlaceSpan(0, 4, "Lima", "City Hall", "PE")
        )
    )
    assert event.time is not None
    assert (event.time.start, event.time.end, event.time.zone) == ("19:40", "21:00", "America/Lima")
    assert event.place is not None
    assert (event.place.name, event.place.venue, event.place.country) == ("Lima", "City Hall", "PE")


# ---------------------------------------------------------------- entities
def mention(text: str, label: str, *, inside: bool = False) -> Mention:
    start = TEXT.index(text)
    return Mention(start, start + len(text), text, label, text, inside=inside)  # type: ignore[arg-type]


def names(*entities: EntityFact, events: tuple[EventFact, ...] = ()) -> list[str]:
    return [e.name for e in made(*events, entities=EntityTable(entities)).entities]


def test_entities_that_the_text_names_by_themselves_are_kept_in_order():
    peru, norway = (
        entity("Peru", "country", mention("Peru", "country")),
        entity("Norway", "country", mention("Norway", "country")),
    )
    assert names(peru, norway) == ["Peru", "Norway"]


def test_entity_that_is_only_part_of_a_longer_name_is_left_out():
    assert names(entity("Peru", "country", mention("Peru", "country", inside=True))) == []


def test_group_is_kept_only_when_a_record_points_to_it():
    group = entity("Dinner", "group", mention("dinner", "group"))
    pointing = happening(participants=(ParticipantFact("id-dinner", "participant", None, None),))
    assert names(group) == []
    assert names(group, events=(pointing,)) == ["Dinner"]


def test_entity_is_kept_for_an_affiliation():
    inside = entity("Peru", "country", mention("Peru", "country", inside=True))
    speaking = happening(participants=(ParticipantFact("id-ana", "party", None, "id-peru"),))
    assert names(inside, events=(speaking,)) == ["Peru"]


def test_entity_mentions_are_slices_in_order_and_once_each():
    peru, norway = mention("Peru", "country"), mention("Norway", "country")
    (one,) = made(entities=EntityTable((entity("Peru", "country", peru, norway, peru),))).entities
    assert [(m.text, TEXT[m.start : m.end]) for m in one.mentions] == [("Norway", "Norway"), ("Peru", "Peru")]


def test_record_without_entities_has_none():
    assert made().entities == []
