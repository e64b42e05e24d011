"""What is marked in the source text of a report: facts, cells, findings and the rest, alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.addresses import (
    cell_anchor,
    fact_anchor,
    finding_anchor,
    measure_anchor,
    problem_anchor,
    section_anchor,
    unexplained_anchor,
)
from agent.contract import Number, Place, Quote
from agent.documents.view import fold
from agent.facts import Fact
from agent.narrative.quantities import quantities
from agent.pages.model_reading import dropped_marks
from agent.pages.pieces import Mark
from agent.report import CellKey, CellPlace, Evidence, Report


class NumberPlace(NamedTuple):
    """Where a number of a fact stands in the text."""

    start: int
    end: int
    value: Number


def marks_of(report: Report, text: str, numbers: Sequence[Sequence[NumberPlace]]) -> list[Mark]:
    """Return every mark of a report; `numbers` are those of each fact, in their order."""
    return [
        *_section_marks(report, text),
        *_cell_marks(report),
        *_fact_marks(report, numbers),
        *_quote_marks(report),
        *_finding_marks(report),
        *dropped_marks(report),
    ]


def fact_numbers(report: Report, text: str) -> list[list[NumberPlace]]:
    """Return, fact by fact, where its numbers stand, in its own place and in the further ones."""
    view = fold(text, report.meta.script) if report.facts else ""
    return [_numbers_of(fact, view) for fact in report.facts]


def _numbers_of(fact: Fact, view: str) -> list[NumberPlace]:
    told = {value for _, value in fact if isinstance(value, int | Decimal)}
    return [
        NumberPlace(quantity.start, quantity.number_end, quantity.value)
        for place in (fact, *fact.also)
        for quantity in quantities(view, place.start, place.end)
        if quantity.value is not None and quantity.value in told
    ]


def evidence_place(report: Report, evidence: Evidence) -> Place | None:
    """Return the place of a piece of evidence; None for a cell that the report does not have."""
    if isinstance(evidence, Place):
        return evidence
    return _cell_place(report, evidence)


def _cell_place(report: Report, evidence: CellPlace) -> Place | None:
    cell = report.cell(CellKey(evidence.table, evidence.row, evidence.column))
    if cell.start is None or cell.end is None:
        return None
    return Place(start=cell.start, end=cell.end)


def _section_marks(report: Report, text: str) -> Iterator[Mark]:
    for section in report.sections:
        line_end = text.find("\n", section.start, section.end)
        end = section.end if line_end < 0 else line_end
        if text.startswith(section.title, section.start):
            end = section.start + len(section.title)
        yield Mark(section.start, end, section_anchor(section.number), "heading")


def _cell_marks(report: Report) -> Iterator[Mark]:
    for key, cell in report.cells():
        if cell.start is not None and cell.end is not None:
            yield Mark(cell.start, cell.end, cell_anchor(key), f"cell {cell.state}")


def _fact_marks(report: Report, numbers: Sequence[Sequence[NumberPlace]]) -> Iterator[Mark]:
    for fact, places in zip(report.facts, numbers, strict=True):
        anchor = fact_anchor(fact.id)
        for place in (fact, *fact.also):
            yield Mark(place.start, place.end, anchor, f"fact {fact.status}")
        for number in places:
            yield Mark(number.start, number.end, anchor, "number")


def _quote_marks(report: Report) -> Iterator[Mark]:
    unexplained: Sequence[Quote] = report.coverage.unexplained if report.coverage else ()
    for number, quote in enumerate(report.problems, 1):
        yield Mark(quote.start, quote.end, problem_anchor(number), "problem")
    for number, quote in enumerate(report.measures, 1):
        yield Mark(quote.start, quote.end, measure_anchor(number), "measure")
    for number, quote in enumerate(unexplained, 1):
        yield Mark(quote.start, quote.end, unexplained_anchor(number), "unexplained")


def _finding_marks(report: Report) -> Iterator[Mark]:
    for number, finding in enumerate(report.findings, 1):
        for evidence in finding.evidence:
            place = evidence_place(report, evidence)
            if place is not None:
                look = f"finding {finding.severity}"
                yield Mark(place.start, place.end, finding_anchor(number), look)
