"""What a passage must have to answer: people, money, a date, a name, what is the most so."""

from __future__ import annotations

import re

from agent.answering.language import MARK
from agent.answering.plan import PassageTarget, Plan
from agent.answering.planning.inquiry import Inquiry

_NUMERALS = "一二三四五六七八九十"
_PEOPLE = re.compile(r"(?:多少|几)(?:个|名|位)?(人|户|万?元)(?!大|事|员|民|才|士)")
_PLACES = "镇办|镇街道?|街道|乡镇|镇|乡|村|社区"
_TELLING = tuple(
    (re.compile(asks), told)
    for asks, told in (
        (r"(?:装|设|放|摆|安|坐落|位于|搁)[^，。？]{0,3}(?:哪[里儿个]|何处|什么(?:地方|位置))",
         r"在|赴|位于|大厅|门口|[路街]\d*号"),
        (r"(?:培训|会|访谈|活动)[^，。？]{0,8}(?:哪[里儿]|什么地方|何[地处])|"
         "哪里 (?:培训|会议|活动)",
         r"在[^，。]{2,14}(?:召开|举[办行]|开展|进行)|会议室|礼堂|会场|党校|报告厅"),
        (r"哪[一几]?[家个间]?法院|什么法院", "法院"),
        (r"(?:哪[一几些]?[家个]?|什么)(?:公司|企业|厂家|厂商|供应商)", "公司|企业|集团|中心|厂"),
        (rf"哪[几些两三]?个?(?:{_PLACES})",
         rf"[\u4e00-\u9fff]{{2,4}}(?:{_PLACES})[、，和及][\u4e00-\u9fff]{{2,4}}(?:{_PLACES})"),
        (r"(?:哪[一几些两三]?个?|什么)(?:部门|单位|科室|机关)(?!最|更|数|[^，。？]{0,6}[多几])",
         r"[\u4e00-\u9fff]{2,10}(?:局|委员会|管委会|办公室|中心|大队|公司|医院|学校|[镇乡]|街道|法院)"),
        (r"哪一?级", "[省市县区]级|省政府|市政府|中级"),
        (r"(?:企业|公司|单位)?(?:名称|名单)(?!叫)", r"[\u4e00-\u9fff”]、|分别[为是]"),
        (r"最(?![后终近]|多跑)|夺冠|榜首|头名|第一名", "最|第一|首位|榜首|名列|位居"),
        (r"(?:为什么|为何|因何)[^，。？]*(?:取消|推迟|延期|停办|叫停|中止|终止|放弃|搁置)",
         "取消|推迟|延期|停办|叫停|中止|终止|放弃|搁置"),
        (r"谁(?:来|去)?带队|带队的是谁", "带队|率队"),
    )
)  # fmt: skip
"""What a passage has that tells where something stands, or which court, firm or place it was."""


def demand(plan: Plan, inquiry: Inquiry) -> None:
    """Let no passage answer without what is asked for."""
    said = MARK.sub(" ", inquiry.asked.said)
    counted = _PEOPLE.search(said)
    having = rf"[{_NUMERALS}\d余多]\s*{counted[1]}" if counted else ""
    having = next((told for asks, told in _TELLING if asks.search(said)), having)
    if inquiry.asked.wants_date:
        having = r"\d\s*[月日号]"
    for target in plan.targets:
        if isinstance(target, PassageTarget) and target.source == "passages":
            target.having = having
