"""A table cell's text -> state and value."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from agent.contract import Number
from agent.report import CellState, Direction
from agent.tables.forms import ColumnKind

_EXACT = Context(prec=100)
"""Longer than any cell that is read as a number: no product is rounded."""
_MAX_VALUE = 40
"""Characters of the longest text that is taken for a number."""
_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COUNT_UNITS = "件项条个宗份起次篇部"
_AFTER_COUNT = rf"(?:[{_COUNT_UNITS}]|\([{_COUNT_UNITS}]\))?"
_COUNT = re.compile(rf"(?P<sign>[+-]?)(?P<number>{_PLAIN}){_AFTER_COUNT}")
_CHANGE = re.compile(
    r"(?P<word>(?:增加|新增|增长|上升|减少|下降|增|减)了?|[+-]|↑|↓)?[:]?"
    rf"(?P<number>{_PLAIN}){_AFTER_COUNT}"
)
_ZERO = frozenset("零〇")
_DIRECTION: dict[str, Direction] = {
    "增": "increase",
    "增加": "increase",
    "减": "decrease",
    "减少": "decrease",
}
_DECREASE = re.compile(r"[减下↓-]")
_FACTORS = {
    "元": 1,
    "百元": 100,
    "千元": 1000,
    "万": 10_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿": 100_000_000,
    "亿元": 100_000_000,
}
_UNIT = "|".join(sorted(_FACTORS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?:¥|人民币|RMB)?[:]?(?P<number>{_PLAIN})"
    rf"(?:(?:人民币)?\(?(?P<unit>{_UNIT})(?:人民币|整)?\)?)?"
)
_COMPOUND = re.compile(r"(?P<yi>\d+)亿(?P<wan>\d+(?:\.\d+)?)万(?P<unit>元)?")
_HEADER_UNIT = re.compile(
    rf"(?:[(\[:为/,、]|金额|单位)(?:单位)?[:为]?(?:人民币)?(?P<unit>{_UNIT})(?:[)\],、]|$)"
)
DASHES = re.compile(r"[-—–―─一]{1,3}")
_INSTEAD_OF_NUMBER = re.compile(
    r"[/\\]{1,2}|[O×X*]|无|没有|暂无|不涉及|不适用|未产生|未发生|无此项|未增未减|不增不减|无增减"
    r"|无变化|不变|持平|N/?A",
    re.IGNORECASE,
)
"""What bodies write into a value cell in place of a number; read as text, never as 0."""


class ParsedCell(NamedTuple):
    """What a cell's text says."""

    state: CellState
    value: Number | None = None
    direction: Direction | None = None
    unit_as_written: str | None = None


BLANK = ParsedCell("blank")
UNREADABLE = ParsedCell("unreadable")


_SPLIT_NUMBER = re.compile(r"\d\s+\d")


def compact(view: str) -> str:
    """Drop all white space: spaces inside a label or around a number carry no meaning."""
    return "".join(view.split())


@lru_cache(maxsize=8192)
def parse_cell(view: str, kind: ColumnKind, header_unit: str | None = None) -> ParsedCell:
    """Read a cell's search-view text as a column of this kind.

    Args:
        view: the cell's text in the search view.
        kind: `count`, `change` (signed) or `amount` (money).
        header_unit: unit of an amount where the cell itself gives none.
    """
    # Space inside digits (`1 024`) is ambiguous, around them (`　0`) is padding.
    text = view.strip()
    if not text:
        return BLANK
    if text in _ZERO:
        return ParsedCell("value", 0)
    if kind == "amount":
        return _parse_amount(text, header_unit)
    text = text if _SPLIT_NUMBER.search(text) else compact(text)
    if kind == "change":
        return _parse_change(text)
    match = _COUNT.fullmatch(text)
    if match is None:
        return UNREADABLE
    value = exact(match["number"])
    return ParsedCell("value", -value if match["sign"] == "-" else value)


def _parse_change(text: str) -> ParsedCell:
    if text in _DIRECTION:
        return ParsedCell("direction_only", direction=_DIRECTION[text])
    match = _CHANGE.fullmatch(text)
    if match is None:
        return UNREADABLE
    value = exact(match["number"])
    return ParsedCell("value", -value if _DECREASE.match(match["word"] or "") else value)


def _parse_amount(text: str, header_unit: str | None) -> ParsedCell:
    text = text if _SPLIT_NUMBER.search(text) else compact(text)
    compound = _COMPOUND.fullmatch(text)
    if compound:
        total = exact(compound["yi"]) * 100_000_000 + _scale(compound["wan"], 10_000)
        return ParsedCell("value", total, unit_as_written="亿万元")
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return UNREADABLE
    unit = match["unit"] or header_unit
    factor = _FACTORS[unit] if unit else 1
    return ParsedCell("value", _scale(match["number"], factor), unit_as_written=unit)


def header_unit(view: str) -> str | None:
    """Return the money unit that a column header states: `采购总金额（万元）`, `单位：万元`."""
    match = _HEADER_UNIT.search(compact(view))
    return match["unit"] if match else None


def exact(digits: str) -> Number:
    """Read plain digits, grouped or not, as int or Decimal."""
    return _whole(Decimal(digits.replace(",", "")))


def _scale(digits: str, factor: int) -> Number:
    return _whole(_EXACT.multiply(Decimal(digits.replace(",", "")), factor))


def _whole(number: Decimal) -> Number:
    """Keep whole numbers `int`; drop the trailing zeros of a fraction, never into exponents."""
    if number == number.to_integral_value():
        return int(number)
    return number.normalize(_EXACT)


def looks_like_value(view: str) -> bool:
    """True for text that stands in a value cell: blank, a number, a signed or bare change."""
    return len(view) <= _MAX_VALUE * 4 and _looks_like_value(view)


@lru_cache(maxsize=8192)
def _looks_like_value(view: str) -> bool:
    text = compact(view)
    if not text or text in _DIRECTION or _INSTEAD_OF_NUMBER.fullmatch(text):
        return True
    if DASHES.fullmatch(text):
        return text != "一"
    return len(text) <= _MAX_VALUE and any(
        parse_cell(text, kind).state == "value" for kind in ("count", "change", "amount")
    )
