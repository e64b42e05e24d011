"""Table four, 政府信息公开行政复议、行政诉讼情况: one row of fifteen cells under three heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from agent.documents.document import Document, Span
from agent.report import Table
from agent.tables.alignment import Reading, align, total_allows, uncertain
from agent.tables.chains import this_years
from agent.tables.forms import Form, load_forms
from agent.tables.labels import Fit, LabelMatcher
from agent.tables.reading import RowLabel, TableReading, to_cell
from agent.tables.rows import RowCell, TableRow
from agent.tables.values import ParsedCell, compact, parse_cell

_MAX_ROWS_AFTER_HEADER = 4
_MIN_BLANK_CELLS = 5
_MAX_HEADER_LINE = 160
_MIN_HEADERS = 4
"""Heads that must be found before numbers below them are taken for table four."""
_MIN_PROCEDURES = 2
"""Heads that are enough where just as many numbers stand below them as the table has."""
_NEARLY_ALL = 0.75
_MAX_ROWS = 60
"""Rows that the table may have, each head and number on a line of its own."""


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


def read_disputes(
    document: Document, rows: Sequence[TableRow], form: Form, year: int | None = None
) -> TableReading:
    """Read table four from a document's rows; it is the same in all forms.

    Args:
        year: the report year, to tell this year's table from an older one.
    """
    found: list[tuple[Span, TableReading]] = []
    for start, row in enumerate(rows):
        if found and row.cells[0].start < found[-1][0].end:
            continue
        if _headers(row) & _opening_labels():
            reading = _read_at(document, rows, start, form)
            if reading.span:
                found.append((reading.span, reading))
    # A head without numbers below it is no table where another has some.
    found = [item for item in found if item[1].told > 1] or found[:1]
    ordered = this_years(found, [span.start for span, _ in found], document.view, year)
    if not ordered:
        return TableReading()
    (_, reading), *others = ordered
    return replace(reading, copies=tuple(span for span, _ in others))


def _read_at(document: Document, rows: Sequence[TableRow], start: int, form: Form) -> TableReading:
    """Read the table whose first head that no other table has stands in row `start`."""
    if start and "行政复议" in _headers(rows[start - 1]):
        start -= 1
    values, sure = _row_by_row(rows, start, form), True
    if not values:
        values, headers = _collect(rows, start)
        values, sure = _without_spare(values, rows[start : start + _MAX_ROWS], _width(form))
        in_one_piece = len(values) == _width(form) and len(headers) >= _MIN_PROCEDURES
        if len(headers) < _MIN_HEADERS and not in_one_piece:
            return TableReading()
    cells = _cells(document, form, values, sure=sure)
    first = rows[start].cells
    span = Span(first[0].start, max([cell.end for cell in values] or [first[-1].end]))
    label = RowLabel("", span.start, span.start, Fit.EXACT)
    regular = len(values) in (0, _width(form)) and sure
    irregular = {} if regular else {"review": span}
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


@cache
def _head_characters() -> frozenset[str]:
    return frozenset("".join(n for f in load_forms().values() for n in _own_labels(f)) + "诉讼")


def _headers(row: TableRow) -> set[str]:
    """Return the table's labels that stand in a row."""
    found = set()
    for cell in row.cells:
        match = None if cell.is_value else _matcher().match(cell.text)
        if match is not None and match.fit == Fit.EXACT:
            found.add(match.key)
        elif row.layout == "stream" and len(cell.text) < _MAX_HEADER_LINE:
            # A header row of several cells told on one line, with nothing else on it.
            text = compact(cell.text).replace("其它", "其他")
            if text and not _label_run().sub("", text):
                found.update(_label_run().findall(text))
    return found


def _is_scrap(row: TableRow) -> bool:
    """True for pieces of heads that very narrow columns broke: 结 结 其 尚, 果 果 他 未."""
    labels = "".join(compact(cell.text) for cell in row.cells if not cell.is_value)
    return bool(labels) and len(labels) < _MAX_HEADER_LINE and set(labels) <= _head_characters()


def _row_by_row(rows: Sequence[TableRow], start: int, form: Form) -> tuple[RowCell, ...]:
    """Return the values of a table that gives each procedure a row of its own."""
    grid = form.disputes
    found: dict[str, tuple[RowCell, ...]] = {}
    for row in rows[max(0, start - 1) : start + _MAX_ROWS]:
        for position, cell in enumerate(row.cells):
            values = tuple(c for c in row.cells[position + 1 :] if c.is_value and not c.gap)
            if not cell.is_value and len(values) == len(grid.columns):
                found.setdefault(_procedure(cell.text, form), values)
    parts = [found.get(key, ()) for key in grid.rows]
    filled = all(any(cell.text.strip() for cell in part) for part in parts)
    return tuple(cell for part in parts for cell in part) if filled else ()


