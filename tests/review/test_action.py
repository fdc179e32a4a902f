"""The steps of the GitHub action, run by bash with stand-ins for what it calls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from asean_extract.review.render_markdown import MARKER

STEP = re.compile(r"    - name: (.+?)\n(?:      .*\n|\n)*?      run: \|\n((?:        .*\n|\n)+)")
pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps of the action are written in bash")


@pytest.fixture(scope="module")
def action(root) -> str:
    return (root / "action.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def steps(action) -> dict[str, str]:
    found = {name: textwrap.dedent(script) for name, script in STEP.findall(action)}
    assert list(found) == ["Extract base and head", "Compare", "Comment", "Fail on severity"]
    return found


def stand_in(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/usr/bin/env bash\n" + script, encoding="utf-8")
    path.chmod(0o755)


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "WORK": str(folder / "work"), "HOME": str(folder)}
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=known | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def place(tmp_path) -> Path:
    """A folder with a work folder, and an `asean-extract` that ends with $CODE and notes how it was called."""
    stand_in(
        tmp_path / "work" / "head-env" / "bin" / "asean-extract",
        'echo "$@" >> "$WORK/calls"\necho "<!-- asean-extract review -->"\nexit "${CODE:-0}"\n',
    )
    return tmp_path


def compare(steps, place, code):
    return run(
        steps["Compare"], place, CODE=code, TEXTS="texts", GITHUB_STEP_SUMMARY=str(place / "summary"),
        GITHUB_OUTPUT=str(place / "out"),
    )  # fmt: skip


@pytest.mark.parametrize(("code", "changed"), [("0", "false"), ("1", "true")])
def test_compare_tells_whether_something_changed_and_goes_on(steps, place, code, changed):
    assert compare(steps, place, code).returncode == 0
    assert f"changed={changed}\n" in (place / "out").read_text()
    assert (place / "summary").read_text() == (place / "work" / "comment.md").read_text() != ""
    assert "--format github --texts texts" in (place / "work" / "calls").read_text()


def test_compare_ends_when_it_could_not_compare(steps, place):
    assert compare(steps, place, "2").returncode == 2


@pytest.mark.parametrize(
    ("known", "changed", "call"),
    [
        ("77", "true", "-X PATCH repos/o/r/issues/comments/77 -F body=@"),
        ("77", "false", "-X PATCH repos/o/r/issues/comments/77 -F body=@"),
        ("", "true", "--silent repos/o/r/issues/5/comments -F body=@"),
        ("", "false", None),
    ],
)
def test_comment_is_one_and_updated_in_place(steps, place, known, changed, call):
    stand_in(
        place / "bin" / "gh", f'if [[ "$*" == *--jq* ]]; then echo "{known}"; else echo "$@" >> "$WORK/posts"; fi\n'
    )
    done = run(steps["Comment"], place, REPOSITORY="o/r", NUMBER="5", CHANGED=changed)
    assert done.returncode == 0
    posts = (place / "work" / "posts").read_text() if (place / "work" / "posts").exists() else ""
    assert posts.count("\n") == (call is not None)
    assert call is None or call in posts


def test_comment_that_may_not_be_posted_warns_and_goes_on(steps, place):
    stand_in(place / "bin" / "gh", "exit 1\n")
    done = run(steps["Comment"], place, REPOSITORY="o/r", NUMBER="5", CHANGED="true")
    assert (done.returncode, done.stdout[:11]) == (0, "::warning t")


def test_comment_is_found_by_the_marker_that_the_rendering_writes(steps):
    assert f'startswith("{MARKER}")' in steps["Comment"]


@pytest.mark.parametrize("code", ["0", "1"])
def test_severity_decides_how_the_job_ends(steps, place, code):
    assert run(steps["Fail on severity"], place, CODE=code, FAIL_ON="major").returncode == int(code)
    assert "--fail-on major" in (place / "work" / "calls").read_text()


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", folder, *identity, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_base_and_head_are_extracted_each_from_its_own_texts(steps, tmp_path):
    repository = tmp_path / "repository"
    (repository / "my texts").mkdir(parents=True)
    (repository / "my texts" / "a.txt").write_text("old\n", encoding="utf-8")
    (repository / "kept.jsonl").write_text("one\n", encoding="utf-8")
    git(repository, "init", "-q")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "base")
    base = git(repository, "rev-parse", "HEAD")
    (repository / "my texts" / "a.txt").write_text("new\n", encoding="utf-8")
    # `python -m venv DIR` makes an environment whose `extract TEXTS -o OUT …` copies the texts.
    stand_in(
        repository / "bin" / "python",
        """
        mkdir -p "$3/bin"
        printf '#!/usr/bin/env bash\\nexit 0\\n' > "$3/bin/pip"
        printf '#!/usr/bin/env bash\\ncp "$1"/* "$3"\\nexit 3\\n' > "$3/bin/extract"
        chmod +x "$3/bin/pip" "$3/bin/extract"
    """,
    )
    done = run(
        steps["Extract base and head"], repository, TEXTS="my texts", PATTERNS="", JUDGEMENTS="kept.jsonl",
        PACKAGE=".", BASE=base, WORK=str(tmp_path / "work"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "work" / "old" / "a.txt").read_text() == "old\n"
    assert (tmp_path / "work" / "new" / "a.txt").read_text() == "new\n"
    assert [(tmp_path / "work" / side / "judgements.jsonl").read_text() for side in ("old", "new")] == ["one\n"] * 2
    assert git(repository, "worktree", "list").count("\n") == 0


def test_no_input_is_written_into_a_script(steps):
    assert steps
    for name, script in steps.items():
        assert "${{" not in script, name
