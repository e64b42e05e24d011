"""The condition that a question puts on a number: which bodies had more than 100 requests."""

from __future__ import annotations

import re
from typing import NamedTuple

from agent.answering.plan import Condition
from agent.answering.vocabulary import words
from agent.narrative.numerals import CHARACTERS, chinese_number

_BODIES = r"(?:单位|机关|部门|地方|地区|区县|市县|县|区|市|乡镇|街道|报告|年报)"
_WHICH = re.compile(
    rf"(?P<count>(?:多少|几)(?:个|家|份)?{_BODIES}|有(?:多少|几)[家份]|{_BODIES}[共总一]{{0,2}}有?(?:多少|几)[个家份])|的{_BODIES}(?:$|[，。？?])"
    rf"|哪[些几](?:个|家|份)?{_BODIES}?|哪(?:一?[家份]|个{_BODIES})|几[家份]|谁|有几个(?:$|[，。？?])|[两三四五六七八九十]份报告"
)
_HAN_NUMBER = rf"[{CHARACTERS}]+"
_NUMBER = (
    rf"(?P<number>\d[\d,]*[百千万亿]?|零|{_HAN_NUMBER}(?=\s?(?:{words().units}))|{_HAN_NUMBER}[百千万亿])"
    rf"\s?(?:{words().units})?"
)
_TOLD: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        ("at_least", r"(?:上|过|超|破|逾)(?P<number>亿|千万|百万|万|千|百)(?![分])"),
        ("at_least", rf"上(?P<number>[{CHARACTERS}][亿万千百]万?)(?![分])"),
        ("at_least", rf"(?:不少于|不低于|不小于|至少|达到?了?|满)\s?{_NUMBER}(?:及?以上)?"),
        ("at_most", rf"(?:不超过|不多于|不高于|最多)\s?{_NUMBER}"),
        ("over", rf"(?:超过|超出|多于|大于|高于|逾|(?<![经通])过)了?\s?{_NUMBER}"),
        ("under", rf"(?:少于|低于|小于|不足|不到|不满|不够|未满|未达)\s?{_NUMBER}"),
        ("over", r"(?:不是|不为|非|不等于)\s?[零0]"),
        ("at_least", rf"{_NUMBER}(?:及|或)?以上"),
        ("at_most", rf"{_NUMBER}(?:及|或)以下"),
        ("under", rf"{_NUMBER}以下"),
        ("equal", rf"(?:为|是|等于|只有|仅有?|填了?|写了?|报了?)\s?[“\"]?{_NUMBER}[”\"]?(?!年)"),
        (
            "equal",
            r"一[件个宗起份项场][^，。？]{0,8}(?:没有?|未|不曾)(?:有|收到|接到|发生)?",
        ),
        ("equal", r"零(?=申请|收到|复议|诉讼)"),
        ("equal", r"(?:没有?|未|无)(?=收到|接到|发生|受理|行政|申请|任何|被|结转)"),
    )
)


BLANK = re.compile(r"空白|空着|留空|缺报|漏报|漏填|(?:没有?|未)(?:填|公布|披露|报|写明|登)")
_SOME = re.compile(r"(?<!没)有过?|出现|发生|收到过?|受理过")
_FEWER = re.compile("减少|下降|变少|砍|[缩削压精裁]减|在减|减了|[少降]了(?=$|[，。？的])")
_MORE = re.compile("增加|增长|上升|变多|扩充|在增|增了|[多涨]了(?=$|[，。？的])")
_HOW_MUCH = re.compile(
    r"多少|(?<![哪有])几(?![家份个])|最|[多少狠大](?=$|[，。？些])|还是|增[/、]?减|排"
)


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
            number, written = _number(told.groupdict().get("number") or "零")
            condition = Condition.model_validate(
                {"relation": relation, "number": number, "written": written}
            )
            bare = f"{text[: told.start()]}{text[told.end() :]}"
            return Conditioned(condition, which["count"] is not None, bare)
    return None


def _number(said: str) -> tuple[int, str]:
    """Return what digits or a Chinese numeral tell, and the numeral as it was said."""
    digits = said.replace(",", "")
    if digits.isdecimal():
        return int(digits), ""
    if hit := re.fullmatch(r"(\d+)([百千万亿])", digits):
        return int(hit[1]) * int(chinese_number(hit[2]) or 1), said
    number = int(chinese_number(digits) or 0)
    return number, said if number else ""


def changed(text: str) -> Condition | None:
    """Return what is asked of a change without a number: 哪几家的许可项目减少了."""
    if not _WHICH.search(text) or _HOW_MUCH.search(text):
        return None
    if _FEWER.search(text):
        return Condition(relation="under", number=0)
    return Condition(relation="over", number=0) if _MORE.search(text) else None


def loosely_conditioned(text: str) -> Condition | None:
    """Return what is asked of the cells of bodies without a number: some, or a blank."""
    if not _WHICH.search(text):
        return None
    if BLANK.search(text):
        return Condition(relation="blank", number=0)
    return Condition(relation="over", number=0) if _SOME.search(text) else None
