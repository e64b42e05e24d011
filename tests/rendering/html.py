"""Writes a report as the saved page of a government website, with all that stands around it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from string import Template
from typing import Literal

from .grid import LaidCell, TableGrid
from .layout import LayoutOptions, Line, document
from .model import ReportModel
from .script import convert

PAGE = Path(__file__).with_name("page.html")
ALIGN = {"organization": "center", "title": "center", "heading": "left", "paragraph": "left"}

Markup = Literal["word", "plain"]
"""Cells as pasted from Word (`<p>` and `<span>` inside, `&nbsp;` when blank), or bare text."""


def write_html(
    model: ReportModel,
    path: Path,
    encoding: str = "utf-8",
    declared: str | None = None,
    layout_table: bool = False,
    entities: bool = False,
    markup: Markup = "word",
    layout: LayoutOptions | None = None,
) -> Path:
    """Write the report as HTML.

    Args:
        model: the report.
        path: the file to write.
        encoding: `utf-8`, `gb18030`, ... of the bytes.
        declared: the charset the page claims, where it is another (`gb2312` on most GBK pages).
            The page's own furniture (`page.html`) always claims the 19th of January of the next
            year as the date of publication.
        layout_table: the report stands in a cell of nested tables that only lay out the page.
        entities: the report's text in character references.
        markup: of the cells.
        layout: how the form is printed.
    """
    writer = _Writer(entities, markup)
    content = "\n".join(writer.block(block) for block in document(model, layout))
    full_title = "".join(model.organization) + model.title
    body, year = _body_and_year(full_title)
    page = Template(convert(PAGE.read_text(encoding="utf-8"), model.script)).substitute(
        charset=declared or encoding,
        site=writer.text(f"{body}网站"),
        full_title=writer.text(full_title),
        body=writer.text(body),
        published=f"{year + 1}-01-19",
        published_year=year + 1,
        content=_in_layout_tables(content) if layout_table else _in_divisions(content),
    )
    path.write_bytes(page.encode(encoding, errors="xmlcharrefreplace"))
    return path


def _body_and_year(full_title: str) -> tuple[str, int]:
    match = re.match(r"(.*?)(\d{4})年", full_title)
    if match is None:
        raise ValueError(f"no year in the title {full_title!r}")
    return match[1], int(match[2])


def _in_divisions(content: str) -> str:
    return f'<div class="article"><div id="zoom" class="TRS_Editor">\n{content}\n</div></div>'


def _in_layout_tables(content: str) -> str:
    return (
        '<table width="1000" align="center"><tr><td width="200" valign="top">\n'
        "<table><tr><td>信息公开栏目</td></tr><tr><td>机构职能</td></tr></table></td>\n"
        f'<td valign="top"><table width="100%"><tr><td id="zoom">\n{content}\n'
        "</td></tr></table></td></tr></table>"
    )


class _Writer:
    """Writes the report's own part of the page."""

    def __init__(self, entities: bool, markup: Markup) -> None:
        self.entities = entities
        self.markup = markup

    def text(self, text: str) -> str:
        if self.entities:
            return "".join(c if c.isascii() else f"&#{ord(c)};" for c in html.escape(text))
        return html.escape(text)

    def block(self, block: Line | TableGrid) -> str:
        return self._line(block) if isinstance(block, Line) else self._table(block)

    def _line(self, line: Line) -> str:
        text = self.text(line.text)
        if line.kind in ("title", "heading"):
            text = f"<strong>{text}</strong>"
        indent = "" if line.kind in ("organization", "title") else "　　"
        return f'<p style="text-align:{ALIGN[line.kind]}"><span>{indent}{text}</span></p>'

    def _table(self, table: TableGrid) -> str:
        rows = (
            "<tr>" + "".join(self._cell(cell) for cell in table.starting(row)) + "</tr>"
            for row in range(table.height)
        )
        attributes = 'border="1" cellspacing="0" style="border-collapse:collapse"'
        return f"<table {attributes}><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"

    def _cell(self, cell: LaidCell) -> str:
        spans = "".join(
            f' {name}="{span}"'
            for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
            if span > 1
        )
        text = self.text(cell.text).replace("\n", "<br />")
        if self.markup == "plain":
            return f"<td{spans}>{text}</td>"
        alignment = "" if cell.kind == "label" else ' align="center"'
        inner = f'<span style="font-size:12px">{text}</span>' if text else "&nbsp;"
        return f'<td{spans} valign="middle">\n<p{alignment}>{inner}</p>\n</td>'
