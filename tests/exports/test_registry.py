"""The registry and the command: names, what is missing, where a target may lie, the same bytes twice."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import typer
from made_output import two_files
from typer.testing import CliRunner

from asean_extract.cli import export as command
from asean_extract.errors import ExtractError, OutputError
from asean_extract.exports import registry
from asean_extract.exports.registry import FORMATS, export, writer

app = typer.Typer()
app.callback()(lambda: None)  # a program of one command takes no name of it
app.command("export")(command.export)


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(result.exception, ExtractError):
        return 2, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def contents(place):
    files = [place] if place.is_file() else sorted(place.iterdir())
    return [(path.name if place.is_dir() else "", path.read_bytes()) for path in files]


def test_command_knows_every_format():
    assert [form.value for form in command.Form] == list(FORMATS)
    assert len(FORMATS) == 10


def test_writer_names_the_extra_that_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"needs pyarrow .*pip install 'asean-extract\[parquet\]'"):
        writer("parquet")


def test_writer_of_an_unknown_format_names_those_there_are():
    with pytest.raises(OutputError, match="jsonl, csv, parquet"):
        writer("xlsx")


def test_registry_loads_no_library_before_it_is_used():
    libraries = sorted({name for form in FORMATS.values() for name in form.needs})
    assert len(libraries) == 5
    check = f"import sys, asean_extract.exports.registry; sys.exit(any(n in sys.modules for n in {libraries}))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
    assert registry.__doc__


@pytest.mark.parametrize("name", FORMATS)
def test_export_of_nothing_is_a_file_that_can_be_read(name, tmp_path):
    for library in FORMATS[name].needs:
        pytest.importorskip(library)
    assert not any(export([], name, tmp_path / "x").values())
    assert contents(tmp_path / "x")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"duckdb"}))  # DuckDB numbers its blocks by threads
def test_export_gives_the_same_bytes_under_another_hash_seed(name, tmp_path, output):
    for library in FORMATS[name].needs:
        pytest.importorskip(library)
    export(two_files(), name, tmp_path / "x")
    words = f"export({str(output)!r}, {name!r}, {str(tmp_path / 'y')!r})"
    code = (
        "from pathlib import Path; from asean_extract.exports import registry; "
        "from asean_extract.files.output import read_records; "
        f"export = lambda o, n, t: registry.export(read_records(Path(o)), n, Path(t)); {words}"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Seoul"}
    )
    assert contents(tmp_path / "x") == contents(tmp_path / "y")


@pytest.mark.parametrize("name", ["jsonl", "jsonld"])
def test_export_that_fails_leaves_what_was_there(name, tmp_path):
    def broken():
        yield two_files()[0]
        raise OutputError("the second file is broken")

    export(two_files(), name, tmp_path / "x")
    before = contents(tmp_path / "x")
    with pytest.raises(OutputError, match="second file"):
        export(broken(), name, tmp_path / "x")
    assert contents(tmp_path / "x") == before
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize(("name", "folder"), [("jsonl", False), ("jsonld", True)])
def test_export_refuses_a_file_for_a_folder_and_the_reverse(name, folder, tmp_path):
    target = tmp_path / "x"
    target.mkdir() if folder else target.write_text("mine")
    with pytest.raises(OutputError, match="-o takes the name"):
        export(two_files(), name, target)


def test_command_writes_and_tells_what(output, tmp_path):
    code, words = run("export", output, "--to", "csv", "-o", tmp_path / "tables", "--bom")
    assert code == 0
    assert "5 events" in words
    assert (tmp_path / "tables" / "events.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("inside", [".", "graph.json", "north"])
def test_command_refuses_a_target_among_the_records(output, inside):
    code, words = run("export", output, "--to", "jsonld", "-o", output / inside)
    assert code == 2
    assert "outside it" in words


@pytest.mark.parametrize("words", [("--to", "xlsx"), ("--to", "ics", "--bom"), ()])
def test_command_ends_with_2_when_called_wrongly(output, tmp_path, words):
    assert run("export", output, "-o", tmp_path / "x", *words)[0] == 2
