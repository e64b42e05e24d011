"""Renders a report into real files of every format, to check that each cell is read back right.

A `ReportModel` says what a report contains: its title, its sections, and the raw text of every cell
of the three official tables. `layout` lays it out as the official form does, with the form's merged
cells; the writers (`docx`, `html`, `markdown`, `pdf`, `text`) put that layout into a file, each
with the peculiarities that its format has in published reports. Nothing here uses the product: a
fault in its reading cannot hide in the files it is tested with.

    model = made_2021()
    write_pdf(model, path, rows_per_page=9, repeat_head=True)
    for (table, row, column), raw in model.cells(): ...
"""

from .docx import write_docx
from .grid import LaidCell, TableGrid
from .html import write_html
from .labels import PRINTED_AMOUNTS, from_labels
from .layout import LayoutOptions, Line, document, grids
from .made import made_2019, made_2021, made_mixed, made_mixed_reverse
from .markdown import write_markdown
from .model import CellKey, FormYear, ReportModel, Section, TableName
from .oracle import Meaning, meaning, meanings
from .pdf import truetype_font, write_pdf
from .script import padded, to_simplified, to_traditional
from .text import as_text, write_text

__all__ = [
    "PRINTED_AMOUNTS",
    "CellKey",
    "FormYear",
    "LaidCell",
    "LayoutOptions",
    "Line",
    "Meaning",
    "ReportModel",
    "Section",
    "TableGrid",
    "TableName",
    "as_text",
    "document",
    "from_labels",
    "grids",
    "made_2019",
    "made_2021",
    "made_mixed",
    "made_mixed_reverse",
    "meaning",
    "meanings",
    "padded",
    "to_simplified",
    "to_traditional",
    "truetype_font",
    "write_docx",
    "write_html",
    "write_markdown",
    "write_pdf",
    "write_text",
]
