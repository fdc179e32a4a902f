"""Runs the blocks of a page one after another in a folder, as a reader would who types them in.

A block whose title names a file is that file. A block `text` without one is what the block before it says. `pip` and
`make` are not run: what they are asked for has to be there.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from blocks import ROOT, Block
from typer.testing import CliRunner

import asean_extract.spacy_component  # noqa: F401 (spaCy finds it by its entry point, once the package is installed)
from asean_extract.cli import app
from asean_extract.examples import check_rules
from asean_extract.rules import read_rules
from asean_extract.version import __version__

OURS = {"extract": app.single, "asean-extract": app.toolbox}
#: Commands that answer by their exit code: 1 says that something was found.
ANSWERS = {"diff", "eval", "gaps"}
#: Programs that a reader may have; where one is not installed, its lines are passed over.
GUESTS = ("sqlite3", "datasette", "git")
#: Formats whose library is not in the locks, since it has to be compiled; without it their lines are passed over.
COMPILED = {"ftm": "followthemoney"}
WHEEL = re.compile(r"asean_extract-(?P<version>[\w.]+)-py3-none-any\.whl")
LOADED = re.compile(r"LOAD CSV WITH HEADERS FROM 'file:///(?P<file>[^']+)' AS row(?P<then>[^;]*);")


class Session:
    """A reader at work in a folder; `said` is what the last block printed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.said = folder, ""
        self.names: dict[str, Any] = {}
        self.environment = environment(folder)

    def run(self, block: Block) -> None:
        """Runs one block; raises AssertionError or what the block raises when it does not work."""
        if block.title:
            path = self.folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        if block.language == "text" and block.title:
            return
        getattr(self, f"_{block.language}")(block)

    def _sh(self, block: Block) -> None:
        self.said = "".join(self.line(line) for line in lines(block.body))

    def line(self, line: str) -> str:
        """What a command line prints, once it has done what it should."""
        words = shlex.split(line, comments=True)
        if words[0] == "pip":
            installable(words)
        elif words[0] == "make":
            makeable(words)
        elif at_hand(words):
            return self._typed(line, words)
        return ""

    def _typed(self, line: str, words: list[str]) -> str:
        if words[0] in OURS and not set("<>|") & set(words):
            code, said = self._called(words)
        else:
            code, said = self._shell(line)
        fine = {0, 1} if words[0] in OURS and ANSWERS & set(words[:2]) else {0}
        assert code in fine, f"{line}\nexit code {code}\n{said}"
        assert "no text of this run" not in said, said
        return said

    def _called(self, words: list[str]) -> tuple[int, str]:
        """One of our programs in this process, so that the model is loaded once for all pages."""
        with contextlib.chdir(self.folder):
            ran = CliRunner().invoke(OURS[words[0]], words[1:])
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return ran.exit_code, ran.output

    def _shell(self, line: str) -> tuple[int, str]:
        ran = subprocess.run(
            ["bash", "-c", line], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        return ran.returncode, ran.stdout + ran.stderr

    def _python(self, block: Block) -> None:
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.chdir(self.folder):
            exec(block.body, self.names)
        self.said = said.getvalue()

    def _sql(self, block: Block) -> None:
        """In the last database that a block before it made, or in none."""
        import duckdb

        (path,) = self.folder.glob("*.duckdb")
        with contextlib.chdir(self.folder), duckdb.connect(path.name, read_only=True) as connection:
            told = [connection.sql(query) for query in block.body.split(";") if query.strip()]
            assert all(len(answer) for answer in told), block.body
            self.said = "\n".join(map(str, told))

    def _text(self, block: Block) -> None:
        """Its lines stand in what was said, in their order; a line of an ellipsis is for any number."""
        said = iter(stripped(self.said))
        shown = [line for line in stripped(block.body) if line.strip() != "…"]
        assert shown
        for line in shown:
            assert line in said, f"line {block.line}: {line!r} was not said; said was:\n{self.said}"

    def _toml(self, block: Block) -> None:
        table = tomllib.loads(block.body)
        assert table
        assert check_rules(read_rules({block.title: block.body}).rules if "rule" in table else ()) == []

    def _csv(self, block: Block) -> None:
        assert block.title

    def _json(self, block: Block) -> None:
        assert [json.loads(line) for line in block.body.splitlines()] if block.title else json.loads(block.body)

    def _yaml(self, block: Block) -> None:
        assert yaml.safe_load(block.body)

    def _cypher(self, block: Block) -> None:
        """No graph database runs here: what is loaded is a table that was exported, and has the columns asked for; what
        is asked of the graph later is what was put into it."""
        statements = list(LOADED.finditer(block.body))
        if not statements:
            named, made = (set(re.findall(r":(\w+)", text)) for text in (block.body, self.names["cypher"]))
            assert named
            assert named <= made
            return
        assert len(statements) == block.body.count(";")
        self.names["cypher"] = block.body
        for statement in statements:
            header = (self.folder / statement["file"]).read_text(encoding="utf-8").splitlines()[0].split(",")
            asked = set(re.findall(r"\brow\.(\w+)", statement["then"]))
            assert asked
            assert asked <= set(header), statement["file"]

    def _markdown(self, block: Block) -> None:
        """What the action posts; tests/review/test_review_docs.py holds it against what is written."""
        assert "<!-- asean-extract review -->" in block.body


class Newcomer(Session):
    """A reader who has an environment with the wheel in it, and nothing of the checkout."""

    def __init__(self, folder: Path, scripts: Path) -> None:
        super().__init__(folder)
        known = {name: value for name, value in self.environment.items() if not name.startswith("PYTHON")}
        self.environment = known | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}

    def _called(self, words: list[str]) -> tuple[int, str]:
        return self._shell(shlex.join(words))

    def _python(self, block: Block) -> None:
        code, self.said = self._shell(f"python -c {shlex.quote(block.body)}")
        assert code == 0, self.said


def environment(folder: Path) -> dict[str, str]:
    """Ours with the programs of this Python first, and with nothing that draws colours or reads a user's settings."""
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "HOME": str(folder), "NO_COLOR": "1"}


def lines(body: str) -> Iterator[str]:
    """The command lines of a block: those that end in a backslash go on, comments and empty ones are none."""
    for line in body.replace("\\\n", " ").splitlines():
        if shlex.split(line, comments=True):
            yield line


def at_hand(words: list[str]) -> bool:
    """Whether what a line needs beside this package is installed."""
    if words[0] in GUESTS:
        return shutil.which(words[0]) is not None
    return all(find_spec(COMPILED[word]) for word in words if word in COMPILED)


def stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def installable(words: list[str]) -> None:
    """`pip install` asks for this package, by a name that it goes by, and for extras that it has."""
    assert words[1] == "install"
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for word in words[2:]:
        name, _, asked = word.partition("[")
        wheel = WHEEL.fullmatch(name)
        assert name in (".", "asean-extract") or (wheel and wheel["version"] == __version__), word
        assert set(asked.rstrip("]").split(",")) - {""} <= set(extras), word


def makeable(words: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in words[1:]:
        assert word.startswith("-") or "=" in word or re.search(rf"^{word}:", makefile, re.MULTILINE), word
