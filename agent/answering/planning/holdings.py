"""Questions about the database itself: whose reports of which years there are."""

from __future__ import annotations

import re

from agent.answering.language import MARK
from agent.answering.planning.asked import Asked
from agent.answering.vocabulary import found_terms

_ASKED = re.compile(
    r"(?:哪些|哪几|多少|几)(?:个|家|份|篇)?\s?(?:单位|机关|部门|地方|地区|区县|报告|年报|年份|年度)(?:的(?:报告|年报))?"
    r"|(?:报告|年报)有?(?:哪些|哪几[份篇]|多少[份篇]?|几[份篇])"
    r"|(?:谁家?|[哪几多][一些少]?家|各家)(?:单位|机关)?的?(?:报告|年报)|(?:报告|年报)[是有]?(?:谁|哪一?)家?的?"
)
_THERE = re.compile(r"(?:有没有|有无|是否有|有)\s*的?(?:年度)?(?:报告|年报)")
_IDLE = re.compile(
    r"数据?库|库[里中内]|这儿?里?|那儿|收了|里面?|收录|收集|收藏|存[有了着]?|保存|现有|目前|现在|手头|读[过了取]|都|一共|总共|共|"
    r"列出来?|没有|有无|是否|有|是|请问|请|告诉我?|我想知道|我想了解|麻烦|帮我|看看|查查|你|的|了|吗|呢|报告|年报|[\s，、]"
)


_ENGLISH = re.compile(
    r"(?:how many|which|what|whose)\s+(?:annual )?(?:reports?|bodies|agencies|years)\b.{0,40}?"
    r"(?:(?:are|is) there|(?:you|we|it|database|store) (?:have|holds?|covers?)|"
    r"in the (?:database|store)|do (?:the|these|your) reports cover)|"
    r"(?:do (?:you|we) have|is there|have you got)(?: (?:an?|any|the|annual))*"
    r"[^?,]{0,30}? reports?\b",
    re.IGNORECASE,
)
_WHICH_YEAR = re.compile(r"哪一?[份篇]|哪[几些][份篇]?|[有几]?几[份篇]|哪[些个]?(?:报告|年报)")
_NOT_OF = re.compile(r"不是|并?非|不属于?|不同|别的|其他|除了?")
_IDLE_YEAR = re.compile(
    rf"{_IDLE.pattern}|[一二两三四五六七八九十\d]+[份家篇]|{_NOT_OF.pattern}|年[度份]|[写说标讲跟与和它属当中那只而报余头以外的是]"
)


def asks_for_other_years(asked: Asked) -> bool:
    """Tell whether reports of other years than those named are meant: 哪份不是2020年度的."""
    return bool(asked.years) and _NOT_OF.search(asked.text) is not None


def asks_for_holdings(asked: Asked) -> bool:
    """Tell whether only the reports themselves are asked for: 库里有哪些单位的报告."""
    bare = MARK.sub(" ", asked.text)
    if asked.years and not asked.mentions and asked.language == "zh":
        rest, found = _WHICH_YEAR.subn(" ", bare)
        if found and not asked.condition and not _IDLE_YEAR.sub("", rest).strip("哪谁，"):
            return True
    if asked.language == "en" and _ENGLISH.search(asked.question):
        return not any(found_terms(bare, "rows"))
    rest, found = _ASKED.subn(" ", bare)
    # 哪几年的报告: what asks was taken out with the years.
    found += asked.last_years == 0 and re.search("哪|which|what", asked.question) is not None
    found += bool(asked.mentions) and _THERE.search(rest) is not None
    return found > 0 and not asked.condition and not _IDLE.sub("", rest)
