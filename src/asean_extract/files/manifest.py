"""The manifest of a run: with what it was made, so that a later difference can be put down to its cause.

No clock, machine or path outside the input reaches it, and no Python version: the same input, patterns, model and code
give the same bytes on every Python that the package supports.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from asean_extract.files.read import MANIFEST_NAME
from asean_extract.files.remote import Place
from asean_extract.files.write import write_whole
from asean_extract.version import __version__

if TYPE_CHECKING:
    from asean_extract.records import SourceRecord
    from asean_extract.rules import Patterns, Rule

COUNTED = ("events", "commitments", "figures", "initiatives")


@dataclass
class RunCounts:
    """What a run has written so far; filled file by file, so that no record need stay in memory."""

    numbers: Counter[str] = field(default_factory=Counter)

    def add(self, record: SourceRecord) -> None:
        """Counts one source file and what was read from it."""
        self.numbers["files"] += 1
        self.numbers["articles"] += len(record.articles)
        self.numbers["entities"] += len(record.entities)
        for name in COUNTED:
            self.numbers[name] += sum(len(getattr(article, name)) for article in record.articles)

    def join(self, other: RunCounts) -> None:
        """Counts what another part of the run has written."""
        self.numbers.update(other.numbers)

    def table(self) -> dict[str, int]:
        """Every count by name, those of nothing too."""
        return {name: self.numbers[name] for name in ("files", "articles", *COUNTED, "entities")}


def made_with(patterns: Patterns, *, spacy_version: str | None, model: tuple[str, str] | None) -> dict[str, Any]:
    """The part of `manifest.json` that tells with what a run was made; `model` is name and version of the pipeline."""
    from asean_extract.records import SCHEMA_VERSION  # counts can be told without loading the records

    versions = {
        "asean-extract": __version__,
        "schema": SCHEMA_VERSION,
        "spacy": spacy_version,
        "model": f"{model[0]} {model[1]}" if model else None,
    }
    return {"versions": versions, "patterns": fingerprints(patterns)}


def build_manifest(
    counts: RunCounts,
    made: Mapping[str, Any],
    *,
    failures: Mapping[str, str] | None = None,
    input_root: str | None = None,
    lapsed_judgements: Iterable[str] = (),
    left_out: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """The content of `manifest.json`.

    `made` is what `made_with` gives. `failures` gives the reason by source path relative to the input root.
    `input_root` is the folder as it was named on the command line; one that only makes sense on one machine (absolute,
    or above the working directory) is left out. `lapsed_judgements` are the ids of judgements that found no record,
    `left_out` names, by source path, the users' rules that a text was read without.
    """
    failed, slow = failures or {}, left_out or {}
    return {
        **made,
        "input": _portable(input_root),
        "counts": {**counts.table(), "failures": len(failed)},
        "failures": [{"path": path, "reason": failed[path]} for path in sorted(failed)],
        "lapsed_judgements": sorted(lapsed_judgements),
        "left_out": [{"path": path, "rules": sorted(map(_last_parts, slow[path]))} for path in sorted(slow)],
    }


def write_manifest(folder: Place, manifest: dict[str, Any]) -> None:
    """Writes `manifest.json` into an output folder; raises OutputError when it cannot."""
    write_whole(folder / MANIFEST_NAME, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")


def fingerprints(patterns: Patterns) -> dict[str, dict[str, str]]:
    """SHA-256 of what each rule, each rule file and each knowledge table says, by rule id, file name and table name.

    A rule's `why` and its examples change no record, so they are no part of it. The order of rules in a file can
    settle an overlap, so it is part of the file's. The rules of `gaps` make no record and are left out.
    """
    making = [rule for rule in patterns.rules.rules if not rule.label.startswith("GAP_")]
    rules = {rule.id: _digest(_content(rule)) for rule in making}
    files: dict[str, list[list[str]]] = {}
    for rule in making:
        files.setdefault(_file_name(rule.file), []).append([rule.id, rules[rule.id]])
    return {
        "rules": dict(sorted(rules.items())),
        "files": {name: _digest(files[name]) for name in sorted(files)},
        "knowledge": {name: _digest([dict(e) for e in patterns.table(name)]) for name in sorted(patterns.knowledge)},
    }


def _file_name(name: str) -> str:
    """The name of a shipped rule file; of a user's the folder and the name, since its path belongs to one machine."""
    return "/".join(PurePath(name).parts[-2:])


def _last_parts(rule: str) -> str:
    """File and id of a rule, the file without its folders, since they belong to one machine."""
    file, _, rest = rule.rpartition(": ")
    return f"{_file_name(file)}: {rest}"


def _content(rule: Rule) -> list[object]:
    pattern = rule.pattern if isinstance(rule.pattern, str) else [dict(token) for token in rule.pattern]
    return [rule.label, rule.kind, pattern, dict(rule.set)]


def _digest(content: object) -> str:
    # TOML dates and times have no JSON form; their ISO text stands for them.
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _portable(root: str | None) -> str | None:
    path = PurePath(root) if root else None
    if path is None or path.is_absolute() or ".." in path.parts or path.drive:
        return None
    return path.as_posix()
