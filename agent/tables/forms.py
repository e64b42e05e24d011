"""The official forms, read from `schemas/forms/*.yaml`: a new form year is a new file, no code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import ConfigurationError
from agent.report import CellKey, TableName
from agent.resources import data_folder

ColumnKind = Literal["count", "change", "amount"]


class _FormModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_FormModel):
    """A column of an official table."""

    label: str
    aliases: tuple[str, ...] = ()
    kind: ColumnKind = "count"
    unit: str | None = None
    """Of an amount, where the form's own header states it."""

    @property
    def value_label(self) -> str:
        """The label over a value: an amount's is in yuan, whatever unit the form prints."""
        return f"{self.label.partition('（')[0]}（元）" if self.kind == "amount" else self.label

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


class Row(_FormModel):
    """A row of an official table."""

    label: str
    aliases: tuple[str, ...] = ()
    group: bool = False
    """A heading over the rows that follow, without cells of its own."""

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


class Block(_FormModel):
    """One block of table two: rows that share a header."""

    block: str
    columns: dict[str, Column]
    rows: dict[str, Row]


class Grid(_FormModel):
    """Table three or four: rows that all have the same columns."""

    columns: dict[str, Column]
    rows: dict[str, Row]

    def value_rows(self) -> dict[str, Row]:
        """Return the rows that have cells."""
        return {key: row for key, row in self.rows.items() if not row.group}


class Form(_FormModel):
    """One edition of the official report form."""

    form: str
    source: str
    years: tuple[int, int | None]
    """First and last report year it was prescribed for."""
    article20: tuple[Block, ...]
    applications: Grid
    disputes: Grid

    def covers(self, year: int) -> bool:
        """True when the form was prescribed for this report year."""
        first, last = self.years
        return first <= year and (last is None or year <= last)

    def cell_keys(self) -> Iterator[tuple[CellKey, Row, Column]]:
        """Yield every cell of the form with its row and column, in the order of the form."""
        for block in self.article20:
            for row_key, row in block.rows.items():
                for column_key, column in block.columns.items():
                    yield CellKey("article20", row_key, column_key), row, column
        for row_key, row in self.applications.value_rows().items():
            for column_key, column in self.applications.columns.items():
                yield CellKey("applications", row_key, column_key), row, column
        for row_key, row in self.disputes.rows.items():
            for column_key, column in self.disputes.columns.items():
                yield CellKey("disputes", row_key, column_key), row, column


@cache
def load_forms() -> dict[str, Form]:
    """Return the known forms by name (`2019`, `2021`), oldest first.

    Raises:
        ConfigurationError: a form file is malformed.
    """
    forms = {}
    folder = data_folder("schemas") / "forms"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        try:
            form = Form.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        except (ValidationError, yaml.YAMLError) as error:
            raise ConfigurationError(f"the form file {file.name} is malformed: {error}") from error
        forms[form.form] = form
    return forms


def form_for_year(year: int | None) -> Form | None:
    """Return the form prescribed for a report year; None before the first one."""
    if year is None:
        return None
    return next((form for form in load_forms().values() if form.covers(year)), None)


def group_headings(table: TableName, form: str | None) -> dict[str, list[str]]:
    """Return the headings that a form has above rows of a table: （三）不予公开."""
    headings: dict[str, list[str]] = {}
    if table != "applications" or form not in load_forms():
        return headings
    above: list[str] = []
    for key, row in load_forms()[form].applications.rows.items():
        if row.group:
            above.append(row.label)
        elif above:
            headings[key] = above
            above = []
    return headings
