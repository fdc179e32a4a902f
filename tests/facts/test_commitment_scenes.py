"""What the sentences of an article tell of one another before their sums are weighed."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from asean_extract.facts.commitment_scenes import money_sentences
from asean_extract.facts.scene import Actor, Scene
from asean_extract.files.patterns import load_patterns
from asean_extract.values.money import MoneyReader

MONEY = MoneyReader(load_patterns())
OMAN = ("Sultanate of Oman", "cty-om", "country", "OM")


def told(*scenes: tuple[str, tuple[tuple[str, str, str, str], ...]]):
    """The sentences with money of an article whose sentences name the given actors: words, id, type, country."""
    made, start = [], 0
    for number, (text, names) in enumerate(scenes):
        actors = tuple(
            Actor(text.index(words), text.index(words) + len(words), entity, kind, country=country)
            for words, entity, kind, country in names
        )
        sums = tuple(MONEY.find(text))
        made.append(Scene(number, start, text, "body", number, Doc(Vocab()), actors, sums=sums))
        start += len(text) + 1
    return list(money_sentences(made, None))


def named(sentence) -> dict[str, str]:
    """The words of the mentions of a sentence, and whom they mean."""
    return {sentence.text[e.start - sentence.start : e.end - sentence.start]: e.entity for e in sentence.entities}


def test_money_sentences_know_the_country_by_its_form():
    (paid,) = told(("The Sultanate of Oman met Laos.", (OMAN,)), ("The Sultanate gave $5 million.", ()))
    assert named(paid) == {"Sultanate": "cty-om"}


def test_money_sentences_leave_a_form_that_two_countries_share():
    thai = ("Kingdom of Thailand", "cty-th", "country", "TH")
    tonga = ("Kingdom of Tonga", "cty-to", "country", "TO")
    (paid,) = told(("The Kingdom of Thailand met the Kingdom of Tonga.", (thai, tonga)), ("The Kingdom gave $5.", ()))
    assert named(paid) == {}


def test_money_sentences_tell_the_country_of_a_body():
    bank = ("Harbour Bank", "org-harbour-bank", "organisation", "OM")
    (paid,) = told(("The Sultanate of Oman met Laos.", (OMAN,)), ("Harbour Bank gave $5 million.", (bank,)))
    assert [e.home for e in paid.entities] == ["cty-om"]


def test_money_sentences_hold_the_sentence_whose_aid_they_take_up():
    first = ("The Sultanate of Oman's support grew.", (OMAN,))
    taken_up, other = told(first, ("This support includes $5 million.", ()), ("Oman gave $3 million.", ()))
    assert taken_up.above is not None and taken_up.above.text == first[0]
    assert other.above is None
