"""Table two, 主动公开政府信息情况: blocks of a header and one or two rows, rows found by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from agent.documents.document import Document, Span
from agent.report import Cell
from agent.tables.alignment import Parser, Reading, align
from agent.tables.chains import chain_span, copies, this_years
from agent.tables.forms import Block, Column, Form, load_forms
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
    document: Document, rows: Sequence[TableRow], default: Form | None, year: int | None = None
) -> TableReading:
    """Read table two from a document's rows.

    Args:
        default: the form to assume where the labels leave it open.
        year: the report year, to tell this year's table from an older one.
    """
    matcher, order = _row_matcher()
    labelled = [
        row for row in label_rows(rows, matcher) if row.match.fit > Fit.CONTAINED or row.has_values
    ]
    found = copies(labelled, order, _MIN_ROWS)
    if not found:
        return TableReading()
    starts = [chain[0].label.start for chain in found]
    chain, *others = this_years(found, starts, document.view, year)
    form = _choose_form(rows, chain, default)
    reading = _Reader(document, rows, form).read(chain)
    return replace(reading, copies=tuple(chain_span(other) for other in others))


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


class _Header(NamedTuple):
    """A header cell with its text, to which a unit on a line of its own belongs."""

    cell: RowCell
    text: str
    width: int
    """Of the row it stands in."""


class _Reader:
    """Fills the cells of one form from a chain of labelled rows.

    Single blocks may follow another form than the rest of the table (2021's first block under the
    heads of 2019): their heads tell, and their cells are given under that form's columns.
    """

    def __init__(self, document: Document, rows: Sequence[TableRow], form: Form) -> None:
        self.document = document
        self.rows = rows
        self.form = form
        self.blocks = dict(_blocks(form))
        self.labels: dict[str, RowLabel] = {}
        self.values: dict[str, tuple[RowCell, ...]] = {}
        self.units: dict[str, str | None] = {}
        self.unsure: set[str] = set()
        """Rows that may have lost or gained a cell."""

    def read(self, chain: list[LabelledRow[str]]) -> TableReading:
        heads = {row.match.key: self._header(row) for row in chain}
        for key, head in heads.items():
            if block := _block_of(key, head, self.form):
                self.blocks[key] = block
        chain = [row for row in chain if row.match.key in self.blocks]
        widths = {key: len(block.columns) for key, block in self.blocks.items()}
        picker = Picker(self.rows, chain, widths)
        for row in chain:
            key = row.match.key
            self.labels[key] = row.label
            self.units[key] = _unit(self.blocks[key], heads[key])
            columns = _head_columns(self.blocks[key], heads[key], row.row)
            self.values[key], sure = picker.pick(row, columns)
            if not sure:
                self.unsure.add(key)
        place_unlabelled(self.rows, chain, widths, self.values, self.labels)
        return TableReading(
            form=self.form.form,
            cells={key: self._cells(key, block) for key, block in self.blocks.items()},
            labels=self.labels,
            irregular=self._irregular(widths),
            span=self._span(chain),
            added_rows=tuple(added_rows(self.rows, chain, _row_matcher()[0], _is_header, 2)),
        )

    def _irregular(self, widths: dict[str, int]) -> dict[str, Span]:
        return {
            key: row_span(values, self.labels[key])
            for key, values in self.values.items()
            if (values and len(values) != widths[key]) or key in self.unsure
        }

    def _header(self, row: LabelledRow[str]) -> dict[str, _Header]:
        """Return column label -> header cell, of the nearest header before a row's label."""
        found: dict[str, _Header] = {}
        own = [cell for cell in row.row.cells if cell.start < row.label.start]
        for index in range(row.index, max(-1, row.index - _BLOCK_ROWS), -1):
            cells = own if index == row.index else self.rows[index].cells
            here = self._header_cells(index, cells)
            if index < row.index and found and not here and any(map(_is_number, cells)):
                break
            found = here | found
            # Bare lines have one header cell a row: go on until the row above the header.
            if here and self.rows[index].layout != "stream":
                break
        return found

    def _header_cells(self, index: int, cells: Sequence[RowCell]) -> dict[str, _Header]:
        found: dict[str, _Header] = {}
        for cell in cells:
            match = None if cell.is_value else _column_matcher().match(cell.text)
            if match is not None and match.fit >= Fit.CONTAINED:
                found[match.key] = _Header(
                    cell, cell.text + self._continuation(index), self.rows[index].width
                )
        return found

    def _continuation(self, index: int) -> str:
        """Return the line below a header's line, where it goes on in parentheses: （万元）."""
        if self.rows[index].layout != "stream" or index + 1 >= len(self.rows):
            return ""
        below = self.rows[index + 1].cells[0].text.strip()
        return below if below.startswith("(") else ""

    def _cells(self, key: str, block: Block) -> dict[str, Cell]:
        values = self.values.get(key, ())
        columns = list(block.columns.values())
        parsers = [_parser(column, self.units.get(key)) for column in columns]
        sure = key not in self.unsure
        # No sum can prove a row of this table.
        outcomes = align(
            values, parsers, lambda reading: sure and _plausible(columns, reading), sure=sure
        )
        return {
            column: to_cell(outcome, self.document.text, values)
            for column, outcome in zip(block.columns, outcomes, strict=True)
        }

    def _span(self, chain: list[LabelledRow[str]]) -> Span:
        first = min(label.start for label in self.labels.values())
        start = header_start(self.rows, chain[0].index, _is_header, first)
        ends = [cell.end for values in self.values.values() for cell in values]
        return Span(start, max([*ends, *(label.end for label in self.labels.values())]))


def _blocks(form: Form) -> Iterator[tuple[str, Block]]:
    return ((key, block) for block in form.article20 for key in block.rows)


def _block_of(key: str, head: dict[str, _Header], form: Form) -> Block | None:
    """Return another form's block for a row, where the printed head is that form's."""
    matched = {
        other.form: sum(
            any(label in head for label in column.labels) for column in block.columns.values()
        )
        for other in load_forms().values()
        for name, block in _blocks(other)
        if name == key
    }
    best = max(matched, key=lambda name: matched[name])
    if matched[best] <= matched.get(form.form, 0):
        return None
    return dict(_blocks(load_forms()[best]))[key]


def _unit(block: Block, head: dict[str, _Header]) -> str | None:
    """Return the money unit of a block: the printed header's, else the form's."""
    for column in block.columns.values():
        if column.kind == "amount":
            told = [header_unit(head[label].text) for label in column.labels if label in head]
            return next((unit for unit in told if unit), column.unit)
    return None


def _head_columns(block: Block, head: dict[str, _Header], row: TableRow) -> HeadColumns | None:
    """Return the true columns of a row's values, where the head tells all of them."""
    if row.layout not in ("spans", "fields"):
        return None
    cells = [
        head[label] for column in block.columns.values() for label in column.labels if label in head
    ]
    widths = {cell.width for cell in cells}
    if len(cells) != len(block.columns) or len(widths) != 1:
        return None
    return HeadColumns([cell.cell.column for cell in cells], widths.pop())


def _is_number(cell: RowCell) -> bool:
    return cell.is_value and bool(cell.text.strip())


def _is_header(text: str) -> bool:
    match = _column_matcher().match(text)
    known = match is not None and match.fit >= Fit.CONTAINED
    return known or text == "信息内容" or (text.startswith("第二十条") and len(text) < 30)


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
