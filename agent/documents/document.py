"""What every loader returns: the source text, a search view of equal length, and table grids.

An offset in `view` is an offset in `text`; there is no mapping between them. All matching is done
on the view, all quotes are cut from the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from agent.report import Script

Layout = Literal["spans", "tabs", "fields"]
"""How far a grid's columns can be trusted.

`spans`: row and column spans are known (HTML, DOCX, PDF), `column` is the true column.
`tabs`: one cell a line, a merged cell once (flattened Word tables); `column` counts cells.
`fields`: separated fields on a line (pipes, tabs); `column` counts fields, merged cells are empty.
"""


class Span(NamedTuple):
    """A half-open range of code points of the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's place in the text and in its grid; an empty cell has `start == end`."""

    start: int
    end: int
    column: int
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as it was laid out: rows of the cells that begin in them."""

    layout: Layout
    rows: list[list[GridCell]]
    start: int
    end: int


@dataclass(slots=True)
class Document:
    """A file as text with places."""

    path: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    view: str
    """`text` with widths, confusables and the script folded; always as long as `text`."""
    script: Script
    grids: list[Grid] = field(default_factory=list)
    body: Span = Span(0, 0)
    """Where the report stands, among a page's navigation and footers."""
    page_properties: dict[str, str] = field(default_factory=dict)
    """Properties stated outside the text (HTML `<meta>`), by lower-case name."""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.view):
            raise AssertionError("the search view must be as long as the source text")
