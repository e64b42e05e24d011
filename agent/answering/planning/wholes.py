"""What a part is a part of: the letters of its channel, the number that it is listed under."""

from __future__ import annotations

from agent.answering import refusals
from agent.answering.holdings.lists import lists_of
from agent.answering.holdings.stored import StoredFact
from agent.answering.plan import CellTarget, FactTarget, Target
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.shares_told import part_of
from agent.answering.vocabulary import metrics


def whole_of(part: Target, inquiry: Inquiry) -> list[Target]:
    """Return what a part is a part of: its channel's letters, or the larger number told before.

    Raises:
        Refused: that is not told.
    """
    report = inquiry.report
    before = inquiry.targets_before
    if isinstance(part, CellTarget):
        group = before[-1] if before and inquiry.asked.elliptic else None
        if isinstance(group, CellTarget) \
                and part.row in metrics()[group.table].rows[group.row].members:  # fmt: skip
            return [group.model_copy(update={"column": part.column})]
        if part.column != "total" and part.table != "article20":
            return [part.model_copy(update={"column": "total"})]
        if part.table == "applications":
            return [part.model_copy(update={"row": "total"})]
        raise refusals.not_stated(report.name)
    if isinstance(part, FactTarget):
        facts = {fact.id: fact for fact in inquiry.sources.facts(report)}
        fact = facts[part.fact]
        if (field := part_of(part.field)) and field in fact.numbers:
            return [part.model_copy(update={"field": field})]
        for other in facts.values():
            if fact.kind == "category_count" and other.kind == "mailbox" \
                    and other.channel == fact.channel and fact.channel:  # fmt: skip
                return [FactTarget(report=report.id, fact=other.id, field="received")]
        if total := total_before(fact, part.field, inquiry):
            return [FactTarget(report=report.id, fact=total.id, field=part.field)]
    others = [t for number, t in inquiry.items_before if number == report.id and t != part]
    if not others:
        raise refusals.not_stated(report.name)
    return others[-1:] if len(others) == 1 else [_largest(others, inquiry)]


def whole_listing(part: Target, inquiry: Inquiry) -> list[Target]:
    """Return the number of the text that a part of it is listed under."""
    fact = inquiry.fact_of([part])
    total = (
        total_before(fact, part.field, inquiry) if isinstance(part, FactTarget) and fact else None
    )
    return [part.model_copy(update={"fact": total.id})] if total else []


def total_before(part: StoredFact, field: str, inquiry: Inquiry) -> StoredFact | None:
    """Return the number that a part is listed under: 公开信息300条，其中网站200条."""
    report = inquiry.report
    for found in lists_of(inquiry.sources.facts(report), inquiry.sources.view(report)):
        if part in found.parts and field in found.whole.numbers:
            return found.whole
    return None


def _largest(targets: list[Target], inquiry: Inquiry) -> Target:
    facts = {fact.id: fact for fact in inquiry.sources.facts(inquiry.report)}

    def size(target: Target) -> float:
        if isinstance(target, FactTarget) and target.fact in facts:
            return float(facts[target.fact].numbers.get(target.field, 0))
        return 0.0

    return max(targets[-3:], key=size)
