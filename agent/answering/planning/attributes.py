"""Refuses a cell where what is said right before its row says more: 没盖章的申请, 罚错了的处罚."""

from __future__ import annotations

import re
from functools import cache

from agent.answering import refusals
from agent.answering.language import MARK
from agent.answering.plan import CellTarget, Plan
from agent.answering.planning.cell_search import meaning
from agent.answering.planning.inquiry import Inquiry
from agent.answering.vocabulary import found_terms, words

_BEFORE_ROW = re.compile(r"(?P<said>[^，。？；：、\s“”（）()]{1,16})的$")
_LEFT_OUT = re.compile("除|以?外$")
_NO_MORE = re.compile(
    "收到?|接到?|受理|递交?|提[出交起上]|送|寄|登记|新增|产生|发生|引[起发]|处理|办理|办|[作做]出|"
    "下达|开出?|发出?|批|制|公[布开]|统计|填[写报]?|报告?|写|记录?|列|载|表|全?年|[全各][区市县镇]|"
    "人民|政府|机关|部门|单位|街道|政务|信息|群众|公众|公民|别?人|大家|自己|告诉|知道|提到|"
    "可以|可能|负责|经[手办]|承办|执行|实施|采取|进行|开展|动用|到手|合计|大大小小|各式各样|"
    "有关|相关|关于|因为?|由于|涉及|针对|面[对临]|遇|摊|挂|晒|贴|存|惹|打|吃|挨|牵|正式|实际|目前|外面|和(?!解)|依申请|多少|几|最[后终]|"
    "[一共总全各类这那该本此些个份件种宗起为所有向对在从自由以了过着得地去里中上内下出来到给被遭"
    "区市县镇乡它他她你我您咱们想要问请看查说数量的将已经曾报交找索讨取拿提管能会需应一二三四五六七八九十两几与及还也都就又再新进交]"
)
"""Words for coming in, and for being told of at all."""


def refuse_attributes(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse one cell's number where an attribute of its row is not what the row is.

    Raises:
        Refused: the form does not count that.
    """
    if plan.operation not in ("value", "sum") or inquiry.asked.language == "en":
        return
    if not plan.targets or not all(isinstance(target, CellTarget) for target in plan.targets):
        return
    said = MARK.sub(" ", inquiry.asked.said)
    meant = [False] * len(said)
    for start, end in meaning(said):
        meant[start:end] = [True] * (end - start)
    rows = {target.row for target in plan.targets if isinstance(target, CellTarget)}
    for hit in found_terms(said, "rows"):
        begin = hit.start + said.startswith("的", hit.start)
        before = _BEFORE_ROW.search(said[:begin]) if hit.name in rows else None
        if before is None or _LEFT_OUT.search(before["said"]):
            continue
        start, end = before.span("said")
        left = "".join(said[at] if not meant[at] else " " for at in range(start, end))
        left = _NO_MORE.sub("", _idle().sub(" ", left)).replace(" ", "")
        if left:
            raise refusals.not_stated(inquiry.areas, f"“{before['said']}”", doubtful=True)


@cache
def _idle() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words().idle, key=len, reverse=True)))
