"""A document's tables as one sequence of rows, whatever their layout was.

Grids give their rows as they are. Tables of bare lines (one cell a line, or a label and its numbers
on one line) have no grid: there a label begins a row, and the values that follow belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from agent.documents.document import Document, Layout
from agent.documents.lines import is_page_furniture, iter_lines
from agent.tables.values import looks_like_value

_MAX_LABEL_LINE = 90
_TOKEN = re.compile(r"\S+")


class RowCell(NamedTuple):
    """A cell with its search-view text. A `gap` is an empty line among bare lines."""

    start: int
    end: int
    text: str
    column: int = 0
    colspan: int = 1
    gap: bool = False
    is_value: bool = True
    """The text could stand in a value cell (a number, or nothing)."""


class TableRow(NamedTuple):
    """One row; `width` is the row's last true column where columns are known."""

    cells: tuple[RowCell, ...]
    layout: Layout | Literal["stream"]
    grid: int
    """Index of the grid; -1 for bare lines."""

    @property
    def width(self) -> int:
        last = self.cells[-1]
        return last.column + last.colspan


def grid_rows(document: Document) -> list[TableRow]:
    """Return the rows of all grids in the report's body."""
    rows = []
    for index, grid in enumerate(document.grids):
        if grid.end < document.body.start or grid.start > document.body.end:
            continue
        for cells in grid.rows:
            row = tuple(
                _cell(document.view[c.start : c.end], c.start, c.column, c.colspan) for c in cells
            )
            if row:
                rows.append(TableRow(row, grid.layout, index))
    return rows


def stream_rows(document: Document) -> list[TableRow]:
    """Return the rows of tables told in bare lines, in the report's body."""
    rows: list[TableRow] = []
    cells: list[RowCell] = []
    for cell in _stream_cells(document):
        if cell.gap or cell.is_value:
            cells.append(cell)
            continue
        if cells:
            rows.append(TableRow(tuple(cells), "stream", -1))
        cells = [cell]
    if cells:
        rows.append(TableRow(tuple(cells), "stream", -1))
    return rows


def _stream_cells(document: Document) -> Iterator[RowCell]:
    covered = iter(sorted((grid.start, grid.end) for grid in document.grids))
    block = next(covered, None)
    for line in iter_lines(document.view, *document.body):
        while block is not None and block[1] <= line.start:
            block = next(covered, None)
        if block is not None and line.end > block[0]:
            continue
        text = line.text.strip("\f")
        if (not text and line.text) or is_page_furniture(text):
            continue
        if not text.strip():
            yield RowCell(line.start, line.start, "", gap=True)
        else:
            yield from _line_cells(line.text, line.start)


def _cell(text: str, start: int, column: int = 0, colspan: int = 1) -> RowCell:
    value = looks_like_value(text)
    return RowCell(start, start + len(text), text, column, colspan, is_value=value)


def _line_cells(text: str, offset: int) -> Iterator[RowCell]:
    """Split `label 12 0 0` into its cells; a line without trailing numbers is one cell."""
    tokens = list(_TOKEN.finditer(text[: _MAX_LABEL_LINE * 4]))
    first_value = len(tokens)
    while first_value > 0 and looks_like_value(tokens[first_value - 1].group()):
        first_value -= 1
    label = tokens[:first_value]
    if label and label[-1].end() <= _MAX_LABEL_LINE:
        start, end = label[0].start(), label[-1].end()
        yield _cell(text[start:end], offset + start)
    elif label:
        stripped = text.strip()
        start = text.index(stripped)
        # Prose: it ends the row before it, and can be no label.
        yield RowCell(offset + start, offset + start + len(stripped), stripped, is_value=False)
        return
    for token in tokens[first_value:]:
        yield _cell(token.group(), offset + token.start())
