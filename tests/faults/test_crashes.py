"""Runs that are killed, and runs that meet: the next one gives what an undisturbed one gives, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asean_extract.errors import OutputError
from asean_extract.files.claim import claim

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and locks of POSIX")
CALL = (sys.executable, "-c", "from asean_extract.cli.app import extract; extract()")


def contents(out: Path) -> dict[str, bytes]:
    """Every file of an output but the hidden folder, by name."""
    found = {p.relative_to(out).as_posix(): p for p in sorted(out.rglob("*")) if p.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".asean-extract/")}


@pytest.mark.slow
def test_run_that_was_killed_is_gone_on_with_and_leaves_nothing(root, tmp_path):
    """`benchmarks/killed.py` does it fifty times over more texts."""
    call = [*CALL, str(root / "seeds"), "--quiet", "--jobs", "2", "-o"]
    subprocess.run([*call, str(tmp_path / "whole")], check=True)
    out = tmp_path / "killed"
    killed = subprocess.Popen([*call, str(out)])
    while killed.poll() is None and not list(out.glob("*.json")):
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    (out / f".asean-extract-{killed.pid}.tmp").write_text("half a rec")
    time.sleep(1)  # workers notice that they are alone
    subprocess.run([*call, str(out)], check=True)
    assert contents(out) == contents(tmp_path / "whole")


HOLD = """
import sys, time
from pathlib import Path
from asean_extract.files.claim import claim
with claim(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def held(tmp_path):
    """An output folder that another process is writing to."""
    (tmp_path / "out").mkdir()
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "out")], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"mine\n"
    yield tmp_path / "out", holder
    holder.kill()
    holder.wait()


def test_second_run_into_one_folder_is_refused_until_the_first_has_ended(held):
    out, holder = held
    with (
        pytest.raises(OutputError, match=r"out: another run is writing there; wait for it, or choose another"),
        claim(out),
    ):
        pass
    holder.kill()
    holder.wait()
    with claim(out):
        pass


@pytest.mark.slow
def test_second_run_writes_nothing_and_ends_with_2(held, root):
    out, _ = held
    ran = subprocess.run([*CALL, str(root / "seeds"), "-o", str(out)], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "another run is writing there" in ran.stderr
    assert contents(out) == {}


def test_claim_takes_away_what_a_killed_run_had_begun(tmp_path):
    (tmp_path / "a").mkdir()
    for name in (".asean-extract-17.tmp", "a/.asean-extract-4242.tmp", "mine.tmp", "a/.mine-1.tmp"):
        (tmp_path / name).write_text("half")
    with claim(tmp_path):
        pass
    assert sorted(contents(tmp_path)) == ["a/.mine-1.tmp", "mine.tmp"]
