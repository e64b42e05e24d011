"""Yes or no that hangs on a number: 超过50件吗, 到20个了没有, 许可项目增加了吗."""

from __future__ import annotations

from agent.answering.plan import CellTarget, FactTarget, Plan
from agent.answering.planning.conditions import change_asked, compared
from agent.answering.planning.inquiry import Inquiry


def set_threshold(plan: Plan, inquiry: Inquiry) -> None:
    """Fill in what the one number of a question for yes or no must be like."""
    if plan.operation != "exists" or plan.condition or len(plan.targets) != 1:
        return
    (target,) = plan.targets
    if not isinstance(target, CellTarget | FactTarget) or len(inquiry.reports) != 1:
        return
    said = inquiry.said
    plan.condition = compared(said)
    if plan.condition is None and isinstance(target, CellTarget) and target.column == "change":
        plan.condition = change_asked(said)
