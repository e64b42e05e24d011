"""What the model reader leaves beside its facts: numbers it took wrongly, and other readings.

A report that was read by rules alone has none of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from agent.addresses import dropped_anchor
from agent.facts import Fact
from agent.pages.pieces import Mark
from agent.report import Dropped, Report
from agent.wording import FIELDS, KINDS

_REASONS = {"label not in the text": "所给名称不在原文中"}


def dropped_marks(report: Report) -> Iterator[Mark]:
    """Yield the places of what was dropped."""
    for number, one in enumerate(report.usage.dropped, 1):
        yield Mark(one.start, one.end, dropped_anchor(number), "dropped")


def dropped_words(one: Dropped) -> str:
    """Return what the model took a number for, and why that was dropped."""
    return f"{one.role} “{one.label}”：{_REASONS.get(one.reason, one.reason)}"


def other_readings(fact: Fact) -> list[str]:
    """Return, of a conflict, what the other reader took the same numbers for."""
    words = []
    for one in fact.other_reading:
        field = FIELDS.get(one.field, one.field).partition("（")[0]
        words.append(" · ".join(filter(None, (KINDS.get(one.kind, one.kind), field, one.label))))
    return words


def reader_words(report: Report) -> dict[str, str]:
    """Return which model read, and what it could not read."""
    return {"模型": report.usage.model or "", "模型未读": "；".join(report.usage.failures)}
