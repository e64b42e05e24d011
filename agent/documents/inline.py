"""Markdown, and HTML inside of it: what the search view hides, and tables told in tags.

Converters of PDF write tables as HTML inside Markdown. The source text stays as it is; in the view,
tags and marks become spaces, so that labels, headings and numbers stand there by themselves.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from agent.documents.document import Grid, GridCell
from agent.documents.limits import MAX_COLUMNS
from agent.documents.lines import trim
from agent.documents.plain import text_grids
from agent.documents.spans import Columns

_TAGS = (
    "a|b|big|blockquote|br|caption|center|code|col|colgroup|del|div|em|font|h[1-6]|hr|i|img|ins|li|"
    "mark|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_TAG = re.compile(rf"<(/?)({_TAGS})\b([^<>]{{0,500}})>", re.IGNORECASE)
_MARKS = re.compile(
    rf"</?(?:{_TAGS})\b[^<>]{{0,500}}>|<!--[^<>]{{0,500}}?-->"
    r"|^[ \t]{0,3}#{1,6}|\*{2,3}|\\\||\\(?=[!-/:-@\[-`{-~])"
    r"|&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#x3000);",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTE = re.compile(r"(colspan|rowspan)\s{0,9}=\s{0,9}[\"']?\s{0,9}(\d{1,9})", re.IGNORECASE)


def read_inline(view: str, *, marked: bool) -> tuple[str, list[Grid]]:
    """Return the search view of a text without marks, as long as before, and the text's grids.

    Args:
        view: the search view of the source text.
        marked: the text is Markdown. One with a table in tags is taken for it, whatever its name.
    """
    tables = _tables(view)
    if marked or tables:
        view = _MARKS.sub(lambda mark: " " * len(mark[0]), view)
    grids = [grid for table in tables if (grid := table.grid(view))]
    # The lines of a table in tags are no rows of another table.
    lines = view
    for grid in grids:
        lines = lines[: grid.start] + "\n" * (grid.end - grid.start) + lines[grid.end :]
    return view, sorted([*grids, *text_grids(lines)], key=lambda grid: grid.start)


class _Cell(NamedTuple):
    start: int
    end: int
    attributes: dict[str, str]


class _Table:
    """A table in tags, while its tags are read."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self._rows: list[list[_Cell]] = []
        self._opened: re.Match[str] | None = None

    def add(self, tag: re.Match[str]) -> None:
        """Take the next tag inside the table; any tag of its structure ends an open cell."""
        if self._opened is not None:
            attributes = {k.lower(): v for k, v in _ATTRIBUTE.findall(self._opened[3])}
            self._rows[-1].append(_Cell(self._opened.end(), tag.start(), attributes))
            self._opened = None
        self.end = tag.end()
        name, opens = tag[2].lower(), not tag[1]
        if opens and (name == "tr" or not self._rows):
            self._rows.append([])
        if opens and name in {"td", "th"}:
            self._opened = tag

    def grid(self, view: str) -> Grid | None:
        """Return the table's cells. One that a cut file leaves open may be half a number."""
        columns = Columns()
        rows = []
        for cells in self._rows:
            row = []
            for cell in cells:
                place = columns.place(*map(cell.attributes.get, ("colspan", "rowspan")))
                row.append(GridCell(*trim(view[cell.start : cell.end], cell.start), *place))
            columns.next_row()
            if row and len(row) <= MAX_COLUMNS:
                rows.append(row)
        return Grid("spans", rows, self.start, self.end) if rows else None


def _tables(view: str) -> list[_Table]:
    """Return the tables in tags; one that contains others only lays out the page."""
    found: list[_Table] = []
    opened: list[_Table] = []
    layout: set[int] = set()
    for tag in _TAG.finditer(view):
        name, opens = tag[2].lower(), not tag[1]
        if name == "table" and opens:
            layout.update(table.start for table in opened)
            opened.append(_Table(tag.start()))
        elif opened and name in {"table", "tr", "td", "th"}:
            opened[-1].add(tag)
            if name == "table":
                found.append(opened.pop())
    return [table for table in [*found, *opened] if table.start not in layout]
