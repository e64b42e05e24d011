"""The last look at an answer: every number in it is cited, or computed from what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from agent.contract import Number
from agent.documents.view import fold

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MARKS = re.compile(r"\[\d+\]")


def numbers_in(text: str) -> set[Decimal]:
    """Return the numbers of a text, thousands separators and widths aside."""
    plain = _MARKS.sub(" ", fold(text, "hans"))
    found = set()
    for hit in _NUMBER.findall(plain):
        parts = hit.rstrip(",").split(",")
        grouped = len(parts) > 1 and all(len(part.partition(".")[0]) == 3 for part in parts[1:])
        for piece in ["".join(parts)] if grouped or len(parts) == 1 else parts:
            found.add(Decimal(piece))
    return found


def uncited(answer: str, values: Iterable[Number | None], quotes: Iterable[str]) -> set[Decimal]:
    """Return the numbers of an answer that nothing stands behind.

    Args:
        values: the values of cited cells and facts, and what the plan computed from them.
        quotes: the cited passages, names and messages of findings.
    """
    allowed = {abs(Decimal(value)) for value in values if value is not None}
    for quote in quotes:
        allowed |= numbers_in(quote)
    return numbers_in(answer) - allowed
