"""PDF with text -> paragraphs and ruled tables, by pdfplumber.

Tables are the cells that ruled lines enclose, so a merged cell is one cell. A table that goes on
over a page break gives two grids; the table readers join their rows by label.
"""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from agent.documents.document import Grid, GridCell
from agent.documents.limits import MAX_CHARACTERS, MAX_PAGES
from agent.documents.pdf_guard import TooMuch, interpret, refuse_endless
from agent.documents.pdf_layout import (
    Line,
    Table,
    characters_of,
    find_tables,
    is_furniture,
    is_inside,
    lines_of,
    margins,
    unknown,
)
from agent.errors import InputError, InputTooLarge, UnreadableDocument

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

_MIN_CHARACTERS = 30
_MAX_UNKNOWN = 0.1
"""Share of characters without a meaning up to which a PDF is read (they stay visible)."""
_OCR = "Run text recognition first, for example `ocrmypdf -l chi_sim in.pdf out.pdf`"


class PdfText(NamedTuple):
    """A PDF as text."""

    text: str
    grids: list[Grid]


def read_pdf(data: bytes, path: str) -> PdfText:
    """Turn a PDF into text with grids.

    Raises:
        UnreadableDocument: encrypted, damaged, or without text that can be read.
        InputTooLarge: past a limit.
    """
    import pdfplumber

    try:
        refuse_endless(data)
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read(pdf, path)
    except (InputError, MemoryError):
        raise
    except Exception as error:
        # pdfplumber lets through whatever its parser meets in a damaged file.
        raise _as_input_error(error, path) from error


def _read(pdf: PDF, path: str) -> PdfText:
    pages = _count_pages(pdf)
    if pages > MAX_PAGES:
        raise InputTooLarge(
            f"{path}: a PDF of more than {MAX_PAGES} pages is no single report",
            "Cut the report out",
        )
    if not pages:
        raise UnreadableDocument(f"{path}: the PDF has no pages", "Download it again")
    writer = _Writer()
    for page in pdf.pages:
        interpret(page)
        writer.add_page(page)
        page.close()
        if writer.characters > MAX_CHARACTERS:
            raise InputTooLarge(
                f"{path}: the PDF has more than the {MAX_CHARACTERS:,} characters of one report",
                "Give the reports one by one",
            )
    if writer.characters < min(_MIN_CHARACTERS, _MIN_CHARACTERS * pages):
        raise UnreadableDocument(f"{path}: the PDF has no text, it seems to be a scan", _OCR)
    if writer.unknown > _MAX_UNKNOWN * writer.characters:
        raise UnreadableDocument(
            f"{path}: the PDF's fonts do not tell which characters they show", _OCR
        )
    return PdfText(writer.text(), writer.grids)


def _count_pages(pdf: PDF) -> int:
    from pdfminer.pdfpage import PDFPage

    return sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1))


def _as_input_error(error: Exception, path: str) -> InputError:
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    causes = [error, *(cause for cause in error.args if isinstance(cause, Exception))]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return UnreadableDocument(
            f"{path}: the PDF is encrypted", "Remove the password and save it again"
        )
    for cause in causes:
        if isinstance(cause, TooMuch):
            return InputTooLarge(f"{path}: the PDF has {cause}", "Print the report into a new PDF")
    return UnreadableDocument(
        f"{path}: the PDF is damaged ({type(causes[-1]).__name__})", "Download it again"
    )


class _Writer:
    """Writes pages as one text, paragraphs rejoined over lines and pages."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.characters = 0
        self.unknown = 0
        self._parts: list[str] = []
        self._length = 0
        self._previous: Line | None = None

    def text(self) -> str:
        return "".join(self._parts)

    def add_page(self, page: Page) -> None:
        characters = characters_of(page)
        self.characters += len(characters)
        self.unknown += unknown(characters)
        tables = find_tables(page, characters)
        outside = [c for c in characters if not any(is_inside(c, table.box) for table in tables)]
        lines = [line for line in lines_of(outside) if not is_furniture(line, page)]
        edges = margins(lines)
        items: list[Line | Table] = sorted([*lines, *tables], key=lambda item: item.top)
        for item in items:
            if isinstance(item, Table):
                self._add_table(item)
            else:
                self._add_line(item, edges)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _add_line(self, line: Line, edges: tuple[float, float]) -> None:
        left, right = edges
        previous = self._previous
        continues = (
            previous is not None
            and max(previous.gaps, line.gaps) < 2
            and previous.x1 >= right - 2 * line.size
            and line.x0 <= left + 0.8 * line.size
            and abs(previous.size - line.size) < 1
        )
        if self._length and not continues:
            self._write("\n")
        self._write(line.text)
        self._previous = line

    def _add_table(self, table: Table) -> None:
        if self._length:
            self._write("\n")
        start = self._length
        rows = []
        for cells in table.rows:
            row: list[GridCell] = []
            for text, column, colspan in cells:
                if row:
                    self._write("\t")
                row.append(GridCell(self._length, self._length + len(text), column, colspan))
                self._write(text)
            rows.append(row)
            self._write("\n")
        # The line that follows begins with its own line end.
        self._parts[-1] = ""
        self._length -= 1
        self.grids.append(Grid("spans", rows, start, self._length))
        self._previous = None
