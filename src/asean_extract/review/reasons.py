"""What the closed words of a record mean, in sentences for a reader."""

from __future__ import annotations

from collections.abc import Mapping

#: How a date was resolved (records.md, Date): `{value}` is what it was resolved against.
ANCHOR_REASONS: Mapping[str, str] = {
    "published": "counted from the document date, {value}",
    "this-year": "the words “this year” are said of the same thing as {value}",
    "last-year": "the words “last year” are said of the same thing as {value}",
    "next-year": "the words “next year” are said of the same thing as {value}",
    "years-ago": "a number of years is counted back from {value}",
    "named-year": "a year in the name of an event or plan, {value}, settles it",
    "anniversary": "an anniversary of {value} falls in it",
    "weekday": "weekday and day go together only in {value}",
    "day-before": "counted from the day named just before, {value}",
    "same-time": "said to be at the same time as {value}",
    "part-of": "part of what happened on {value}",
    "same-file": "the other articles of the same file are of {value}",
}
BASES: Mapping[str, str] = {
    "explicit": "all of it is printed",
    "relative": "it is counted from something else",
    "inferred": "a part is not printed and was settled by the article",
    "context": "it is the date of what this is part of",
}
KINDS: Mapping[str, str] = {
    "title": "a headline; it is read",
    "lead_in": "a section heading or slogan; it is read",
    "caption": "a photo caption; it is read",
    "body": "running text; it is read",
    "byline": "the author's line; it only tells about the article",
    "dateline": "when and where it was published; it only tells about the article",
    "credit": "a credit or a reporter's address; it only tells about the article",
    "navigation": "menus, labels and page widgets; set aside",
    "share": "share and print widgets; set aside",
    "newsletter": "a newsletter sign-up; set aside",
    "related": "teasers of other articles; set aside",
    "foreign": "text in another language than the article's; set aside",
    "duplicate": "text that already stood in the same article; set aside",
    "notice": "copyright, cookie or terms lines; set aside",
}


def anchor_reason(reason: str | None, value: str | None) -> str:
    """Why a date was resolved against a value; a reason of another version is quoted."""
    return ANCHOR_REASONS.get(reason or "", f"because of {{value}} ({reason})").format(value=value)
