"""The narrative: the report's body without its official tables, cut at the section boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent.documents.document import Document, Span
from agent.report import Section


class Passage(NamedTuple):
    """A stretch of prose of one section; `section` is None before section one."""

    section: int | None
    start: int
    end: int


def passages(
    document: Document, sections: Sequence[Section], tables: Sequence[Span]
) -> list[Passage]:
    """Return the narrative in order. What follows the last section is page furniture."""
    bounds = [(None, document.body.start, sections[0].start if sections else document.body.end)]
    parts: list[tuple[int | None, int, int]] = [*bounds]
    parts += [(section.number, section.start, section.end) for section in sections]
    found = []
    for number, start, end in parts:
        for table in sorted(tables):
            if start < table.end and table.start < end:
                found.append(Passage(number, start, max(start, table.start)))
                start = min(end, table.end)
        found.append(Passage(number, start, end))
    return [p for p in found if document.view[p.start : p.end].strip()]
