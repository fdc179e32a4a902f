"""Entities of a file: which mentions are one person, and the ids, offices and affiliations that they share."""

from __future__ import annotations

import pytest

from asean_extract.facts.entities import EntityTable, resolve_entities
from asean_extract.files.patterns import load_patterns
from asean_extract.values.names import Mention, NameReader

PATTERNS = load_patterns()


@pytest.fixture(scope="module")
def reader() -> NameReader:
    return NameReader(PATTERNS)


def read(reader: NameReader, *articles: str) -> tuple[dict[int, tuple[Mention, ...]], EntityTable]:
    """Articles of one paragraph each, and their entities."""
    mentions = {}
    start = 0
    for number, text in enumerate(articles, 1):
        mentions[number] = tuple(m.moved(start) for m in reader.find_all(text.split("\n"))[0])
        start += len(text) + 1
    return mentions, resolve_entities(mentions, PATTERNS)


def ids(table: EntityTable, kind: str) -> list[str]:
    return [e.id for e in table.entities if e.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "President Oh Min-seo spoke. President Oh left. Oh slept.",
        "Vice Minister Oh Min Seo spoke. Oh Min-seo, vice minister of Korea, left.",
        "Minister Oh Min-seo spoke. Minister OH Min-Seo left.",
        "Deputy Minister Jung Byul-ho of Korea spoke. Minister Jeong Byeol-ho left.",
        "President Jose Maria Reyes spoke. President Jose Reyes left.",
        "President Jose Maria Reyes Luna spoke. President Reyes Luna left.",
        "Prime Minister Mori Ken spoke. Prime Minister Ken Mori left.",
        "President Joe Salas spoke. President Joseph R. Salas Jr. left.",
        "President William Salas spoke. President Bill Salas left.",
        "President Eva BergxF6n spoke. President Eva Bergön left.",
    ],
)
def test_forms_of_one_name_are_one_person(reader: NameReader, text: str):
    _, table = read(reader, text)
    assert len(ids(table, "person")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Minister Oh Min-seo met Minister Oh Da-eun.",
        "Minister Kim Ha-na met Minister Kim Ha-rin.",
        "President William Salas met President Robert Salas.",
        "President Bill Salas met President Bill Moreno.",
        "Minister Jung Byul-ho of Korea met Minister Jeong Byeol-ho of China.",
    ],
)
def test_two_persons_of_one_family_name_stay_two(reader: NameReader, text: str):
    _, table = read(reader, text)
    assert len(ids(table, "person")) == 2


def test_surname_alone_is_the_nearest_before_it_whose_office_fits(reader: NameReader):
    mentions, table = read(reader, "President Oh Min-seo met Minister Oh Da-eun. Oh nodded. President Oh smiled.")
    persons = [table.id_of(1, m) for m in mentions[1] if m.label == "person"]
    assert persons == ["per-oh-min-seo", "per-oh-da-eun", "per-oh-da-eun", "per-oh-min-seo"]


def test_office_alone_is_its_holder(reader: NameReader):
    mentions, table = read(reader, "Korean Vice Minister Oh Min-seo came. The ROK Vice Minister agreed.")
    offices = [m for m in mentions[1] if m.form == "office"]
    assert [table.id_of(1, m) for m in offices] == ["per-oh-min-seo"]


def test_office_of_nobody_named_is_the_country(reader: NameReader):
    mentions, table = read(reader, "The Minister of Brunei Darussalam agreed.")
    (office,) = [m for m in mentions[1] if m.form == "office"]
    assert table.id_of(1, office) == "cty-bn"
    assert table.title_of(1, office) == "Minister of Brunei Darussalam"


def test_title_and_affiliation_carry_over_to_the_surname(reader: NameReader):
    mentions, table = read(reader, "Minister of Foreign Affairs Sok Dara of Cambodia came. Minister Dara agreed.")
    last = [m for m in mentions[1] if m.label == "person"][-1]
    assert table.title_of(1, last) == "Minister of Foreign Affairs"
    assert table.affiliation_of(1, last) == "cty-kh"


def test_person_goes_by_one_id_in_all_articles_of_a_file(reader: NameReader):
    _, table = read(reader, "President Oh Min-seo spoke.", "President Oh left.")
    assert ids(table, "person") == ["per-oh-min-seo"]


def test_countries_and_organisations_gather_their_aliases(reader: NameReader):
    _, table = read(reader, "The ROK and Korea met ASEAN, the Association of Southeast Asian Nations.")
    country, body = (e for e in table.entities if e.type in ("country", "organisation"))
    assert (country.id, country.name, country.aliases) == ("cty-kr", "South Korea", ("ROK", "Korea"))
    assert (body.id, body.name, body.acronym) == ("org-asean", "Association of Southeast Asian Nations", "ASEAN")


def test_nobody_speaks_for_whom_no_word_of_the_text_names(reader: NameReader):
    mentions, table = read(reader, "Secretary of State Ann Hale spoke. Ann Hale left.")
    known = {e.id for e in table.entities}
    assert {table.affiliation_of(1, m) for m in mentions[1]} <= {None, *known}


def test_country_of_a_person_is_whom_it_speaks_for(reader: NameReader):
    _, table = read(reader, "Thai Foreign Minister Somchai Rattana spoke.")
    person = table.by_id("per-somchai-rattana")
    assert person is not None
    assert person.country == "TH"


def test_ids_survive_a_paragraph_put_before(reader: NameReader):
    text = "President Oh Min-seo met Thai Foreign Minister Somchai Rattana and the World Bank."
    _, table = read(reader, text)
    _, moved = read(reader, "Weather was fine. " + text)
    assert [e.id for e in table.entities] == [e.id for e in moved.entities]


def test_organ_of_a_state_is_one_organisation_by_all_its_forms(reader: NameReader):
    organs = ("Department", "U.S. Department", "United States Department")
    text = " ".join(f"The {organ} of Ferries met." for organ in organs)
    _, table = read(reader, text)
    assert ids(table, "organisation") == ["org-u-s-department-of-ferries"]


def test_organs_of_two_states_stay_apart(reader: NameReader):
    _, table = read(reader, "The U.S. Government met. The United States Government met. The Chilean Government met.")
    assert ids(table, "organisation") == ["org-u-s-government", "org-chilean-government"]


def test_hyphenated_surname_alone_is_its_bearer(reader: NameReader):
    mentions, table = read(reader, "Adviser Lena Dorn-Whitley spoke. Ms. Dorn-Whitley left.")
    assert ids(table, "person") == ["per-lena-dorn-whitley"]
    assert len([m for m in mentions[1] if m.label == "person"]) == 2
