"""The fenced blocks of the pages that a user reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ("docs/reference/commands.md", "docs/reference/rules.md")
FENCE = re.compile(
    r'^(?P<mark>`{3,})(?P<language>\w*)(?: +title="(?P<title>[^"]+)")?[^\n`]*\n(?P<body>.*?)^(?P=mark)$',
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """One block: its language, the file that its title names or "", its words, and the line that it begins at."""

    language: str
    title: str
    body: str
    line: int


def pages() -> dict[str, Path]:
    """Every page by its name in the repository: the README, the page for contributors, and docs/ as far as it is
    written by hand."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    named = {path.relative_to(ROOT).as_posix(): path for path in found}
    return {name: path for name, path in named.items() if name not in GENERATED}


def blocks(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    return [
        Block(found["language"], found["title"] or "", found["body"], text.count("\n", 0, found.start()) + 1)
        for found in FENCE.finditer(text)
    ]
