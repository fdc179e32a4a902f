"""Coverage-guided fuzzing with atheris: bytes that nobody thought of, until something breaks.

    python benchmarks/fuzz.py TARGET [--seconds 300] [--kept FOLDER] [--seeds FILES...]

TARGET is one of decode, blocks, dates, money, patterns. FILES are what to begin with; FOLDER keeps what leads to new
code, so that the next session begins there. Ends with the number of runs, or with what broke, written to
`crash-...` beside FOLDER: that becomes a test in `tests/faults/test_fuzzed.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["asean_extract"]):
    from asean_extract.errors import PatternError, SourceError
    from asean_extract.files.knowledge import tables
    from asean_extract.files.patterns import load_patterns
    from asean_extract.limits import Limits
    from asean_extract.rules import read_rules
    from asean_extract.text.articles import split_articles, whole_text
    from asean_extract.text.blocks import label_blocks
    from asean_extract.text.decode import decode
    from asean_extract.text.view import reading_view
    from asean_extract.values.currencies import CurrencyHints
    from asean_extract.values.dates import DateReader, Reference
    from asean_extract.values.money import MoneyReader

PATTERNS = load_patterns()
DATES, MONEY = DateReader(PATTERNS), MoneyReader(PATTERNS)
#: What a text may take; one of a few thousand characters takes some milliseconds.
LIMITS = Limits(seconds=20)
KEYS = ("id", "label", "kind", "why", "pattern", "match", "skip", "set", "off", "why ")
KINDS = ("regex", "tokens", "dependency", "other")
TOKENS = ("LOWER", "LEMMA", "OP", "TEXT", "REGEX", "IN", "RIGHT_ATTRS", "LEFT_ID", "REL_OP", "_")


def decoding(data: bytes) -> None:
    try:
        text = decode(data).text
    except SourceError:
        return
    try:
        again = decode(text.encode()).text
    except SourceError:  # read as what it was written in; as UTF-8 it may begin as a known binary does
        return
    assert again == text or text.startswith("\ufeff"), "decoded, encoded and read again it is another text"


def labelling(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    blocks, articles = split_articles(label_blocks(text, PATTERNS.rules), text, PATTERNS.rules)
    for found in (blocks, whole_text(text)[0]):
        last = 0
        for block in found:
            assert last <= block.start < block.end <= len(text), "blocks overlap"
            assert not text[last : block.start].strip(), "words stand in no block"
            last = block.end
        assert not text[last:].strip(), "words stand behind the last block"
    assert [a.number for a in articles] == list(range(1, len(articles) + 1))


def dating(data: bytes) -> None:
    text = reading_view(data.decode("utf-8", "replace"))
    for found in DATES.read(text, Reference.of(None)):
        assert found.text == text[found.start : found.end], "a date is not what stands there"


def reckoning(data: bytes) -> None:
    text = reading_view(data.decode("utf-8", "replace"))
    for found in MONEY.find(text, hints=CurrencyHints()):
        assert found.text == text[found.start : found.end], "a sum is not what stands there"


def loading(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    text = given.ConsumeUnicodeNoSurrogates(400) if given.ConsumeBool() else _rule(given)
    with suppress(PatternError):
        read_rules({"fuzzed.toml": text}, watched=["fuzzed.toml"])
    with suppress(PatternError):
        tables("fuzzed.toml", text, PATTERNS.knowledge)


def _rule(given: atheris.FuzzedDataProvider) -> str:
    lines = [
        "[[rule]]",
        *(f"{json.dumps(key)} = {_value(given, 0)}" for key in KEYS if given.ConsumeProbability() < 0.9),
    ]
    return "\n".join(lines)


def _value(given: atheris.FuzzedDataProvider, depth: int) -> str:
    choice = given.ConsumeIntInRange(0, 7 if depth < 3 else 4)
    if choice == 0:
        return str(given.ConsumeInt(4))
    if choice == 1:
        return "true"
    if choice == 2:
        return json.dumps(given.PickValueInList([*KINDS, "DATE", "[[a]]", "{{name}}", "(?P<span>a)"]))
    if choice in (3, 4):
        return json.dumps(given.ConsumeUnicodeNoSurrogates(30)).replace("\x7f", "")
    if choice in (5, 6):
        return f"[{', '.join(_value(given, depth + 1) for _ in range(given.ConsumeIntInRange(0, 4)))}]"
    inner = (f"{given.PickValueInList(list(TOKENS))} = {_value(given, depth + 1)}",)
    return f"{{{', '.join(inner)}}}"


TARGETS: dict[str, Callable[[bytes], None]] = {
    "decode": decoding, "blocks": labelling, "dates": dating, "money": reckoning, "patterns": loading,
}  # fmt: skip


def main() -> None:
    given = arguments()
    target = TARGETS[given.target]

    def once(data: bytes) -> None:
        with LIMITS.in_time("fuzzed"):
            target(data)

    kept = given.kept or Path(tempfile.mkdtemp())
    begun = kept / "begun"
    begun.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(given.seeds):
        (begun / str(number)).write_bytes(seed.read_bytes()[:4_000])
    options = [f"-max_total_time={given.seconds}", "-max_len=4000", "-timeout=60", f"-artifact_prefix={kept}/"]
    atheris.Setup([sys.argv[0], *options, str(kept), str(begun)], once)
    atheris.Fuzz()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--seeds", nargs="*", type=Path, default=())
    return parser.parse_args()


if __name__ == "__main__":
    main()
