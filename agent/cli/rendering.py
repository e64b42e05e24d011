"""Reports, cells and findings drawn for a terminal, in Chinese.

All text from reports goes through `one_line`, so that no report can steer the terminal.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from agent.cli.facts import print_coverage, print_facts
from agent.cli.options import print_line
from agent.report import (
    TABLE_NAMES,
    Cell,
    CellKey,
    Finding,
    Meta,
    Report,
    Table,
    TableName,
)
from agent.store import FindingRow, ReportSummary
from agent.store.rows import labels_of, table_form
from agent.tables.forms import group_headings
from agent.wording import KINDS, SEVERITIES, TABLES, meta_words, one_line, without_number

_STYLES = {
    "blank": "dim",
    "direction_only": "yellow",
    "missing": "dim",
    "unreadable": "red",
    "error": "red",
    "warning": "yellow",
    "info": "dim",
}
_ROW_LABEL_WIDTH = 40
_BODY_WIDTH = 36
_MAX_QUOTES = 160


class Counts(NamedTuple):
    """What a summary line says of a report."""

    number: int | None
    organization: str | None
    year: int | None
    form: str | None
    filled: int
    blank: int
    missing: int
    unclear: int
    facts: int
    errors: int
    warnings: int
    path: str


def counts_of(report: Report, number: int | None) -> Counts:
    """Count a report's cells, facts and findings."""
    states = Counter(cell.state for _, cell in report.cells())
    severities = Counter(finding.severity for finding in report.findings)
    return Counts(
        number=number,
        organization=report.meta.organization or report.meta.title,
        year=report.meta.year,
        form=report.meta.form,
        filled=states["value"],
        blank=states["blank"],
        missing=states["missing"],
        unclear=states["direction_only"] + states["unreadable"],
        facts=len(report.facts),
        errors=severities["error"],
        warnings=severities["warning"],
        path=report.source.path,
    )


def counts_of_summary(summary: ReportSummary) -> Counts:
    """Take the counts of a stored report."""
    return Counts(
        number=summary.id,
        organization=summary.organization or summary.title,
        **{name: getattr(summary, name) for name in Counts._fields[2:]},
    )


def summary_line(counts: Counts) -> Text:
    """Return a report's line: number, body, year, form, cells, facts, findings, file."""
    body = one_line(counts.organization or "（机关不明）")
    line = Text(f"{counts.number if counts.number is not None else '-':>5}  ")
    line.append(set_cell_size(body, _BODY_WIDTH))
    line.append(f"  {counts.year or '----'}  表式 {counts.form or '无':<5}")
    line.append(f"  有数 {counts.filled:>3}  未填 {counts.blank:>3}  缺 {counts.missing:>3}")
    line.append(f"  无数字 {counts.unclear:>2}  事实 {counts.facts:>3}")
    line.append(f"  错误 {counts.errors:>2}", style="red" if counts.errors else "")
    line.append(f"  警告 {counts.warnings:>2}", style="yellow" if counts.warnings else "")
    line.append(f"  {one_line(counts.path)}", style="dim")
    return line


def print_report(console: Console, report: Report, tables: tuple[TableName, ...]) -> None:
    """Print what a report says of itself, its tables, what else was read, and its findings.

    Where no table was found, as in a passage, the facts themselves are shown.
    """
    print_heading(console, report)
    if tables == TABLE_NAMES and not any(True for _ in report.cells()):
        print_facts(console, report)
        console.print()
        _print_findings(console, report.findings)
        return
    for table in tables:
        console.print()
        console.print(Text(TABLES[table], style="bold"))
        for grid in _grids(report.meta, table, getattr(report.tables, table)):
            console.print(grid)
    if tables == TABLE_NAMES:
        console.print()
        _print_narrative(console, report)
        console.print()
        _print_findings(console, report.findings)


def _print_narrative(console: Console, report: Report) -> None:
    """Print how many facts there are, kind by kind, and which numbers are not explained."""
    kinds: Counter[str] = Counter(fact.kind for fact in report.facts)
    line = Text(f"事实：{len(report.facts)} 条", style="bold")
    line.append("".join(f"  {KINDS[kind]} {kinds[kind]}" for kind in KINDS if kind in kinds), "")
    print_line(console, line)
    print_coverage(console, report)


def print_heading(console: Console, report: Report) -> None:
    """Print what a report says of itself; a text that says nothing has its file only."""
    meta = report.meta
    said = {"标题": meta.title, **meta_words(meta)}
    facts = {**(said if any(said.values()) else {}), "文件": report.source.path}
    grid = Grid.grid(padding=(0, 2))
    for label, fact in facts.items():
        grid.add_row(Text(label, style="dim"), Text(one_line(fact or "—")))
    console.print(grid)


def _grids(meta: Meta, name: TableName, table: Table) -> Iterator[Grid | Text]:
    """Yield a table in blocks of rows that share their columns, as the official form prints it."""
    if not table:
        yield Text("（没有可识别的表）", style="dim")
    form = table_form(meta, name)
    headings = group_headings(name, form)
    for columns, rows in groupby(table.items(), key=lambda item: tuple(item[1])):
        grid = Grid(show_lines=False)
        grid.add_column("", max_width=_ROW_LABEL_WIDTH, overflow="fold")
        block = list(rows)
        for column in columns:
            label = labels_of(CellKey(name, block[0][0], column), form).column
            grid.add_column(Text(label), justify="right", overflow="fold")
        for row, cells in block:
            for heading in headings.get(row, ()):
                grid.add_row(Text(heading, style="bold"))
            label = labels_of(CellKey(name, row, columns[0]), form).row
            grid.add_row(Text(label), *(cell_text(cell) for cell in cells.values()))
        yield grid


def cell_text(cell: Cell) -> Text:
    """Return a cell as shown: its number, or why it has none."""
    shown = without_number(cell.state, cell.raw, cell.direction)
    if shown is not None:
        return Text(one_line(shown), style=_STYLES[cell.state])
    value = f"{cell.value:,}" if isinstance(cell.value, int) else f"{cell.value:,f}"
    return Text(f"{value}元" if cell.unit_as_written else value)


def _print_findings(console: Console, findings: list[Finding]) -> None:
    console.print(Text(f"检查结果：{len(findings)} 条", style="bold"))
    for finding in findings:
        console.print(finding_line(finding))


def _shortened(quotes: str, evidence: str) -> str:
    """Return what a finding rests on, cut where there is much of it; JSON has all."""
    if len(quotes) <= _MAX_QUOTES:
        return quotes
    return f"{quotes[:_MAX_QUOTES]}…共{len(json.loads(evidence))}处"


def finding_line(finding: Finding | FindingRow) -> Text:
    """Return a finding's line: severity, rule, message, and both sides where it has them."""
    line = Text("  ")
    line.append(SEVERITIES[finding.severity], style=_STYLES[finding.severity])
    line.append(f"  {one_line(finding.rule)}  {one_line(finding.message)}")
    if isinstance(finding, FindingRow) and finding.quotes:
        line.append(f"  〔{_shortened(one_line(finding.quotes), finding.evidence)}〕", style="dim")
    return line
