"""Parquet: a folder with a file for each kind, columns typed after the models of records.py, lists nested.

A date is a struct with its EDTF value and the days that it covers (`first`, `last`, null where it leaves them open);
amounts are decimals with nine places. The files hold no time of writing.
"""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from asean_extract.errors import OutputError
from asean_extract.exports.nested import KINDS, LISTS, nested
from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.files.targets import whole_folder
from asean_extract.records import Article, Date
from asean_extract.values.edtf import days

#: So many rows of a kind are held and written at a time.
_BATCH = 2_000
_AMOUNT = pa.decimal128(38, 9)
_AMOUNTS = frozenset({"amount", "amount_max", "previous_amount"})
_PLAIN = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes `events.parquet` and its like to the folder; gives the rows of each."""
    counts: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    with whole_folder(target) as folder, ExitStack() as files:
        out = {kind: files.enter_context(_Batches(folder / f"{kind}.parquet", schema(kind))) for kind in KINDS}
        for file, record in records:
            for kind, item in nested(file, record):
                out[kind].add(typed(item))
                counts[kind] += 1
    return counts


def schema(kind: str) -> pa.Schema:
    """The columns of a kind, from its model."""
    model, in_article = KINDS[kind]
    head = [("file", pa.string()), *([("article", pa.string())] if in_article else [])]
    left_out = set(LISTS) if model is Article else set()
    return pa.schema([*head, *_fields(model, left_out), *(_DAYS if model is Date else [])])


def typed(item: Mapping[str, Any]) -> dict[str, Any]:
    """A dumped model as the schema has it: amounts as decimals, dates with their days."""
    row = {name: _typed(name, value) for name, value in item.items()}
    if row.keys() >= {"precision", "basis"}:
        row["first"], row["last"] = days(item["value"])
    return row


def _typed(name: str, value: object) -> object:
    if isinstance(value, list):
        return [_typed("", item) for item in value]
    if isinstance(value, dict):
        return typed(value)
    return _amount(value) if name in _AMOUNTS and isinstance(value, str) else value


class _Batches:
    """A Parquet file that is written a batch at a time; a context manager."""

    def __init__(self, path: Path, columns: pa.Schema) -> None:
        self._writer, self._columns = pq.ParquetWriter(path, columns, compression="zstd"), columns
        self._held: list[dict[str, Any]] = []

    def __enter__(self) -> _Batches:
        return self

    def __exit__(self, *error: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, row: dict[str, Any]) -> None:
        self._held.append(row)
        if len(self._held) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(pa.Table.from_pylist(self._held, schema=self._columns))
            self._held = []


_DAYS = [("first", pa.date32()), ("last", pa.date32())]


def _fields(model: type[BaseModel], left_out: set[str]) -> list[tuple[str, pa.DataType]]:
    return [
        (name, _AMOUNT if name in _AMOUNTS else _type(field.annotation))
        for name, field in model.model_fields.items()
        if name not in left_out
    ]


def _type(annotation: object) -> pa.DataType:
    """The Arrow type of a field's annotation."""
    origin, parts = get_origin(annotation), [part for part in get_args(annotation) if part is not types.NoneType]
    if origin in (Union, types.UnionType):
        return _type(parts[0])
    if origin is list:
        return pa.list_(_type(parts[0]))
    if origin is Literal:
        return pa.string()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct([*_fields(annotation, set()), *(_DAYS if annotation is Date else [])])
    if hasattr(annotation, "__metadata__"):  # Annotated: a string with a pattern
        return _type(parts[0])
    assert isinstance(annotation, type)
    return _PLAIN[annotation]


def _amount(value: str) -> Decimal:
    amount = Decimal(value)
    digits = amount.as_tuple()
    places = -int(digits.exponent)
    if places > _AMOUNT.scale or len(digits.digits) - places > _AMOUNT.precision - _AMOUNT.scale:
        raise OutputError(f"the amount {value} does not fit a Parquet decimal of 38 digits; export to jsonl or csv")
    return amount
