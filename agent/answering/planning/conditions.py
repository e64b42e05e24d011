"""The condition that a question puts on a number: which bodies had more than 100 requests."""

from __future__ import annotations

import re
from typing import NamedTuple

from agent.answering.plan import Condition
from agent.answering.vocabulary import words

_BODIES = r"(?:单位|机关|部门|地方|地区|区县|市县|县|区|市|乡镇|街道|报告|年报)"
_WHICH = re.compile(
    rf"(?P<count>(?:多少|几)(?:个|家|份)?{_BODIES}|有(?:多少|几)[家份]|{_BODIES}[共总一]{{0,2}}有?(?:多少|几)[个家份])|的{_BODIES}(?:$|[，。？?])"
    rf"|哪[些几](?:个|家|份)?{_BODIES}?|哪[家份]|几[家份]|谁|[两三四五六七八九十]份报告"
)
_NUMBER = rf"(?P<number>\d[\d,]*|零)\s?(?:{words().units}|起|宗|次|封)?"
_TOLD: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        ("at_least", r"(?:上|过|超|破|逾)(?P<number>亿|千万|百万|万|千|百)(?![分])"),
        ("at_least", rf"(?:不少于|不低于|不小于|至少|达到?了?|满)\s?{_NUMBER}(?:及?以上)?"),
        ("at_most", rf"(?:不超过|不多于|不高于|最多)\s?{_NUMBER}"),
        ("over", rf"(?:超过|超出|多于|大于|高于|过)了?\s?{_NUMBER}"),
        ("under", rf"(?:少于|低于|小于|不足|不到|不满|未满|未达)\s?{_NUMBER}"),
        ("at_least", rf"{_NUMBER}(?:及|或)?以上"),
        ("at_most", rf"{_NUMBER}(?:及|或)以下"),
        ("under", rf"{_NUMBER}以下"),
        ("equal", rf"(?:为|是|等于|只有|仅有?|填了?|写了?|报了?)\s?[“\"]?{_NUMBER}[”\"]?(?!年)"),
        (
            "equal",
            r"(?P<number>一)[件个宗起份项场][^，。？]{0,8}(?:没有?|未|不曾)(?:有|收到|接到|发生)?",
        ),
        ("equal", r"(?P<number>零)(?=申请|收到|复议|诉讼)"),
        ("equal", r"(?P<number>没有?|未|无)(?=收到|接到|发生|受理|行政|申请|任何|被|结转)"),
    )
)


BLANK = re.compile(r"空白|空着|留空|缺报|漏报|漏填|(?:没有?|未)(?:填|公布|披露|报|写明|登)")
_ROUND = {"百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SOME = re.compile(r"(?<!没)有过?|出现|发生|收到过?|受理过")


class Conditioned(NamedTuple):
    """A question with its condition taken out."""

    condition: Condition
    counts: bool
    """How many there are is asked for."""
    bare: str


def conditioned(text: str) -> Conditioned | None:
    """Return the condition of a question for bodies; None where it puts none."""
    which = _WHICH.search(text)
    if which is None:
        return None
    for relation, pattern in _TOLD:
        if told := pattern.search(text):
            written = told["number"].replace(",", "")
            number = int(written) if written.isdecimal() else _ROUND.get(written, 0)
            condition = Condition.model_validate({"relation": relation, "number": number})
            bare = f"{text[: told.start()]}{text[told.end() :]}"
            return Conditioned(condition, which["count"] is not None, bare)
    return None


def loosely_conditioned(text: str) -> Condition | None:
    """Return what is asked of the cells of bodies without a number: some, or a blank."""
    if not _WHICH.search(text):
        return None
    if BLANK.search(text):
        return Condition(relation="blank", number=0)
    return Condition(relation="over", number=0) if _SOME.search(text) else None
