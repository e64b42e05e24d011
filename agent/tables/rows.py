"""A document's tables as one sequence of rows, whatever their layout was.

Grids give their rows as they are; bare lines are made into rows by `agent.tables.stream`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from agent.documents.document import Document, Layout
from agent.tables.values import looks_like_value


class RowCell(NamedTuple):
    """A cell with its search-view text.

    A `gap` is an empty line among bare lines; its text is the white space on it.
    """

    start: int
    end: int
    text: str
    column: int = 0
    colspan: int = 1
    gap: bool = False
    is_value: bool = True
    """The text could stand in a value cell (a number, or nothing)."""
    closed: bool = False
    """A pipe closes the cell: then also blank cells are told."""


class TableRow(NamedTuple):
    """One row; `width` is the row's last true column where columns are known."""

    cells: tuple[RowCell, ...]
    layout: Layout | Literal["stream"]
    grid: int
    """Index of the grid; -1 for bare lines."""

    intact: bool | None = None
    """Of cells closed by pipes: whether the row has as many as the table is wide, where known."""

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
                make_cell(document.view[c.start : c.end], c.start, c.column, c.colspan)
                for c in cells
            )
            if row:
                rows.append(TableRow(row, grid.layout, index))
    return rows


def make_cell(text: str, start: int, column: int = 0, colspan: int = 1) -> RowCell:
    """Return a cell of this search-view text."""
    value = looks_like_value(text)
    return RowCell(start, start + len(text), text, column, colspan, is_value=value)
