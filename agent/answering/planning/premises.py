"""Finds what a question takes for granted: 收到的30件申请里…, 那三起复议…, 为什么没有按时答复."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from agent.answering.answer import numbers_in
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK, whole_number
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, Condition, FactTarget, Premise
from agent.answering.planning import fact_search
from agent.answering.planning.asked import Asked
from agent.answering.planning.cell_search import cells_named, has_cell
from agent.answering.planning.conditions import compared
from agent.answering.planning.inquiry import Inquiry
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms, words
from agent.contract import Number

_COUNTER = (
    r"(?<![第前后\d.几一二三四五六七八九十百千])"
    r"([二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两]|\d{1,9})"
)
_COUNTED = re.compile(rf"{_COUNTER}[起件宗份部桩](?:的|所?谓的?)?$")
_BARE_COUNTED = re.compile(r"(?<![\d.])(\d{1,9}) +$")
"""In English nothing stands between a number and what it counts."""
_WHOLE = re.compile(
    r"[^，。？]*?(?<![\d.])(\d{1,9})[件份起宗项个](?!以)[^，。？]*?(?=里|中|当中|之中|内)"
)
_TOLD_OF = re.compile(
    rf"([^，。？；,]+?)的(?:那|这)?{_COUNTER}[起件宗桩场](?!以|报告|年报|机关|单位)([^，。？；,]*)"
)
"""被维持的那三件: what is counted stands before the number."""
_OF_THEM = re.compile(
    rf"([^，。？；,]+?)(?:里|中|当中|之中)[，,]?有{_COUNTER}[起件宗桩]([^，。？；,几多]{{2,10}})(?=[，。；,])"
)
"""八件复议里有三件获维持: a part is taken for granted."""
_SOME = re.compile(r"(?:那|这|该)(?:[一几些])?[起件宗桩次场回个][^，。？]*")
_SOME_TOLD_OF = re.compile(
    r"([^，。？；,]+?)的(?:那|这|该)(?:[一几些])?[起件宗桩次场]([^，。？；,]*)"
)
"""用国家秘密挡下的那件申请."""
_STATED = re.compile(
    r"(?<![\d.前第超过于到达足满])(\d{2,9}(?:\.\d+)?)(?:余|多)?(?:万元|元|件|封|条|项|户|家|人次|人|次|场|份|起|宗)(?!以)"
)
_HELD = re.compile(
    r"(?:举办|召开|举行|开设|组织|承办)(?:过)?的(?:[那这][一几]?[次场期届])?([\u4e00-\u9fff]+)"
)
_FEW = re.compile(rf"{_COUNTER}[件封份]([^，。？；,几多]{{2,}})")
_NARROWING = re.compile(words().narrowing)
_ORDINAL = re.compile(words().ordinal)
_NUMBER = re.compile(r"(?<![\d.])\d{1,9}(?![\d.])")
_CAUSE = re.compile(words().cause)
_NOT_DONE = re.compile(
    r"(?:没有?|未|不)(?:能|曾)?(?:够|按时|按期|如期|及时|全部|完全|都|在[^，。？]{1,6}内)*"
    r"(?:答复|回复|办结|办理完?|办完|处理完?|完成|达到?|做到)"
    r"|[逾超]期|超时|拖延|拖拉|拖欠|未办|没办|办理中|尚未审结|[只仅才][^，。？]{0,3}(?:答复|回复|办结|办理|办完|处理|完成)了?[^，。？]{0,2}(?:半|部分|不到|[\d一二三四五六七八九]成?)"
)
_A_NUMBER = re.compile("多少|(?<!哪)几")
_BLAMED = re.compile("哪[一几些]*个?(?:部门|单位|机构|科室|委员|代表)|谁")
_HOW_MANY = re.compile(r"(?:是|有)?(?:\d+|[一二三四五六七八九十两]+)[件条封]|是(?= )")
_NOT_ONE = re.compile(
    r"(?<![\d一二三四五六七八九十])一"
    r"(?=[件封份起宗桩个条次](?:[^，。？]{0,24}[都也 ][没未不]|[都也]?[没未]))"
    r"|(?<=[没未无])有?(?:收到|接到)?(?:过)?一(?=[件封份起宗桩个条次])"
)
"""连一件提案都没收到: none is told, not one."""
_PRETENDED = re.compile("假装|假设|假如|假定|pretend|suppose|assume|imagine", re.IGNORECASE)
_PROPOSED = re.compile("建议|提案|信|诉求|留言|投诉")
_REQUESTS = re.compile("申请")
_SOUGHT = re.compile(
    "申请公开(?:什么|哪些)(?:内容|信息|$)|涉及哪些内容 *收到申请|通过什么方式 *收到申请"
)
_CHANGES = (
    (re.compile("减少|下降|变少|少了|缩减|减了|精简"), "under"),
    (re.compile("增加|增长|上升|变多|多了|增了|大增"), "over"),
)


def nowhere(inquiry: Inquiry) -> str | None:
    """Return what a question takes for granted and no report has: 收了380元复印费, 第四次培训."""
    asked, sources = inquiry.asked, inquiry.sources
    said = MARK.sub(" ", asked.said)
    texts = [sources.words_of(report) for report in inquiry.reports]
    stated = list(_STATED.finditer(said))
    told = set().union(*map(numbers_in, texts)) if stated else set()
    for hit in stated:
        if Decimal(hit[1]) not in told:
            return hit[0]
    if (ordinal := _ORDINAL.search(said)) and not any(ordinal[0] in text for text in texts):
        facts = (fact for report in inquiry.reports for fact in sources.facts(report))
        most = max((_times(fact) for fact in facts if _is_of(fact, said)), default=0)
        if whole_number(re.sub("第|.$", "", ordinal[0])) > most:
            return ordinal[0]
    # 公众号为什么关停: that it was shut is taken for granted.
    done = _NARROWING.search(said) if _CAUSE.search(said) and not _NOT_DONE.search(said) else None
    if done and not any(done[0] in text for text in texts):
        return done[0]
    held = _HELD.search(said)
    for word in nouns(held[1]) if held else ():
        if not any(word in text for text in texts):
            return word
    return None


def _times(fact: StoredFact) -> Number:
    """Return how often something took place."""
    return max(len(fact.dates), fact.numbers.get("sessions", 0), fact.numbers.get("count", 0))


def _is_of(fact: StoredFact, said: str) -> bool:
    return fact.kind == "event" and any(fact.has(word) for word in nouns(said))


def premises_of(inquiry: Inquiry) -> list[Premise]:
    """Return what a question states of the numbers of its reports."""
    asked = inquiry.asked
    if _PRETENDED.search(asked.question):
        return []
    none = _NOT_ONE.sub(" ", asked.text), _NOT_ONE.sub(" ", asked.said)
    asked = replace(asked, text=none[0], said=none[1])
    inquiry = replace(inquiry, asked=asked)
    premises = [*_before_it(asked), *_counted(asked), *_some(asked)]
    over = compared(asked.said)
    if over and over.relation != "equal":
        # 超过50件吗 asks whether; nothing is taken for granted.
        premises = [one for one in premises if one.condition.number != over.number]
    if len(inquiry.reports) > 1:
        premises = [one for one in premises if one.condition.number != len(inquiry.reports)]
    if not asked.condition and len(inquiry.reports) == 1:
        premises += [*_of_a_fact(inquiry), *_why_not(inquiry), *_why_changed(inquiry)]
        premises += _sought(asked)
    return premises


def _before_it(asked: Asked) -> Iterator[Premise]:
    """What a sentence before the question states: 共收到400件。其中…."""
    for text in asked.premises:
        number = _NUMBER.search(text)
        for cell in cells_named(text, asked, [])[:1] if number else ():
            yield _equal(cell, number[0] if number else "")


def _counted(asked: Asked) -> Iterator[Premise]:
    """A number with what it counts before or behind it: 那三起行政复议, 被维持的那三件."""
    text = asked.text
    for part in ("rows", "columns") if asked.language == "en" else ("rows",):
        for match in found_terms(text, part):
            counted = _COUNTED.search(text[: match.start])
            if asked.language == "en" and not counted:
                counted = _BARE_COUNTED.search(text[: match.start])
                named = cells_named(re.split("[,，]", text[match.start :])[0], asked, [])
            else:
                named = cells_named(text[match.start : match.end], asked, [])
            if counted:
                yield from (_equal(cell, counted[1]) for cell in named[:1])
    # 收到的30件申请里企业提的有几件: the number of the whole is taken for granted.
    for hit in _WHOLE.finditer(text):
        yield from (
            _equal(c, hit[1]) for c in cells_named(hit[0].replace(hit[1], ""), asked, [])[:1]
        )
    of_them = [
        (f"{hit[1]}的{hit[3]}", hit[2]) for hit in _OF_THEM.finditer(MARK.sub(" ", asked.said))
    ]
    for part, number in of_them:
        yield from (_equal(cell, number) for cell in cells_named(part, asked, [])[:1])
    for hit in _TOLD_OF.finditer(text):
        named = cells_named(f"{hit[1]}的{hit[3]}", asked, [])
        yield from (_equal(cell, hit[2]) for cell in named[:1])


def _some(asked: Asked) -> Iterator[Premise]:
    """那起被纠正的行政复议, 为什么…: that there is one is taken for granted."""
    told = [f"{hit[1]}的{hit[2]}" for hit in _SOME_TOLD_OF.finditer(asked.text)]
    for text in told or [hit[0] for hit in _SOME.finditer(asked.text)]:
        for cell in cells_named(text, asked, [])[:1]:
            yield Premise(target=cell, condition=Condition(relation="over", number=0))


def _of_a_fact(inquiry: Inquiry) -> Iterator[Premise]:
    """A number before the name of one that the narrative tells: 收到的3件政协提案."""
    for hit in _FEW.finditer(inquiry.said):
        found = fact_search.best(hit[2], inquiry.report, inquiry.sources)
        number = whole_number(hit[1])
        if found and fact_search.named(found, hit[2]) and _PROPOSED.search(found.fact.near) \
                and number not in found.fact.numbers.values():  # fmt: skip
            target = FactTarget(report=inquiry.report.id, fact=found.fact.id, field=found.field)
            yield Premise(target=target, condition=Condition(relation="equal", number=number))


def _why_not(inquiry: Inquiry) -> Iterator[Premise]:
    """为什么没有按时答复: that something was left undone is taken for granted."""
    text = inquiry.said
    blamed = _BLAMED.search(text) and not _A_NUMBER.search(text)
    if not (_CAUSE.search(text) or blamed) or not _NOT_DONE.search(text):
        return
    rest = _CAUSE.sub(" ", _NOT_DONE.sub(" ", text))
    rest = _HOW_MANY.sub(" ", _BLAMED.sub(" ", rest))
    if _PROPOSED.search(rest):
        fact = fact_search.best(f"{rest}答复率", inquiry.report, inquiry.sources)
        found = fact or fact_search.best(rest, inquiry.report, inquiry.sources)
        if found and has_content(rest):
            none = found.fact.numbers.get("received") == 0
            condition = Condition(relation="over" if none else "under", number=0 if none else 100)
            field = "received" if none else "rate"
            if none or "rate" in found.fact.numbers:
                target = FactTarget(report=inquiry.report.id, fact=found.fact.id, field=field)
                yield Premise(target=target, condition=condition)
    elif _REQUESTS.search(rest):
        left = CellTarget(table="applications", row="carried_forward", column="total")
        yield Premise(target=left, condition=Condition(relation="over", number=0))


def _sought(asked: Asked) -> Iterator[Premise]:
    """申请公开什么内容: that there was a request is taken for granted."""
    if _SOUGHT.search(asked.said):
        new = CellTarget(table="applications", row="new", column="total")
        yield Premise(target=new, condition=Condition(relation="over", number=0))


def _why_changed(inquiry: Inquiry) -> Iterator[Premise]:
    """为什么减少了: that there are fewer is taken for granted."""
    text = inquiry.asked.text
    if not _CAUSE.search(text):
        return
    rows = [hit.name for hit in found_terms(text, "rows") if hit.table == "article20"]
    for pattern, relation in _CHANGES if rows and has_cell("article20", rows[0], "change") else ():
        if pattern.search(text):
            cell = CellTarget(table="article20", row=rows[0], column="change")
            condition = Condition.model_validate({"relation": relation, "number": 0})
            yield Premise(target=cell, condition=condition)
            return


def _equal(cell: CellTarget, number: str) -> Premise:
    return Premise(target=cell, condition=Condition(relation="equal", number=whole_number(number)))
