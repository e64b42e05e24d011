"""Plans a body's number against those of others together: 比其他四家加起来多多少."""

from __future__ import annotations

import re

from agent.answering.holdings.catalog import ReportRef
from agent.answering.language import MARK
from agent.answering.plan import Plan
from agent.answering.planning.cell_search import cells_named, left_over
from agent.answering.planning.inquiry import Inquiry

_THAN = re.compile(
    r"(?:比(?:起|过|得过)?|相较于?|较)(?:(?P<all>(?:其[他它余]|别的?|余下的?)"
    r"(?:各|[几两三四五六七八九十\d]+)?[家个份地](?:机关|地方|单位|报告)?)"
    rf"|(?P<named>{MARK.pattern}(?: ?[、，和与跟及加] ?{MARK.pattern})+))"
    r"(?:[两三四五]家|全部|统统|都|的)*"
    r"(?:加(?:起来|在一起|总|到一块)?|合(?:起来|计|在一起|并)?|之?总?[和数])(?:起来)?"
    r"(?:还|要|都|是)*(?:高出|多出|多了?|少了?|高|低)(?=多少|几|$)"
)


def plan_against_others(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the difference between one body and the sum of others."""
    hit = _THAN.search(inquiry.asked.said)
    if hit is None:
        return False
    named = inquiry.named_in(hit["named"] or "")
    own = [report for report in inquiry.reports if report not in named]
    said = MARK.sub(" ", inquiry.asked.said.replace(hit[0], "，"))
    cells = cells_named(said, inquiry.asked, inquiry.targets_before)
    if len(own) != 1 or not cells or left_over(said):
        return False
    others = named or _all_but(own[0], inquiry)
    plan.operation, plan.targets, plan.whole = "difference", list(cells[:1]), list(cells[:1])
    plan.reports, plan.whole_reports = [report.id for report in others], [own[0].id]
    plan.bodies = [report.area for report in (*own, *others)]
    return True


def _all_but(own: ReportRef, inquiry: Inquiry) -> list[ReportRef]:
    """Return the newest report of each other body."""
    bodies = [body for body in inquiry.catalog.bodies if body != own.body]
    return [inquiry.catalog.of(body)[-1] for body in bodies]
