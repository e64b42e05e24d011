"""What is asked of an order: its direction, how many, one place, how two places differ."""

from __future__ import annotations

import re

from agent.answering.language import whole_number
from agent.answering.plan import Plan
from agent.answering.planning.asked import Asked

_NUMERAL = r"([一二三四五六七八九十两]|\d+)"
_TOP = re.compile(rf"(?:前|哪(?!一)|top ?|最[多少高低大小]的){_NUMERAL}(?!\d*年)")
_PLACE = re.compile(rf"第{_NUMERAL}(?:名|位|家|高|低|多|少)")
_LOWEST = re.compile(r"最少|最低|最小|从少到多|从低到高|由[少低小][到至]|升序|垫底|第.[低少]")
_HIGHEST = re.compile(r"最[多高大]|第一|头一?名|榜首|冠军")
_APART = re.compile(r"差|[多高超领甩拉][出开先过]?(?:了)?(?:多少|几)|领先|比[^，。？]*[多高]")
_SECOND = re.compile(
    r"(?:比|领先|超[过出]|高[出过]|多[出过]|甩开|与|和|跟)(?:了)?(?:第[二2]|下一|亚军)"
)


def is_lowest_first(text: str) -> bool:
    """Tell whether the smallest is asked for."""
    return _LOWEST.search(text) is not None


def set_order(plan: Plan, asked: Asked) -> None:
    """Fill in what is asked of an order."""
    text = asked.text
    plan.descending = not is_lowest_first(text)
    places = [whole_number(hit[1]) for hit in _PLACE.finditer(asked.said)]
    if top := _TOP.search(text):
        plan.limit = whole_number(top[1])
    if not _APART.search(asked.said):
        plan.place = places[0] if places else None
    elif len(places) == 2:
        plan.apart = (min(places), max(places))
    elif _SECOND.search(asked.said):
        plan.apart = (1, 2)
    elif _LOWEST.search(text) and _HIGHEST.search(text):
        plan.descending, plan.apart = True, (1, -1)
    elif places:
        plan.place = places[0]
