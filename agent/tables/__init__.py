"""The three official tables: found by their labels, read into typed cells with places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.documents.document import Document, Span
from agent.report import Cell, Table, TableForms, Tables
from agent.tables.applications import read_applications
from agent.tables.article20 import read_article20
from agent.tables.disputes import read_disputes
from agent.tables.forms import Form, form_for_year, load_forms
from agent.tables.reading import TableReading
from agent.tables.rows import TableRow, grid_rows
from agent.tables.stream import stream_rows


class TablesReading(NamedTuple):
    """The three tables with how they were recognised."""

    article20: TableReading
    applications: TableReading
    disputes: TableReading

    def tables(self) -> Tables:
        """Return the cells in the contract's shape."""
        return Tables(
            article20=self.article20.cells,
            applications=self.applications.cells,
            disputes=self.disputes.cells,
        )

    def table_forms(self) -> TableForms:
        """Return the form that each changed table was found to follow."""
        return TableForms(
            article20=self.article20.form if self.article20.span else None,
            applications=self.applications.form if self.applications.span else None,
        )

    def spans(self) -> list[Span]:
        """Return the places of the tables, further copies of them included."""
        return [
            span for reading in self for span in (reading.span, *reading.copies) if span is not None
        ]

    def form(self) -> str | None:
        """Return the report's form: `mixed` when the two changed tables follow different ones."""
        found = {reading.form for reading in self[:2] if reading.span}
        return found.pop() if len(found) == 1 else "mixed" if found else None


def read_tables(document: Document, year: int | None) -> TablesReading:
    """Read the official tables of a document.

    The labels decide which form a table follows; the year only where they leave it open. A table
    that is not there has every cell `missing`, of the form that the other tables follow, or that
    the year prescribes; where neither tells, it is empty.
    """
    default = form_for_year(year)
    rows = _Rows(document)
    article20 = rows.first(lambda r: read_article20(document, r, default, year))
    applications = rows.first(lambda r: read_applications(document, r, default, year))
    guess = _fallback_form(article20, applications, default)
    any_form = guess or next(iter(load_forms().values()))
    disputes = rows.first(lambda r: read_disputes(document, r, any_form, year))
    if guess is None:
        return TablesReading(article20, applications, disputes)
    return TablesReading(
        article20 if article20.span else _all_missing(guess, "article20"),
        applications if applications.span else _all_missing(guess, "applications"),
        disputes if disputes.span else _all_missing(guess, "disputes"),
    )


class _Rows:
    """A document's rows: those of its grids, and bare lines where a table is not all in a grid."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._grids = grid_rows(document)
        self._all: list[TableRow] | None = None

    def first(self, read: Callable[[Sequence[TableRow]], TableReading]) -> TableReading:
        """Read a table from the grids; with the bare lines, where that tells more of it."""
        reading = read(self._grids)
        if reading.is_complete:
            return reading
        if self._all is None:
            rows = self._grids + stream_rows(self._document)
            self._all = sorted(rows, key=lambda row: row.cells[0].start)
        return max(reading, read(self._all), key=lambda r: r.told)


def _fallback_form(
    article20: TableReading, applications: TableReading, default: Form | None
) -> Form | None:
    name = applications.form or article20.form
    return load_forms()[name] if name else default


def _all_missing(form: Form, name: str) -> TableReading:
    cells: Table = {}
    for key, _, _ in form.cell_keys():
        if key.table == name:
            cells.setdefault(key.row, {})[key.column] = Cell(state="missing")
    return TableReading(form=form.form, cells=cells)
