"""What reading one text may cost: its length, the time that it takes, the time of one search of a user's rule.

A text beyond its limits fails, and is named; nothing is read of it in part. A user's rule that runs away on a text is
left out of that text, and named. Neither happens to a text and a rule that are what they should be: the limits are
some hundred times what those take.
"""

from __future__ import annotations

import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

from asean_extract.errors import ExtractError, LimitError, RuleLeftOut

if TYPE_CHECKING:
    import regex

#: Seconds of the processor for one search of a user's pattern in one text; a search takes some microseconds.
SEARCH = 2.0
#: Seconds after which the alarm is given again, should a library have swallowed the first.
_AGAIN = 1.0
#: Tokens of a rule that may repeat without end, or be missing; the matcher tries every way to lay them.
ENDLESS, OPTIONAL = 2, 8
#: Nodes of a dependency rule, and those of them that may be anywhere below or behind another.
NODES, FAR = 5, 2
_FAR = frozenset({"<<", ">>", ".*", ";*", "$++", "$--", ">++", ">--", "<++", "<--"})
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Limits:
    """`chars` in code points of the decoded text, `seconds` by the clock; None is no limit."""

    chars: int | None = None
    seconds: float | None = None

    @property
    def bytes(self) -> int | None:
        """What a file of more cannot be within `chars`, in any encoding, a byte order mark counted."""
        return None if self.chars is None else 4 * (self.chars + 1)

    def check_length(self, name: str, text: str) -> None:
        """Raises LimitError naming the text when it has more code points than it may."""
        if self.chars is not None and len(text) > self.chars:
            raise LimitError(f"{name}: {self.too_long(f'has {len(text):,}')}")

    def too_long(self, what: str) -> str:
        """Why a text is not read, and the way out."""
        return f"{what}, and may have {self.chars:,} characters; cut it, or raise the limit (--max-chars)"

    @contextmanager
    def in_time(self, name: str) -> Iterator[Callable[[], None]]:
        """Within it, LimitError naming the text is raised when the seconds have gone by.

        In the main thread, where the system has alarms, that is at once, whatever pattern or loop is at work; else
        when the check that it gives is called. A program that has an alarm of its own keeps it.
        """
        if self.seconds is None:
            yield _never
            return
        watch = _Watch(name, self.seconds)
        with _alarm(self.seconds, watch.ring):
            yield watch.check


NO_LIMITS = Limits()


def _never() -> None:
    """The check of a text that may take any time."""


class _Watch:
    """Tells when the time of a text is over."""

    def __init__(self, name: str, seconds: float) -> None:
        self._name, self._seconds = name, seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        if time.monotonic() > self._end:
            self.ring()

    def ring(self) -> None:
        raise LimitError(
            f"{self._name}: takes longer than {self._seconds:g} seconds; cut it, or raise the limit (--timeout)"
        )


@contextmanager
def _alarm(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
    """Calls `ring` after so many seconds, between two steps of whatever runs, and again until the end."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer") or signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL:
        yield
        return
    over = False

    def rang(_: int, __: FrameType | None) -> None:
        if not over:
            ring()

    signal.signal(signal.SIGALRM, rang)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


class RunawayError(ExtractError):
    """A user's rule that takes too long on a text; `pattern` is its watched pattern."""

    def __init__(self, pattern: Watched) -> None:
        super().__init__(f"{pattern.rule}: takes longer than {SEARCH:g} seconds on one paragraph; mend its pattern")
        self.pattern = pattern


class Watched:
    """A user's pattern: it searches as `regex.Pattern` does, for a limited time; `off`, it finds nothing.

    The searches raise RunawayError when they take too long.
    """

    def __init__(self, pattern: str, rule: str) -> None:
        """`rule` is file and id, as errors name them."""
        import regex  # what only asks for limits need not wait for it

        self._pattern = regex.compile(pattern)
        self.rule = rule
        self.off = False

    def search(self, text: str, pos: int | None = None, endpos: int | None = None) -> regex.Match[str] | None:
        """As `regex.Pattern.search`."""
        return self._find(self._pattern.search, text, pos, endpos)

    def match(self, text: str, pos: int | None = None, endpos: int | None = None) -> regex.Match[str] | None:
        """As `regex.Pattern.match`."""
        return self._find(self._pattern.match, text, pos, endpos)

    def fullmatch(self, text: str, pos: int | None = None, endpos: int | None = None) -> regex.Match[str] | None:
        """As `regex.Pattern.fullmatch`."""
        return self._find(self._pattern.fullmatch, text, pos, endpos)

    def finditer(self, text: str, pos: int | None = None, endpos: int | None = None) -> Iterator[regex.Match[str]]:
        """As `regex.Pattern.finditer`, but that all is found before the first is given."""
        found = self._find(lambda *where, **how: list(self._pattern.finditer(*where, **how)), text, pos, endpos)
        return iter(found or ())

    def _find(self, search: Callable[..., _Found], text: str, pos: int | None, endpos: int | None) -> _Found | None:
        if self.off:
            return None
        try:
            return search(text, pos, endpos, timeout=SEARCH)
        except TimeoutError:
            raise RunawayError(self) from None


@contextmanager
def left_out(name: str) -> Iterator[Callable[[RunawayError], None]]:
    """Gives a call that leaves a rule that ran away out until the end; then warns of each such rule of the text."""
    runaways: list[RunawayError] = []

    def leave_out(error: RunawayError) -> None:
        error.pattern.off = True
        runaways.append(error)

    try:
        yield leave_out
    finally:
        for error in runaways:
            error.pattern.off = False
    for error in runaways:
        warnings.warn(RuleLeftOut(name, error.pattern.rule), stacklevel=5)


def too_free(kind: str, pattern: Iterable[Mapping[str, Any]]) -> str | None:
    """Why a token or dependency rule is refused: spaCy's matchers try every way to lay it, and cannot be stopped."""
    if kind == "dependency":
        nodes = list(pattern)
        far = sum(node.get("REL_OP") in _FAR for node in nodes)
        if len(nodes) > NODES or far > FAR:
            return f"has {len(nodes)} nodes, {far} of them at any distance; at most {NODES} and {FAR} can be searched"
        return None
    signs = [str(token.get("OP", "1")) for token in pattern]
    endless = sum(sign in ("*", "+") or sign.endswith(",}") for sign in signs)
    optional = sum(map(_may_be_missing, signs))
    if endless > ENDLESS or optional > OPTIONAL:
        return (
            f"has {endless} tokens that repeat without end and {optional} that may be missing; "
            f"at most {ENDLESS} and {OPTIONAL} can be searched"
        )
    return None


def _may_be_missing(sign: str) -> int:
    """How many tokens an operator leaves open: `?` one, `{2,5}` three."""
    least, comma, most = sign.strip("{}").partition(",")
    if sign == "?":
        return 1
    return int(most) - int(least or 0) if comma and most.isdigit() and (least or "0").isdigit() else 0
