"""What is shown of a comparison, and that the words of a source cannot do anything where they are shown."""

from __future__ import annotations

import json

import pytest
from made_records import TEXT, article, output, pledge, signing, source_record

from asean_extract.files.shape import plain_record
from asean_extract.review.diff import compare
from asean_extract.review.render_diff import as_json, as_terminal
from asean_extract.review.render_github import as_github
from asean_extract.review.render_markdown import MARKER, as_markdown
from asean_extract.review.safe import annotation, markdown, one_line, shortened
from asean_extract.review.textconv import as_lines

HOSTILE = (
    "\x1b[2J<script>alert(1)</script> @everyone closes #1 [x](javascript:y) `code` | **b** ![i](http://x.example/i.png)"
    "\n::error::owned\r\n--> </details> \u202eright"
)


def one_change(**other):
    new = source_record(articles=[article(events=[signing(**other)])])
    return compare(output(source_record()), output(new))


def hostile_diff():
    spoiled = pledge(purpose=HOSTILE)
    new = source_record(articles=[article(events=[signing(name=HOSTILE, status="planned")], commitments=[spoiled])])
    return compare(output(source_record()), output(new))


def test_one_line_leaves_no_control_character():
    shown = one_line(HOSTILE)
    assert shown.isprintable()
    assert "\x1b" not in shown and "\u202e" not in shown and "\n" not in shown


def test_markdown_of_hostile_words_holds_no_mark_of_its_own():
    shown = markdown(HOSTILE)
    assert not set("<>[]`|*!@\x1b\n") & set(shown)
    assert "&#64;\u200beveryone" in shown and "&#35;\u200b1" in shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("www.fjord.example", "www&#46;fjord&#46;example"),
        ("https://fjord", "https&#58;//fjord"),
        ("a_b_c", "a&#95;b&#95;c"),
        ("1. first", "1&#46; first"),
        ("- item", "&#45; item"),
        ("~~x~~", "&#126;&#126;x&#126;&#126;"),
        ("&lt;b&gt;", "&#38;lt;b&#38;gt;"),
        ("me@fjord", "me&#64;\u200bfjord"),
        ("$x$", "&#36;x&#36;"),
        ("a first-rate (sic) fjord, at 5%.", "a first-rate (sic) fjord, at 5%."),
    ],
)
def test_markdown_leaves_nothing_to_be_linked_or_formatted(words, shown):
    assert markdown(words) == shown


def test_annotation_escapes_what_would_end_it():
    assert annotation("50% of\r\n::warning::x") == "50%25 of ::warning::x"
    assert annotation("a:b,c%", is_property=True) == "a%3Ab%2Cc%25"


@pytest.mark.parametrize(("limit", "cut"), [(40, "a bridge over the fjord"), (15, "a bridge over…"), (3, "a…")])
def test_shortened_cuts_at_a_blank(limit, cut):
    assert shortened("a bridge over the fjord", limit) == cut


def test_terminal_shows_fields_evidence_and_place():
    shown = as_terminal(one_change(status="planned"))
    assert "~ major event changed: Fjord Fisheries Accord (2021-03-02)" in shown
    assert "status: held → planned" in shown
    assert "oslo.json evt-signing" in shown
    assert "“Norway and Chile signed the Fjord Fisheries Accord on March 2.”" in shown
    assert "\x1b" not in shown


def test_terminal_colours_only_when_told_to():
    assert "\x1b[31mheld\x1b[0m" in as_terminal(one_change(status="planned"), colour=True)


def test_terminal_of_hostile_words_has_no_escape_and_no_workflow_command():
    shown = as_terminal(hostile_diff())
    assert "\x1b" not in shown
    assert [line for line in shown.splitlines() if line.lstrip().startswith("::")] == []


def test_markdown_comment_can_be_found_again_and_folds_by_weight():
    shown = as_markdown(one_change(status="planned"))
    assert shown.startswith(f"{MARKER}\n### Extraction review: 1 event changed")
    assert "<details open><summary>🔴 1 major in oslo&#46;json</summary>" in shown
    assert "| status | held | planned |" in shown
    assert "a `manifest.json` is missing" in shown


def test_markdown_comment_with_hostile_words_stays_whole():
    shown = as_markdown(hostile_diff())
    assert "<script" not in shown and "](javascript" not in shown and "@everyone" not in shown
    assert shown.count("<details") == shown.count("</details>") == 2
    assert shown.count("<!--") == 1


def test_markdown_comment_has_no_more_characters_than_github_takes():
    events = [signing(id=f"evt-{i}", name=f"accord number {i} on herring") for i in range(400)]
    diff = compare(output(source_record()), output(source_record(articles=[article(events=events)])))
    shown = as_markdown(diff, limit=5000)
    assert len(diff.changes) > 390
    assert len(shown) < 5400
    assert "more changes do not fit in a comment" in shown


def test_markdown_of_no_change_says_so():
    same = output(source_record())
    assert "No record changed in 1 file" in as_markdown(compare(same, same))


def test_github_annotation_stands_on_the_line_of_the_words():
    (line,) = as_github(one_change(status="planned"), {"oslo.txt": TEXT}, "texts").splitlines()
    assert line == (
        "::warning file=texts/oslo.txt,line=3,title=event changed::"
        "Fjord Fisheries Accord (2021-03-02); status: held became planned"
    )


def test_github_annotation_of_a_record_that_went_names_no_line_of_the_new_text():
    diff = compare(output(source_record()), output(source_record(articles=[article(events=[])])))
    lines = as_github(diff, {"oslo.txt": TEXT}, "").splitlines()
    assert lines[0].startswith("::warning file=oslo.txt,title=event removed::")


def test_github_annotation_of_hostile_words_is_one_command_each():
    diff = hostile_diff()
    lines = as_github(diff, {}, "").splitlines()
    assert len(lines) == len(diff.changes) == 2
    assert all(line.startswith(("::warning file=oslo.txt", "::notice file=oslo.txt")) for line in lines)


def test_json_holds_every_change_with_fields():
    parsed = json.loads(as_json(one_change(status="planned")))
    assert parsed["counts"] == {"major": 1, "minor": 0, "note": 0}
    (change,) = parsed["changes"]
    assert change["fields"] == [{"field": "status", "old": "held", "new": "planned", "severity": "major"}]


def test_renderings_repeat_to_the_byte():
    for render in (as_terminal, as_json, as_markdown, lambda d: as_github(d, {}, "")):
        assert render(hostile_diff()) == render(hostile_diff())


def test_textconv_has_no_offsets_so_that_an_edit_elsewhere_moves_nothing():
    longer = "A word on the weather.\n" + TEXT
    assert as_lines(output(source_record()).records["oslo.json"]) == as_lines(
        output(source_record(longer)).records["oslo.json"]
    )
    lines = as_lines(plain_record("x", source_record().model_dump_json().encode())).splitlines()
    assert "  date.value: 2021-03-02" in lines
    assert "  participant Norway: party" in lines
