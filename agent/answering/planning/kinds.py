"""Questions for each kind of something: classes of letters, outcomes of requests, in order."""

from __future__ import annotations

import re

from agent.answering.plan import CellTarget, Condition, Plan, Premise
from agent.answering.planning.cell_search import cells_named
from agent.answering.planning.conditions import of_members
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
_OUTCOMES = re.compile(
    "(?:办理|处理|答复)结果|怎么?样?(?:了结|收场|处理的|答复的|办的)|(?:下场|结局|去向)"
)
_EACH_OUTCOME = re.compile(
    r"哪[几些一]?[个项类种]?|各(?:[是有自占为类种项]|多少|几)|分别|逐[类种项]|每一?[类种项]|类别|门类|分类|"
    r"分布|构成|明细|什么样?(?=的|[^，。？]{0,2}结果)"
)
_NOT_OUTCOMES = frozenset({"new", "carried_over", "total", "carried_forward"})


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


def plan_outcomes(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of what became of the requests, row by row: 申请的办理结果各多少件."""
    said, condition = inquiry.asked.said, plan.condition
    if condition is None and (asked := of_members(said)):
        condition = asked.condition
    if plan.operation not in ("rank", "list", "value") or len(inquiry.reports) != 1:
        return False
    ranked = plan.operation == "rank" and condition is None
    each = ranked or _EACH_OUTCOME.search(said) is not None
    if not (each and _OUTCOMES.search(said) and "申请" in said):
        return False
    cells = cells_named(inquiry.bare, inquiry.asked, inquiry.targets_before)
    if {(cell.table, cell.row in ("new", "total")) for cell in cells} != {("applications", True)}:
        return False
    column = cells[0].column
    rows = [
        name for name, row in metrics()["applications"].rows.items()
        if not row.members and name not in _NOT_OUTCOMES
    ]  # fmt: skip
    stored = inquiry.sources.cells([inquiry.report.id], "applications", rows, column)
    wanted = condition or Condition(relation="over", number=0)
    there = {cell.key.row for cell in stored if cell.value is not None and wanted.holds(cell.value)}
    plan.condition, plan.counts = None, False
    plan.targets = [
        CellTarget(table="applications", row=row, column=column) for row in rows if row in there
    ]
    plan.operation = "rank" if ranked else "list"
    if ranked:
        set_order(plan, inquiry.asked)
    return bool(there)


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
