"""Table two, 主动公开政府信息情况: blocks of a header and one or two rows, rows found by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from agent.documents.document import Document, Span
from agent.report import Cell, Table
from agent.tables.alignment import Parser, Reading, align
from agent.tables.forms import Block, Column, Form, load_forms
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
from agent.tables.values import header_unit, parse_cell

_BLOCK_ROWS = 8
"""How far above a row its block's header may stand."""
_MIN_ROWS = 3


@cache
def _row_matcher() -> tuple[LabelMatcher[str], dict[str, int]]:
    labels: list[tuple[str, str]] = []
    order: dict[str, int] = {}
    for form in load_forms().values():
        for block in form.article20:
            for key, row in block.rows.items():
                labels += [(label, key) for label in row.labels]
                order.setdefault(key, len(order))
    return LabelMatcher(labels), order


@cache
def _column_matcher() -> LabelMatcher[str]:
    """Match header cells to column labels; the key is the label, since keys differ by form."""
    return LabelMatcher(
        (label, label)
        for form in load_forms().values()
        for block in form.article20
        for column in block.columns.values()
        for label in column.labels
    )


def read_article20(
    document: Document, rows: Sequence[TableRow], default: Form | None
) -> TableReading:
    """Read table two from a document's rows.

    Args:
        default: the form to assume where the labels leave it open.
    """
    matcher, order = _row_matcher()
    labelled = [
        row for row in label_rows(rows, matcher) if row.match.fit > Fit.CONTAINED or row.has_values
    ]
    chain = best_chain(labelled, order)
    if sum(row.has_values for row in chain) < _MIN_ROWS:
        return TableReading()
    form = _choose_form(rows, chain, default)
    return _Reader(document, rows, form).read(chain)


def _choose_form(
    rows: Sequence[TableRow], chain: list[LabelledRow[str]], default: Form | None
) -> Form:
    """Choose the form whose own headers and rows are found most."""
    votes: Counter[str] = Counter()
    matcher = _column_matcher()
    labels = {form: set(_header_labels(form)) for form in load_forms()}
    for row in rows[max(0, chain[0].index - _BLOCK_ROWS) : chain[-1].index + 1]:
        for cell in row.cells:
            match = None if cell.is_value else matcher.match(cell.text)
            if match is not None and match.fit >= Fit.CONTAINED:
                votes.update(form for form in labels if match.key in labels[form])
    keys = {row.match.key for row in chain}
    for name, form in load_forms().items():
        votes[name] += len(keys & {key for block in form.article20 for key in block.rows})
    forms = list(load_forms().values())
    return max(forms, key=lambda form: (votes[form.form], form is default))


def _header_labels(form: str) -> list[str]:
    blocks = load_forms()[form].article20
    return [label for b in blocks for c in b.columns.values() for label in c.labels]


