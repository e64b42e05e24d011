"""Refuses what a question narrows further than the reports do: 3月的, 邮寄来的, 餐饮类的, 匿名的.

A number of the whole is no answer to a question for a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.answering import refusals
from agent.answering.answer import numbers_in
from agent.answering.holdings.stored import StoredFact, has
from agent.answering.language import whole_number, with_synonyms
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, FactTarget, Plan
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import meaning
from agent.answering.planning.inquiry import Inquiry
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms, words

_MONTHS = "一二三四五六七八九十"
_PART_OF_YEAR = re.compile(
    rf"(?<![\d{_MONTHS}个])(?P<month>1[0-2]|[1-9]|十[一二]?|[{_MONTHS}])月(?!\d*日?[至到—-])|"
    r"第?[一二三四1-4首末]个?季度?|[上下前后]半年|[春夏秋冬][季天]|周末|节假日"
)
_WHOLE_YEAR = re.compile(r"1月1日|12月31日|12月底|十二月底|年[底末终]|岁末")
_CHANNEL = re.compile(
    r"网上|网办|网络|线上|在线|邮寄|邮政|信函|快递|当面|现场|窗口|传真|电子邮件|电邮|邮件|网站|电话|微信"
)
_KIND = re.compile(
    r"(?P<kind>[\u4e00-\u9fff]{2,6}?)(?<![哪两三四各几这那此每分一大小])(?:类|领域|行业|条线|系统)(?!别|型)|"
    r"(?:涉及|涉|关于|有关|针对|围绕|事关)到?(?P<about>[\u4e00-\u9fff]{2,8})"
)
_CLASS_OF = re.compile(
    r"(?:[里中的，]|^)\s*(?P<kind>[\u4e00-\u9fff]{2,4}?)[这那]?一?类的?(?:来?信|邮件|诉求|投诉|留言)"
)
"""拆迁一类的信: a class of letters."""
_ITSELF = re.compile("[这那此该一][一个]?[大小]?$")
"""这一大类 is the one that was just named."""
_NARROWING = re.compile(words().narrowing)
_THINGS = re.compile(words().things)
_NEVER_IN_CELLS = re.compile(rf"{words().things}|投诉|来?信件|来信|来电")
_LEFT_OUT = re.compile(rf"(?:除(?!以)|{words().left_out})[^，。？]{{1,30}}?(?:以外|之外|外|，)")
_INSIDE = re.compile(r"(.+?)(?:之中|当中|其中|中|里)，?([^，]+)")
_DONE = ("pending", "resolved", "undisclosed")
"""What became of a part of the things that were counted."""
_NOT_RUNNING = re.compile("(?:没有?|未|不再)(?:正常)?(?:运行|维护)")
_ANSWERED_AT_ONCE = re.compile("接听|接待")
_NOT_ANSWERED = re.compile("(?:没有?|未)(?:给)?(?:答复|回复|回应)")
_APART = re.compile("分开|各自|分别|哪边|哪个(?:更|发得)?多|谁[更发]")
_ACCOUNTS = re.compile("微信|微博|抖音|头条|客户端|短视频")
_NAMED = 2
_OF_ANY_TABLE = ("total", "other")
_KEPT_BACK = ("denied", "rejected", "unable")
_WHOLE_FIELDS = ("received", "count", "value", "value_yuan", "participants", "sessions")


def refuse_narrowed(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse a number of the whole where a part of it is asked for.

    Raises:
        Refused: the reports do not tell that part.
    """
    if plan.operation in ("why", "findings"):
        return
    if plan.operation == "exists":
        _refuse_strange_deeds(plan, inquiry)
        return
    said = inquiry.said
    if plan.operation == "list":  # walk-ins, calls and visits: what one of them says is enough
        told = [_told(fact) for target in plan.targets if (fact := inquiry.fact_of([target]))]
        said = _NARROWING.sub(lambda hit: "" if hit[0] in "".join(told) else hit[0], said)
    for target in plan.targets:
        if isinstance(target, CellTarget):
            alone = len(plan.targets) == 1
            part = next(_parts_of_cells(said, target, alone), None)
        elif isinstance(target, FactTarget) and (fact := inquiry.fact_of([target])):
            alone = len(plan.targets) == 1
            part = next(_parts_of_facts(said, target, fact, inquiry, alone), None)
        else:
            continue
        if part:
            raise refusals.not_stated(inquiry.areas, f"“{part.strip()}”这一部分", doubtful=True)


