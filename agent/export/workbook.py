"""An Excel workbook: Chinese headers, frozen panes, filters, and comments that quote the source.

Text is always written as text, never as a formula. A cell without a number says why, in words and
colour, and is never 0. Rows go to disk as they come, but comments stay in memory, and spreadsheets
open slowly with very many. So a large export has none at zeros and blanks, and none past a limit,
and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from agent.export import columns
from agent.export.columns import Column, Record
from agent.export.fact_columns import GLANCE, fact_records, kinds_with_facts
from agent.report import TABLE_NAMES, CellKey, TableName
from agent.store import CellRow, ReportSummary, Store
from agent.store.rows import labels_of
from agent.tables.forms import load_forms
from agent.wording import (
    FACT_STATUSES,
    KINDS,
    SEVERITIES,
    SHORT_TABLES,
    STATES,
    one_line,
    without_number,
)

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_COMMENTS = 10_000

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COLOURS = {
    "blank": "#EDEDED",
    "direction_only": "#FFF2CC",
    "missing": "#BFBFBF",
    "unreadable": "#F8CBAD",
    "error": "#F8CBAD",
    "warning": "#FFF2CC",
    "info": "#FFFFFF",
    **dict.fromkeys(FACT_STATUSES.values(), "#FFFFFF"),
    FACT_STATUSES["conflict"]: "#F8CBAD",
}
_WIDTHS = {
    "organization": 28,
    "title": 40,
    "table_label": 24,
    "row_label": 34,
    "column_label": 16,
    "message": 60,
    "quotes": 60,
    "label": 28,
    "numbers": 36,
    "quote": 60,
    "path": 30,
}
_FROZEN = 3
"""Number, body and year stay in sight."""


def write_workbook(path: Path, store: Store, wide: bool) -> None:
    """Write the reports, cells (a row a cell, or wide: a sheet a form table), findings, facts."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as file:
        book = _Book(file)
        book.spares_comments = _write_reports(book, store) > MAX_COMMENTS
        if wide:
            _write_wide(book, store)
        else:
            _write_long(book, store)
        _write_findings(book, store)
        _write_facts(book, store)


class _Book:
    """The workbook with its formats, and the comments it may still take."""

    def __init__(self, file: xlsxwriter.Workbook) -> None:
        self._file = file
        self.header = file.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.colours = {name: file.add_format({"bg_color": c}) for name, c in _COLOURS.items()}
        self._comments_left = MAX_COMMENTS
        self.spares_comments = False
        """Give none to zeros and blanks, which say what their row says."""

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet."""
        return self._file.add_worksheet(name)

    def comment(self, sheet: Worksheet, row: int, column: int, cell: CellRow) -> None:
        """Quote the source at a cell, as long as there is room for comments."""
        if not cell.context or not self._comments_left:
            return
        if self.spares_comments and (cell.state == "blank" or cell.value == 0):
            return
        self._comments_left -= 1
        text = (
            f"{cell.row_label} · {cell.column_label}\n原文：{one_line(cell.context)}\n"
            f"第 {cell.start}–{cell.end} 字，{one_line(cell.path)}"
        )
        if not self._comments_left:
            text += f"\n（一个工作簿只带 {MAX_COMMENTS} 条批注，以下各格不再附原文。）"
        sheet.write_comment(row, column, text, {"x_scale": 2.2, "y_scale": 1.4})


def put(sheet: Worksheet, row: int, column: int, value: Any, style: Format | None = None) -> None:
    """Write a number as a number where Excel holds it exactly, and all else as text."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, int | Decimal) and _is_exact_in_excel(value):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, one_line(str(value))[:MAX_TEXT], style)


def _is_exact_in_excel(value: int | Decimal) -> bool:
    """Tell whether the 15 digits that Excel keeps are all there are."""
    return Decimal(f"{float(Decimal(value)):.15G}") == value


