"""The formats by name. Each is a module with one verb, `write(records, target, options)`; it is imported when used.

`write` takes the records by file name, one after another, and gives back how many rows or items of each kind it wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

from asean_extract.errors import OutputError
from asean_extract.records import SourceRecord

Records = Iterable[tuple[str, SourceRecord]]
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose; a format reads what concerns it. `bom` is for CSV: a byte order mark, for Excel."""

    bom: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it, the libraries it needs, the extra that installs them."""

    name: str
    target: Literal["file", "folder"]
    about: str
    needs: tuple[str, ...] = ()

    @property
    def extra(self) -> str:
        """The extra of the package that brings what it needs."""
        return self.name


FORMATS: Mapping[str, Format] = {
    f.name: f
    for f in (
        Format("jsonl", "folder", "one record a line, one file a kind"),
        Format("csv", "folder", "one table a file, for spreadsheets and Neo4j"),
        Format("parquet", "folder", "typed columns with nested lists", ("pyarrow",)),
        Format("sqlite", "file", "a relational database with full text search", ("sqlite_utils",)),
        Format("duckdb", "file", "a database for analysis", ("duckdb",)),
        Format("ics", "file", "events whose day is known, as calendar entries", ("icalendar",)),
        Format("jsonld", "file", "schema.org Event, Person, Organization, MonetaryGrant"),
        Format("plover", "file", "PLOVER event classes with actors and countries, tab-separated"),
        Format("ftm", "folder", "FollowTheMoney entities and statements", ("followthemoney",)),
        Format("graphml", "folder", "who met whom, who pays whom"),
    )
}


def export(records: Records, name: str, target: Path, options: Options | None = None) -> Counts:
    """Writes the records to the target in the format of that name; gives the counts of what was written.

    Raises OutputError when there is no such format, when its libraries are missing, or when the target cannot be
    written.
    """
    return writer(name)(records, target, options or Options())


def writer(name: str) -> Callable[[Records, Path, Options], Counts]:
    """The `write` of a format; raises OutputError when it is unknown or what it needs is not installed."""
    if name not in FORMATS:
        raise OutputError(f"{name}: no such format; --to takes {', '.join(FORMATS)}")
    known = FORMATS[name]
    for library in known.needs:
        try:
            import_module(library)
        except ImportError as error:
            raise OutputError(
                f"the format {name} needs {library} ({error}); "
                f"install it with `pip install 'asean-extract[{known.extra}]'`"
            ) from error
    write: Callable[[Records, Path, Options], Counts] = import_module(f"asean_extract.exports.{name}").write
    return write
