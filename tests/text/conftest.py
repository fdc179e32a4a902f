"""The shipped rules, read once."""

from __future__ import annotations

import pytest

from asean_extract.files.patterns import load_patterns
from asean_extract.rules import RuleBook


@pytest.fixture(scope="session")
def rules() -> RuleBook:
    return load_patterns().rules
