"""What stands on a PDF page: its characters as lines, and the tables that ruled lines enclose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, NamedTuple

from agent.documents.limits import MAX_EDGES
from agent.documents.lines import is_page_furniture

if TYPE_CHECKING:
    from pdfplumber.page import Page

_STRATEGIES = ("lines_strict", "lines")
"""Ruled lines first; then also the edges of thin rectangles, as some programs draw lines."""
_SNAP = 3.0
"""Points within which edges count as one line."""
_MARGIN = 0.09
"""Share of the page height in which a bare number is the page number."""
_OVERPRINT = 0.15
"""Share of the size within which the same character is printed twice, to look bold."""
_UNKNOWN = "\ufffd"

Box = tuple[float, float, float, float]
Character = dict[str, Any]


class Line(NamedTuple):
    """A line of text outside the tables."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    gaps: int
    """How many wide gaps it has; with two or more it is a row of an unruled table."""


class Table(NamedTuple):
    """A ruled table."""

    top: float
    box: Box
    rows: list[list[tuple[str, int, int]]]
    """Cells that begin in each row: text, column, colspan."""


def characters_of(page: Page) -> list[Character]:
    """Return the upright characters, each once; U+FFFD where the font does not tell which it is."""
    seen: dict[tuple[str, int, int], Character] = {}
    kept = []
    for character in page.chars:
        if not character["text"].strip() or not character.get("upright", True):
            continue
        if character["text"].startswith("(cid:"):
            character["text"] = _UNKNOWN
        column, row = int(character["x0"]), int(character["top"])
        reach = _OVERPRINT * character["size"]
        around = product(range(column - 1, column + 2), range(row - 1, row + 2))
        others = (seen.get((character["text"], *place)) for place in around)
        if any(other and _distance(other, character) < reach for other in others):
            continue
        seen[character["text"], column, row] = character
        kept.append(character)
    return kept


def unknown(characters: Sequence[Character]) -> int:
    """Return how many characters the fonts do not tell."""
    return sum(1 for character in characters if character["text"] == _UNKNOWN)


def _distance(one: Character, other: Character) -> float:
    return float(max(abs(one["x0"] - other["x0"]), abs(one["top"] - other["top"])))


def find_tables(page: Page, characters: Sequence[Character]) -> list[Table]:
    """Return the page's ruled tables that have text."""
    if len(page.edges) > MAX_EDGES:
        return []
    found_tables: list[Any] = []
    for strategy in _STRATEGIES:
        if not found_tables:
            settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
            found_tables = page.find_tables(settings)
    tables = []
    for found in found_tables:
        boxes: list[Box] = list(found.cells)
        if len(boxes) < 2:
            continue
        columns = _edges([x for box in boxes for x in (box[0], box[2])])
        tops = _edges([y for box in boxes for y in (box[1], box[3])])
        inside = [c for c in characters if is_inside(c, found.bbox)]
        texts = _cell_texts(boxes, columns, tops, inside)
        if not any(texts):
            continue
        rows: list[list[tuple[float, str, int, int]]] = [[] for _ in tops]
        for box, text in zip(boxes, texts, strict=True):
            first, last = _nearest(columns, box[0]), _nearest(columns, box[2])
            rows[_nearest(tops, box[1])].append((box[0], text, first, max(1, last - first)))
        ordered = [[cell[1:] for cell in sorted(row)] for row in rows if row]
        tables.append(Table(found.bbox[1], found.bbox, ordered))
    return tables


def _cell_texts(
    boxes: Sequence[Box],
    columns: list[float],
    tops: list[float],
    characters: Sequence[Character],
) -> list[str]:
    """Return the text of each cell."""
    at: dict[tuple[int, int], int] = {}
    for number, box in enumerate(boxes):
        across = range(_nearest(columns, box[0]), _nearest(columns, box[2]))
        down = range(_nearest(tops, box[1]), _nearest(tops, box[3]))
        at |= dict.fromkeys(product(across, down), number)
    inside: list[list[Character]] = [[] for _ in boxes]
    for character in characters:
        x, y = _middle(character)
        column, top = bisect_right(columns, x) - 1, bisect_right(tops, y) - 1
        # Edges are those of one cell among several that nearly agree: look next door too.
        places = product((column, column - 1, column + 1), (top, top - 1, top + 1))
        near = (at.get(place) for place in places)
        for index in near:
            if index is not None and is_inside(character, boxes[index]):
                inside[index].append(character)
                break
    return ["".join(line.text for line in lines_of(chars)) for chars in inside]


def is_inside(character: Character, box: Box) -> bool:
    """True when the middle of a character lies in a box."""
    x, y = _middle(character)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _middle(character: Character) -> tuple[float, float]:
    x: float = (character["x0"] + character["x1"]) / 2
    y: float = (character["top"] + character["bottom"]) / 2
    return x, y


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def lines_of(characters: Sequence[Character]) -> list[Line]:
    """Group characters into lines by their middle, in reading order."""
    rows: list[list[Character]] = []
    middle = 0.0
    for character in sorted(characters, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        here = (character["top"] + character["bottom"]) / 2
        if rows and abs(here - middle) <= 0.5 * character["size"]:
            rows[-1].append(character)
        else:
            rows.append([character])
            middle = here
    return [_line(row) for row in rows]


def _line(characters: list[Character]) -> Line:
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
    return Line("".join(parts), first["x0"], last["x1"], first["top"], first["size"], gaps)


def margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the text block's left and right edge on a page."""
    if not lines:
        return 0.0, float("inf")
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def is_furniture(line: Line, page: Page) -> bool:
    """True for a page number at the top or the bottom of the page."""
    height = float(page.height)
    at_edge = line.top < _MARGIN * height or line.top > (1 - _MARGIN) * height
    return at_edge and (
        is_page_furniture(line.text) or re.fullmatch(r"\s*\d{1,3}\s*", line.text) is not None
    )
