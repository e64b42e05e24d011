"""Answers of whose reports of which years there are; each body is cited by its newest title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering.answer import AnswerRow, Citation, numbers_in
from agent.answering.holdings.catalog import ReportRef, by_body, years_told
from agent.answering.holdings.citing import cite_place
from agent.answering.holdings.sources import Sources
from agent.answering.plan import Plan
from agent.answering.running.result import MOST_TOLD, Result, untold

_FIRST_LINE = re.compile(r"\S.{0,100}")


def answer_holdings(plan: Plan, reports: Sequence[ReportRef], sources: Sources) -> Result:
    """Return the bodies, each with the years of its reports and how many they are."""
    bodies = by_body(reports)
    result = Result("", value=len(reports), unit="份")
    told = [
        f"{own[-1].name}（{years_told(own)}）{result.marks(_title(own[-1], sources))}"
        for own in bodies[:MOST_TOLD]
    ]
    if plan.language == "zh":
        result.text = f"库中有{len(bodies)}个机关的{len(reports)}份报告：{'、'.join(told)}。"
    else:
        result.text = (
            f"There are {len(reports)} reports of {len(bodies)} bodies: {', '.join(told)}."
        )
    result.text += untold(result, len(bodies), plan.language)
    result.rows = [AnswerRow(label=own[-1].name, value=len(own), unit="份") for own in bodies]
    result.computed += [(number, ()) for number in (len(reports), len(bodies))]
    result.computed += [(report.year, ()) for report in reports if report.year]
    result.computed += [(len(own), ()) for own in bodies]
    result.computed += [(number, ()) for own in bodies for number in numbers_in(own[-1].name)]
    return result


def _title(report: ReportRef, sources: Sources) -> list[Citation]:
    """Return the citation of the line that a report begins with."""
    hit = _FIRST_LINE.search(sources.text(report))
    return [cite_place(sources, report, *hit.span())] if hit else []
