"""Plans values: what a report says of itself, answers in words, cells and numbers of the text."""

from __future__ import annotations

import re
from typing import get_args

from agent.answering import refusals
from agent.answering.language import folded
from agent.answering.plan import CellTarget, FactTarget, Plan, ReportField, ReportTarget, Target
from agent.answering.planning.asked import Asked
from agent.answering.planning.cell_search import cells_named, has_cell, is_whole_row
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.listed import listed_in
from agent.answering.planning.ranks import set_order
from agent.answering.planning.targets import targets_of
from agent.answering.planning.wordings import plan_in_words, plan_passages
from agent.answering.vocabulary import words

_REMAINS = re.compile(r"还?剩|[增减加砍变][^，。？]{0,3}(?:之后|以后|过后|完)[^，。？]*(?:几|多少)")
_TOGETHER = re.compile(rf"{words().in_all}|总[数量和计]|一并|放一[起块]|共(?=[多有是作办收]|几)")
_WHICH_REPORTS = re.compile(r"哪|谁|各|有没有|[几五四三两]份")
_HOW_MANY_REPORTS = re.compile("(?<!哪)几份|多少份")
_EACH = re.compile("分别|各|哪|谁")
_ITSELF = re.compile(
    r"(?:电话|号码|邮箱|电邮|信箱|传真)(?:号码?|地址)?(?:[写填]?的?[是为]|[，, ])?"
    r"(?:多少|几多|几号?)(?![个条次人件通封])"
)
"""电话是多少: the number asked for is none that counts."""
_OF_SOMEONE = re.compile("手机|私人|个人|投诉|举报|监督|主任|书记|[局区市县镇]长(?!信箱)")
"""Whose number is none of the report's own."""
_BY_WHOM = re.compile(f"{_OF_SOMEONE.pattern}|谁")
_REPORT_FIELDS: dict[ReportField, re.Pattern[str]] = {
    name: re.compile(words().report_fields[name]) for name in get_args(ReportField)
}


def plan_values(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of one number or several, of their order, or of words.

    Raises:
        Refused: nothing fits.
    """
    asked, reports = inquiry.asked, inquiry.reports
    if field := _report_field(asked):
        plan.targets = [ReportTarget(field=field)]
        return
    if plan_in_words(plan, inquiry):
        return
    row = cells_named(asked.text, asked, inquiry.targets_before if asked.elliptic else [])
    if len(reports) == 1 and is_whole_row(row, asked.said) and plan.operation in ("value", "list"):
        own = [c for c in row if inquiry.sources.cells([reports[0].id], c.table, [c.row], c.column)]
        plan.operation, plan.targets = "list", list(own)
        return
    if plan.operation == "list" and not asked.wants_number and len(reports) <= 3:
        plan_passages(plan, inquiry)
        return
    if (
        plan.operation == "list"
        and not asked.wants_number
        and not cells_named(asked.text, asked, [])
    ):
        plan.operation = "exists"
        plan_passages(plan, inquiry, evidence=True)
        return
    clauses = asked.clauses if plan.operation in ("value", "list") else [asked.text]
    targets: list[Target] = []
    previous = inquiry.targets_before
    if plan.operation in ("value", "list", "compare"):
        targets = listed_in(inquiry, inquiry.bare)
    for clause in clauses if not targets else ():
        found = targets_of(inquiry, clause, previous)
        targets += [target for target in found if target not in targets]
        previous = found or previous
    plan.targets = targets
    _refuse_one_side(inquiry, targets)
    one = len(reports) == 1 and len(clauses) == 1
    together = _TOGETHER.search(asked.said) and not _EACH.search(asked.said)
    if (
        plan.operation in ("value", "list")
        and together
        and (several_rows(targets) or one and _several_numbers(targets))
    ):
        plan.operation = "sum"
    if plan.operation == "value" and _REMAINS.search(asked.said):
        _add_change(plan)
    plan.which = asked.wants_which
    if plan.operation == "rank":
        set_order(plan, asked)
    elif plan.operation == "value" and (len(targets) > 1 or len(reports) > 1 or asked.wants_which):
        plan.operation = "compare" if len({report.body for report in reports}) > 1 else "list"


def plan_field(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of what several reports say of themselves: 哪几份报告有落款日期."""
    asked = inquiry.asked
    reports = _HOW_MANY_REPORTS.search(asked.said) is not None
    field = _report_field(asked, reports)
    if field is None or len({report.body for report in inquiry.reports}) < 2:
        return False
    if plan.operation not in ("value", "list", "exists") or not _WHICH_REPORTS.search(asked.said):
        return False
    plan.operation, plan.targets = "list", [ReportTarget(field=field)]
    plan.counts = reports
    return True


def several_rows(targets: list[Target]) -> bool:
    """Tell whether targets are cells of several rows and one column, which can be added up."""
    cells = [target for target in targets if isinstance(target, CellTarget)]
    one_column = len({(cell.table, cell.column) for cell in cells}) == 1
    return len(cells) == len(targets) > 1 and one_column


def _refuse_one_side(inquiry: Inquiry, targets: list[Target]) -> None:
    """Refuse to compare or add up bodies where one of those named tells no such number."""
    told = {target.report for target in targets if isinstance(target, FactTarget)}
    if inquiry.asked.operation in ("compare", "difference") and len(inquiry.reports) == 2:
        missing = [report for report in inquiry.reports if told and report.id not in told]
        if missing and len(told) == len(targets):
            raise refusals.not_stated(missing[0].name, doubtful=True)
    named = inquiry.asked.names_bodies
    if inquiry.asked.operation == "sum" and named and told and len(told) == len(targets):
        for report in inquiry.reports:
            if report.id not in told:
                raise refusals.not_stated(report.name, doubtful=True)
    several = len({report.body for report in inquiry.reports}) > 1
    if inquiry.asked.operation == "rank" and several and len(told) == 1 == len(targets):
        raise refusals.not_stated(inquiry.areas, doubtful=True)


def _several_numbers(targets: list[Target]) -> bool:
    """Tell whether targets are several numbers of the text of one kind."""
    facts = [target for target in targets if isinstance(target, FactTarget)]
    return len(facts) == len(targets) > 1 and len({fact.field for fact in facts}) == 1


def _add_change(plan: Plan) -> None:
    """Fill the plan of what there is after the change of the year: 减完还剩几项."""
    cell = plan.targets[0]
    if isinstance(cell, CellTarget) and cell.table == "article20":
        both = [cell.model_copy(update={"column": c}) for c in ("previous_items", "change")]
        if has_cell(cell.table, cell.row, "change") and cell in both:
            plan.operation, plan.targets = "sum", list(both)


def _report_field(asked: Asked, reports: bool = False) -> ReportField | None:
    """Return what is asked of a report itself.

    Args:
        reports: the number asked for is that of the reports.
    """
    for name, pattern in _REPORT_FIELDS.items():
        number = asked.wants_number and not reports and not _ITSELF.search(folded(asked.question))
        whose = _OF_SOMEONE if name != "published" else _BY_WHOM
        if pattern.search(asked.said) and not number and not whose.search(asked.said):
            return name
    return None
