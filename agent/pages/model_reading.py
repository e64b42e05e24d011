"""What the model reader leaves beside its facts: numbers it took wrongly, and other readings.

A report that was read by rules alone has none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from agent.addresses import dropped_anchor
from agent.facts import Fact
from agent.pages.pieces import Mark
from agent.report import Report
from agent.wording import FIELDS, KINDS

_REASONS = {"label not in the text": "所给名称不在原文中"}


class DroppedReading(NamedTuple):
    """A number as the model took it, dropped for a reason."""

    anchor: str
    quote: str
    start: int
    end: int
    words: str


def dropped_readings(report: Report) -> list[DroppedReading]:
    """Return what the model said and was not believed."""
    listed = report.usage.model_dump().get("dropped", [])
    return [
        DroppedReading(
            dropped_anchor(number),
            one["quote"],
            one["start"],
            one["end"],
            f"{one['role']} “{one['label']}”：{_REASONS.get(one['reason'], one['reason'])}",
        )
        for number, one in enumerate(listed, 1)
    ]


def dropped_marks(report: Report) -> Iterator[Mark]:
    """Yield the places of what was dropped."""
    for one in dropped_readings(report):
        yield Mark(one.start, one.end, one.anchor, "dropped")


def other_readings(fact: Fact) -> list[str]:
    """Return, of a conflict, what the other reader took the same numbers for."""
    listed = fact.model_dump().get("other_reading", [])
    return [
        " · ".join(
            part
            for part in (
                KINDS.get(one["kind"], one["kind"]),
                FIELDS.get(one["field"], one["field"]).partition("（")[0],
                one["label"],
            )
            if part
        )
        for one in listed
    ]


def reader_words(report: Report) -> dict[str, str]:
    """Return which model read, and what it could not read."""
    usage = report.usage.model_dump()
    return {
        "模型": usage.get("model") or "",
        "模型未读": "；".join(usage.get("failures") or []),
    }
