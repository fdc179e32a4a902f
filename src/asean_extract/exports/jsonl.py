"""JSON Lines: a folder with a file for each kind, a record on each line, fields as in the output files."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from asean_extract.exports.nested import KINDS, nested
from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.files.targets import whole_folder


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes `events.jsonl` and its like to the folder; gives the lines of each."""
    counts: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    with whole_folder(target) as folder, ExitStack() as files:
        out = {
            kind: files.enter_context((folder / f"{kind}.jsonl").open("w", encoding="utf-8", newline="\n"))
            for kind in KINDS
        }
        for file, record in records:
            for kind, item in nested(file, record):
                out[kind].write(json.dumps(item, ensure_ascii=False) + "\n")
                counts[kind] += 1
    return counts
