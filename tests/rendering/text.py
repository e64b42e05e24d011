"""Writes a report as plain text, with its tables flattened in one of the ways met in the wild."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from .grid import Merged, TableGrid
from .layout import LayoutOptions, Line, document
from .model import ReportModel

TableText = Literal["tabs", "bare", "rows", "spaces"]
"""`tabs`: a cell a line, each begun with a TAB, an empty line behind each row, a TAB alone for a
blank or covered cell. `bare`: a cell a line, blank cells not seen. `rows`: a row a line, fields
parted by TABs. `spaces`: a row a line, label and numbers parted by spaces, blank cells not seen."""


def write_text(
    model: ReportModel,
    path: Path,
    tables: TableText = "tabs",
    encoding: str = "utf-8",
    newline: str = "\n",
    merged: Merged = "empty",
    layout: LayoutOptions | None = None,
) -> Path:
    """Write the report as text. `merged` is for `rows`: see `Merged`."""
    text = as_text(model, tables, merged, layout)
    path.write_bytes(text.replace("\n", newline).encode(encoding))
    return path


def as_text(
    model: ReportModel,
    tables: TableText = "tabs",
    merged: Merged = "empty",
    layout: LayoutOptions | None = None,
) -> str:
    """Return what `write_text` writes."""
    lines: list[str] = []
    for block in document(model, layout):
        if isinstance(block, Line):
            lines += [block.text, ""] if block.kind in ("title", "heading") else [block.text]
        else:
            lines += ["", *table_lines(block, tables, merged), "", ""]
    return "\n".join([*lines, ""])


def table_lines(table: TableGrid, tables: TableText, merged: Merged = "empty") -> list[str]:
    """The lines of one flattened table."""
    if tables == "tabs":
        return [line for row in range(table.height) for line in _tabbed(table, row)]
    if tables == "bare":
        return [
            line
            for row in range(table.height)
            for cell in table.starting(row)
            for line in cell.text.split("\n")
            if line.strip()
        ]
    if tables == "rows":
        return ["\t".join(_one_line(table.fields(row, merged))) for row in range(table.height)]
    starting = (_one_line(table.fields(row, "dropped")) for row in range(table.height))
    return [" ".join(text for text in texts if text.strip()) for texts in starting]


def _tabbed(table: TableGrid, row: int) -> list[str]:
    """One row; the further lines of a broken head carry no TAB, as converters leave them."""
    lines = [line for text in table.fields(row, "once") for line in f"\t{text}".split("\n")]
    return [*lines, ""]


def _one_line(texts: list[str]) -> list[str]:
    return [text.replace("\n", "") for text in texts]
