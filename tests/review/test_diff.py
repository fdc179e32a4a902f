"""Record by record: what is a change, what is none, and why it came."""

from __future__ import annotations

import pytest
from made_records import TEXT, accord, article, date, entities, output, pledge, signing, source_record

from asean_extract.errors import OutputError
from asean_extract.files.judgements import Judgement
from asean_extract.files.output import OutputSet
from asean_extract.review.diff import compare
from asean_extract.spans import READ_KINDS

EMPTY = OutputSet("empty", {})


def manifest(**rules: str) -> dict[str, object]:
    return {
        "versions": {"asean-extract": "1", "schema": "1.0", "spacy": "3.8", "model": "m 1"},
        "patterns": {"rules": rules, "files": {}, "knowledge": {"countries": "k"}},
    }


def with_event(**other: object):
    return source_record(articles=[article(events=[signing(**other)])])


def found(old, new):
    return [(c.kind, c.what, c.id) for c in compare(output(old), output(new)).changes]


def fields(change):
    return {f.field: (f.old, f.new) for f in change.fields}


def test_identical_outputs_have_no_change():
    diff = compare(output(source_record()), output(source_record()))
    assert list(diff.changes) == []
    assert diff.summary == "No record changed in 1 file"


def test_order_of_files_is_no_change():
    one, other = source_record(), source_record(path="bergen.txt")
    assert compare(output(one, other), output(other, one)).changes == []


def test_paragraph_inserted_at_the_top_is_no_change():
    longer = "A word from the editor about the weather.\n\n" + TEXT
    old, new = source_record(), source_record(longer)
    assert old.articles[0].events[0].date.start != new.articles[0].events[0].date.start
    diff = compare(output(old), output(new))
    assert diff.changes == []
    assert diff.texts_changed == 1


def test_another_wrapping_of_the_lines_is_no_change():
    wrapped = TEXT.replace("signed the Fjord", "signed the\nFjord")
    event = signing().model_copy(
        update={"evidence": [signing().evidence[0].model_copy(update={
            "text": "Norway and Chile signed the\nFjord Fisheries Accord on March 2."})]}
    )  # fmt: skip
    new = source_record(articles=[article(events=[event])])
    assert wrapped != TEXT
    assert found(source_record(), new) == []


def test_corrected_date_is_one_changed_event_with_old_and_new_words():
    corrected = date(TEXT, "March 3, 2021", "2021-03-03")
    diff = compare(output(source_record()), output(with_event(date=corrected)))
    assert [(c.kind, c.what) for c in diff.changes] == [("changed", "event")]
    change = diff.changes[0]
    assert change.severity == "major"
    assert fields(change)["date.value"] == ("2021-03-02", "2021-03-03")
    assert fields(change)["date.text"] == ("March 2", "March 3, 2021")
    assert change.new_evidence == ("Norway and Chile signed the Fjord Fisheries Accord on March 2.",)


def test_date_mention_that_changed_with_its_event_is_told_once():
    corrected = signing().date.model_copy(update={"value": "2020-03-02"})
    dates = [article().dates[0], corrected]
    new = source_record(articles=[article(events=[signing(date=corrected)], dates=dates)])
    assert found(source_record(), new) == [("changed", "event", "evt-signing")]


def test_date_mention_that_no_record_uses_is_a_note():
    other = article().dates[0].model_copy(update={"value": "2021-03-30"})
    diff = compare(output(source_record()), output(source_record(articles=[article(dates=[other, signing().date])])))
    assert [(c.what, c.severity, c.label) for c in diff.changes] == [("date", "note", "“March 3, 2021” = 2021-03-30")]


def test_renamed_event_is_one_changed_event_though_its_id_follows_its_name():
    new = with_event(id="evt-other", name="Fjord Accord on Fisheries")
    diff = compare(output(source_record()), output(new))
    assert [(c.kind, c.what, c.id) for c in diff.changes] == [("changed", "event", "evt-other")]
    assert fields(diff.changes[0]) == {"name": ("Fjord Fisheries Accord", "Fjord Accord on Fisheries")}


def test_renamed_entity_does_not_change_every_record_that_points_to_it():
    named = [entities()[0].model_copy(update={"id": "cty-kingdom", "name": "Kingdom of Norway", "aliases": ["Norway"]})]
    event = signing()
    parts = [event.participants[0].model_copy(update={"entity": "cty-kingdom"}), event.participants[1]]
    changed = article(
        events=[signing(participants=parts)],
        commitments=[pledge(payer="cty-kingdom")],
        initiatives=[accord(owners=["cty-kingdom"])],
    )
    new = source_record(articles=[changed], entities=[*named, entities()[1]])
    assert found(source_record(), new) == [("changed", "entity", "cty-kingdom")]


