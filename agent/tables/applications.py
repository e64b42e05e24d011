"""Table three, 收到和处理政府信息公开申请情况: seven columns, rows found by label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial

from agent.contract import Number
from agent.documents.document import Document, Span
from agent.report import Cell, Table
from agent.tables.alignment import Reading, align, total_allows
from agent.tables.forms import Form, load_forms
from agent.tables.labels import Fit, LabelMatcher
from agent.tables.reading import (
    LabelledRow,
    RowLabel,
    TableReading,
    best_chain,
    drop_gaps,
    header_start,
    label_rows,
    place_unlabelled,
    row_span,
    to_cell,
)
from agent.tables.rows import RowCell, TableRow
from agent.tables.values import ParsedCell, parse_cell

FLOW_ROWS = ("new", "carried_over", "total", "carried_forward")
"""Rows of the form's balance; every other value row is an outcome."""
_HEADER_ROWS = 8
_MIN_ROWS = 4


def outcome_rows(form: Form) -> tuple[str, ...]:
    """Return the rows whose sum is （七）总计."""
    return tuple(key for key in form.applications.value_rows() if key not in FLOW_ROWS)


@cache
def _matchers() -> tuple[LabelMatcher[str], dict[str, int], LabelMatcher[str]]:
    """Return row matcher, row order over all forms, and header matcher."""
    forms = list(load_forms().values())
    labels, order = [], {}
    for form in forms:
        for key, row in form.applications.rows.items():
            labels += [(label, key) for label in row.labels]
    # The later form only adds rows, between those of the earlier one.
    merged = list(forms[0].applications.rows)
    for form in forms[1:]:
        keys = list(form.applications.rows)
        for position, key in enumerate(keys):
            if key not in merged:
                merged.insert(merged.index(keys[position - 1]) + 1, key)
    order = {key: position for position, key in enumerate(merged)}
    columns = [
        (label, key)
        for form in forms
        for key, column in form.applications.columns.items()
        for label in column.labels
    ]
    return LabelMatcher(labels), order, LabelMatcher(columns)


def read_applications(
    document: Document, rows: Sequence[TableRow], default: Form | None
) -> TableReading:
    """Read table three from a document's rows.

    Args:
        default: the form to assume where the labels leave it open.
    """
    matcher, order, _ = _matchers()
    chain = best_chain(label_rows(rows, matcher), order)
    if sum(row.has_values for row in chain) < _MIN_ROWS:
        return TableReading()
    form = _choose_form({row.match.key for row in chain}, default)
    return _Reader(document, rows, form).read(chain)


def _choose_form(found: set[str], default: Form | None) -> Form:
    """Choose the form with most of its own rows found."""
    forms = list(load_forms().values())

    def own_rows(form: Form) -> int:
        others = {k for f in forms if f is not form for k in f.applications.value_rows()}
        return len(found & (set(form.applications.value_rows()) - others))

    ranked = sorted(forms, key=lambda f: (own_rows(f), f is default), reverse=True)
    return ranked[0]


