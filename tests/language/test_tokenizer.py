"""What is one token: hyphenated given names are, compounds are not. Needs no trained model."""

from __future__ import annotations

import pytest
import spacy

from asean_extract.language.tokenizer import keep_given_names_whole

NLP = spacy.blank("en")
keep_given_names_whole(NLP)


@pytest.mark.parametrize("name", ["Jae-in", "Ki-Young", "Chan-o-cha", "Hsien-Loong", "Éun-ji"])
def test_tokenizer_keeps_a_given_name_whole(name: str):
    assert [t.text for t in NLP(f"{name} spoke to Mr. {name}, who left.")].count(name) == 2


def test_tokenizer_keeps_a_given_name_whole_before_a_possessive():
    assert [t.text for t in NLP("Jae-in's plan")] == ["Jae-in", "'s", "plan"]


@pytest.mark.parametrize("compound", ["Seoul-based", "Oslo-led", "Lima-born", "Suva-wide", "Peru-backed"])
def test_tokenizer_splits_a_participle_from_its_place(compound: str):
    first, second = compound.split("-")
    assert [t.text for t in NLP(f"a {compound} firm")] == ["a", first, "-", second, "firm"]


@pytest.mark.parametrize("pair", ["Indonesia-Philippines", "working-level"])
def test_tokenizer_splits_what_is_too_long_or_too_small_for_a_given_name(pair: str):
    assert pair not in [t.text for t in NLP(f"the {pair} talks")]


def test_tokenizer_keeps_what_the_language_keeps_whole():
    assert "www.example.org" in [t.text for t in NLP("see www.example.org today")]
