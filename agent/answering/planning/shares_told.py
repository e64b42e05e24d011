"""Shares that follow from what was told before, or from one fact: 乙的这个比例呢, 正常运行率."""

from __future__ import annotations

import re

from agent.answering.holdings.lists import lists_of, main_field
from agent.answering.language import MARK, with_synonyms
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, FactTarget, Plan, Target
from agent.answering.planning import fact_search
from agent.answering.planning.beside import member_named
from agent.answering.planning.cell_search import cells_named
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import names
from agent.answering.planning.targets import without_share
from agent.answering.planning.told import says_nothing_new, told_before
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms

_PART_OF = {
    "active": "count",
    "resolved": "received",
    "pending": "received",
    "answered": "received",
    "undisclosed": "received",
}
_RATE = re.compile("(?:运行|在用|活跃|维护|存活)率")
DIVIDED = re.compile(r"(?P<part>[^，。？]+?)(?:除以|÷)")


def part_of(field: str) -> str | None:
    """Return the field that another one is a part of."""
    return _PART_OF.get(field)


def says_something(text: str) -> bool:
    """Tell whether a text names anything beside the share that it asks for."""
    bare = without_share(text)
    return has_content(bare) or any(found_terms(bare, "rows"))


def asked_before(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the share asked for before, of another body: 乙的这个比例呢."""
    before = inquiry.before
    if before is None or not before.whole or not inquiry.asked.elliptic:
        return False
    cells = all(isinstance(target, CellTarget) for target in (*before.targets, *before.whole))
    if not cells or not says_nothing_new(without_share(inquiry.asked.text)):
        return False
    plan.targets, plan.whole, plan.whole_reports = before.targets, before.whole, plan.reports
    return True


def last_sum(parts: list[Target], inquiry: Inquiry) -> list[Target]:
    """Return what was added up before, where the parts are some of it: 其中热线占几成."""
    if inquiry.before is None or inquiry.before.operation != "sum":
        return []
    told = [target for _, target in told_before(inquiry, 0)]
    return told if len(parts) < len(told) and all(part in told for part in parts) else []


def of_those_summed(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of one of the numbers added up before: 热线那部分占多少."""
    said = MARK.sub(" ", inquiry.asked.text).partition("占")
    if inquiry.before is None or inquiry.before.operation != "sum" or says_something(said[2]):
        return False
    told = [target for _, target in told_before(inquiry, 0)]
    facts = [(target, fact) for target in told if (fact := inquiry.fact_of([target]))]
    rows = {(cell.table, cell.row) for cell in cells_named(said[0], inquiry.asked, [])}
    fits = [target for target, fact in facts if names(said[0], fact.label)]
    fits = fits or [t for t in told if isinstance(t, CellTarget) and (t.table, t.row) in rows]
    if len(told) < 2 or len(fits) != 1:
        return False
    plan.targets, plan.whole, plan.whole_reports = fits, told, plan.reports
    return True


def of_fields(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a rate of one number of a fact to another: 正常运行率."""
    said = inquiry.said
    if len(inquiry.reports) != 1 or not _RATE.search(said):
        return False
    text = MARK.sub(" ", inquiry.asked.text)
    for found in fact_search.candidates(text, inquiry.report, inquiry.sources)[:3]:
        fact = found.fact
        if {"active", "count"} <= set(fact.numbers) and with_synonyms(fact.label) in said:
            target = FactTarget(report=fact.report_id, fact=fact.id, field="active")
            plan.targets, plan.whole_reports = [target], plan.reports
            plan.whole = [target.model_copy(update={"field": "count"})]
            return True
    return False


def of_whole(plan: Plan, inquiry: Inquiry, part: str) -> None:
    """Take the number of the whole itself that the part is said by: 不公开的占来信多少."""
    fact = inquiry.fact_of(plan.whole)
    if fact and plan.targets and isinstance(plan.targets[0], CellTarget):
        # 许可占全部权力的多少: what is listed under the whole, not the row of that name.
        report = inquiry.report
        for found in lists_of(inquiry.sources.facts(report), inquiry.sources.view(report)):
            hit = member_named(MARK.sub(" ", part), found.parts) if found.whole == fact else None
            if hit:
                field = main_field(hit) or found.field
                plan.targets = [FactTarget(report=report.id, fact=hit.id, field=field)]
                return
    fields = [field for field in fact_search.fields_asked(part) if field in _PART_OF]
    for field in fields if fact else ():
        whole = _PART_OF[field]
        named = all(fact.explains(word) for word in nouns(MARK.sub(" ", part))) if fact else False
        if fact and named and {field, whole} <= set(fact.numbers):
            told = FactTarget(report=fact.report_id, fact=fact.id, field=field)
            plan.targets, plan.whole = [told], [told.model_copy(update={"field": whole})]
            return


def divided(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of two numbers of one fact, one divided by the other: 办结的除以收到的."""
    if len(inquiry.reports) != 1 or not (hit := DIVIDED.search(inquiry.asked.said)):
        return False
    fields = fact_search.fields_asked(hit["part"])
    part = next((field for field in fields if field in _PART_OF), None)
    text = MARK.sub(" ", inquiry.asked.whole)
    whole = _PART_OF.get(part or "")
    for found in fact_search.candidates(text, inquiry.report, inquiry.sources):
        fact = found.fact
        told = fact.label or fact.channel
        if part in fact.numbers and whole in fact.numbers and told and told in text:
            target = FactTarget(report=fact.report_id, fact=fact.id, field=part or "")
            plan.operation, plan.whole_reports = "share", plan.reports
            plan.targets = [target]
            plan.whole = [target.model_copy(update={"field": whole})]
            return True
    return False
