"""The Chinese words for tables, states, severities and facts, as users see them."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from agent.contract import Number
from agent.facts import CategoryCount, Event, EventKind, Fact, FactStatus, FoundBy, Proposal
from agent.report import CellState, Direction, Meta, Severity, TableName

TABLES: dict[TableName, str] = {
    "article20": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
}
SHORT_TABLES: dict[TableName, str] = {
    "article20": "主动公开",
    "applications": "依申请公开",
    "disputes": "复议诉讼",
}
STATES: dict[CellState, str] = {
    "value": "有数",
    "blank": "未填",
    "direction_only": "只有增减",
    "missing": "缺",
    "unreadable": "非数字",
}
DIRECTIONS: dict[Direction, str] = {"increase": "增", "decrease": "减"}
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}

KINDS: dict[str, str] = {
    "mailbox": "信箱热线",
    "category_count": "来信分类",
    "event": "活动",
    "publication": "发布",
    "proposal": "建议提案",
    "application": "依申请公开",
    "account": "新媒体账号",
    "service_item": "事项",
    "interpretation": "政策解读",
    "amount": "金额",
    "statistic": "其他数据",
    "statement": "无此情形",
}
"""Kinds of facts, in the order of the contract."""
FIELDS: dict[str, str] = {
    "channel": "渠道",
    "category": "类别",
    "subject": "事项",
    "title": "名称",
    "platform": "平台",
    "scope": "范围",
    "body": "提出方",
    "event_kind": "活动种类",
    "dates": "日期",
    "received": "收到",
    "resolved": "办结",
    "pending": "未办结",
    "undisclosed": "未公开",
    "answered": "答复",
    "disclosed": "公开",
    "count": "数量",
    "active": "正常运行",
    "sessions": "场次",
    "participants": "人次",
    "value": "数值",
    "value_yuan": "金额（元）",
    "rate": "比率（%）",
    "unit": "单位",
    "qualifier": "约数",
    "raw": "原文",
}
"""Fields of facts."""
EVENT_KINDS: dict[EventKind, str] = {
    "training": "培训",
    "study_visit": "考察学习",
    "meeting": "会议",
    "press": "新闻发布",
    "open_day": "开放日",
    "inspection": "检查",
    "other": "其他",
}
BODIES: dict[Literal["npc", "cppcc"], str] = {"npc": "人大代表建议", "cppcc": "政协委员提案"}
FACT_STATUSES: dict[FactStatus, str] = {
    "agreed": "一致",
    "rule_only": "仅规则",
    "llm_only": "仅模型",
    "conflict": "不一致",
}
FOUND_BY: dict[FoundBy, str] = {"rule": "规则", "llm": "模型"}

_LABELS = ("title", "category", "subject", "platform", "scope", "channel")
_NUMBERS = (
    *("received", "resolved", "pending", "undisclosed", "answered", "disclosed", "count"),
    *("active", "sessions", "participants", "value", "value_yuan", "rate"),
)
_BARE = ("count", "value")
_ESTIMATED = ("count", "value", "participants", "sessions")
"""The number that a qualifier belongs to: the first of these that is told."""
_SUFFIXES = {"value_yuan": "元", "rate": "%"}
_BEHIND_NUMBER = ("余", "多", "来")
_BEHIND_UNIT = ("以上", "左右", "以下", "上下")

_UNSAFE = ("Cc", "Cf", "Cs")
_NONE = "\ufffe\uffff"
_WHITESPACE = re.compile(r"\s+")


def without_number(state: CellState, raw: str | None, direction: Direction | None) -> str | None:
    """Return what to show in place of a number, for a cell that has none."""
    if state == "direction_only" and direction:
        return DIRECTIONS[direction]
    if state == "unreadable":
        return f"? {raw or ''}"
    return None if state == "value" else STATES[state]


def one_line(text: str) -> str:
    """Return untrusted text as one line that cannot steer a terminal or damage a file.

    Control characters (terminal escapes among them) and the marks that turn the reading direction
    around are dropped.
    """
    if text.isprintable():
        return text
    flat = _WHITESPACE.sub(" ", text)
    return "".join(c for c in flat if unicodedata.category(c) not in _UNSAFE and c not in _NONE)


def meta_words(meta: Meta) -> dict[str, str | None]:
    """Return what a report says of itself, under the words for it; None where it does not say."""
    period = f"{meta.period_start or '?'} 至 {meta.period_end or '?'}"
    return {
        "机关": meta.organization,
        "地区": "".join(part for part in meta.region.model_dump().values() if part) or None,
        "年度": str(meta.year) if meta.year else None,
        "表式": meta.form,
        "期间": period if meta.period_start or meta.period_end else None,
        "发布": meta.published,
        "电话": meta.phone,
        "邮箱": meta.email,
        "网站": meta.website,
    }


def fact_label(fact: Fact) -> str | None:
    """Return what a fact is about, in one expression; None where it is about the whole."""
    for name in _LABELS:
        label: str | None = getattr(fact, name, None)
        if label is not None:
            return label
    return BODIES[fact.body] if isinstance(fact, Proposal) and fact.body else None


def fact_numbers(fact: Fact) -> str:
    """Return what a fact says beyond its label: 收到 41，办结 39，比率 95.12%."""
    parts = []
    if isinstance(fact, CategoryCount) and fact.channel:
        parts.append(fact.channel)
    if isinstance(fact, Event):
        parts += [EVENT_KINDS[fact.event_kind], *fact.dates]
    for name, (before, after) in around_numbers(fact).items():
        heading = "" if name in _BARE else f"{FIELDS[name].partition('（')[0]} "
        parts.append(f"{heading}{before}{number_words(getattr(fact, name))}{after}")
    return "，".join(parts)


def number_words(value: Number) -> str:
    """Return a number with its thousands separated, exact."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,f}"


def around_numbers(fact: Fact) -> dict[str, tuple[str, str]]:
    """Return the words before and behind each number of a fact: 近, 余条, %."""
    given = [name for name in _NUMBERS if getattr(fact, name, None) is not None]
    estimated = next((name for name in _ESTIMATED if name in given), None)
    unit, qualifier = getattr(fact, "unit", None), getattr(fact, "qualifier", None)
    return {name: _around(name, unit, qualifier if name == estimated else None) for name in given}


def _around(name: str, unit: str | None, qualifier: str | None) -> tuple[str, str]:
    suffix = _SUFFIXES.get(name, unit or "" if name in _BARE else "")
    if not qualifier:
        return "", suffix
    if qualifier in _BEHIND_NUMBER:
        return "", f"{qualifier}{suffix}"
    if qualifier in _BEHIND_UNIT:
        return "", f"{suffix}{qualifier}"
    return qualifier, suffix
