"""What a passage must have to answer: people, money, a date, a name, what is the most so."""

from __future__ import annotations

import re

from agent.answering.language import MARK, whole_number
from agent.answering.plan import PassageTarget, Plan
from agent.answering.planning.inquiry import Inquiry
from agent.answering.vocabulary import found_terms, words

_NUMERALS = "一二三四五六七八九十"
_PEOPLE = re.compile(r"(?:多少|几)(?:个|名|位)?(人|户|万?元)(?!大|事|员|民|才|士)")
_FEWEST, _MOST = 3, 99
"""Of so many names a passage has to have as many."""
_KINDS = "部门|单位|机构|领域|主题|制度|平台|账号|领导|公司|企业|镇|街道|学校|栏目"
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
        (rf"哪[几些两三]?个?(?:{_PLACES})|(?:{_PLACES})[^。？]*(?:[是有为]|是谁)哪[几些]个?(?:$|[，。？])",
         rf"[\u4e00-\u9fff]{{2,4}}(?:{_PLACES})[、，和及][\u4e00-\u9fff]{{2,4}}(?:{_PLACES})"),
        (r"(?:哪[一几些两三]?个?|什么)\s*(?:\d+\s*)?(?:部门|单位|科室|机关)(?!最|更|数|[^，。？]{0,6}[多几])",
         r"[\u4e00-\u9fff]{2,10}(?:局|委员会|管委会|办公室|中心|大队|公司|医院|学校|[镇乡]|街道|法院)"),
        (r"哪一?级", "[省市县区]级|省政府|市政府|中级"),
        (r"(?:企业|公司|单位)?(?:名称|名单)(?!叫)", r"[\u4e00-\u9fff”]、|分别[为是]"),
        (r"最(?![后终近]|多跑)|夺冠|榜首|头名|第一名", "最|第一|首位|榜首|名列|位居"),
        (r"(?:为什么|为何|因何)[^，。？]*(?:取消|推迟|延期|停办|叫停|中止|终止|放弃|搁置)",
         "取消|推迟|延期|停办|叫停|中止|终止|放弃|搁置"),
        (r"(?:公司|企业|厂家|机构)[^，。？]{0,4}叫(?:做|作)?(?:什么|啥)",
         "名为|叫[做作]|有限公司|“"),
        (r"谁(?:来|去)?带队|带队的是谁", "带队|率队"),
    )
)  # fmt: skip
"""What a passage has that tells where something stands, or which court, firm or place it was."""


_TELLING_ENGLISH = tuple(
    (re.compile(asks, re.IGNORECASE), told)
    for asks, told in (
        (r"\b(?:which|what|names? of(?: the)?|list(?: the)?) courts?\b", "法院"),
        (r"\bnames? of (?:the|those|these|its|that|each|all)\b", "、|名为|叫做|有限公司|分别"),
        (r"\b(?:disciplin|punish|sanction|fined|penali[sz]|reprimand)", "处分|问责|追究|处罚|批评"),
    )
)  # fmt: skip
"""The same, where the Chinese words of the question no longer say so."""
_DAY = [r"\d\s*[月日号]"]
_WHAT_DAY = re.compile(r"\b(?:what|which) (?:exact )?(?:day|date|month)\b", re.IGNORECASE)
_CAUSE = re.compile(words().cause)
_GIVES_CAUSE = (
    "由于|因为?(?!此|素)|原因|导致|造成|为了|鉴于|根据|受[^，。]{1,12}影响|[不没无缺欠弱差]"
)
_NAMES = re.compile(
    rf"(?<![第\d{_NUMERALS}])(?P<number>[{_NUMERALS}]+|\d+)\s*(?:[个家类种名位]|(?={_KINDS}))"
    r"[^，。？\d]{1,12}[^。？]*(?:名[字单称]|叫什么|哪些|哪几|谁)"
    rf"|(?:哪些|名[字单称])\s*(?P<behind>\d+)\s*(?:{_KINDS})"
)
"""Names of so many things are asked for: 19个部门是哪些."""
_DISPUTES = "复议|诉讼|[起应]诉|官司|法院"


def demand(plan: Plan, inquiry: Inquiry) -> None:
    """Let no passage answer without what is asked for."""
    having, names = _demanded(plan, inquiry), _names_asked(inquiry)
    for target in plan.targets:
        if isinstance(target, PassageTarget) and (target.source == "passages" or having == _DAY):
            target.having, target.names = having, names


def _demanded(plan: Plan, inquiry: Inquiry) -> list[str]:
    """Return patterns of all that a passage must have."""
    asked = inquiry.asked
    if asked.wants_date or asked.language == "en" and _WHAT_DAY.search(asked.question):
        return _DAY
    said = MARK.sub(" ", asked.said)
    having = [told for asks, told in _TELLING if asks.search(said)]
    if asked.language == "en":
        having += [told for asks, told in _TELLING_ENGLISH if asks.search(asked.question)]
    if not having and (counted := _PEOPLE.search(said)):
        having.append(rf"[{_NUMERALS}\d余多]\s*{counted[1]}")
    if plan.operation == "why" and _CAUSE.search(said):
        having.append(_GIVES_CAUSE)
    about = " ".join([*asked.premises, said])
    if any(row.table == "disputes" for row in found_terms(about, "rows")):
        having.append(_DISPUTES)
    return having


def _names_asked(inquiry: Inquiry) -> int:
    """Return how many names are asked for; nothing where that is not said."""
    hit = _NAMES.search(inquiry.said)
    if hit is None or len(inquiry.reports) > 1 or inquiry.asked.wants_date:
        return 0
    number = whole_number(hit["number"] or hit["behind"])
    return number if _FEWEST <= number <= _MOST else 0
