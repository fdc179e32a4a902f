"""The years that an EDTF value covers, for sorting and filtering."""

from __future__ import annotations

import re

_YEAR = re.compile(r"^-?\d{4}(?!\d)")


def years_of(value: str | None) -> tuple[int, int] | None:
    """First and last year of a value, for an open interval that of its known end; None when no year is known."""
    found = [int(m[0]) for part in (value or "").split("/") if (m := _YEAR.match(part))]
    return (min(found), max(found)) if found else None
