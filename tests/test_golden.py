"""What the tool makes of seeds/ is what was accepted in output/."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from asean_extract.cli.run import run
from asean_extract.files.output import read_plain
from asean_extract.files.read import JUDGEMENTS_NAME
from asean_extract.review.diff import compare
from asean_extract.review.render_diff import as_terminal

pytestmark = pytest.mark.slow
SHOWN = 80  # lines of the comparison; all of it is shown by `make review`


@pytest.fixture(scope="module")
def fresh(root, extractor, tmp_path_factory) -> Path:
    """What `make extract` gives today, in a folder of its own, with the accepted judgements."""
    out = tmp_path_factory.mktemp("fresh")
    judgements = root / "output" / JUDGEMENTS_NAME
    if judgements.exists():
        (out / JUDGEMENTS_NAME).write_bytes(judgements.read_bytes())
    here = Path.cwd()
    os.chdir(root)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("asean_extract.api.Extractor", lambda **_: extractor)
            run(["seeds"], str(out), jobs=1, quiet=True)
    finally:
        os.chdir(here)
    return out


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


def test_output_holds_a_record_for_every_seed_the_manifest_and_no_other(root, fresh):
    names = [f"{path.stem}.json" for path in (root / "seeds").glob("*.txt")]
    assert len(names) > 0
    assert sorted(written(root / "output")) == sorted(written(fresh)) == sorted([*names, "manifest.json"])


def test_fresh_run_equals_the_accepted_output(root, fresh):
    accepted, today = written(root / "output"), written(fresh)
    differing = [name for name in sorted({*accepted, *today}) if accepted.get(name) != today.get(name)]
    assert len(today) > 1
    if differing:
        compared = as_terminal(compare(read_plain(root / "output"), read_plain(fresh), allow_empty=True), colour=False)
        told = [
            f"not as accepted in output/: {', '.join(differing)}; look at it with `make review`, "
            "then `make accept` and commit:",
            *compared.splitlines()[:SHOWN],
        ]
        pytest.fail("\n".join(told), pytrace=False)


def test_gold_of_the_seeds_speaks_of_the_seeds(root):
    stems = sorted(path.stem for path in (root / "seeds").glob("*.txt"))
    assert sorted(path.stem for path in (root / "tests" / "gold").glob("*.json")) == stems
    for stem in stems:
        text = (root / "seeds" / f"{stem}.txt").read_bytes().decode()
        gold = json.loads((root / "tests" / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
        assert 0 < max(block["end"] for block in gold["blocks"]) <= len(text)
