"""Those of a list, or of the rows of a table, that are like a condition: 超过200条的有哪几类."""

from __future__ import annotations

import re

from agent.answering.plan import CellTarget, Plan, Target
from agent.answering.planning.cell_search import has_cell, meaning
from agent.answering.planning.conditions import OfMembers, change_of_members, of_members
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.list_named import (
    content,
    facts_told,
    list_meant,
    list_with,
    targets_of_facts,
)
from agent.answering.planning.ranks import asks_for_order
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms, metrics

_HOW_MANY = re.compile(
    r"(?:有|共)(?:多少|几)个?[类种项行]|(?:多少|几)个?[类种](?=[^，。？]{0,6}[超过不多少])"
)
_OF_TABLES = re.compile(
    r"(?:统计)?表[一二三四里中格]?|事项|类别?|项目|行政|职权|管理|信息|主动公开|种类?|[那这]张"
)
"""What is said of the rows of a table beside their column."""


def plan_members(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question for those of a list or of a table's rows that are like that."""
    if len(inquiry.reports) != 1 or plan.operation in ("share", "ratio", "sum"):
        return False
    said = inquiry.said
    asked = of_members(said) or change_of_members(said)
    if asked is None or asks_for_order(said):
        return False
    targets = _rows(asked, said) or _listed(inquiry, asked)
    if not targets:
        return False
    plan.operation, plan.targets, plan.condition = "rank", targets, asked.condition
    plan.counts = _HOW_MANY.search(said) is not None
    return True


def _rows(asked: OfMembers, said: str) -> list[Target]:
    """Return the cells of the one column that is named, where no row is."""
    bare = asked.without(said)
    columns = {hit.name for hit in found_terms(bare, "columns") if hit.table == "article20"}
    if asked.changes:
        columns = {"change"}
    if len(columns) != 1 or any(found_terms(bare, "rows")):
        return []
    if any(not _OF_TABLES.fullmatch(word) for word in nouns(bare, meaning(bare))):
        return []
    (column,) = columns
    return [
        CellTarget(table="article20", row=row, column=column)
        for row in metrics()["article20"].rows if has_cell("article20", row, column)
    ]  # fmt: skip


def _listed(inquiry: Inquiry, asked: OfMembers) -> list[Target]:
    """Return the members of the list that is named, or that was told last."""
    told = facts_told(inquiry)
    named = nouns(content(asked.without(inquiry.asked.text)))
    for found in (
        list_with(told, inquiry) if told and inquiry.before else None,
        list_meant(inquiry, asked.without),
    ):
        # 哪些领域的专项资金信息 asks for a split of one member, which is not told.
        if found and all(found.whole.explains(word) for word in named):
            return targets_of_facts(found.parts)
    return []
