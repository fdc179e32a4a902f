"""Puts the page together: documents as data, one script, one style, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files

from jinja2 import Environment

from asean_extract.files.output import OutputSet
from asean_extract.review.changes import Change, Diff
from asean_extract.review.page.document import Shown, document

#: What could end a script element, or a line of JavaScript, inside JSON.
_ESCAPES = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def build_page(output: OutputSet, texts: Mapping[str, str], diff: Diff | None = None, title: str = "Review") -> str:
    """The page as HTML; `texts` are the sources by output file name, `diff` what changed against another output.

    Every document is an element of its own that the browser parses when it is opened; the index holds what lists and
    filters need.
    """
    changes = _by_file(diff.changes if diff else ())
    shown = [document(name, record, texts.get(name), changes.get(name, [])) for name, record in output.records.items()]
    style, script = (_asset(name) for name in ("page.css", "page.js"))
    page = Environment(autoescape=True).from_string(_asset("page.html"))
    return page.render(
        title=title, style=style, script=script, style_hash=_digest(style), script_hash=_digest(script),
        index=_json(_index(shown, diff)), documents=[_json(_opened(doc)) for doc in shown],
    )  # fmt: skip


def _by_file(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.file, []).append(change)
    return found


def _index(shown: Sequence[Shown], diff: Diff | None) -> Shown:
    """What is known of every document before it is opened: its head, and a row for each record but entities."""
    rows = [
        [d, r, card["kind"], card["type"], card["label"], card["date"], card["years"], card["countries"],
         card["initiatives"], card["change"]["kind"] if card["change"] else None, card["id"], _who(card)]
        for d, doc in enumerate(shown)
        for r, card in enumerate(doc["records"])
        if card["kind"] != "entity"
    ]  # fmt: skip
    return {
        "documents": [[doc["name"], doc["source"], doc["title"], len(doc["articles"]), _changes(doc)] for doc in shown],
        "rows": rows,
        "diff": None if diff is None else {"summary": diff.summary, "since": diff.runs.words, "old": diff.old},
    }


def _opened(doc: Shown) -> Shown:
    """What the index does not hold already."""
    return {key: value for key, value in doc.items() if key not in ("name", "title")}


def _changes(doc: Shown) -> int:
    return len(doc["gone"]) + sum(1 for card in doc["records"] if card["change"])


def _who(card: Shown) -> str:
    """The names of those who take part, pay or receive: what a search should find too."""
    names = [key.removeprefix("participant ") for key, _ in card["fields"] if key.startswith("participant ")]
    return "; ".join([*names, *(words for key, words in card["fields"] if key in ("payer", "recipient", "owners"))])


def _json(content: Shown) -> str:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _ESCAPES.items():
        written = written.replace(char, escape)
    return written


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
