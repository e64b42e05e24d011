"""Questions for each kind of something: classes of letters, the cases of a refusal, in order."""

from __future__ import annotations

import re

from agent.answering.plan import CellTarget, Condition, Plan, Premise
from agent.answering.planning.cell_search import cells_named
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.ranks import set_order
from agent.answering.planning.wordings import plan_breakdown
from agent.answering.vocabulary import metrics

_CLASS = re.compile(
    r"哪[一二三四五六七八九十两几些\d]?[类种方](?!面)|什么[类方](?!面)|类别|门类|主题"
)
_CASES = re.compile(
    r"(?:哪[几些一]?|各|逐|每一?|什么)(?:个|项|类|种|条)?(?:情形|情况|理由|原因|缘由|类|种)|分别是?哪|明细"
)
_GROUND = re.compile("理由|原因|缘由|依据")


def plan_kinds(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a list of classes of letters, or of their order, if there are any."""
    ranked = plan.operation == "rank"
    asks = inquiry.asked.wants_breakdown or ranked and _CLASS.search(inquiry.bare)
    if not asks or not plan_breakdown(plan, inquiry):
        return False
    if ranked:
        plan.operation = "rank"
        set_order(plan, inquiry.asked)
    return True


def plan_grounds(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the rows of a group, or of their order: 无法提供的各种情形几件."""
    if plan.operation not in ("rank", "list", "value", "compare"):
        return False
    if len(inquiry.reports) != 1 or not _CASES.search(inquiry.asked.said):
        return False
    cells = cells_named(inquiry.bare, inquiry.asked, inquiry.targets_before)
    if len(cells) != 1:
        return False
    cell = cells[0]
    members = metrics()[cell.table].rows[cell.row].members
    plan.targets = [
        CellTarget(table=cell.table, row=member, column=cell.column) for member in members
    ]
    if not members:
        return False
    ranked = plan.operation == "rank"
    if ranked or _GROUND.search(inquiry.asked.said) and not inquiry.asked.wants_number:
        some = Condition(relation="over", number=0)
        plan.premises.append(Premise(target=cell, condition=some))  # else none comes first
    plan.operation = "rank" if ranked else "list"
    if ranked:
        set_order(plan, inquiry.asked)
    return True
