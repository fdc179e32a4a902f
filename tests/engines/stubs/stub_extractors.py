"""Extractors that need no model, in a module of their own, so that a worker that is spawned can import them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from asean_extract.errors import ModelError, SourceError
from asean_extract.limits import NO_LIMITS
from asean_extract.records import Source, SourceRecord


class Obedient:
    """Does what the text says: `refuse`, `break`, `kill`, `kill unless PATH` is there, `sleep`, `wait` a little."""

    limits = NO_LIMITS

    def extract(self, text: str, *, source: Source | None = None, metadata: object = None) -> SourceRecord:  # noqa: ARG002 (called as the real one is)
        assert source is not None
        order, _, path = text.partition(" unless ")
        if order == "refuse":
            raise SourceError(f"{source.path}: it asked to be refused")
        if order == "break":
            raise KeyError("a fault of ours")
        if order == "sleep" or text.startswith("wait"):
            time.sleep(600 if order == "sleep" else 0.2)
        if order == "kill" and not (path and Path(path).exists()):
            if path:
                Path(path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return SourceRecord(source=source, blocks=[], articles=[], entities=[])


class WithoutModel:
    """Cannot be made, and says why."""

    def __init__(self) -> None:
        raise ModelError("no such model")


class Stillborn:
    """Its process ends while it is made."""

    def __init__(self) -> None:
        os._exit(7)
