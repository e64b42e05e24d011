"""Writes a report as a Word document whose tables have true merged cells."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document as new_document
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.simpletypes import ST_Merge
from docx.shared import Pt
from docx.table import Table, _Cell

from .grid import LaidCell, TableGrid
from .layout import LayoutOptions, Line, document
from .model import ReportModel

POINTS = {"organization": 22, "title": 22, "heading": 16, "paragraph": 16}
CELL_POINTS = 10.5


@cache
def _template() -> bytes:
    """Return an empty Word file without the library's 98 table styles, larger than any report."""
    word = new_document()
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.name_val not in (
            "Normal Table",
            "Table Grid",
        ):
            styles.remove(style)
    result = BytesIO()
    word.save(result)
    return result.getvalue()


def blank_document() -> Document:
    """Return an empty Word document."""
    return new_document(BytesIO(_template()))


def write_docx(
    model: ReportModel,
    path: Path,
    heading_styles: bool = False,
    bookmark: bool = False,
    layout: LayoutOptions | None = None,
) -> Path:
    """Write the report as DOCX.

    Args:
        model: the report.
        path: the file to write.
        heading_styles: Word's heading styles for title and headings; bodies mostly use plain
            paragraphs.
        bookmark: Word's `_GoBack` bookmark before the first heading.
        layout: how the form is printed.
    """
    word = blank_document()
    word.styles["Normal"].font.name = "Times New Roman"
    fonts = word.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    for block in document(model, layout):
        if isinstance(block, Line):
            _add_line(word, block, heading_styles, bookmark)
            bookmark = bookmark and block.kind != "heading"
        else:
            _add_table(word, block)
    word.save(str(path))
    return path


def _add_line(word: Document, line: Line, heading_styles: bool, bookmark: bool) -> None:
    levels = {"organization": 0, "title": 0, "heading": 1}
    if heading_styles and line.kind in levels:
        paragraph = word.add_heading("", level=levels[line.kind])
    else:
        paragraph = word.add_paragraph()
    if bookmark and line.kind == "heading":
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), "0")
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), "_GoBack")
            paragraph._p.append(mark)
    run = paragraph.add_run(line.text)
    run.font.size = Pt(POINTS[line.kind])
    if line.kind in ("organization", "title"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.first_line_indent = Pt(2 * POINTS[line.kind])


def _add_table(word: Document, grid: TableGrid) -> None:
    table = word.add_table(rows=0, cols=len(grid.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, grid)
    for row in range(grid.height):
        line = table._tbl.add_tr()
        for cell in grid.covering(row):
            place = line.add_tc()
            if cell.colspan > 1:
                place.grid_span = cell.colspan
            if cell.rowspan > 1:
                place.vMerge = ST_Merge.RESTART if cell.row == row else ST_Merge.CONTINUE
            if cell.row == row:
                _fill(_Cell(place, table), cell)


def _set_widths(table: Table, grid: TableGrid) -> None:
    """Set the widths of the grid before anything is merged, scaled to a text width of 440 pt."""
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(440 * width / sum(grid.widths))


def _fill(word_cell: _Cell, cell: LaidCell) -> None:
    paragraph = word_cell.paragraphs[0]
    for order, text in enumerate(cell.text.split("\n")):
        run = paragraph.add_run(text)
        run.font.size = Pt(CELL_POINTS)
        if order < cell.text.count("\n"):
            run.add_break()
    if cell.kind != "label":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
