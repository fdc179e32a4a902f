"""Breaches of the contract that no score may hide: spans that are off, ids that lead nowhere, blocks that overlap."""

from __future__ import annotations

from collections.abc import Iterator

from asean_extract.files.shape import Plain

_REFERENCES = ("entity", "payer", "recipient", "initiative")


def breaches(record: Plain, text: str | None) -> list[str]:
    """What is wrong, each with its place in the record (`.articles[0].events[1]: …`); `text` is the source if known."""
    articles = record.get("articles") or []
    known = {entity["id"] for entity in record.get("entities") or []}
    known |= {row.get("id") for article in articles for row in article.get("initiatives") or []}
    return [*_walk(record, "", known, text), *_overlaps(record.get("blocks") or [])]


def _walk(node: object, place: str, known: set[str | None], text: str | None) -> Iterator[str]:
    if isinstance(node, dict):
        yield from _span_breaches(node, place, text)
        for field in _REFERENCES:
            if isinstance(node.get(field), str) and node[field] not in known:
                yield f"{place}: {field} {node[field]!r} is not in the file"
        for key, value in node.items():
            yield from _walk(value, f"{place}.{key}", known, text)
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _walk(value, f"{place}[{i}]", known, text)


def _span_breaches(node: Plain, place: str, text: str | None) -> Iterator[str]:
    start, end, words = node.get("start"), node.get("end"), node.get("text")
    if not isinstance(start, int) or not isinstance(end, int):
        return
    if not 0 <= start < end or (text is not None and end > len(text)):
        yield f"{place}: span {start}:{end} outside the text"
    elif text is not None and isinstance(words, str) and text[start:end] != words:
        yield f"{place}: text differs from source at {start}:{end}"


def _overlaps(blocks: list[Plain]) -> Iterator[str]:
    last = 0
    for block in blocks:
        if block["start"] < last:
            yield f".blocks: {block['start']} overlaps the block before it"
        last = block["end"]
