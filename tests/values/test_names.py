"""Names of persons, countries, organisations and groups: tables of sentences and what is named in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from asean_extract.files.patterns import load_patterns
from asean_extract.rules import marked_spans, plain
from asean_extract.values.gazetteer import Gazetteer
from asean_extract.values.names import Mention, NameReader
from asean_extract.values.persons import surname

EXAMPLES = Path(__file__).parents[1] / "examples"


def rows(name: str) -> list[list[str]]:
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def reader() -> NameReader:
    return NameReader(load_patterns())


def found(reader: NameReader, text: str, label: str) -> list[Mention]:
    return [m for m in reader.find(text) if m.label == label and m.form != "office"]


def said(value: str | None) -> str:
    return value or "-"


@pytest.mark.parametrize("row", rows("names_persons.tsv"), ids=lambda row: row[0])
def test_person_is_read_with_office_and_affiliation(reader: NameReader, row: list[str]):
    text, *expected = row
    persons = found(reader, plain(text), "person")
    assert [(m.start, m.end) for m in persons] == marked_spans(text)
    bonds = [m.affiliation.key or m.affiliation.name if m.affiliation else None for m in persons]
    got = [f"{m.name}; {said(m.title)}; {said(bond)}" for m, bond in zip(persons, bonds, strict=True)]
    assert got == expected


@pytest.mark.parametrize("row", rows("names_countries.tsv"), ids=lambda row: row[0])
def test_country_is_read_with_its_code(reader: NameReader, row: list[str]):
    text, expected = row
    countries = found(reader, text, "country")
    assert " ".join(f"{m.text}={m.key}{'!' if m.inside else ''}" for m in countries) == expected


@pytest.mark.parametrize("row", rows("names_organisations.tsv"), ids=lambda row: row[0])
def test_organisation_is_read_with_its_acronym(reader: NameReader, row: list[str]):
    text, *expected = row
    bodies = found(reader, plain(text), "organisation")
    assert [(m.start, m.end) for m in bodies] == marked_spans(text)
    assert [f"{m.name}; {said(m.acronym)}; {said(m.key)}" for m in bodies] == expected


@pytest.mark.parametrize("row", rows("names_groups.tsv"), ids=lambda row: row[0])
def test_group_is_read_and_told_from_a_meeting(reader: NameReader, row: list[str]):
    text, *expected = row
    groups = found(reader, plain(text), "group")
    assert [(m.start, m.end) for m in groups] == marked_spans(text)
    assert ["bloc" if m.bloc else "parties" if m.anaphor else "-" for m in groups] == expected


def test_examples_are_many_enough():
    tables = ("persons", "countries", "organisations", "groups")
    assert sum(len(rows(f"names_{table}.tsv")) for table in tables) >= 100


def test_office_without_a_name_stands_for_its_country(reader: NameReader):
    offices = [m for m in reader.find("The Minister of Brunei Darussalam spoke.") if m.form == "office"]
    assert [(m.label, m.key, m.title) for m in offices] == [("country", "BN", "Minister of Brunei Darussalam")]


def test_surname_alone_is_found_once_the_article_gave_the_full_name(reader: NameReader):
    texts = ["Oh Min-seo, mayor of Seoul, came.", "Then Oh said no."]
    assert [m.name for m in reader.find_all(texts)[1] if m.label == "person"] == ["Oh"]
    assert [m.name for m in reader.find(texts[1]) if m.label == "person"] == []


def test_acronym_alone_means_what_the_article_defined(reader: NameReader):
    texts = ["The Institute of Cold Currents (ICC) opened.", "The ICC grew."]
    assert [m.name for m in reader.find_all(texts)[1] if m.label == "organisation"] == ["Institute of Cold Currents"]


def test_headline_verb_is_cut_from_a_name(reader: NameReader):
    texts = ["President Moreno Renews Vows", "President Moreno spoke."]
    assert [m.name for m in reader.find_all(texts)[0] if m.label == "person"] == ["Moreno"]


def test_models_person_is_believed_only_with_two_words_that_stand_alone(reader: NameReader):
    text = "He met Lara Smith, Hallyu and the Grand Tour."
    spans = [
        (text.index(name), text.index(name) + len(name), "PERSON") for name in ("Lara Smith", "Hallyu", "Grand Tour")
    ]
    assert [m.name for m in reader.find(text, spans) if m.label == "person"] == ["Lara Smith"]


@pytest.mark.parametrize(
    ("text", "taken"), [("They met in Siem Reap on May 3.", "Siem Reap"), ("Typhoon Odette struck.", "Typhoon Odette")]
)
def test_models_person_is_no_town_and_no_storm(text: str, taken: str, reader: NameReader):
    start = text.index(taken)
    assert not [m for m in reader.find(text, [(start, start + len(taken), "PERSON")]) if m.label == "person"]


def test_models_organisation_is_believed_only_where_it_acts(reader: NameReader):
    text = "It was built by Quill Brothers near Single Window."
    spans = [(text.index(name), text.index(name) + len(name), "ORG") for name in ("Quill Brothers", "Single Window")]
    assert [m.name for m in reader.find(text, spans) if m.label == "organisation"] == ["Quill Brothers"]


def test_photo_credit_names_no_organisation(reader: NameReader):
    assert reader.find("They shook hands. (World Bank)") == ()


def test_offsets_count_double_blanks(reader: NameReader):
    text = "The  Republic of  Korea agreed."
    (mention,) = reader.find(text)
    assert text[mention.start : mention.end] == "Republic of  Korea"


def test_moved_shifts_the_affiliation_too(reader: NameReader):
    (person, *_) = [m for m in reader.find("Thai Foreign Minister Somchai Rattana spoke.") if m.label == "person"]
    moved = person.moved(100)
    assert moved.start == person.start + 100
    assert moved.affiliation is not None
    assert moved.affiliation.start == 100


@pytest.mark.parametrize(
    ("name", "alone"),
    [("Kim Min-jun", "Kim"), ("Nguyen Van An", "Nguyen"), ("Lara Smith", "Smith"), ("Ann Park Jr.", "Park")],
)
def test_surname_is_the_part_that_stands_alone(name: str, alone: str):
    family = {"kim", "nguyen", "jo", "park"}
    assert surname(name, family) == alone


def test_vehicle_is_told_by_its_head_noun(reader: NameReader):
    vehicles = ["Harbour Cooperation Fund", "Plan of Action for Boats", "Treaty on Boats", "Boat Summit 2021"]
    assert [reader.looks_like_vehicle(name) for name in vehicles] == [True] * 4
    assert not reader.looks_like_vehicle("Council of Boat Builders")


def test_gazetteer_takes_the_longest_alias_at_word_borders():
    gazetteer = Gazetteer([("Korea", 1), ("North Korea", 2), ("UN", 3)])
    hits = gazetteer.find("North Korea, Korea-wide, UNESCO, UN$ and Koreas")
    assert [(h.start, h.end, h.entry) for h in hits] == [(0, 11, 2), (13, 18, 1)]
