"""What docs/exports.md shows works: its commands, queries and Python, on an output made by hand."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from made_output import two_files
from typer.testing import CliRunner

from asean_extract.cli import app
from asean_extract.exports.registry import FORMATS
from asean_extract.files.write import to_json, write_whole

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LIBRARIES = ("duckdb", "followthemoney", "icalendar", "pandas", "pyarrow", "sqlite_utils")


@pytest.fixture(scope="module")
def page(root) -> str:
    return (root / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.fixture
def working(tmp_path, monkeypatch, page, one_article) -> Path:
    """A working directory with an output in it, and texts of which the page's metadata tell; no model is needed."""
    for name, record in two_files():
        write_whole(tmp_path / "output" / name, to_json(record))
    (known,) = [body for language, body in FENCE.findall(page) if language == "csv"]
    write_whole(tmp_path / "known.csv", known)
    for row in known.splitlines()[1:]:
        write_whole(tmp_path / "texts" / row.partition(",")[0], "Words.")
    monkeypatch.setattr("asean_extract.api.Extractor", one_article)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_line(line: str) -> None:
    words = shlex.split(line)
    if words[0] == "asean-extract":
        result = CliRunner().invoke(app.toolbox, words[1:])
        assert result.exit_code == 0, (line, result.output, result.exception)
        assert "no text of this run" not in result.output, line
    elif shutil.which(words[0]):
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert done.stdout, line


def test_every_format_is_on_the_page(page):
    assert len(FORMATS) == 10
    for form in FORMATS.values():
        assert f"| `{form.name}` | {form.target} |" in page
        assert not form.needs or f"`asean-extract[{form.extra}]`" in page


def test_commands_and_queries_run_in_their_order(page, working):
    for library in LIBRARIES:
        pytest.importorskip(library)
    import duckdb

    ran = 0
    for language, body in FENCE.findall(page):
        if language == "sh":
            for line in body.splitlines():
                run_line(line)
                ran += 1
        if language == "sql":
            path = working / "records.duckdb"
            with duckdb.connect(path, read_only=True) as connection:
                for query in filter(str.strip, body.split(";")):
                    assert connection.execute(query).fetchall(), query
                    ran += 1
    assert ran >= 15
    assert '"Envoys meet in the harbour"' in (working / "output" / "harbour.json").read_text(encoding="utf-8")


def test_notebook_cell_runs(page, working, capsys):
    pytest.importorskip("pandas")
    (cell,) = [body for language, body in FENCE.findall(page) if language == "python" and "to_frames" in body]
    exec(cell, {})
    said = capsys.readouterr().out
    assert "summit" in said
    assert "north/fjord.txt 4" in said
    assert working


@pytest.mark.slow
def test_spacy_cell_runs(page, capsys):
    import asean_extract.spacy_component  # noqa: F401 (spaCy finds it by its entry point, once the package is installed)

    (cell,) = [body for language, body in FENCE.findall(page) if language == "python" and "add_pipe" in body]
    exec(cell, {})
    assert "Fjord Fisheries Accord" in capsys.readouterr().out


@pytest.mark.slow
def test_metadata_cell_runs(page, capsys):
    (cell,) = [body for language, body in FENCE.findall(page) if language == "python" and "Metadata" in body]
    exec(cell, {})
    assert capsys.readouterr().out == "2024-11-10 metadata 2024-11-08\n"
