"""Plans one number as a multiple or a share of another body's: 甲的采购项目是乙的几倍."""

from __future__ import annotations

from agent.answering import refusals
from agent.answering.holdings.catalog import ReportRef
from agent.answering.language import MARK
from agent.answering.plan import FactTarget, Plan, Target
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.shares_told import says_something
from agent.answering.planning.targets import targets_of
from agent.answering.vocabulary import found_terms


def plan_ratio(plan: Plan, inquiry: Inquiry) -> None:
    """甲的采购项目是乙的几倍: one thing of two bodies, or two things of one."""
    asked, reports = inquiry.asked, inquiry.reports
    if of_another(plan, inquiry):
        return
    if len(reports) == 2:
        found = targets_of(inquiry, asked.text, inquiry.targets_before)
        plan.targets, plan.whole = (_told_by(report, found) for report in reports)
        plan.reports, plan.whole_reports = [reports[0].id], [reports[1].id]
        return
    left, _, right = asked.text.partition("是")
    if len(reports) != 1 or not right:
        raise refusals.no_such_metric("倍数")
    plan.targets = targets_of(inquiry, left, [])[:1]
    plan.whole, plan.whole_reports = targets_of(inquiry, right, plan.targets)[:1], plan.reports


def of_another(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the number of one body as a share of another's: 甲的许可是乙的百分之几."""
    left, _, right = inquiry.asked.text.partition("是")
    part, whole = inquiry.named_in(left), inquiry.named_in(right)
    if not whole or any(found_terms(MARK.sub(" ", right), "rows")):
        return False
    if not part and inquiry.before and not says_something(left):
        part = inquiry.before.reports[-1:]
    if len(part) != 1 or len(whole) != 1:
        return False
    found = targets_of(inquiry, left, inquiry.targets_before)
    plan.targets, plan.whole = _told_by(part[0], found), _told_by(whole[0], found)
    plan.reports, plan.whole_reports = [part[0].id], [whole[0].id]
    return True


def _told_by(report: ReportRef, targets: list[Target]) -> list[Target]:
    """Return what is meant of one report: cells are those of any, a number of the text is its own.

    Raises:
        Refused: that report tells no such number.
    """
    own = [t for t in targets if not isinstance(t, FactTarget) or t.report == report.id]
    if not own:
        raise refusals.not_stated(report.name, doubtful=True)
    return own[:1]
