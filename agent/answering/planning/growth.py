"""Questions for the change from one year to another: 比上年增长多少, 2022年比2021年增长百分之几."""

from __future__ import annotations

import re

from agent.answering import refusals
from agent.answering.holdings.catalog import ReportRef
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, Plan
from agent.answering.planning.cell_search import cells_named, left_over
from agent.answering.planning.inquiry import Inquiry

_YEAR_BEFORE = re.compile(
    r"(?:[比较同跟和与]|相比)(?:上一?年度?|去年|前一年|往年)(?:度|同期)?|同比"
)
_PERCENT = r"百分之(?:几|多少)|几个百分点|多少个百分点|[率幅]"
_CHANGED = re.compile(
    rf"(?:相?[比较])?(?:增长|增加|减少|下降|上升|升|降|增|涨|变化)了?(?:{_PERCENT}|多少|几|情况|如何)?|多了还是少了|是?增是?减|是多了?还是少了?"
)
_COMPARED = re.compile(r"[和与同跟]?相比较?|[和与](?=\s|$)")
_IN_PERCENT = re.compile(
    rf"(?:增长|增加|减少|下降|上升|升|降|增|涨|变化)[^，。？]{{0,8}}?(?:{_PERCENT})"
)


def plan_growth(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a change between two years of one body, where one is asked for.

    Raises:
        Refused: there is no report of the year before.
    """
    asked = inquiry.asked
    text = asked.text
    before = _YEAR_BEFORE.search(text)
    changed = _CHANGED.search(text)
    bodies = {report.body for report in inquiry.reports}
    two_years = len(bodies) == 1 and len(inquiry.reports) == 2
    if len(bodies) != 1 or not changed or not (before or two_years):
        return False
    rest = _COMPARED.sub(" ", _CHANGED.sub(" ", _YEAR_BEFORE.sub(" ", text), count=1))
    cells = cells_named(rest, asked, inquiry.targets_before)
    if not cells and not has_content(rest):
        cells = [target for target in inquiry.targets_before if isinstance(target, CellTarget)]
    # The lists of article 20 tell the change themselves.
    if not cells or left_over(rest) or cells[0].table == "article20" and not two_years:
        return False
    reports = sorted(inquiry.reports, key=lambda report: report.year or 0)
    if not two_years:
        reports = [_year_before(reports[-1], inquiry), reports[-1]]
    plan.operation, plan.targets = "difference", [cells[0]]
    plan.reports = [report.id for report in reports]
    plan.years = [report.year for report in reports if report.year]
    plan.growth = "percent" if _IN_PERCENT.search(text) else "number"
    return True


def _year_before(report: ReportRef, inquiry: Inquiry) -> ReportRef:
    own = inquiry.catalog.of(report.body)
    wanted = (report.year or 0) - 1
    for other in own:
        if other.year == wanted:
            return other
    there = [other.year for other in own if other.year]
    raise refusals.year_not_covered(report.name, [wanted], there)
