"""Scores: the definitions, and that they are those of the yardstick."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys

import pytest
from made_records import TEXT, accord, article, entities, output, pledge, signing, source_record

from asean_extract.errors import OutputError
from asean_extract.files.judgements import Judgement
from asean_extract.files.output import OutputSet, read_plain
from asean_extract.review import render_scores
from asean_extract.review.evaluate import FIGURES, drops, evaluate, shortfalls
from asean_extract.review.judged import score_judged
from asean_extract.review.measures import Tally, intervals
from asean_extract.review.names import Names, fold, name_likeness, same_entity
from asean_extract.review.pairing import align

OTHER = signing(id="evt-other", name="harbour", date=article().dates[0])


def score(new, gold=None):
    return evaluate(output(gold or source_record()), output(new), {})


def changed(**rows):
    return source_record(articles=[article(**rows)])


def with_gold(**additions):
    """Gold with something added to its event, as gold files may have it."""
    gold = output(source_record())
    plain = copy.deepcopy(dict(gold.records))
    plain["oslo.json"]["articles"][0]["events"][0].update(additions)
    return OutputSet("gold", plain)


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        ("10th Harbour Forum", "the 10th Harbour forum", 1.0),
        ("Harbour Forum", "Mountain Forum", 0.5),
        ("ASEAN Centre", "Association of Southeast Asian Nations Center", 1.0),
        ("", "Forum", 0.0),
    ],
)
def test_name_likeness_is_dice_over_content_words(a, b, likeness):
    assert name_likeness(a, b) == likeness


def test_fold_takes_away_case_accents_possessives_and_marks():
    assert fold("Perú’s  “Río-Verde” Plan!") == "peru rio verde plan"


def test_same_entity_takes_a_code_a_shared_name_or_a_collective():
    ours = Names({"entities": [
        {"id": "a", "type": "country", "name": "Norway", "country": "NO"},
        {"id": "b", "type": "group", "name": "Fjord Council ministers"},
    ]})  # fmt: skip
    theirs = Names({"entities": [
        {"id": "x", "type": "country", "name": "Kingdom of Norway", "country": "NO"},
        {"id": "y", "type": "organisation", "name": "Fjord Council"},
    ]})  # fmt: skip
    assert same_entity(ours, "a", theirs, "x")
    assert same_entity(ours, "b", theirs, "y")
    assert not same_entity(ours, "a", theirs, "y")
    assert not same_entity(ours, "a", theirs, None)
    assert same_entity(ours, None, theirs, None)


def test_align_settles_the_strongest_resemblance_first():
    table = {("a", "x"): 0.7, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.0}
    assert align(["a", "b"], ["x", "y"], lambda a, b: table[a, b]) == [("a", "y")]


def test_gold_against_itself_is_perfect():
    scores = score(source_record())
    assert scores.headline == 1.0
    assert len(scores.figures) >= 20
    assert {name: (t.fp, t.fn) for name, t in scores.figures.items() if t.fp or t.fn} == {}
    assert scores.breaches == []


@pytest.mark.parametrize(
    ("new", "figure", "tally"),
    [
        (changed(events=[]), "events", Tally(0, 0, 1)),
        (changed(events=[signing(), OTHER]), "events", Tally(1, 1, 0)),
        (changed(events=[signing(type="launch")]), "event type", Tally(0, 1, 1)),
        (changed(events=[signing(type="launch")]), "events dated+typed", Tally(0, 1, 1)),
        (changed(events=[signing(participants=signing().participants[:1])]), "participants", Tally(1, 0, 1)),
        (changed(events=[]), "participants", Tally(0, 0, 2)),
        (changed(commitments=[pledge(amount="4000000.00")]), "commitments", Tally(1, 0, 0)),
        (changed(commitments=[pledge(amount="4")]), "commitments", Tally(0, 1, 1)),
        (changed(commitments=[pledge(payer="cty-cl")]), "commitment parties", Tally(0, 1, 1)),
        (changed(commitments=[pledge(kind="loan")]), "commitment attributes", Tally(2, 1, 1)),
        (changed(initiatives=[accord(name="Fjord Fisheries Pact")]), "initiatives", Tally(0, 1, 1)),
        (changed(initiatives=[accord(kind="plan")]), "initiative kind", Tally(0, 1, 1)),
        (changed(published=None), "article date", Tally(0, 1, 1)),
        (source_record(entities=entities()[:1]), "countries", Tally(1, 0, 1)),
    ],
)  # fmt: skip
def test_figure_counts_hits_surplus_and_misses(new, figure, tally):
    assert score(new).figures[figure] == tally


def test_what_gold_holds_optional_counts_neither_way():
    gold = with_gold(optional=True)
    assert evaluate(gold, output(changed(events=[])), {}).figures["events"] == Tally()
    assert evaluate(gold, output(source_record()), {}).figures["events"] == Tally()


def test_value_that_gold_accepts_is_right():
    gold = with_gold(accept={"type": ["launch"]})
    assert evaluate(gold, output(changed(events=[signing(type="launch")])), {}).figures["event type"] == Tally(1)


def test_optional_participant_is_neither_missed_nor_made_up():
    gold = with_gold(optional_participants=["cty-cl"])
    for new in (source_record(), changed(events=[signing(participants=signing().participants[:1])])):
        assert evaluate(gold, output(new), {}).figures["participants"] == Tally(1, 0, 0)


def test_gold_file_without_output_is_all_missed_and_a_breach():
    gold = output(source_record(), source_record(path="bergen.txt"))
    scores = evaluate(gold, output(source_record()), {})
    assert scores.figures["events"] == Tally(1, 0, 1)
    assert scores.breaches == ["bergen.json: no output"]


def test_soundness_names_spans_ids_and_blocks_that_are_off():
    broken = copy.deepcopy(output(source_record()).records["oslo.json"])
    broken["articles"][0]["commitments"][0]["payer"] = "cty-nowhere"
    broken["articles"][0]["events"][0]["evidence"][0]["start"] += 1
    broken["blocks"][1]["start"] = 0
    scores = evaluate(output(source_record()), OutputSet("new", {"oslo.json": broken}), {"oslo.json": TEXT})
    assert scores.breaches == [
        "oslo.json.articles[0].events[0].evidence[0]: text differs from source at 75:136",
        "oslo.json.articles[0].commitments[0]: payer 'cty-nowhere' is not in the file",
        "oslo.json.blocks: 0 overlaps the block before it",
    ]


def test_rules_are_scored_by_what_they_made():
    made = signing(id="b", name="harbour", date=article().dates[0], rule="event.guess", type="visit")
    scores = score(changed(events=[signing(), made]))
    assert scores.rules["event.signing"] == Tally(1, 0)
    assert scores.rules["event.guess"] == Tally(0, 1)


def test_files_are_scored_each():
    gold = output(source_record(), source_record(path="bergen.txt"))
    scores = evaluate(
        gold, output(source_record(), source_record(path="bergen.txt", articles=[article(events=[])])), {}
    )
    assert [scores.files[name]["events"] for name in ("oslo.json", "bergen.json")] == [Tally(1), Tally(fn=1)]


def test_intervals_enclose_the_figure_and_repeat():
    files = [{"events": Tally(i % 3, 1, i % 2)} for i in range(20)]
    first = intervals(files, ["events"])["events"]["f1"]
    whole = sum((file["events"] for file in files), Tally()).f1
    assert first[0] < whole < first[1]
    assert intervals(files, ["events"])["events"]["f1"] == first


def test_interval_of_one_file_is_its_value():
    assert intervals([{"events": Tally(1, 1, 0)}], ["events"])["events"]["precision"] == (0.5, 0.5)


def test_bars_and_baselines_name_what_fell_short():
    scores = score(changed(events=[]))
    assert shortfalls(scores, {"events": 0.5, "articles": 1.0}) == ["below the bar: events 0.000 < 0.5"]
    assert drops(scores, {"events": 0.3, "articles": 1.0}) == ["dropped: events 0.3000 -> 0.0000"]
    assert drops(scores, {"events": 0.3}, tolerance=0.3) == []


def test_bar_for_an_unknown_figure_is_refused():
    with pytest.raises(OutputError, match="no figure is called 'evnets'"):
        shortfalls(score(source_record()), {"evnets": 0.5})


def test_every_figure_is_a_known_figure():
    scores = evaluate(output(source_record()), output(source_record()), {"oslo.json": TEXT})
    assert set(scores.figures) <= set(FIGURES)
    assert "text accounted" in scores.figures


def test_judgements_as_gold_count_what_still_stands():
    judgements = [
        Judgement(id="evt-signing", verdict="accept", record=signing().model_dump(mode="json")),
        Judgement(id="com-pledge", verdict="correct", set={"kind": "loan"}, record=pledge().model_dump(mode="json")),
        Judgement(id="ini-accord", verdict="reject"),
        Judgement(id="evt-gone", verdict="accept"),
    ]
    scores = score_judged(output(source_record()), judgements)
    assert scores.figures == {"judged records": Tally(1, 2, 2)}


def test_renderings_hold_the_same_figures_and_what_was_missed():
    scores = score(changed(events=[]))
    table, comment = render_scores.as_terminal(scores, misses=True), render_scores.as_markdown(scores)
    parsed = json.loads(render_scores.as_json(scores))
    assert parsed["figures"]["events"]["f1"] == 0.0
    assert "oslo: missed agreement | Fjord Fisheries Accord | 2021-03-02 — Norway and Chile signed" in table
    assert "missed agreement" in comment
    assert [n["text"] for n in parsed["notes"] if n["figure"] == "events"] == [signing().evidence[0].text]
    assert render_scores.read_baseline(parsed)["events"] == 0.0


def test_baseline_that_is_none_is_refused():
    with pytest.raises(OutputError, match="--baseline"):
        render_scores.read_baseline({"figures": []})


def spoiled(record: dict, draw: random.Random) -> dict:
    """A gold record with things dropped and falsified, so that every figure has hits and faults."""
    for art in record["articles"]:
        for key in ("events", "commitments", "initiatives", "figures"):
            art[key] = [row for row in art[key] if draw.random() < 0.8]
        for event in art["events"]:
            event["participants"] = [part for part in event["participants"] if draw.random() < 0.8]
            if draw.random() < 0.3:
                event["type"] = "summit"
            if draw.random() < 0.3:
                event["date"] = {**(event["date"] or {}), "value": "1999"}
            if draw.random() < 0.3:
                event["place"] = {"name": "Paris", "venue": None, "country": "FR"}
    record["blocks"] = [block for block in record["blocks"] if draw.random() < 0.9]
    record["entities"] = [entity for entity in record["entities"] if draw.random() < 0.9]
    return record


@pytest.mark.slow
@pytest.mark.parametrize(("gold", "texts"), [("gold", "seeds"), ("corpus/gold", "corpus")])
@pytest.mark.parametrize("with_texts", [False, True])
def test_figures_are_those_of_the_yardstick(corpus, tmp_path, gold, texts, with_texts):
    yardstick = corpus / "tools" / "score.py"
    if not yardstick.is_file():
        pytest.skip("ASEAN_EXTRACT_CORPUS has no tools/score.py to compare with")
    draw = random.Random(7)
    (tmp_path / "out").mkdir()
    for path in sorted((corpus / gold).glob("*.json"))[1:]:
        record = spoiled(json.loads(path.read_text(encoding="utf-8")), draw)
        (tmp_path / "out" / path.name).write_text(json.dumps(record), encoding="utf-8")
    options = ["--texts", str(corpus / texts)] if with_texts else []
    subprocess.run(
        [sys.executable, yardstick, corpus / gold, tmp_path / "out", "--json", tmp_path / "theirs.json", *options],
        capture_output=True, check=False,
    )  # fmt: skip
    theirs = json.loads((tmp_path / "theirs.json").read_text(encoding="utf-8"))
    read = {p.stem + ".json": p.read_bytes().decode() for p in (corpus / texts).glob("*.txt")} if with_texts else {}
    mine = json.loads(render_scores.as_json(evaluate(read_plain(corpus / gold), read_plain(tmp_path / "out"), read)))
    assert len(theirs["figures"]) > 20
    kept = ("p", "r", "f1", "gold")
    assert {n: {k: f[k] for k in kept} for n, f in mine["figures"].items()} == theirs["figures"]
    assert (mine["headline"], mine["breaches"]) == (theirs["headline"], theirs["breaches"])
