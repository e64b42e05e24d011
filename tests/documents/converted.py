"""Writes a report as Markdown with tables in HTML, as converters of PDF write it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Literal

from tests.rendering import LaidCell, LayoutOptions, Line, ReportModel, TableGrid, document

Lines = Literal["one", "cells"]
"""A whole table on one line, or each tag on a line of its own, indented by TABs."""


def write_converted(
    model: ReportModel,
    path: Path,
    lines: Lines = "one",
    marks: bool = True,
    layout: LayoutOptions | None = None,
) -> Path:
    """Write the report.

    Args:
        model: the report.
        path: the file to write.
        lines: how the tags are broken into lines.
        marks: headings with `#` and in bold, labels in bold, `1\\.` for `1.`, `&nbsp;` for blanks.
        layout: how the form is printed.
    """
    parts = [
        _line(block, marks) if isinstance(block, Line) else _table(block, lines, marks)
        for block in document(model, layout)
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def _line(line: Line, marks: bool) -> str:
    if not marks:
        return line.text
    text = re.sub(r"(\d)\.", r"\1\\.", line.text)
    level = {"organization": "# ", "title": "# ", "heading": "## "}.get(line.kind, "")
    return f"{level}**{text}**" if level else text


def _table(table: TableGrid, lines: Lines, marks: bool) -> str:
    between, indent = ("\n", "\t") if lines == "cells" else ("", "")
    rows = (
        between.join(
            [
                f"{indent}<tr>",
                *(f"{indent}{indent}{_cell(cell, marks)}" for cell in table.starting(row)),
                f"{indent}</tr>",
            ]
        )
        for row in range(table.height)
    )
    return between.join(['<table border="1">', *rows, "</table>"])


def _cell(cell: LaidCell, marks: bool) -> str:
    text = html.escape(cell.text).replace("\n", "<br>")
    if marks:
        text = re.sub(r"^(\d)\.", r"\1\\.", text) or "&nbsp;"
        text = f"**{text}**" if cell.kind == "head" else text
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if span > 1
    )
    return f"<td{spans}>{text}</td>"