class _Listing:
    """Rows under one header, over as many sheets as they need."""

    def __init__(self, book: _Book, name: str, header: Sequence[Column]) -> None:
        self._book = book
        self._name = name
        self._header = header
        self._sheets = 0
        self._open()

    def add(self, record: Record, style: Format | None = None) -> tuple[Worksheet, int]:
        """Write a row; return its sheet and row number."""
        if self._row == MAX_ROWS:
            self.finish()
            self._open()
        row = self._row
        for column, value in enumerate(record):
            put(self._sheet, row, column, value, style)
        self._row += 1
        return self._sheet, row

    def finish(self) -> None:
        """Let the rows be filtered."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._header) - 1)

    def _open(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} ({self._sheets})"
        self._sheet = self._book.sheet(name)
        for number, column in enumerate(self._header):
            self._sheet.set_column(number, number, _WIDTHS.get(column.name, 12))
            self._sheet.write_string(0, number, column.label, self._book.header)
        self._sheet.freeze_panes(1, _FROZEN)
        self._row = 1


def _write_reports(book: _Book, store: Store) -> int:
    """Write the reports; return how many cells stand in them."""
    listing = _Listing(book, "报告", columns.REPORTS)
    cells = 0
    for summary in store.reports():
        listing.add(summary)
        cells += summary.filled + summary.blank + summary.unclear
    listing.finish()
    return cells


def _write_long(book: _Book, store: Store) -> None:
    listing = _Listing(book, "单元格", columns.LONG)
    names = [column.name for column in columns.LONG]
    value, state = names.index("value"), names.index("state")
    for cell in store.cells():
        record = list(columns.long_record(cell))
        record[state] = STATES[cell.state]
        sheet, row = listing.add(tuple(record), book.colours.get(cell.state))
        book.comment(sheet, row, value, cell)
    listing.finish()


def _write_findings(book: _Book, store: Store) -> None:
    listing = _Listing(book, "检查结果", columns.FINDINGS)
    severity = [column.name for column in columns.FINDINGS].index("severity")
    for finding in store.findings():
        record = list(columns.finding_record(finding))
        record[severity] = SEVERITIES[finding.severity]
        listing.add(tuple(record), book.colours[finding.severity])
    listing.finish()


def _write_facts(book: _Book, store: Store) -> None:
    """Write all facts with their numbers in words, then each kind with its own columns."""
    sheets: list[tuple[str, Sequence[Column], Iterable[Record]]] = [
        ("事实", GLANCE, fact_records(store, GLANCE, words=True))
    ]
    kinds = (
        (f"事实 {KINDS[kind]}", columns, records)
        for kind, columns, records in kinds_with_facts(store, words=True)
    )
    for name, header, records in chain(sheets, kinds):
        listing = _Listing(book, name, header)
        status = [column.name for column in header].index("status")
        for record in records:
            listing.add(record, book.colours[record[status]])
        listing.finish()


class _FormSheet:
    """One table of a form: a row a report, under the form's row and column labels."""

    def __init__(self, book: _Book, name: str, form: str, keys: list[CellKey]) -> None:
        self._book = book
        self.keys = keys
        self._sheet = book.sheet(name)
        self._row = 2
        self._write_header(form)

    def add(self, summary: ReportSummary, cells: dict[CellKey, CellRow]) -> None:
        """Write a report's cells."""
        for column, lead in enumerate((summary.id, summary.organization, summary.year)):
            put(self._sheet, self._row, column, lead)
        for column, key in enumerate(self.keys, _FROZEN):
            cell = cells.get(key)
            if cell is None:
                continue
            shown = without_number(cell.state, cell.raw, cell.direction)
            value = cell.value if shown is None else shown
            put(self._sheet, self._row, column, value, self._book.colours.get(cell.state))
            self._book.comment(self._sheet, self._row, column, cell)
        self._row += 1

    def finish(self) -> None:
        """Let the rows be filtered; hide a table that no report has."""
        self._sheet.autofilter(1, 0, self._row - 1, _FROZEN + len(self.keys) - 1)
        if self._row == 2:
            self._sheet.hide()

    def _write_header(self, form: str) -> None:
        sheet, style = self._sheet, self._book.header
        labels = [(key.row, labels_of(key, form)) for key in self.keys]
        column = _FROZEN
        for _, group in groupby(labels, key=lambda item: item[0]):
            same_row = list(group)
            title = same_row[0][1].row
            if len(same_row) == 1:
                sheet.write_string(0, column, title, style)
            else:
                sheet.merge_range(0, column, 0, column + len(same_row) - 1, title, style)
            column += len(same_row)
        for number, lead in enumerate(columns.REPORTS[:_FROZEN]):
            sheet.set_column(number, number, _WIDTHS.get(lead.name, 8))
            sheet.write_string(1, number, lead.label, style)
        for number, (_, label) in enumerate(labels, _FROZEN):
            sheet.write_string(1, number, label.column, style)
        sheet.set_column(_FROZEN, column - 1, 11)
        sheet.freeze_panes(2, _FROZEN)


def _write_wide(book: _Book, store: Store) -> None:
    sheets = _form_sheets(book)
    for summary, cells in columns.by_report(store):
        for table in TABLE_NAMES:
            own = {cell.key: cell for cell in cells if cell.key.table == table}
            if own:
                # A table without a known form has the cells of the form it fits best.
                by_fit = sorted(sheets[table], key=lambda sheet: -len(own.keys() & set(sheet.keys)))
                by_fit[0].add(summary, own)
    for sheet in (sheet for of_table in sheets.values() for sheet in of_table):
        sheet.finish()


def _form_sheets(book: _Book) -> dict[TableName, list[_FormSheet]]:
    """Make a sheet for each table of each form; forms that share a table share its sheet."""
    sheets: dict[TableName, list[_FormSheet]] = {}
    for table in TABLE_NAMES:
        forms_by_keys: dict[tuple[CellKey, ...], str] = {}
        for name, form in load_forms().items():
            keys = tuple(key for key, _, _ in form.cell_keys() if key.table == table)
            forms_by_keys.setdefault(keys, name)
        several = len(forms_by_keys) > 1
        sheets[table] = [
            _FormSheet(book, f"{SHORT_TABLES[table]}{f' {form}' if several else ''}", form, [*keys])
            for keys, form in forms_by_keys.items()
        ]
    return sheets
