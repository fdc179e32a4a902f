"""The spaCy component: what it sets on a Doc."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import spacy

sys.path.insert(0, str(Path(__file__).parents[1] / "exports"))

from made_output import two_files

from asean_extract.language.component import RecordComponent


class Known:
    """Gives one record for every text, and remembers what it was asked."""

    def __init__(self, record):
        self.record, self.asked = record, []

    def extract(self, text, *, published=None, clean=True):
        self.asked.append((text, published, clean))
        return self.record


@pytest.fixture
def read():
    """A Doc of the text that the second made file was written from, the record, and the reader."""
    _, record = two_files()[1]
    words = sorted(
        ((s.start, s.text) for a in record.articles for e in a.events for s in e.evidence), key=lambda pair: pair[0]
    )
    text = ""
    for start, said in words:
        text = text.ljust(start) + said
    reader = Known(record)
    nlp = spacy.blank("en")
    component = RecordComponent(reader, clean=False)
    doc = nlp.make_doc(text.ljust(record.source.length))
    doc._.published = "2021-03-03"
    return component(doc), record, reader


def test_component_sets_the_records_on_the_doc(read):
    doc, record, _ = read
    assert doc._.record is record
    assert [len(getattr(doc._, name)) for name in ("events", "commitments", "figures", "initiatives")] == [4, 2, 1, 1]
    assert doc._.events[0].name == "3rd Fjord Summit"
    assert len(doc._.named_entities) == 5


def test_component_marks_the_words_of_each_record(read):
    doc, record, _ = read
    spans = doc.spans["asean_events"]
    assert [span.label_ for span in spans] == [event.id for event in record.articles[0].events]
    assert [span.text for span in spans] == [event.evidence[0].text for event in record.articles[0].events]


def test_component_passes_on_what_is_known_of_the_text(read):
    doc, _, reader = read
    assert reader.asked == [(doc.text, "2021-03-03", False)]


def test_component_without_records_leaves_empty_lists():
    doc = spacy.blank("en").make_doc("")
    assert (doc._.events, doc._.record) == ((), None)


@pytest.mark.slow
def test_component_is_added_by_name():
    import asean_extract.spacy_component  # noqa: F401 (spaCy finds it by its entry point, once the package is installed)

    nlp = spacy.blank("en")
    nlp.add_pipe("asean_extract", config={"clean": False})
    (doc,) = nlp.pipe(["OSLO, March 3, 2021 -- Norway and Chile signed the Fjord Fisheries Accord on March 2, 2021."])
    assert doc._.record.source.length == len(doc.text)
    assert len(doc._.events) == len(doc._.record.articles[0].events) >= 1