class _Reader:
    """Fills the cells of one form from a chain of labelled rows."""

    def __init__(self, document: Document, rows: Sequence[TableRow], form: Form) -> None:
        self.document = document
        self.rows = rows
        self.form = form
        self.columns = tuple(form.applications.columns)
        self.keys = tuple(form.applications.value_rows())
        self.values: dict[str, tuple[RowCell, ...]] = {}
        self.labels: dict[str, RowLabel] = {}
        self.numbers: dict[tuple[str, str], Number | None] = {}
        """Numbers of complete rows, blanks as 0; None where there is no number."""

    def read(self, chain: list[LabelledRow[str]]) -> TableReading:
        chain = [row for row in chain if row.match.key in self.keys]
        header = self._header_columns(chain)
        for row in chain:
            last = row is chain[-1]
            self.labels[row.match.key] = row.label
            self.values[row.match.key] = self._row_values(row, header, last=last)
        widths = dict.fromkeys(self.keys, len(self.columns))
        place_unlabelled(self.rows, chain, widths, self.values, self.labels)
        cells, irregular = self._cells()
        return TableReading(
            form=self.form.form,
            cells=cells,
            labels=self.labels,
            irregular=irregular,
            span=self._span(chain),
            added_rows=tuple(self._added_rows(chain)),
        )

    def _row_values(
        self, row: LabelledRow[str], header: tuple[dict[str, int], int] | None, *, last: bool
    ) -> tuple[RowCell, ...]:
        count = len(self.columns)
        if row.row.layout == "stream":
            return drop_gaps(row.values, count, last=last)
        if header is not None and row.row.width == header[1]:
            at = {cell.column: cell for cell in row.values}
            picked = [at.get(column) for column in header[0].values()]
            if all(cell is not None for cell in picked):
                return tuple(cell for cell in picked if cell is not None)
        values = row.values
        # A label merged over several columns leaves empty fields before the values.
        while len(values) > count and not values[0].text.strip():
            values = values[1:]
        return values

    def _header_columns(self, chain: list[LabelledRow[str]]) -> tuple[dict[str, int], int] | None:
        """Return column key -> true column and the header's width, when all are found in order."""
        first = chain[0]
        if first.row.layout not in ("spans", "fields"):
            return None
        matcher = _matchers()[2]
        found: dict[str, int] = {}
        widths = []
        for row in self.rows[max(0, first.index - _HEADER_ROWS) : first.index]:
            if row.grid != first.row.grid:
                continue
            widths.append(row.width)
            for cell in row.cells:
                match = matcher.match(cell.text) if not cell.is_value else None
                if match is not None and match.fit >= Fit.CONTAINED and cell.colspan == 1:
                    found.setdefault(match.key, cell.column)
        positions = [found[key] for key in self.columns if key in found]
        if len(positions) != len(self.columns) or positions != sorted(set(positions)):
            return None
        return {key: found[key] for key in self.columns}, max(widths)

    def _cells(self) -> tuple[Table, dict[str, Span]]:
        count = len(self.columns)
        cells: dict[str, dict[str, Cell]] = {}
        irregular = {}
        # Complete rows first: their numbers decide how the incomplete ones can be read.
        for key in sorted(self.keys, key=lambda k: len(self.values.get(k, ())) != count):
            values = self.values.get(key, ())
            aligned = align(values, [_parse] * count, partial(self._plausible, key))
            cells[key] = {
                column: to_cell(outcome, self.document.text, values)
                for column, outcome in zip(self.columns, aligned, strict=True)
            }
            if len(values) == count:
                for column, outcome in zip(self.columns, aligned, strict=True):
                    number = outcome.candidate.number if outcome.candidate else None
                    self.numbers[key, column] = number
            elif values:
                irregular[key] = row_span(values, self.labels[key])
        return {key: cells[key] for key in self.keys}, irregular

    def _plausible(self, key: str, reading: Reading) -> bool:
        """T3-ROW-TOTAL, T3-COL-TOTAL and T3-COL-BALANCE, as far as they can be told."""
        if not total_allows(reading[:-1], reading[-1]):
            return False
        for column, candidate in zip(self.columns, reading, strict=True):
            if candidate is None or candidate.number is None:
                continue
            for equation in self._equations(key):
                terms = [
                    (sign, candidate.number if row == key else self.numbers.get((row, column)))
                    for sign, row in equation
                ]
                told = [sign * number for sign, number in terms if number is not None]
                if len(told) == len(terms) and sum(told) != 0:
                    return False
        return True

    def _equations(self, key: str) -> Iterable[list[tuple[int, str]]]:
        """Yield the column identities that a row takes part in, as signed rows with sum 0."""
        if key in FLOW_ROWS:
            yield [(1, "new"), (1, "carried_over"), (-1, "total"), (-1, "carried_forward")]
        if key not in FLOW_ROWS or key == "total":
            yield [(-1, "total"), *((1, row) for row in outcome_rows(self.form))]

    def _span(self, chain: list[LabelledRow[str]]) -> Span:
        first = min(label.start for label in self.labels.values())
        start = header_start(self.rows, chain[0].index, _is_header, first)
        ends = [cell.end for values in self.values.values() for cell in values]
        return Span(start, max([*ends, *(label.end for label in self.labels.values())]))

    def _added_rows(self, chain: list[LabelledRow[str]]) -> Iterable[RowLabel]:
        """Yield labelled rows with a full set of numbers that the form does not have."""
        known = {row.index for row in chain}
        matcher = _matchers()[0]
        for index in range(chain[0].index, chain[-1].index):
            row = self.rows[index]
            labels = [cell for cell in row.cells if not cell.is_value]
            numbers = [cell for cell in row.cells if cell.is_value and cell.text.strip()]
            if index in known or not labels or len(numbers) < len(self.columns):
                continue
            if matcher.match(labels[-1].text) is None:
                yield RowLabel(labels[-1].text, labels[-1].start, labels[-1].end, Fit.BY_PLACE)


def _is_header(text: str) -> bool:
    match = _matchers()[2].match(text)
    return (
        "勾稽关系" in text
        or text in ("申请人情况", "法人或其他组织")
        or (match is not None and match.fit >= Fit.CONTAINED)
    )


def _parse(cell: RowCell) -> ParsedCell:
    return parse_cell(cell.text, "count")
