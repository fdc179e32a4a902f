"""Every block of code that a page shows runs: commands, queries, Python, rules, and what they are shown to say."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from blocks import ROOT, blocks, pages
from session import Session

from asean_extract import api
from asean_extract.api import Extractor
from asean_extract.files.write import to_json, write_whole
from asean_extract.pipeline import text_source

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None, reason="the commands of the pages are typed into bash"),
]
PAGES = pages()
WORDS = (
    "Norway and Chile sign an accord on fisheries\n\n"
    "OSLO, March 3, 2021 -- Norway and Chile signed the Fjord Fisheries Accord on March 2.\n"
)


def sample(folder: Path) -> None:
    """A checkout as far as the pages need it: the sample texts and what was read from them."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "output", folder / "output")


def readme(folder: Path) -> None:
    sample(folder)
    text(folder / "reports" / "oslo.txt")
    (shown,) = [block for block in blocks(PAGES["docs/patterns.md"]) if block.title == "my-rules/verbs.toml"]
    text(folder / shown.title, shown.body)


def review(folder: Path) -> None:
    """Texts, two outputs with one difference, gold, and a repository that holds the first of them."""
    text(folder / "texts" / "report.txt")
    plain = to_json(api.Extractor().extract(WORDS, source=text_source(WORDS, "report.txt")))
    (found,) = {line.split('"')[3] for line in plain.splitlines() if '"id": "evt-' in line}
    plain = plain.replace(found, "evt-1a2b3c")
    write_whole(folder / "old" / "report.json", plain.replace("2021-03-02", "2021-03-01"))
    for place in ("new", "output", "results", "fresh", "gold"):
        write_whole(folder / place / "report.json", plain)
    for command in (["init", "--initial-branch", "main"], ["add", "."], ["commit", "--message", "All"]):
        known = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *known, *command], cwd=folder, check=True, capture_output=True)


def metadata(folder: Path) -> None:
    (known,) = [block.body for block in blocks(PAGES["docs/metadata.md"]) if block.title == "known.csv"]
    for row in known.splitlines()[1:]:
        text(folder / "texts" / row.partition(",")[0])


def loaded_once(loaded: Extractor, make: type[Extractor], *, patterns: object = None, **_: str) -> Extractor:
    """The extractor that the tests share, where a page asks for the one that everybody gets."""
    return make(patterns=patterns) if patterns else loaded


def text(path: Path, words: str = WORDS) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")


#: What a page takes to be there already, where that is more than the sample texts and their output.
FOUND: dict[str, Callable[[Path], None]] = {
    "README.md": readme, "docs/review.md": review, "docs/metadata.md": metadata, "docs/start.md": lambda _: None,
}  # fmt: skip


def test_pages_have_blocks():
    assert sum(len(blocks(path)) for path in PAGES.values()) >= 70


@pytest.mark.parametrize("name", PAGES)
def test_every_block_has_a_runner(name):
    """A block in another language needs a method of its own in session.py; nothing is only looked at."""
    for block in blocks(PAGES[name]):
        assert hasattr(Session, f"_{block.language}") and block.language, f"{name}:{block.line}: {block.language}"


@pytest.mark.parametrize("name", [name for name, path in PAGES.items() if blocks(path)])
def test_blocks_of_a_page_run_in_their_order(name, tmp_path, monkeypatch, extractor):
    FOUND.get(name, sample)(tmp_path)
    monkeypatch.setattr("asean_extract.api.Extractor", partial(loaded_once, extractor, Extractor))
    session = Session(tmp_path)
    for block in blocks(PAGES[name]):
        try:
            session.run(block)
        except Exception as error:
            error.add_note(f"{name}:{block.line}, a block of {block.language}")
            raise
