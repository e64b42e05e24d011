"""The Chinese words for tables, states and severities, as users see them."""

from __future__ import annotations

import re
import unicodedata

from agent.report import CellState, Direction, Severity, TableName

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
