"""What a question gives: an answer with its numbers and citations, or a typed refusal."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from agent.contract import Model, Number, is_empty, is_none
from agent.documents.view import fold
from agent.report import CellState, Spending, TableName, to_json

Reason = Literal[
    "no_such_metric",
    "no_such_body",
    "year_not_covered",
    "false_premise",
    "readers_disagree",
    "not_about_the_reports",
    "not_stated",
    "ambiguous",
    "too_many_reports",
]


class Citation(Model):
    """A place that an answer rests on: a passage, or a cell of an official table."""

    report: str
    """SHA-256 of the report's bytes."""
    body: str
    year: int | None
    path: str
    quote: str
    start: int | None = None
    end: int | None = None
    table: TableName | None = Field(default=None, exclude_if=is_none)
    row: str | None = Field(default=None, exclude_if=is_none)
    column: str | None = Field(default=None, exclude_if=is_none)
    section: int | None = Field(default=None, exclude_if=is_none)
    link: str
    """To the item on the page that `xxgk report` makes."""


class AnswerRow(Model):
    """One line of a list, a rank or a comparison."""

    label: str
    value: Number | None
    unit: str | None
    report: str | None = Field(default=None, exclude_if=is_none)
    """SHA-256 of the report that the line is about."""
    qualifier: str | None = Field(default=None, exclude_if=is_none)
    state: CellState | None = Field(default=None, exclude_if=is_none)
    """Why there is no number."""


class Answer(Model):
    """The answer to one question."""

    question: str
    answer: str
    value: Number | None = None
    """The one number asked for; amounts in yuan, rates in percent."""
    unit: str | None = None
    rows: list[AnswerRow] = []
    """For lists, ranks and comparisons, in order."""
    citations: list[Citation] = []
    abstained: bool = False
    reason: Reason | None = None
    plan: dict[str, Any] | None = None
    usage: Spending = Spending()
    sql: list[str] = Field(default=[], exclude_if=is_empty)
    """The queries that ran, with their parameters; for `--explain`."""

    def to_json(self, indent: int | None = None) -> str:
        """Return the JSON that `xxgk ask --json` prints; decimals are exact."""
        return to_json(self.model_dump(exclude={"sql"}), indent)


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
