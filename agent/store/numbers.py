"""Numbers in SQL: exact as text, and beside it what SQLite can compute with."""

from __future__ import annotations

import math
from decimal import Decimal

from agent.contract import Number

MAX_INTEGER = 2**63 - 1
"""The largest number that SQLite holds as an integer."""


def sql_number(value: Number | None) -> int | float | None:
    """Return the number for SQL arithmetic; None past what SQLite can hold."""
    if value is None or isinstance(value, int) and abs(value) <= MAX_INTEGER:
        return value
    number = float(Decimal(value))
    return number if math.isfinite(number) else None


def to_number(text: str | None) -> Number | None:
    """Read a number that was stored as text."""
    if text is None:
        return None
    return int(text) if text.lstrip("-").isdecimal() else Decimal(text)
