"""Writes a report as Markdown with pipe tables, as PDF and page converters do.

Pipe tables know no merged cells: their places become empty fields.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from .grid import Merged, TableGrid
from .layout import LayoutOptions, Line, document
from .model import ReportModel

Pipes = Literal["outer", "trailing", "inner"]
"""`| a | b |`, `a | b |` (as web page converters write it), or `a | b`."""

LEVELS = {"organization": "# ", "title": "# ", "heading": "## ", "paragraph": ""}


def write_markdown(
    model: ReportModel,
    path: Path,
    pipes: Pipes = "outer",
    rule: bool = True,
    heading_marks: bool = True,
    merged: Merged = "empty",
    encoding: str = "utf-8",
    layout: LayoutOptions | None = None,
) -> Path:
    """Write the report as Markdown.

    Args:
        model: the report.
        path: the file to write.
        pipes: where pipes stand.
        rule: a line `|---|---|` below the first row.
        heading_marks: `#` before title and headings.
        merged: what becomes of merged cells.
        encoding: of the file.
        layout: how the form is printed.
    """
    parts: list[str] = []
    for block in document(model, layout):
        if isinstance(block, Line):
            parts.append((LEVELS[block.kind] if heading_marks else "") + block.text)
        else:
            parts.append("\n".join(pipe_lines(block, pipes, rule, merged)))
    path.write_bytes(("\n\n".join(parts) + "\n").encode(encoding))
    return path


def pipe_lines(
    table: TableGrid, pipes: Pipes = "outer", rule: bool = True, merged: Merged = "empty"
) -> list[str]:
    """The lines of one pipe table."""
    lines = [_row(table.fields(row, merged), pipes) for row in range(table.height)]
    if rule:
        lines.insert(1, _row(["---"] * len(table.widths), pipes))
    return lines


def _row(fields: list[str], pipes: Pipes) -> str:
    joined = " | ".join(field.replace("\n", "<br>").replace("|", r"\|") for field in fields)
    return {"outer": f"| {joined} |", "trailing": f"{joined} |", "inner": joined}[pipes]
