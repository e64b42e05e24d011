"""What is stored, a row at a time: reports at a glance, cells and findings with their quotes.

Everything streams: at most one report's text is in memory.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlite_utils import Database

from agent.contract import Number
from agent.report import CellKey, CellState, Direction, Severity, TableName
from agent.store.numbers import to_number

_CONTEXT_BEFORE, _CONTEXT_AFTER = 40, 20
_MAX_QUOTE = 200


class ReportSummary(NamedTuple):
    """One stored report at a glance."""

    id: int
    organization: str | None
    year: int | None
    province: str | None
    city: str | None
    county: str | None
    township: str | None
    title: str | None
    form: str | None
    filled: int
    """Cells with a number."""
    blank: int
    missing: int
    unclear: int
    """Cells with a direction only, or with text that is no number."""
    facts: int
    explained: int | None
    """Numbers of the narrative that are explained; None where it was not read."""
    numbers: int | None
    """All numbers of the narrative."""
    errors: int
    warnings: int
    path: str
    sha256: str
    read_utc: str


class CellRow(NamedTuple):
    """One cell with its report, its labels and its quote."""

    report_id: int
    organization: str | None
    year: int | None
    form: str | None
    """Of the cell's table."""
    key: CellKey
    row_label: str
    column_label: str
    value: Number | None
    raw: str | None
    state: CellState
    direction: Direction | None
    unit_as_written: str | None
    start: int | None
    end: int | None
    quote: str
    """`source_text[start:end]`; empty where there is none."""
    context: str
    """The text around the quote, on one line, the quote in 【】."""
    path: str


class FindingRow(NamedTuple):
    """One finding with its report and the passages it points to."""

    report_id: int
    organization: str | None
    year: int | None
    rule: str
    severity: Severity
    message: str
    expected: str | None
    actual: str | None
    evidence: str
    """The places, as JSON."""
    quotes: str
    """The evidence in words: labels with what stands in the cell, and passages."""
    path: str


_SUMMARIES = """
SELECT id, organization, year, province, city, county, township, title, form,
  numbers_explained, numbers_total, path, sha256, read_utc
FROM reports ORDER BY path, id
"""
_STATES = "SELECT state, count(*) FROM cells WHERE report_id = ? GROUP BY state"
_FACTS = "SELECT count(*) FROM facts WHERE report_id = ?"
_SEVERITIES = "SELECT severity, count(*) FROM findings WHERE report_id = ? GROUP BY severity"

_REPORTS = """
SELECT id, organization, year, form, form_article20, form_applications, path, text
FROM reports JOIN sources USING (text_sha256)
WHERE :report_id IS NULL OR id = :report_id
ORDER BY path, id
"""

_CELLS = """
SELECT table_name, row_name, column_name, row_label, column_label, value_text, raw, state,
  direction, unit_as_written, start, "end"
FROM cells WHERE report_id = ? ORDER BY id
"""

_CELL = """
SELECT row_label, column_label, raw FROM cells
WHERE report_id = ? AND table_name = ? AND row_name = ? AND column_name = ?
"""

_FINDINGS = """
SELECT rule, severity, message, expected, actual, evidence
FROM findings
WHERE report_id = :report_id
  AND (:severity IS NULL OR severity = :severity) AND (:rule IS NULL OR rule = :rule)
ORDER BY id
"""


class _Head(NamedTuple):
    """A report as the listings need it."""

    id: int
    organization: str | None
    year: int | None
    form: str | None
    form_article20: str | None
    form_applications: str | None
    path: str
    text: str

    def form_of(self, table: TableName) -> str | None:
        """Return the form of a table; table four is the same in all."""
        changed = {"article20": self.form_article20, "applications": self.form_applications}
        return changed.get(table, self.form)


def report_summaries(database: Database) -> Iterator[ReportSummary]:
    """Yield every report, oldest first."""
    for *said, explained, numbers, path, sha256, read_utc in database.execute(_SUMMARIES):
        states = Counter(dict(database.execute(_STATES, said[:1])))
        severities = Counter(dict(database.execute(_SEVERITIES, said[:1])))
        counts = (
            states["value"],
            states["blank"],
            states["missing"],
            states["direction_only"] + states["unreadable"],
            database.execute(_FACTS, said[:1]).fetchone()[0],
            explained,
            numbers,
            severities["error"],
            severities["warning"],
        )
        yield ReportSummary._make([*said, *counts, path, sha256, read_utc])


def cell_rows(database: Database, report_id: int | None = None) -> Iterator[CellRow]:
    """Yield every cell, report by report, in the order of the forms."""
    for head in _heads(database, report_id):
        for row in database.execute(_CELLS, [head.id]):
            yield _cell_row(head, *row)


def finding_rows(
    database: Database,
    report_id: int | None = None,
    severity: Severity | None = None,
    rule: str | None = None,
) -> Iterator[FindingRow]:
    """Yield the findings that match, report by report, in the order they were made."""
    for head in _heads(database, report_id):
        arguments = {"report_id": head.id, "severity": severity, "rule": rule}
        for row in database.execute(_FINDINGS, arguments):
            yield _finding_row(database, head, *row)


def _heads(database: Database, report_id: int | None = None) -> Iterator[_Head]:
    for row in database.execute(_REPORTS, {"report_id": report_id}):
        yield _Head(*row)


def _cell_row(head: _Head, *row: Any) -> CellRow:
    table, row_name, column, row_label, column_label, value, raw, state, direction, unit = row[:10]
    start, end = row[10:]
    return CellRow(
        report_id=head.id,
        organization=head.organization,
        year=head.year,
        form=head.form_of(table),
        key=CellKey(table, row_name, column),
        row_label=row_label,
        column_label=column_label,
        value=to_number(value),
        raw=raw,
        state=state,
        direction=direction,
        unit_as_written=unit,
        start=start,
        end=end,
        quote="" if start is None else head.text[start:end],
        context="" if start is None else in_context(head.text, start, end),
        path=head.path,
    )


def _finding_row(database: Database, head: _Head, *row: Any) -> FindingRow:
    rule, severity, message, expected, actual, evidence = row
    places = json.loads(evidence)
    return FindingRow(
        report_id=head.id,
        organization=head.organization,
        year=head.year,
        rule=rule,
        severity=severity,
        message=message,
        expected=expected,
        actual=actual,
        evidence=evidence,
        quotes="；".join(_in_words(database, head, place) for place in places),
        path=head.path,
    )


def in_context(text: str, start: int, end: int) -> str:
    """Return the text around a quote, on one line, the quote in 【】."""
    before = " ".join(text[max(0, start - _CONTEXT_BEFORE) : start].split())
    after = " ".join(text[end : end + _CONTEXT_AFTER].split())
    return f"{before}【{text[start:end].strip()}】{after}"


def _in_words(database: Database, head: _Head, place: dict[str, Any]) -> str:
    if "table" not in place:
        return " ".join(head.text[place["start"] : place["end"]].split())[:_MAX_QUOTE]
    key = [place["table"], place["row"], place["column"]]
    cell = database.execute(_CELL, [head.id, *key]).fetchone()
    return "{}·{}【{}】".format(cell[0], cell[1], cell[2] or "") if cell else "·".join(key[1:])
