"""Answers of numbers: one, several, their sum, difference, share or order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from agent.answering import refusals
from agent.answering.answer import AnswerRow
from agent.answering.holdings.catalog import Catalog, ReportRef
from agent.answering.holdings.citing import cite_fact
from agent.answering.holdings.sources import Sources
from agent.answering.plan import CellTarget, Condition, FactTarget, Plan
from agent.answering.running import arithmetic, phrasing, verdict
from agent.answering.running.contradictions import add_findings
from agent.answering.running.each_body import add_each_body
from agent.answering.running.items import Item, items_of
from agent.answering.running.result import MOST_TOLD, Result, untold
from agent.answering.running.told_total import add_told_total
from agent.contract import Number
from agent.wording import number_words, one_line

_TWO = 2
"""Of two that are compared each has to have a number."""


def answer_numbers(
    plan: Plan, reports: Sequence[ReportRef], catalog: Catalog, sources: Sources
) -> Result:
    """Return the numbers that are asked for, and what is computed from them.

    Raises:
        Refused: there is none, or the readers of the narrative differ about one.
    """
    items = items_of(plan.targets, reports, catalog, sources)
    if not items:
        raise refusals.not_stated("、".join(plan.bodies))
    _refuse_conflicts(items)
    if plan.each_body:
        wholes = [catalog.report(number) for number in plan.whole_reports]
        whole = items_of(plan.whole, wholes, catalog, sources)
        result = _listed(plan, [*items, *whole], sources)
        add_each_body(result, plan, reports, items, whole)
        return result
    if plan.operation in ("share", "ratio"):
        return _share(plan, items, catalog, sources)
    if plan.operation == "exists" and plan.condition:
        if plan.condition.relation == "blank":
            return _filled(plan, items, sources)
        return _whether(plan, plan.condition, items, sources)
    same = {t.fact for t in plan.targets if isinstance(t, FactTarget)}
    if plan.operation == "exists" and len(plan.targets) == len(items) == 2 and len(same) == 1:
        return _all_done(plan, items, sources)
    blank = [item.value is None and not item.dates for item in items]
    if all(blank) or any(blank) and plan.operation == "compare" and len(items) == _TWO:
        raise _without_number(items)
    if plan.operation == "difference" and plan.whole:
        return _beyond(plan, items, catalog, sources)
    if plan.operation in ("sum", "difference"):
        return _computed(plan, items, sources)
    if plan.which:
        items = [_with_sentence(item, sources) for item in items]
    tied: list[Item] = []
    if plan.condition:
        return _fulfilling(plan, plan.condition, items, sources)
    if plan.operation == "rank":
        items, tied = _ranked(items, plan)
        if not items:
            raise refusals.not_stated("、".join(plan.bodies[:5]))
    result = _listed(plan, items, sources)
    if tied:
        result.text += phrasing.tied(tied, plan.language)
    if len(items) == 1 and not items[0].dates:
        result.value, result.unit = items[0].value, items[0].unit
        result.rows = []
        if plan.operation == "exists":
            result.text = f"{_yes(items[0], plan)}{result.text}"
    elif plan.operation == "exists" and not any(item.dates for item in items):
        some = next((item for item in items if item.value), items[0])
        result.text = f"{_yes(some, plan)}{result.text}"
    elif (plan.operation == "compare" or plan.apart) and len(items) == 2:
        _add_difference(plan, result)
    elif plan.operation == "list" and len(reports) == 1:
        told = [item for item in items if item.value]
        if len(told) == 1 and len({repr(_row_of(item)) for item in items}) == 1:
            result.value, result.unit = told[0].value, told[0].unit
    return result


def _filled(plan: Plan, items: list[Item], sources: Sources) -> Result:
    """Tell whether a cell was filled in."""
    result = _listed(plan, items, sources)
    blank = all(item.state == "blank" for item in items)
    chinese, english = ("没有填。", "No. ") if blank else ("填了。", "Yes. ")
    result.text = f"{chinese if plan.language == 'zh' else english}{result.text}"
    return result


def _whether(plan: Plan, condition: Condition, items: list[Item], sources: Sources) -> Result:
    """Tell whether the one number is as asked."""
    (item,) = items
    if item.value is None and not (item.direction and condition.number == 0):
        raise _without_number(items)
    result = _listed(plan, items, sources)
    holds = _holds(condition, item)
    chinese, english = ("是的。", "Yes. ") if holds else ("没有。", "No. ")
    result.text = f"{chinese if plan.language == 'zh' else english}{result.text}"
    result.value, result.unit, result.rows = item.value, item.unit, []
    return result


def _all_done(plan: Plan, items: list[Item], sources: Sources) -> Result:
    """Tell whether all that came in was dealt with, and how many are left."""
    result = _listed(plan, items, sources)
    values = tuple(item.value or 0 for item in items)
    left = arithmetic.difference(*values)
    told = phrasing.amount(left, items[0].unit, None, plan.language)
    if plan.language == "zh":
        head = f"没有，还差{told}。" if left else "全部。"
    else:
        head = f"No, {told} are left. " if left else "Yes, all. "
    result.text, result.rows = f"{head}{result.text}", []
    result.value, result.unit = left, items[0].unit
    result.computed.append((left, values))
    return result


def _listed(plan: Plan, items: list[Item], sources: Sources) -> Result:
    result = Result("", items=items)
    marks = [result.marks(item.citations) for item in items]
    told = items[:MOST_TOLD]
    lines = [
        phrasing.line(item, plan.language, mark) for item, mark in zip(told, marks, strict=False)
    ]
    of_bodies = plan.operation == "rank" and len(plan.targets) == 1
    labels = phrasing.labels_of(items, of_bodies)
    zh = plan.language == "zh"
    result.text = ("；".join(lines) + "。") if zh else "; ".join(lines) + "."
    if plan.which:
        quotes = [f"“{one_line(c.quote)}”" for c in result.citations if c.table is None]
        result.text += "".join(quotes) if zh else " " + " ".join(quotes)
    result.rows = [
        AnswerRow(
            label=label,
            value=item.value,
            unit=item.unit,
            report=item.report.sha256,
            qualifier=item.qualifier,
            state=None if item.value is not None else item.state,
        )
        for item, label in zip(items, labels, strict=True)
    ]
    result.text += untold(result, len(items), plan.language)
    result.text += phrasing.years_differ(items, plan.language)
    result.text += phrasing.uncovered(plan.years, items, plan.language)
    add_findings(result, told, sources, plan.language)
    return result


def _with_sentence(item: Item, sources: Sources) -> Item:
    """Cite the whole sentence, which has the names."""
    if not isinstance(item.target, FactTarget):
        return item
    facts = sources.facts(item.report)
    fact = next(fact for fact in facts if fact.id == item.target.fact)
    return replace(item, citations=[cite_fact(sources, item.report, fact, whole=True)])


def _computed(plan: Plan, items: list[Item], sources: Sources) -> Result:
    known = [item for item in items if item.value is not None]
    if any(item.state == "direction_only" for item in items):
        raise _without_number(items)  # how much it changed is not told
    if plan.each and len(known) < len(items):
        raise _without_number(items)
    result = _listed(plan, items, sources)
    zh = plan.language == "zh"
    if plan.operation == "difference" and len(known) != 2:
        if len(known) < 2:
            raise _without_number(items)
        known = known[:2]
    values = [item.value for item in known if item.value is not None]
    unit = phrasing.same_unit(known)
    if unit is None and len({item.unit for item in known}) > 1:
        if plan.operation == "difference":  # households less messages: one is not what is meant
            raise refusals.not_stated("、".join(plan.bodies), doubtful=True)
        return result
    if plan.operation != "difference":
        value = arithmetic.total(values)
        head = phrasing.in_total(value, unit, items, plan.language)
        if plan.mean and len(known) < 2:
            raise refusals.not_stated("、".join(plan.bodies), citations=result.citations)
        if plan.mean:
            total = value
            result.computed += [(total, tuple(values)), (len(known), ())]
            value = arithmetic.ratio(total, len(known))
            values = [total, len(known)]
            head = phrasing.on_average(value, total, len(known), unit, items, plan.language)
    elif plan.growth:
        return _growth(plan, plan.growth, result, values[0], values[1])
    else:
        value = arithmetic.difference(values[0], values[1])
        told = phrasing.amount(value, unit, None, plan.language)
        head = f"相差{told}" if zh else f"The difference is {told}"
        if unit == "%":
            head, unit = head.replace("%", "个百分点" if zh else " points"), "百分点"
    result.text = f"{head}：{result.text}" if zh else f"{head}: {result.text}"
    if plan.operation == "difference" and _of_text_and_table(items):
        result.text = f"{verdict.head(plan, not value)}{result.text}"
    if plan.operation == "sum":
        add_told_total(result, items, sources, plan.language)
    result.value, result.unit = value, unit
    result.computed.append((value, tuple(values)))
    return result


def _of_text_and_table(items: Sequence[Item]) -> bool:
    """Tell whether a report tells a number in its text and in a table."""
    kinds = {isinstance(item.target, CellTarget) for item in items}
    return len(kinds) == 2 and len({item.report for item in items}) == 1


def _growth(
    plan: Plan, asked: Literal["number", "percent"], result: Result, old: Number, new: Number
) -> Result:
    """Tell how much more or less it is than in the year before, and in percent of that."""
    unit = result.items[-1].unit
    change = arithmetic.difference(new, old)
    share = arithmetic.percent(new - old, old) if old else None
    if asked == "percent" and share is None:
        raise refusals.not_stated("、".join(plan.bodies), citations=result.citations)
    in_percent = asked == "percent"
    head = phrasing.growth(old, new, change, unit, share, in_percent, plan.language)
    result.text = f"{head}{result.text}"
    result.value, result.unit = (share, "%") if asked == "percent" else (change, unit)
    result.computed += [(number, (old, new)) for number in (change, share) if number is not None]
    return result


def _fulfilling(plan: Plan, condition: Condition, items: list[Item], sources: Sources) -> Result:
    """Tell which numbers are like that, largest first; where none is, all, or that next to it."""
    blank = condition.relation == "blank"
    # A cell that the report's form does not have was not left blank.
    known = [
        item for item in items
        if item.value is not None or item.direction or blank and item.state != "missing"
    ]  # fmt: skip
    known.sort(key=lambda item: item.value or 0, reverse=True)
    found = [item for item in known if _holds(condition, item)]
    next_to = [item for item in items if item.state != "missing"]
    if len(known) > MOST_TOLD:
        next_to = known[:1] if condition.relation in ("over", "at_least") else known[-1:]
    result = _listed(plan, found or next_to, sources)
    head = phrasing.fulfilling(condition, len(found), plan.language)
    result.text = f"{head}{result.text}"
    result.words.append(condition.written)
    told = (condition.number, len(found))
    result.computed += [(number, ()) for number in told]
    if not found:
        result.rows = []
    if plan.counts:
        result.value = len(found)
    return result


def _holds(condition: Condition, item: Item) -> bool:
    """Tell whether a number is as asked; where only a direction is told, whether that is."""
    if item.value is None and item.direction and condition.number == 0:
        return {"over": "increase", "under": "decrease"}.get(condition.relation) == item.direction
    return condition.holds(item.value)


def _add_difference(plan: Plan, result: Result) -> None:
    first, second = result.items
    if first.value is None or second.value is None:
        return
    value = arithmetic.difference(first.value, second.value)
    larger = first if first.value >= second.value else second
    told = phrasing.amount(value, first.unit, None, plan.language)
    if first.unit == "%":
        told = told.replace("%", "个百分点" if plan.language == "zh" else " points")
    name = phrasing.labels_of(result.items)[result.items.index(larger)]
    if plan.language == "zh":
        head = f"{name}更多，多{told}" if value else "两者相同"
        result.text = f"{head}：{result.text}"
    else:
        head = f"{name.replace('年', '')} has more, by {told}" if value else "They are equal"
        result.text = f"{head}: {result.text}"
    result.value, result.unit = value, "百分点" if first.unit == "%" else first.unit
    result.computed.append((value, (first.value, second.value)))
    if first.value < second.value:
        result.rows.reverse()


def _share(plan: Plan, items: list[Item], catalog: Catalog, sources: Sources) -> Result:
    reports = [catalog.report(number) for number in plan.whole_reports]
    whole = items_of(plan.whole, reports, catalog, sources)
    missing = [item for item in (*items, *whole) if item.value is None]
    if missing:
        raise _without_number(missing)
    part_value = arithmetic.total(item.value or 0 for item in items)
    whole_value = arithmetic.total(item.value or 0 for item in whole)
    if not whole_value:
        raise refusals.not_stated("、".join(plan.bodies))
    times = plan.operation == "ratio"
    value = (
        arithmetic.ratio(part_value, whole_value)
        if times
        else arithmetic.percent(part_value, whole_value)
    )
    # What is paid for one of them is no multiple.
    alike = phrasing.same_unit([*items, *whole]) is not None
    unit = "%" if not times else "倍" if alike else items[0].unit
    together = [*items, *(item for item in whole if item not in items)]
    result = _listed(plan, together, sources)
    share = phrasing.amount(value, unit, None, plan.language)
    told = f"{number_words(part_value)}÷{number_words(whole_value)}={number_words(value)}"
    if plan.language == "zh":
        result.text = f"{'为' if times else '占'}{share}（{told}）：{result.text}"
    else:
        result.text = f"{share} ({told}): {result.text}"
    result.value, result.unit = value, unit
    result.computed += [
        (part_value, tuple(item.value or 0 for item in items)),
        (whole_value, tuple(item.value or 0 for item in whole)),
        (value, (part_value, whole_value)),
    ]
    return result


def _beyond(plan: Plan, items: list[Item], catalog: Catalog, sources: Sources) -> Result:
    """Tell by how much a number differs from the sum of its parts."""
    reports = [catalog.report(number) for number in plan.whole_reports]
    whole = items_of(plan.whole, reports, catalog, sources)
    missing = [item for item in (*items, *whole) if item.value is None]
    if missing:
        raise _without_number(missing)
    parts = [item.value or 0 for item in items]
    total, told = arithmetic.total(parts), arithmetic.total(item.value or 0 for item in whole)
    value = arithmetic.difference(told, total)
    result = _listed(plan, [*whole, *items], sources)
    unit = phrasing.same_unit([*whole, *items])
    apart = phrasing.amount(value, unit, None, plan.language)
    # Every term stands in a citation; the sum of the parts alone would stand in none.
    terms = [number_words(part) for part in parts]
    sums = "－".join([number_words(told), *terms])
    if total > told:
        sums = f"{'＋'.join(terms)}－{number_words(told)}"
    sums = f"{sums}＝{number_words(value)}"
    head = f"相差{apart}" if value else "两者相等"
    if plan.language == "en":
        head = f"The difference is {apart}" if value else "They are equal"
    result.text = (
        f"{head}（{sums}）：{result.text}"
        if plan.language == "zh"
        else f"{head} ({sums}): {result.text}"
    )
    if plan.reports == plan.whole_reports:
        result.text = f"{verdict.head(plan, not value)}{result.text}"
    result.value, result.unit = value, unit
    result.computed += [(total, tuple(parts)), (value, (told, total))]
    return result


def _without_number(items: Sequence[Item]) -> refusals.Refused:
    """Nothing but blanks: told as such, never as 0."""
    told = [item for item in items if item.value is None]
    if not told:
        return refusals.not_stated("、".join(dict.fromkeys(item.report.area for item in items)))
    chinese = "；".join(phrasing.line(item, "zh", "") for item in told[:5])
    english = "; ".join(phrasing.line(item, "en", "") for item in told[:5])
    citations = [c for item in told for c in item.citations][:5]
    return refusals.Refused("not_stated", f"{chinese}。", f"{english}.", citations)


def _refuse_conflicts(items: Sequence[Item]) -> None:
    for item in items:
        if item.conflict:
            quote = one_line(item.raw or "")
            raise refusals.Refused(
                "readers_disagree",
                f"两种读法对这句话的理解不一致，请看原文：“{quote}”。",
                f"The two readers disagree about this passage; please see it: “{quote}”.",
                item.citations,
            )


def _ranked(items: list[Item], plan: Plan) -> tuple[list[Item], list[Item]]:
    """Return the items in order, and others that have the value of the last one asked for."""
    known = [item for item in items if item.value is not None]
    known.sort(key=lambda item: item.value or 0, reverse=plan.descending)
    if plan.apart is not None:
        first, last = (place - 1 if place > 0 else place for place in plan.apart)
        return ([known[first], known[last]] if len(known) > max(first, 1) else []), []
    if plan.ends:
        ends = {item.value for item in (*known[:1], *known[-1:])}
        return [item for item in known if item.value in ends], []
    if plan.place is not None:
        return known[plan.place - 1 : plan.place], []
    if plan.limit is not None:
        kept, cut = known[: plan.limit], known[plan.limit :]
        return kept, [item for item in cut if kept and item.value == kept[-1].value]
    # A report whose form has no such cell has no place in the order, nor one before the forms.
    return known + [i for i in items if i.value is None and i.state != "missing"], []


def _row_of(item: Item) -> object:
    target = item.target
    return (target.table, target.row) if isinstance(target, CellTarget) else item.label


def _yes(item: Item, plan: Plan) -> str:
    if plan.language == "zh":
        return "有。" if item.value else "没有。"
    return "Yes. " if item.value else "No. "
