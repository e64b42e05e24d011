"""Between a `Report` and the rows it is stored as; nothing of the report is kept twice.

Numbers are stored exactly in `value_text`, and beside it in `value` for arithmetic in SQL.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from agent.report import (
    TABLE_NAMES,
    Cell,
    CellKey,
    Check,
    Finding,
    Meta,
    Region,
    Report,
    Section,
    Source,
    TableForms,
    Tables,
    to_json,
)
from agent.tables.forms import load_forms

Row = dict[str, Any]

_MAX_INTEGER = 2**63 - 1
_REGION = tuple(Region.model_fields)
_PLAIN_META = tuple(name for name in Meta.model_fields if name not in ("region", "table_forms"))
_PLAIN_SOURCE = tuple(name for name in Source.model_fields if name != "text")


class Labels(NamedTuple):
    """The Chinese labels of a cell's row and column."""

    row: str
    column: str


@cache
def _all_labels() -> dict[tuple[str | None, CellKey], Labels]:
    labels: dict[tuple[str | None, CellKey], Labels] = {}
    for form in load_forms().values():
        for key, row, column in form.cell_keys():
            labels[form.form, key] = Labels(row.label, column.label)
            labels.setdefault((None, key), Labels(row.label, column.label))
    return labels


def labels_of(key: CellKey, form: str | None) -> Labels:
    """Return the labels of a cell in a form, or in any form that has the cell."""
    known = _all_labels()
    return known.get((form, key)) or known.get((None, key)) or Labels(key.row, key.column)


def table_form(meta: Meta, table: str) -> str | None:
    """Return the form that a report's table follows; table four is the same in all."""
    forms = {
        "article20": meta.table_forms.article20,
        "applications": meta.table_forms.applications,
    }
    return forms.get(table, meta.form)


def report_row(report: Report) -> Row:
    """Flatten the source and meta data."""
    meta, source = report.meta, report.source
    return {
        **{name: getattr(meta, name) for name in _PLAIN_META},
        **{name: getattr(meta.region, name) for name in _REGION},
        **{f"form_{name}": getattr(meta.table_forms, name) for name in TableForms.model_fields},
        **{name: getattr(source, name) for name in _PLAIN_SOURCE},
        "schema_version": report.schema_version,
    }


def section_rows(report: Report, report_id: int) -> Iterator[Row]:
    """Return the rows of `sections`."""
    for section in report.sections:
        yield {"report_id": report_id, **section.model_dump()}


def cell_rows(report: Report, report_id: int) -> Iterator[Row]:
    """Return the rows of `cells`, in the order of the forms."""
    for key, cell in report.cells():
        labels = labels_of(key, table_form(report.meta, key.table))
        yield {
            "report_id": report_id,
            "table_name": key.table,
            "row_name": key.row,
            "column_name": key.column,
            "row_label": labels.row,
            "column_label": labels.column,
            "raw": cell.raw,
            "value": _sql_number(cell.value),
            "value_text": None if cell.value is None else str(cell.value),
            "state": cell.state,
            "direction": cell.direction,
            "unit_as_written": cell.unit_as_written,
            "start": cell.start,
            "end": cell.end,
        }


def finding_rows(report: Report, report_id: int) -> Iterator[Row]:
    """Return the rows of `findings`; the evidence is JSON."""
    for finding in report.findings:
        row = finding.model_dump()
        yield {"report_id": report_id, **row, "evidence": to_json(row["evidence"])}


def check_rows(report: Report, report_id: int) -> Iterator[Row]:
    """Return the rows of `checks`."""
    for check in report.checks:
        yield {"report_id": report_id, **check.model_dump()}


def to_report(
    row: Row,
    sections: Iterable[Row],
    cells: Iterable[Row],
    checks: Iterable[Row],
    findings: Iterable[Row],
    text: str | None,
) -> Report:
    """Build the report again from its rows."""
    return Report(
        schema_version=row["schema_version"],
        source=Source(**{name: row[name] for name in _PLAIN_SOURCE}, text=text),
        meta=Meta(
            **{name: row[name] for name in _PLAIN_META},
            region=Region(**{name: row[name] for name in _REGION}),
            table_forms=TableForms(
                **{name: row[f"form_{name}"] for name in TableForms.model_fields}
            ),
        ),
        sections=[Section(**_fields(Section, section)) for section in sections],
        tables=_to_tables(cells),
        checks=[Check(**_fields(Check, check)) for check in checks],
        findings=[
            Finding(**_fields(Finding, finding) | {"evidence": json.loads(finding["evidence"])})
            for finding in findings
        ],
    )


def to_number(text: str | None) -> int | Decimal | None:
    """Read a `value_text`."""
    if text is None:
        return None
    return int(text) if text.lstrip("-").isdecimal() else Decimal(text)


def _to_tables(cells: Iterable[Row]) -> Tables:
    tables: dict[str, dict[str, dict[str, Cell]]] = {name: {} for name in TABLE_NAMES}
    for row in cells:
        cell = Cell(**_fields(Cell, row) | {"value": to_number(row["value_text"])})
        tables[row["table_name"]].setdefault(row["row_name"], {})[row["column_name"]] = cell
    return Tables(**tables)


def _fields(model: type[Section | Cell | Check | Finding], row: Row) -> Row:
    return {name: row[name] for name in model.model_fields}


def _sql_number(value: int | Decimal | None) -> int | float | None:
    """Return the number for SQL arithmetic; None past what SQLite can hold."""
    if value is None or isinstance(value, int) and abs(value) <= _MAX_INTEGER:
        return value
    number = float(Decimal(value))
    return number if math.isfinite(number) else None
