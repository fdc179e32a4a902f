"""Who wrote an article and who published it, read from its bylines, credits and opening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from asean_extract.rules import Rule, RuleBook
from asean_extract.spans import Block

_BETWEEN_NAMES = re.compile(r",? and |, | & | with |/| / ")
_NAME = re.compile(r"\w[\w.'’-]*(?: [\w.'’-]+){0,5}$")
_OPENING = 200  # code points of a block in which its publisher may be named


@dataclass(frozen=True)
class Credits:
    """Reads names from the blocks of one text; `view` is its reading view."""

    text: str
    view: str
    rules: RuleBook
    by_id: dict[str, Rule]

    @classmethod
    def of(cls, text: str, view: str, rules: RuleBook) -> Credits:
        return cls(text, view, rules, {rule.id: rule for rule in rules.rules})

    def closes(self, block: Block) -> bool:
        """Whether a block stands at the end of an article."""
        rule = self.by_id.get(block.rule)
        return rule is not None and bool(rule.set.get("closes"))

    def begins_page(self, block: Block) -> bool:
        """Whether a block is the first of a page."""
        rule = self.by_id.get(block.rule)
        return rule is not None and "begins" in rule.set

    def reporters(self, block: Block) -> list[str]:
        """The names in a reporter's credit ("Reporter: ...") below an article."""
        return self.names(block) if block.rule == "blocks.role-credit" else []

    def byline(self, blocks: Sequence[Block]) -> tuple[str, ...]:
        """The authors' names as written, in order; credits and addresses count where there is no byline."""
        for kind in ("byline", "credit"):
            names = [name for block in blocks if block.kind == kind for name in self.names(block)]
            if names:
                return tuple(dict.fromkeys(names))
        return ()

    def names(self, block: Block) -> list[str]:
        """The names in a byline or credit, as its rule's group `names` finds them."""
        rule = self.by_id.get(block.rule)
        if rule is None or block.kind not in ("byline", "credit"):
            return []
        view = self.view[block.start : block.end]
        found = rule.regex.match(view) or rule.regex.search(view.lstrip("-*•·▪■◆▶> "))
        if not found or not found.groupdict().get("names"):
            return []
        parts = (" ".join(part.split()) for part in _BETWEEN_NAMES.split(found["names"]))
        return [part for part in parts if _NAME.match(part)]

    def publisher(self, blocks: Sequence[Block], above: Sequence[Block]) -> str | None:
        """The publisher as written: in a source line (not one amid the text, which tells where a table comes
        from), in the opening of wire copy, in the masthead above."""
        starts = [b.start for b in blocks if b.kind == "body"] or [0]
        first, last = starts[0], starts[-1]
        tops = [b for b in (*above, *blocks[:6]) if b.kind in ("navigation", "credit")]
        places = (
            ("credit", [b for b in blocks if b.kind in ("credit", "dateline") and not first <= b.start < last]),
            ("opening", [b for b in blocks if b.kind == "body"][:2]),
            ("masthead", tops),
        )
        found = (self.named(block, where) for where, candidates in places for block in candidates)
        return next((name for name in found if name), None)

    def named(self, block: Block, where: str) -> str | None:
        """The publisher that a PUBLISHER rule for this place reads in the block."""
        view = self.view[block.start : min(block.end, block.start + _OPENING)]
        for rule in self.rules.labelled("PUBLISHER"):
            found = rule.regex.match(view) if rule.set["where"] == where else None
            if found:
                start, end = found.span("publisher")
                return self.text[block.start + start : block.start + end]
        return None
