"""Draws a table into a PDF page by page: which rows go on a page, and what each cell shows there.

A page break may fall between two rows or, as Word allows, inside one: then the row's values stand
with the first half of its label at the bottom of a page, and the second half of the label stands
alone at the top of the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .grid import LaidCell, TableGrid

Part = Literal["whole", "upper", "lower"]
Rules = Literal["lines", "rects", "none"]
"""Rules drawn as lines, as thin filled rectangles (as Word exports them), or not at all."""

RULE_WIDTH = 0.5
PADDING = 2.0
NOT_AT_START = "，。、；：？！”’）》】"


@dataclass(frozen=True)
class Piece:
    """What of one row stands on a page: all of it, or one side of a break inside it."""

    row: int
    part: Part = "whole"


@dataclass(frozen=True)
class TableStyle:
    """How tables are drawn."""

    font: str
    size: float = 9.0
    leading: float = 11.0
    rules: Rules = "lines"


def wrap(text: str, width: float, font: str, size: float) -> list[str]:
    """Break text into lines of a width: between Chinese characters, but not inside a number (if
    it fits) and not before closing punctuation."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if line and stringWidth(line + character, font, size) > width:
                end = _line_end(line, character)
                lines.append(line[:end])
                line = line[end:]
            line += character
        lines.append(line)
    return lines


def _line_end(line: str, following: str) -> int:
    """Where to cut a full line."""
    end = len(line)
    if following in NOT_AT_START:
        following = line[end - 1]
        end -= 1
    while end and _is_latin(following) and _is_latin(line[end - 1]):
        end -= 1
    return end or len(line)


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".-")


