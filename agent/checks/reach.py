"""Whose number is it? How far a sentence's count reaches, against what the tables cover.

The tables speak of the reporting body and its year. A sentence may speak of the same, of more
(全区 in the report of an office), of a part (通过网站收到, 其中), or of something else: another
body's or another year's number is no contradiction.
"""

from __future__ import annotations

import re
from typing import Literal

from agent.checks.registry import Subject
from agent.contract import Number
from agent.documents.view import fold

Reach = Literal["same", "more", "part", "else"]

_NEAR = 400
"""Characters before a count that may say whose it is."""
_TIME = re.compile(
    r"(?:自|从|在)?(?:19|20)\d\d年(?:度|以来|来|内)?|截[至止][^,;。]{0,14}?(?:日|目前|年底|月底)|"
    r"全年|今年|本年度?|一年来|以来|期间|年内|目前|在[^,;。]{0,20}?(?:领导|指导|支持|监督|部署)下"
)
_OTHER_TIME = re.compile(
    r"去年|上一?年(?!度?结转)|同期|往年|历年|[上下]半年|季度|半年|(?<!\d)\d{1,2}月份|每[月年]|近[三五两]年"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!度?结转)")
_EVERYBODY = re.compile(
    r"公民[、,]?法人(?:和|或|及|以及|或者|、)?其[他它](?:社会)?组织|自然人[、,]?法人(?:和|或|及)?(?:其[他它]|非法人)组织"
)
_PART = re.compile(
    r"其中|通过|网上|网络|在线|线上|信函|邮寄|当面|现场|传真|邮件|邮箱|平台|电话|涉及|关于|自然人|公民|企业|"
    r"法人|重复|不予|需要?(?=[^,;。]{0,8}的)|超期|逾期|转办|上年|结转|律师|方式|另|反复|大量"
)
_AREA = re.compile(
    r"全(?:[省市区县州旗镇乡街]|街道|域|系统)|我(?:[省市区县州旗镇乡]|街道)|各(?:级|部门|单位|镇|乡|街道|县|区|科室)"
)
_OWN = re.compile(
    r"本(?:机关|级|局|单位|办|委|厅|院|处|中心|部门|街道|镇|乡)|我(?:局|单位|办|委|厅|院|处|中心|部门)|机关本级"
)
_BODY = re.compile(
    r"[一-鿿]{0,24}?(?:人民政府|政府|办公室|委员会|办事处|[^结布当格]局|[^乡市城]镇|[^城]乡|街道|中心|政府办|"
    r"[委办]办|发改委|卫健委|教委|国资委|住建委|[^大]厅|支队|大队|公司|法院|检察院|集团|"
    r"(?<=[一-鿿]{2})委)+"
    r"(?!域|村|面|工作|网|信息|门户|公开|[托员任派书])"
)
_TERRITORY = re.compile(
    # The office of a government mostly reports for all of it (全区 in the reports of 政府办公室).
    r"(?:人民政府|政府|[省市区县州旗镇乡]|街道|办事处|管委会|管理委员会|政府办公[室厅])$"
)


def reach(subject: Subject, start: int, end: int) -> Reach:
    """Return how the count in a place of the text reaches, against the tables.

    Args:
        start: of the words of the count; what its sentence says before them is looked at too.
    """
    view = subject.document.view
    begin = _after_last(view, start, "。!?\n")
    lead, words = view[begin:start], _EVERYBODY.sub("", view[start:end])
    years = [int(year) for year in _YEAR.findall(lead + words)]
    if len(set(years)) > 1 and "分别" in lead + words:
        return "else"
    if (years and subject.meta.year not in (None, years[-1])) or _OTHER_TIME.search(lead + words):
        return "else"
    clause = re.split(r"[;:]", lead)[-1]
    last = re.split(r"[,;:]", lead)[-1]
    if "其中" in clause or _PART.search(last + words):
        return "part"
    return _of_actor(subject, _TIME.sub("", last) + _before_object(words))


def is_of_area(subject: Subject, start: int, end: int) -> bool:
    """True when a sentence says that it counts for a whole area: 全区共受理."""
    view = subject.document.view
    begin = _after_last(view, start, ",;。!?\n")
    return _AREA.search(view, begin, end) is not None


def _after_last(view: str, start: int, marks: str) -> int:
    near = max(0, start - _NEAR)
    return max(near, max(view.rfind(mark, near, start) for mark in marks) + 1)


def _before_object(words: str) -> str:
    """Return the words up to what is counted: 区教育局 of 区教育局收到申请."""
    return re.split(r"收到|受理|接收|接到|新收|办理|答复|办结|发生|申请|复议|诉讼|公开", words)[0]


def _of_actor(subject: Subject, actor: str) -> Reach:
    body = "".join(fold(subject.meta.organization or "", subject.document.script).split())
    territory = not body or _TERRITORY.search(body) is not None
    if _AREA.search(actor):
        return "same" if territory else "more"
    if _OWN.search(actor):
        return "same" if not territory or _is_small(body) else "part"
    found = _BODY.findall(actor)
    if not found:
        return "same" if territory or not _region_named(body, actor) else "more"
    named = _short(found[-1])
    if named and (_abbreviates(named, _short(body)) or _short(body) in named):
        office = body.endswith("办公室") and not named.endswith(("办公室", "办"))
        return "more" if office else "same"
    return "else"


def _short(name: str) -> str:
    return re.sub(r"人民|办事处$|[我本]|^(?:共|由|对)", "", name)


def _abbreviates(name: str, body: str) -> bool:
    """True when a name's characters stand in the body's in order: 市卫健委, 区政府."""
    rest = iter(body)
    return all(character in rest for character in name)


def _is_small(body: str) -> bool:
    """True for townships: their number is the whole's."""
    return body.endswith(("镇人民政府", "乡人民政府", "街道", "办事处", "镇", "乡"))


def _region_named(body: str, actor: str) -> bool:
    """True when an office's sentence names its region only: 云山区未收到申请."""
    region = re.search(r"[一-鿿]{2,}?[省市区县州旗](?=$|[^一-鿿])", actor.strip())
    return region is not None and region.group() in body


def contradicts(kind: Reach, told: Number, actual: Number) -> bool:
    """Tell whether two different counts cannot both be true, given how the told one reaches."""
    if kind == "same":
        return told != actual
    return (kind == "more" and told < actual) or (kind == "part" and told > actual)
