"""Refuses a number that belongs to another thing than the question tells of.

The number of a whole is none of its part, that of letters on health none of those that are kept
back, and what one account posted none of what another did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from agent.answering import refusals
from agent.answering.answer import numbers_in
from agent.answering.holdings.lists import lists_of
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK, folded, whole_number
from agent.answering.plan import CellTarget, FactTarget, Plan
from agent.answering.planning.inquiry import Inquiry
from agent.answering.rephrasing import NUMBERS
from agent.answering.vocabulary import found_terms, words

_OF_ALL = ("total", "decisions", "items")
_COUNT_SAID = re.compile(r"(?P<number>\d[\d,]*)(?P<of>[^\d，。？；]{0,12})")
_JOINT = re.compile("[及与和、]")
_ONLY = re.compile(r"(?:光|只|仅|单|纯|其中(?:的)?)(?P<part>[^，。？]{2,8})")
_ONLY_ENGLISH = re.compile(
    r"\b(?:fully|completely|wholly|only|alone|purely|solely)\b", re.IGNORECASE
)
_AMONG = re.compile(
    rf"(?P<of>\d[\d,]*|[二三四五六七八九十]+)(?:{words().units})[^，。？；\d]{{0,6}}?(?:里头?|中|当中|之中|里面)"
    r"|\bof (?:those|these|the|that|its) (?P<english>\d[\d,]*|[a-z]+(?:-[a-z]+)?)",
    re.IGNORECASE,
)
_HAN_NUMBER = re.compile(
    rf"(?<![第〇零一二三四五六七八九十])[二三四五六七八九十]+(?={words().units})"
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_NUMBER = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})[- ]?)?(?P<ones>{'|'.join(reversed(NUMBERS[:19]))})?\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"^[\s，那]*(?:其中|这里头?|里头|里面|当中|这当中|这里面)")
_QUOTED = re.compile(r"[“「『\"‘](?P<name>[^“”「」『』\"‘’]{2,16})[”」』\"’]")
_FEW = 2
"""So few may be said of anything."""
_NEAR = 100
"""So many characters on, 其中 still goes on with what was told before."""


def refuse_others(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse the one number of a plan where it is not of what the question tells of.

    Raises:
        Refused: it belongs to something else.
    """
    if len(plan.targets) != 1 or len(inquiry.reports) != 1:
        return
    (target,) = plan.targets
    said = None
    if isinstance(target, CellTarget):
        said = _total_said(plan, inquiry, target)
    elif isinstance(target, FactTarget) and (fact := inquiry.fact_of([target])):
        said = next(_of_others(plan, inquiry, target, fact), None)
    if said:
        raise refusals.not_stated(inquiry.areas, f"“{said.strip()}”", doubtful=True)


def _of_others(plan: Plan, inquiry: Inquiry, target: FactTarget, fact: StoredFact) -> Iterator[str]:
    """Yield what of the question is not told by the number."""
    view = folded(inquiry.asked.question)
    for quoted in _QUOTED.finditer(view):
        name, own = quoted["name"], f"{fact.label} {fact.sentence}"
        # “云山公安” is not “云山发布”.
        of_body = any(
            name.startswith(one.text) and name != one.text for one in inquiry.asked.mentions
        )
        if of_body and name in inquiry.sources.view(inquiry.report) and name not in own:
            yield name
    if plan.operation not in ("value", "share"):
        return
    parts = [part for part in _JOINT.split(fact.label) if len(part) > 1]
    if len(parts) > 1:
        if only := _ONLY_ENGLISH.search(view):
            yield only[0]
        for hit in _ONLY.finditer(inquiry.asked.said):
            if sum(_shares(hit["part"], part) for part in parts) == 1:
                yield hit["part"]
    if plan.operation != "value":
        return
    number = fact.numbers.get(target.field)
    if number is not None and number > _FEW and Decimal(number) in _numbers_said(view):
        yield str(number)  # 那二十次会议，请过媒体的有几次
    yield from _of_another_whole(inquiry, fact, view)
    before = inquiry.fact_before()
    if before and _REFERS.search(inquiry.said):
        apart = abs(before.start - fact.start) > _NEAR or before.section != fact.section
        if apart and not (fact.channel and fact.channel == before.channel):
            yield "其中"


def _of_another_whole(inquiry: Inquiry, fact: StoredFact, view: str) -> Iterator[str]:
    """Yield a number of which some are asked for, where the number found is none of its parts."""
    hits = [(hit[0], _numbers_said(hit[0])) for hit in _AMONG.finditer(view)]
    written, of = next((hit for hit in hits if hit[1]), ("", set()))
    if not of:
        return
    report = inquiry.report
    facts = inquiry.sources.facts(report)
    lists = lists_of(facts, inquiry.sources.view(report))
    wholes = [one for one in lists if fact.id in {part.id for part in one.parts}]
    own = {Decimal(value) for value in fact.numbers.values()}
    own |= {Decimal(one.whole.numbers[one.field]) for one in wholes}
    others = {Decimal(value) for one in facts for value in one.numbers.values()}
    if wholes and of & others and not of & own:
        yield written


def _numbers_said(text: str) -> set[Decimal]:
    """Return the numbers of a text, also those below a hundred that are written in words."""
    found = numbers_in(text)
    found |= {Decimal(whole_number(hit[0])) for hit in _HAN_NUMBER.finditer(text)}
    for hit in _ENGLISH_NUMBER.finditer(text):
        tens = 10 * (_TENS.index(hit["tens"].lower()) + 2) if hit["tens"] else 0
        ones = NUMBERS.index(hit["ones"].lower()) + 1 if hit["ones"] else 0
        found.add(Decimal(tens + ones))
    return found - {Decimal(0)}


def _shares(text: str, part: str) -> bool:
    """Tell whether a text has two characters of a part that stand together."""
    return any(part[place : place + 2] in text for place in range(len(part) - 1))


def _total_said(plan: Plan, inquiry: Inquiry, cell: CellTarget) -> str | None:
    """Return the number of a whole that is said where a part of it is asked for: 50件申请里…."""
    if cell.column not in _OF_ALL or plan.operation not in ("value", "sum") or inquiry.before:
        return None
    stored = inquiry.sources.cells([inquiry.report.id], cell.table, [cell.row], cell.column)
    said = MARK.sub(
        " ", inquiry.asked.said if plan.operation == "value" else inquiry.asked.question
    )
    for hit in _COUNT_SAID.finditer(said):
        first = next(found_terms(hit["of"], "rows"), None)
        named = first is not None and first.name == cell.row
        value = int(hit["number"].replace(",", ""))
        if (named or plan.operation == "sum") and any(c.value == value for c in stored):
            return hit["number"]
    return None
