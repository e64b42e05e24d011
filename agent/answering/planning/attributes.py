"""Refuses a cell where what is said right before its row takes a part of it: 没盖章的申请."""

from __future__ import annotations

import re

from agent.answering import refusals
from agent.answering.plan import CellTarget, Plan
from agent.answering.planning.cell_search import meaning
from agent.answering.planning.inquiry import Inquiry
from agent.answering.relevance import covered
from agent.answering.vocabulary import found_terms

_BEFORE_ROW = re.compile(r"(?P<said>[^，。？；：、\s“”（）()]{1,16})的$")
_NOT_ALL = re.compile(
    r"(?<!有)[没未]|(?<![有是能对要会好行])不(?!服|同意公开|同|断|少|管|论)|[错误]|最(?![后终近])|"
    "瞎|乱|假冒|伪造|半路|中途|重新"
)
"""What was not done, what was done wrong, and what is the most so."""


def refuse_attributes(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse one cell's number where an attribute of its row takes a part that is not the row's.

    Raises:
        Refused: the form does not count that.
    """
    if plan.operation not in ("value", "sum") or inquiry.asked.language == "en":
        return
    if not plan.targets or not all(isinstance(target, CellTarget) for target in plan.targets):
        return
    said = inquiry.said
    meant = covered(said, meaning(said))
    rows = {target.row for target in plan.targets if isinstance(target, CellTarget)}
    for hit in found_terms(said, "rows"):
        begin = hit.start + said.startswith("的", hit.start)
        before = _BEFORE_ROW.search(said[:begin]) if hit.name in rows else None
        for part in _NOT_ALL.finditer(said, *before.span("said")) if before else ():
            if before and not any(meant[slice(*part.span())]):
                raise refusals.not_stated(inquiry.areas, f"“{before['said']}”", doubtful=True)
