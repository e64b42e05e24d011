"""Refuses to reckon with numbers that do not go together, or that are fewer than was said.

Accounts are not added to what they published, a cell of a form is no share of what the text lists,
and where three numbers are to be added up one of them is no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.answering import refusals
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import whole_number
from agent.answering.plan import CellTarget, FactTarget, Plan
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry

_RECKONED = ("sum", "difference", "share", "ratio", "compare")
_SO_MANY = re.compile(
    r"(?<![第十\d])(?P<number>[两二三四五六七八九])[者个项类种样笔块][^，。？家]{0,4}?"
    r"(?:数字?(?!量)|渠道|信息|之?和|相加|加|合|总?共|一共|总计|分别|各|都)"
)
"""三个数一共多少, 两类合起来: so many numbers are needed."""
_APART = ({"account", "publication"}, {"event"})
"""Kinds of which the first goes with no other of them, and the last with none at all."""
_THINGS, _MATTERS = frozenset("个家所处"), frozenset("条件封项篇则期")
_EITHER = re.compile(r"\bor\b.*\?|\bwhich\b", re.IGNORECASE)
_MORE = re.compile("更[多少高低大小]")
_THAT = re.compile(r"\b(?:that|it)\b", re.IGNORECASE)


def refuse_apart(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse to reckon with numbers of which one is not what the question means.

    Raises:
        Refused: they do not go together.
    """
    every = [*plan.targets, *plan.whole]
    numbers = [target for target in every if isinstance(target, CellTarget | FactTarget)]
    if not numbers or len(numbers) < len(every) or len(inquiry.reports) > MANY_REPORTS:
        return
    facts = [fact for target in numbers if (fact := inquiry.fact_of([target]))]
    if any(_reasons(plan, inquiry, facts)):
        raise refusals.not_stated(inquiry.areas, doubtful=True)


def _reasons(plan: Plan, inquiry: Inquiry, facts: Sequence[StoredFact]) -> Iterator[bool]:
    said = inquiry.said
    all_facts = len(facts) == len(plan.targets) + len(plan.whole)
    if plan.operation in _RECKONED:
        yield _of_other_kinds(plan, facts)
        yield plan.operation == "share" and bool(facts) and not all_facts
        yield _without_that(plan, inquiry)
    if all_facts and not plan.whole and plan.operation in ("sum", "list", "value"):
        hit = _SO_MANY.search(said)
        yield hit is not None and len(facts) < whole_number(hit["number"])
    if all_facts and len(facts) == 1 and inquiry.asked.language == "en":
        one = plan.operation in ("value", "compare") and len(inquiry.reports) == 1
        yield one and bool(_MORE.search(said) and _EITHER.search(inquiry.asked.question))


def _of_other_kinds(plan: Plan, facts: Sequence[StoredFact]) -> bool:
    """Tell whether accounts and posts, or meetings and anything else, are reckoned together."""
    kinds = {fact.kind for fact in facts}
    posted, held = _APART
    if posted <= kinds or held < kinds:
        return True
    units = {fact.unit for fact in facts if fact.unit}
    return plan.operation == "sum" and bool(units & _THINGS) and bool(units & _MATTERS)


def _without_that(plan: Plan, inquiry: Inquiry) -> bool:
    """Tell whether a number told before is meant by one side, and none of the sides is it."""
    before, asked = inquiry.before, inquiry.asked
    if before is None or plan.operation != "difference" or asked.language != "en":
        return False
    told = [target for _, target in before.items[-max(before.told_together, 1) :]]
    sides = [*plan.targets, *plan.whole]
    return _THAT.search(asked.question) is not None and not any(side in told for side in sides)
