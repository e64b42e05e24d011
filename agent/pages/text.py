"""Lays the source text out for reading: prose line by line, the lines of a table row by row.

Nothing is left out and nothing is added: all pieces together are the text, character for character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from agent.pages.pieces import Mark, Piece, cut
from agent.report import TABLE_NAMES, Report

_LABEL_LINE = 60
"""A line above a table belongs to its head up to this length."""
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb]"
)
"""Characters that are not seen, or that turn the reading direction around."""


class Shown(NamedTuple):
    """A piece as the page has it."""

    text: str
    id: str
    """Of the element; empty where nothing is marked."""
    look: str
    items: str
    """The anchors of all that covers it."""
    code: str
    """The code point of a character that is not seen, as `U+202E`; else empty."""
    name: str
    """Of that character."""


class Line(NamedTuple):
    """One line of the text, its line end included."""

    number: int
    pieces: list[Shown]
    has_cell: bool
    empty: bool
    is_row: bool
    """Its cells are parted by tabs or pipes, not by line ends."""


class Row(NamedTuple):
    """Lines side by side; of prose one at a time."""

    lines: list[Line]
    has_cells: bool


class Block(NamedTuple):
    """Prose, or a table."""

    kind: Literal["prose", "table"]
    rows: list[Row]


class Layout(NamedTuple):
    """The whole text, and where in it everything is."""

    blocks: list[Block]
    starts: dict[int, str]
    """Element that begins at a place."""
    blanks: dict[int, str]
    """Element of a mark without length."""
    items: dict[str, str]
    """First element of each item."""

    def element(self, start: int, end: int) -> str:
        """Return the element where a marked place begins; empty where it is not in the text."""
        return (self.blanks if start == end else self.starts).get(start, "")


def lay_out(report: Report, text: str, marks: Sequence[Mark]) -> Layout:
    """Cut the text at all marks and put it into blocks."""
    layout = Layout([], {}, {}, {})
    lines = list(_lines(text, marks, layout))
    tables = _table_lines(report, text, lines)
    for is_table, group in groupby(lines, key=lambda line: line.number in tables):
        block = list(group)
        if is_table:
            rows = [Row(row, any(line.has_cell for line in row)) for row in _rows(block)]
            layout.blocks.append(Block("table", rows))
        else:
            layout.blocks.append(Block("prose", [Row([line], False) for line in block]))
    return layout


def _lines(text: str, marks: Iterable[Mark], layout: Layout) -> Iterator[Line]:
    """Yield the lines with their pieces; note in `layout` where everything is."""
    ends = [match.end() for match in re.finditer("\n", text)]
    steering = [place for match in _STEERING.finditer(text) for place in match.span()]
    shown: list[Shown] = []
    number, has_cell = 1, False
    for count, piece in enumerate(cut(text, marks, [*ends, *steering])):
        element = f"p{count}" if piece.marks else ""
        if element:
            _note(piece, element, layout)
        shown.append(_shown(piece, element))
        has_cell = has_cell or any(mark.look.startswith("cell") for mark in piece.marks)
        if piece.text.endswith("\n"):
            yield _line(number, shown, has_cell)
            shown, number, has_cell = [], number + 1, False
    if shown:
        yield _line(number, shown, has_cell)


def _line(number: int, shown: list[Shown], has_cell: bool) -> Line:
    empty = not any(piece.text.strip() or piece.items for piece in shown)
    text = "".join(piece.text for piece in shown).strip()
    return Line(number, shown, has_cell, empty, is_row="\t" in text or text.startswith("|"))


def _note(piece: Piece, element: str, layout: Layout) -> None:
    (layout.starts if piece.text else layout.blanks).setdefault(piece.start, element)
    for mark in piece.marks:
        layout.items.setdefault(mark.item, element)


def _shown(piece: Piece, element: str) -> Shown:
    looks = dict.fromkeys(word for mark in piece.marks for word in mark.look.split())
    items = dict.fromkeys(mark.item for mark in piece.marks)
    code = name = ""
    if _STEERING.fullmatch(piece.text):
        code = f"U+{ord(piece.text):04X}"
        name = unicodedata.name(piece.text, "")
    return Shown(piece.text, element, " ".join(looks), " ".join(items), code, name)


def _table_lines(report: Report, text: str, lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines from a table's head to its last cell."""
    found: set[int] = set()
    for name in TABLE_NAMES:
        places = [
            (cell.start, cell.end)
            for row in getattr(report.tables, name).values()
            for cell in row.values()
            if cell.start is not None and cell.end is not None
        ]
        if not places:
            continue
        first = text.count("\n", 0, min(start for start, _ in places)) + 1
        last = text.count("\n", 0, max(end for _, end in places)) + 1
        while first > 1 and _is_head(lines[first - 2]):
            first -= 1
        while lines[first - 1].empty:
            first += 1
        found.update(range(first, last + 1))
    return found


def _is_head(line: Line) -> bool:
    length = sum(len(piece.text) for piece in line.pieces)
    prose = ("heading", "fact", "problem", "measure")
    return (length <= _LABEL_LINE or line.is_row) and not any(
        word in piece.look for piece in line.pieces for word in prose
    )


def _rows(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield lines that stand side by side: a label with its cells, or the labels of the head."""
    row: list[Line] = []
    for line in lines:
        before = row[-1] if row else None
        ended = before and (
            before.empty or before.is_row or line.is_row or (before.has_cell and not line.has_cell)
        )
        if ended and not line.empty:
            yield row
            row = []
        elif line.has_cell and len(row) > 1 and not row[-1].has_cell:
            # Of the labels before a cell the last is its own, the others are those of the head.
            yield row[:-1]
            row = row[-1:]
        row.append(line)
    if row:
        yield row