class _Reader:
    """Fills the cells of one form from a chain of labelled rows."""

    def __init__(self, document: Document, rows: Sequence[TableRow], form: Form) -> None:
        self.document = document
        self.rows = rows
        self.form = form
        self.blocks = {key: block for block in form.article20 for key in block.rows}
        self.keys = tuple(self.blocks)
        self.labels: dict[str, RowLabel] = {}
        self.values: dict[str, tuple[RowCell, ...]] = {}
        self.units: dict[str, str | None] = {}

    def read(self, chain: list[LabelledRow[str]]) -> TableReading:
        chain = [row for row in chain if row.match.key in self.blocks]
        for row in chain:
            key = row.match.key
            header = self._header(row)
            self.labels[key] = row.label
            self.units[key] = self._unit(self.blocks[key], header)
            self.values[key] = self._row_values(row, header, last=row is chain[-1])
        widths = {key: len(block.columns) for key, block in self.blocks.items()}
        place_unlabelled(self.rows, chain, widths, self.values, self.labels)
        cells: Table = {}
        irregular: dict[str, Span] = {}
        for key, block in self.blocks.items():
            values = self.values.get(key, ())
            cells[key] = self._cells(key, block, values)
            if values and len(values) != len(block.columns):
                irregular[key] = row_span(values, self.labels[key])
        return TableReading(self.form.form, cells, self.labels, irregular, self._span(chain))

    def _header(self, row: LabelledRow[str]) -> dict[str, RowCell]:
        """Return the header cells above a row by column key, of the nearest header row."""
        columns = self.blocks[row.match.key].columns
        matcher = _column_matcher()
        found: dict[str, RowCell] = {}
        for above in reversed(self.rows[max(0, row.index - _BLOCK_ROWS) : row.index]):
            here: dict[str, RowCell] = {}
            for cell in above.cells:
                match = None if cell.is_value else matcher.match(cell.text)
                if match is None or match.fit < Fit.CONTAINED:
                    continue
                for key, column in columns.items():
                    if match.key in column.labels:
                        here[key] = cell
            if here:
                found = here | found
                # Bare lines have one header cell a row: go on until all are found.
                if above.layout != "stream" or len(found) == len(columns):
                    break
        return found

    def _unit(self, block: Block, header: dict[str, RowCell]) -> str | None:
        """Return the money unit of a block: the printed header's, else the form's."""
        for key, column in block.columns.items():
            if column.kind == "amount":
                printed = header_unit(header[key].text) if key in header else None
                return printed or column.unit
        return None

    def _row_values(
        self, row: LabelledRow[str], header: dict[str, RowCell], *, last: bool
    ) -> tuple[RowCell, ...]:
        columns = self.blocks[row.match.key].columns
        count = len(columns)
        if row.row.layout == "stream":
            return drop_gaps(row.values, count, last=last)
        if row.row.layout in ("spans", "fields") and len(header) == count:
            at = {cell.column: cell for cell in row.values}
            picked = [at[header[key].column] for key in columns if header[key].column in at]
            left_out = [c for c in row.values if c not in picked and c.text.strip()]
            if len(picked) == count and not left_out:
                return tuple(picked)
        return _trim_blanks(row.values, count)

    def _cells(self, key: str, block: Block, values: tuple[RowCell, ...]) -> dict[str, Cell]:
        columns = list(block.columns.values())
        parsers = [_parser(column, self.units.get(key)) for column in columns]
        outcomes = align(values, parsers, lambda reading: _plausible(columns, reading))
        return {
            column: to_cell(outcome, self.document.text, values)
            for column, outcome in zip(block.columns, outcomes, strict=True)
        }

    def _span(self, chain: list[LabelledRow[str]]) -> Span:
        first = min(label.start for label in self.labels.values())
        start = header_start(self.rows, chain[0].index, _is_header, first)
        ends = [cell.end for values in self.values.values() for cell in values]
        return Span(start, max([*ends, *(label.end for label in self.labels.values())]))


def _is_header(text: str) -> bool:
    match = _column_matcher().match(text)
    known = match is not None and match.fit >= Fit.CONTAINED
    return known or text == "信息内容" or (text.startswith("第二十条") and len(text) < 30)


def _trim_blanks(values: tuple[RowCell, ...], count: int) -> tuple[RowCell, ...]:
    """Drop the empty cells that a narrower block leaves in a wider grid."""
    filled = tuple(cell for cell in values if cell.text.strip())
    if len(values) > count and len(filled) == count:
        # The form's own grid is finer than its columns: merged cells leave empty fields.
        return filled
    cells = values
    while len(cells) > count and not cells[-1].text.strip():
        cells = cells[:-1]
    while len(cells) > count and not cells[0].text.strip():
        cells = cells[1:]
    return cells


def _parser(column: Column, unit: str | None) -> Parser:
    return lambda cell: parse_cell(cell.text, column.kind, unit)


def _plausible(columns: list[Column], reading: Reading) -> bool:
    """A reading in which every cell can be read as its column's kind of number."""
    return all(
        candidate is None or _fits(column, candidate.cell, candidate.parsed.state)
        for column, candidate in zip(columns, reading, strict=True)
    )


def _fits(column: Column, cell: RowCell, state: str) -> bool:
    signed = cell.text.strip()[:1] in {"+", "-"}
    return state != "unreadable" and (column.kind == "change" or not signed)
