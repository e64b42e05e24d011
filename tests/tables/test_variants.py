"""Layouts met in published reports beside the official one: every cell is read, or said not to be.

Each report is made from a model, so that every cell is compared with what the model means.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import pytest

from agent.pipeline import read
from agent.report import Cell, CellKey
from tests.rendering import (
    LaidCell,
    Line,
    ReportModel,
    TableGrid,
    document,
    made_2019,
    made_2021,
    made_mixed,
    meanings,
)
from tests.tables.layouts import (
    compose,
    double_spaced,
    filled_rows,
    flip_book,
    glued_rows,
    one_line,
    piped_cells,
    row_texts,
    rows_broken_at_blanks,
    short_rows,
    spread_cells,
)

MODELS: dict[str, Callable[[], ReportModel]] = {
    "2019": made_2019,
    "2021": made_2021,
    "mixed": made_mixed,
}


def cells_of(text: str, name: str = "report.txt") -> dict[CellKey, Cell]:
    report, source, *_ = read(name, text.encode())
    found = dict(report.cells())
    for cell in found.values():
        if cell.start is not None and cell.end is not None:
            assert source[cell.start : cell.end] == cell.raw
    return found


def wrong_cells(
    model: ReportModel, found: dict[CellKey, Cell], unread: bool = False
) -> dict[object, object]:
    """Return the cells that do not say what the model means.

    Args:
        unread: a cell may also say that it cannot be read.
    """
    expected = {CellKey(*key): meaning for key, meaning in meanings(model).items()}
    wrong: dict[object, object] = {
        key: (meaning, cell)
        for key, meaning in expected.items()
        for cell in [found.get(key, Cell(state="missing"))]
        if (cell.state, cell.value, cell.direction) != meaning
        and not (unread and cell.state in ("missing", "unreadable"))
    }
    # A cell of another form than the report's says nothing.
    others = {key: cell for key, cell in found.items() if key not in expected}
    return wrong | {key: cell for key, cell in others.items() if cell.state != "missing"}


def with_blanks(model: ReportModel) -> ReportModel:
    """Leave some cells of tables two and three blank: first, inner and last ones, and whole rows."""
    keys = [key for key, _ in model.cells() if key.table != "disputes"]
    blank = {key: "" for number, key in enumerate(keys) if number % 11 in (0, 3, 4)}
    whole = {key: "" for key in keys if key.row in ("rejected_repeat", "penalty")}
    return model.with_cells({**blank, **whole})


# Flattened text

LAYOUTS: dict[str, Callable[[TableGrid], list[str]]] = {
    "rows closed by pipes": short_rows,
    "rows filled up with pipes": filled_rows,
    "rows filled up behind a leading pipe": partial(filled_rows, lead="| "),
    "rows filled up with two more columns": partial(filled_rows, extra=2),
    "cells closed by pipes": piped_cells,
    "cells closed by pipes on one line with their filling": partial(piped_cells, fill="same line"),
    "cells closed by pipes and not filled up": partial(piped_cells, fill="none"),
    "cells closed by pipes behind a leading pipe": partial(piped_cells, lead=True),
    "cells with their pipe below": partial(piped_cells, pipe_below=True),
    "cells closed by pipes with two more columns": partial(piped_cells, extra=2),
    "cells over several lines": spread_cells,
    "cells with empty lines between": double_spaced,
    "a line of each row": flip_book,
}
MAY_LOSE_BLANKS: dict[str, Callable[[TableGrid], list[str]]] = {
    **LAYOUTS,
    "rows broken at blank cells": rows_broken_at_blanks,
    "blank cells left out": partial(piped_cells, drop_blanks=True),
    "blank cells as spaces": partial(double_spaced, blank="   "),
    "a table on one line": one_line,
    "numbers run together": glued_rows,
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_flattened_table_is_read_whole(layout: str, model: str) -> None:
    made = MODELS[model]()
    assert not wrong_cells(made, cells_of(compose(made, LAYOUTS[layout])))


@pytest.mark.parametrize("spaced", [False, True], ids=["dense", "spaced"])
@pytest.mark.parametrize("layout", MAY_LOSE_BLANKS)
def test_where_blank_cells_leave_no_trace_nothing_shifts(layout: str, spaced: bool) -> None:
    for make in [made_2019] if spaced else MODELS.values():
        made = with_blanks(make())
        found = cells_of(compose(made, MAY_LOSE_BLANKS[layout], spaced=spaced))
        assert not wrong_cells(made, found, unread=True)


@pytest.mark.parametrize("layout", ["rows closed by pipes", "cells closed by pipes"])
def test_blank_cells_between_pipes_are_blank(layout: str) -> None:
    made = with_blanks(made_2019())
    found = cells_of(compose(made, LAYOUTS[layout]))
    assert not wrong_cells(made, found, unread=True)
    blank = [key for key, cell in found.items() if cell.state == "blank"]
    assert len(blank) > 40


def test_numbers_that_run_together_are_parted_where_only_one_way_is_left() -> None:
    """`0000000`: as many digits as columns; `1200003` with its total."""
    zeros = {key: "0" for key, _ in made_2019().cells() if key.table == "applications"}
    made = made_2019().with_cells(zeros)
    assert not wrong_cells(made, cells_of(compose(made, glued_rows)))


# Tables in tags: merged, split, widened

Row = list[LaidCell]
Edit = Callable[[str, list[Row]], list[list[Row]]]
"""A table's name and rows -> the tables that are printed in its place."""


