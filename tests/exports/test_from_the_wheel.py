"""From the wheel to an answer in DuckDB and to a calendar, by the steps that the page shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TEXT = (
    "Norway and Chile sign fisheries accord\n\n"
    "OSLO, March 3, 2021 - Norway and Chile signed the Fjord Fisheries Accord in Oslo on March 2, 2021.\n\n"
    "Norway pledged $4 million to the Coastal Fund.\n"
)


@pytest.fixture(scope="module")
def scripts(root, tmp_path_factory) -> Path:
    """The scripts of an environment that holds the wheel, and sees the libraries installed here."""
    built, home = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("empty")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    venv.create(home, with_pip=False, symlinks=os.name == "posix")
    found = home / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = built.glob("*.whl")
    install = ["pip", "--python", str(found / "python"), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    (packages,) = home.rglob("site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return found


def test_first_answers_come_by_the_steps_of_the_page(scripts, root, tmp_path):
    duckdb, icalendar = pytest.importorskip("duckdb"), pytest.importorskip("icalendar")
    page = (root / "docs" / "exports.md").read_text(encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "accord.txt").write_text(TEXT, encoding="utf-8")
    steps = ["extract texts -o output"]
    steps += re.findall(r"^(asean-extract export output --to (?:duckdb|ics) .+)$", page, re.MULTILINE)
    assert len(steps) == 3
    for step in steps:
        program, *words = step.split()
        ran = subprocess.run([scripts / program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
    query = re.search(r"^SELECT payer.*?;", page, re.MULTILINE | re.DOTALL)
    assert query is not None
    with duckdb.connect(tmp_path / "records.duckdb", read_only=True) as connection:
        assert connection.execute(query[0]).fetchall()[0][:3] == ("Norway", "USD", 1)
    entries = icalendar.Calendar.from_ical((tmp_path / "events.ics").read_bytes()).walk("VEVENT")
    assert len(entries) >= 1
