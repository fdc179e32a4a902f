"""Judgements: read, refused, and laid over a record."""

from __future__ import annotations

import pytest

from asean_extract.errors import OutputError
from asean_extract.files.judgements import (
    Judgement,
    apply_judgements,
    judgement_lines,
    lapsed,
    read_judgements,
    with_judgement,
)
from asean_extract.records import (
    Article,
    Commitment,
    Date,
    Entity,
    Event,
    Initiative,
    Participant,
    Source,
    SourceRecord,
    TextSpan,
)

WORDS = TextSpan(start=0, end=3, text="abc")
DATE = Date(value="2020", precision="year", basis="explicit", text="abc", start=0, end=3, anchor=None, rule="d")


def record() -> SourceRecord:
    parts = [Participant(entity=e, role="party", title=None, affiliation="org-b") for e in ("cty-a", "org-b")]
    event = Event(
        id="evt-1", type="launch", name="n", named=False, date=DATE, time=None, place=None, status="held",
        participants=parts, initiatives=["ini-1"], plover=None, evidence=[WORDS], rule="event.x",
    )  # fmt: skip
    commitment = Commitment(
        id="com-1", text="abc", start=0, end=3, amount="5", amount_max=None, previous_amount=None, currency="USD",
        currency_reason=None, modifier="exact", frequency="once", kind="pledge", payer="cty-c", recipient=None,
        initiative="ini-1", purpose=None, date=None, evidence=[WORDS], rule="com.x",
    )  # fmt: skip
    initiative = Initiative(
        id="ini-1", name="Plan", acronym=None, aliases=[], kind="plan", owners=["org-b"], period=None, mentions=[WORDS],
        rule="ini.x",
    )  # fmt: skip
    article = Article(
        id="a#1", start=0, end=3, title=None, byline=[], publisher=None, language="en", published=None, dates=[],
        events=[event], commitments=[commitment], initiatives=[initiative], figures=[],
    )  # fmt: skip
    entities = [
        Entity(id=i, type=t, name=i, aliases=[], country=None, acronym=None, mentions=[])
        for i, t in (("cty-a", "country"), ("org-b", "organisation"), ("cty-c", "country"))
    ]
    source = Source(path="a.txt", sha256="", encoding="utf-8", length=3)
    return SourceRecord(source=source, blocks=[], articles=[article], entities=entities)


def judged(*judgements: dict) -> SourceRecord:
    return apply_judgements(record(), [Judgement(**j) for j in judgements])


def ids(found: SourceRecord) -> list[str]:
    article = found.articles[0]
    rows = [*article.events, *article.commitments, *article.initiatives, *found.entities]
    return [row.id for row in rows]


def test_no_judgement_leaves_the_record_as_it_is():
    assert judged() == record()
    assert judged({"id": "evt-1", "verdict": "accept"}) == record()


def test_rejected_record_goes_and_takes_entities_that_only_it_named():
    assert ids(judged({"id": "com-1", "verdict": "reject"})) == ["evt-1", "ini-1", "cty-a", "org-b"]


def test_rejected_initiative_is_pointed_at_no_more():
    found = judged({"id": "ini-1", "verdict": "reject"}).articles[0]
    assert (found.events[0].initiatives, found.commitments[0].initiative, found.initiatives) == ([], None, [])


def test_rejected_entity_takes_part_no_more():
    found = judged({"id": "org-b", "verdict": "reject"})
    assert [(p.entity, p.affiliation) for p in found.articles[0].events[0].participants] == [("cty-a", None)]
    assert found.articles[0].initiatives[0].owners == []
    assert [e.id for e in found.entities] == ["cty-a", "cty-c"]


def test_corrected_record_holds_what_is_right_and_says_who_said_so():
    change = {"date": {"value": "2021"}, "status": "planned"}
    event = judged({"id": "evt-1", "verdict": "correct", "set": change}).articles[0].events[0]
    assert (event.date.value, event.date.text, event.status) == ("2021", "abc", "planned")
    assert (event.id, event.rule) == ("evt-1", "judgement.correct")


def test_correction_may_take_a_value_away():
    change = {"payer": None}
    found = judged({"id": "com-1", "verdict": "correct", "set": change})
    assert found.articles[0].commitments[0].payer is None
    assert "cty-c" not in [e.id for e in found.entities]


def test_correction_that_makes_no_valid_record_is_refused():
    with pytest.raises(
        OutputError, match=r"a\.txt: a correction in judgements\.jsonl makes articles\.0\.events\.0\.status"
    ):
        judged({"id": "evt-1", "verdict": "correct", "set": {"status": "maybe"}})


def test_judgement_on_another_source_does_not_apply():
    assert judged({"id": "evt-1", "verdict": "reject", "source": "b.txt"}) == record()
    assert "evt-1" not in ids(judged({"id": "evt-1", "verdict": "reject", "source": "a.txt"}))


def test_applying_twice_is_applying_once():
    judgements = [
        Judgement(id="evt-1", verdict="correct", set={"status": "planned"}),
        Judgement(id="com-1", verdict="reject"),
    ]
    once = apply_judgements(record(), judgements)
    assert apply_judgements(once, judgements) == once


def test_lapsed_names_judgements_on_this_source_that_find_nothing():
    judgements = [
        Judgement(id="evt-1", verdict="reject", source="a.txt"),
        Judgement(id="evt-9", verdict="reject", source="a.txt"),
        Judgement(id="evt-8", verdict="reject", source="b.txt"),
    ]
    assert lapsed(record(), judgements) == ("evt-9",)


def test_lines_are_read_back_as_they_were_written(tmp_path):
    judgements = (
        Judgement(id="evt-1", verdict="accept", source="ü.txt", record={"name": "x"}, note="sure"),
        Judgement(id="com-1", verdict="correct", set={"payer": None}),
    )
    path = tmp_path / "judgements.jsonl"
    path.write_text(judgement_lines(judgements), encoding="utf-8")
    assert read_judgements(path) == judgements
    assert read_judgements(tmp_path / "none.jsonl") == ()


def test_second_judgement_on_a_record_takes_the_place_of_the_first():
    first, other = Judgement(id="a", verdict="accept"), Judgement(id="b", verdict="accept")
    later = Judgement(id="a", verdict="reject")
    assert with_judgement((first, other), later) == (later, other)
    assert with_judgement((other,), later) == (other, later)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 2: the line"),
        ('{"id": "a", "verdict": "maybe"}', "line 2: verdict"),
        ('{"id": "a", "verdict": "accept", "who": "me"}', "line 2: who"),
        ('{"id": "a", "verdict": "correct"}', "line 2: `set` goes with the verdict correct"),
        ('{"id": "a", "verdict": "accept", "set": {"x": 1}}', "line 2: `set` goes with the verdict correct"),
        ('{"id": "a", "verdict": "correct", "set": {"id": "b"}}', "line 2: a correction may not change the id"),
        ('{"id": "a", "verdict": "accept", "record": {"participants": "all"}}', "line 2.participants is not a list"),
        ('{"id": "a", "verdict": "correct", "set": {"evidence": [{}]}}', "line 2.evidence[0] lacks what it needs"),
        ('{"id": "b", "verdict": "reject"}', "two judgements about b"),
    ],
)
def test_line_that_is_no_judgement_is_refused_with_its_number(tmp_path, line, complaint):
    path = tmp_path / "judgements.jsonl"
    path.write_text('{"id": "b", "verdict": "accept"}\n' + line, encoding="utf-8")
    with pytest.raises(OutputError) as error:
        read_judgements(path)
    assert str(error.value).startswith(f"judgements.jsonl: {complaint}")
