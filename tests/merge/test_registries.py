"""Initiatives, entities and commitments of a corpus; size, order and bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from made_output import Made

from asean_extract.files.write import to_json, write_whole
from asean_extract.merging.clusters import WINDOW, Clusters, blocks, cluster
from asean_extract.merging.corpus import merge
from asean_extract.merging.telling import tellings


def funded(path, published, amount="4000000", value=None, **initiative):
    made = Made(path, published)
    norway = made.entity("cty-no", "Norway")
    fund = made.initiative("ini-coastal-fund", "Coastal Fund", **initiative)
    made.commitment(amount, value or published, payer=norway, initiative=fund)
    return made


def test_initiative_gathers_names_mentions_and_owners(merged):
    a = funded("a.txt", "2021-03-03", aliases=["the Fund"])
    b = funded("b.txt", "2019-03-03", acronym="CF", owners=["cty-no"])
    (found,) = merged(a, b).initiatives
    assert (found.name, found.acronym, found.aliases, found.owners) == ("Coastal Fund", "CF", ["the Fund"], ["cty-no"])
    assert (found.documents, found.mentions) == (2, 2)
    assert (found.first_mention.file, found.latest_mention.file) == ("b.json", "a.json")


def test_initiative_tells_its_status_over_time(merged):
    steps = []
    for n, (year, kind, status) in enumerate(
        (("2022", "launch", "held"), ("2020", "announcement", "held"), ("2023", "launch", "planned"))
    ):
        made = Made(f"{n}.txt", f"{year}-01-01")
        made.initiative("ini-coastal-fund", "Coastal Fund")
        made.event(f"fund {kind} {year}", f"{year}-01-01", kind, status=status, initiatives=["ini-coastal-fund"])
        steps.append(made)
    corpus = merged(*steps)
    assert [(s.date[:4], s.status) for s in corpus.initiatives[0].status] == [
        ("2020", "announced"),
        ("2022", "launched"),
        ("2023", "planned"),
    ]
    assert {s.happening for s in corpus.initiatives[0].status} == {e.id for e in corpus.events}


def test_acronym_alone_is_the_initiative_that_bears_it(merged):
    a, b = Made("a.txt", "2021-01-01"), Made("b.txt", "2022-01-01")
    a.initiative("ini-blue-lagoon-plan", "Blue Lagoon Plan", acronym="BLP")
    b.initiative("ini-blp", "BLP")
    b.event("BLP begun", "2022-01-01", "launch", initiatives=["ini-blp"])
    corpus = merged(a, b)
    (found,) = corpus.initiatives
    assert (found.id, found.aliases, found.documents) == ("ini-blue-lagoon-plan", ["BLP"], 2)
    assert found.why == ["same name in several files", "ini-blp is the acronym of this alone"]
    assert corpus.events[0].initiatives == ["ini-blue-lagoon-plan"] and len(found.status) == 1


def test_acronym_of_two_initiatives_is_neither(merged):
    a, b, c = (Made(f"{name}.txt") for name in "abc")
    a.initiative("ini-blue-lagoon-plan", "Blue Lagoon Plan", acronym="BLP")
    b.initiative("ini-better-lake-pact", "Better Lake Pact", acronym="BLP")
    c.initiative("ini-blp", "BLP")
    assert len(merged(a, b, c).initiatives) == 3


def test_commitment_told_twice_is_one(merged):
    corpus = merged(funded("a.txt", "2021-03-03"), funded("b.txt", "2021-03-05"))
    (found,) = corpus.commitments
    assert len(found.sources) == 2 and found.why
    assert corpus.initiatives[0].commitments == [found.id]


@pytest.mark.parametrize(
    "other",
    [
        funded("b.txt", "2022-03-03"),
        funded("b.txt", "2021-03-03", "5000000"),
        funded("b.txt", "2021-03-03", value="2021"),
        funded("b.txt", "2021-03-03", value="XXXX-03-03"),
    ],
    ids=["next year", "another sum", "some day of the year", "of no year"],
)
def test_commitment_like_another_stays_its_own(other, merged):
    assert len(merged(funded("a.txt", "2021-03-03"), other).commitments) == 2


def test_person_of_two_countries_is_two(merged):
    made = []
    for path, country in (("a.txt", "NO"), ("b.txt", "CL"), ("c.txt", None), ("d.txt", "NO")):
        one = Made(path)
        who = [one.entity("per-ana-lund", "Ana Lund", country=country)]
        one.event(f"Visit {path}", "2021-01-01", "visit", who=who)
        made.append(one)
    corpus = merged(*made)
    assert [(e.id, e.documents) for e in corpus.entities] == [
        ("per-ana-lund", 1),
        ("per-ana-lund-cl", 1),
        ("per-ana-lund-no", 2),
    ]
    assert all(p.entity in {e.id for e in corpus.entities} for event in corpus.events for p in event.participants)


def generated(number):
    """A corpus in which every happening is told by three files, with a busy day that all share."""
    for n in range(number):
        made = Made(f"{n:06}.txt", "2021-03-03")
        norway, chile = made.entity("cty-no", "Norway"), made.entity("cty-cl", "Chile")
        made.event(f"{n // 3 + 1} Fjord {n // 3} Summit", f"20{n // 3 % 30:02}-03-02", who=[norway, chile])
        made.event("talks", "2021-03-02", "announcement", who=[norway, chile], named=False)
        yield f"{n:06}.json", made.record()


def test_merge_finds_every_happening_of_a_larger_corpus(tmp_path):
    counts = merge(generated(600), tmp_path / "corpus.json")
    events = json.loads((tmp_path / "corpus.json").read_text(encoding="utf-8"))["events"]
    summits = [event for event in events if event["type"] == "summit"]
    assert (len(summits), {len(event["sources"]) for event in summits}) == (200, {3})
    assert counts["documents"] == 600


@pytest.mark.parametrize("number", [200, 1_000])
def test_comparisons_are_no_more_than_a_window_for_each_place_in_a_block(number):
    told = [t for name, record in generated(number) for t in tellings(name, record)]
    rows = sorted((key, place, n) for n, t in enumerate(told) for key, place in blocks(t))
    assert len(rows) == number * 5  # a summit stands in three blocks, talks in two
    compared = cluster(((key, n, told[n]) for key, _, n in rows), Clusters(len(told)))
    assert number < compared <= len(rows) * WINDOW


def test_merge_gives_the_same_happenings_whatever_the_files_are_called(tmp_path):
    def names(prefix):
        made = [(f"{prefix}{n}.json", r) for n, (_, r) in enumerate(generated(30))]
        merge(sorted(made, key=lambda pair: pair[0], reverse=prefix == "z"), tmp_path / "c.json")
        events = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["events"]
        return [(event["id"], event["date"], len(event["sources"])) for event in events if event["type"] == "summit"]

    assert names("a") == names("z")


def test_merge_gives_the_same_bytes_under_another_hash_seed(tmp_path):
    for name, record in generated(12):
        write_whole(tmp_path / "output" / name, to_json(record))
    code = (
        "import sys; from pathlib import Path; from asean_extract.files.output import read_records; "
        "from asean_extract.merging.corpus import merge; merge(read_records(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    written = set()
    for seed in ("1", "2"):
        words = [sys.executable, "-c", code, tmp_path / "output", tmp_path / f"{seed}.json"]
        subprocess.run(words, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.add((tmp_path / f"{seed}.json").read_bytes())
    assert len(written) == 1


def test_merge_of_nothing_is_an_empty_corpus(merged):
    corpus = merged()
    assert (corpus.documents, corpus.events, corpus.entities) == (0, [], [])


def test_merge_leaves_nothing_but_its_file(tmp_path):
    merge(generated(3), tmp_path / "c.json")
    assert [path.name for path in tmp_path.iterdir()] == ["c.json"]
