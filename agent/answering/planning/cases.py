"""Questions for what no table tells of the cases it counts: who, which court, on what grounds."""

from __future__ import annotations

import re

from agent.answering.plan import Plan
from agent.answering.planning.cell_search import cells_named
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.wordings import plan_passages

_OF_ONE_CASE = re.compile(
    r"哪[一]?[家间个所位名]?(?:法院|法庭|法官|律师|律所|企业|公司|干部|学校|人)|(?:法院|法庭|法官|律师)是(?:哪|谁)|"
    r"(?:什么|哪种|何种|哪些)(?:理由|依据|原因|根据|事由|名字|人|后果)|理由|依据(?:是|何在|为|呢|[，。？]|$)|谁|"
    r"名字|叫什么|名称|姓名|[怎如][么何样]*(?:判|整改)|"
    r"(?:原告|被告|申请人)(?:各|都|分别)?(?:是|为)|哪一?天|什么时候|何时|怎么(?:处理|解决|办|改)|如何(?:处理|解决|办|改)"
)
_ASKS = re.compile("什么|哪|谁|怎|如何|何")
_ASKED_FOR = ("value", "list", "why", "exists")


def plan_cases(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question for more than the number of some cases: 那宗案件是哪家法院判的.

    Where there are none the question takes for granted what is not so; else passages may tell it.
    """
    asked = inquiry.asked
    said = asked.said
    if len(inquiry.reports) != 1 or plan.operation not in _ASKED_FOR or asked.wants_number:
        return False
    if not _OF_ONE_CASE.search(said) or plan.operation == "exists" and not _ASKS.search(said):
        return False
    cells = cells_named(said, asked, inquiry.targets_before if asked.elliptic else [])
    if not cells or cells[0].table == "article20" and cells[0].row == "procurement":
        return False
    plan.targets = list(cells[:1])
    plan_passages(plan, inquiry)
    plan.operation = "why"
    return True
