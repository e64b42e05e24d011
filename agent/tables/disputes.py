"""Table four, 政府信息公开行政复议、行政诉讼情况: one row of fifteen cells under three heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from agent.documents.document import Document, Span
from agent.report import Table
from agent.tables.alignment import Reading, align, total_allows
from agent.tables.forms import Form, load_forms
from agent.tables.labels import Fit, LabelMatcher
from agent.tables.reading import RowLabel, TableReading, to_cell
from agent.tables.rows import RowCell, TableRow
from agent.tables.values import ParsedCell, compact, parse_cell

_MAX_ROWS_AFTER_HEADER = 4
_MIN_BLANK_CELLS = 5
_MAX_HEADER_LINE = 160
_MIN_HEADERS = 4
"""Header cells that must be found before numbers below them are taken for table four."""


@cache
def _matcher() -> LabelMatcher[str]:
    labels = [("行政诉讼", "行政诉讼")]
    for form in load_forms().values():
        labels += [(label, label) for label in _own_labels(form)]
    return LabelMatcher(labels)


@cache
def _opening_labels() -> frozenset[str]:
    """Labels that stand nowhere else in a report: all but 总计 and the two procedures' names."""
    names = {label for form in load_forms().values() for label in _own_labels(form)}
    return frozenset(names - {"总计", "行政复议"})


def _own_labels(form: Form) -> list[str]:
    grid = form.disputes
    rows = [label for row in grid.rows.values() for label in row.labels]
    return rows + [label for column in grid.columns.values() for label in column.labels]


def read_disputes(document: Document, rows: Sequence[TableRow], form: Form) -> TableReading:
    """Read table four from a document's rows; it is the same in all forms."""
    start = next((i for i, row in enumerate(rows) if _headers(row) & _opening_labels()), None)
    if start is None:
        return TableReading()
    values, headers = _collect(rows, start)
    if len(headers) < _MIN_HEADERS:
        return TableReading()
    cells = _cells(document, form, values)
    first = rows[start - 1] if start and "行政复议" in _headers(rows[start - 1]) else rows[start]
    span = Span(first.cells[0].start, max([c.end for c in values] or [rows[start].cells[-1].end]))
    label = RowLabel("", span.start, span.start, Fit.EXACT)
    irregular = {} if len(values) in (0, _width(form)) else {"review": span}
    return TableReading(form.form, cells, dict.fromkeys(cells, label), irregular, span)


def _width(form: Form) -> int:
    return len(form.disputes.rows) * len(form.disputes.columns)


@cache
def _label_run() -> re.Pattern[str]:
    """Match the labels and, as narrow columns break them, their two-character halves."""
    labels = {n for form in load_forms().values() for n in _own_labels(form)}
    halves = {label[at : at + 2] for label in labels if len(label) == 4 for at in (0, 2)}
    names = labels | halves | {"行政诉讼"}
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


def _headers(row: TableRow) -> set[str]:
    """Return the table's labels that stand in a row."""
    found = set()
    for cell in row.cells:
        match = None if cell.is_value else _matcher().match(cell.text)
        if match is not None and match.fit == Fit.EXACT:
            found.add(match.key)
        elif row.layout == "stream" and len(cell.text) < _MAX_HEADER_LINE:
            # A header row of several cells told on one line, with nothing else on it.
            text = compact(cell.text)
            if text and not _label_run().sub("", text):
                found.update(_label_run().findall(text))
    return found


def _collect(rows: Sequence[TableRow], start: int) -> tuple[tuple[RowCell, ...], set[str]]:
    """Gather the value cells below the header, over page breaks and split tables."""
    values: list[RowCell] = []
    headers: set[str] = set()
    misses = 0
    for row in rows[start:]:
        here = _headers(row)
        headers |= here
        misses = 0 if here else misses + 1
        taken = _values_of(row, here)
        values += taken
        if len(values) >= 15 or misses > _MAX_ROWS_AFTER_HEADER or (not here and not taken):
            break
    return tuple(values), headers


def _values_of(row: TableRow, headers: set[str]) -> list[RowCell]:
    labels = [cell for cell in row.cells if not cell.is_value]
    cells = [cell for cell in row.cells if cell.is_value and not cell.gap]
    if row.layout == "stream":
        # Bare lines: the values follow the last header cell.
        return cells if headers or not labels else []
    if headers or len(labels) > 1 or (labels and row.cells[0] is not labels[0]):
        return []
    blank = all(not cell.text.strip() for cell in cells)
    return [] if blank and len(cells) < _MIN_BLANK_CELLS else cells


def _cells(document: Document, form: Form, values: tuple[RowCell, ...]) -> Table:
    columns = list(form.disputes.columns)
    keys = [(row, column) for row in form.disputes.rows for column in columns]
    size = len(columns)

    def plausible(reading: Reading) -> bool:
        """T4-REV-TOTAL, T4-LITD-TOTAL and T4-LITA-TOTAL, as far as they can be told."""
        return all(
            total_allows(reading[at : at + size - 1], reading[at + size - 1])
            for at in range(0, len(reading), size)
        )

    outcomes = align(values, [_parse] * len(keys), plausible)
    table: Table = {row: {} for row in form.disputes.rows}
    for (row, column), outcome in zip(keys, outcomes, strict=True):
        table[row][column] = to_cell(outcome, document.text, values)
    return table


def _parse(cell: RowCell) -> ParsedCell:
    return parse_cell(cell.text, "count")
