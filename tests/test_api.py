"""Many texts through one extractor: order, names, what is known, and what happens to the rest when one fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from asean_extract.api import Extractor
from asean_extract.errors import SourceError
from asean_extract.limits import NO_LIMITS
from asean_extract.metadata import Metadata
from asean_extract.records import SourceRecord


class Unread(Extractor):
    """Gives a record with no more than the source, and keeps what it was asked; refuses a text that says so."""

    def __init__(self) -> None:
        self.limits = NO_LIMITS
        self.asked: list[tuple[str, bool, Metadata | None]] = []

    def extract(self, text, *, published=None, clean=True, source=None, metadata=None) -> SourceRecord:  # noqa: ARG002 (called as the real one is)
        self.asked.append((text, clean, metadata))
        if text == "refuse me":
            raise KeyError("refused")
        return SourceRecord(source=source, blocks=[], articles=[], entities=[])


@pytest.fixture
def unread() -> Unread:
    return Unread()


def test_extract_many_keeps_the_order_and_names_each_text(unread, texts):
    file = texts({"deep/b.txt": "From disk."}) / "deep" / "b.txt"
    records = list(unread.extract_many([("z/a.txt", "Named."), file, "Bare."]))
    assert [record.source.path for record in records] == ["z/a.txt", "b.txt", "text"]
    assert [text for text, _, _ in unread.asked] == ["Named.", "From disk.", "Bare."]
    assert [record.source.length for record in records] == [6, 10, 5]


def test_extract_many_reads_a_text_when_its_record_is_asked_for(unread):
    def endless() -> Iterator[str]:
        while True:
            yield "Words."

    records = unread.extract_many(endless())
    assert unread.asked == []
    next(records)
    next(records)
    assert len(unread.asked) == 2


def test_extract_many_gives_each_text_what_is_known_of_it(unread):
    known = {"a.txt": Metadata(title="Talks"), "text": Metadata(title="Bare")}
    list(unread.extract_many([("a.txt", "One."), ("b.txt", "Two."), "Three."], clean=False, metadata=known))
    assert unread.asked == [
        ("One.", False, known["a.txt"]), ("Two.", False, None), ("Three.", False, known["text"]),
    ]  # fmt: skip


def test_extract_many_ends_with_the_first_error(unread, tmp_path):
    records = unread.extract_many(["Words.", tmp_path / "nowhere.txt", "More."])
    assert next(records).source.path == "text"
    with pytest.raises(SourceError, match=r"nowhere\.txt: cannot be read"):
        next(records)


def test_extract_many_goes_on_when_somebody_hears_of_errors(unread, tmp_path):
    heard: list[tuple[str, type[Exception]]] = []
    given = [tmp_path / "nowhere.txt", ("a.txt", "refuse me"), "refuse me", ("b.txt", "Words.")]
    records = unread.extract_many(given, on_error=lambda name, error: heard.append((name, type(error))))
    assert [record.source.path for record in records] == ["b.txt"]
    assert heard == [(str(tmp_path / "nowhere.txt"), SourceError), ("a.txt", KeyError), ("text", KeyError)]


def test_extract_many_of_one_string_is_refused(unread):
    with pytest.raises(TypeError, match="give one to extract"):
        unread.extract_many("Words.")


@pytest.mark.slow
def test_extract_many_gives_the_records_of_extract(extractor):
    given = ["Norway and Chile signed the Fjord Fisheries Accord on May 9, 2014.", "Envoys met in Oslo in 2019."]
    assert list(extractor.extract_many(given)) == [extractor.extract(text) for text in given]
