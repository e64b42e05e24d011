"""PDF with text -> paragraphs and ruled tables, by pdfplumber.

Tables are the cells that ruled lines enclose, so a merged cell is one cell. A table that goes on
over a page break gives two grids; the table readers join their rows by label.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from agent.documents.document import Grid, GridCell
from agent.documents.lines import is_page_furniture
from agent.errors import InputTooLarge, UnreadableDocument

if TYPE_CHECKING:
    from pdfplumber.page import Page

MAX_PAGES = 400
_MIN_CHARACTERS = 30
_STRATEGIES = ("lines_strict", "lines")
"""Ruled lines first; then also the edges of thin rectangles, as some programs draw lines."""
_SNAP = 3.0
"""Points within which edges count as one line."""
_MARGIN = 0.09
"""Share of the page height in which a bare number is the page number."""

Box = tuple[float, float, float, float]


class PdfText(NamedTuple):
    """A PDF as text."""

    text: str
    grids: list[Grid]


class _Line(NamedTuple):
    text: str
    x0: float
    x1: float
    top: float
    size: float
    gaps: int
    """How many wide gaps it has; with two or more it is a row of an unruled table."""


class _Table(NamedTuple):
    top: float
    box: Box
    rows: list[list[tuple[str, int, int]]]
    """Cells that begin in each row: text, column, colspan."""


def read_pdf(data: bytes, path: str) -> PdfText:
    """Turn a PDF into text with grids.

    Raises:
        UnreadableDocument: encrypted, damaged, or a scan without text.
        InputTooLarge: more than `MAX_PAGES` pages.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            if pages > MAX_PAGES:
                raise InputTooLarge(
                    f"{path}: a PDF of {pages} pages is no single report", "Cut the report out"
                )
            writer = _Writer()
            for page in pdf.pages:
                writer.add_page(page)
                page.close()
    except InputTooLarge:
        raise
    except Exception as error:
        # pdfplumber lets through whatever its parser meets in a damaged file.
        causes = {type(error), *(type(arg) for arg in error.args)}
        if PDFPasswordIncorrect in causes:
            raise UnreadableDocument(
                f"{path}: the PDF is encrypted", "Remove the password and save it again"
            ) from error
        raise UnreadableDocument(
            f"{path}: the PDF is damaged ({type(error).__name__})", "Download it again"
        ) from error
    if writer.characters < min(_MIN_CHARACTERS, _MIN_CHARACTERS * pages):
        raise UnreadableDocument(
            f"{path}: the PDF has no text, it seems to be a scan",
            "Run text recognition first, for example `ocrmypdf -l chi_sim in.pdf out.pdf`",
        )
    return PdfText(writer.text(), writer.grids)


class _Writer:
    """Writes pages as one text, paragraphs rejoined over lines and pages."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.characters = 0
        self._parts: list[str] = []
        self._length = 0
        self._previous: _Line | None = None

    def text(self) -> str:
        return "".join(self._parts)

    def add_page(self, page: Page) -> None:
        characters = [c for c in page.chars if c["text"].strip() and c.get("upright", True)]
        self.characters += len(characters)
        tables = _tables(page, characters)
        outside = [c for c in characters if not any(_inside(c, table.box) for table in tables)]
        lines = [line for line in _lines(outside) if not _is_furniture(line, page)]
        margins = _margins(lines)
        items: list[_Line | _Table] = sorted([*lines, *tables], key=lambda item: item.top)
        for item in items:
            if isinstance(item, _Table):
                self._add_table(item)
            else:
                self._add_line(item, margins)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _add_line(self, line: _Line, margins: tuple[float, float]) -> None:
        left, right = margins
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

    def _add_table(self, table: _Table) -> None:
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


def _tables(page: Page, characters: Sequence[dict[str, Any]]) -> list[_Table]:
    tables = []
    found_tables: list[Any] = []
    for strategy in _STRATEGIES:
        if not found_tables:
            settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
            found_tables = page.find_tables(settings)
    for found in found_tables:
        boxes: list[Box] = list(found.cells)
        if len(boxes) < 2:
            continue
        texts = _cell_texts(boxes, [c for c in characters if _inside(c, found.bbox)])
        if not any(texts):
            continue
        columns = _edges([x for box in boxes for x in (box[0], box[2])])
        tops = _edges([box[1] for box in boxes])
        rows: list[list[tuple[float, str, int, int]]] = [[] for _ in tops]
        for box, text in zip(boxes, texts, strict=True):
            first, last = _nearest(columns, box[0]), _nearest(columns, box[2])
            rows[_nearest(tops, box[1])].append((box[0], text, first, max(1, last - first)))
        ordered = [[cell[1:] for cell in sorted(row)] for row in rows if row]
        tables.append(_Table(found.bbox[1], found.bbox, ordered))
    return tables


def _cell_texts(boxes: Sequence[Box], characters: Sequence[dict[str, Any]]) -> list[str]:
    inside: list[list[dict[str, Any]]] = [[] for _ in boxes]
    for character in characters:
        for index, box in enumerate(boxes):
            if _inside(character, box):
                inside[index].append(character)
                break
    return ["".join(line.text for line in _lines(chars)) for chars in inside]


def _inside(character: dict[str, Any], box: Box) -> bool:
    x = (character["x0"] + character["x1"]) / 2
    y = (character["top"] + character["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _lines(characters: Sequence[dict[str, Any]]) -> list[_Line]:
    """Group characters into lines by their middle, in reading order."""
    rows: list[list[dict[str, Any]]] = []
    middle = 0.0
    for character in sorted(characters, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        here = (character["top"] + character["bottom"]) / 2
        if rows and abs(here - middle) <= 0.5 * character["size"]:
            rows[-1].append(character)
        else:
            rows.append([character])
            middle = here
    return [_line(row) for row in rows]


def _line(characters: list[dict[str, Any]]) -> _Line:
    characters.sort(key=lambda c: c["x0"])
    parts = [characters[0]["text"]]
    gaps = 0
    for before, after in pairwise(characters):
        distance = after["x0"] - before["x1"]
        if distance > 0.5 * after["size"]:
            parts.append(" ")
        gaps += distance > 1.5 * after["size"]
        parts.append(after["text"])
    first, last = characters[0], characters[-1]
    return _Line("".join(parts), first["x0"], last["x1"], first["top"], first["size"], gaps)


def _margins(lines: Sequence[_Line]) -> tuple[float, float]:
    """Return the text block's left and right edge on a page."""
    if not lines:
        return 0.0, float("inf")
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _is_furniture(line: _Line, page: Page) -> bool:
    height = float(page.height)
    at_edge = line.top < _MARGIN * height or line.top > (1 - _MARGIN) * height
    return at_edge and (
        is_page_furniture(line.text) or re.fullmatch(r"\s*\d{1,3}\s*", line.text) is not None
    )
