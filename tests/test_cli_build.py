"""The maker of extractors: it makes one, and one like it in another process."""

from __future__ import annotations

import pickle

import pytest

from asean_extract.cli.build import Build
from asean_extract.errors import EngineError
from asean_extract.language import DEFAULT_MODEL


@pytest.fixture
def build(monkeypatch, texts, one_article) -> Build:
    monkeypatch.setattr("asean_extract.api.Extractor", one_article)
    folder = texts({"a.toml": ""}, "rules")
    monkeypatch.chdir(folder.parent)
    return Build(patterns=[folder.relative_to(folder.parent)])


def test_build_makes_one_extractor(build):
    assert build() is build()


def test_build_makes_another_in_another_process_whatever_folder_that_is_in(build, monkeypatch, tmp_path_factory):
    made, sent = build(), pickle.dumps(build)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    copy = pickle.loads(sent)
    assert copy.model == DEFAULT_MODEL
    assert copy() is copy() is not made


def test_build_refuses_where_it_would_read_otherwise(build, texts):
    sent = pickle.dumps(build)
    texts({"a.toml": "# changed"}, "rules")
    with pytest.raises(EngineError, match="has other code, libraries, model or patterns than"):
        pickle.loads(sent)()
