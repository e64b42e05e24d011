"""A table as a rectangle of places, each covered by exactly one cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

CellKind = Literal["head", "label", "value"]
Merged = Literal["empty", "once", "dropped"]
"""What a format without spans makes of merged cells: an empty field for every place that the cell
covers; one field per cell and row, empty below the first row (Word's own conversion to text); or
nothing but the cell itself, where it begins (text copied from a browser)."""


@dataclass(frozen=True)
class LaidCell:
    """A cell, where it begins and how far it reaches."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int
    kind: CellKind
    key: tuple[str, str] | None
    """Row and column name of a value cell."""

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.rowspan)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.colspan)


@dataclass(frozen=True)
class TableGrid:
    """A table; `widths` are relative."""

    name: str
    widths: tuple[int, ...]
    height: int
    head_rows: int
    """How many first rows a converter may repeat at the top of each page."""
    cells: list[LaidCell]

    def starting(self, row: int) -> list[LaidCell]:
        """The cells that begin in a row, from left to right."""
        return [cell for cell in self.covering(row) if cell.row == row]

    def covering(self, row: int) -> list[LaidCell]:
        """The cells that begin in a row or reach into it, from left to right."""
        return self._by_row[row]

    @cached_property
    def _by_row(self) -> list[list[LaidCell]]:
        rows: list[list[LaidCell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            for row in cell.rows:
                rows[row].append(cell)
        return rows

    def fields(self, row: int, merged: Merged = "empty") -> list[str]:
        """The text of a row's fields, without spans."""
        if merged == "dropped":
            return [cell.text for cell in self.starting(row)]
        texts: list[str] = []
        for cell in self.covering(row):
            texts.append(cell.text if cell.row == row else "")
            if merged == "empty":
                texts += [""] * (cell.colspan - 1)
        return texts


class GridBuilder:
    """Builds a grid row by row; a cell goes to the first place its row has free."""

    def __init__(self, name: str, widths: tuple[int, ...], head_rows: int) -> None:
        self._name, self._widths, self._head_rows = name, widths, head_rows
        self._cells: list[LaidCell] = []
        self._covered: set[tuple[int, int]] = set()
        self._row = -1

    def row(self) -> GridBuilder:
        """Begin the next row."""
        self._row += 1
        return self

    def add(
        self,
        text: str,
        rowspan: int = 1,
        colspan: int = 1,
        kind: CellKind = "value",
        key: tuple[str, str] | None = None,
    ) -> GridBuilder:
        """Put a cell into the current row."""
        width = len(self._widths)
        column = next(c for c in range(width) if (self._row, c) not in self._covered)
        cell = LaidCell(text, self._row, column, rowspan, colspan, kind, key)
        places = {(r, c) for r in cell.rows for c in cell.columns}
        if places & self._covered or cell.columns.stop > width:
            raise ValueError(f"no room for {text!r} in row {self._row} of table {self._name!r}")
        self._covered |= places
        self._cells.append(cell)
        return self

    def build(self) -> TableGrid:
        """The finished grid, which has to be covered without a gap."""
        height = self._row + 1
        if len(self._covered) != height * len(self._widths):
            raise ValueError(f"table {self._name!r} has uncovered places")
        return TableGrid(self._name, self._widths, height, self._head_rows, self._cells)
