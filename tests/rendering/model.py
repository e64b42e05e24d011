"""What a report contains, apart from any file format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from . import forms

FormYear = Literal["2019", "2021"]
TableName = Literal["article20", "applications", "disputes"]
ScriptName = Literal["hans", "hant", "tw"]
"""Simplified, traditional, or traditional with Taiwan words (規範性檔案)."""

Table = dict[str, dict[str, str]]
"""Row name -> column name -> the cell's text as printed; `""` is a blank cell."""

TABLE_NAMES: tuple[TableName, ...] = ("article20", "applications", "disputes")
TABLE_OF_SECTION: dict[int, TableName] = {2: "article20", 3: "applications", 4: "disputes"}
HEADINGS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}


class CellKey(NamedTuple):
    """The address of a cell, in the names of the data contract."""

    table: TableName
    row: str
    column: str


@dataclass(frozen=True)
class Section:
    """A section: its heading line and the paragraphs before and behind its table."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    after_table: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReportModel:
    """A report. A section that is None is absent, and its table with it."""

    title: str
    sections: dict[int, Section | None]
    article20: Table
    applications: Table
    disputes: Table
    article20_form: FormYear
    applications_form: FormYear
    organization: list[str] = field(default_factory=list)
    """Lines printed above the title; empty where the title names the body."""
    preamble: list[str] = field(default_factory=list)
    """Paragraphs between the title and section one."""
    script: ScriptName = "hans"
    """In which script the labels of the form are printed."""

    def __post_init__(self) -> None:
        for name in TABLE_NAMES:
            shape = {row: list(columns) for row, columns in self.table(name).items()}
            expected = table_shape(name, self.form_of(name))
            if shape != expected:
                raise ValueError(f"table {name!r} has not the rows and columns of its form")

    def table(self, name: TableName) -> Table:
        """One of the three tables."""
        table: Table = getattr(self, name)
        return table

    def form_of(self, name: TableName) -> FormYear:
        """The form a table follows; table four is the same in both."""
        return self.article20_form if name == "article20" else self.applications_form

    def cells(self) -> Iterator[tuple[CellKey, str]]:
        """Every cell of the printed tables with its raw text, in the order of the form."""
        for number, name in TABLE_OF_SECTION.items():
            if self.sections.get(number) is None:
                continue
            for row, columns in self.table(name).items():
                for column, raw in columns.items():
                    yield CellKey(name, row, column), raw

    def with_cells(self, changes: dict[CellKey, str]) -> ReportModel:
        """The same report with other text in some cells (blanks, `/`, faults)."""
        tables = {name: _copied(self.table(name)) for name in TABLE_NAMES}
        for key, raw in changes.items():
            tables[key.table][key.row][key.column] = raw
        return replace(
            self,
            article20=tables["article20"],
            applications=tables["applications"],
            disputes=tables["disputes"],
        )

    def map_text(self, change: Callable[[str], str]) -> ReportModel:
        """The same report with `change` applied to all its text, cells included."""
        return replace(
            self,
            title=change(self.title),
            organization=[change(line) for line in self.organization],
            preamble=[change(line) for line in self.preamble],
            sections={
                number: section and _changed(section, change)
                for number, section in self.sections.items()
            },
        ).with_cells({key: change(raw) for key, raw in self.cells()})


def table_shape(name: TableName, form: FormYear) -> dict[str, list[str]]:
    """The rows and columns that a table of a form has."""
    if name == "article20":
        blocks = forms.article20(form)
    else:
        blocks = [forms.applications(form) if name == "applications" else forms.disputes()]
    return {
        row.name: [column.name for column in block.columns]
        for block in blocks
        for row in block.rows
        if not row.is_group
    }


def _copied(table: Table) -> Table:
    return {row: dict(columns) for row, columns in table.items()}


def _changed(section: Section, change: Callable[[str], str]) -> Section:
    return Section(
        change(section.heading),
        [change(text) for text in section.paragraphs],
        [change(text) for text in section.after_table],
    )
