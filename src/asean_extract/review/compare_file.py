"""Compares the old and the new record of one source file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from asean_extract.files.shape import Plain
from asean_extract.review.causes import RunDifference, rules_of
from asean_extract.review.changes import Change, ChangeKind, FieldChange, What, heaviest, severity_of, whole_severity
from asean_extract.review.flat import Flat, evidence, flatten, position
from asean_extract.review.layout_changes import block_changes, date_changes
from asean_extract.review.matching import Pair, Placed, pair_records
from asean_extract.review.pairing import align
from asean_extract.review.safe import one_line
from asean_extract.review.sides import value_of

_LISTS: dict[What, str] = {
    "event": "events", "commitment": "commitments", "figure": "figures", "initiative": "initiatives",
}  # fmt: skip
#: The kinds of record that are paired, in the order in which their changes are found.
KINDS: tuple[What, ...] = (*_LISTS, "entity")
_HEAD = ("title", "byline", "publisher", "url", "language", "published")


def compare_file(name: str, old: Plain, new: Plain, runs: RunDifference) -> list[Change]:
    """Every change between two records of one source file, each with its causes."""
    return FileComparison(name, old, new, runs).changes()


class FileComparison:
    """Two records of one source file, with what stands for what on both sides."""

    def __init__(self, name: str, old: Plain, new: Plain, runs: RunDifference) -> None:
        self.name, self.old, self.new, self.runs = name, old, new, runs
        self.source = new.get("source") or {}
        self.source_changed = (old.get("source") or {}).get("sha256") != self.source.get("sha256")
        self.old_articles: list[Plain] = old.get("articles") or []
        self.new_articles: list[Plain] = new.get("articles") or []
        self.articles = _pair_articles(self.old_articles, self.new_articles)
        self.rows = {what: (_placed(old, what), _placed(new, what)) for what in KINDS}
        self.pairs = {what: pair_records(*self.rows[what], self.articles) for what in KINDS}
        self.new_names = _names(new)
        self.old_names = _names(old) | {a.id: self.new_names[b.id] for a, b in self._named_pairs() if a.id}

    def changes(self) -> list[Change]:
        """Records first, then the heads of articles, then what only shows where nothing else does."""
        found = [change for what in self.pairs for change in self._record_changes(what)]
        found += self._article_changes()
        found += date_changes(self, found)
        if not self.source_changed:
            found += block_changes(self)
        return found

    def change(
        self, what: What, old: Plain | None, new: Plain | None, fields: Sequence[FieldChange], label: str
    ) -> Change:
        """A change with its weight, evidence, place and causes; of the two records one may be None."""
        seen = new if new is not None else old or {}
        kind: ChangeKind = "changed" if old is not None and new is not None else "removed" if new is None else "added"
        where = position(seen)
        rules = rules_of(old) | rules_of(new)
        return Change(
            kind=kind, what=what, file=self.name, id=str(seen.get("id") or ""), label=label,
            severity=heaviest([f.severity for f in fields]) if kind == "changed" else whole_severity(what),
            fields=tuple(fields), old_evidence=evidence(old or {}), new_evidence=evidence(new or {}),
            causes=self.runs.causes(rules, source_changed=self.source_changed),
            source=self.source.get("path"), start=where and where[0], end=where and where[1],
        )  # fmt: skip

    def _named_pairs(self) -> Iterator[Pair]:
        pairs = (*self.pairs["entity"], *self.pairs["initiative"])
        yield from ((a, b) for a, b in pairs if b.id in self.new_names)

    def _record_changes(self, what: What) -> Iterator[Change]:
        pairs = self.pairs[what]
        paired = {placed for pair in pairs for placed in pair}
        for a, b in pairs:
            fields = self._fields(what, a, b)
            if fields:
                yield self.change(what, a.record, b.record, fields, _label(what, b.record))
        olds, news = self.rows[what]
        for a in olds:
            if a not in paired:
                yield self.change(what, a.record, None, (), _label(what, a.record))
        for b in news:
            if b not in paired:
                yield self.change(what, None, b.record, (), _label(what, b.record))

    def _fields(self, what: What, a: Placed, b: Placed) -> list[FieldChange]:
        """The fields that differ; the id alone only when it is all that does, since it follows from the others."""
        old, new = flatten(a.record, self.old_names), flatten(b.record, self.new_names)
        old |= {"evidence": " … ".join(evidence(a.record))} if what not in ("entity", "initiative") else {}
        new |= {"evidence": " … ".join(evidence(b.record))} if what not in ("entity", "initiative") else {}
        if a.article is not None and b.article is not None and (a.article, b.article) not in self.articles:
            old["article"] = _article_name(self.old_articles[a.article])
            new["article"] = _article_name(self.new_articles[b.article]) + " (another article)"
        fields = differing(what, old, new)
        if not fields and a.id != b.id:
            return differing(what, {"id": a.id}, {"id": b.id})
        return fields

    def _article_changes(self) -> Iterator[Change]:
        for i, j in self.articles:
            old, new = self.old_articles[i], self.new_articles[j]
            heads = [flatten({key: side.get(key) for key in _HEAD}, {}) for side in (old, new)]
            fields = differing("article", heads[0], heads[1])
            if fields:
                yield self.change("article", old, new, fields, _article_name(new))
        for i, old in enumerate(self.old_articles):
            if i not in {a for a, _ in self.articles}:
                yield self.change("article", old, None, (), _article_name(old))
        for j, new in enumerate(self.new_articles):
            if j not in {b for _, b in self.articles}:
                yield self.change("article", None, new, (), _article_name(new))


def differing(what: What, old: Flat, new: Flat) -> list[FieldChange]:
    """The fields whose words differ, heavier ones first, otherwise in the order of the record."""
    keys = [*old, *(key for key in new if key not in old)]
    fields = [
        FieldChange(key, old.get(key) or None, new.get(key) or None, severity_of(what, key))
        for key in keys
        if old.get(key) != new.get(key)
    ]
    return [f for severity in ("major", "minor", "note") for f in fields if f.severity == severity]


def _placed(side: Plain, what: What) -> list[Placed]:
    """All records of one kind of one side, with the article that each stands in."""
    if what == "entity":
        return [Placed.of(what, entity, None) for entity in side.get("entities") or []]
    articles = enumerate(side.get("articles") or [])
    return [Placed.of(what, row, i) for i, article in articles for row in article.get(_LISTS[what]) or []]


def _pair_articles(olds: Sequence[Plain], news: Sequence[Plain]) -> list[tuple[int, int]]:
    """Index pairs of articles that are the same, by headline and by the records in them; as many left over on both
    sides are taken in order."""
    pairs = align(range(len(olds)), range(len(news)), lambda i, j: _article_likeness(olds[i], news[j]))
    left_old = [i for i in range(len(olds)) if i not in {a for a, _ in pairs}]
    left_new = [j for j in range(len(news)) if j not in {b for _, b in pairs}]
    if len(left_old) == len(left_new):
        pairs += zip(left_old, left_new, strict=True)
    return sorted(pairs)


def _article_likeness(a: Plain, b: Plain) -> float:
    title = fuzz.ratio(a.get("title") or "", b.get("title") or "") / 100 if a.get("title") and b.get("title") else 0.0
    x, y = _fingerprint(a), _fingerprint(b)
    shared = len(x & y) / len(x | y) if x | y else 0.0
    return max(title if title >= 0.8 else 0.0, shared if shared >= 0.3 else 0.0)


def _fingerprint(article: Plain) -> set[str]:
    rows = [row for key in _LISTS.values() for row in article.get(key) or []]
    return {str(row.get("id")) for row in rows} | {words for row in rows for words in evidence(row)}


def _article_name(article: Plain) -> str:
    return one_line(str(article.get("title") or article.get("id") or "untitled article"))


def _names(record: Plain) -> dict[str, str]:
    rows = [*(record.get("entities") or [])]
    rows += [row for article in record.get("articles") or [] for row in article.get("initiatives") or []]
    return {row["id"]: str(row.get("name") or row["id"]) for row in rows if row.get("id")}


def _label(what: What, record: Plain) -> str:
    """What a reader would call the record."""
    if what == "event":
        return one_line(f"{record.get('name')} ({value_of(record.get('date'))})")
    if what in ("commitment", "figure"):
        said = record.get("purpose") or record.get("measure") or record.get("text")
        return one_line(f"{record.get('currency')} {record.get('amount')}: {said}")
    return one_line(str(record.get("name") or record.get("id")))
