"""What a caller knows of a text beside the text, and which value wins.

For every field: **what the text prints wins, what is known wins over what is only implied, and what nobody says stays
unknown.** `docs/exports.md` has the table.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

from asean_extract.records import Origin
from asean_extract.spans import DateMention
from asean_extract.values.edtf import days


class Metadata(BaseModel):
    """What is known of one text: `published` as ISO 8601 or EDTF, `language` as ISO 639-1; blank words say nothing.

    Raises pydantic's ValidationError when a value is none of its kind.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unknown(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("published")
    @classmethod
    def _published_is_a_date(cls, value: str | None) -> str | None:
        if value is not None and not any(days(value)):
            raise ValueError(f"{value} is no date as 2024-11-10, 2024-11 or 2024")
        return value


#: What is known of a text that nobody told anything of.
NOTHING = Metadata()


def origin(found: DateMention | None) -> Origin | None:
    """Whether a document date that the text alone gave is printed whole or only implied, as by an open year."""
    if found is None:
        return None
    return "printed" if found.basis == "explicit" and days(found.value)[0] is not None else "implied"


def filled(printed: str | None, known: str | None) -> tuple[str | None, Origin | None]:
    """A field of words (publisher, title): what is printed, else what is known, and which of the two it is."""
    if printed is not None:
        return printed, "printed"
    return known, "metadata" if known is not None else None
