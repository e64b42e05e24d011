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

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "textarea",
        "button",
        "input",
        "audio",
        "video",
        "canvas",
        "map",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CONTAINERS = frozenset(["article", "body", "center", "div", "form", "main", "section", "td"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_SPAN = 200
_LAYOUT_CELL_CHARACTERS = 600
_MAX_DEPTH = 2000


class Markup(NamedTuple):
    """A page as text."""

    text: str
    grids: list[Grid]
    containers: list[Span]
    """Places of the page's containers, innermost last where they coincide."""
    properties: dict[str, str]


def read_markup(html: str) -> Markup:
    """Turn a page into text with grids."""
    tree = LexborHTMLParser(html)
    writer = _Writer()
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

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.containers: list[Span] = []
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
            tag = node.tag or ""
            if entered_at >= 0:
                self._leave(tag, entered_at)
            elif tag == "-text":
                self._write_text(node.text_content or "")
            elif tag == "br":
                self._write("\n")
            elif tag in _SKIPPED or _is_hidden(node):
                continue
            elif tag == "table" and (rows := _data_rows(node)) is not None:
                self._write_grid(rows)
            else:
                if tag in _BLOCKS:
                    self._break_line()
                stack.append((node, self._length))
                if len(stack) < _MAX_DEPTH * 10:
                    stack.extend((child, -1) for child in _children_reversed(node))

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

    def _write_grid(self, rows: list[list[LexborNode]]) -> None:
        self._break_line()
        start = self._length
        occupied: dict[int, int] = {}
        grid_rows = []
        for nodes in rows:
            row: list[GridCell] = []
            column = 0
            for node in nodes:
                while occupied.get(column, 0) > 0:
                    column += 1
                colspan = _span_attribute(node, "colspan")
                rowspan = _span_attribute(node, "rowspan")
                if row:
                    self._write("\t")
                row.append(self._write_cell(node, column, colspan))
                for covered in range(column, column + colspan):
                    occupied[covered] = rowspan
                column += colspan
            occupied = {c: left - 1 for c, left in occupied.items() if left > 1}
            if row:
                grid_rows.append(row)
                self._write("\n")
        if grid_rows:
            self.grids.append(Grid("spans", grid_rows, start, self._length))

    def _write_cell(self, node: LexborNode, column: int, colspan: int) -> GridCell:
        inner = _Writer()
        inner.write_block(node)
        text = inner.text().strip()
        start = self._length
        self._write(text)
        return GridCell(start, self._length, column, colspan)


def _children_reversed(node: LexborNode) -> list[LexborNode]:
    children = list(_children(node))
    children.reverse()
    return children


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


def _data_rows(table: LexborNode) -> list[list[LexborNode]] | None:
    """Return the cells of a data table by row, or None for a table that is page layout."""
    # A selector also matches the node it starts from.
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return None
    rows = []
    for row in table.css("tr"):
        cells = [cell for cell in _children(row) if cell.tag in {"td", "th"}]
        if any(len(cell.text_content or "") > _LAYOUT_CELL_CHARACTERS for cell in cells):
            return None
        rows.append(cells)
    return rows


def _span_attribute(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return max(1, min(number, _MAX_SPAN))
