"""Same input, same bytes: whatever the hash seed, the order of files, the locale, place, clock or number of workers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

EXTRACT = (sys.executable, "-c", "from asean_extract.cli.app import extract; extract()")
#: Loaded by Python at its start from PYTHONPATH: every clock that is read later stands at the end of 1999.
ANOTHER_CLOCK = """
import datetime, time

class AsTheReal(type):
    def __instancecheck__(cls, value):
        return isinstance(value, cls.__mro__[1])

class Then(datetime.datetime, metaclass=AsTheReal):
    @classmethod
    def now(cls, tz=None):
        return cls(1999, 12, 31, 23, 59, 59, tzinfo=tz)

    @classmethod
    def utcnow(cls):
        return cls(1999, 12, 31, 23, 59, 59)

    @classmethod
    def today(cls):
        return cls(1999, 12, 31, 23, 59, 59)

datetime.datetime = Then
time.time = lambda: 946684799.0
"""


def run(inputs: list[Path], out: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """The bytes of every file that a run of its own process writes."""
    subprocess.run(
        [*EXTRACT, *map(str, inputs), "-o", str(out), "--quiet", *options],
        env={**os.environ, **environment},
        check=True,
    )
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def records(written: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in written.items() if not name.startswith((".", "manifest"))}


@pytest.fixture(scope="module")
def plain(root, tmp_path_factory) -> dict[str, bytes]:
    written = run([root / "seeds"], tmp_path_factory.mktemp("plain") / "out", PYTHONHASHSEED="0")
    assert len(records(written)) == len(list((root / "seeds").glob("*.txt"))) > 0
    assert "manifest.json" in written
    return written


def test_run_gives_the_same_bytes_under_another_hash_seed_with_files_in_another_order(root, tmp_path, plain):
    shuffled = sorted((root / "seeds").glob("*.txt"), key=lambda p: p.name[::-1], reverse=True)
    assert run(shuffled, tmp_path / "out", PYTHONHASHSEED="4242") == plain


def test_run_gives_the_same_bytes_elsewhere_at_another_time(root, tmp_path, plain):
    elsewhere = tmp_path / "another" / "place"
    elsewhere.mkdir(parents=True)
    for path in (root / "seeds").glob("*.txt"):
        (elsewhere / path.name).write_bytes(path.read_bytes())
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(ANOTHER_CLOCK)
    path = os.pathsep.join(filter(None, [str(tmp_path / "clock"), os.environ.get("PYTHONPATH")]))
    assert run([elsewhere], tmp_path / "out", TZ="Asia/Seoul", LC_ALL="C", COLUMNS="40", PYTHONPATH=path) == plain


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_run_gives_the_same_bytes_with_any_number_of_workers(root, tmp_path, plain, jobs):
    assert run([root / "seeds"], tmp_path / "out", "--jobs", jobs) == plain


def test_run_over_its_own_output_changes_nothing(root, tmp_path, plain):
    for options in ((), (), ("--force",)):
        assert run([root / "seeds"], tmp_path / "out", *options) == plain


def test_run_that_was_killed_is_gone_on_with_to_the_same_bytes(root, tmp_path, plain):
    command = [*EXTRACT, str(root / "seeds"), "-o", str(tmp_path / "out"), "--quiet", "--jobs", "2"]
    ran = subprocess.Popen(command)
    while ran.poll() is None and not list((tmp_path / "out").glob("*.json")):
        time.sleep(0.05)
    ran.kill()
    ran.wait()
    written = run([root / "seeds"], tmp_path / "out")
    assert {name: content for name, content in written.items() if not name.endswith(".tmp")} == plain
