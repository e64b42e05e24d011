"""Plans sums and differences of things that a question names one behind the other."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.answering import refusals
from agent.answering.language import MARK
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, FactTarget, Plan, Target
from agent.answering.planning import fact_search
from agent.answering.planning.across import same_elsewhere
from agent.answering.planning.cell_search import cells_named
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import GENERIC, says_something
from agent.answering.planning.listed import listed_in
from agent.answering.planning.shares import spelled_out
from agent.answering.planning.shares_told import part_of
from agent.answering.planning.targets import targets_of
from agent.answering.planning.told import says_nothing_new
from agent.answering.planning.values import plan_values, several_rows
from agent.answering.planning.wholes import whole_listing
from agent.answering.relevance import nouns
from agent.answering.vocabulary import words

_IN_ALL = re.compile(words().in_all)
_LEFT_OUT = re.compile(r"扣掉|扣除|减去|刨去|刨除|去掉|除去|撇开|抛开|不算|不计|不含|除开")
_COMPARED = re.compile(
    rf"^(?P<left>[^，]{{0,12}}?)(?P<by>{_LEFT_OUT.pattern}|比起|相比|比|较|[和与跟同])"
    r"(?P<right>[^，]+?)(?:相?比(?:较|起来)?|之后|以后|后|的话)?(?:，|(?=[多少高低][出了过]?(?:多少|几))|$)"
)
_LESS = re.compile(
    r"扣掉|扣除|减去|刨去|刨除|去掉|超出|多出|高出|少于|相差多少|领先于?|落后于?|压过|盖过|反超|[相比]较|比|较"
)
_MORE = re.compile("(?:相?差|[多少高低])(?:了|出|过)?(?=多少|几)")
"""It asks for the difference, not for a change in the year: 比起诉的多了几件."""
_LEFT = re.compile("还?[剩余]下?(?:多少|几)")
_WHOLE_OF_OUTCOMES = ("new", "total")
_NOT_WORKING = re.compile(
    r"(?:没有?|不|未|非)(?:能|在|再|算进|算|列入|纳入|属于)?(?:够)?在?[“\"]?正常(?:运行|维护|更新|打理|运转|使用|运营)|停(?:更|用|运|摆)|僵尸|荒废"
)


def plan_parts(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a sum of things of one report: 建议和提案一共几件."""
    if len(inquiry.reports) == 1 and (named := listed_in(inquiry, inquiry.bare)):
        plan.targets = named
        return True
    rows = list[Target](cells_named(inquiry.asked.text, inquiry.asked, []))
    if len(inquiry.reports) == 1 and several_rows(rows):
        plan.targets = _outcomes(rows)
        return True
    text = spelled_out(_IN_ALL.sub(" ", inquiry.bare))
    pieces = re.split(r"[和与及、]", text)
    if len(inquiry.reports) != 1 or len(pieces) < 2 or not all(map(has_content, pieces)):
        return False
    targets: list[Target] = []
    for piece in pieces:
        found = targets_of(inquiry, piece, targets)
        targets += [target for target in found[:1] if target not in targets]
    plan.targets = targets
    return len(targets) > 1


def _outcomes(rows: list[Target]) -> list[Target]:
    """Leave out the total where several of its parts are named: 办理结果中无法提供和其他处理的."""
    parts = [t for t in rows if getattr(t, "row", "") not in _WHOLE_OF_OUTCOMES]
    return rows if len(parts) < 2 or any(_is_carried(part) for part in parts) else parts


def _is_carried(target: Target) -> bool:
    return isinstance(target, CellTarget) and target.row.startswith("carried_")


