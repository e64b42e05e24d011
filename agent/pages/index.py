"""The index of many reports: a row each, with its counts, to be sorted and filtered."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from agent.addresses import page_name
from agent.pages.render import title_of
from agent.pages.templating import environment
from agent.pages.words import BLANK
from agent.report import Report
from agent.wording import one_line


class Entry(NamedTuple):
    """A report at a glance."""

    page: str
    body: str
    title: str
    region: str
    year: str
    form: str
    filled: int
    blank: int
    missing: int
    unclear: int
    """Cells with a direction only, or with text that is no number."""
    facts: int
    conflicts: int
    """Facts that both readers read differently."""
    explained: int | None
    """Numbers of the narrative that are explained; None where it was not read."""
    numbers: int
    errors: int
    warnings: int
    hints: int
    file: str


def entry_of(report: Report) -> Entry:
    """Return a report at a glance."""
    meta, coverage = report.meta, report.coverage
    states = Counter(cell.state for _, cell in report.cells())
    severities = Counter(finding.severity for finding in report.findings)
    region = "".join(part for part in meta.region.model_dump().values() if part)
    return Entry(
        page=page_name(report.source.sha256),
        body=one_line(meta.organization or meta.title or "（机关不明）"),
        title=title_of(report),
        region=one_line(region),
        year=str(meta.year or ""),
        form=one_line(meta.form or ""),
        filled=states["value"],
        blank=states["blank"],
        missing=states["missing"],
        unclear=states["direction_only"] + states["unreadable"],
        facts=len(report.facts),
        conflicts=sum(fact.status == "conflict" for fact in report.facts),
        explained=coverage.explained if coverage else None,
        numbers=coverage.total if coverage else 0,
        errors=severities["error"],
        warnings=severities["warning"],
        hints=severities["info"],
        file=one_line(os.path.basename(report.source.path)),
    )


def index_page(entries: Sequence[Entry]) -> str:
    """Return the index as one self-contained HTML page."""
    return environment().get_template("index.html").render(
        title="政府信息公开工作年度报告",
        entries=entries,
        blank=BLANK,
        years=sorted({entry.year for entry in entries if entry.year}, reverse=True),
        totals={
            "报告": len(entries),
            "有错误的报告": sum(entry.errors > 0 for entry in entries),
            "错误": sum(entry.errors for entry in entries),
            "警告": sum(entry.warnings for entry in entries),
            "事实": sum(entry.facts for entry in entries),
        },
        explained=sum(entry.explained or 0 for entry in entries),
        numbers=sum(entry.numbers for entry in entries),
    )  # fmt: skip
