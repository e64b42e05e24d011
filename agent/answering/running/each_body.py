"""Answers of what is computed for each of several bodies: a share or a sum, largest first."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answering import refusals
from agent.answering.answer import AnswerRow
from agent.answering.holdings.catalog import ReportRef
from agent.answering.plan import Plan
from agent.answering.running import arithmetic, phrasing
from agent.answering.running.items import Item
from agent.answering.running.result import MOST_TOLD, Result
from agent.contract import Number
from agent.wording import number_words


def add_each_body(
    result: Result,
    plan: Plan,
    reports: Sequence[ReportRef],
    items: Sequence[Item],
    whole: Sequence[Item],
) -> None:
    """Put the number of each body before the numbers that it is computed from.

    Raises:
        Refused: no body has all of them.
    """
    zh, share = plan.language == "zh", plan.operation == "share"
    found: list[tuple[Number, str | None, ReportRef]] = []
    result.rows = []
    for report in reports:
        own = [item for item in items if item.report.id == report.id]
        of = [item for item in whole if item.report.id == report.id]
        parts = [item.value for item in own if item.value is not None]
        wholes = [item.value for item in of if item.value is not None]
        lacking = len(parts) < len(own) or len(wholes) < len(of) or not own
        total, base = arithmetic.total(parts), arithmetic.total(wholes)
        if lacking or share and not base:
            continue
        value = arithmetic.percent(total, base) if share else total
        result.computed += [(total, tuple(parts)), (base, tuple(wholes)), (value, (total, base))]
        found.append((value, "%" if share else phrasing.same_unit(own), report))
    if not found:
        raise refusals.not_stated("、".join(plan.bodies[:5]), citations=result.citations[:5])
    found.sort(key=lambda one: one[0], reverse=plan.descending)
    for value, unit, report in found:
        result.rows.append(
            AnswerRow(label=report.area, value=value, unit=unit, report=report.sha256)
        )
    told = [
        f"{report.area}{report.year or ''}{'年' if zh else ': '}{number_words(value)}{unit or ''}"
        for value, unit, report in found[:MOST_TOLD]
    ]
    head = ("；" if zh else "; ").join(told)
    if len(found) == 2:
        (first, unit, one), (second, _, other) = found
        apart = arithmetic.difference(first, second)
        result.value, result.unit = apart, "百分点" if share else unit
        result.computed.append((apart, (first, second)))
        size = phrasing.amount(apart, result.unit, None, plan.language)
        if zh:
            larger = one if first > second else other
            head = f"{larger.area}更多，多{size}：{head}" if apart else f"两者相同：{head}"
        else:
            head = f"{head}; difference {size}"
    result.text = f"{head}。{result.text}" if zh else f"{head}. {result.text}"
