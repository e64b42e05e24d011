"""Bare lines -> table rows: a label begins a row, and the values that follow belong to it.

Three layouts have no grid: one cell a line; one cell a line, each closed by a pipe, where a run of
pipes fills a short row up to the table's width; and labels with their numbers on one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from agent.documents.document import Document
from agent.documents.lines import Line, is_page_furniture, iter_lines
from agent.tables.rows import RowCell, TableRow, make_cell
from agent.tables.values import looks_like_value

_MAX_LABEL_LINE = 90
_TOKEN = re.compile(r"\S+")
_PIPES = re.compile(r"\|+")
_MIN_RUN = 3
_MIN_RUNS = 2
"""Runs of so many numbers that make a line more than one row of a table."""
_MAX_ROW = 10
"""Numbers beyond any row that has a label: those of table four."""


class _End(NamedTuple):
    """The end of a row, with the number of pipes that fill it up."""

    filled_up: int = 0


def stream_rows(document: Document) -> list[TableRow]:
    """Return the rows of tables told in bare lines, in the report's body."""
    rows: list[TableRow] = []
    filled_up: list[int] = []
    cells: list[RowCell] = []

    def close(filled: int = 0) -> None:
        if cells:
            rows.append(TableRow(tuple(cells), "stream", -1))
            filled_up.append(filled)
            cells.clear()

    for item in _stream_cells(document):
        if isinstance(item, _End):
            close(item.filled_up)
            continue
        if not (item.gap or item.is_value):
            close()
        cells.append(item)
    close()
    checked = _with_widths(rows, filled_up)
    return checked if _keeps_blanks(rows) else [_without_end(row) for row in checked]


def _keeps_blanks(rows: Sequence[TableRow]) -> bool:
    """True when cells closed by pipes are told also where they are blank.

    Then some stand before a number, or several in a row; a single one behind a row may as well
    fill it up.
    """
    for row in rows:
        blank = [cell.closed and not cell.text for cell in row.cells if not cell.gap]
        for index in range(1, len(blank) - 1):
            if blank[index] and (not blank[index + 1] or all(blank[index - 1 : index + 2])):
                return True
    return False


def _without_end(row: TableRow) -> TableRow:
    cells = row.cells
    while len(cells) > 1 and cells[-1].closed and not cells[-1].text:
        cells = cells[:-1]
    return row._replace(cells=cells)


def _with_widths(rows: list[TableRow], filled_up: Sequence[int]) -> list[TableRow]:
    """Tell of each row closed by pipes whether a cell was lost or added.

    Up to the pipes that fill a row up there are always as many cells and pipes as the table is
    wide, or a multiple of that where full rows stand before.
    """
    checked = list(rows)
    told = [
        all(cell.closed or cell.gap for cell in row.cells) and any(c.closed for c in row.cells)
        for row in rows
    ]
    for is_piped, run in groupby(range(len(rows)), key=lambda index: told[index]):
        if not is_piped:
            continue
        groups: list[list[int]] = [[]]
        for index in run:
            groups[-1].append(index)
            if filled_up[index]:
                groups.append([])
        sizes = [sum(_size(rows[i]) + filled_up[i] for i in group) for group in groups]
        width = Counter(sizes[:-1]).most_common(1)
        for group, size in zip(groups, sizes, strict=True):
            whole = bool(width) and size % width[0][0] == 0
            # Behind the last pipes a table's own end may have been cut off.
            known = bool(width) and (whole or group is not groups[-1])
            for index in group if known else []:
                checked[index] = rows[index]._replace(intact=whole)
    return checked


def _size(row: TableRow) -> int:
    return sum(1 for cell in row.cells if not cell.gap)


