"""What the tool makes of seeds/ is what was accepted in output/."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest

from asean_extract.engines.local import run
from asean_extract.files.read import find_sources

pytestmark = pytest.mark.slow
SHOWN = 60  # lines of difference; the rest is in `git diff` after `make accept`


@pytest.fixture(scope="module")
def fresh(root, extractor, tmp_path_factory) -> Path:
    """A fresh extraction of the seeds."""
    out = tmp_path_factory.mktemp("fresh")
    files = find_sources([root / "seeds"])
    outcomes = list(run(files, out, lambda: extractor))
    assert [o.error for o in outcomes] == [None] * len(files)
    return out


def test_output_holds_a_record_for_every_seed_and_no_other(root, fresh):
    accepted = sorted(path.relative_to(root / "output").as_posix() for path in (root / "output").rglob("*.json"))
    assert accepted == sorted(path.relative_to(fresh).as_posix() for path in fresh.rglob("*.json"))
    assert len(accepted) == len(list((root / "seeds").glob("*.txt"))) > 0


def test_fresh_run_equals_the_accepted_output(root, fresh):
    compared = 0
    difference: list[str] = []
    for path in sorted(fresh.rglob("*.json")):
        name = path.relative_to(fresh).as_posix()
        accepted = root / "output" / name
        old = accepted.read_text(encoding="utf-8").splitlines() if accepted.exists() else []
        new = path.read_text(encoding="utf-8").splitlines()
        difference += difflib.unified_diff(old, new, f"output/{name}", f"fresh/{name}", n=2, lineterm="")
        compared += 1
    assert compared > 0
    if difference:
        cut = [f"... and {len(difference) - SHOWN} lines more"] if len(difference) > SHOWN else []
        told = ["output/ is not what a fresh run gives; look at it, then `make accept` and commit:"]
        pytest.fail("\n".join(told + difference[:SHOWN] + cut), pytrace=False)


def test_gold_of_the_seeds_speaks_of_the_seeds(root):
    stems = sorted(path.stem for path in (root / "seeds").glob("*.txt"))
    assert sorted(path.stem for path in (root / "tests" / "gold").glob("*.json")) == stems
    for stem in stems:
        text = (root / "seeds" / f"{stem}.txt").read_bytes().decode()
        gold = json.loads((root / "tests" / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
        assert 0 < max(block["end"] for block in gold["blocks"]) <= len(text)
