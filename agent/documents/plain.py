"""Plain text and Markdown -> table grids: tabbed cells, tab- or pipe-separated rows.

In a flattened Word table each cell is a line that begins with one TAB, a TAB-only line is a blank
or merged cell, and an empty line ends the row; stripping lines would destroy that. Tables of bare
lines leave no trace of their grid and are read by label in `agent.tables`.
"""

from __future__ import annotations

import re

from agent.documents.document import Grid, GridCell, Layout
from agent.documents.lines import Line, is_page_furniture, iter_lines

_PIPE_RULE = re.compile(r"[\s|:+=-]+")
_NUMBER = re.compile(r"[\s\d.,+-]*")
_MAX_CONTINUED_CELL = 60


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
        self._layout: Layout = "tabs"
        self._rows: list[list[GridCell]] = []
        self._open_row = False

    def add(self, line: Line) -> None:
        content = line.text.strip("\f")
        if not content and line.text:
            return  # a form feed alone: a page break, not the end of a row
        if not content.strip():
            self._add_blank(line, content)
        elif "|" in content and content.count("|") >= 2:
            self._add_fields(line, "|")
        elif "\t" in content.strip("\t ") and len(content.split("\t")) >= 2:
            self._add_fields(line, "\t")
        elif content.startswith("\t"):
            self._add_tab_cell(line)
        elif not is_page_furniture(content) and not self._continue_cell(line):
            self.close()

    def close(self) -> None:
        if self._rows:
            first, last = self._rows[0][0], self._rows[-1][-1]
            self.grids.append(Grid(self._layout, self._rows, first.start, last.end))
        self._rows = []
        self._open_row = False

    def _begin(self, layout: Layout) -> None:
        if self._rows and self._layout != layout:
            self.close()
        self._layout = layout

    def _add_blank(self, line: Line, content: str) -> None:
        if "\t" in content:
            self._add_tab_cell(line)
        else:
            self._open_row = False

    def _add_tab_cell(self, line: Line) -> None:
        self._begin("tabs")
        if not self._open_row:
            self._rows.append([])
            self._open_row = True
        row = self._rows[-1]
        start, end = _trim(line.text, line.start)
        row.append(GridCell(start, end, len(row)))

    def _continue_cell(self, line: Line) -> bool:
        """Join a label that was broken over lines (`本年新` / `公开数量`) to its cell."""
        if not (self._open_row and self._layout == "tabs" and self._rows):
            return False
        cell = self._rows[-1][-1]
        start, end = _trim(line.text, line.start)
        length = end - cell.start
        joins = cell.end > cell.start and start - cell.end <= 4 and length <= _MAX_CONTINUED_CELL
        if joins:
            self._rows[-1][-1] = GridCell(cell.start, end, cell.column)
        return joins

    def _add_fields(self, line: Line, separator: str) -> None:
        self._begin("fields")
        self._open_row = False
        if separator == "|" and _PIPE_RULE.fullmatch(line.text):
            return
        start, end = _trim(line.text, line.start)
        text = line.text[start - line.start : end - line.start] if separator == "|" else line.text
        offset = start if separator == "|" else line.start
        if separator == "|" and text.startswith("|"):
            text, offset = text[1:], offset + 1
        if separator == "|" and text.endswith("|"):
            text = text[:-1]
        row = []
        for column, field in enumerate(text.split(separator)):
            field_start, field_end = _trim(field, offset)
            row.append(GridCell(field_start, field_end, column))
            offset += len(field) + 1
        self._rows.append(row)


def _trim(text: str, offset: int) -> tuple[int, int]:
    """Return the place of `text` without surrounding space; empty text gives an empty place."""
    stripped = text.strip()
    if not stripped:
        return offset + len(text), offset + len(text)
    start = offset + len(text) - len(text.lstrip())
    return start, start + len(stripped)
