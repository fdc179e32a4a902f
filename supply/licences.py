"""Lists the locked packages with their licences, as the packages themselves state them, in Markdown.

Called as `python supply/licences.py > docs/licences.md`.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
HEAD = """# Licences

What `pip install asean-extract` brings along, and under which licence, as each package states it. Written by
`make licences` from `requirements.lock`; a package that one system alone needs has no licence here when the list was
written on another. The extras and what only development needs are left out.

| package | version | licence |
|---|---|---|
"""


def locked(text: str) -> list[tuple[str, str]]:
    """Name and version of each package of a lock, in its order."""
    return re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)


def licence(name: str) -> str:
    """The licence on one line: the SPDX expression, else the classifiers, else the words of the package."""
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return "(not installed here)"
    spelt = _field(found, "License-Expression")
    classified = [c.rpartition(" :: ")[2] for c in found.get_all("Classifier") or [] if c.startswith("License ::")]
    words = _field(found, "License").splitlines()
    return spelt or ", ".join(classified) or (words[0] if words else "(none stated)")


def _field(found: PackageMetadata, key: str) -> str:
    return str(found[key]).strip() if key in found else ""


def main() -> None:
    rows = [f"| {name} | {version} | {licence(name)} |" for name, version in locked(LOCK.read_text(encoding="utf-8"))]
    print(HEAD + "\n".join(rows))


if __name__ == "__main__":
    main()
