"""The problem or measure that a question names by its place among those told: 第三个问题是什么."""

from __future__ import annotations

import re

from agent.answering.language import whole_number
from agent.answering.plan import PassageTarget, Plan
from agent.answering.planning.inquiry import Inquiry

_PLACE = r"第(?:[一二三四五六七八九十]|\d{1,2})(?:大|个|条|点|项|方面)"
_NUMERAL = re.compile(r"第([一二三四五六七八九十]|\d{1,2})")
_PROBLEM = "问题|毛病|不足(?!以)|短板|困难|差距|缺点|薄弱"
_MEASURE = "措施|打算|举措|改进|计划|做法"
_NAMED = f"(?P<problem>{_PROBLEM})|{_MEASURE}"
_PLACED = (
    re.compile(f"{_PLACE}*的?(?:突出|主要|存在|改进|下一步)?的?(?:{_NAMED})"),
    re.compile(rf"(?:{_NAMED})[^。？\d]{{0,6}}{_PLACE}"),
)


def plan_nth(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of one problem or measure of a report, named by its place."""
    said = inquiry.said
    hit = next((hit for pattern in _PLACED if (hit := pattern.search(said))), None)
    if hit is None or len(inquiry.reports) != 1 or inquiry.asked.wants_number:
        return False
    source = "problems" if hit["problem"] else "measures"
    place = whole_number(_NUMERAL.findall(hit[0])[0])
    plan.operation = "why"
    plan.targets = [PassageTarget.model_validate({"source": source, "words": "", "place": place})]
    return True
