"""Facts built from numbers, alike for both readers: values, units, qualifiers, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from agent.contract import Place
from agent.documents.document import Span
from agent.facts import Fact, FoundBy
from agent.narrative.patterns import FIELDS, KINDS
from agent.narrative.quantities import Quantity

_COUNTS = {"count", "value", "participants", "sessions", "value_yuan"}
"""The fields whose number also gives unit, qualifier and wording, where the kind has them."""
DAY = re.compile(r"(?:(20\d\d)\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
"""A day of a year, which may be left out."""


class Claim(NamedTuple):
    """A number that a fact took, and for which of its fields."""

    field: str
    start: int


class ReadFact(NamedTuple):
    """A fact as one reader gives it. What follows from words (全部办结) claims no number."""

    fact: Fact
    claims: tuple[Claim, ...]


def number_fields(kind: str, name: str, quantity: Quantity, text: str) -> dict[str, Any]:
    """Return the fields that a number fills when it is read for the field `name` of a kind."""
    fields: dict[str, Any] = {name: quantity.value}
    if name in _COUNTS:
        if "unit" in FIELDS[kind] and quantity.unit:
            fields["unit"] = quantity.unit
        if "qualifier" in FIELDS[kind] and quantity.qualifier:
            fields["qualifier"] = quantity.qualifier
        if "raw" in FIELDS[kind]:
            fields["raw"] = text[quantity.start : quantity.end]
    return fields


def iso_dates(view: str, start: int, end: int, year: int | None) -> list[str]:
    """Return a stretch's dates as ISO 8601; `year` stands in where none is told."""
    found = []
    for match in DAY.finditer(view, start, end):
        told = int(match[1]) if match[1] else year
        month, day = int(match[2]), int(match[3])
        if told and 1 <= month <= 12 and 1 <= day <= 31:
            found.append(f"{told}-{month:02}-{day:02}")
    return found


def build_fact(
    kind: str,
    fields: dict[str, Any],
    text: str,
    place: Span,
    section: int | None,
    reader: FoundBy,
    also: Iterable[Place] = (),
) -> Fact:
    """Return a fact of `kind` that stands at `place` of the text, found by one reader."""
    fact: Any = KINDS[kind].model_validate(
        {
            **{name: value for name, value in fields.items() if name in FIELDS[kind]},
            "quote": text[place.start : place.end],
            "start": place.start,
            "end": place.end,
            "also": list(also),
            "section": section,
            "found_by": [reader],
            "status": f"{reader}_only",
        }
    )
    return cast(Fact, fact)
