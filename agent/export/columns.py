"""What an export holds: its columns, and the rows of each of its shapes.

Long: a row a cell. Wide: a row a report, two columns a cell: the number, and the state, so that
a blank cell, one that the document lacks and 0 stay apart. Findings: a row a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from agent.report import TABLE_NAMES, CellKey
from agent.store import CellRow, FindingRow, ReportSummary, Store
from agent.tables.forms import load_forms
from agent.wording import TABLES

Kind = Literal["integer", "number", "text"]
Record = tuple[Any, ...]


class Column(NamedTuple):
    """A column of an export."""

    name: str
    label: str
    kind: Kind = "text"


REPORT = (
    Column("report_id", "编号", "integer"),
    Column("organization", "机关"),
    Column("year", "年度", "integer"),
)

LONG = (
    *REPORT,
    Column("form", "表式"),
    Column("table", "表代号"),
    Column("row", "行代号"),
    Column("column", "列代号"),
    Column("table_label", "表"),
    Column("row_label", "行"),
    Column("column_label", "列"),
    Column("value", "数值", "number"),
    Column("raw", "原文"),
    Column("state", "状态"),
    Column("direction", "增减"),
    Column("unit", "原文单位"),
    Column("start", "起", "integer"),
    Column("end", "止", "integer"),
    Column("quote", "引文"),
    Column("path", "文件"),
)

FINDINGS = (
    *REPORT,
    Column("rule", "规则"),
    Column("severity", "级别"),
    Column("message", "说明"),
    Column("expected", "应为"),
    Column("actual", "实为"),
    Column("evidence", "位置"),
    Column("quotes", "依据"),
    Column("path", "文件"),
)

REPORTS = (
    *REPORT,
    Column("province", "省"),
    Column("city", "市"),
    Column("county", "县"),
    Column("township", "乡"),
    Column("title", "标题"),
    Column("form", "表式"),
    Column("filled", "有数的格", "integer"),
    Column("blank", "未填的格", "integer"),
    Column("missing", "缺的格", "integer"),
    Column("unclear", "无数字的格", "integer"),
    Column("facts", "事实", "integer"),
    Column("explained", "已说明的数字", "integer"),
    Column("numbers", "全部数字", "integer"),
    Column("errors", "错误", "integer"),
    Column("warnings", "警告", "integer"),
    Column("path", "文件"),
    Column("sha256", "SHA-256"),
    Column("read_utc", "读取时间"),
)


@cache
def cell_keys() -> tuple[CellKey, ...]:
    """Return every cell that any form has, table by table."""
    keys = dict.fromkeys(key for form in load_forms().values() for key, _, _ in form.cell_keys())
    return tuple(sorted(keys, key=lambda key: TABLE_NAMES.index(key.table)))


def wide_columns() -> tuple[Column, ...]:
    """Return the columns of the wide shape: the same ones, whatever is stored."""
    cells = []
    for key in cell_keys():
        name = ".".join(key)
        cells += [Column(name, name, "number"), Column(f"{name}.state", f"{name}.state")]
    return (*REPORTS, *cells)


def long_records(store: Store) -> Iterator[Record]:
    """Yield the long shape."""
    return map(long_record, store.cells())


def wide_records(store: Store) -> Iterator[Record]:
    """Yield the wide shape; a cell that a report's form does not have has no state."""
    for summary, cells in by_report(store):
        values: list[Any] = [*summary]
        by_key = {cell.key: cell for cell in cells}
        for key in cell_keys():
            cell = by_key.get(key)
            values += [cell.value, _state(cell)] if cell else [None, None]
        yield tuple(values)


def by_report(store: Store) -> Iterator[tuple[ReportSummary, list[CellRow]]]:
    """Yield every report with its cells."""
    for summary in store.reports():
        yield summary, list(store.cells(summary.id))


def finding_records(store: Store) -> Iterator[Record]:
    """Yield the findings."""
    return map(finding_record, store.findings())


def long_record(cell: CellRow) -> Record:
    """Return one row of the long shape."""
    return (
        cell.report_id,
        cell.organization,
        cell.year,
        cell.form,
        *cell.key,
        TABLES[cell.key.table],
        cell.row_label,
        cell.column_label,
        cell.value,
        cell.raw,
        cell.state,
        cell.direction,
        cell.unit_as_written,
        cell.start,
        cell.end,
        cell.quote,
        cell.path,
    )


def finding_record(finding: FindingRow) -> Record:
    """Return one row of the findings."""
    return tuple(finding)


def _state(cell: CellRow) -> str:
    return f"{cell.state}:{cell.direction}" if cell.direction else cell.state
