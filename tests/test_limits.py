"""What a text may cost: length, time, and the searches of a user's rules."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest
import regex

from asean_extract import limits as module
from asean_extract.errors import LimitError, PatternError, RuleLeftOut
from asean_extract.limits import Limits, RunawayError, Watched, left_out
from asean_extract.rules import read_rules

#: Both double their time with every letter, on a text that they do not fit.
RUNAWAY, UNFIT = r"^(?:(?:a|aa)+b?)+$", "a" * 80 + "c"


# ---------------------------------------------------------------- length
def test_check_length_names_the_text_that_is_too_long_and_the_way_out():
    Limits(chars=5).check_length("x.txt", "12345")
    with pytest.raises(LimitError, match=r"^x\.txt: has 6, and may have 5 characters; cut it, .*--max-chars"):
        Limits(chars=5).check_length("x.txt", "123456")


def test_limits_set_none_by_default():
    Limits().check_length("x.txt", "x" * 10_000_000)
    assert Limits().bytes is None


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "cp949"])
def test_bytes_let_every_text_of_the_length_pass_in_any_encoding(codec):
    text = "\U0001f600" * 7 if codec != "cp949" else "한" * 7
    assert len(text.encode(codec)) <= (Limits(chars=7).bytes or 0)


# ---------------------------------------------------------------- time
@pytest.mark.parametrize("search", [re.compile(RUNAWAY).search, regex.compile(RUNAWAY).search])
def test_in_time_ends_a_search_that_would_never_end(search):
    began = time.monotonic()
    with pytest.raises(LimitError, match=r"^x\.txt: takes longer than 0\.2 seconds; .*--timeout"), in_time(0.2):
        search(UNFIT)
    assert time.monotonic() - began < 60


def in_time(seconds):
    return Limits(seconds=seconds).in_time("x.txt")


def test_in_time_ends_a_loop_that_swallows_errors(monkeypatch):
    monkeypatch.setattr(module, "_AGAIN", 0.05)
    swallowed = 0
    with pytest.raises(LimitError), in_time(0.05):
        while swallowed < 3:
            try:
                time.sleep(60)
            except LimitError:
                swallowed += 1
        time.sleep(60)
    assert swallowed == 3


def test_in_time_leaves_no_alarm_behind():
    with in_time(60):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_in_time_lets_a_program_keep_its_own_alarm():
    def own(*_: object) -> None: ...

    signal.signal(signal.SIGALRM, own)
    try:
        with in_time(0.01) as check:
            assert signal.getsignal(signal.SIGALRM) is own
            time.sleep(0.02)
            with pytest.raises(LimitError):
                check()
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_in_time_tells_another_thread_when_it_asks():
    told = []

    def elsewhere() -> None:
        with in_time(0.01) as check:
            check()
            time.sleep(0.02)
            try:
                check()
            except LimitError as error:
                told.append(str(error))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(told) == 1


# ---------------------------------------------------------------- a user's pattern
@pytest.mark.parametrize("way", ["search", "match", "fullmatch", "finditer"])
def test_watched_pattern_finds_what_a_pattern_finds(way):
    text, pattern = "a1 b22 c333", r"[a-z](?P<n>\d+)"
    plain, watched = regex.compile(pattern), Watched(pattern, "r")
    for where in ((), (3,), (3, 5)):
        found, expected = (getattr(p, way)(text, *where) for p in (watched, plain))
        spans = [[m.span() for m in (f if way == "finditer" else [f] if f else [])] for f in (found, expected)]
        assert spans[0] == spans[1]


@pytest.mark.parametrize("way", ["search", "match", "fullmatch", "finditer"])
def test_watched_pattern_gives_up_and_names_its_rule(way, monkeypatch):
    monkeypatch.setattr(module, "SEARCH", 0.1)
    with pytest.raises(RunawayError, match=r"^my\.toml: rule my\.slow: takes longer than 0\.1 seconds"):
        getattr(Watched(RUNAWAY, "my.toml: rule my.slow"), way)(UNFIT)


def test_pattern_that_is_left_out_finds_nothing_until_the_end_and_is_warned_of():
    pattern = Watched("a", "my.toml: rule my.slow")
    with pytest.warns(RuleLeftOut, match=r"^x\.txt: read without my\.toml: rule my\.slow"), left_out("x.txt") as leave:
        leave(RunawayError(pattern))
        assert pattern.search("a") is None
        assert list(pattern.finditer("a")) == []
    assert pattern.search("a") is not None


# ---------------------------------------------------------------- token and dependency rules
TOKENS = """
[[rule]]
id = "my.free"
label = "TRIGGER"
kind = "{kind}"
why = "a rule of the test's own"
pattern = [{tokens}]
match = ["[[They met]]."]
skip = ["Nobody."]
"""


@pytest.mark.parametrize(
    ("kind", "token", "most"),
    [
        ("tokens", '{OP = "*"}', 2),
        ("tokens", '{LOWER = "a", OP = "+"}', 2),
        ("tokens", '{OP = "{2,}"}', 2),
        ("tokens", '{OP = "?"}', 8),
        ("tokens", '{OP = "{,4}"}', 2),
        ("tokens", '{OP = "{2,4}"}', 4),
        ("dependency", '{LEFT_ID = "a", REL_OP = ">>", RIGHT_ID = "b", RIGHT_ATTRS = {}}', 2),
        ("dependency", '{LEFT_ID = "a", REL_OP = ">", RIGHT_ID = "b", RIGHT_ATTRS = {}}', 5),
    ],
)
def test_loader_refuses_a_rule_that_can_be_laid_in_too_many_ways(kind, token, most):
    read_rules({"my.toml": TOKENS.format(kind=kind, tokens=", ".join([token] * most))})
    with pytest.raises(PatternError, match=r"^my\.toml: rule my\.free: has .* can be searched$"):
        read_rules({"my.toml": TOKENS.format(kind=kind, tokens=", ".join([token] * (most + 1)))})
