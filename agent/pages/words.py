"""Cells and passages in words for a page; all report text in them is one line that cannot steer."""

from __future__ import annotations

from agent.report import Cell
from agent.wording import number_words, one_line, without_number

BLANK = "未填报"
"""A blank cell. It is no 0, and a page, which is also read by those who know no states, says so."""
_SNIPPET = 60


def cell_words(cell: Cell) -> str:
    """Return what a cell says: its number, or why it has none."""
    if cell.state == "blank":
        return BLANK
    shown = without_number(cell.state, cell.raw, cell.direction)
    if shown is not None:
        return one_line(shown)
    assert cell.value is not None
    return number_words(cell.value) + ("元" if cell.unit_as_written else "")


def snippet(text: str) -> str:
    """Return the beginning of a passage, on one line."""
    flat = one_line(text).strip()
    return flat if len(flat) <= _SNIPPET else f"{flat[:_SNIPPET]}…"
