"""Plans what is computed for each of several bodies: its share of something, its sum of several."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.answering import refusals
from agent.answering.language import MARK
from agent.answering.plan import CellTarget, Plan, Target
from agent.answering.planning.cell_search import cells_named
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry
from agent.answering.planning.listed import listed_in
from agent.answering.planning.shares import plan_share, spelled_out
from agent.answering.planning.values import several_rows
from agent.answering.vocabulary import words

_SHARE = re.compile(r"占比|占[^，。？]{0,12}(?:比|百分|几成|多)|百分之|比例|比重|几成")
_WHICH = re.compile(r"谁|哪|各|分别|更|较|最|比(?!例|重)|排")
_ADDED = re.compile(rf"{words().in_all}|总量|两样|两项|两类|之和|[+＋]|[建处许]\w{{0,6}}加")


def plan_each_body(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a share or a sum of each body: 公开的占比哪家更高, 建议加提案谁多."""
    if len({report.body for report in inquiry.reports}) < 2 or plan.condition:
        return False
    said = inquiry.said
    if not _WHICH.search(said):
        return False
    if plan.operation in ("share", "rank", "compare") and _SHARE.search(said):
        return _shares(plan, inquiry)
    if plan.operation in ("compare", "difference", "rank") and _ADDED.search(said):
        return _sums(plan, inquiry)
    return False


def _shares(plan: Plan, inquiry: Inquiry) -> bool:
    """Take part and whole as they are meant of one body; both are cells of the same forms."""
    asked = replace(inquiry.asked, text=MARK.sub(" ", inquiry.asked.text))
    one = replace(inquiry, asked=asked, reports=inquiry.reports[:1])
    own = plan.model_copy(update={"operation": "share", "reports": plan.reports[:1]})
    try:
        plan_share(own, one)
    except refusals.Refused:
        return False
    told = [*own.targets, *own.whole]
    if not own.whole or not all(isinstance(target, CellTarget) for target in told):
        return False
    plan.operation, plan.each_body = "share", True
    plan.targets, plan.whole, plan.whole_reports = own.targets, own.whole, plan.reports
    return True


def _sums(plan: Plan, inquiry: Inquiry) -> bool:
    text = spelled_out(inquiry.bare)
    rows: list[Target] = list(cells_named(text, inquiry.asked, []))
    if not several_rows(rows):
        rows = []
        for report in inquiry.reports[:MANY_REPORTS]:
            own = listed_in(replace(inquiry, reports=[report]), text)
            if not own:
                return False
            rows += own
    plan.operation, plan.each_body, plan.targets = "compare", True, rows
    return True
