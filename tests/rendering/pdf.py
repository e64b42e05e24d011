"""Writes a report as a text PDF on A4 pages, its tables cut by page breaks."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .grid import TableGrid
from .layout import LayoutOptions, Line, document
from .model import ReportModel
from .pdf_table import Piece, Rules, TableDrawing, TableStyle, wrap

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 72.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
CID_FONT = "STSong-Light"
TRUETYPE_PLACES = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)
SIZES = {"organization": 18.0, "title": 18.0, "heading": 14.0, "paragraph": 12.0}
LEADING = 1.6
INDENT = "\u3000"


def truetype_font() -> Path | None:
    """A Chinese font of this machine that can be embedded, or None."""
    return next((Path(place) for place in TRUETYPE_PLACES if Path(place).is_file()), None)


def write_pdf(
    model: ReportModel,
    path: Path,
    font: Path | None = None,
    rules: Rules = "lines",
    rows_per_page: int | None = None,
    repeat_head: bool = False,
    split_row: str | None = None,
    page_numbers: bool = True,
    layout: LayoutOptions | None = None,
) -> Path:
    """Write the report as PDF.

    Args:
        model: the report.
        path: the file to write.
        font: a TrueType font to embed; without one the text is in STSong-Light, not embedded.
        rules: how the tables' rules are drawn; `none` draws the same table without them.
        rows_per_page: at most so many rows of a table, heads not counted, on one page; without
            it as many as fit.
        repeat_head: the table's head is repeated on each further page.
        split_row: the name of a row (`unable_need_creation`) in which a page break falls.
        page_numbers: `- 4 -` at the bottom of each page.
        layout: how the form is printed.
    """
    name = _register(font)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle(model.title)
    flow = _Flow(canvas, TableStyle(name, rules=rules), page_numbers)
    for block in document(model, layout):
        if isinstance(block, Line):
            flow.line(block)
        else:
            flow.table(block, rows_per_page, repeat_head, split_row)
    flow.end_page()
    canvas.save()
    return path


def _register(font: Path | None) -> str:
    name = font.stem if font else CID_FONT
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(font)) if font else UnicodeCIDFont(name))
    return name


class _Flow:
    """Fills page after page from the top."""

    def __init__(self, canvas: Canvas, style: TableStyle, page_numbers: bool) -> None:
        self.canvas, self.style, self.page_numbers = canvas, style, page_numbers
        self.y = PAGE_HEIGHT - MARGIN

    def end_page(self) -> None:
        if self.page_numbers:
            self.canvas.setFont(self.style.font, 10)
            number = f"- {self.canvas.getPageNumber()} -"
            self.canvas.drawCentredString(PAGE_WIDTH / 2, MARGIN / 2, number)
        self.canvas.showPage()
        self.y = PAGE_HEIGHT - MARGIN

    def line(self, line: Line) -> None:
        size = SIZES[line.kind]
        is_centred = line.kind in ("organization", "title")
        indented = line.text if is_centred else 2 * INDENT + line.text
        for text in wrap(indented, TEXT_WIDTH, self.style.font, size):
            if self.y - size * LEADING < MARGIN:
                self.end_page()
            self.canvas.setFont(self.style.font, size)
            self.y -= size * LEADING
            if is_centred:
                self.canvas.drawCentredString(PAGE_WIDTH / 2, self.y, text)
            else:
                # The indent is room, not characters.
                shown = text.lstrip(INDENT)
                left = MARGIN + (len(text) - len(shown)) * size
                self.canvas.drawString(left, self.y, shown)

    def table(
        self, grid: TableGrid, rows_per_page: int | None, repeat_head: bool, split_row: str | None
    ) -> None:
        drawing = TableDrawing(grid, MARGIN, TEXT_WIDTH, self.style, split_row)
        self.y -= 10
        head = [Piece(row) for row in range(grid.head_rows)] if repeat_head else []
        head_height = sum(drawing.height(piece) for piece in head)
        waiting = drawing.pieces()
        is_first = True
        while waiting:
            room = self.y - MARGIN - (0 if is_first else head_height)
            count = _fitting(drawing, waiting, room, rows_per_page)
            shown, waiting = waiting[:count], waiting[count:]
            if shown:
                repeated = [] if is_first else head
                self.y = drawing.draw(self.canvas, repeated + shown, self.y)
                is_first = False
            if waiting:
                self.end_page()
        drawing.check_complete()
        self.y -= 10


def _fitting(
    drawing: TableDrawing, pieces: list[Piece], room: float, rows_per_page: int | None
) -> int:
    """How many of the next pieces stand on this page; a head is kept with the row below it."""
    kept = drawing.grid.head_rows if pieces[0].row == 0 else 0
    rows = 0
    for index, piece in enumerate(pieces):
        room -= drawing.height(piece)
        rows += piece.row >= drawing.grid.head_rows
        is_over = rows_per_page is not None and rows > rows_per_page
        if room < 0 or is_over or (piece.part == "lower" and index > 0):
            return index if index > kept else 0
    return len(pieces)
