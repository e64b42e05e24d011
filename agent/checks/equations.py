"""Equations over cells under the blank rule, and cells' names in messages.

The blank rule: a blank part may be read as 0 to complete a sum, and the check then
is `pass_if_blank_is_zero`; a blank total is "not stated", so nothing can be checked. When a blank
part read as 0 does not complete the sum, the part is simply unknown: that is no contradiction,
unless no count of 0 or more could be.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from agent.checks.registry import Outcome, Subject, place
from agent.contract import Number
from agent.documents.view import fold
from agent.report import CellKey, CheckStatus
from agent.tables.forms import load_forms
from agent.tables.labels import core
from agent.tables.values import DASHES, compact


class Term(NamedTuple):
    """A cell's part in an equation: a number, or unknown but 0 or more (`None`)."""

    key: CellKey
    number: Number | None
    readable: bool
    """False for a cell that is missing or unreadable: then nothing can be said."""


def term(subject: Subject, key: CellKey) -> Term:
    """Return a cell as a term; a blank, `/` or `-` is an unknown part."""
    cell = subject.cell(key)
    if cell.state == "value":
        return Term(key, cell.value, True)
    return Term(key, None, cell.state == "blank" or is_not_reported(cell.raw or ""))


def is_not_reported(raw: str) -> bool:
    """True for the marks that stand for "nothing to report": `/`, `-`, `——`."""
    text = compact(raw)
    return text in {"/", "／", "\\"} or DASHES.fullmatch(text) is not None


def compare(left: Sequence[Term], right: Sequence[Term], totals: Sequence[Term]) -> CheckStatus:
    """Tell whether two sums of counts are equal.

    Args:
        left: the terms of one side.
        right: the terms of the other.
        totals: terms, among these, that may not be blank.
    """
    terms = [*left, *right]
    if any(not t.readable for t in terms) or any(t.number is None for t in totals):
        return "not_evaluable"
    if all(t.number is None for t in terms):
        return "not_evaluable"
    difference = add(total(left), -total(right))
    unknown_left = any(t.number is None for t in left)
    unknown_right = any(t.number is None for t in right)
    if difference == 0:
        return "pass_if_blank_is_zero" if unknown_left or unknown_right else "pass"
    explained = unknown_right if difference > 0 else unknown_left
    return "not_evaluable" if explained else "fail"


def total(terms: Sequence[Term]) -> Number:
    """Add the numbers, unknown ones as 0."""
    return add(*(t.number for t in terms if t.number is not None))


def size(value: Number) -> Number:
    """Return a number without its sign."""
    return max(value, -value)


def add(*numbers: Number) -> Number:
    """Add exactly; a whole sum is `int`."""
    result: Number = sum(numbers)
    if isinstance(result, Decimal) and result == result.to_integral_value():
        return int(result)
    return result


def sum_outcome(
    subject: Subject, instance: str, what: str, parts: Sequence[CellKey], whole: CellKey
) -> Outcome:
    """Check that parts add up to their total cell."""
    left = [term(subject, key) for key in parts]
    right = [term(subject, whole)]
    status = compare(left, right, right)
    return equation_outcome(instance, what, status, left, right)


def equation_outcome(
    instance: str, what: str, status: CheckStatus, left: Sequence[Term], right: Sequence[Term]
) -> Outcome:
    """Word an equation's outcome, both sides and the difference told."""
    if status in ("not_evaluable", "not_applicable"):
        return Outcome(instance, status)
    expected, actual = total(left), total(right)
    if status != "fail":
        return Outcome(instance, status, "", number(expected), number(actual))
    message = f"{what}：{_side(left)}，{_side(right)}，相差{number(size(add(expected, -actual)))}"
    evidence = tuple(place(t.key) for t in (*left, *right) if t.number)
    return Outcome(instance, status, message, number(expected), number(actual), evidence)


def _side(terms: Sequence[Term]) -> str:
    shown = [t for t in terms if t.number] or list(terms[:1])
    names = "＋".join(f"{name(t.key)}{number(t.number or 0)}" for t in shown)
    return f"{names}＝{number(total(terms))}" if len(shown) > 1 else names


def number(value: Number) -> str:
    """Write a number plainly, never with an exponent."""
    return f"{value:f}" if not isinstance(value, int) else str(value)


def name(key: CellKey) -> str:
    """Return a cell's Chinese name: `予以公开（自然人）`."""
    row, column = _names()[key]
    return f"{row}（{column}）"


def row_name(key: CellKey) -> str:
    """Return a row's Chinese name without its numbering."""
    return _names()[key][0]


def column_name(key: CellKey) -> str:
    """Return a column's Chinese name."""
    return _names()[key][1]


@cache
def _names() -> dict[CellKey, tuple[str, str]]:
    names: dict[CellKey, tuple[str, str]] = {}
    for form in load_forms().values():
        for key, row, column in form.cell_keys():
            names.setdefault(key, (core(fold(row.label, "hans")), column.label))
    return names