def _procedure(text: str, form: Form) -> str:
    """Return the row that a label names: 行政诉讼（未经复议直接起诉） names the longer one."""
    named = [
        (len(label), key)
        for key, row in form.disputes.rows.items()
        for label in row.labels
        if label in compact(text)
    ]
    return max(named, default=(0, ""))[1]


def _collect(rows: Sequence[TableRow], start: int) -> tuple[tuple[RowCell, ...], set[str]]:
    """Gather the value cells below the header, over page breaks and split tables."""
    values: list[RowCell] = []
    headers: set[str] = set()
    misses = 0
    for row in rows[start : start + _MAX_ROWS]:
        here = _headers(row)
        headers |= here
        misses = 0 if here or _is_scrap(row) else misses + 1
        taken = _values_of(row, here)
        if len(values) >= 15:
            # The empty row was one of heads that lost their text.
            values = taken if len(taken) == len(values) and _is_filled(taken) else values
            break
        values += taken
        full = len(values) >= 15 and _is_filled(values)
        if full or misses > _MAX_ROWS_AFTER_HEADER or (misses and not taken):
            break
    return tuple(values), headers


def _is_filled(cells: Sequence[RowCell]) -> bool:
    return any(cell.text.strip() for cell in cells)


def _without_spare(
    values: tuple[RowCell, ...], rows: Sequence[TableRow], width: int
) -> tuple[tuple[RowCell, ...], bool]:
    """Drop empty cells too many; tell whether those that are left are surely where they stand."""
    filled = tuple(cell for cell in values if cell.text.strip())
    if len(values) >= width and len(filled) in (0, width):
        return filled or values[:width], True
    return values, len(filled) == len(values) or (
        len(values) == width
        and all(_is_intact(row, rows) for row in rows if set(row.cells) & set(values))
    )


def _is_intact(row: TableRow, rows: Sequence[TableRow]) -> bool:
    """True when the row has lost or gained no cell, as far as the others let tell."""
    if any(cell.closed for cell in row.cells):
        return row.intact is True
    if row.layout not in ("spans", "fields"):
        return True
    widths = Counter(other.width for other in rows if other.grid == row.grid)
    usual, times = widths.most_common(1)[0]
    return row.width == usual or times < _NEARLY_ALL * widths.total()


def _values_of(row: TableRow, headers: set[str]) -> list[RowCell]:
    labels = [cell for cell in row.cells if not cell.is_value]
    cells = [cell for cell in row.cells if cell.is_value and not cell.gap]
    if not cells:
        # Lines with only spaces on them, where the page has an empty cell.
        cells = [cell for cell in row.cells if cell.gap and cell.text]
    blank = all(not cell.text.strip() for cell in cells)
    if blank and len(cells) < _MIN_BLANK_CELLS:
        return []
    if row.layout == "stream":
        # Bare lines: the values follow the last header cell.
        return cells if headers or not labels or _is_scrap(row) else []
    if headers or len(labels) > 1 or (labels and row.cells[0] is not labels[0]):
        return []
    return cells


def _cells(document: Document, form: Form, values: tuple[RowCell, ...], *, sure: bool) -> Table:
    columns = list(form.disputes.columns)
    keys = [(row, column) for row in form.disputes.rows for column in columns]
    size = len(columns)

    def plausible(reading: Reading) -> bool:
        """T4-REV-TOTAL, T4-LITD-TOTAL and T4-LITA-TOTAL, as far as they can be told."""
        return all(
            total_allows(reading[at : at + size - 1], reading[at + size - 1])
            for at in range(0, len(reading), size)
        )

    # With empty cells among the numbers too many sums come out right by accident.
    outcomes = align(values, [_parse] * len(keys), plausible) if sure else uncertain(len(keys))
    table: Table = {row: {} for row in form.disputes.rows}
    for (row, column), outcome in zip(keys, outcomes, strict=True):
        table[row][column] = to_cell(outcome, document.text, values)
    return table


def _parse(cell: RowCell) -> ParsedCell:
    return parse_cell(cell.text, "count")
