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
    rf"(?P<number>(?<![\d.])\d[\d,]*(?![\d,]*\.\d|[\d,]*[%％])[百千万亿]?|零|{_HAN_NUMBER}(?=\s?(?:{words().units}))|{_HAN_NUMBER}[百千万亿]"
    rf"|{_HAN_NUMBER}(?=[的，。？]|$))"
    rf"\s?(?:{words().units})?"
)
_TOLD: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        ("at_least", r"(?:上|过|超|破|逾)(?P<number>亿|千万|百万|万|千|百)(?![分])"),
        ("at_least", rf"上(?P<number>[{CHARACTERS}][亿万千百]万?)(?![分])"),
        (
            "at_least",
            rf"(?:不少于|不低于|不小于|至少|(?<!未)达到?了?|(?<![不未])满)\s?{_NUMBER}(?:及?以上)?",
        ),
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

_EXACTLY = re.compile(
    rf"(?:正好|恰好|刚好|刚刚好?|只|仅|才|就)(?:[来收发有到办公开布列是为占了过登]|[公信]开|收到|发布){{0,2}}\s?{_NUMBER}"
    rf"|{_NUMBER.replace('?P<number>', '')}的(?:是|有)?哪"
)
_REACHED = re.compile(rf"(?:达到|(?<![收接遇碰得看见想受止至拿签找转降])到|够|满)了?\s?{_NUMBER}")
_WHICH_MEMBER = re.compile(
    r"(?:哪[一二两三四五六几些]?个?|有几|有多少|几|每一?)(?:类别?|种类?|样|行|栏(?!目)|领域|方面|渠道|口子|来路|来源|主题|门类|事项)"
    r"|哪[些几]项(?!目数)|的(?:类别?|种类?|项目?|领域|方面|渠道|事项|口子|来源)[都共总]?[有是](?:哪|几|多少)"
    r"|(?<!不)[各哪](?:些|几)?(?:类别?|种)(?![^，。？]*(?:一共|加))"
)
"""Words that ask for members of a list."""

BLANK = re.compile(r"空白|空着|留空|缺报|漏报|漏填|(?:没有?|未)(?:填|公布|披露|报|写明|登)")
_SOME = re.compile(r"(?<!没)有过?|出现|发生|收到过?|受理过")
_FEWER = re.compile("减少|下降|变少|砍|[缩削压精裁]减|在减|减了|[少降]了(?=$|[，。？的吗么没])")
_MORE = re.compile("增加|增长|上升|变多|扩充|在增|增了|[多涨]了(?=$|[，。？的吗么没])")
_HOW_CHANGED = re.compile("最|还是|增[/、]?减|排|[超大高多]过|[大高]于|反|异常|正常|合理")
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
            condition = _condition(relation, told.groupdict().get("number") or "零")
            bare = f"{text[: told.start()]}{text[told.end() :]}"
            return Conditioned(condition, which["count"] is not None, bare)
    return None


def _condition(relation: str, said: str) -> Condition:
    """Return a condition on a number as it was said."""
    number, written = _number(said)
    return Condition.model_validate({"relation": relation, "number": number, "written": written})


def _number(said: str) -> tuple[int, str]:
    """Return what digits or a Chinese numeral tell, and the numeral as it was said."""
    digits = said.replace(",", "")
    if digits.isdecimal():
        return int(digits), ""
    if hit := re.fullmatch(r"(\d+)([百千万亿])", digits):
        return int(hit[1]) * int(chinese_number(hit[2]) or 1), said
    number = int(chinese_number(digits) or 0)
    return number, said if number else ""


class OfMembers(NamedTuple):
    """What is asked of the members of a list."""

    condition: Condition
    said: str
    """How it was put."""
    changes: bool = False
    """It is on how they changed, without a number."""

    def without(self, text: str) -> str:
        """Return a text without the condition, of which idle words may be blanked out."""
        bare = text.replace(self.said, " ")
        for _, pattern in _TOLD:
            bare = pattern.sub(" ", bare)
        return re.sub(rf"(?<!\d){self.condition.number}(?!\d)\s?(?:{words().units})?", " ", bare)


def of_members(text: str) -> OfMembers | None:
    """Return the condition on members of a list: 超过200条的有哪几类; None where there is none."""
    if not _WHICH_MEMBER.search(text):
        return None
    for relation, pattern in (*_TOLD, ("equal", _EXACTLY)):
        if hit := pattern.search(text):
            said = next((n for n in hit.groups() if n), None) or "零"
            if said in ("百", "千", "万", "亿"):
                continue  # 1.5万条
            return OfMembers(_condition(relation, said), hit[0])
    return None


def change_of_members(text: str) -> OfMembers | None:
    """Return what is asked of the change of members without a number: 减少了的有哪几项."""
    if not _WHICH_MEMBER.search(text) or _HOW_CHANGED.search(text):
        return None
    for relation, pattern in (("under", _FEWER), ("over", _MORE)):
        if hit := pattern.search(text):
            return OfMembers(_condition(relation, "零"), hit[0], True)
    return None


def limit_of(text: str) -> tuple[str, Condition] | None:
    """Return a limit that is put on some number, with how it was put: 有没有到二十个."""
    for relation, pattern in _TOLD:
        hit = pattern.search(text) if relation != "equal" else None
        # 开过一个栏目 is no limit, and all that there is is over nothing.
        if hit and hit.groupdict().get("number") and not hit[0].startswith("过"):
            limit = _condition(relation, hit["number"])
            if limit.number:
                return hit[0], limit
    return None


def compared(text: str) -> Condition | None:
    """Return what a number is compared with: 有没有超过50件, 到20个了吗."""
    for relation, pattern in (*_TOLD, ("at_least", _REACHED)):
        hit = pattern.search(text) if "number" in pattern.groupindex else None
        if hit and hit["number"] and text[hit.end("number") :][:1] not in (*".年月日号",):
            return _condition(relation, hit["number"])
    return None


def change_asked(text: str) -> Condition | None:
    """Return which way something is said to have changed: 增加了吗; None where either will do."""
    if _FEWER.search(text) and not _MORE.search(text):
        return Condition(relation="under", number=0)
    if _MORE.search(text) and not _FEWER.search(text):
        return Condition(relation="over", number=0)
    return None


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
