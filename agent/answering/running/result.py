"""What a plan gave, before it is checked, and the citations it numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.answering.answer import AnswerRow, Citation
from agent.answering.running.items import Item
from agent.contract import Number


@dataclass
class Result:
    """What a plan gave."""

    text: str
    value: Number | None = None
    unit: str | None = None
    rows: list[AnswerRow] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    values: list[Number | None] = field(default_factory=list)
    """Computed from what is cited."""
    words: list[str] = field(default_factory=list)
    """Messages of findings, which have numbers of their own."""

    def marks(self, citations: Sequence[Citation]) -> str:
        """Cite some places; return their marks: [1][2]. A place cited twice has one number."""
        found = []
        for citation in citations:
            if citation not in self.citations:
                self.citations.append(citation)
            found.append(self.citations.index(citation) + 1)
        return "".join(f"[{number}]" for number in found)
