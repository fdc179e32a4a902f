"""Words of the sources made harmless for the place where they are shown.

A source text is anybody's: it must not move a terminal's cursor, mention people in a comment, or give a workflow
orders.
"""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # controls, direction marks, and what has no shape
#: What may mean something in Markdown or HTML: every mark but those that only do at the start of a line or within a
#: word, where these are taken too (`1. `, `www.`, `--`).
_MARKUP = re.compile(r"[^\w\s,;'’‘“”–—…€£¥₩()%\"?/.-]|_|\.(?=\S)|(?:(?<=^\d)|(?<=^\d\d))[.)]|(?<!\w)-|-(?!\w)")
_CALL = re.compile(r"([@#])(?=\w)")
_NOTHING = "\u200b"  # of no width: between the sign and the name it keeps anybody from being called


def one_line(text: str) -> str:
    """The text on one line, runs of blanks as one, without control, format and direction marks.

    That is also what makes it safe for a terminal: no escape sequence survives.
    """
    flat = _BLANKS.sub(" ", text)
    if not flat.isprintable():
        flat = "".join(c for c in flat if unicodedata.category(c) not in _HIDDEN)
    return flat.strip()


def markdown(text: str) -> str:
    """The text for a GitHub comment: whatever could be Markdown, HTML or a link becomes a character reference, and
    no person or issue is called (`@name`, `#1`)."""
    uncalling = _CALL.sub(rf"\1{_NOTHING}", one_line(text))
    return _MARKUP.sub(lambda m: m[0] if m[0] == _NOTHING else f"&#{ord(m[0])};", uncalling)


def annotation(text: str, *, is_property: bool = False) -> str:
    """The text inside a workflow command: `%` and line ends escaped, in a property `:` and `,` too."""
    safe = one_line(text).replace("%", "%25")
    return safe.replace(":", "%3A").replace(",", "%2C") if is_property else safe


def shortened(text: str, limit: int) -> str:
    """The text cut at a blank to at most `limit` characters, with an ellipsis when something was cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip() + "…"
