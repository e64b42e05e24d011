"""A question taken apart: names, years, the sentences that ask, and what they ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from agent.answering.holdings.mentions import Mention, NameFinder, masked
from agent.answering.language import (
    MARK,
    Language,
    folded,
    language_of,
    translated,
    with_synonyms,
)
from agent.answering.plan import Operation
from agent.answering.vocabulary import words

_SENTENCE = re.compile(r"[。！？!?\n：]|:(?!\d)|\.(?=\s|$)")
_ASKS = re.compile(
    r"多少|几|哪|什么|怎|吗|呢|有没有|有无|是否|是不是|比较|对比|谁|为何|如何|列出|排|最多|最少|最高|差|"
    r"占|对不上|打算|多[大高长久]|查"
)
_NUMBER_ASKED = re.compile(r"多少|几(?!乎|家明确)|多[大高]|数量|总数|(?<!效)率|百分之|比例")
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s*(?:年(?:度|的)?|(?!\d))")
_CARRIED = re.compile(r"结转[到至](?:20\d\d年度?|明年|来年)")
_RELATIVE = {"去年": -1, "前年": -2, "今年": 0, "last year": -1, "this year": 0}
# 比去年多几项 is about the year of the report.
_RELATIVE_YEAR = re.compile(rf"(?<![比较同跟])(?<!than )(?:{'|'.join(_RELATIVE)})", re.IGNORECASE)
_LIST = re.compile(
    r"按类别|类别|分类|分布|构成|分别来自|来源|各类|哪几类|分几类|breakdown|by category"
)
_WHICH = re.compile(r"哪些|哪几(?!家)|哪里|哪儿|叫什么|名称|名单|有谁")
_DATES = re.compile(r"哪天|哪一天|哪几天|什么时候|何时|日期|几月|几号|什么时间")
_IN_ALL = re.compile(r"^(?!.*(?:分别|各多少|各有|各是|哪|谁)).*(?:一共|总共|共[收受办作有])")
_CLAUSE = re.compile(r"[，,；;、]")


@dataclass
class Asked:
    """A question taken apart; texts are simplified Chinese with names as private characters."""

    question: str
    language: Language
    text: str
    """The sentences that ask."""
    premises: list[str]
    """Sentences that name a body and do not ask."""
    mentions: list[Mention]
    years: list[int]
    relative: str = ""
    """The word that told the year, as 去年."""
    operation: Operation = "value"
    clauses: list[str] = field(default_factory=list)

    @property
    def wants_number(self) -> bool:
        """Tell whether a number is asked for."""
        return _NUMBER_ASKED.search(self.text) is not None

    @property
    def wants_breakdown(self) -> bool:
        """Tell whether the classes of something are asked for."""
        return _LIST.search(self.text) is not None

    @property
    def wants_which(self) -> bool:
        """Tell whether names are asked for."""
        return _WHICH.search(self.text) is not None

    @property
    def wants_date(self) -> bool:
        """Tell whether a date is asked for."""
        return _DATES.search(self.text) is not None

    @property
    def all_reports(self) -> bool:
        """Tell whether every report is meant."""
        return re.search(words().all_reports, self.text) is not None

    @property
    def elliptic(self) -> bool:
        """Tell whether the question only goes on with the one before."""
        bare = MARK.sub("", self.text).strip(" ，,")
        return bool(re.match(r"(?:那|其中|还有|and\b|又|再)", bare)) or bare.endswith("呢") \
            or len(bare) <= 8  # fmt: skip


def take_apart(question: str, names: NameFinder, today: date) -> Asked:
    """Return what a question says, before anything is looked up."""
    view = folded(question)
    language = language_of(view)
    mentions = names.find(view)
    whole = masked(view, mentions)
    sentences = [part.strip() for part in _SENTENCE.split(whole) if part and part.strip()]
    shaped = []
    for sentence in sentences:
        bare, told, word = _without_years(sentence, today)
        bare = with_synonyms(translated(bare) if language == "en" else bare)
        shaped.append((bare, told, word))
    asking = [index for index, part in enumerate(shaped) if _ASKS.search(part[0])]
    chosen = asking or list(range(len(shaped)))
    # A sentence before that names a body says what is taken for granted.
    premises = [
        part[0] for index, part in enumerate(shaped) if index not in chosen and MARK.search(part[0])
    ]
    years: list[int] = []
    relative = ""
    for index, part in enumerate(shaped):
        if index in chosen or MARK.search(part[0]):
            years += [year for year in part[1] if year not in years]
            relative = relative or part[2]
    text = "，".join(shaped[index][0] for index in chosen)
    asked = Asked(question, language, text, premises, mentions, years, relative)
    asked.operation = _operation(text, asked)
    asked.clauses = _clauses(text)
    return asked


def _without_years(text: str, today: date) -> tuple[str, list[int], str]:
    # 结转到2021年 is a row of the report on 2020.
    text = _CARRIED.sub("结转下年度", text)
    years = [int(year) for year in dict.fromkeys(_YEAR.findall(text))]
    bare = _YEAR.sub("", text)
    told = _RELATIVE_YEAR.search(bare)
    relative = told[0].lower() if told else ""
    if told:
        bare = _RELATIVE_YEAR.sub("", bare)
        if not years:
            years = [today.year + _RELATIVE[relative]]
        else:
            relative = ""
    return re.sub(r"[（(]\s*[)）]", "", bare), years, relative


def _operation(text: str, asked: Asked) -> Operation:
    operations = words().operations
    number = asked.wants_number

    def says(name: str) -> bool:
        return any(re.search(pattern, text) for pattern in operations[name])

    if says("findings"):
        return "findings"
    if says("rank"):
        return "rank"
    if says("ratio"):
        return "ratio"
    if says("share"):
        return "share"
    if re.search(words().than_before, text):
        return "value"
    if says("difference"):
        return "difference"
    if says("compare"):
        return "compare"
    if says("sum") or (asked.all_reports and number and _IN_ALL.search(text)):
        return "sum"
    if asked.wants_breakdown:
        return "list"
    if says("why") and not re.search(r"多少|几[条件封项户家个期次场人份]", text):
        return "why"
    if says("exists") and not re.search(r"多少|几[条件封项户个期次场人份]", text):
        return "exists"
    return "value" if number or not asked.wants_which else "list"


def _clauses(text: str) -> list[str]:
    """Split a question where it asks more than one thing; what does not ask goes with the next."""
    clauses: list[str] = []
    waiting = ""
    for piece in _CLAUSE.split(text):
        if re.search(r"多少|几[条件封项户家个期次场人份]|率|比例|哪|怎么样", piece):
            clauses.append(f"{waiting}，{piece}" if waiting else piece)
            waiting = ""
        else:
            waiting = f"{waiting}、{piece}" if waiting else piece
    if waiting:
        if clauses:
            clauses[-1] += f"，{waiting}"
        else:
            clauses.append(waiting)
    return clauses
