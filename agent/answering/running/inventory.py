"""Answers of whose reports of which years there are."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answering.answer import AnswerRow, numbers_in
from agent.answering.holdings.catalog import ReportRef, by_body, years_told
from agent.answering.plan import Plan
from agent.answering.running.result import MOST_TOLD, Result, untold


def answer_holdings(plan: Plan, reports: Sequence[ReportRef]) -> Result:
    """Return the bodies, each with the years of its reports and how many they are."""
    bodies = by_body(reports)
    result = Result("", value=len(reports), unit="份")
    told = [f"{own[-1].name}（{years_told(own)}）" for own in bodies[:MOST_TOLD]]
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
