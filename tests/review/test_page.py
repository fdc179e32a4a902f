"""The page as text: how words are cut, what a document shows, and that nothing of a source becomes markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import TEXT, article, entities, output, signing, source_record

from asean_extract.review.diff import compare
from asean_extract.review.page.build import build_page
from asean_extract.review.page.cut import Mark, Piece, cut
from asean_extract.review.page.document import document
from asean_extract.review.page.years import years_of

HOSTILE = "</script><script>alert(1)</script> \"quoted\" 'single' & <img src=x onerror=alert(2)> \u2028 end"


def block(start, end, kind):
    return {"start": start, "end": end, "kind": kind}


def shown(record=None, text=TEXT, changes=()):
    return document("oslo.json", output(record or source_record()).records["oslo.json"], text, changes)


def data(page: str, name: str) -> dict:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_cut_ends_a_piece_at_every_border():
    marks = [Mark(2, 6, 0, "evidence"), Mark(4, 8, 1, "own")]
    assert cut("0123456789", [block(0, 3, "title"), block(3, 9, "body")], marks) == [
        Piece("01", "title", ()),
        Piece("2", "title", ((0, "evidence"),)),
        Piece("3", "body", ((0, "evidence"),)),
        Piece("45", "body", ((0, "evidence"), (1, "own"))),
        Piece("67", "body", ((1, "own"),)),
        Piece("8", "body", ()),
        Piece("9", "", ()),
    ]


def test_cut_counts_code_points():
    pieces = cut("a\U0001f600b", [], [Mark(1, 2, 0, "own")])
    assert [p.text for p in pieces] == ["a", "\U0001f600", "b"]


def test_cut_ignores_words_outside_the_text():
    assert cut("abc", [], [Mark(2, 9, 0, "own"), Mark(2, 2, 0, "own")]) == [Piece("abc", "", ())]
    assert cut("", [], []) == []


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45), st.integers(0, 5)), max_size=12),
    st.lists(st.integers(0, 45), max_size=8),
)
def test_cut_pieces_make_the_text_again_and_know_every_use(text, spans, borders):
    marks = [Mark(a, b, r, "own") for a, b, r in spans]
    edges = sorted({b for b in borders if b <= len(text)})
    pieces = cut(text, [block(a, b, "body") for a, b in pairwise(edges)], marks)
    assert "".join(p.text for p in pieces) == text
    at = 0
    for piece in pieces:
        middle = range(at, at + len(piece.text))
        wanted = {
            m.record for m in marks if 0 <= m.start < m.end <= len(text) and m.start <= at and middle.stop <= m.end
        }
        assert {record for record, _ in piece.uses} == wanted
        at = middle.stop


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("2019-11-24", (2019, 2019)),
        ("1990/1999", (1990, 1999)),
        ("2017~", (2017, 2017)),
        ("../2025", (2025, 2025)),
        ("XXXX-11-24", None),
        (None, None),
    ],
)
def test_years_of_a_date_value(value, years):
    assert years_of(value) == years


def test_document_shows_records_with_names_for_ids():
    event = shown()["records"][0]
    assert (event["kind"], event["type"], event["label"], event["date"]) == (
        "event", "agreement", "Fjord Fisheries Accord", "2021-03-02",
    )  # fmt: skip
    assert ["participant Norway", "party"] in event["fields"]
    assert event["countries"] == ["CL", "NO"]
    assert event["initiatives"] == ["Fjord Fisheries Accord"]


def test_document_marks_own_words_and_evidence():
    doc = shown()
    assert "".join(text for text, _, _ in doc["text"]) == TEXT
    kinds = [r["kind"] for r in doc["records"]]
    assert kinds == ["event", "commitment", "initiative", "entity", "entity"]
    uses = {text: uses for text, _, uses in doc["text"]}
    assert [0, "o"] in uses["March 2"]
    assert [0, "e"] in uses["Fjord Fisheries Accord"] and [2, "o"] in uses["Fjord Fisheries Accord"]
    assert [1, "o"] in uses["$4 million"]


def test_document_carries_what_changed_and_what_went():
    old = output(source_record(articles=[article(events=[signing(status="planned")])]))
    new = output(source_record(articles=[article(commitments=[])]))
    doc = shown(source_record(articles=[article(commitments=[])]), changes=compare(old, new).changes)
    assert doc["records"][0]["change"]["fields"] == [["status", "planned", "held"]]
    assert [gone["label"] for gone in doc["gone"]] == ["USD 4000000: the coastal fund"]


def test_page_policy_allows_its_own_style_and_script_alone():
    page = build_page(output(source_record()), {"oslo.json": TEXT})
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style, script = (re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL) for tag in ("style", "script"))
    assert policy and style and script
    for element, directive in ((style, "style-src"), (script, "script-src")):
        digest = base64.b64encode(hashlib.sha256(element[1].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")


def test_page_loads_nothing_from_elsewhere():
    page = build_page(output(source_record()), {"oslo.json": TEXT})
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert re.findall(r"@import|url\(|fetch\(|XMLHttpRequest|innerHTML|eval\(", page) == []


def test_page_of_hostile_words_has_no_markup_of_theirs():
    text = TEXT.replace("Officials will meet again next month.", HOSTILE)
    named = entities()[0].model_copy(update={"name": HOSTILE})
    record = source_record(text, articles=[article(text, events=[signing(text, name=HOSTILE)], title=HOSTILE)])
    record = record.model_copy(update={"entities": [named, entities()[1]]})
    page = build_page(output(record), {"oslo.json": text}, title=HOSTILE)
    assert page.count("<script") == 3 == page.count("</script>")
    assert "<img" not in page and "alert(1)</" not in page
    assert HOSTILE in "".join(piece[0] for piece in data(page, "d0")["text"])


def test_page_repeats_to_the_byte():
    args = (output(source_record(), source_record(path="bergen.txt")), {"oslo.json": TEXT})
    assert build_page(*args) == build_page(*args)


def test_page_without_texts_shows_the_records_alone():
    page = build_page(output(source_record()), {})
    assert data(page, "d0")["text"] == []
    assert len(data(page, "index")["rows"]) == 3
