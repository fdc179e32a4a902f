"""Initiatives: a table of sentences with their answers, and what only a whole article shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from asean_extract.facts.initiatives import InitiativeFact, InitiativeReader
from asean_extract.files.patterns import load_patterns
from asean_extract.rules import Patterns, RuleBook, marked_spans, plain
from asean_extract.spans import BlockKind, Paragraph

TABLE = Path(__file__).parents[1] / "examples" / "initiatives.tsv"
GAPS = TABLE.with_name("initiatives_gaps.tsv")


def rows(path: Path) -> list[tuple[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(text, answer) for text, answer in (line.split("\t") for line in lines)]


@pytest.fixture(scope="module")
def reader() -> InitiativeReader:
    return InitiativeReader(load_patterns())


def article(*texts: str, kinds: Sequence[BlockKind] = ()) -> list[Paragraph]:
    """Paragraphs one after the other, parted by one line break; kinds default to body."""
    found, start = [], 0
    for i, text in enumerate(texts):
        found.append(Paragraph(start, kinds[i] if i < len(kinds) else "body", text))
        start += len(text) + 1
    return found


def read(reader: InitiativeReader, marked: str) -> tuple[list[tuple[int, int]], str]:
    found = reader.find(article(plain(marked)))
    shown = " | ".join(f"{f.kind} {f.period or ''}".strip() for f in found)
    return [f.mentions[0] for f in found], shown


def one(facts: tuple[InitiativeFact, ...]) -> InitiativeFact:
    assert len(facts) == 1, [f.name for f in facts]
    return facts[0]


def test_table_is_whole():
    assert len(rows(TABLE)) >= 100


@pytest.mark.parametrize(("marked", "answer"), rows(TABLE))
def test_reader_finds_the_marked_name_and_nothing_else(reader, marked, answer):
    assert read(reader, marked) == (marked_spans(marked), answer)


@pytest.mark.parametrize(("marked", "answer"), rows(GAPS))
@pytest.mark.xfail(reason="known gap")
def test_reader_known_gap(reader, marked, answer):
    assert read(reader, marked) == (marked_spans(marked), answer)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The ASEAN-Korea Salmon Fund grew.", "The ASEAN-ROK Salmon Fund grew."),
        ("The ASEAN-Korea Salmon Fund grew.", "The Korea-ASEAN Salmon Fund grew."),
        ("The ASEAN-Korea Salmon Fund grew.", "The ASEAN-Republic of Korea Salmon Fund grew."),
        ("The U.S.-Fiji Coral Programme ends.", "The US-Fiji Coral Program ends."),
        ("The Bay Action Plan 2031 works.", "The Bay Plan of Action 2031 works."),
        ("The Amber Bay Convention holds.", "The 1987 Amber Bay Convention holds."),
        ("Korea's Salmon Strategy is out.", "The Salmon Strategy of the Republic of Korea is out."),
        ("The Chile-Laos FTA is signed.", "The Chile-Laos Free Trade Agreement is signed."),
        ("Saemaul Undong goes on.", "The Saemaul Undong Programme goes on."),
        ("The UN Charter holds.", "The Charter of the United Nations holds."),
        ("The ASEAN-ROK Cooperation Fund pays.", "The ASEAN-Korea Cooperation Fund pays."),
        ("A 21<sup>st</sup> Century Bay Plan works.", "A 21st Century Bay Plan works."),
    ],
)
def test_one_initiative_has_one_id_however_it_is_spelt(reader, first, second):
    assert one(reader.find(article(first))).id == one(reader.find(article(second))).id


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Bay Plan 2031-2035 works.", "The Bay Plan 2036-2040 works."),
        ("The Korea-Laos FTA is signed.", "The Korea-Chile FTA is signed."),
        ("Korea's Salmon Strategy is out.", "Japan's Salmon Strategy is out."),
        ("The Chile-Laos Strategic Partnership ends.", "The Chile-Laos Comprehensive Strategic Partnership ends."),
    ],
)
def test_versions_and_parties_keep_initiatives_apart(reader, first, second):
    assert one(reader.find(article(first))).id != one(reader.find(article(second))).id


def test_name_is_the_longest_form_and_the_others_are_aliases(reader):
    fact = one(reader.find(article("The Reef Fund opened.", "The ASEAN-Fiji Reef Fund gives loans.")))
    assert (fact.name, fact.aliases) == ("ASEAN-Fiji Reef Fund", ("Reef Fund",))


def test_acronym_in_brackets_is_kept_and_its_later_uses_are_mentions(reader):
    text = "The Reef Restoration Fund (RRF) opened. The RRF gives loans."
    fact = one(reader.find(article(text)))
    assert fact.acronym == "RRF"
    assert [text[a:b] for a, b in fact.mentions] == ["Reef Restoration Fund", "RRF", "RRF"]


def test_acronym_of_the_last_words_only_is_not_the_names(reader):
    fact = one(reader.find(article("The Bay Framework on Scaling-Up Village-Based Tuna Drying (VBTD) works.")))
    assert fact.acronym is None


def test_acronym_of_the_words_up_to_the_head_is_the_names(reader):
    fact = one(reader.find(article("The COVID-19 Urgent Regional Reef Plan for Better Diving (RRP) works.")))
    assert fact.acronym == "RRP"


def test_class_acronym_names_no_agreement(reader):
    fact = one(reader.find(article("The Chile-Laos Free Trade Agreement (FTA) is signed.")))
    assert fact.acronym is None


def test_short_form_behind_a_name_is_a_mention_of_it(reader):
    text = "The Reef Restoration Plan began. The Plan has three parts."
    fact = one(reader.find(article(text)))
    assert [text[a:b] for a, b in fact.mentions] == ["Reef Restoration Plan", "Plan"]


def test_second_name_in_brackets_is_an_alias(reader):
    fact = one(reader.find(article("The Roadmap on Quiet Ferries for Islands (Ferry Roadmap) is out.")))
    assert (fact.name, fact.aliases) == ("Roadmap on Quiet Ferries for Islands", ("Ferry Roadmap",))


def test_name_is_the_form_with_its_head_in_capitals(reader):
    fact = one(reader.find(article("His Row Back Better agenda is long.", "The Row Back Better Agenda is his.")))
    assert (fact.name, fact.aliases) == ("Row Back Better Agenda", ("Row Back Better agenda",))


def test_another_preposition_makes_no_other_initiative(reader):
    told = ("The Royal Initiative for Salmon Renewal began.", "The Royal Initiative on Salmon Renewal goes on.")
    assert one(reader.find(article(*told))).aliases == ("Royal Initiative on Salmon Renewal",)
    others = ("The Norwegian Initiative for Salmon began.", "The Norwegian Initiative for Herring began.")
    assert len(reader.find(article(*others))) == 2


def test_heading_of_a_paragraph_is_a_mention_of_the_name_that_spells_it_out(reader):
    heading = "New Bilateral Framework on Clean Ferry Cooperation: "
    named = "They signed a Partnership Framework for Advancing Clean Ferry Lines."
    fact = one(reader.find(article(heading + named)))
    assert (fact.name, len(fact.mentions)) == ("Partnership Framework for Advancing Clean Ferry Lines", 2)
    assert len(reader.find(article(heading + "They signed a Partnership Framework for Reef Repair."))) == 2


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Korea's Salmon Strategy is out.", ("Korea",)),
        ("The ASEAN-ROK Salmon Fund grew.", ("ASEAN", "ROK")),
        ("The Salmon Strategy of the United States is out.", ("United States",)),
        ("The Office of Trade and Crime's Harbour Control Program runs.", ("Office of Trade and Crime",)),
        ("The New Southern Policy goes on.", ("Korea",)),
        ("The Clean Rivers Initiative goes on.", ()),
    ],
)
def test_owners_are_read_from_genitive_name_or_registry(reader, text, owners):
    assert one(reader.find(article(text))).owner_words == owners


def test_short_acronym_of_the_registry_needs_the_name_beside_it(reader):
    assert reader.find(article("The DOC met.")) == ()
    text = "The Declaration on the Conduct of Parties in the South China Sea is old. The DOC binds them."
    assert len(one(reader.find(article(text))).mentions) == 2
    assert one(reader.find(article("A code of conduct is near. The COC will be short."))).acronym == "COC"


def test_spans_are_offsets_in_the_source(reader):
    texts = ("Norway spoke.", "It pays into the Reef Restoration Fund.")
    fact = one(reader.find(article(*texts)))
    (span,) = fact.mentions
    assert "\n".join(texts)[slice(*span)] == "Reef Restoration Fund"


def test_heading_in_capitals_gives_only_names_that_its_parties_delimit(reader):
    kinds: list[BlockKind] = ["title"]
    text = "Minister Welcomes Norway-Chile Salmon Partnership And Better Reef Plan"
    assert [f.name for f in reader.find(article(text, kinds=kinds))] == ["Norway-Chile Salmon Partnership"]


def test_heading_name_is_a_mention_when_the_body_knows_it(reader):
    kinds: list[BlockKind] = ["title"]
    texts = ("Minister Opens REEF Restoration Fund", "The Reef Restoration Fund is open.")
    fact = one(reader.find(article(*texts, kinds=kinds)))
    assert fact.mentions == ((15, 36), (41, 62))


def test_blocks_that_are_not_read_give_nothing(reader):
    kinds: list[BlockKind] = ["related"]
    assert reader.find(article("The Reef Restoration Fund is open.", kinds=kinds)) == ()


def test_find_names_masks_full_names_only(reader):
    text = "The Reef Safety Partnership and a partnership, the Plan."
    assert [text[a:b] for a, b in reader.find_names(text)] == ["Reef Safety Partnership"]


def test_reader_works_with_every_rule_switched_off():
    patterns = load_patterns()
    bare = InitiativeReader(Patterns(RuleBook(()), patterns.knowledge))
    assert [f.name for f in bare.find(article("The RCEP and the Reef Restoration Fund (RRF) were named."))] == ["RCEP"]


def test_reader_gives_the_same_twice(reader):
    paragraphs = article("The RCEP, the Paris Agreement and the ASEAN-Chile Reef Fund (ACRF) were named.")
    assert reader.find(paragraphs) == InitiativeReader(load_patterns()).find(paragraphs)


def test_one_party_less_is_a_short_form_of_a_long_name(reader):
    fact = one(
        reader.find(
            article(
                "The Norway-UN Joint Programme for Quiet Ferries began.",
                "The UN Joint Programme for Quiet Ferries goes on.",
            )
        )
    )
    assert fact.name == "Norway-UN Joint Programme for Quiet Ferries"


def test_one_party_less_is_another_name_when_few_words_follow(reader):
    facts = reader.find(article("The ASEAN-Norway Salmon Plan began.", "The ASEAN Salmon Plan goes on."))
    assert len(facts) == 2


def test_roll_is_opened_by_the_paragraph_above(reader):
    roll = "- Fjord Rights Network - Salmon Coalition"
    assert reader.find(article("Organisations that took part included:", roll)) == ()
    assert len(reader.find(article("Norway launched:", roll))) == 2
