"""The years that a question names: one, several, a range, the last few, or all that there are."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from agent.answering.language import whole_number
from agent.answering.planning.english_years import to_columns
from agent.answering.vocabulary import words

_FOUR = r"(?<!\d)(20\d\d|19\d\d)"
_YEAR = re.compile(rf"{_FOUR}\s*(?:年(?:度|的)?|(?!\d|余|多|{words().units}))")
_RANGE = re.compile(
    rf"(?:from\s+)?{_FOUR}\s*年?度?\s*(?:[-—–~～至到]+|to|through|until)\s*{_FOUR}\s*(?:年(?:度|间)?)?",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"(?:from\s+|since\s+)?{_FOUR}\s*年?(?:以来|以后|之后|至今|到现在|起|开始)")
_LONGEST_RANGE = 30
_CARRIED = re.compile(r"结转[到至](?:20\d\d年度?|明年|来年)")
_CARRIED_OVER = re.compile(r"(?:从|由|自)20\d\d年度?(?:[末底])?(?=结转)")
_OF_THE_TABLE = re.compile(
    r"(?<![比较同跟])去年(?:度)?的?(?=(?:项目|事项)(?:数|总数|底数)|底数|那?一?[栏列])|"
    r"(?<=[，,])去年(?=是?(?:几|多少)项)|"
    r"去年(?=年?[底末]?的?(?:[拖留滚转带剩欠]|遗留|结转|积压|没有?办[完结]|未办结|尾巴))"
)
"""The column of the year before, not the report of that year."""
_INTO_THIS = re.compile("(?<=[拖留滚转带]到)今年")
_RELATIVE = {"去年": -1, "前年": -2, "今年": 0, "last year": -1, "this year": 0}
# 比去年多几项 is about the year of the report.
# Nor does a table's number of last year's items mean the year before today.
_RELATIVE_YEAR = re.compile(
    rf"(?<![比较同跟])(?<!than )(?:{'|'.join(_RELATIVE)})"
    r"(?!'s (?:number|count|figure|total|items?)\b)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?:最近|近|过去|前|这)(?P<zh>[两二三四五六七八九十]|\d{1,2})(?:个年度|年)(?:来|间|里)?|"
    r"(?:last|past|previous)\s+(?P<en>\d{1,2}|two|three|four|five|six|ten)\s+years",
    re.IGNORECASE,
)
_ENGLISH = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_EVERY = re.compile(
    r"历年来?|[每各][一个]?年(?:度|份)?|逐年|这些年|近几年|多年来|哪(?:一|个|几|些)?年(?:度|份)?|"
    r"(?:over|across|through) the years|(?:each|every|which|what) years?|year by year",
    re.IGNORECASE,
)


class Years(NamedTuple):
    """The years of a sentence."""

    bare: str
    """The sentence without them."""
    named: list[int]
    """Those named, in the order of the sentence; a range with all its years."""
    relative: str = ""
    """The word that told the year, as 去年."""
    last: int | None = None
    """Of each body the newest so many; 0 for all that there are."""
    is_range: bool = False
    """A year of a range that is not covered is told of, and the others answer."""


def years_of(text: str, today: date) -> Years:
    """Take the years out of a sentence."""
    # 结转到2021年 is a row of the report on 2020.
    text = _OF_THE_TABLE.sub("上一年", _CARRIED.sub("结转下年度", _INTO_THIS.sub("本年", text)))
    text = to_columns(_CARRIED_OVER.sub("上年", text))
    named: list[int] = []
    for span in _RANGE.finditer(text):
        first, last = int(span[1]), int(span[2])
        if first < last <= first + _LONGEST_RANGE:
            named += range(first, last + 1)
    bare = _RANGE.sub("", text) if named else text
    if since := _SINCE.search(bare):
        # The reports of a year come out in the next one.
        named += range(int(since[1]), today.year)
        bare = _EVERY.sub("", _SINCE.sub("", bare))
    is_range = bool(named)
    named += [int(year) for year in _YEAR.findall(bare)]
    bare = _YEAR.sub("", bare)
    relative, newest = "", None
    if told := _RELATIVE_YEAR.search(bare):
        bare = _RELATIVE_YEAR.sub("", bare)
        if not named:
            relative = told[0].lower()
            named = [today.year + _RELATIVE[relative]]
    elif not named and (several := _LAST.search(bare)):
        word = (several["zh"] or several["en"]).lower()
        newest = _ENGLISH.get(word) or whole_number(word)
        bare = _LAST.sub("", bare)
    elif not named and _EVERY.search(bare):
        newest = 0
        bare = _EVERY.sub("", bare)
    bare = re.sub(r"[（(]\s*[)）]", "", bare)
    return Years(bare, list(dict.fromkeys(named)), relative, newest, is_range)
