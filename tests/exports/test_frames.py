"""The flat tables as data frames."""

from __future__ import annotations

import datetime
import sys
from decimal import Decimal

import pytest
from made_output import two_files

from asean_extract.errors import OutputError
from asean_extract.exports.tables import BY_NAME
from asean_extract.frames import to_frames


def test_to_frames_of_pandas_has_every_table():
    pandas = pytest.importorskip("pandas")
    frames = to_frames(two_files())
    assert list(frames) == list(BY_NAME)
    events = frames["events"]
    assert list(events.columns) == list(BY_NAME["events"].columns)
    assert len(events) == 5
    assert str(events["date_first"].dtype) == "datetime64[s]"
    assert events["date_first"][1] == pandas.Timestamp("2021-03-02")
    assert pandas.isna(events.set_index("date")["date_first"]["XXXX-09-09"])
    assert frames["commitments"]["amount"].sum() == Decimal("5500000.5")


def test_to_frames_of_polars_has_every_table():
    pytest.importorskip("polars")
    frames = to_frames(two_files(), "polars")
    assert frames["events"]["date_first"].to_list()[1:4] == [datetime.date(2021, 3, 2)] * 2 + [None]
    assert frames["commitments"]["amount"].sum() == Decimal("5500000.5")
    assert frames["authors"].height == 1


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_to_frames_of_nothing_has_columns_and_types(library):
    pytest.importorskip(library)
    frames = to_frames([], library)
    assert len(frames["events"].columns) == len(BY_NAME["events"].columns)


def test_to_frames_takes_records_alone():
    pytest.importorskip("polars")
    frames = to_frames((record for _, record in two_files()), "polars")
    assert frames["sources"]["file"].to_list() == ["lake.txt", "north/fjord.txt"]


def test_to_frames_reads_an_output_folder(output):
    pytest.importorskip("polars")
    frames = to_frames(str(output), "polars")
    assert frames["sources"]["file"].to_list() == ["lake.json", "north/fjord.json"]
    assert frames["events"].equals(to_frames(two_files(), "polars")["events"])


def test_to_frames_takes_no_other_library():
    with pytest.raises(OutputError, match="dask: to_frames takes pandas or polars"):
        to_frames([], "dask")  # type: ignore[call-overload] # what a caller may get wrong


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_to_frames_names_the_extra_that_is_missing(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(OutputError, match=r"asean-extract\[frames\]"):
        to_frames([], library)