def _refuse_strange_deeds(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse yes or no by a cell on what no report tells: 有没有撤诉的."""
    word = _NARROWING.search(inquiry.said)
    if not word or not any(isinstance(target, CellTarget) for target in plan.targets):
        return
    if not any(word[0] in inquiry.sources.view(report) for report in inquiry.reports):
        raise refusals.not_stated(inquiry.areas, f"“{word[0]}”", doubtful=True)


def _parts_of_cells(said: str, cell: CellTarget, alone: bool) -> Iterator[str]:
    bare = list(said)
    for start, end in meaning(said):
        bare[start:end] = " " * (end - start)
    left = "".join(bare)
    if (period := _PART_OF_YEAR.search(left)) and not _WHOLE_YEAR.search(said):
        yield period[0]
    if channel := _CHANNEL.search(left):
        yield channel[0]
    # 重新答复 is more than the 答复 that names a row.
    for word in _NARROWING.finditer(said):
        if left[slice(*word.span())].strip():
            yield word[0]
    if alone and (thing := _NEVER_IN_CELLS.search(left)):
        yield thing[0]
    if cell.table == "applications" and (undone := _NOT_ANSWERED.search(left)):
        yield undone[0]
    yield from _of_another_table(said, cell)
    for hit in _KIND.finditer(left):
        if has_content(_ITSELF.sub("", hit["kind"] or hit["about"])):
            yield hit[0]


def _of_another_table(said: str, cell: CellTarget) -> Iterator[str]:
    """Yield what is named that only another table has: 被纠正的处罚, 给企业的许可, 拒绝的许可."""
    columns, rows = list(found_terms(said, "columns")), list(found_terms(said, "rows"))
    others = [*rows, *(hit for hit in columns if hit.table == cell.table)]
    for hit in rows if cell.table == "article20" else ():
        if hit.table == "applications" and hit.name.startswith(_KEPT_BACK):
            yield said[hit.start : hit.end]
    for hit in columns:
        # 处理决定 and 项目 are said of cases and requests, too.
        if hit.table in (cell.table, "article20") or hit.name in _OF_ANY_TABLE:
            continue
        within = any(other.start <= hit.start and hit.end <= other.end for other in others)
        if hit.strength == _NAMED and not within:
            yield said[hit.start : hit.end]


def _parts_of_facts(
    said: str, target: FactTarget, fact: StoredFact, inquiry: Inquiry, alone: bool
) -> Iterator[str]:
    """Yield what a question names and a number has not.

    Args:
        alone: no other number is told with it that may have the thing named.
    """
    if target.field == "dates":
        return
    told = _told(fact)
    period = _PART_OF_YEAR.search(said)
    if period and not _WHOLE_YEAR.search(said):
        month = period["month"]
        number = whole_number(month) if month else None
        of_several = len(fact.dates) > 1 and fact.numbers.get("sessions", 1) > 1
        if of_several or (f"{number}月" not in told if number else period[0] not in told):
            yield period[0]
    if (word := _NARROWING.search(said)) and word[0] not in told:
        yield word[0]
    if fact.kind in ("mailbox", "category_count") and (hit := _CLASS_OF.search(said)) \
            and has_content(hit["kind"]) and not has(with_synonyms(told), hit["kind"]):  # fmt: skip
        yield hit["kind"]
    stopped = _NOT_RUNNING.search(said)
    if stopped and alone and "active" not in fact.numbers and not _NOT_RUNNING.search(told):
        yield stopped[0]
    if alone and target.field in _WHOLE_FIELDS:
        for name, pattern in fact_search.FIELDS:
            done = pattern.search(said) if name in _DONE and name not in fact.numbers else None
            if done and not pattern.search(told) and not _ANSWERED_AT_ONCE.search(told):
                yield done[0]
    one = inquiry.before is None and inquiry.asked.operation == "value" and "、" not in said
    if alone and one and len(things := _THINGS.findall(_LEFT_OUT.sub(" ", said))) == 1:
        named = with_synonyms(f"{told} {fact.label} {fact.channel or ''}")
        if not any(thing in named for thing in things) or _one_of_several(things[0], fact):
            yield things[0]
    if alone and inquiry.before is None and _one_of_two_accounts(said, fact):
        yield fact.label
    if target.field not in _WHOLE_FIELDS or inquiry.asked.operation not in ("value", "sum"):
        return
    # 60家新媒体里抖音号有几家: what is asked for is not the number that the question has.
    if alone and fact.numbers[target.field] in numbers_in(said) and inquiry.before is None:
        yield fact.label or said
    if hit := _INSIDE.search(said):
        own = nouns(hit[2], meaning(hit[2]))
        whole = fact_search.best(hit[1], inquiry.report, inquiry.sources) if own else None
        if whole and whole.fact.id == fact.id and not any(_counts(fact, word) for word in own):
            yield hit[2]


def _told(fact: StoredFact) -> str:
    """Return all that is told of a number."""
    return f"{fact.near} {fact.sentence} {' '.join(fact.dates)}"


def _one_of_two_accounts(said: str, fact: StoredFact) -> bool:
    """Tell whether one of two is named whose number is told together: 微信微博发布500条."""
    both = _ACCOUNTS.findall(fact.label)
    named = set(_ACCOUNTS.findall(_LEFT_OUT.sub(" ", said)))
    return len(set(both)) > 1 and (len(named) == 1 or _APART.search(said) is not None)


def _one_of_several(thing: str, fact: StoredFact) -> bool:
    """Tell whether a number is that of several things together: 公众号、公开栏公开60条."""
    if has(f"{fact.label}{fact.channel or ''}", thing):
        return False
    told = with_synonyms(fact.sentence)
    return re.search(rf"、[^，。（(]{{0,12}}{thing}|{thing}[^，。）)]{{0,12}}、", told) is not None


def _counts(fact: StoredFact, word: str) -> bool:
    """Tell whether a number counts a thing, and not one of several of which it counts all."""
    if word in f"{fact.label}{fact.channel or ''}":
        return True
    return word in fact.near and not re.search(rf"、[^，]*{word}|{word}[^，]*、", fact.near)
