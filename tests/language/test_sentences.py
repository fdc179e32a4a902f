"""Sentence borders: what ends a sentence and what only looks so."""

from __future__ import annotations

import pytest

from asean_extract.language.sentences import sentence_spans

PARAGRAPHS = [
    ("The ministers met. They signed a plan.", 2),
    ("H.E. Tan Wei Ming arrived on Nov. 3 from the U.S. Embassy.", 1),
    ("It was held in the U.S. The next one follows in May.", 2),
    ('"We will go on." The president left.', 2),
    ('"Will it hold?" she asked.', 1),
    ("1. The minister opened the fair. He toured it.", 2),
    ("Growth was 3.5 percent. Exports rose.", 2),
    ("Mr. Lee and Dr. Park spoke.", 1),
    ("S. Korea and N. Korea held talks.", 1),
    ("The fund grew (see annex). It will be closed in 2030.", 2),
    ("Officials of Acme Co. Ltd. signed it.", 1),
    ("He arrived in Washington, D.C. on Friday.", 1),
    ("   ", 0),
    ("No stop at the end", 1),
]


@pytest.mark.parametrize(("text", "count"), PARAGRAPHS)
def test_sentence_spans_counts(text: str, count: int):
    assert len(list(sentence_spans(text))) == count


@pytest.mark.parametrize("text", [text for text, _ in PARAGRAPHS])
def test_sentence_spans_leave_out_nothing_but_blanks(text: str):
    spans = list(sentence_spans(text))
    kept = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in kept)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("word " * 1_199, 1),  # 5,995 code points
        ("word " * 2_000, 2),
        ("(" * 500 + " came.", 1),
        ("(" * 1_200 + " came.", 3),
        ("They met. " + "X" * 501, 3),
    ],
)
def test_sentence_spans_cut_what_no_sentence_is_as_long_as(text: str, count: int):
    spans = list(sentence_spans(text))
    assert len(spans) == count
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")


DATELINES = [
    ("LIMA, May 3 (Andes Wire) -- The ministers met.", "The ministers met."),
    ("Oslo (NNW) – Norway and Chile signed a treaty.", "Norway and Chile signed a treaty."),
    ("SAN JOSE, 19 March 2024 - Chile agreed.", "Chile agreed."),
    ("LIMA, Peru — President Quispe spoke.", "President Quispe spoke."),
    ("Oslo, Norway, Sept. 3, 2024 – Talks began.", "Talks began."),
    ("OSLO - The ministers met.", "The ministers met."),
    ("EFTA – Chile trade grew.", "EFTA – Chile trade grew."),
    ("Norway (NO) signed a treaty.", "Norway (NO) signed a treaty."),
    ("May 3 - Minister Dahl spoke.", "May 3 - Minister Dahl spoke."),
]


@pytest.mark.parametrize(("text", "sentence"), DATELINES)
def test_dateline_is_no_part_of_the_sentence_behind_it(text: str, sentence: str):
    assert [text[a:b] for a, b in sentence_spans(text)] == [sentence]
