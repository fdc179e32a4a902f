"""What is said to a person: always on stderr, so that stdout is data."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from asean_extract.engines.outcome import Outcome

#: Width of a table that goes to a file or a pipe, in columns.
PIPE_WIDTH = 120
#: The counts that a row tells.
TOLD = ("articles", "events", "commitments", "initiatives")
#: A table of more files tells their sum alone.
MOST_ROWS = 100
#: Seconds between two drawings of the bar.
REDRAWN = 0.1
#: The numbers of a row; the long words are broken so that a table fits 80 columns.
COLUMNS = ("articles", "events", "commit-\nments", "initia-\ntives", "set\naside", "warnings")


def shown(text: str) -> str:
    """The text with everything that a terminal might obey, or not show, written out: escapes, controls, bidi marks."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def complain(message: str) -> None:
    """One error, in a person's words."""
    print(f"error: {shown(message)}", file=sys.stderr)


def note(message: str) -> None:
    """One line of talk."""
    print(shown(message), file=sys.stderr)


def watch(outcomes: Iterable[Outcome], total: int, done: int = 0, *, quiet: bool = False) -> Iterator[Outcome]:
    """The outcomes as they come, with a bar on a terminal; `done` of the `total` files are done before."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No thread draws it, since a process with threads is not safely forked: it is drawn when an outcome comes.
    with Progress(*columns, console=_screen(), transient=True, auto_refresh=False) as bar:
        task, drawn = bar.add_task("loading the model", total=total, completed=done), 0.0
        for outcome in outcomes:
            bar.update(task, advance=1, description=escape(shown(outcome.name)))
            if monotonic() - drawn > REDRAWN:
                bar.refresh()
                drawn = monotonic()
            yield outcome


def report(ended: Sequence[Outcome]) -> None:
    """The table of a run, and what to look at twice."""
    _screen().print(table(ended))
    stands = sum(outcome.stands for outcome in ended)
    if stands:
        note(f"{stands} of {len(ended)} files stand as an earlier run left them; --force reads them again")
    for outcome in ended:
        for warning in outcome.warnings:
            note(f"warning: {outcome.name}: {warning}")


def _screen() -> Console:
    """The terminal, or what stands in for it; in a pipe it is wide enough for a table."""
    from rich.console import Console

    screen = Console(stderr=True, highlight=False)
    return screen if screen.is_terminal else Console(stderr=True, highlight=False, width=PIPE_WIDTH)


def table(outcomes: Sequence[Outcome]) -> Table:
    """A row for each file, and their sum when there are several; of more files than one would read, the sum alone."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_footer=len(outcomes) > 1)
    drawn.add_column("file", overflow="fold", footer=f"all {len(outcomes)}")
    for name, footer in zip(COLUMNS, _sums(outcomes), strict=True):
        drawn.add_column(name, justify="right", footer=footer)
    for outcome in outcomes if len(outcomes) <= MOST_ROWS else ():
        drawn.add_row(Text(shown(outcome.name)), *_cells(outcome))
    return drawn


def _cells(outcome: Outcome) -> tuple[str, ...]:
    counts = outcome.counts
    if counts is None:
        return ("failed", *("-",) * (len(COLUMNS) - 1))
    numbers = counts.table()
    return (*(str(numbers[name]) for name in TOLD), f"{outcome.set_aside:.0%}", str(len(outcome.warnings) or ""))


def _sums(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    counts = [o.counts.table() for o in outcomes if o.counts]
    sums = (str(sum(numbers[name] for numbers in counts)) for name in TOLD)
    return (*sums, "", str(sum(len(o.warnings) for o in outcomes)))
