"""Plans what a report tells twice, in its text and in its table, and by how much they differ."""

from __future__ import annotations

import re

from agent.answering.language import MARK
from agent.answering.plan import CellTarget, FactTarget, Plan
from agent.answering.planning.cell_search import has_cell
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.units import ASKS_MONEY
from agent.answering.vocabulary import found_terms

_TEXT, _TABLE = re.compile("正文|文字|文中|行文|叙述"), re.compile("表(?!示|明|现|彰|述|扬|态)")
_APART = re.compile("差|多少|对得上|一致|一样|相符|几")
_LIST = "service_item"
"""Numbers of the text that count what one column of the table counts."""
_COLUMN = "previous_items"


def plan_text_and_table(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of one thing that text and table tell: 文字里的处罚项数和表里上一年的差多少."""
    if len(inquiry.reports) != 1 or plan.condition:
        return False
    said = MARK.sub(" ", inquiry.asked.whole)
    both = _TEXT.search(said) and _TABLE.search(said) and _APART.search(said)
    if ASKS_MONEY.search(said) or not both and not _went_before(inquiry):
        return False
    rows = {row.name for row in found_terms(said, "rows") if row.table == "article20"}
    if len(rows) != 1:
        return False
    row = rows.pop()
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
            plan.operation = "difference"
            plan.targets = [
                FactTarget(report=inquiry.report.id, fact=fact.id, field="count"),
                CellTarget(table="article20", row=row, column=_COLUMN),
            ]
            return True
    return False


def _went_before(inquiry: Inquiry) -> bool:
    """Tell whether the question before compared the two, and this one goes on with it."""
    before = inquiry.targets_before
    compared = len(before) == 2 and isinstance(before[0], FactTarget)
    return compared and isinstance(before[1], CellTarget) and inquiry.asked.elliptic
