"""Made reports with a narrative of one's own, for the rules that read it.

All cells are 0 but those that are given, so that a test names every number that matters to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from agent.pipeline import read
from agent.report import Finding, Report
from tests.rendering import ReportModel, as_text, made_2019, made_2021, to_traditional
from tests.rendering.model import HEADINGS, CellKey, Section

COUNTY = "青岚县人民政府"


def made(
    narrative: str,
    cells: dict[str, str | int] | None = None,
    organization: str = COUNTY,
    form: str = "2019",
    script: str = "hans",
    lead: str = "",
    **sections: str,
) -> Report:
    """Read a report whose section one says `narrative`.

    Args:
        cells: `new` is the total of that row of table three; other cells are named in full,
            `disputes.review.total`, `article20.penalty.change`.
        sections: further text, `s4="…"`.
    """
    model = _zeros(form)
    texts = {number: [] for number in HEADINGS} | {1: narrative.split("\n"), 6: ["无"]}
    texts[5] = ["问题：公开内容不够全面。改进：细化公开目录。"]
    texts |= {int(name[1:]): text.split("\n") for name, text in sections.items()}
    year = "2020" if form == "2019" else "2022"
    model = replace(
        model.with_cells(dict(_addressed(cells or {}))),
        title=f"{organization}{year}年政府信息公开工作年度报告",
        organization=[],
        preamble=[lead] if lead else [],
        sections={number: Section(HEADINGS[number], lines) for number, lines in texts.items()},
    )
    if script == "hant":
        model = to_traditional(model)
    return read("report.txt", as_text(model).encode()).report


@cache
def _zeros(form: str) -> ReportModel:
    model = made_2019() if form == "2019" else made_2021()
    return model.with_cells({key: "0" for key, _ in model.cells()})


def _addressed(cells: dict[str, str | int]) -> Iterable[tuple[CellKey, str]]:
    for name, value in cells.items():
        if "." in name:
            table, row, column = name.split(".")
            yield CellKey(table, row, column), str(value)  # type: ignore[arg-type]
        else:
            for column in ("natural_person", "total"):
                yield CellKey("applications", name, column), str(value)


def told(report: Report) -> list[Finding]:
    """Return what is told of the narrative."""
    return [finding for finding in report.findings if finding.rule[:2] in ("NT", "NN")]


def fired(report: Report, rule: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in report.findings if finding.rule == rule]
