"""Every format read back by a program that is not ours, with the counts that the export told.

ASEAN_EXTRACT_OUTPUT may name an output folder of a real run, which is then read back too.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_output import two_files
from readers import READERS

from asean_extract.exports.registry import FORMATS, export
from asean_extract.files.output import read_records


def test_every_format_has_a_reader():
    assert list(READERS) == list(FORMATS)


def read_back(records, name: str, target: Path) -> tuple[dict[str, int], dict[str, int]]:
    """What the export told, as far as it is in the target, and what another program finds there."""
    for library in FORMATS[name].needs:
        pytest.importorskip(library)
    told = export(records, name, target)
    try:
        found = READERS[name].count(target)
    except ModuleNotFoundError as error:
        pytest.skip(f"{READERS[name].program} is not installed: {error}")
    return {what: number for what, number in told.items() if " " not in what}, found


@pytest.mark.parametrize("name", FORMATS)
def test_made_output_is_read_back_with_equal_counts(name, tmp_path):
    told, found = read_back(two_files(), name, tmp_path / "x")
    assert found == told
    assert sum(found.values()) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_real_output_is_read_back_with_equal_counts(name, tmp_path):
    place = os.environ.get("ASEAN_EXTRACT_OUTPUT")
    if not place:
        pytest.skip("ASEAN_EXTRACT_OUTPUT names no output folder: exports of a real run are not read back")
    told, found = read_back(read_records(Path(place)), name, tmp_path / "x")
    print(name, found)
    assert {what: found.get(what, 0) for what in told} == told