def test_event_of_another_happening_is_removed_and_added():
    other = signing(
        id="evt-launch", type="launch", name="opening of a harbour", date=date(TEXT, "March 3, 2021", "2021-03-03"),
        evidence=[pledge().evidence[0]],
    )  # fmt: skip
    new = source_record(articles=[article(events=[other])])
    assert found(source_record(), new) == [("removed", "event", "evt-signing"), ("added", "event", "evt-launch")]


def test_participant_that_went_is_a_change_of_the_event():
    diff = compare(output(source_record()), output(with_event(participants=signing().participants[:1])))
    assert [(c.kind, c.severity) for c in diff.changes] == [("changed", "minor")]
    assert fields(diff.changes[0]) == {"participant Chile": ("party", None)}


def test_amount_read_otherwise_is_one_changed_commitment():
    new = source_record(articles=[article(commitments=[pledge(id="com-x", amount="4")])])
    diff = compare(output(source_record()), output(new))
    assert [(c.kind, c.what, c.severity) for c in diff.changes] == [("changed", "commitment", "major")]
    assert fields(diff.changes[0]) == {"amount": ("4000000", "4")}


def test_equal_records_without_ids_are_the_same():
    old, new = (output(source_record()) for _ in range(2))
    for side in (old, new):
        (commitment,) = side.records["oslo.json"]["articles"][0]["commitments"]
        for key in ("id", "text", "start", "end", "evidence"):
            del commitment[key]
    assert compare(old, new).changes == []


def test_record_moved_to_another_article_is_one_changed_event():
    second = article(id="oslo#2", title="Fishing fleets welcome deal", events=[], commitments=[], initiatives=[])
    old = source_record(articles=[article(dates=[]), second.model_copy(update={"dates": []})])
    moved = second.model_copy(update={"events": [signing()], "dates": []})
    new = source_record(articles=[article(events=[], dates=[]), moved])
    diff = compare(output(old), output(new))
    assert [(c.kind, c.what, c.id) for c in diff.changes] == [("changed", "event", "evt-signing")]
    assert fields(diff.changes[0]) == {
        "article": ("Norway and Chile sign fisheries accord", "Fishing fleets welcome deal (another article)")
    }


def test_record_moved_to_another_file_is_told_once():
    bare = article(events=[], dates=[])
    full = article(dates=[])
    old = output(source_record(articles=[full]), source_record(path="bergen.txt", articles=[bare]))
    new = output(source_record(articles=[bare]), source_record(path="bergen.txt", articles=[full]))
    assert [(c.kind, c.what, c.file) for c in compare(old, new).changes] == [("moved", "event", "bergen.json")]


def test_article_put_before_another_changes_no_record_of_it():
    first = article(
        id="oslo#1", title="Rain expected in the north", events=[], commitments=[], initiatives=[], dates=[]
    )
    second = article(id="oslo#2")
    new = source_record(articles=[first, second])
    assert found(source_record(), new) == [("added", "article", "oslo#1")]


def test_renamed_file_is_paired_by_its_bytes():
    old = output(source_record(), source_record("Another text altogether.\n" + TEXT, path="bergen.txt"))
    new = output(
        source_record(path="capital.txt"), source_record("Another text altogether.\n" + TEXT, path="bergen.txt")
    )
    assert compare(old, new).changes == []


def test_file_that_went_is_one_change_that_says_what_it_held():
    old = output(source_record(), source_record("More.\n" + TEXT, path="bergen.txt"))
    diff = compare(old, output(source_record()))
    assert [(c.kind, c.what, c.label) for c in diff.changes] == [
        ("removed", "file", "bergen.json: 1 event, 1 commitment, 1 initiative")
    ]


def test_rule_switched_off_is_the_cause_of_what_it_no_longer_makes():
    bare = source_record(articles=[article(events=[])])
    old = output(source_record(), manifest=manifest(**{"event.signing": "a", "event.visit": "b"}))
    new = output(bare, manifest=manifest(**{"event.visit": "c"}))
    (change,) = compare(old, new).changes
    assert (change.kind, change.what) == ("removed", "event")
    assert [cause.words for cause in change.causes] == ["rule event.signing removed or switched off"]


def test_rules_of_other_records_are_named_when_no_rule_of_its_own_changed():
    old = output(source_record(), manifest=manifest(**{"event.visit": "a"}))
    new = output(with_event(status="planned"), manifest=manifest(**{"event.visit": "b"}))
    (change,) = compare(old, new).changes
    assert [(c.kind, c.words) for c in change.causes] == [("patterns", "other rules differ: event.visit")]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("model", "m 2", "model m 1 became m 2"),
        ("asean-extract", "2", "asean-extract 1 became 2"),
        ("spacy", None, "spacy 3.8 became unknown"),
    ],
)
def test_version_is_the_cause_when_it_alone_differs(name, value, words):
    later = manifest()
    later["versions"] = {**later["versions"], name: value}
    diff = compare(output(source_record(), manifest=manifest()), output(with_event(status="planned"), manifest=later))
    assert [cause.words for cause in diff.changes[0].causes] == [words]


