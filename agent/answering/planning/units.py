"""What a question counts in, and whether a number of the narrative may count that."""

from __future__ import annotations

import re

from agent.answering.holdings.stored import StoredFact
from agent.answering.vocabulary import words

_WHO = re.compile(
    r"(?:多少|几)(?:个|名|位|家)?[\u4e00-\u9fff]{0,3}?(?P<who>户(?!数)|人(?![大次事民才员均])|代表(?!建)|群众|市民|村民|居民|学生|干部|委员(?!提|会))"
)
_NO_PEOPLE = re.compile("(?:多少|几)人(?:大|民|才|事)")
_UNIT = re.compile(rf"(?:多少|几|多大)({words().units})")
ASKS_MONEY = re.compile(
    r"(?:多少|几)\s?(?:钱|元|税|费)(?!务|收|种|项|类|户)|"
    r"费用|金额|数额|资金(?!信息|分配)|支出|经费|开支|花费|花了|投入|收入|税款|税额|罚款|罚没|工资|薪水|成本|价格"
)
"""What is asked in money is no number of decisions, of households or of letters."""
_MONEY = re.compile(
    r"元|金额|数额|税额|税款|资金|收入|(?:多少|几)(?:个?钱|税|费)(?!务|收)|税(?!务|收|优惠)"
)
_PLATFORMS = ("微信", "微博", "抖音", "头条", "快手", "视频号")
_SUCH_AS = re.compile(r"[（(][^()（）]*(?:之类|等|之流|什么的)[^()（）]*[)）]")
_ACCOUNTS, _POSTS = frozenset("个家"), frozenset("条则篇")
_POSTED = re.compile(r"发布|更新|转载|(?:公开|发)了?(?:多少|几)")
ALIKE = (set("条封件个项家次期份篇场处宗起桩则张通回笔所间"), {"人", "人次", "名", "位"})
"""Units of which one may stand for another."""
_MEASURES = ("户", "套", "亩", "公顷", "吨", "公里", "平方米", "辆", "小时", "分钟", "公斤")
_COUNTED = {
    **{unit: {unit} for unit in _MEASURES},
    "人": {"人", "人次", "名", "位", "户"},
    "人次": {"人次", "人"},
    "元": {"元"},
    "万元": {"元"},
}
"""Units that no other unit stands for."""


_PAPERS = frozenset("件封宗条")
_BODIES = re.compile("(?:部门|单位|机构|镇办|乡镇|街道|[镇村]|社区|学校|企业)$")


def unit_asked(text: str) -> str | None:
    """Return the unit that a question counts in."""
    if (hit := _UNIT.search(text)) and (hit[1] != "人" or not _NO_PEOPLE.search(text)):
        return hit[1]
    who = _WHO.search(text)
    return ("户" if who["who"] == "户" else "人") if who else None


def counts_in(fact: StoredFact, field: str, unit: str | None, text: str) -> bool:
    """Tell whether a number may count what is asked for, by its unit and its kind."""
    return not (
        _counts_otherwise(fact, field, unit, text)
        or _is_another_thing(fact, field, unit, text)
        or counts_bodies(fact, unit)
    )


def counts_bodies(fact: StoredFact, unit: str | None) -> bool:
    """Tell whether letters or requests are asked for, and departments are counted."""
    return unit in _PAPERS and fact.unit in ("个", "家") and _BODIES.search(fact.label) is not None


def _counts_otherwise(fact: StoredFact, field: str, unit: str | None, text: str) -> bool:
    """Tell whether people, households or money are asked for and something else is counted."""
    money = ASKS_MONEY.search(text)
    if money and fact.kind != "amount" and money[0] not in fact.near:
        return True
    if unit not in _COUNTED or field in ("dates", "rate"):
        return False
    own = "人" if field == "participants" else _own_unit(fact)
    if own is None:
        return fact.kind not in ("statistic", "event", "amount")
    return own not in _COUNTED[unit]


def asks_for_posts(text: str) -> bool:
    """Tell whether messages are counted, not accounts."""
    return unit_asked(text) in _POSTS or _POSTED.search(text) is not None


def counts_accounts(unit: str | None, text: str) -> bool:
    """Tell whether accounts are counted, not messages: 公众号比微博多几个."""
    return unit in _ACCOUNTS and not asks_for_posts(text)


def _is_another_thing(fact: StoredFact, field: str, unit: str | None, text: str) -> bool:
    """Tell whether money, accounts, messages or another platform is asked for than a fact tells."""
    if field in ("dates", "rate"):
        return False
    if fact.kind not in ("account", "publication"):
        return False
    posts = asks_for_posts(text)
    if fact.kind == "account" and field == "count" and posts:
        return True
    if fact.kind == "publication" and counts_accounts(unit, text):
        return True
    asked, own = (
        platforms_in(_SUCH_AS.sub("", text)),
        platforms_in(fact.label) or platforms_in(fact.near),
    )
    return bool(asked and own and asked != own)


def platforms_in(text: str) -> set[str]:
    """Return the platforms that a text names."""
    return {name for name in _PLATFORMS if name in text}


def _own_unit(fact: StoredFact) -> str | None:
    if fact.unit is not None or fact.kind == "amount":
        return fact.unit or "元"
    hit = re.search(rf"\d[余多]?({words().units})", fact.quote)
    return hit[1] if hit else None


def unit_bonus(fact: StoredFact, field: str, unit: str | None, text: str) -> float:
    """Return what a number gains or loses by its unit."""
    if fact.kind == "amount":
        return 0.3 if _MONEY.search(text) else -0.2
    if unit is None:
        return 0.0
    if field == "participants":
        return 0.2 if unit in ("人", "人次") else -0.1
    own = _own_unit(fact)
    if own == unit:
        return 0.2
    return -0.05 if any({own, unit} <= group for group in ALIKE) or own is None else -0.3
