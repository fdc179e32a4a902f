"""The derivation of one record in plain words: what it was read from, by which rules, and what lost against it.

Works on an output file and the patterns alone. The text of a block is told when the source is at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from asean_extract.errors import OutputError
from asean_extract.files.judgements import LISTS, Judgement
from asean_extract.files.shape import Plain
from asean_extract.review.derive import Why, date_lines, evidence_lines, other_dates, sentence_of
from asean_extract.review.flat import flatten
from asean_extract.review.reasons import KINDS
from asean_extract.review.safe import one_line, shortened
from asean_extract.rules import Patterns

_BLOCK_WORDS = 200


class Explainer:
    """Explains the records of one output file; `text` is its source, if at hand."""

    def __init__(self, record: Plain, patterns: Patterns, text: str | None = None,
                 judgements: tuple[Judgement, ...] = ()) -> None:  # fmt: skip
        self._record, self._why, self._text = record, Why(patterns), text
        path = (record.get("source") or {}).get("path")
        self._judgements = {j.id: j for j in judgements if j.source in (None, path)}
        rows = [*(record.get("entities") or []), *(row for a in self._articles for row in a.get("initiatives") or [])]
        self._names = {row["id"]: str(row.get("name") or row["id"]) for row in rows if row.get("id")}

    @property
    def _articles(self) -> list[Plain]:
        return self._record.get("articles") or []

    def explain(self, name: str) -> str:
        """The derivation of what the name stands for: the id of a record, entity or article, or `@OFFSET` for the block
        around a source offset. A record that stands in several articles is explained in each.

        Raises OutputError when the file holds no such thing.
        """
        if name.startswith("@"):
            return _text(self._block_lines(name))
        parts = [list(lines) for lines in self._parts(name)]
        if not parts:
            raise OutputError(
                f"{name}: no record, entity or article of this file; `asean-extract diff --textconv FILE` shows the ids"
            )
        return "\n".join(_text(lines) for lines in parts)

    def _parts(self, name: str) -> Iterator[Iterator[str]]:
        tellers: Mapping[str, Callable[[Plain, Plain], Iterator[str]]] = {
            "events": self._event_lines, "commitments": self._sum_lines, "figures": self._sum_lines,
            "initiatives": self._named_lines,
        }  # fmt: skip
        for article in self._articles:
            if article.get("id") == name:
                yield self._article_lines(article)
            for key in LISTS:
                yield from (tellers[key](row, article) for row in article.get(key) or [] if row.get("id") == name)
        yield from (self._entity_lines(e) for e in self._record.get("entities") or [] if e.get("id") == name)

    def _event_lines(self, event: Plain, article: Plain) -> Iterator[str]:
        proper = "a proper name of the text" if event.get("named") else "a description made from the text"
        yield f"{event.get('id')}: {event.get('name')}"
        yield f"  an event of type {event.get('type')}, {event.get('status')}; its name is {proper}"
        yield from self._read_lines(event, article)
        yield from self._field_lines(event, ("place", "time", "participants", "initiatives"))
        yield from self._lost_lines(event, article)
        yield from self._judgement_lines(event)

    def _sum_lines(self, row: Plain, article: Plain) -> Iterator[str]:
        yield f"{row.get('id')}: {row.get('currency')} {row.get('amount')}, written “{row.get('text')}”"
        reason = row.get("currency_reason")
        if reason:
            yield f"  the currency is {row.get('currency')} because {reason}"
        yield from self._read_lines(row, article)
        said = ("kind", "modifier", "frequency", "payer", "recipient", "initiative", "purpose", "measure")
        yield from self._field_lines(row, ("amount_max", "previous_amount", *said))
        yield from self._lost_lines(row, article)
        yield from self._judgement_lines(row)

    def _named_lines(self, row: Plain, article: Plain) -> Iterator[str]:
        yield f"{row.get('id')}: {row.get('name')}"
        yield f"  an initiative of kind {row.get('kind')} in {article.get('id')}"
        yield from self._read_lines(row, article)
        yield from self._field_lines(row, ("acronym", "aliases", "owners", "period"))
        yield from self._judgement_lines(row)

    def _entity_lines(self, entity: Plain) -> Iterator[str]:
        yield f"{entity.get('id')}: {entity.get('name')}"
        yield f"  an entity of type {entity.get('type')}"
        yield from (f"  {line}" for line in evidence_lines(entity))
        yield from self._field_lines(entity, ("aliases", "acronym", "country"))
        yield from self._judgement_lines(entity)

    def _article_lines(self, article: Plain) -> Iterator[str]:
        yield f"{article.get('id')}: {article.get('title') or 'an article without a headline'}"
        yield from self._field_lines(article, ("byline", "publisher", "language"))
        published = article.get("published")
        if not published:
            yield "  the document date is not known: none is printed, and nothing in the text settles one"
            return
        yield "  the document date:"
        yield from (f"    {line}" for line in date_lines(published, article, self._why))

    def _read_lines(self, record: Plain, article: Plain) -> Iterator[str]:
        """Words, rule and date: what every record has."""
        yield "  read from:"
        yield from (f"    {line}" for line in evidence_lines(record) or ["words that the file does not quote"])
        yield f"  by {self._why.line(record.get('rule'))}"
        if record.get("date"):
            yield "  dated:"
            yield from (f"    {line}" for line in date_lines(record["date"], article, self._why))

    def _field_lines(self, record: Plain, fields: tuple[str, ...]) -> Iterator[str]:
        flat = flatten({key: record.get(key) for key in fields}, self._names)
        yield from (f"  {key}: {words}" for key, words in flat.items())

    def _lost_lines(self, record: Plain, article: Plain) -> Iterator[str]:
        """What stood in the same words and was not taken."""
        lost = [*other_dates(record, article)]
        for span in (record.get("date") or {}, record):
            start, end = span.get("start"), span.get("end")
            around = sentence_of(record, start, end) if start is not None and end is not None else None
            if around is not None and start is not None and end is not None:
                words, offset = around
                lost += self._why.losers(span.get("rule"), words, start - offset, end - offset)
        if lost:
            yield "  what lost against it:"
            yield from (f"    {line}" for line in lost)

    def _judgement_lines(self, record: Plain) -> Iterator[str]:
        judgement = self._judgements.get(str(record.get("id")))
        if judgement:
            because = f": {judgement.note}" if judgement.note else ""
            yield f"  a reviewer said {judgement.verdict}{because}"
            yield from (f"    {key} is {value}" for key, value in judgement.set.items())

    def _block_lines(self, name: str) -> Iterator[str]:
        offset = int(name[1:]) if name[1:].isdecimal() else -1
        found = [b for b in self._record.get("blocks") or [] if b["start"] <= offset < b["end"]]
        if not found:
            raise OutputError(f"{name}: no block covers this offset; offsets count code points of the source from 0")
        block = found[0]
        kind = block["kind"]
        yield f"text {block['start']}–{block['end']}: {kind}"
        if self._text is not None:
            yield f"  “{shortened(one_line(self._text[block['start'] : block['end']]), _BLOCK_WORDS)}”"
        yield f"  it is taken for {KINDS.get(kind, kind)}"
        yield f"  by {self._why.line(block.get('rule'))}"
        yield f"  part of {block['article']}" if block.get("article") else "  outside every article"


def _text(lines: Iterator[str] | list[str]) -> str:
    """The lines as they are indented, each safe to show."""
    shown = [line[: len(line) - len(line.lstrip())] + one_line(line) for line in lines]
    return "\n".join(shown) + "\n"
