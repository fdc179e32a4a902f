"""The wheel, as a user gets it: installed into an empty environment, run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def run(scripts: Path, program: str, *arguments: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(
        [str(scripts / program), *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_wheel_ships_all_patterns_the_type_mark_and_the_licence(root, wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"asean_extract/patterns/{p.relative_to(root / 'patterns')}" for p in root.glob("patterns/**/*.toml")}
    assert len(shipped) > 5
    assert shipped <= names
    assert "asean_extract/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if not name.startswith(("asean_extract/", "asean_extract-"))]


def test_extract_works_in_an_empty_environment_from_another_folder(empty, tmp_path):
    where = run(empty, "python", "-c", "import asean_extract; print(asean_extract.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(empty.parent)
    (tmp_path / "note.txt").write_text(
        "Talks in Hanoi\n\nHANOI, March 3, 2021 - Officials of two countries met here.\n"
    )
    assert run(empty, "extract", "note.txt", "-o", "out", cwd=tmp_path) == ""
    record = json.loads((tmp_path / "out" / "note.json").read_text(encoding="utf-8"))
    assert record["source"]["path"] == "note.txt"
    assert len(record["articles"]) == 1


def test_patterns_of_the_wheel_are_those_that_it_goes_by(empty, root, tmp_path):
    rules = run(empty, "asean-extract", "patterns", "list", cwd=tmp_path).splitlines()
    written = sum(path.read_text(encoding="utf-8").count("\n[[rule]]") for path in root.glob("patterns/*.toml"))
    assert len(rules) >= written > 0
