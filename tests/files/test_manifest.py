"""The manifest: what a run was made with, and nothing about where or when."""

from __future__ import annotations

import json

import pytest

from asean_extract.files.manifest import RunCounts, build_manifest, fingerprints, made_with, write_manifest
from asean_extract.files.output import read_plain
from asean_extract.records import SCHEMA_VERSION, Source, SourceRecord
from asean_extract.rules import Patterns, read_rules
from asean_extract.version import __version__

RULE = """
[[rule]]
id = "sum.sign"
label = "SUM"
kind = "regex"
why = "a sign"
pattern = '''\\$\\d+'''
match = ["It costs [[$5]]."]
skip = ["It costs 5."]
"""


def patterns(text: str = RULE, file: str = "sums.toml", **tables: object) -> Patterns:
    return Patterns(read_rules({file: text}), {name: tuple(rows) for name, rows in tables.items()})


def build(counts=None, **other):
    made = made_with(patterns(), spacy_version="3.8.0", model=("m", "1.0"))
    return build_manifest(counts or RunCounts(), made, **other)


def test_manifest_holds_versions_counts_and_failures_sorted():
    counts = RunCounts()
    counts.add(
        SourceRecord(source=Source(path="a", sha256="", encoding="", length=0), blocks=[], articles=[], entities=[])
    )
    manifest = build(counts, failures={"b.txt": "blank", "a.txt": "broken"})
    assert manifest["versions"] == {
        "asean-extract": __version__,
        "schema": SCHEMA_VERSION,
        "spacy": "3.8.0",
        "model": "m 1.0",
    }
    assert manifest["counts"] == {
        "files": 1, "articles": 0, "events": 0, "commitments": 0, "figures": 0, "initiatives": 0, "entities": 0,
        "failures": 2,
    }  # fmt: skip
    assert manifest["failures"] == [{"path": "a.txt", "reason": "broken"}, {"path": "b.txt", "reason": "blank"}]
    assert json.dumps(manifest) == json.dumps(build(counts, failures={"a.txt": "broken", "b.txt": "blank"}))


@pytest.mark.parametrize(
    ("root", "kept"),
    [("texts/", "texts"), ("./texts", "texts"), ("/home/x/texts", None), ("../texts", None), (None, None)],
)
def test_manifest_names_an_input_folder_only_when_it_is_no_machine_path(root, kept):
    assert build(input_root=root)["input"] == kept


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("\\$\\d+", "\\$\\d+\\b", True),
        ('label = "SUM"', 'label = "MONEY"', True),
        ('skip = ["It costs 5."]', 'skip = ["It costs 5."]\nset = { sign = "x" }', True),
        ('why = "a sign"', 'why = "another reason"', False),
        ("It costs 5.", "It costs 6.", False),
    ],
)
def test_fingerprint_of_a_rule_follows_what_can_change_a_record(old, new, changes):
    assert old in RULE
    before, after = fingerprints(patterns()), fingerprints(patterns(RULE.replace(old, new)))
    assert (before["rules"] != after["rules"]) is changes
    assert (before["files"] != after["files"]) is changes


def test_fingerprint_of_a_file_follows_the_order_of_its_rules():
    other = RULE.replace("sum.sign", "sum.other")
    before, after = fingerprints(patterns(RULE + other)), fingerprints(patterns(other + RULE))
    assert before["rules"] == after["rules"]
    assert before["files"] != after["files"]


def test_fingerprints_leave_out_rules_that_make_no_record():
    assert fingerprints(patterns(RULE.replace('"SUM"', '"GAP_SUM"')))["rules"] == {}


def test_fingerprint_of_a_users_file_names_no_machine_path():
    assert list(fingerprints(patterns(file="/home/x/mine/sums.toml"))["files"]) == ["mine/sums.toml"]


def test_fingerprint_of_a_knowledge_table_follows_its_entries():
    before = fingerprints(patterns(countries=[{"id": "no", "name": "Norway"}]))["knowledge"]
    after = fingerprints(patterns(countries=[{"id": "no", "name": "Noreg"}]))["knowledge"]
    assert list(before) == ["countries"]
    assert before != after


def test_manifest_is_read_back_as_it_was_written(tmp_path):
    manifest = build(failures={"ü.txt": "blank"})
    write_manifest(tmp_path, manifest)
    assert read_plain(tmp_path).manifest == manifest
    assert read_plain(tmp_path).records == {}
