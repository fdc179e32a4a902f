"""An evaluation as a terminal table, as Markdown, and as JSON that a later one can be held against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from asean_extract.errors import OutputError
from asean_extract.files.shape import Plain
from asean_extract.review.evaluate import JUDGED, Scores
from asean_extract.review.measures import Interval, Mark, Measure, Tally
from asean_extract.review.safe import markdown, one_line, shortened

_WORDS = 240


def as_terminal(scores: Scores, *, misses: bool = False) -> str:
    """The table of figures, the rules behind the records, the headline and the breaches, each on its line."""
    lines = [f"{'figure':24s} {'P':>6s} {'R':>6s} {'F1':>6s} {'gold':>6s}  95% of F1"]
    spread = scores.intervals()
    for name, tally in scores.figures.items():
        low, high = spread[name]["f1"]
        lines.append(f"{_numbers(name, tally)}  {low:.3f}-{high:.3f}")
        if misses:
            lines += [f"    {note}" for note in _notes(scores, name)]
    if JUDGED not in scores.figures:
        lines.append(f"{'headline (mean of 8)':24s} {'':6s} {'':6s} {scores.headline:6.3f}")
    lines += _rule_lines(scores.rules)
    lines.append(f"contract breaches: {len(scores.breaches)}")
    lines += [f"    {one_line(fault)}" for fault in scores.breaches[:20]]
    return "\n".join(lines) + "\n"


def as_markdown(scores: Scores) -> str:
    """A headline, the table of figures, and folded away: files, rules, and what was missed or made up."""
    spread = scores.intervals()
    lines = [f"**Headline F1 {scores.headline:.3f}**, {len(scores.marks)} files, {len(scores.breaches)} breaches", ""]
    lines += ["| figure | P | R | F1 | 95% of F1 | gold |", "|---|--:|--:|--:|--:|--:|"]
    for name, t in scores.figures.items():
        low, high = spread[name]["f1"]
        row = f"{t.precision:.3f} | {t.recall:.3f} | {t.f1:.3f} | {low:.3f}–{high:.3f} | {t.tp + t.fn}"
        lines.append(f"| {markdown(name)} | {row} |")
    lines += _folded("Files", _file_rows(scores))
    lines += _folded("Rules", [f"| {markdown(rule)} | {t.tp} | {t.fp} |" for rule, t in scores.rules.items()], "right")
    missed = [f"- {markdown(note)}" for name in scores.figures for note in _notes(scores, name)]
    lines += ["", f"<details><summary>Missed and made up ({len(missed)})</summary>", "", *missed, "", "</details>"]
    return "\n".join(lines) + "\n"


def as_json(scores: Scores) -> str:
    """Everything, for programs, and for `--baseline` of a later evaluation."""
    spread = scores.intervals()
    content = {
        "headline": round(scores.headline, 4),
        "breaches": len(scores.breaches),
        "figures": {name: {**_rounded(t), "interval": _intervals(spread[name])} for name, t in scores.figures.items()},
        "rules": {rule: {"tp": t.tp, "fp": t.fp, "p": round(t.precision, 4)} for rule, t in scores.rules.items()},
        "files": {
            name: {figure: _rounded(t) for figure, t in figures.items()} for name, figures in scores.files.items()
        },
        "notes": [
            {"file": name, "figure": m.figure, "note": m.note, "text": m.words, "rule": m.rule}
            for name, marks in scores.marks.items()
            for m in marks
            if m.note
        ],
        "breach_list": list(scores.breaches),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_baseline(content: Plain) -> dict[str, float]:
    """F1 by figure out of an earlier `as_json`; raises OutputError when it is none."""
    try:
        figures = {name: float(figure["f1"]) for name, figure in content["figures"].items()}
        return {"headline": float(content["headline"]), **figures}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutputError(
            f"--baseline: not the JSON of an evaluation ({error}); make one with --format json"
        ) from error


def _numbers(name: str, t: Tally) -> str:
    return f"{name:24s} {t.precision:6.3f} {t.recall:6.3f} {t.f1:6.3f} {t.tp + t.fn:6d}"


def _rounded(t: Tally) -> dict[str, float]:
    return {"p": round(t.precision, 4), "r": round(t.recall, 4), "f1": round(t.f1, 4), "gold": t.tp + t.fn,
            "tp": t.tp, "fp": t.fp, "fn": t.fn}  # fmt: skip


def _intervals(spread: Mapping[Measure, Interval]) -> dict[str, list[float]]:
    return {measure: [round(low, 4), round(high, 4)] for measure, (low, high) in spread.items()}


def _notes(scores: Scores, figure: str) -> Iterable[str]:
    """What was missed or made up in a figure, with its words."""
    for name, marks in scores.marks.items():
        yield from (_note(name, mark) for mark in marks if mark.figure == figure and mark.note)


def _note(name: str, mark: Mark) -> str:
    words = f" — {shortened(one_line(mark.words), _WORDS)}" if mark.words else ""
    by = f" [{mark.rule}]" if mark.rule else ""
    return one_line(f"{name.removesuffix('.json')}: {mark.note}{by}{words}")


def _rule_lines(rules: Mapping[str, Tally]) -> list[str]:
    """Rules by what they made up, the worst first."""
    ranked = sorted(rules.items(), key=lambda r: (-r[1].fp, r[0]))
    rows = [f"{one_line(rule):40s} {t.precision:6.3f} {t.tp:6d} {t.fp:6d}" for rule, t in ranked]
    return (
        [f"{'rule (events, commitments, initiatives)':40s} {'P':>6s} {'right':>6s} {'wrong':>6s}", *rows]
        if rows
        else []
    )


def _file_rows(scores: Scores) -> list[str]:
    rows = []
    for name, figures in scores.files.items():
        total = sum((figures.get(f, Tally()) for f in ("events", "commitments", "initiatives")), Tally())
        rows.append(f"| {markdown(name)} | {total.tp} | {total.fp} | {total.fn} |")
    return rows


def _folded(title: str, rows: list[str], first: str = "right") -> list[str]:
    wide = rows and rows[0].count("|") == 5
    head = [f"| | {first} | made up | missed |", "|---|--:|--:|--:|"] if wide else [
        f"| | {first} | made up |", "|---|--:|--:|"
    ]  # fmt: skip
    return ["", f"<details><summary>{title} ({len(rows)})</summary>", "", *head, *rows, "", "</details>"]
