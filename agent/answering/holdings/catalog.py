"""Which reports are stored, and the bodies whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from agent.answering.holdings.database import Reader
from agent.answering.holdings.names import short_name, speaks_for_area
from agent.documents.view import fold
from agent.report import Script


class ReportRef(NamedTuple):
    """One stored report."""

    id: int
    sha256: str
    path: str
    name: str
    year: int | None
    script: Script
    body: str
    """What tells bodies apart: the area, or the name of one that does not speak for its area."""
    area: str
    """The name of the area, for answers."""
    levels: tuple[str, ...]


class Catalog:
    """The reports of a database, the last one read of each body and year."""

    def __init__(self, reader: Reader) -> None:
        rows = reader.rows(
            "SELECT id, sha256, path, organization, title, year, script, province, city, county,"
            " township FROM reports ORDER BY id"
        )
        newest: dict[tuple[str, int | None], ReportRef] = {}
        for row in rows:
            report = _report(row)
            newest[report.body, report.year] = report
        self.reports = sorted(newest.values(), key=lambda report: report.id)
        self._by_number = {report.id: report for report in self.reports}
        self._of: dict[str, list[ReportRef]] = defaultdict(list)
        for report in sorted(self.reports, key=lambda report: report.year or 0):
            self._of[report.body].append(report)

    @property
    def bodies(self) -> list[str]:
        """The bodies there are, in the order of their reports."""
        return list(dict.fromkeys(report.body for report in self.reports))

    def of(self, body: str) -> list[ReportRef]:
        """Return the reports of a body, oldest year first."""
        return self._of[body]

    def report(self, number: int) -> ReportRef:
        """Return a report by its number."""
        return self._by_number[number]

    @cached_property
    def years(self) -> list[int]:
        """The years there are."""
        return sorted({report.year for report in self.reports if report.year})


def by_body(reports: Sequence[ReportRef]) -> list[list[ReportRef]]:
    """Return the reports of each body, oldest first, the bodies in the order of their reports."""
    found: dict[str, list[ReportRef]] = defaultdict(list)
    for report in reports:
        found[report.body].append(report)
    return [sorted(own, key=lambda report: report.year or 0) for own in found.values()]


def years_told(reports: Sequence[ReportRef]) -> str:
    """Return the years of some reports of one body, runs of them in short: 2009—2012、2014."""
    runs: list[list[int]] = []
    for year in sorted({report.year for report in reports if report.year}):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs]
    unknown = any(report.year is None for report in reports)
    return "、".join(told + ["年度不明"] * unknown)


def _report(row: dict[str, object]) -> ReportRef:
    levels = tuple(str(row[k]) for k in ("province", "city", "county", "township") if row[k])
    name = fold(str(row["organization"] or row["title"] or row["path"]), "hant")
    rest = name
    for level in levels:
        for written in (level, short_name(level)):
            if rest.startswith(written):
                rest = rest[len(written) :]
                break
    speaks = bool(levels) and speaks_for_area(rest)
    return ReportRef(
        id=int(str(row["id"])),
        sha256=str(row["sha256"]),
        path=str(row["path"]),
        name=name,
        year=int(str(row["year"])) if row["year"] else None,
        script="hant" if row["script"] == "hant" else "hans",
        body="".join(levels) if speaks else name,
        area=levels[-1] if speaks else name,
        levels=levels if speaks else (*levels, name),
    )
