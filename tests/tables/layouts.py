"""Further ways in which pages and PDFs flatten a table, as they are met in text collections.

Each takes a laid-out table and gives its lines. Merged cells stand where they begin, and nowhere
else, as in the text that a browser or a page converter gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from tests.rendering import LayoutOptions, Line, ReportModel, TableGrid, document

Draw = Callable[[TableGrid], list[str]]


def compose(
    model: ReportModel, draw: Draw, options: LayoutOptions | None = None, spaced: bool = False
) -> str:
    """Return a report as text, its tables drawn by `draw`; `spaced` puts empty lines between."""
    lines: list[str] = []
    for block in document(model, options):
        lines += [block.text] if isinstance(block, Line) else draw(block)
        lines += [""] if spaced else []
    return "\n".join([*lines, ""])


def row_texts(table: TableGrid) -> Iterator[list[str]]:
    """Yield each row's cells, every cell where it begins, broken heads on one line."""
    for row in range(table.height):
        yield [cell.text.replace("\n", " ") for cell in table.starting(row)]


def filled_rows(table: TableGrid, lead: str = "", extra: int = 0) -> list[str]:
    """`规章 | 0 | 0 | 0 |`: a row a line, short rows filled up with pipes to the table's width.

    Args:
        lead: what each row begins with (`| `).
        extra: columns of the table beyond the form's, which are always empty.
    """
    width = len(table.widths) + extra
    return [
        (lead + "".join(f"{text} | " for text in texts)).rstrip(" ")
        + (" " + "|" * (width - len(texts)) if width > len(texts) else "")
        for texts in row_texts(table)
    ]


def short_rows(table: TableGrid) -> list[str]:
    """`规章 | 0 | 0 | 0 |`: a row a line, nothing for what merged cells cover."""
    return [" | ".join(texts) + " |" for texts in row_texts(table)]


def rows_broken_at_blanks(table: TableGrid) -> list[str]:
    """As `short_rows`, but a blank cell breaks the line before its pipe."""
    return [
        "".join(f"{text} | " if text else "\n| " for text in texts).rstrip(" ")
        for texts in row_texts(table)
        for line in [texts]
        if line
    ]


Fill = Literal["own line", "same line", "none"]


def piped_cells(
    table: TableGrid,
    fill: Fill = "own line",
    lead: bool = False,
    pipe_below: bool = False,
    extra: int = 0,
    drop_blanks: bool = False,
) -> list[str]:
    """`规章 |`, `0 |`: a cell a line, each closed by a pipe.

    Args:
        table: the table.
        fill: where the pipes stand that fill a short row up to the table's width.
        lead: a pipe on a line of its own before each row.
        pipe_below: the pipe stands on the line below its cell.
        extra: columns of the table beyond the form's, which are always empty.
        drop_blanks: blank cells are left out, and filled up at the row's end.
    """
    lines: list[str] = []
    width = len(table.widths) + extra
    for texts in row_texts(table):
        cells = [text for text in texts if text or not drop_blanks]
        drawn = [f"{text}\n|" if pipe_below and text else f"{text} |".lstrip() for text in cells]
        missing = "|" * (width - len(cells))
        if missing and fill == "own line":
            drawn.append(missing)
        elif missing and fill == "same line":
            drawn[-1] += f" {missing}"
        lines += [*(["|"] if lead else []), *drawn]
    return lines


def spread_cells(table: TableGrid) -> list[str]:
    """Pages kept as they were indented: pipes first, cells over several lines."""
    lines = []
    for texts in row_texts(table):
        cells = " | \n      \n".join(f"       {text} " for text in texts)
        filled = "|" * (len(table.widths) - len(texts))
        lines += ["| ", f"{cells} | ", *([f"    {filled} "] if filled else [])]
    return "\n".join(lines).split("\n")


def double_spaced(table: TableGrid, blank: str = "") -> list[str]:
    """A cell a line with an empty line after each; `blank` is what a blank cell leaves."""
    cells = [text for texts in row_texts(table) for text in texts]
    return [line for text in cells for line in (text or blank, "")]


def glued_rows(table: TableGrid) -> list[str]:
    """Table three with each row's numbers in one piece: `0000000`."""
    lines: list[str] = []
    for row in range(table.height):
        cells = table.starting(row)
        lines += [cell.text for cell in cells if cell.kind != "value"]
        values = [cell.text for cell in cells if cell.kind == "value"]
        lines += ["".join(values)] if table.name == "applications" and values else values
    return [line for text in lines for line in (text, "")]


def one_line(table: TableGrid) -> list[str]:
    """The whole table on one line."""
    return [" ".join(text for texts in row_texts(table) for text in texts if text)]


def flip_book(table: TableGrid) -> list[str]:
    """Pages of a flip book: a row a line, the heads of table four one character under another."""
    if table.name != "disputes":
        return [" ".join(text for text in texts if text) for texts in row_texts(table)]
    heads = ["结", "结", "其", "尚", "总"]
    return [
        "行政复议 行政诉讼",
        "未经复议直接起诉 复议后起诉",
        "结 结 其 尚",
        " ".join(heads),
        "果 果 他 未 总 果 果 他 未 总",
        "维 纠 结 审",
        "维 纠 结 审 计 维 纠 结 审 计",
        "持 正 果 结",
        "持 正 果 结 持 正 果 结",
        " ".join(cell.text for cell in table.starting(table.height - 1)),
    ]
