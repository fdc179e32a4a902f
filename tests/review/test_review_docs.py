"""The worked example of docs/review.md is what the product writes."""

from __future__ import annotations

import re

from made_records import TEXT, article, output, signing, source_record

from asean_extract.review.diff import compare
from asean_extract.review.render_markdown import as_markdown

EXAMPLE = re.compile(r"<!-- example -->\n\n````markdown\n(.*?)````\n", re.DOTALL)


def manifest(fingerprint: str) -> dict[str, object]:
    rules = {"date.month-day": fingerprint, "event.signing": "b"}
    return {"versions": {"asean-extract": "0.1.0"}, "patterns": {"rules": rules, "files": {}, "knowledge": {}}}


def test_comment_that_the_page_shows_is_the_one_that_is_written(root):
    open_year = signing().date.model_copy(update={"value": "XXXX-03-02", "basis": "explicit", "anchor": None})
    changed = source_record(articles=[article(events=[signing(date=open_year)], dates=[article().dates[0], open_year])])
    old, new = output(source_record(), manifest=manifest("a")), output(changed, manifest=manifest("c"))
    page = (root / "docs" / "review.md").read_text(encoding="utf-8")
    (shown,) = EXAMPLE.findall(page)
    assert shown == as_markdown(compare(old, new))
    assert "Norway and Chile signed the Fjord Fisheries Accord on March 2." in TEXT
