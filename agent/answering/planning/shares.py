"""Plans shares: the part, and what it is a part of."""

from __future__ import annotations

import re

from agent.answering import refusals
from agent.answering.language import MARK, whole_number
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, FactTarget, Plan, Target
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import cells_named, has_cell
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.ratios import of_another, plan_ratio
from agent.answering.planning.shares_told import (
    asked_before,
    divided,
    last_sum,
    of_fields,
    of_those_summed,
    of_whole,
    part_of,
    says_something,
)
from agent.answering.planning.targets import targets_of, without_share
from agent.answering.planning.told import says_nothing_new, told_before
from agent.answering.planning.values import several_rows
from agent.answering.planning.wholes import total_before, whole_listing, whole_of
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms, words

_PROPOSALS = re.compile(r"建议(?:[和、与及]|以及)?提案|提案(?:[和、与及]|以及)?建议")
_INSIDE = re.compile(r"(.+?)(?:之中|当中|其中|中|里[头面边]?)，?(.+)")
_AMOUNTS_TO = re.compile("相当于|等于(?=[^，。？]*(?:百分|几成|多少))")
_SUM_OF = re.compile(
    r"[这那]?([二两三四五六七八九])[个行类项者种样]数?[字的]?(?:之和|合计|总和|加起来|加总|相加)"
)
_EACH = re.compile(
    r"每一?[个项件笔宗单]|平均[^，。？]{0,4}一[个项件笔宗单]|均价|单价|(?:采购|项目)[^，。？]{0,3}平均"
)
_PRICED = re.compile(r"[多几][少]?(?:钱|万?元)|金额|均价|单价|花")
_BOTH = re.compile(r"[两二这那俩几][一二两三四]?[项类种样个块者情形处部加]|[加合]|一起|一块")
_SHARE_INSIDE = re.compile(
    r"(.+?)(?:里面?|中|当中|之中|内)?[，\s]\s*(.+?)的?(?:占比|比重|比例|百分|份额)"
)
_SHARE_IN = re.compile(
    r"^(?P<part>[^，]*?，?)[在于](?P<whole>[^，]+?)(?:里面?|当中|之中|中|内)[，\s]*(?:占|比重|比例|份额|是)"
)
_SHARE_OF = re.compile(
    r"^(?P<part>.*?)(?:占|相当于)了?(?P<whole>.*?)的?"
    r"(?:百分之|百分比|多少|几成|多大|比例|比重|份额|几|$)"
)
_ALL_OF = re.compile("全部|所有|整个|总条数|总件数|总数|总量|总")
_OF_ALL = re.compile("(?:在|于|对)[^，。？]{0,10}(?:全部|总|所有|整)")
_ONE_OF = re.compile("分别|各占|各自")
_ALL = re.compile(f"{words().all_reports}|[二三四五六七八九十各]家")


def spelled_out(text: str) -> str:
    """Return a text with the full names of what deputies put in: 建议提案."""
    return _PROPOSALS.sub("人大代表建议和政协提案", text)


