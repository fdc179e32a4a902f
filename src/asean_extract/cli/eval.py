"""`asean-extract eval`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asean_extract.cli import talk

if TYPE_CHECKING:
    from asean_extract.files.output import OutputSet
    from asean_extract.review.evaluate import Scores

#: Exit code when a bar is not met, a figure dropped, or the output breaks its contract.
FAILED = 1


class Format(StrEnum):
    """How scores are written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of gold files, one of them, or a judgements.jsonl.")
    ],
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder or file to score.")],
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The source texts: checks spans, does not count blanks.")
    ] = None,
    bars: Annotated[
        list[str] | None,
        typer.Option("--min", metavar="NAME=F1", help="Exit 1 below this F1; `headline` names the mean."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="JSON of an earlier eval; exit 1 when an F1 dropped.")
    ] = None,
    tolerance: Annotated[float, typer.Option(min=0.0, help="By how much an F1 may fall below the baseline.")] = 0.0,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed or made up, in the table.")] = False,
) -> None:
    """Score an output against gold: precision, recall and F1 of each figure.

    Exit code: 0 every bar met, 1 below a bar or the baseline, or a breach of the contract, 2 could not score.
    """
    from asean_extract.review import render_scores
    from asean_extract.review.evaluate import drops, shortfalls

    wanted_bars = dict(_bar(bar) for bar in bars or [])
    earlier = render_scores.read_baseline(_object(baseline)) if baseline else {}
    scores = _scores(gold, output, texts)
    written = {
        Format.TERMINAL: lambda: render_scores.as_terminal(scores, misses=misses),
        Format.MARKDOWN: lambda: render_scores.as_markdown(scores),
        Format.JSON: lambda: render_scores.as_json(scores),
    }
    sys.stdout.write(written[form]())
    failed = [*shortfalls(scores, wanted_bars), *drops(scores, earlier, tolerance)]
    for words in failed:
        talk.complain(words)
    if scores.breaches and form is not Format.TERMINAL:
        talk.complain(f"{len(scores.breaches)} breaches of the contract")
    if failed or scores.breaches:
        raise typer.Exit(FAILED)


def _scores(gold: Path, output: Path, texts: Path | None) -> Scores:
    from asean_extract.errors import OutputError
    from asean_extract.files.judgements import read_judgements
    from asean_extract.files.output import read_plain
    from asean_extract.review.evaluate import evaluate as score
    from asean_extract.review.judged import score_judged

    if gold.suffix == ".jsonl":
        if not gold.is_file():
            raise OutputError(f"{gold}: no such file")
        return score_judged(read_plain(output), read_judgements(gold))
    wanted = read_plain(gold)
    if not wanted.records:
        raise OutputError(f"{gold}: no gold files (*.json)")
    return score(wanted, read_plain(output), _texts(wanted, texts))


def _texts(gold: OutputSet, folder: Path | None) -> dict[str, str]:
    from asean_extract.files.output import source_text

    found = {n: source_text(folder, record, strict=False) for n, record in gold.records.items()} if folder else {}
    return {name: text for name, text in found.items() if text is not None}


def _bar(words: str) -> tuple[str, float]:
    name, _, value = words.rpartition("=")
    try:
        return name, float(value)
    except ValueError:
        raise typer.BadParameter(f"--min takes NAME=F1, as in headline=0.8, not {words!r}") from None


def _object(path: Path) -> dict[str, object]:
    from asean_extract.files.output import read_object

    return read_object(path)