class TableDrawing:
    """A table on its way onto pages."""

    def __init__(
        self, grid: TableGrid, left: float, width: float, style: TableStyle, split_row: str | None
    ) -> None:
        self.grid, self.style, self.split_row = grid, style, split_row
        scale = width / sum(grid.widths)
        self.edges = [left + scale * sum(grid.widths[:n]) for n in range(len(grid.widths) + 1)]
        self.heights = self._row_heights()
        self._pending = {id(cell): self._lines(cell) for cell in grid.cells}

    def pieces(self) -> list[Piece]:
        """The rows in order, the split row in its two parts."""
        pieces: list[Piece] = []
        for row in range(self.grid.height):
            parts: tuple[Part, ...] = ("upper", "lower") if self._is_split(row) else ("whole",)
            pieces += [Piece(row, part) for part in parts]
        return pieces

    def height(self, piece: Piece) -> float:
        """How much of a page a piece takes."""
        if piece.part == "whole":
            return self.heights[piece.row]
        texts = [_part(cell.text, piece.part) for cell in self.grid.starting(piece.row)]
        cells = zip(texts, self.grid.starting(piece.row), strict=True)
        lines = [len(self._wrapped(text, cell)) for text, cell in cells if cell.rowspan == 1]
        return max(lines) * self.style.leading + 4 * PADDING

    def draw(self, canvas: Canvas, pieces: list[Piece], top: float) -> float:
        """Draw pieces below `top`, rules and text, and return where they end."""
        tops = [top]
        for piece in pieces:
            tops.append(tops[-1] - self.height(piece))
        self._draw_text(canvas, pieces, tops)
        if self.style.rules != "none":
            self._draw_rules(canvas, pieces, tops)
        return tops[-1]

    def check_complete(self) -> None:
        """Raise if a merged cell had less room than its text needs."""
        merged = (cell for cell in self.grid.cells if cell.rows.start >= self.grid.head_rows)
        lost = [cell.text for cell in merged if cell.rowspan > 1 and self._pending[id(cell)]]
        if lost:
            raise ValueError(f"no room on the pages for the end of {lost!r}")

    def _is_split(self, row: int) -> bool:
        cells = self.grid.starting(row)
        return any(cell.key and cell.key[0] == self.split_row for cell in cells)

    def _wrapped(self, text: str, cell: LaidCell) -> list[str]:
        width = self.edges[cell.columns.stop] - self.edges[cell.column] - 2 * PADDING
        return wrap(text, width, self.style.font, self.style.size)

    def _lines(self, cell: LaidCell) -> list[str]:
        return self._wrapped(cell.text, cell) if cell.text else []

    def _row_heights(self) -> list[float]:
        heights = []
        for row in range(self.grid.height):
            single = [cell for cell in self.grid.starting(row) if cell.rowspan == 1]
            lines = max(len(self._lines(cell)) for cell in single) if single else 1
            heights.append(max(lines, 1) * self.style.leading + 4 * PADDING)
        return heights

    def _draw_text(self, canvas: Canvas, pieces: list[Piece], tops: list[float]) -> None:
        canvas.setFont(self.style.font, self.style.size)
        drawn: set[int] = set()
        for piece in pieces:
            for cell in self.grid.covering(piece.row):
                if id(cell) in drawn:
                    continue
                drawn.add(id(cell))
                here = [index for index, other in enumerate(pieces) if other.row in cell.rows]
                box_top, box_bottom = tops[here[0]], tops[here[-1] + 1]
                lines = self._lines_here(cell, piece, box_top - box_bottom)
                self._draw_lines(canvas, cell, lines, box_top, box_bottom)

    def _lines_here(self, cell: LaidCell, piece: Piece, height: float) -> list[str]:
        """The lines of a cell's text that show in this box; the rest waits for the next page."""
        if cell.rows.stop <= self.grid.head_rows:
            return self._lines(cell)  # A repeated head has its text again.
        if cell.rowspan == 1:
            text = cell.text if piece.part == "whole" else _part_of(cell, piece.part)
            return self._wrapped(text, cell) if text else []
        capacity = int((height - PADDING) // self.style.leading)
        pending = self._pending[id(cell)]
        self._pending[id(cell)] = pending[capacity:]
        return pending[:capacity]

    def _draw_lines(
        self, canvas: Canvas, cell: LaidCell, lines: list[str], top: float, bottom: float
    ) -> None:
        left, right = self.edges[cell.column], self.edges[cell.columns.stop]
        leading = self.style.leading
        y = (top + bottom) / 2 + leading * len(lines) / 2 - 0.8 * leading
        for line in lines:
            if cell.kind == "label" and cell.rowspan == 1:
                canvas.drawString(left + PADDING, y, line)
            else:
                canvas.drawCentredString((left + right) / 2, y, line)
            y -= leading

    def _draw_rules(self, canvas: Canvas, pieces: list[Piece], tops: list[float]) -> None:
        segments: set[tuple[float, float, float, float]] = set()
        for index, piece in enumerate(pieces):
            for cell in self.grid.covering(piece.row):
                left, right = self.edges[cell.column], self.edges[cell.columns.stop]
                segments |= {(x, tops[index], x, tops[index + 1]) for x in (left, right)}
                if index == 0 or pieces[index - 1].row not in cell.rows:
                    segments.add((left, tops[index], right, tops[index]))
                if index == len(pieces) - 1:
                    segments.add((left, tops[index + 1], right, tops[index + 1]))
        canvas.setLineWidth(RULE_WIDTH)
        for x0, y0, x1, y1 in sorted(segments):
            if self.style.rules == "lines":
                canvas.line(x0, y0, x1, y1)
            else:
                width, height = max(x1 - x0, RULE_WIDTH), max(y0 - y1, RULE_WIDTH)
                canvas.rect(x0, y1, width, height, stroke=0, fill=1)


def _part(text: str, part: Part) -> str:
    middle = (len(text) + 1) // 2
    return text[:middle] if part == "upper" else text[middle:]


def _part_of(cell: LaidCell, part: Part) -> str:
    """A split row's label is halved; its values stand in the upper part."""
    if cell.kind == "label":
        return _part(cell.text, part)
    return cell.text if part == "upper" else ""
