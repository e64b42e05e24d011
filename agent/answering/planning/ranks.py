"""What is asked of an order: its direction, how many, one place, how two places differ."""

from __future__ import annotations

import re

from agent.answering.language import whole_number
from agent.answering.plan import Plan
from agent.answering.planning.asked import Asked
from agent.answering.vocabulary import words

_NUMERAL = r"([一二三四五六七八九十两]|\d+)"
_MOST = "最(?:[多少高低大小常热密]见?|集中|突出|频繁|热门|靠前|占地方)"
_TOP = re.compile(rf"(?:前|头|最后|末尾?|倒数(?!第)|哪(?!一)|top ?|{_MOST}的){_NUMERAL}(?!\d*年)")
_PLACE = re.compile(rf"第{_NUMERAL}(?:名|位|家|高|低|多|少|(?=[是又]?谁|[是又]?哪|呢|$|[，。？]))")
_LOWEST = re.compile(
    r"最少|最低|最小|[从由][少低小细][到至往]|升序|垫底|末[位尾名]|倒数第|最后[一二两三四五六七八九十\d]*[名位个家]|倒数|第.[低少]"
)
_HIGHEST = re.compile(r"最[多高大]|第一(?!张|部分|次|条)|头一?名|榜首|居首|首位|冠军")
_DOWN = re.compile("减得|降得|砍|[缩削压精裁]减|减少|下降|降幅|减幅|减了?最")
_IN_ORDER = re.compile(r"排|都|列|依次|顺序|[从由].[到至往]")
_APART = re.compile(r"差|[多高超领甩拉][出开先过]?(?:了)?(?:多少|几)|领先|比[^，。？]*[多高]")
_ORDER = re.compile(
    "|".join([*words().operations["rank"], _TOP.pattern, _PLACE.pattern, f"{_MOST}的?", "排在?第?"])
)
_PLACES = (
    (
        0,
        re.compile(
            "第一|头一?[名位类个家项种样]|最(?:[多高大常热密]|集中|突出|频繁)|榜首|居首|冠军|首位"
        ),
    ),
    (1, re.compile("第二|亚军|次[多高大]")),
    (2, re.compile("第三|季军")),
    (-1, re.compile("最[少低小]|垫底|末位|倒数第一|最后一[名位类个项]")),
)
_SECOND = re.compile(
    r"(?:比|领先|超[过出]|高[出过]|多[出过]|甩开|与|和|跟)(?:了)?(?:第[二2]|下一|亚军)"
)


def asks_for_order(text: str) -> bool:
    """Tell whether an order, or a place of one, is asked for."""
    return _ORDER.search(text) is not None


def without_order(text: str) -> str:
    """Return a text without the words that ask for an order."""
    return _ORDER.sub(" ", text)


def place_asked(text: str) -> int | None:
    """Return the one place of an order that is meant, from 0; -1 is the last."""
    return next((place for place, pattern in _PLACES[::-1] if pattern.search(text)), None)


def set_order(plan: Plan, asked: Asked) -> None:
    """Fill in what is asked of an order."""
    text = asked.text
    both = _LOWEST.search(text) and _HIGHEST.search(text)
    plan.descending = bool(both) or _LOWEST.search(text) is None
    places = [whole_number(hit[1]) for hit in _PLACE.finditer(asked.said)]
    top = _TOP.search(text)
    if _DOWN.search(text) and all(getattr(one, "column", "") == "change" for one in plan.targets):
        plan.descending = not plan.descending  # 减得最多
    if both:
        plan.ends = _IN_ORDER.search(text) is None
    elif top:
        plan.limit = whole_number(top[1])
    if not _APART.search(asked.said):
        if places and max(places) > 1 and _HIGHEST.search(text):
            plan.limit = max(places)  # 谁最多，第二是谁
        elif places and not both:
            plan.place = places[0]
    elif len(places) == 2:
        plan.apart = (min(places), max(places))
    elif plan.limit == 2:
        plan.limit, plan.apart = None, (1, 2)
    elif _SECOND.search(asked.said):
        plan.apart = (1, 2)
    elif both:
        plan.apart = (1, -1)
    elif places:
        plan.place = places[0]