def plan_difference(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of a difference: of two things of one report, or of one thing of two.

    Raises:
        Refused: one of them is not told.
    """
    text, one_report = inquiry.asked.text, len(inquiry.reports) == 1
    named = _without_whole(listed_in(inquiry, _LESS.sub("、", inquiry.bare)), inquiry)
    if one_report and len(named) == 2:
        plan.targets = named
        return
    if one_report and (pair := _with_one_told(inquiry)):
        before = inquiry.before
        if before and before.operation == "sum" and len(before.targets) > 1 \
                and pair[0] in before.targets:  # fmt: skip
            plan.targets, plan.whole, plan.whole_reports = before.targets, pair[1:], plan.reports
        else:
            plan.targets = pair
        return
    parts = re.split(f"{_LESS.pattern}|和|与|还是", text, maxsplit=1)
    labels = [fact.label for fact in inquiry.sources.facts(inquiry.report)] if one_report else []
    if one_report and len(parts) == 2 and all(says_something(part, labels) for part in parts):
        left = targets_of(inquiry, parts[0], [])
        # The column of a cell goes over; a number beside it would be taken for itself.
        counted = _MORE.sub(" ", parts[1])
        right = targets_of(inquiry, counted, left if isinstance(left[0], CellTarget) else [])
        # 打的官司，复议和诉讼哪种多: what both are of may name one of them.
        first = next((target for target in left if target != right[0]), left[0])
        plan.targets = _of_one_kind([first, right[0]], parts, inquiry)
    elif one_report and not (len(parts) == 2 and _fields_of_one(plan, inquiry, parts)):
        _two_in_one(plan, inquiry)
    elif one_report:
        return
    elif (both := _carried_to_second(inquiry)) is not None:
        plan.targets = both
    elif (told := _told_of_first(inquiry)) is not None:
        plan_values(plan, replace(inquiry, reports=inquiry.reports[1:]))
        plan.targets = [told, *plan.targets[:1]]
        plan.operation = "difference"
    else:
        plan_values(plan, inquiry)
        plan.operation = "difference"


def _without_whole(targets: list[Target], inquiry: Inquiry) -> list[Target]:
    """Leave out what only says what is compared: 发信息，网站和微信差几条."""
    general = [
        target for target in targets
        if (fact := inquiry.fact_of([target])) and GENERIC.fullmatch(fact.label)
    ]  # fmt: skip
    return [one for one in targets if one not in general] if len(targets) > 2 else targets


def _with_one_told(inquiry: Inquiry) -> list[Target]:
    """Return the number told last, or the whole, and the one that it is compared with.

    这比甲类多几户; 扣除甲类还剩几条: of the list that has it.
    """
    text = MARK.sub(" ", inquiry.asked.text)
    hit = _COMPARED.search(text)
    if not hit or not says_nothing_new(hit["left"]) or not has_content(hit["right"]):
        return []
    left_out = _LEFT_OUT.search(hit["by"]) is not None
    told = [t for report, t in inquiry.items_before[-1:] if report == inquiry.report.id]
    if inquiry.before and inquiry.before.whole:
        told = inquiry.targets_before[-1:] if told else []
    row = told if told and isinstance(told[0], CellTarget) else []
    other = targets_of(inquiry, hit["right"], row)[:1]
    if told and told != other:
        return [*told, *other]
    if not left_out:
        return []
    whole = whole_listing(other[0], inquiry)
    if not whole:
        raise refusals.not_stated(inquiry.report.name, doubtful=True)
    return [*whole, *other]


def _of_one_kind(targets: list[Target], parts: list[str], inquiry: Inquiry) -> list[Target]:
    """Of two numbers of different kinds, take one of the other's kind where there is one.

    政府接的和部门接的: what departments received, not how many they are.
    """
    facts = [inquiry.fact_of([target]) for target in targets]
    # How many there are of something says less of what is asked than what came of it.
    for at in sorted((0, 1), key=lambda at: getattr(facts[at], "kind", "") == "statistic"):
        own, other, told = facts[at], facts[1 - at], targets[at]
        if not own or not other or own.kind == other.kind or not isinstance(told, FactTarget):
            continue
        hit = same_elsewhere(own, told.field, parts[1 - at], inquiry.report, inquiry.sources)
        if hit and hit.id != own.id:
            alike = FactTarget(report=hit.report_id, fact=hit.id, field=told.field)
            return [told, alike] if at == 0 else [alike, told]
    return targets


def _fields_of_one(plan: Plan, inquiry: Inquiry, parts: list[str]) -> bool:
    """Fill the plan of two numbers of one fact: 投诉里已回复的减去办理中的."""
    left, right = (fact_search.fields_asked(part) for part in parts)
    hit = fact_search.best(parts[0], inquiry.report, inquiry.sources) if left and right else None
    fields = [field for field in (*left[:1], *right[:1]) if hit and field in hit.fact.numbers]
    if not hit or len(set(fields)) < 2:
        return False
    plan.targets = [
        FactTarget(report=hit.fact.report_id, fact=hit.fact.id, field=field) for field in fields
    ]
    return True


def _told_of_first(inquiry: Inquiry) -> FactTarget | None:
    """Return the number told last, where it is compared with that of another report: 比它高吗."""
    told = inquiry.items_before[-1:] if says_nothing_new(inquiry.asked.text) else []
    for report, target in told:
        if isinstance(target, FactTarget) and len(inquiry.reports) == 2 \
                and report == inquiry.reports[0].id:  # fmt: skip
            return target
    return None


def _carried_to_second(inquiry: Inquiry) -> list[Target] | None:
    """Return the number told last, and that of another report which is named only in short.

    31个专项整顿的政务新媒体。和云山区正常运行的家数差几家: what they are was said before.
    """
    told, fact = inquiry.items_before[-1:], inquiry.fact_before()
    fields = fact_search.fields_asked(inquiry.bare)
    own = fact_search.without_fields(_LESS.sub(" ", inquiry.bare))
    if not (told and fact and fields and len(inquiry.reports) == 2) or has_content(own):
        return None
    first, second = inquiry.reports
    hit = same_elsewhere(fact, fields[0], fact.label, second, inquiry.sources)
    if told[0][0] != first.id or hit is None:
        return None
    return [told[0][1], FactTarget(report=second.id, fact=hit.id, field=fields[0])]


def plan_remaining(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of what is left of a row after its change: 去掉今年减少的还剩几项."""
    cells = cells_named(inquiry.asked.said, inquiry.asked, inquiry.targets_before)
    change = next((cell for cell in cells if cell.column == "change"), None)
    one_row = len({(cell.table, cell.row) for cell in cells}) == 1
    asked = plan.operation in ("value", "sum", "difference") and _LEFT.search(inquiry.asked.said)
    if change is None or not one_row or not asked:
        return False
    before = change.model_copy(update={"column": "previous_items"})
    plan.operation, plan.targets = "sum", [before, change]
    return True


def plan_not_working(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question for those that do not: 没有正常运行的有几家."""
    if len(inquiry.reports) != 1 or not _NOT_WORKING.search(inquiry.asked.said):
        return False
    hit = fact_search.best(inquiry.bare, inquiry.report, inquiry.sources)
    fact = hit.fact if hit else inquiry.fact_before()
    if fact is None or not {"count", "active"} <= set(fact.numbers):
        return False
    plan.operation = "difference"
    plan.targets = [
        FactTarget(report=fact.report_id, fact=fact.id, field=field)
        for field in ("count", "active")
    ]
    return True


def _two_in_one(plan: Plan, inquiry: Inquiry) -> None:
    """Two different numbers of one report, named one behind the other."""
    text, report = inquiry.asked.text, inquiry.report
    cells = cells_named(text, inquiry.asked, [])
    if len(cells) >= 2:
        plan.targets = list(cells[:2])
        return
    found: list[Target] = []
    strange = False
    for piece in filter(has_content, text.split()):
        if hit := fact_search.best(piece, report, inquiry.sources):
            named = FactTarget(report=report.id, fact=hit.fact.id, field=hit.field)
            found += [named] if named not in found else []
        elif inquiry.asked.language == "zh":
            told = inquiry.sources.words_of(report)
            strange |= any(word not in told for word in nouns(piece))
    if len(found) >= 2 and not strange:
        plan.targets = found[:2]
        return
    plan_values(plan, inquiry)
    target = plan.targets[0] if len(plan.targets) == 1 else None
    # 正常运行的和总数差几家: a part of a number and the number itself.
    if isinstance(target, FactTarget) and (whole := part_of(target.field)):
        plan.targets.append(target.model_copy(update={"field": whole}))
    if len(plan.targets) < 2 and _LEFT_OUT.search(inquiry.asked.said):
        raise refusals.not_stated(report.name, doubtful=True)
    plan.operation = "value" if len(plan.targets) < 2 else "difference"