def plan_each(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of what one of them costs: 平均每个采购项目多少元."""
    said = inquiry.asked.said
    if len(inquiry.reports) != 1 or not (_EACH.search(said) and _PRICED.search(said)):
        return False
    named = cells_named(inquiry.asked.text, inquiry.asked, inquiry.targets_before)
    before = [target for target in inquiry.targets_before if isinstance(target, CellTarget)]
    for cell in [*named, *before][:1]:
        if has_cell(cell.table, cell.row, "amount") and has_cell(cell.table, cell.row, "items"):
            plan.operation, plan.mean, plan.whole_reports = "ratio", False, plan.reports
            plan.targets = [cell.model_copy(update={"column": "amount"})]
            plan.whole = [cell.model_copy(update={"column": "items"})]
            return True
    return False


def plan_share(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of a share, or of a rate that the text tells.

    Raises:
        Refused: part or whole is not told.
    """
    asked = inquiry.asked
    if plan.operation == "ratio":
        plan_ratio(plan, inquiry)
        return
    if asked_before(plan, inquiry) or of_fields(plan, inquiry):
        return
    left, found, right = _AMOUNTS_TO.sub("占", asked.text).partition("占")
    if of_another(plan, inquiry) or divided(plan, inquiry):
        return
    if found and _ALL.search(right) and MARK.search(left) and not MARK.search(right):
        plan.targets = plan.whole = targets_of(inquiry, left, inquiry.targets_before)[:1]
        # （按甲1件、乙2件计），丙占…: the body is named last.
        own = inquiry.named_in(left.rpartition("，")[2])
        plan.reports = [report.id for report in own] or plan.reports
        plan.whole_reports = [
            report.id for report in inquiry.catalog.reports
            if not asked.years or report.year in asked.years
        ]  # fmt: skip
        return
    if found and len(inquiry.reports) > 1 and MARK.search(right):
        whole = inquiry.named_in(right)
        part = [report for report in inquiry.named_in(left) if report not in whole]
        targets = targets_of(inquiry, asked.text, inquiry.targets_before)
        if all(isinstance(t, FactTarget) and t.field == "rate" for t in targets):
            # 网办的占比，甲比乙高几个百分点: rates that the text tells
            plan.operation, plan.targets = "compare", targets
            return
        plan.targets, plan.whole = targets[:1], targets[:1]
        plan.reports = [report.id for report in part] or plan.reports[:1]
        plan.whole_reports = [report.id for report in whole or inquiry.reports]
        return
    plan.whole_reports = plan.reports
    if _of_those_told(plan, inquiry):
        return
    if (
        not found
        and inquiry.items_before
        and _OF_ALL.search(asked.said)
        and has_content(asked.text)
    ):
        # 在全部投诉里比重多少: the part is what was told last.
        plan.targets = [inquiry.items_before[-1][1]]
        plan.whole = targets_of(inquiry, asked.text, [])[:1]
        if plan.whole != plan.targets:
            return
    if found and inquiry.items_before and _OF_ALL.search(left) and not says_something(right):
        # 在全部诉讼里占几成
        plan.targets = [inquiry.items_before[-1][1]]
        plan.whole = targets_of(inquiry, left, [])[:1]
        return
    if found and (
        _of_rows_listed(plan, inquiry, left, right)
        or _of_those_named(plan, inquiry, left)
        or of_those_summed(plan, inquiry)
    ):
        return
    if found and says_something(right):
        if says_something(left):
            plan.targets = _parts_of(targets_of(inquiry, left, []))
        else:
            told = 2 if _BOTH.search(left) else 1
            plan.targets = [target for _, target in inquiry.items_before[-told:]]
        try:
            # 新公开占对外公开总数: a column alone is of the part's row.
            row = any(found_terms(MARK.sub(" ", right), "rows"))
            cell = plan.targets and isinstance(plan.targets[0], CellTarget) and not row
            plan.whole = targets_of(inquiry, right, plan.targets if cell else [])[:1]
        except refusals.Refused:
            # 占全部信息的多少: the number that the part is listed under.
            plan.whole = whole_of(plan.targets[0], inquiry) if plan.targets else []
            if not plan.whole:
                raise
        of_whole(plan, inquiry, left)
        return
    if (inside := _INSIDE.fullmatch(left)) and found and _split_inside(plan, inquiry, inside):
        return
    if not found and (inside := _SHARE_INSIDE.match(asked.text)) \
            and _split_inside(plan, inquiry, inside):  # fmt: skip
        return
    if rate := _told_rate(inquiry):
        plan.targets, plan.operation = rate, "value"
        return
    goes_on = asked.elliptic or not any(found_terms(inquiry.bare, "rows"))
    before = inquiry.targets_before[-1:] if goes_on else []
    part_targets = targets_of(inquiry, without_share(asked.text), before, inquiry.fact_before())
    if listed := _listed_under(part_targets, inquiry):
        plan.targets, plan.whole = [listed[0]], [listed[1]]
        return
    if in_all := _in_all(part_targets):
        plan.targets, plan.whole = [t for t in part_targets if t != in_all], [in_all]
        return
    together = isinstance(part_targets[0], CellTarget) and len(part_targets) > 1
    parts = _parts_of(part_targets)
    plan.targets = parts if together and not _ONE_OF.search(asked.said) else part_targets[:1]
    plan.whole = last_sum(plan.targets, inquiry) or whole_of(plan.targets[0], inquiry)


def _parts_of(targets: list[Target]) -> list[Target]:
    """Leave out all requests, where some of them are named too: 答复的申请里不掌握的."""
    return [t for t in targets if getattr(t, "row", "") not in ("new", "total")] or targets


def _in_all(targets: list[Target]) -> CellTarget | None:
    """Return the total of a row that is named with a part of it: 公开总数里新公开的占多少."""
    cells = [target for target in targets if isinstance(target, CellTarget)]
    if len(cells) < 2 or len({(cell.table, cell.row) for cell in cells}) > 1:
        return None
    return next((cell for cell in cells if cell.column == "total"), None)


def _listed_under(targets: list[Target], inquiry: Inquiry) -> tuple[Target, Target] | None:
    """Return a part and its whole, where both are named: 公开信息里网站的占多少."""
    for part in targets:
        fact = inquiry.fact_of([part])
        whole = fact and isinstance(part, FactTarget) and total_before(fact, part.field, inquiry)
        for other in targets if whole else ():
            if isinstance(other, FactTarget) and whole and other.fact == whole.id:
                return part, other
    return None


def _of_those_named(plan: Plan, inquiry: Inquiry, left: str) -> bool:
    """Fill the plan of one of several that are named together first: 甲、乙、丙合计，甲占多少."""
    together, _, one = left.rpartition("，")
    if not says_something(together) or not says_something(one):
        return False
    whole = cells_named(together, inquiry.asked, [])
    part = cells_named(one, inquiry.asked, whole)
    if len(whole) < 2 or len(part) != 1 or part[0] not in whole:
        return False
    plan.targets, plan.whole = list(part), list(whole)
    return True


def _of_rows_listed(plan: Plan, inquiry: Inquiry, left: str, right: str) -> bool:
    """Fill the plan of one of several rows listed before: 甲、乙、丙三行…甲占三行之和的多少."""
    number = _SUM_OF.search(MARK.sub(" ", right))
    part = cells_named(left, inquiry.asked, []) if number else []
    if not number or len(part) != 1:
        return False
    whole = [
        cell.model_copy(update={"column": part[0].column})
        for cell in cells_named(inquiry.asked.whole, inquiry.asked, [])
    ]
    if len(whole) != whole_number(number[1]) or part[0] not in whole:
        return False
    plan.targets, plan.whole = list(part), list(whole)
    return True


def _of_those_told(plan: Plan, inquiry: Inquiry) -> bool:
    """它占全部信息的多少, 在来信里占几成: the part is what was told last."""
    text = inquiry.asked.text
    hit = _SHARE_IN.search(text) or _SHARE_OF.search(text)
    if not hit or not says_nothing_new(hit["part"]) or not (told := told_before(inquiry, 0)):
        return False
    plan.targets = list({repr(target): target for _, target in told}.values())
    plan.reports = plan.whole_reports = list(dict.fromkeys(number for number, _ in told))
    whole = hit["whole"]
    listing = whole_listing(plan.targets[0], inquiry) if _ALL_OF.search(whole) else []
    if (fact := inquiry.fact_of(listing)) and all(fact.explains(word) for word in nouns(whole)):
        plan.whole = listing
    elif not says_nothing_new(whole):
        near = inquiry.fact_of(plan.targets)
        try:
            found = targets_of(inquiry, _ALL_OF.sub(" ", whole), [], near)
            plan.whole = found if several_rows(found) else found[:1]
        except refusals.Refused:
            plan.whole = []
    if not plan.whole or plan.whole[0] in plan.targets:
        # Those told together may be parts of one number, or each of its own: 占两个渠道收到的多少.
        wholes = [one for target in plan.targets for one in whole_of(target, inquiry)[:1]]
        plan.whole = list({repr(one): one for one in wholes}.values())
    return True


def _split_inside(plan: Plan, inquiry: Inquiry, inside: re.Match[str]) -> bool:
    """权力事项中行政许可占多大比例: the whole is named first."""
    if not all(map(says_something, inside.groups())):
        return False
    try:
        whole = spelled_out(inside[1])
        plan.whole = targets_of(inquiry, whole, [])
        near = inquiry.fact_of(plan.whole)
        plan.targets = targets_of(inquiry, inside[2], plan.whole, near)[:1]
    except refusals.Refused:
        return False
    return plan.targets != plan.whole


def _told_rate(inquiry: Inquiry) -> list[Target]:
    """A rate that the text tells, or that follows from what one fact tells."""
    near, text, report = inquiry.fact_before(), inquiry.asked.text, inquiry.report
    if any(part_of(field) for field in fact_search.fields_asked(text) if field != "resolved"):
        return []  # 还在办的占多少: the rate that is told is that of those dealt with
    if not has_content(without_share(text)) and near:
        if "rate" in near.numbers or {"received", "resolved"} <= set(near.numbers):
            return [FactTarget(report=near.report_id, fact=near.id, field="rate")]
        return []
    for hit in fact_search.candidates(text, report, inquiry.sources, near)[:3]:
        told = hit.field == "rate" or hit.fact.unit == "%"
        if told and fact_search.accepted(hit):
            return [FactTarget(report=report.id, fact=hit.fact.id, field=hit.field)]
    return []
