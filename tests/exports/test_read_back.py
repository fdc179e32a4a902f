"""Every format read back by a program that is not ours, with the counts that the export told.

Made by hand, then from the real corpus; or from the output folder of another run, when ASEAN_EXTRACT_OUTPUT names one.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_output import two_files
from readers import READERS

from asean_extract.exports.registry import FORMATS, export
from asean_extract.files.output import read_records
from asean_extract.files.write import to_json, write_whole


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


@pytest.fixture(scope="module")
def real_output(request, tmp_path_factory) -> Path:
    """The output folder that the environment names, or what is read from the real corpus."""
    place = os.environ.get("ASEAN_EXTRACT_OUTPUT")
    if place:
        return Path(place)
    corpus, out = request.getfixturevalue("corpus"), tmp_path_factory.mktemp("output")
    texts = sorted([*corpus.glob("seeds/*.txt"), *corpus.glob("corpus/*.txt")])
    assert len(texts) > 20
    for record in request.getfixturevalue("extractor").extract_many(texts):
        write_whole(out / record.source.path.replace(".txt", ".json"), to_json(record))
    return out


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_real_output_is_read_back_with_equal_counts(name, real_output, tmp_path):
    told, found = read_back(read_records(real_output), name, tmp_path / "x")
    assert {what: found.get(what, 0) for what in told} == told
    assert sum(found.values()) > 0