def _stream_cells(document: Document) -> Iterator[RowCell | _End]:
    """Yield the cells of all lines outside the grids, and where a row is known to end."""
    lines = list(_free_lines(document))
    pipes_below = _has_pipes_below(lines)
    open_cell = False
    for line, below in zip(lines, [*lines, None][1:], strict=True):
        text = line.text.strip("\f") if line else ""
        if line is None:
            yield _End()
        elif (not text and line.text) or is_page_furniture(text):
            continue
        elif "|" in text:
            yield from _piped_cells(line.text, line.start, open_cell)
            open_cell = not text.rstrip().endswith("|")
        elif not text.strip():
            yield RowCell(line.start, line.start, text, gap=True)
        else:
            open_cell = True
            closed = pipes_below and below is not None and _begins_with_pipe(below)
            for cell in _line_cells(line.text, line.start):
                yield cell._replace(closed=closed)


def _has_pipes_below(lines: Sequence[Line | None]) -> bool:
    """True when a cell's pipe mostly stands on the line below it.

    Else a pipe below a line of text begins a row of the table that follows.
    """
    told = [line for line in lines if line is not None and line.text.strip()]
    own = sum(1 for line in told if line.text.rstrip().endswith("|") and line.text.strip(" |"))
    below = sum(
        1
        for line, next_line in pairwise(told)
        if "|" not in line.text and _begins_with_pipe(next_line)
    )
    return below > own


def _begins_with_pipe(line: Line) -> bool:
    return line.text.lstrip().startswith("|")


def _free_lines(document: Document) -> Iterator[Line | None]:
    """Yield the lines outside the grids, and None for the lines of each grid."""
    covered = iter(sorted((grid.start, grid.end) for grid in document.grids))
    block = next(covered, None)
    for line in iter_lines(document.view, *document.body):
        while block is not None and block[1] <= line.start:
            block = next(covered, None)
            yield None
        if block is None or line.end <= block[0]:
            yield line


def _piped_cells(text: str, offset: int, open_cell: bool) -> Iterator[RowCell | _End]:
    """Split a line at its pipes; each closes a cell, more than one fill the row up.

    Args:
        open_cell: the line before ended in a cell that no pipe has closed yet.
    """
    begin = 0
    for pipes in _PIPES.finditer(text):
        piece = text[begin : pipes.start()]
        blank = RowCell(offset + pipes.end(), offset + pipes.end(), "", closed=True)
        if piece.strip():
            start = offset + begin + len(piece) - len(piece.lstrip())
            yield make_cell(piece.strip(), start)._replace(closed=True)
            yield from [blank] * (len(pipes.group()) - 1)
        elif len(pipes.group()) > 1:
            yield _End(len(pipes.group()))
        elif begin or not open_cell:
            yield blank
        begin = pipes.end()
    if text[begin:].strip():
        yield from _line_cells(text[begin:], offset + begin)


def _line_cells(text: str, offset: int) -> Iterator[RowCell]:
    """Split `label 12 0 0` into its cells; a line without trailing numbers is one cell."""
    tokens = list(_TOKEN.finditer(text))
    if _is_many_rows([looks_like_value(token.group()) for token in tokens]):
        for token in tokens:
            yield make_cell(token.group(), offset + token.start())
        return
    first_value = len(tokens)
    while first_value > 0 and looks_like_value(tokens[first_value - 1].group()):
        first_value -= 1
    label = tokens[:first_value]
    if label and label[-1].end() <= _MAX_LABEL_LINE:
        start, end = label[0].start(), label[-1].end()
        yield make_cell(text[start:end], offset + start)
    elif label:
        stripped = text.strip()
        start = text.index(stripped)
        # Prose: it ends the row before it, and can be no label.
        yield RowCell(offset + start, offset + start + len(stripped), stripped, is_value=False)
        return
    for token in tokens[first_value:]:
        yield make_cell(token.group(), offset + token.start())


def _is_many_rows(values: Sequence[bool]) -> bool:
    """True when a line holds several rows, or heads and a long row of numbers."""
    runs = [len(list(group)) for value, group in groupby(values) if value]
    return sum(run >= _MIN_RUN for run in runs) >= _MIN_RUNS or max(runs, default=0) >= _MAX_ROW
