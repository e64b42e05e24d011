"""Plain text and Markdown -> table grids: tabbed cells, tab- or pipe-separated rows.

In a flattened Word table each cell is a line that begins with one TAB, a TAB-only line is a blank
or merged cell, and an empty line ends the row; stripping lines would destroy that. Tables of bare
lines leave no trace of their grid and are read by label in `agent.tables`; so are tables with each
cell on a line of its own, closed by a pipe.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.documents.document import Grid, GridCell
from agent.documents.lines import Line, is_page_furniture, iter_lines, trim

_PIPE_RULE = re.compile(r"[\s|:+=]*-[\s|:+=-]*")
_PADDING = re.compile(r"(?<=\|)\s(\|{2,})\s*$")
"""Pipes by which a converter fills a short row up to the table's width: `规章 | 0 | ||`."""
_SINGLE_PADDING = re.compile(r"(?<=\|)\s(\|+)\s*$")
_INNER_BLANK = re.compile(r"\|\s\|\s*[^|\s]")
"""A blank cell that looks like padding; where cells are joined by ` | ` it has two spaces."""
_LONE_CELL = re.compile(r"\s*(?:[^|\u4e00-\u9fff]{0,20}\||\|{2,})\s*")
"""One value, one blank cell, or padding only: the table has its cells on lines of their own."""
_MAX_CONTINUED_CELL = 60
_MAX_CONTINUATION_GAP = 4
"""Characters (line end, padding) between a broken label's two lines."""


def text_grids(view: str) -> list[Grid]:
    """Return the grids of a text, in order. Pass the search view, in which ｜ and | are alike."""
    builder = _GridBuilder()
    for line in iter_lines(view):
        builder.add(line)
    builder.close()
    return builder.grids


class _GridBuilder:
    """Collects rows until a line that belongs to no table."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._tab_rows: list[list[GridCell]] = []
        self._field_rows: list[list[GridCell]] = []
        self._pipe_lines: list[Line] = []
        self._open_row = False

    def add(self, line: Line) -> None:
        content = line.text.strip("\f")
        if not content and line.text:
            return  # a form feed alone: a page break, not the end of a row
        if not content:
            self._open_row = False
        elif "|" in content and _is_pipe_row(content):
            self._close_unless(self._pipe_lines)
            self._pipe_lines.append(line)
        elif _is_tab_row(content, in_tab_rows=bool(self._field_rows)):
            self._close_unless(self._field_rows)
            self._field_rows.append(_fields(line.text, line.start, "\t"))
        elif content.startswith("\t"):
            self._add_tab_cell(line)
        elif not content.strip():
            self._open_row = False
        elif not is_page_furniture(content) and not self._continue_cell(line):
            self.close()

    def close(self) -> None:
        """End the current grid."""
        if self._pipe_lines and not any(_LONE_CELL.fullmatch(x.text) for x in self._pipe_lines):
            self._field_rows = _pipe_rows(self._pipe_lines)
        if self._tab_rows:
            self._append(Grid("tabs", self._tab_rows, 0, 0))
        if self._field_rows:
            self._append(Grid("fields", self._field_rows, 0, 0))
        self._tab_rows, self._field_rows, self._pipe_lines = [], [], []
        self._open_row = False

    def _append(self, grid: Grid) -> None:
        first, last = grid.rows[0][0], grid.rows[-1][-1]
        self.grids.append(Grid(grid.layout, grid.rows, first.start, last.end))

    def _close_unless(self, current: list[Line] | list[list[GridCell]]) -> None:
        if not current:
            self.close()

    def _add_tab_cell(self, line: Line) -> None:
        self._close_unless(self._tab_rows)
        if not self._open_row:
            self._tab_rows.append([])
            self._open_row = True
        row = self._tab_rows[-1]
        start, end = trim(line.text, line.start)
        row.append(GridCell(start, end, len(row)))

    def _continue_cell(self, line: Line) -> bool:
        """Join a label that was broken over lines (`本年新` / `公开数量`) to its cell."""
        if not (self._open_row and self._tab_rows):
            return False
        cell = self._tab_rows[-1][-1]
        start, end = trim(line.text, line.start)
        joins = (
            cell.end > cell.start
            and start - cell.end <= _MAX_CONTINUATION_GAP
            and end - cell.start <= _MAX_CONTINUED_CELL
        )
        if joins:
            self._tab_rows[-1][-1] = GridCell(cell.start, end, cell.column)
        return joins


def _is_tab_row(content: str, *, in_tab_rows: bool) -> bool:
    """True for a row told on one line, its fields separated by TAB."""
    text = content.lstrip("\t ")
    if not text.strip():
        return in_tab_rows and content.count("\t") >= 2
    return "\t" in text


def _is_pipe_row(content: str) -> bool:
    """True for a line of fields parted by pipes, or of one field closed by a pipe."""
    text = content.strip()
    return text.count("|") >= 2 or text.startswith("|") or text.endswith("|")


def _pipe_rows(lines: list[Line]) -> list[list[GridCell]]:
    """Split pipe rows; an outer pipe on every row is a border, on some it is an empty field."""
    texts = [line.text for line in lines]
    keeps_blanks = any(_INNER_BLANK.search(text) for text in texts)
    padded = any(_PADDING.search(text) for text in texts)
    padding = _SINGLE_PADDING if padded and not keeps_blanks else _PADDING
    rows = [
        (line.start, text, len(filled[1]) if filled else 0)
        for index, line in enumerate(lines)
        if not _is_rule(line.text, index)
        for filled in [padding.search(line.text)]
        for text in [line.text[: filled.start()] if filled else line.text]
    ]
    left = all(text.lstrip().startswith("|") for _, text, _ in rows)
    right = all(text.rstrip().endswith("|") for _, text, _ in rows)
    cells = []
    for offset, text, filled_up in rows:
        start, end = trim(text, offset)
        text = text[start - offset : end - offset]
        if left:
            text, start = text[1:], start + 1
        if right and text.endswith("|"):
            text = text[:-1]
        *row, last = _fields(text, start, "|")
        cells.append([*row, replace(last, colspan=1 + filled_up)])
    return cells


def _is_rule(text: str, index: int) -> bool:
    """True for the line below a header (`|---|`); a row of dashes may also be cells."""
    return _PIPE_RULE.fullmatch(text) is not None and (index == 1 or "--" in text)


def _fields(text: str, offset: int, separator: str) -> list[GridCell]:
    row = []
    for column, field in enumerate(text.split(separator)):
        start, end = trim(field, offset)
        row.append(GridCell(start, end, column))
        offset += len(field) + 1
    return row
