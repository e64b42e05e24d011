"""Plans what a report tells twice, in its text and in its table, and by how much they differ."""

from __future__ import annotations

import re

from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK
from agent.answering.plan import CellTarget, FactTarget, Plan
from agent.answering.planning.cell_search import has_cell
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.units import ASKS_MONEY
from agent.answering.vocabulary import found_terms

_TEXT = re.compile(
    "正文|文字|文中|行文|叙述|嘴上|口头|(?:说|称|讲)[^。？]{0,20}(?:表格|统计表|表里)"
)
_TABLE = re.compile("表(?!示|明|现|彰|述|扬|态)")
_APART = re.compile("差|多少|[对合]得上|一致|一样|相符|几|[对合]不上|不符|矛盾|出入|说法|打架|冲突")
_LIST = "service_item"
"""Numbers of the text that count what one column of the table counts."""
_COLUMN = "previous_items"


def plan_text_and_table(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of one thing that text and table tell: 文字里的处罚项数和表里上一年的差多少."""
    if len(inquiry.reports) != 1 or plan.condition:
        return False
    said = MARK.sub(" ", inquiry.asked.whole)
    both = _TEXT.search(said) and _TABLE.search(said) and (_APART.search(said) or plan.verdict)
    if ASKS_MONEY.search(said) or not both and not _went_before(inquiry):
        return False
    rows = {(row.table, row.name) for row in found_terms(said, "rows")}
    if rows == {("applications", "new")}:
        return _requests(plan, inquiry)
    own = {name for table, name in rows if table == "article20"}
    if len(own) != 1:
        return False
    row = own.pop()
    # Other columns count other things: decisions, not what may be decided.
    named = {column.name for column in found_terms(said, "columns") if column.strength == 2}
    if "decisions" in named or not has_cell("article20", row, _COLUMN):
        return False
    for fact in inquiry.sources.facts(inquiry.report):
        same = any(
            hit.name == row and hit.end - hit.start == len(fact.label)
            for hit in found_terms(fact.label, "rows")
        )
        if fact.kind == _LIST and same:
            return _both(
                plan, fact, "count", CellTarget(table="article20", row=row, column=_COLUMN)
            )
    return False


def _requests(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of how many requests came in, as the text and as the table has it."""
    for fact in inquiry.sources.facts(inquiry.report):
        if fact.kind == "application" and not fact.label and "received" in fact.numbers:
            cell = CellTarget(table="applications", row="new", column="total")
            return _both(plan, fact, "received", cell)
    return False


def _both(plan: Plan, fact: StoredFact, field: str, cell: CellTarget) -> bool:
    """Fill in the two that are compared."""
    plan.operation = "difference"
    plan.targets = [FactTarget(report=fact.report_id, fact=fact.id, field=field), cell]
    return True


def _went_before(inquiry: Inquiry) -> bool:
    """Tell whether the question before compared the two, and this one goes on with it."""
    before = inquiry.targets_before
    compared = len(before) == 2 and isinstance(before[0], FactTarget)
    return compared and isinstance(before[1], CellTarget) and inquiry.asked.elliptic
