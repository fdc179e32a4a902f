"""A run as a user makes it, with the real extractor, which is loaded once."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from asean_extract.api import Extractor
from asean_extract.cli import app
from asean_extract.limits import NO_LIMITS, Limits


@dataclass(frozen=True)
class Ran:
    """What a run told and left."""

    code: int
    said: str
    out: Path

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))

    @property
    def reasons(self) -> dict[str, str]:
        return {failure["path"]: failure["reason"] for failure in self.manifest["failures"]}

    def record(self, name: str) -> dict[str, Any]:
        return json.loads((self.out / name).read_text(encoding="utf-8"))

    @property
    def files(self) -> list[str]:
        """All files of the output, but for what the next run is told by."""
        found = (p.relative_to(self.out).as_posix() for p in self.out.rglob("*") if p.is_file())
        return sorted(name for name in found if not name.startswith(".asean-extract/"))


@pytest.fixture
def reads(extractor: Extractor, monkeypatch, capsys) -> Callable[..., Ran]:
    """`reads(out, "folder", "--timeout", 5)` runs `extract`; rules of one's own need an extractor of their own."""

    def make(model: str, patterns: object, limits: Limits) -> Extractor:
        made = Extractor(model, patterns) if patterns else extractor
        monkeypatch.setattr(made, "limits", limits)
        return made

    def run(out: Path, *arguments: object) -> Ran:
        monkeypatch.setattr("asean_extract.api.Extractor", make)
        monkeypatch.setattr(sys, "argv", ["extract", *map(str, arguments), "-o", str(out), "--jobs", "1"])
        with pytest.raises(SystemExit) as left:
            app.extract()
        return Ran(left.value.code or 0, capsys.readouterr().err, out)

    assert extractor.limits == NO_LIMITS
    return run


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Path]:
    """Makes a folder of files from their bytes."""

    def make(files: Mapping[str, bytes], name: str = "in") -> Path:
        for place, content in files.items():
            path = tmp_path / name / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return tmp_path / name

    return make
