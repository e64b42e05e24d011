"""Makes citations: the report, the quote, its place, and the link into the report's page."""

from __future__ import annotations

import re
from decimal import Decimal

from agent.addresses import (
    cell_anchor,
    fact_anchor,
    finding_anchor,
    line_anchor,
    link_to,
    measure_anchor,
    problem_anchor,
)
from agent.answering.answer import Citation, numbers_in
from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredCell, StoredFact, StoredFinding, StoredQuote

_SECTIONS = "ST-SECTIONS"
_HEADING = re.compile(r"^[一二三四五六七八九十]+[、.．][^\n。]{2,40}", re.MULTILINE)
_MOST_PLACES = 6
_MARK = 3
"""So short a place is a mark, as 一是; its sentence is cited."""


def cite_cell(report: ReportRef, cell: StoredCell) -> Citation:
    """Return the citation of a cell; a blank one has an empty quote."""
    return Citation(
        report=report.sha256, body=report.name, year=report.year, path=report.path,
        quote=cell.quote, start=cell.start, end=cell.end, table=cell.key.table,
        row=cell.key.row, column=cell.key.column,
        link=link_to(report.sha256, cell_anchor(cell.key)),
    )  # fmt: skip


def cite_fact(
    sources: Sources, report: ReportRef, fact: StoredFact, whole: bool = False
) -> Citation:
    """Return the citation of a fact, or of the sentence it stands in."""
    start = fact.sentence_start if whole else fact.start
    end = fact.sentence_end if whole else fact.end
    return _cite(sources, report, start, end, fact_anchor(fact.id), fact.section)


def cite_number(
    sources: Sources, report: ReportRef, fact: StoredFact, numbers: set[Decimal]
) -> list[Citation]:
    """Return the citations of a fact and of the other place that tells some numbers of it."""
    first = cite_fact(sources, report, fact)
    if not (left := numbers - numbers_in(first.quote)):
        return [first]
    anchor = fact_anchor(fact.id)
    for start, end in fact.also:
        place = _cite(sources, report, start, end, anchor, fact.section)
        if left & numbers_in(place.quote):
            return [first, place]
    return [cite_fact(sources, report, fact, whole=True)]


def cite_quote(sources: Sources, report: ReportRef, quote: StoredQuote) -> Citation:
    """Return the citation of a passage."""
    anchor = {"problems": problem_anchor, "measures": measure_anchor}.get(quote.source)
    target = anchor(quote.position) if anchor else line_anchor(sources.text(report), quote.start)
    return _cite(sources, report, quote.start, quote.end, target, quote.section)


def cite_place(sources: Sources, report: ReportRef, start: int, end: int) -> Citation:
    """Return the citation of any place of the text."""
    return _cite(sources, report, start, end, line_anchor(sources.text(report), start), None)


def cite_finding(sources: Sources, report: ReportRef, finding: StoredFinding) -> list[Citation]:
    """Return the citations of the places that a finding points to, a few of them."""
    cited = []
    for place in finding.evidence[:_MOST_PLACES]:
        if "table" in place:
            found = sources.cells([report.id], place["table"], [place["row"]], place["column"])
            cited += [cite_cell(report, cell) for cell in found]
        else:
            anchor = finding_anchor(finding.position)
            start, end = place["start"], place["end"]
            if end - start <= _MARK:
                around = (q for q in sources.passages(report) if q.start <= start < q.end)
                start, end = next(((q.start, q.end) for q in around), (start, end))
            cited.append(_cite(sources, report, start, end, anchor, None))
    if not cited and finding.rule == _SECTIONS:
        # What is missing has no place; the last heading shows where the report ends.
        hits = list(_HEADING.finditer(sources.text(report)))
        cited = [cite_place(sources, report, *hit.span()) for hit in hits[-1:]]
    return cited


def _cite(
    sources: Sources, report: ReportRef, start: int, end: int, anchor: str, section: int | None
) -> Citation:
    return Citation(
        report=report.sha256, body=report.name, year=report.year, path=report.path,
        quote=sources.text(report)[start:end], start=start, end=end, section=section,
        link=link_to(report.sha256, anchor),
    )  # fmt: skip
