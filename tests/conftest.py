"""What tests share: where things lie, and an extractor that needs no trained model."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from asean_extract.errors import SourceError
from asean_extract.limits import NO_LIMITS, Limits
from asean_extract.metadata import Metadata
from asean_extract.records import Article, Block, Source, SourceRecord
from asean_extract.rules import Patterns, RuleBook

if TYPE_CHECKING:
    from asean_extract.api import Extractor

ROOT = Path(__file__).resolve().parents[1]


class OneArticle:
    """Takes every text as one article, one block a line; refuses a text that says so."""

    def __init__(self, model: str = "", patterns: object = None, limits: Limits = NO_LIMITS) -> None:  # noqa: ARG002 (called as the real one is)
        self.limits = limits
        self.readers = SimpleNamespace(
            patterns=Patterns(RuleBook(()), {}), model=SimpleNamespace(name=model or "none", version="0")
        )

    def extract(self, text: str, *, source: Source | None = None, metadata: Metadata | None = None) -> SourceRecord:
        assert source is not None
        if "refuse me" in text:
            raise SourceError(f"{source.path}: it asked to be refused")
        if "break me" in text:
            raise KeyError("a fault of ours")
        name, title = f"{Path(source.path).stem}#1", metadata.title if metadata else None
        blocks, start = [], 0
        for line in text.splitlines(keepends=True):
            kind = "navigation" if line.startswith("Menu") else "body"
            blocks.append(Block(start=start, end=start + len(line), kind=kind, rule="test", article=name))
            start += len(line)
        article = Article(
            id=name, start=0, end=len(text), title=title, byline=[], publisher=None, language="en", published=None,
            dates=[], events=[], commitments=[], initiatives=[], figures=[],
        )  # fmt: skip
        return SourceRecord(source=source, blocks=blocks, articles=[article] if blocks else [], entities=[])


@pytest.fixture
def one_article() -> type[OneArticle]:
    """The extractor without a model."""
    return OneArticle


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The real one, with its model; loaded once."""
    from asean_extract.api import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that is installed here: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def empty(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that holds the wheel and sees the dependencies installed here."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=False, symlinks=os.name == "posix")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    install = ["pip", "--python", str(scripts / "python"), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    (packages,) = home.rglob("site-packages")
    # One path entry: pth files over there, such as that of an editable install, are not read from here.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return scripts


@pytest.fixture
def texts(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of text files, `texts({"a/x.txt": "words"})`, and gives it back."""

    def make(files: dict[str, str], folder: str = "in") -> Path:
        for name, text in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return tmp_path / folder

    return make


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real texts with gold beside them, which is not part of the repository."""
    place = os.environ.get("ASEAN_EXTRACT_CORPUS")
    if not place:
        pytest.skip("ASEAN_EXTRACT_CORPUS names no folder of texts with gold: the real corpus is not tested")
    return Path(place)
