"""The three official tables as a page shows them, in the blocks of the official form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from agent.addresses import cell_anchor
from agent.pages.text import Layout
from agent.pages.words import cell_words
from agent.report import TABLE_NAMES, Cell, CellKey, Report, Table, TableName
from agent.store.rows import labels_of, table_form
from agent.tables.forms import group_headings
from agent.wording import STATES, TABLES, one_line


class ShownCell(NamedTuple):
    """A cell of a table."""

    anchor: str
    state: str
    words: str
    note: str
    """State and text as written, where the number alone does not tell them."""
    target: str
    """Its element in the text; empty where the report has no such cell."""


class ShownRow(NamedTuple):
    """A row, or the heading of a group of rows."""

    label: str
    cells: list[ShownCell]


class ShownBlock(NamedTuple):
    """Rows that share their columns."""

    columns: list[str]
    rows: list[ShownRow]


class ShownTable(NamedTuple):
    """One of the three official tables."""

    name: TableName
    title: str
    blocks: list[ShownBlock]


def shown_tables(report: Report, layout: Layout) -> list[ShownTable]:
    """Return the three tables; one that was not recognised has no blocks."""
    return [
        ShownTable(name, TABLES[name], list(_blocks(report, name, layout))) for name in TABLE_NAMES
    ]


def _blocks(report: Report, name: TableName, layout: Layout) -> Iterator[ShownBlock]:
    table: Table = getattr(report.tables, name)
    form = table_form(report.meta, name)
    groups = group_headings(name, form)
    for columns, rows in groupby(table.items(), key=lambda item: tuple(item[1])):
        shown: list[ShownRow] = []
        labels: list[str] = []
        for row, cells in rows:
            keys = [CellKey(name, row, column) for column in columns]
            labels = labels or [labels_of(key, form).column for key in keys]
            shown += [ShownRow(heading, []) for heading in groups.get(row, ())]
            shown.append(
                ShownRow(
                    labels_of(keys[0], form).row,
                    [_cell(key, cells[key.column], layout) for key in keys],
                )
            )
        yield ShownBlock(labels, shown)


def _cell(key: CellKey, cell: Cell, layout: Layout) -> ShownCell:
    words = cell_words(cell)
    raw = one_line(cell.raw or "").strip()
    note = "" if cell.state == "value" else STATES[cell.state]
    if raw and raw != words:
        note = f"{note}，原文“{raw}”" if note else f"原文“{raw}”"
    target = ""
    if cell.start is not None and cell.end is not None:
        target = layout.element(cell.start, cell.end)
    return ShownCell(cell_anchor(key), cell.state, words, note, target)
