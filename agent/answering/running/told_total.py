"""The total that a report tells itself of the numbers which an answer adds up."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answering.holdings.lists import lists_of
from agent.answering.holdings.sources import Sources
from agent.answering.language import Language
from agent.answering.plan import FactTarget
from agent.answering.running import phrasing
from agent.answering.running.items import Item, fact_item
from agent.answering.running.result import Result


def add_told_total(
    result: Result, items: Sequence[Item], sources: Sources, language: Language
) -> None:
    """Tell and cite the number of which just these are the parts, whether it agrees or not."""
    parts = {item.target.fact for item in items if isinstance(item.target, FactTarget)}
    report = items[0].report
    if len(parts) < len(items) or any(item.report != report for item in items):
        return
    for told in lists_of(sources.facts(report), sources.view(report)):
        if {part.id for part in told.parts} != parts:
            continue
        target = FactTarget(report=report.id, fact=told.whole.id, field=told.field)
        whole = fact_item(target, report, sources)
        result.items = [*result.items, whole]
        line = phrasing.line(whole, language, result.marks(whole.citations))
        result.text += f"报告所写的总数：{line}。" if language == "zh" else f" Its total: {line}."
        return
