"""Table three, 收到和处理政府信息公开申请情况: seven columns, rows found by label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, partial

from agent.contract import Number
from agent.documents.document import Document, Span
from agent.report import Cell, Table
from agent.tables.alignment import Aligned, Reading, align, total_allows, total_proves
from agent.tables.chains import chain_span, copies, this_years
from agent.tables.forms import Form, load_forms
from agent.tables.labels import Fit, LabelMatcher
from agent.tables.picking import HeadColumns, Picker
from agent.tables.reading import (
    LabelledRow,
    RowLabel,
    TableReading,
    added_rows,
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
    document: Document, rows: Sequence[TableRow], default: Form | None, year: int | None = None
) -> TableReading:
    """Read table three from a document's rows.

    Args:
        default: the form to assume where the labels leave it open.
        year: the report year, to tell this year's table from an older one.
    """
    matcher, order, _ = _matchers()
    found = copies(label_rows(rows, matcher), order, _MIN_ROWS)
    if not found:
        return TableReading()
    starts = [chain[0].label.start for chain in found]
    chain, *others = this_years(found, starts, document.view, year)
    form = _choose_form({row.match.key for row in chain}, default)
    reading = _Reader(document, rows, form).read(chain)
    return replace(reading, copies=tuple(chain_span(other) for other in others))


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
        self.unsure: set[str] = set()
        """Rows that may have lost or gained a cell."""
        self.numbers: dict[tuple[str, str], Number | None] = {}
        """Numbers of complete rows, blanks as 0; None where there is no number."""

    def read(self, chain: list[LabelledRow[str]]) -> TableReading:
        chain = [row for row in chain if row.match.key in self.keys]
        widths = dict.fromkeys(self.keys, len(self.columns))
        header = self._header_columns(chain)
        picker = Picker(self.rows, chain, widths)
        for row in chain:
            key = row.match.key
            self.labels[key] = row.label
            self.values[key], sure = picker.pick(row, header)
            if not sure:
                self.unsure.add(key)
        place_unlabelled(self.rows, chain, widths, self.values, self.labels)
        cells, irregular = self._cells()
        return TableReading(
            form=self.form.form,
            cells=cells,
            labels=self.labels,
            irregular=irregular,
            span=self._span(chain),
            added_rows=tuple(
                added_rows(self.rows, chain, _matchers()[0], _is_header, len(self.columns))
            ),
        )

    def _header_columns(self, chain: list[LabelledRow[str]]) -> HeadColumns | None:
        """Return the true columns of the values, when the head tells all of them in order."""
        first = chain[0]
        if first.row.layout not in ("spans", "fields"):
            return None
        matcher = _matchers()[2]
        found: dict[str, int] = {}
        width = 0
        for row in self.rows[max(0, first.index - _HEADER_ROWS) : first.index]:
            if row.grid != first.row.grid:
                continue
            width = max(width, row.width)
            for cell in row.cells:
                match = matcher.match(cell.text) if not cell.is_value else None
                if match is not None and match.fit >= Fit.CONTAINED and cell.colspan == 1:
                    found.setdefault(match.key, cell.column)
        positions = [found[key] for key in self.columns if key in found]
        in_order = positions == sorted(set(positions))
        complete = in_order and len(positions) == len(self.columns)
        return HeadColumns(positions, width) if complete else None

    def _cells(self) -> tuple[Table, dict[str, Span]]:
        count = len(self.columns)
        cells: dict[str, dict[str, Cell]] = {}
        irregular = {}
        # Complete rows first: their numbers decide how the incomplete ones can be read.
        doubtful = {k for k in self.keys if len(self.values.get(k, ())) != count} | self.unsure
        for key in sorted(self.keys, key=lambda k: k in doubtful):
            values = self.values.get(key, ())
            aligned = self._aligned(key, values)
            cells[key] = {
                column: to_cell(outcome, self.document.text, values)
                for column, outcome in zip(self.columns, aligned, strict=True)
            }
            if key not in doubtful:
                for column, outcome in zip(self.columns, aligned, strict=True):
                    number = outcome.candidate.number if outcome.candidate else None
                    self.numbers[key, column] = number
            elif values:
                irregular[key] = row_span(values, self.labels[key])
        return {key: cells[key] for key in self.keys}, irregular

    def _aligned(self, key: str, values: tuple[RowCell, ...]) -> list[Aligned]:
        def proven(reading: Reading) -> bool:
            return total_proves(reading[:-1], reading[-1]) and self._plausible(key, reading)

        plausible = proven if key in self.unsure else partial(self._plausible, key)
        return align(values, [_parse] * len(self.columns), plausible, sure=key not in self.unsure)

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


def _is_header(text: str) -> bool:
    match = _matchers()[2].match(text)
    return (
        "勾稽关系" in text
        or text in ("申请人情况", "法人或其他组织")
        or (match is not None and match.fit >= Fit.CONTAINED)
    )


def _parse(cell: RowCell) -> ParsedCell:
    return parse_cell(cell.text, "count")
