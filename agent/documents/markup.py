"""HTML (saved pages, and what mammoth makes of DOCX) -> text, grids and the report's place in it.

The text is laid out as a browser would break it: blocks on lines of their own, table cells
separated by TAB, rows by line ends. A table that contains other tables or a whole article in one
cell is page layout, not data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agent.documents.document import Grid, GridCell, Span
from agent.documents.limits import MAX_COLUMNS
from agent.documents.spans import Columns
from agent.documents.taming import tame


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _tags(
    "script style noscript template head svg iframe object embed select option textarea button "
    "input audio video canvas map"
)
_BLOCKS = _tags(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul"
)
_CONTAINERS = _tags("article body center div form main section td")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LAYOUT_CELL_CHARACTERS = 600


class Markup(NamedTuple):
    """A page as text."""

    text: str
    grids: list[Grid]
    containers: list[Span]
    """Places of the page's containers, innermost last where they coincide."""
    properties: dict[str, str]


def read_markup(html: str, path: str) -> Markup:
    """Turn a page into text with grids.

    Raises:
        InputTooLarge: more tags than a report has.
        UnreadableDocument: elements nested deeper than in any page.
    """
    tree = LexborHTMLParser(tame(html, path))
    writer = _Writer(_data_tables(tree))
    root = tree.body or tree.root
    if root is not None:
        writer.write_block(root)
    return Markup(writer.text(), writer.grids, writer.containers, _properties(tree))


def _properties(tree: LexborHTMLParser) -> dict[str, str]:
    properties: dict[str, str] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property")
        content = node.attributes.get("content")
        if name and content:
            properties.setdefault(name.lower(), content.strip())
    title = tree.css_first("title")
    if title is not None and title.text(strip=True):
        properties["title"] = title.text(strip=True)
    return properties


class _Writer:
    """Writes nodes as text and remembers places."""

    def __init__(self, data_tables: dict[int, list[list[LexborNode]]]) -> None:
        self.grids: list[Grid] = []
        self.containers: list[Span] = []
        self._data_tables = data_tables
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"

    def text(self) -> str:
        return "".join(self._parts)

    def write_block(self, root: LexborNode) -> None:
        """Write a node and all below it, without recursion: pages may be nested deeply."""
        stack: list[tuple[LexborNode, int]] = [(root, -1)]
        while stack:
            node, entered_at = stack.pop()
            if entered_at >= 0:
                self._leave(node.tag or "", entered_at)
                continue
            # The stack holds one sibling a level, not all: a page may have many.
            if stack and node.next is not None:
                stack.append((node.next, -1))
            if self._enter(node):
                stack.append((node, self._length))
                if node.child is not None:
                    stack.append((node.child, -1))

    def _enter(self, node: LexborNode) -> bool:
        """Write what a node is itself; return whether its children are to be written."""
        tag = node.tag or ""
        if tag == "-text":
            self._write_text(node.text_content or "")
        elif tag == "br":
            self._write("\n")
        elif tag in _SKIPPED or _is_hidden(node):
            pass
        elif tag == "table" and node.mem_id in self._data_tables:
            self._write_grid(node, self._data_tables[node.mem_id])
        else:
            if tag in _BLOCKS:
                self._break_line()
            return True
        return False

    def _leave(self, tag: str, entered_at: int) -> None:
        if tag in _BLOCKS:
            self._break_line()
        if tag in _CONTAINERS and self._length > entered_at:
            self.containers.append(Span(entered_at, self._length))

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def _break_line(self) -> None:
        if self._last != "\n":
            self._write("\n")

    def _write_text(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        if self._last in "\n\t ":
            text = text.removeprefix(" ")
        self._write(text)

    def _write_grid(self, table: LexborNode, rows: list[list[LexborNode]]) -> None:
        self._break_line()
        for caption in table.css("caption"):
            self.write_block(caption)
            self._break_line()
        start = self._length
        columns = Columns()
        grid_rows = []
        for nodes in rows:
            row: list[GridCell] = []
            for node in nodes:
                if row:
                    self._write("\t")
                attributes = node.attributes
                place = columns.place(attributes.get("colspan"), attributes.get("rowspan"))
                row.append(self._write_cell(node, *place))
            columns.next_row()
            if row:
                grid_rows.append(row)
                self._write("\n")
        if grid_rows:
            self.grids.append(Grid("spans", grid_rows, start, self._length))

    def _write_cell(self, node: LexborNode, column: int, colspan: int) -> GridCell:
        inner = _Writer({})
        inner.write_block(node)
        text = inner.text().strip()
        start = self._length
        self._write(text)
        return GridCell(start, self._length, column, colspan)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _is_hidden(node: LexborNode) -> bool:
    if node.tag is None or node.tag.startswith("-"):
        return node.tag in {"-comment", "_comment"}
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN.search(style or "") is not None


def _data_tables(tree: LexborHTMLParser) -> dict[int, list[list[LexborNode]]]:
    """Return the tables of data, as their cells by row; the others only lay out the page."""
    tables = tree.css("table")
    outer = set()
    for table in tables:
        node = table.parent
        while node is not None and node.tag != "table":
            node = node.parent
        if node is not None:
            outer.add(node.mem_id)
    found = ((table, _data_rows(table)) for table in tables if table.mem_id not in outer)
    return {table.mem_id: rows for table, rows in found if rows is not None}


def _data_rows(table: LexborNode) -> list[list[LexborNode]] | None:
    """Return the cells of a table by row, or None where a cell holds a whole text."""
    rows = []
    for row in table.css("tr"):
        cells = [cell for cell in _children(row) if cell.tag in {"td", "th"}]
        if len(cells) > MAX_COLUMNS:
            return None
        if any(len(cell.text_content or "") > _LAYOUT_CELL_CHARACTERS for cell in cells):
            return None
        rows.append(cells)
    return rows
