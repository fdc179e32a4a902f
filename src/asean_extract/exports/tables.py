"""The flat tables that CSV, SQLite, DuckDB and data frames share: their columns, keys and references, as data.

Ids of records are unique within one output file, not between files, so every key begins with `file`, the name of the
output file. `*_first` and `*_last` are the days that a date covers, null where it leaves them open; the EDTF value
stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "decimal", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that point to the key of another table."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: columns with their kinds in order, those of its key, what it points to, what is searched for."""

    name: str
    columns: dict[str, Kind]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    searched: tuple[str, ...] = ()

    @property
    def indexes(self) -> tuple[tuple[str, ...], ...]:
        """Columns to index: what points elsewhere, and what is searched for; what the key begins with needs none."""
        pointing = (reference.columns for reference in self.references)
        wanted = (*(c for c in pointing if c != self.key[: len(c)]), *((name,) for name in self.searched))
        return tuple(dict.fromkeys(wanted))


def _columns(text: str, **others: str) -> dict[str, Kind]:
    """Column kinds by name from words; those named under a kind have it, the others are text."""
    kinds: dict[str, Kind] = dict.fromkeys(text.split(), "text")
    for kind, names in others.items():
        for name in names.split():
            assert name in kinds, name
            kinds[name] = kind  # type: ignore[assignment]  # the keyword names are the kinds
    return kinds


def _date(prefix: str) -> str:
    return " ".join(f"{prefix}{part}" for part in ("", "_precision", "_basis", "_first", "_last"))


_SPAN = "start end text"
_IN_ARTICLE = Reference(("file", "article"), "articles", ("file", "id"))
_SUM_DAYS = "date_first date_last"


def _entity(column: str) -> Reference:
    return Reference(("file", column), "entities", ("file", "id"))


def _initiative(column: str) -> Reference:
    return Reference(("file", "article", column), "initiatives", ("file", "article", "id"))


def _event(column: str) -> Reference:
    return Reference(("file", column), "events", ("file", "id"))


TABLES: tuple[Table, ...] = (
    Table(
        "sources",
        _columns("file path sha256 encoding length schema_version", integer="length"),
        ("file",),
        searched=("path",),
    ),
    Table(
        "articles",
        _columns(
            f"file id number start end title publisher url language {_date('published')} "
            "title_from publisher_from language_from published_from",
            integer="number start end",
            date="published_first published_last",
        ),
        ("file", "id"),
        (Reference(("file",), "sources", ("file",)),),
    ),
    Table(
        "authors",
        _columns("file article position name", integer="position"),
        ("file", "article", "position"),
        (_IN_ARTICLE,),
    ),
    Table(
        "blocks",
        _columns("file position start end kind rule article", integer="position start end"),
        ("file", "position"),
        (Reference(("file",), "sources", ("file",)),),
    ),
    Table(
        "entities",
        _columns("file id type name country acronym mention_count", integer="mention_count"),
        ("file", "id"),
        (Reference(("file",), "sources", ("file",)),),
        searched=("id", "name"),
    ),
    Table(
        "aliases",
        _columns("file record_kind article record position alias", integer="position"),
        ("file", "record_kind", "article", "record", "position"),
        (Reference(("file",), "sources", ("file",)),),
    ),
    Table(
        "initiatives",
        _columns(
            "file article id name acronym kind period period_first period_last mention_count rule",
            integer="mention_count",
            date="period_first period_last",
        ),
        ("file", "article", "id"),
        (_IN_ARTICLE,),
        searched=("id",),
    ),
    Table(
        "initiative_owners",
        _columns("file article initiative position entity", integer="position"),
        ("file", "article", "initiative", "position"),
        (_initiative("initiative"), _entity("entity")),
    ),
    Table(
        "events",
        _columns(
            f"file id article type name named {_date('date')} time_start time_end time_zone "
            "place venue country status plover rule",
            boolean="named",
            date="date_first date_last",
        ),
        ("file", "id"),
        (_IN_ARTICLE,),
        searched=("date_first", "type", "country"),
    ),
    Table(
        "event_participants",
        _columns("file event position entity role title affiliation", integer="position"),
        ("file", "event", "position"),
        (_event("event"), _entity("entity"), _entity("affiliation")),
    ),
    Table(
        "event_initiatives",
        _columns("file event position article initiative", integer="position"),
        ("file", "event", "position"),
        (_event("event"), _initiative("initiative")),
    ),
    Table(
        "commitments",
        _columns(
            f"file id article {_SPAN} amount amount_max previous_amount currency currency_reason modifier frequency "
            f"kind payer recipient initiative purpose {_date('date')} rule",
            integer="start end",
            decimal="amount amount_max previous_amount",
            date=_SUM_DAYS,
        ),
        ("file", "id"),
        (_IN_ARTICLE, _entity("payer"), _entity("recipient"), _initiative("initiative")),
        searched=("date_first", "currency"),
    ),
    Table(
        "figures",
        _columns(
            f"file id article {_SPAN} amount amount_max currency currency_reason modifier measure {_date('date')} rule",
            integer="start end",
            decimal="amount amount_max",
            date=_SUM_DAYS,
        ),
        ("file", "id"),
        (_IN_ARTICLE,),
    ),
    Table(
        "dates",
        _columns(
            "file article position value precision basis first last start end text anchor anchor_reason rule",
            integer="position start end",
            date="first last",
        ),
        ("file", "article", "position"),
        (_IN_ARTICLE,),
    ),
    Table(
        "evidence",
        _columns(f"file record_kind record position article {_SPAN}", integer="position start end"),
        ("file", "article", "record_kind", "record", "position"),
        (_IN_ARTICLE,),
    ),
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