def page(model: ReportModel, edit: Edit, headings: bool = True) -> str:
    """Return a page whose tables are those of the model, edited."""
    parts = ["<html><body>"]
    for block in document(model):
        if isinstance(block, TableGrid):
            rows = [block.starting(row) for row in range(block.height)]
            parts += [_table(table) for table in edit(block.name, rows)]
        elif headings or block.kind != "heading":
            parts.append(f"<p>{html.escape(block.text)}</p>")
    return "\n".join([*parts, "</body></html>"])


def _table(rows: list[Row]) -> str:
    lines = [
        "".join(
            f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{html.escape(cell.text)}</td>'
            for cell in row
        )
        for row in rows
    ]
    return "<table>" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>"


def extra(text: str, like: LaidCell) -> LaidCell:
    """A further cell of a row."""
    return LaidCell(text, like.row, like.column, 1, 1, "label", None)


def as_they_are(name: str, rows: list[Row]) -> list[list[Row]]:
    return [rows]


def split_at_blocks(name: str, rows: list[Row]) -> list[list[Row]]:
    """A table of its own for each block of table two."""
    if name != "article20":
        return [rows]
    tables: list[list[Row]] = []
    for row in rows:
        if not tables or row[0].text.startswith("第二十条"):
            tables.append([])
        tables[-1].append(row)
    return tables


def split_in_the_middle(name: str, rows: list[Row]) -> list[list[Row]]:
    """Two tables, as a page break leaves them; spans that reach over it are cut."""
    if name != "applications":
        return [rows]
    return [rows[:12], rows[12:]]


def with_an_empty_column(name: str, rows: list[Row]) -> list[list[Row]]:
    return [[[*row, extra("", row[-1])] for row in rows if row]]


def with_a_column_of_remarks(name: str, rows: list[Row]) -> list[list[Row]]:
    """备注 is a head like the others, and empty below."""
    return [[[*row, extra("" if at else "备注", row[-1])] for at, row in enumerate(rows) if row]]


def with_a_title_row(name: str, rows: list[Row]) -> list[list[Row]]:
    title = LaidCell("政府信息公开情况统计表（单位：件）", 0, 0, 1, 10, "head", None)
    return [[[title], *rows]]


def with_an_added_row(name: str, rows: list[Row]) -> list[list[Row]]:
    """其他主动公开文件, as 湖北 prints it."""
    if name != "article20":
        return [rows]
    at = next(i for i, row in enumerate(rows) if row[0].text.endswith("规范性文件")) + 1
    texts = ["其他主动公开文件", "7", "8", "9"]
    added = [extra(text, rows[at - 1][0]) for text in texts]
    widths = [cell.colspan for cell in rows[at - 1]]
    added = [
        LaidCell(c.text, 0, 0, 1, w, "value", None) for c, w in zip(added, widths, strict=True)
    ]
    return [[*rows[:at], added, *rows[at:]]]


