"""What the parse of one sentence says about who does what, and whether it happened at all."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from asean_extract.language import grammar

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def parse(extractor):
    def read(text: str) -> Doc:
        (doc,) = extractor.readers.model.read([text])
        return doc

    return read


@pytest.fixture(scope="module")
def verb(parse):
    """The first token of a lemma in a sentence."""

    def find(text: str, lemma: str = "sign") -> Token:
        return next(t for t in parse(text) if t.lemma_ == lemma)

    return find


def words(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Norway and Peru signed a treaty.", ["Norway", "Peru"]),
        ("Norway, which signed the treaty, thanked Peru.", ["Norway"]),
        ("The minister visited Lima and signed a treaty.", ["minister"]),
        ("Norway plans to sign the treaty.", ["Norway"]),
        ("The treaty which Norway signed is long.", ["Norway"]),
        ("The minister said that Norway had signed the treaty.", ["Norway"]),
    ],
)
def test_subjects_are_those_who_do_the_verb(verb, text: str, doers: list[str]):
    assert words(grammar.subjects(verb(text))) == doers


@pytest.mark.parametrize(
    "text",
    [
        "Norway signed the treaty.",
        "The treaty was signed by Norway.",
        "The treaty signed by Norway is long.",
        "The treaty which Norway signed is long.",
        "Norway plans to sign the treaty.",
    ],
)
def test_objects_are_what_the_verb_acts_on(verb, text: str):
    assert words(grammar.objects(verb(text))) == ["treaty"]


def test_agents_stand_behind_by(verb):
    assert words(grammar.agents(verb("The treaty was signed by Norway and Peru."))) == ["Norway", "Peru"]


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The treaty was signed by Norway.", True),
        ("The treaty signed by Norway is long.", True),
        ("Norway signed the treaty.", False),
        ("Norway has signed the treaty.", False),
    ],
)
def test_is_passive(verb, text: str, passive: bool):
    assert grammar.is_passive(verb(text)) is passive


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Norway did not sign the treaty.", True),
        ("Norway never signed the treaty.", True),
        ("Norway refused to sign the treaty.", True),
        ("Norway failed to sign the treaty.", True),
        ("Norway signed the treaty.", False),
        ("Norway did not wait and Peru signed the treaty.", False),
    ],
)
def test_is_negated(verb, text: str, negated: bool):
    assert grammar.is_negated(verb(text)) is negated


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Norway will sign the treaty.", True),
        ("Norway plans to sign the treaty.", True),
        ("The minister will visit Lima and sign the treaty.", True),
        ("Norway is to sign the treaty.", True),
        ("The treaty is to be signed in Lima.", True),
        ("Norway signed the treaty.", False),
        ("Norway had to sign the treaty.", False),
        ("Norway is proud to sign the treaty.", True),
    ],
)
def test_looks_ahead(verb, text: str, ahead: bool):
    assert grammar.looks_ahead(verb(text)) is ahead


@pytest.mark.parametrize(
    ("text", "ahead"),
    [("Norway is proud to announce the treaty.", False), ("Norway will be pleased to announce the treaty.", True)],
)
def test_who_is_glad_to_say_a_thing_has_said_it(verb, text: str, ahead: bool):
    assert grammar.looks_ahead(verb(text, "announce")) is ahead


@pytest.mark.parametrize(
    ("text", "hypothetical"),
    [
        ("Norway could sign the treaty.", True),
        ("If Norway signs the treaty, Peru will follow.", True),
        ("The minister urged Norway to sign the treaty.", True),
        ("The minister wants to sign the treaty.", True),
        ("He hopes to sign the treaty.", True),
        ("Norway signed the treaty.", False),
        ("Norway will sign the treaty.", False),
    ],
)
def test_is_hypothetical(verb, text: str, hypothetical: bool):
    assert grammar.is_hypothetical(verb(text)) is hypothetical


def test_complements_are_the_nouns_behind_a_preposition_and_those_beside_them(verb):
    meet = verb("Norway met with Peru and Chile in Lima.", "meet")
    assert words(list(grammar.complements(meet, frozenset({"with"})))) == ["Peru", "Chile"]


def test_clause_verb_is_the_verb_above(parse):
    doc = parse("Norway signed the long treaty.")
    assert grammar.clause_verb(doc[3]) == doc[1]
    assert grammar.clause_verb(doc[1]) == doc[1]


def test_token_at_finds_the_token_over_an_offset_and_nothing_in_a_gap(parse):
    doc = parse("Norway signed it.")
    assert grammar.token_at(doc, 0) == doc[0]
    assert grammar.token_at(doc, 5) == doc[0]
    assert grammar.token_at(doc, 6) is None
    assert grammar.token_at(doc, 7) == doc[1]
    assert grammar.token_at(doc, 99) is None


def test_head_of_is_the_token_that_governs_a_span(parse):
    text = "The Foreign Minister of Norway signed it."
    head = grammar.head_of(parse(text), 4, text.index(" signed"))
    assert head is not None
    assert head.text == "Minister"
