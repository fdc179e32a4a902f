"""Merging files made by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "exports"))  # importlib mode puts no folder of tests on the path

from made_output import Made

from asean_extract.merging.corpus import merge
from asean_extract.merging.models import Corpus


@pytest.fixture
def merged(tmp_path) -> Callable[..., Corpus]:
    """The corpus of some files, as its own models read it."""

    def run(*made: Made) -> Corpus:
        merge(((str(Path(m.path).with_suffix(".json")), m.record()) for m in made), tmp_path / "corpus.json")
        return Corpus.model_validate_json((tmp_path / "corpus.json").read_bytes())

    return run
