"""Why an output changed, as far as the two manifests and the two source records tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from asean_extract.files.shape import Plain

CauseKind = Literal["source", "judgement", "rule", "patterns", "model", "code", "unknown"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason, in words: the source text, a rule or the patterns at large, the model, the code."""

    kind: CauseKind
    words: str


@dataclass(frozen=True)
class RunDifference:
    """What differs between two runs. `known` is False when a manifest is missing, and then nothing can be said."""

    known: bool
    rules: Mapping[str, str]  # rule id → added, removed or changed
    tables: tuple[str, ...]  # knowledge tables and rule files whose content or order differs
    model: str | None
    code: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Every difference on a line of its own."""
        lines = [f"rule {rule} {what}" for rule, what in self.rules.items()]
        lines += [f"{table} changed" for table in self.tables]
        return [*lines, *([self.model] if self.model else []), *self.code]

    def causes(self, rules: set[str], *, source_changed: bool) -> tuple[Cause, ...]:
        """Why a record changed that these rules made.

        A rule of its own that changed is the cause. Without one, everything that differs may be; nothing that differs
        leaves the cause unknown, which for two runs with manifests means that a run does not repeat itself.
        """
        found = [Cause("source", "the source text changed")] if source_changed else []
        own = [Cause("rule", f"rule {rule} {what}") for rule, what in self.rules.items() if rule in rules]
        found += own or list(self._at_large())
        if not found and self.known:
            found.append(Cause("unknown", "nothing that the manifests record differs"))
        return tuple(found)

    def _at_large(self) -> Iterator[Cause]:
        if self.rules:
            yield Cause("patterns", f"other rules differ: {', '.join(self.rules)}")
        for table in self.tables:
            yield Cause("patterns", f"{table} changed")
        if self.model:
            yield Cause("model", self.model)
        for words in self.code:
            yield Cause("code", words)


def compare_runs(old: Plain | None, new: Plain | None) -> RunDifference:
    """What two manifests say differs; either may be missing."""
    if old is None or new is None:
        return RunDifference(False, {}, (), None, ())
    rules = dict(_states(_table(old, "patterns", "rules"), _table(new, "patterns", "rules")))
    tables = [f"knowledge table {name}" for name, _ in _both(old, new, "knowledge")]
    if not rules:
        # A rule file differs while none of its rules does: their order does, and it can settle an overlap.
        tables += [f"the order of rules in {name}" for name, _ in _both(old, new, "files")]
    versions = dict(_states(_table(old, "versions"), _table(new, "versions")))
    said = {name: _versions(name, old, new) for name in versions}
    model = said.pop("model", None)
    return RunDifference(True, rules, tuple(tables), model, tuple(said.values()))


def rules_of(node: object) -> set[str]:
    """The ids of all rules that a record names, those of its dates too."""
    if isinstance(node, dict):
        own = {node["rule"]} if isinstance(node.get("rule"), str) else set()
        return own.union(*(rules_of(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(rules_of(value) for value in node))
    return set()


def _table(manifest: Plain, *path: str) -> Mapping[str, object]:
    node: object = manifest
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node if isinstance(node, dict) else {}


def _states(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in sorted({*old, *new}):
        if key not in new:
            yield key, "removed or switched off"
        elif key not in old:
            yield key, "added"
        elif old[key] != new[key]:
            yield key, "changed"


def _both(old: Plain, new: Plain, name: str) -> Iterator[tuple[str, str]]:
    return _states(_table(old, "patterns", name), _table(new, "patterns", name))


def _versions(name: str, old: Plain, new: Plain) -> str:
    before, now = _table(old, "versions").get(name), _table(new, "versions").get(name)
    return f"{name} {before or 'unknown'} became {now or 'unknown'}"
