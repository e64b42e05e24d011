"""In which true column of a table does each cell stand, with row and column spans counted?"""

from __future__ import annotations

from agent.documents.limits import MAX_COLUMNS

_MAX_ROWSPAN = 200


class Columns:
    """Gives the cells of a table their columns, row by row."""

    def __init__(self) -> None:
        self._covered: dict[int, int] = {}
        """Column -> for how many more rows a cell from above covers it."""
        self._column = 0

    def next_row(self) -> None:
        """Begin the next row."""
        self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}
        self._column = 0

    def place(self, colspan: str | None, rowspan: str | None) -> tuple[int, int]:
        """Return column and width of the row's next cell, given its attributes as written."""
        while self._covered.get(self._column, 0) > 0:
            self._column += 1
        column = self._column
        width = max(1, min(_number(colspan) or 1, MAX_COLUMNS - column))
        # `rowspan="0"` is the HTML standard's word for "down to the last row".
        height = _MAX_ROWSPAN if _number(rowspan) == 0 else _number(rowspan) or 1
        self._covered |= dict.fromkeys(range(column, column + width), min(height, _MAX_ROWSPAN))
        self._column += width
        return column, width


def _number(attribute: str | None) -> int | None:
    text = (attribute or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
