"""An output made by hand, and exporting it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode puts no folder of tests on the path

from made_output import two_files

from asean_extract.exports.registry import FORMATS, Options, export
from asean_extract.files.write import to_json, write_whole


@pytest.fixture
def output(tmp_path) -> Path:
    """An output folder with two files, one of them in a folder."""
    for name, record in two_files():
        write_whole(tmp_path / "output" / name, to_json(record))
    return tmp_path / "output"


@pytest.fixture
def exported(tmp_path) -> Callable[..., tuple[Path, dict[str, int]]]:
    """Exports the two files: where they went, and what was counted."""

    def run(name: str, **options: bool) -> tuple[Path, dict[str, int]]:
        for library in FORMATS[name].needs:
            pytest.importorskip(library)
        target = tmp_path / f"exported.{name}"
        return target, dict(export(iter(two_files()), name, target, Options(**options)))

    return run
