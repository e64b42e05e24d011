"""A question taken apart: names, years, the sentences that ask, and what they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from agent.answering.english_cells import with_cells_named
from agent.answering.holdings.mention import Mention, masked
from agent.answering.holdings.mentions import NameFinder
from agent.answering.language import (
    MARK,
    Language,
    folded,
    language_of,
    reworded,
    with_synonyms,
)
from agent.answering.plan import Condition, Operation
from agent.answering.planning.conditions import conditioned
from agent.answering.planning.left_out import without_left_out
from agent.answering.planning.sentences import asking, sentences_of, to_the_point
from agent.answering.planning.years import years_of
from agent.answering.translation import Told, translated
from agent.answering.vocabulary import review, words

_ASKED_LAST = re.compile(r":(?= how (?:many|much)\b[^.?:]{0,12}\??$)", re.IGNORECASE)
"""Hearings held in the year: how many? is one sentence."""
_ASKS_ONE = re.compile(rf"多少|几(?:{words().units})|率|比例|哪|怎么样")
_NUMBER_ASKED = re.compile(
    r"多少|(?<![那这哪])几(?!乎|家明确)|多[大高]|什么数(?!据)|数量|总数|(?<!效)率|百分之|比例"
)
_NUMBER_OF = re.compile(r"(?<!总)([条件封项户家次场宗篇期起])数(?![目量字据])")
_LIST = re.compile(words().breakdown)
_WHICH = re.compile(
    r"哪些|点个?名"
    r"|(?<![人长员导任记])(?<![人长员导任记]的)名[字单](?=[^，。？]{0,4}(?:列|报|给|念|抄|数))|"
    r"哪几(?!家)|哪里|哪儿|叫什么|名称|名单|有谁|谁的|谁家|哪家的|是谁|哪[两三四五]个"
)
DATES = re.compile(r"哪[一几]?天|什么时候|何时|日期|几月|几号|什么时间")
"""Words that ask for a date."""
_IN_ALL = re.compile(
    rf"^(?!.*(?:分别|各|哪|谁)).*(?:{words().in_all}|(?<!公开)总[数量]|共(?=[收受办作有多]|几))"
)
_ADDED = re.compile(rf"{MARK.pattern}[^，。？]{{0,6}}?(?:加上?|外加|连同|\+)\s*{MARK.pattern}")
_MEAN = re.compile(r"年均|平均(?:值|数|而言|下来|来看)?")
_CLAUSE = re.compile(r"[，,；;、]")
_WHETHER = re.compile(r"有没有|是否|有无|是不是|(?:吗|么|没有?)\s*$|也[^，。？哪]{0,8}了\s*$")
_GOES_ON = re.compile(r"那|其中|还有|and\b|又|再|同样|same\b")
_SAME = re.compile(
    r"(?:and|what about|how about|(?:do |now )*(?:the )?same|but)\b"
    r"|同样|一样|同一|换[成作到了个]?|改[成问]|轮到|至于|咁",
    re.IGNORECASE,
)


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
    whole: str = ""
    """All sentences, as they were said."""
    loosely: bool = False
    """Some of its words were translated that could be left out."""
    said: str = ""
    """The same before words that do not matter are blanked out."""
    relative: str = ""
    """The word that told the year, as 去年."""
    last_years: int | None = None
    """Of each body the newest so many reports; 0 for all of them."""
    is_range: bool = False
    """The years are a range: those that are not covered are told of."""
    operation: Operation = "value"
    mean: bool = False
    """An average is asked for."""
    condition: Condition | None = None
    counts: bool = False
    """How many fulfil the condition is asked for."""
    clauses: list[str] = field(default_factory=list)

    @property
    def tells_years(self) -> bool:
        """Tell whether it says of which years."""
        return bool(self.years) or self.last_years is not None

    @property
    def wants_number(self) -> bool:
        """Tell whether a number is asked for."""
        return _NUMBER_ASKED.search(self.said) is not None

    @property
    def wants_breakdown(self) -> bool:
        """Tell whether the classes of something are asked for."""
        return _LIST.search(self.whole) is not None

    @property
    def wants_which(self) -> bool:
        """Tell whether names are asked for."""
        return _WHICH.search(self.said) is not None

    @property
    def wants_date(self) -> bool:
        """Tell whether a date is asked for."""
        return DATES.search(self.said) is not None

    @property
    def all_reports(self) -> bool:
        """Tell whether every report is meant."""
        others = bool(self.left_out) and not self.names_bodies
        return others or re.search(words().all_reports, self.said) is not None

    @property
    def names_bodies(self) -> bool:
        """Tell whether it names the bodies that are meant."""
        return any(mention.kind == "body" for mention in self.mentions)

    @property
    def left_out(self) -> set[str]:
        """The bodies that are left out."""
        kept = (mention for mention in self.mentions if mention.kind == "left_out")
        return {body for mention in kept for body in mention.bodies}

    @property
    def elliptic(self) -> bool:
        """Tell whether the question only goes on with the one before."""
        if _SAME.match(folded(self.question)):
            return True
        bare = MARK.sub("", self.text).strip(" ，,")
        goes_on = _GOES_ON.match(bare) or re.search("呢(?:$|[，,]也)", bare)
        return goes_on is not None or len(bare) <= 8


def take_apart(
    question: str, names: NameFinder, today: date, told_by: Callable[[list[Mention]], Told]
) -> Asked:
    """Return what a question says, before anything is looked up.

    Args:
        told_by: gives the words of the reports that some names are of.
    """
    view = folded(question)
    language = language_of(view)
    view = _ASKED_LAST.sub(",", view)
    mentions = names.find(view)
    whole, mentions = without_left_out(masked(view, mentions), mentions, language)
    if language == "en":
        whole = with_cells_named(whole)
    reports = told_by(mentions)
    sentences = sentences_of(whole)
    masked_text = _named(whole, language, reports)
    shaped = []
    for sentence in sentences:
        part = years_of(sentence.text, today)
        shaped.append(part._replace(bare=_named(part.bare, language, reports)))
    named = [one._replace(text=part.bare) for one, part in zip(sentences, shaped, strict=True)]
    chosen = asking(named) or list(range(len(shaped)))
    # A sentence before that names a body says what is taken for granted.
    premises = [
        part.bare
        for index, part in enumerate(shaped)
        if index not in chosen and MARK.search(part.bare)
    ]
    text = _counted("，".join(to_the_point(shaped[index].bare) for index in chosen))
    asked = Asked(question, language, text, premises, mentions, [], masked_text)
    asked.said, asked.loosely = text, bool(reports.could_be_left_out)
    said_years = any(part.named and not part.relative for part in shaped)
    for index, part in enumerate(shaped):
        if part.relative and said_years:
            continue  # last year's items in the reports of 2019 and 2020
        if index in chosen or MARK.search(part.bare):
            asked.years += [year for year in part.named if year not in asked.years]
            asked.relative = asked.relative or part.relative
            asked.is_range |= part.is_range
            if asked.last_years is None:
                asked.last_years = part.last
    told = None if _of_a_document(text) else conditioned(text)
    if told:
        asked.condition, asked.counts, asked.text = told
        asked.operation = "rank"
    else:
        asked.operation = _operation(text, asked)
    if _MEAN.search(asked.text) and asked.wants_number:
        asked.text = _MEAN.sub("", asked.text)
        asked.operation, asked.mean = "sum", True
    asked.clauses = clauses_of(asked.text)
    return asked


def _named(text: str, language: Language, reports: Told) -> str:
    """Return a text in the words that the reports have."""
    return with_synonyms(reworded(translated(text, reports) if language == "en" else text))


def _of_a_document(text: str) -> bool:
    """Tell whether it is asked what is wrong with reports: 只写一个“增”字的是哪份."""
    return any(re.search(kind.asks, text) for kind in review().kinds.values())


def _counted(text: str) -> str:
    """Read 环保信件封数 as 环保信件多少封, where nothing else asks for a number."""
    return text if _NUMBER_ASKED.search(text) else _NUMBER_OF.sub(r"多少\1", text)


def _operation(text: str, asked: Asked) -> Operation:
    operations = words().operations
    number = asked.wants_number

    def says(name: str) -> bool:
        return any(re.search(pattern, text) for pattern in operations[name])

    if says("rank"):
        return "rank"
    if says("findings"):
        return "findings"
    if says("ratio"):
        return "ratio"
    if says("share"):
        return "share"
    if re.search(words().than_before, text):
        return "exists" if _WHETHER.search(text) and not number else "value"
    if says("difference"):
        return "difference"
    if says("compare"):
        return "compare"
    several = asked.all_reports or len(MARK.findall(text)) > 1
    if says("sum") or (several and (_IN_ALL.search(text) or _ADDED.search(text))):
        return "sum"
    if asked.wants_breakdown:
        return "list"
    if says("why") and not re.search(r"多少|(?<!哪)几[条件封项户家个期次场人份]", text):
        return "why"
    if says("exists") and not re.search(r"多少|几[条件封项户个期次场人份]", text):
        return "exists"
    return "value" if number or not asked.wants_which else "list"


def clauses_of(text: str) -> list[str]:
    """Split a question where it asks more than one thing; what does not ask goes with the next."""
    clauses: list[str] = []
    waiting = ""
    pieces = re.split(f"({_CLAUSE.pattern})", text)
    for piece, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if _ASKS_ONE.search(piece):
            clauses.append(waiting + piece)
            waiting = ""
        else:
            waiting += piece + (mark or "，")
    waiting = waiting.rstrip("，,；;、")
    if waiting:
        if clauses:
            clauses[-1] += f"，{waiting}"
        else:
            clauses.append(waiting)
    return clauses
