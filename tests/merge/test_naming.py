"""Which names are one, whatever the order and the spelling of their parties."""

from __future__ import annotations

import pytest
from made_output import Made

from asean_extract.merging.naming import name_key, party_aliases


@pytest.fixture(scope="module")
def aliases():
    made = Made("x.txt")
    made.entity("cty-kr", "South Korea", aliases=["Republic of Korea", "RoK"])
    made.entity("cty-cl", "Chile")
    made.entity("org-asean", "Association of Southeast Asian Nations", acronym="ASEAN")
    return party_aliases(made.record())


SAME = [
    ("23rd ASEAN-ROK Foreign Ministers' Meeting", "23rd Foreign Ministers Meeting of ASEAN and the Republic of Korea"),
    ("Third Chile–South Korea Dialogue", "3rd Dialogue between South Korea and Chile"),
    ("The Fjord Leaders’ Summit", "Fjord Leader Summit"),
]
DIFFERENT = [
    ("23rd ASEAN-ROK Summit", "22nd ASEAN-ROK Summit"),
    ("2019 Fjord Summit", "2020 Fjord Summit"),
    ("Fjord Foreign Ministers' Meeting", "Fjord Defence Ministers' Meeting"),
    ("ASEAN-Chile Summit", "ASEAN-ROK Summit"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_name_key_is_the_same(one, other, aliases):
    assert name_key(one, aliases) == name_key(other, aliases)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_name_key_is_another(one, other, aliases):
    assert name_key(one, aliases) != name_key(other, aliases)


def test_name_key_of_filling_alone_tells_nothing(aliases):
    assert name_key("Annual Meeting of the Ministers", aliases).telling == ()