def test_source_text_is_a_cause_when_its_bytes_differ():
    longer = TEXT + "A closing line.\n"
    new = source_record(longer, articles=[article(longer, events=[signing(longer, status="planned")])])
    (change,) = compare(output(source_record(), manifest=manifest()), output(new, manifest=manifest())).changes
    assert [cause.kind for cause in change.causes] == ["source"]


def test_change_without_any_difference_between_the_runs_has_an_unknown_cause():
    old = output(source_record(), manifest=manifest())
    (change,) = compare(old, output(with_event(status="planned"), manifest=manifest())).changes
    assert [cause.kind for cause in change.causes] == ["unknown"]


def test_no_manifest_gives_no_cause():
    (change,) = compare(output(source_record()), output(with_event(status="planned"))).changes
    assert change.causes == ()


def test_block_no_longer_read_is_a_change_of_the_same_text():
    old = source_record()
    kinds = [b.kind for b in old.blocks]
    assert kinds == ["navigation", "title", "body", "body", "body"]
    assert "caption" in READ_KINDS
    changed = [b.model_copy(update={"kind": "notice"}) if i == 4 else b for i, b in enumerate(old.blocks)]
    diff = compare(output(old), output(old.model_copy(update={"blocks": changed})))
    assert [(c.what, c.severity, fields(c)) for c in diff.changes] == [("block", "minor", {"kind": ("body", "notice")})]


def test_heavier_changes_come_first():
    dropped = article(events=[], commitments=[pledge(purpose="a fund")], dates=[])
    new = source_record(articles=[dropped], entities=entities()[:1])
    diff = compare(output(source_record()), output(new))
    assert [c.severity for c in diff.changes] == ["major", "minor", "note", "note", "note"]
    assert diff.summary == (
        "1 event removed, 1 commitment changed, 1 entity removed, 2 dates removed in 1 of 1 file "
        "(1 major, 1 minor, 3 note)"
    )


@pytest.mark.parametrize("sides", [(EMPTY, source_record), (source_record, EMPTY)])
def test_empty_side_cannot_be_compared(sides):
    old, new = (side if isinstance(side, OutputSet) else output(side()) for side in sides)
    with pytest.raises(OutputError, match="--allow-empty"):
        compare(old, new)
    kind = "added" if old is EMPTY else "removed"
    assert [(c.kind, c.what) for c in compare(old, new, allow_empty=True).changes] == [(kind, "file")]


@pytest.mark.parametrize(
    ("judgement", "label"),
    [
        ({"id": "evt-gone", "verdict": "accept"}, "evt-gone: accepted, but there is no such record any more"),
        ({"id": "evt-signing", "verdict": "reject"}, "evt-signing: rejected, but it is there; "),
        (
            {"id": "evt-signing", "verdict": "correct", "set": {"status": "planned"}},
            "evt-signing: corrected, but reads otherwise now",
        ),
    ],
)
def test_judgement_that_no_longer_applies_is_a_major_change(judgement, label):
    same = output(source_record())
    (change,) = compare(same, same, [Judgement(**judgement)]).changes
    assert (change.what, change.kind, change.severity) == ("judgement", "lapsed", "major")
    assert change.label.startswith(label)


def test_accepted_record_that_changed_shows_what_was_accepted():
    accepted = Judgement(id="evt-signing", verdict="accept", record=signing().model_dump(mode="json"))
    new = output(with_event(status="planned"))
    (change,) = compare(new, new, [accepted]).changes
    assert fields(change) == {"status": ("held", "planned")}


def test_judgement_that_still_fits_is_no_change():
    same = output(source_record())
    fits = [
        Judgement(id="evt-signing", verdict="accept", record=signing().model_dump(mode="json")),
        Judgement(id="evt-never", verdict="reject"),
        Judgement(id="com-pledge", verdict="correct", set={"kind": "pledge"}),
    ]
    assert compare(same, same, fits).changes == []


def test_rejection_that_the_run_could_not_apply_is_shown():
    run = output(source_record(), manifest={**manifest(), "lapsed_judgements": ["evt-never"]})
    (change,) = compare(run, run, [Judgement(id="evt-never", verdict="reject")]).changes
    assert change.label == "evt-never: rejected, but the run found no such record to reject"
