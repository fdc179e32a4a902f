"""What a text or a rule says stays words: no code runs, nothing is reached, no format is broken out of.

The review page, CSV, Markdown, annotations, SQL and paths that lead out of a folder are tested beside what writes them:
`tests/review/`, `tests/exports/`, `tests/files/test_output.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asean_extract.errors import PatternError
from asean_extract.files.patterns import load_patterns

RULE = """
[[rule]]
id = "{id}"
label = "TEST-LABEL"
kind = "regex"
why = "{why}"
pattern = 'zyx'
match = ["[[zyx]]"]
skip = ["xyz"]
"""


# ---------------------------------------------------------------- patterns are data
def test_loading_patterns_runs_nothing_that_lies_beside_them(texts, monkeypatch):
    trap = "raise SystemExit('code of a pattern folder ran')\n"
    names = ("__init__.py", "conftest.py", "sitecustomize.py", "x.py", "knowledge/__init__.py", "regex.py")
    folder = texts({**dict.fromkeys(names, trap), "x.toml": RULE.format(id="my.rule", why="a word")})
    monkeypatch.chdir(folder)
    assert len(load_patterns(Path()).rules.labelled("TEST-LABEL")) == 1


@pytest.mark.parametrize("value", ["$(touch owned)", "{0.__class__}", "%s%n", "../../etc/passwd", "!!python/object:os"])
def test_words_of_a_rule_are_not_expanded(texts, value, monkeypatch):
    folder = texts({"x.toml": RULE.format(id="my.rule", why=value)})
    monkeypatch.chdir(folder)
    (rule,) = load_patterns(folder).rules.labelled("TEST-LABEL")
    assert rule.why == value
    assert sorted(p.name for p in folder.iterdir()) == ["x.toml"]


@pytest.mark.parametrize("line", ['include = "/etc/passwd"', '[[import]]\\nfile = "../x.toml"', 'patterns = "../.."'])
def test_rule_file_cannot_name_another(texts, line):
    with pytest.raises(PatternError, match="unknown table"):
        load_patterns(texts({"x.toml": line.replace("\\n", "\n")}))


@pytest.mark.parametrize("key", ["id", "why"])
@pytest.mark.parametrize("hidden", ["\\u001b[2J", "\\u202e", "\\u0007"])
def test_rule_with_a_terminal_escape_is_refused_and_the_escape_written_out(texts, key, hidden):
    given = {"id": "my.rule", "why": "a word"} | {key: f"my{hidden}"}
    with pytest.raises(PatternError, match=f"{key} holds a character that cannot be shown") as refused:
        load_patterns(texts({"x.toml": RULE.format(**given)}))
    assert given[key].encode().decode("unicode_escape") not in str(refused.value) or key == "id"


# ---------------------------------------------------------------- no network
DENIED = """
import socket

def refuse(*_, **__):
    raise SystemExit("the network was asked for")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refuse
"""


@pytest.mark.slow
def test_run_page_and_export_need_no_network(root, tmp_path):
    """Sockets are refused to the process and its workers; that they are is shown first."""
    (tmp_path / "deny").mkdir()
    (tmp_path / "deny" / "sitecustomize.py").write_text(DENIED)
    path = os.pathsep.join(filter(None, [str(tmp_path / "deny"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path}

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)

    asked = call("-c", "import socket; socket.create_connection(('localhost', 9))")
    assert (asked.returncode, "the network was asked for" in asked.stderr) == (1, True)
    tool, out = ("-m", "asean_extract.cli"), str(tmp_path / "out")
    one = str(root / "seeds" / "004_vna_dialogue.txt")
    for words in (
        ("run", one, "-o", out, "--jobs", "1"),
        ("page", out, "-o", str(tmp_path / "page.html")),
        ("export", out, "--to", "csv", "-o", str(tmp_path / "csv")),
    ):
        assert call(*tool, *words).returncode == 0
    assert (tmp_path / "page.html").stat().st_size > 1_000
