"""What a plan gave, before it is checked, and the citations it numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.answering.answer import AnswerRow, Citation
from agent.answering.language import Language
from agent.answering.running.items import Item
from agent.contract import Number

MOST_TOLD = 20
"""Of a longer list the text tells the first ones; its rows and citations are whole."""


@dataclass
class Result:
    """What a plan gave."""

    text: str
    value: Number | None = None
    unit: str | None = None
    rows: list[AnswerRow] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    computed: list[tuple[Number, tuple[Number, ...]]] = field(default_factory=list)
    """Numbers with those they are computed from; a count of what is listed has none."""
    words: list[str] = field(default_factory=list)
    """Messages of findings, which have numbers of their own."""
    _numbers: dict[str, int] = field(default_factory=dict)

    def marks(self, citations: Sequence[Citation]) -> str:
        """Cite some places; return their marks: [1][2]. A place cited twice has one number."""
        found = []
        for citation in citations:
            number = self._numbers.setdefault(f"{citation.link} {citation.start}", 0)
            if not number:
                self.citations.append(citation)
                number = self._numbers[f"{citation.link} {citation.start}"] = len(self.citations)
            found.append(number)
        return "".join(f"[{number}]" for number in found)


def untold(result: Result, number: int, language: Language) -> str:
    """Return a remark on how many of a list the text does not tell."""
    more = number - MOST_TOLD
    if more <= 0:
        return ""
    result.computed.append((more, ()))
    return f"另有{more}条未列出。" if language == "zh" else f" {more} more are not listed."
