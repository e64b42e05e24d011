"""Between a `Report` and the rows it is stored as; nothing of the report is kept twice.

Numbers are stored exactly in `value_text`, and beside it in `value` for arithmetic in SQL.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from agent.contract import Quote
from agent.report import (
    TABLE_NAMES,
    Cell,
    CellKey,
    Check,
    Coverage,
    Dropped,
    Finding,
    Meta,
    Region,
    Report,
    Section,
    Source,
    TableForms,
    Tables,
    Usage,
    to_json,
)
from agent.store.fact_rows import Row, fact_rows, place_rows, to_facts
from agent.store.numbers import sql_number, to_number
from agent.tables.forms import load_forms

_REGION = tuple(Region.model_fields)
_PLAIN_META = tuple(name for name in Meta.model_fields if name not in ("region", "table_forms"))
_PLAIN_USAGE = tuple(
    name for name in Usage.model_fields if name not in ("cost", "failures", "dropped")
)
_PLAIN_SOURCE = tuple(name for name in Source.model_fields if name != "text")


PARTS = (
    "sections",
    "cells",
    "facts",
    "fact_places",
    "problems",
    "measures",
    "unexplained",
    "dropped",
    "checks",
    "findings",
)
"""The tables that hold the parts of a report, in the order to write them."""


class Labels(NamedTuple):
    """The Chinese labels of a cell's row and column."""

    row: str
    column: str


@cache
def _all_labels() -> dict[tuple[str | None, CellKey], Labels]:
    labels: dict[tuple[str | None, CellKey], Labels] = {}
    for form in load_forms().values():
        for key, row, column in form.cell_keys():
            labels[form.form, key] = Labels(row.label, column.value_label)
            labels.setdefault((None, key), Labels(row.label, column.value_label))
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
        "numbers_explained": report.coverage and report.coverage.explained,
        "numbers_total": report.coverage and report.coverage.total,
        **{name: getattr(report.usage, name) for name in _PLAIN_USAGE},
        "cost": str(report.usage.cost),
        "model_failures": to_json(report.usage.failures),
    }


def parts_of(report: Report, report_id: int) -> Iterator[tuple[str, Iterator[Row]]]:
    """Return the rows of every table in `PARTS`."""
    unexplained = report.coverage.unexplained if report.coverage else []
    parts = (
        section_rows(report, report_id),
        cell_rows(report, report_id),
        fact_rows(report, report_id),
        place_rows(report, report_id),
        quote_rows(report.problems, report_id),
        quote_rows(report.measures, report_id),
        quote_rows(unexplained, report_id),
        quote_rows(report.usage.dropped, report_id),
        check_rows(report, report_id),
        finding_rows(report, report_id),
    )
    return zip(PARTS, parts, strict=True)


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
            "value": sql_number(cell.value),
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


def quote_rows(quotes: Iterable[Quote], report_id: int) -> Iterator[Row]:
    """Return the rows of `problems`, `measures`, `unexplained` or `dropped`."""
    for quote in quotes:
        yield {"report_id": report_id, **quote.model_dump()}


def to_report(row: Row, parts: Mapping[str, Iterable[Row]], text: str | None) -> Report:
    """Build the report again from its row, and those of its parts by table."""
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
        sections=[Section(**_fields(Section, section)) for section in parts["sections"]],
        tables=_to_tables(parts["cells"]),
        facts=to_facts(parts["facts"], parts["fact_places"]),
        problems=_to_quotes(parts["problems"]),
        measures=_to_quotes(parts["measures"]),
        coverage=_to_coverage(row, parts["unexplained"]),
        checks=[Check(**_fields(Check, check)) for check in parts["checks"]],
        findings=[
            Finding(**_fields(Finding, finding) | {"evidence": json.loads(finding["evidence"])})
            for finding in parts["findings"]
        ],
        usage=Usage(
            **{name: row[name] for name in _PLAIN_USAGE},
            cost=to_number(row["cost"]) or 0,
            failures=json.loads(row["model_failures"]),
            dropped=[Dropped(**_fields(Dropped, one)) for one in parts["dropped"]],
        ),
    )


def _to_tables(cells: Iterable[Row]) -> Tables:
    tables: dict[str, dict[str, dict[str, Cell]]] = {name: {} for name in TABLE_NAMES}
    for row in cells:
        cell = Cell(**_fields(Cell, row) | {"value": to_number(row["value_text"])})
        tables[row["table_name"]].setdefault(row["row_name"], {})[row["column_name"]] = cell
    return Tables(**tables)


def _to_quotes(found: Iterable[Row]) -> list[Quote]:
    return [Quote(**_fields(Quote, row)) for row in found]


def _to_coverage(row: Row, unexplained: Iterable[Row]) -> Coverage | None:
    if row["numbers_total"] is None:
        return None
    return Coverage(
        explained=row["numbers_explained"],
        total=row["numbers_total"],
        unexplained=_to_quotes(unexplained),
    )


def _fields(model: type[BaseModel], row: Row) -> Row:
    return {name: row[name] for name in model.model_fields}
