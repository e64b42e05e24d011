"""Questions about what was told before: added up, compared, or asked of another body."""

from __future__ import annotations

import re

from agent.answering.language import MARK, whole_number
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, FactTarget, Plan, Target
from agent.answering.planning.beside import member_named, siblings
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import BETWEEN, names
from agent.answering.planning.listed import listed_in
from agent.answering.planning.targets import targets_of, without_share
from agent.answering.vocabulary import found_terms, words

_REFERENCES = re.compile(words().references)
_ALSO = re.compile(
    r"再?(?<!一)把(?!手)|都?[叠计并凑](?:上|进去|进来|入)|也?(?:都)?算(?:上|进去|进来)|再?加上|连同|"
    r"(?:再|也)算|合起来|加起来"
)
_PIECES = re.compile(
    r"([二三四五六七八九十两]|\d+)(?:块|个?渠道|项|个|者|家|样|类|处|笔|种|区|地|县|市|份|数字?|组)"
    r"(?:数字?)?(?:之间|当中|里)?"
)
_SAID_OF_THEM = re.compile(
    "|".join(words().operations["sum"])
    + "|前者|后者|[前后][面一]个|上述|以上|刚才|它们|他们|总共|一共|共计|总数|全部|都|分别|之间"
    + "|那|这|所以"
)
_IN_ALL = re.compile(words().in_all)
_TOTAL = re.compile(rf"{words().in_all}|总[数量和计]")
_SHARE_OF = re.compile(r"(?P<part>[^，。？]+?)(?:占|在[^，。？]*比)")


def plan_told(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question about the numbers told last: 两家差多少, 三类合计."""
    if inquiry.before is None:
        return False
    if plan.operation == "difference" and MARK.search(inquiry.asked.text) \
            and len(inquiry.reports) > 1:  # fmt: skip
        return False  # 和云山区差多少: that body's number is not told yet
    text = MARK.sub(" ", inquiry.asked.text)
    if plan.operation == "sum" and _ALSO.search(inquiry.asked.said) \
            and _with_those_before(plan, inquiry):  # fmt: skip
        return True
    added = plan.operation in ("value", "list") and _IN_ALL.search(inquiry.asked.said)
    if not added and plan.operation not in ("sum", "difference"):
        return False
    if not says_nothing_new(text):
        return False
    told = told_before(inquiry, 2 if plan.operation == "difference" else None)
    if len(told) < 2:
        return False
    plan.operation = "difference" if plan.operation == "difference" else "sum"
    plan.reports = list(dict.fromkeys(number for number, _ in told))
    plan.targets = list({repr(target): target for _, target in told}.values())
    return True


def plan_also(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a sum, or a share of it, of what was told and more: 再把丙也算进来."""
    said = inquiry.asked.said
    share = plan.operation == "share"
    added = plan.operation in ("value", "list") and _TOTAL.search(said)
    also = _ALSO.search(said)
    if inquiry.before is None or not also or not says_nothing_new(said[: also.start()]):
        return False
    if not (plan.operation == "sum" or added or share) or not _with_those_before(plan, inquiry):
        return False
    if not share:
        plan.operation = "sum"
        return True
    part = [target for target in plan.targets if _is_part(target, said, inquiry)]
    plan.whole, plan.whole_reports = plan.targets, plan.reports
    plan.targets = part
    return len(part) == 1


def _is_part(target: Target, said: str, inquiry: Inquiry) -> bool:
    """Tell whether the clause that asks for a share names a number."""
    part = _SHARE_OF.search(MARK.sub(" ", said))
    fact = inquiry.fact_of([target])
    return part is not None and fact is not None and names(part["part"], fact.label) > 0


def says_nothing_new(text: str) -> bool:
    """Tell whether a text names nothing but what was told before."""
    bare = _REFERENCES.sub(" ", MARK.sub(" ", text))
    if any(found_terms(bare, "rows")):
        return False
    return not has_content(without_share(_PIECES.sub(" ", _SAID_OF_THEM.sub(" ", bare))))


def told_before(inquiry: Inquiry, number: int | None = None) -> list[tuple[int, Target]]:
    """Return the numbers told last that a question refers to: as many as it says, else all.

    Numbers of one kind: the rate told between two counts is no third.

    Args:
        number: how many are meant; 0 for the last one, or those of the last sum.
    """
    if inquiry.before is None or not (items := inquiry.items_before):
        return []
    kind = _kind_of(items[-1][1])
    newest_first = {repr(item): item for item in reversed(items) if _kind_of(item[1]) == kind}
    alike = list(newest_first.values())[::-1]
    said = _PIECES.search(inquiry.asked.said)
    if wanted := number or (whole_number(said[1]) if said else 0):
        return alike[-wanted:]
    together = inquiry.before.told_together
    if number == 0:
        return alike[-(together if inquiry.before.operation == "sum" else 1) :]
    return alike[-max(together, 2) :]


def _with_those_before(plan: Plan, inquiry: Inquiry) -> bool:
    """再把…也算上，三块合起来多少: what is named now with the numbers told before."""
    clause = re.split("[，；]", inquiry.asked.text)[0]
    found = _beside_those_told(inquiry, _ALSO.sub(" ", clause))
    if not found and says_nothing_new(_ALSO.sub(" ", clause)):
        return False
    if not found:
        found = targets_of(inquiry, _ALSO.sub(" ", clause), inquiry.targets_before)
        found = found if listed_in(inquiry, MARK.sub(" ", clause)) else found[:1]
    wanted = hit[1] if (hit := _PIECES.search(inquiry.asked.said)) else "十"
    whole = inquiry.before.whole if inquiry.before else []
    items = [item for item in inquiry.items_before if item[1] not in whole]
    others = max(whole_number(wanted) - len(found), 0)
    before = items[-others:] if others else []
    plan.targets = list({repr(t): t for t in (*(t for _, t in before), *found)}.values())
    plan.reports = list(dict.fromkeys([*(number for number, _ in before), *plan.reports]))
    return len(plan.targets) > 1


def _beside_those_told(inquiry: Inquiry, clause: str) -> list[Target]:
    """Return the numbers told beside the last one that a clause names: 其他单位发的那些."""
    fact = inquiry.fact_before()
    if fact is None or [report.id for report in inquiry.reports] != [fact.report_id]:
        return []
    others = siblings(fact, inquiry)
    field = next((t.field for t in inquiry.targets_before if isinstance(t, FactTarget)), "")
    found: list[Target] = []
    for piece in filter(str.strip, BETWEEN.split(MARK.sub(" ", clause))):
        hit = member_named(piece, others)
        if hit is None or field not in hit.numbers:
            return []
        found.append(FactTarget(report=hit.report_id, fact=hit.id, field=field))
    return found


def _kind_of(target: Target) -> str | None:
    if isinstance(target, CellTarget):
        return target.table
    return target.field if isinstance(target, FactTarget) else None
