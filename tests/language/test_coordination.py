"""Countries that stand side by side hang side by side."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "country", "head"),
    [
        ("The foreign ministers of South Korea and Laos met in Lima on Tuesday.", "Laos", "Korea"),
        ("The trade ministers of Japan and Vietnam met in Lima on Tuesday.", "Vietnam", "Japan"),
        ("The ministers and Laos met in Lima on Tuesday.", "Laos", "ministers"),
    ],
)
def test_country_hangs_on_the_country_before_it(extractor, text: str, country: str, head: str):
    (doc,) = extractor.readers.model.read([text])
    assert [token.head.text for token in doc if token.text == country] == [head]