def with_groups_in_the_label(name: str, rows: list[Row]) -> list[list[Row]]:
    """（三）不予公开 1.属于国家秘密: the group's name in the cell of its first row's label."""
    if name != "applications":
        return [rows]
    edited: list[Row] = []
    for row in rows:
        labels = [cell for cell in row if cell.kind == "label"]
        values = [cell for cell in row if cell.kind == "value"]
        if values and len(labels) > 1:
            text = "".join(cell.text for cell in labels)
            width = 3
            row = [LaidCell(text, 0, 0, 1, width, "label", None), *values]
        elif values:
            row = [LaidCell(labels[0].text, 0, 0, 1, 3, "label", None), *values]
        edited.append(row)
    return [edited]


EDITS: dict[str, Edit] = {
    "as they are": as_they_are,
    "a table a block": split_at_blocks,
    "split in the middle": split_in_the_middle,
    "an empty column": with_an_empty_column,
    "a column of remarks": with_a_column_of_remarks,
    "a title in the first row": with_a_title_row,
    "a row that the form does not have": with_an_added_row,
    "groups in the label": with_groups_in_the_label,
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_table_is_read_whole(edit: str, model: str) -> None:
    made = MODELS[model]()
    found = cells_of(page(made, EDITS[edit]), "page.html")
    assert not wrong_cells(made, found)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_table_with_blanks_shifts_nothing(edit: str) -> None:
    for make in MODELS.values():
        made = with_blanks(make())
        assert not wrong_cells(made, cells_of(page(made, EDITS[edit]), "page.html"), unread=True)


def test_an_added_row_is_told() -> None:
    report = read("page.html", page(made_2019(), with_an_added_row).encode()).report
    assert any("其他主动公开文件" in finding.message for finding in report.findings)


@pytest.mark.parametrize("model", MODELS)
def test_tables_are_read_without_the_headings_of_their_sections(model: str) -> None:
    made = MODELS[model]()
    found = cells_of(page(made, as_they_are, headings=False), "page.html")
    assert not wrong_cells(made, found)


@pytest.mark.parametrize("model", MODELS)
def test_three_tables_in_one(model: str) -> None:
    """Everything from the first head of table two to the last number of table four is one table."""
    made = MODELS[model]()
    tables = [block for block in document(made) if isinstance(block, TableGrid)]
    rows = [table.starting(row) for table in tables for row in range(table.height)]
    lines = [block.text for block in document(made) if isinstance(block, Line)]
    text = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines[:8])
    found = cells_of(f"<html><body>{text}{_table(rows)}</body></html>", "page.html")
    assert not wrong_cells(made, found)


# Two tables of one kind


def last_years(model: ReportModel) -> ReportModel:
    """The same report with other numbers in all cells."""
    return model.with_cells(
        {key: str(int(raw) + 1000) for key, raw in model.cells() if raw.isdigit()}
    )


@pytest.mark.parametrize("first", ["this", "last"])
@pytest.mark.parametrize("name", ["article20", "applications"])
def test_last_years_table_beside_this_years(name: str, first: str) -> None:
    """The lines above the tables date them; rows of the two are never mixed."""
    made = made_2019()
    other = {b.name: b for b in document(last_years(made)) if isinstance(b, TableGrid)}
    lines: list[str] = []
    for block in document(made):
        if isinstance(block, Line):
            lines.append(block.text)
            continue
        tables = [("2020年情况表", block)]
        if block.name == name:
            tables.append(("2019年情况表", other[name]))
        for caption, table in tables if first == "this" else tables[::-1]:
            rows = ["\t".join(table.fields(row)) for row in range(table.height)]
            lines += ["", caption, *rows, ""]
    text = "\n".join(lines).replace(made.title, "青岚市2020年政府信息公开工作年度报告")
    assert not wrong_cells(made, cells_of(text))


def test_last_years_numbers_beside_each_other_in_one_row_are_not_taken() -> None:
    """Rows with twice as many numbers as the form: whatever is read is this year's, or unread."""
    made = made_2019()
    lines: list[str] = []
    for block in document(made):
        if isinstance(block, Line):
            lines.append(block.text)
        elif block.name != "applications":
            lines += ["\t".join(block.fields(row)) for row in range(block.height)]
        else:
            for texts in row_texts(block):
                numbers = [text for text in texts if text.isdigit()]
                lines.append("\t".join([*texts, *(str(int(n) + 1000) for n in numbers)]))
    assert not wrong_cells(made, cells_of("\n".join(lines)), unread=True)
