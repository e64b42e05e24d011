"""Identities of table three (T3-*)."""

from __future__ import annotations

from collections.abc import Iterator

from agent.checks.equations import (
    add,
    column_name,
    compare,
    equation_outcome,
    name,
    number,
    row_name,
    sum_outcome,
    term,
)
from agent.checks.registry import Outcome, Subject, place, rule, verdict
from agent.report import CellKey
from agent.tables.applications import outcome_rows
from agent.tables.forms import Form


def _key(row: str, column: str) -> CellKey:
    return CellKey("applications", row, column)


def _columns(form: Form) -> list[str]:
    return list(form.applications.columns)


@rule("T3-COL-BALANCE", "stated", "新收＋上年结转＝办理结果总计＋结转下年（各列）")
def column_balance(subject: Subject) -> Iterator[Outcome]:
    """The form's own rule: 第一项加第二项之和，等于第三项加第四项之和."""
    form = subject.form("applications")
    for column in _columns(form) if form else []:
        left = [term(subject, _key(row, column)) for row in ("new", "carried_over")]
        right = [term(subject, _key(row, column)) for row in ("total", "carried_forward")]
        what = f"“{column_name(left[0].key)}”列第一项加第二项不等于第三项加第四项"
        yield equation_outcome(column, what, compare(left, right, right[:1]), left, right)


@rule("T3-COL-TOTAL", "arithmetic", "各项办理结果之和＝（七）总计（各列）")
def column_totals(subject: Subject) -> Iterator[Outcome]:
    """（七）总计 is the sum of all outcomes, in each column."""
    form = subject.form("applications")
    for column in _columns(form) if form else []:
        parts = [_key(row, column) for row in outcome_rows(form)] if form else []
        what = f"“{column_name(parts[0])}”列各项办理结果之和不等于总计"
        yield sum_outcome(subject, column, what, parts, _key("total", column))


@rule("T3-ROW-TOTAL", "arithmetic", "六类申请人之和＝总计（各行）")
def row_totals(subject: Subject) -> Iterator[Outcome]:
    """总计 is the sum of the six kinds of applicants, in each row."""
    form = subject.form("applications")
    for row in form.applications.value_rows() if form else []:
        *parts, whole = [_key(row, column) for column in _columns(form)] if form else []
        what = f"“{row_name(whole)}”行各类申请人之和不等于总计"
        yield sum_outcome(subject, row, what, parts, whole)


@rule("T3-INT", "arithmetic", "申请情况表各格为非负整数")
def non_negative_integers(subject: Subject) -> Iterator[Outcome]:
    """Every number of the table counts requests."""
    form = subject.form("applications")
    if form is None:
        return
    bad = False
    for row, columns in subject.tables.applications.cells.items():
        for column, cell in columns.items():
            value = cell.value
            if value is None or (isinstance(value, int) and value >= 0):
                continue
            bad = True
            key = _key(row, column)
            message = f"{name(key)}为“{cell.raw}”，不是非负整数"
            yield Outcome(f"{row}.{column}", "fail", message, None, number(value), (place(key),))
    if not bad:
        yield Outcome("", "pass")


@rule("T3-REPEAT", "heuristic", "有重复申请则申请应不少于两件")
def repeated_requests(subject: Subject) -> Iterator[Outcome]:
    """A repeated request implies an earlier one, of this year or the year before."""
    if subject.form("applications") is None:
        return
    keys = [_key(row, "total") for row in ("rejected_repeat", "new", "carried_over")]
    repeated, new, carried = (subject.cell(key) for key in keys)
    if repeated.value is None or new.value is None:
        yield Outcome("", "not_evaluable")
    elif repeated.value == 0:
        yield Outcome("", "not_applicable")
    else:
        requests = add(new.value, carried.value or 0)
        message = (
            f"重复申请{number(repeated.value)}件，但本年新收与上年结转合计只有{number(requests)}件"
            "（先前的申请也可能在上一年）"
        )
        status = verdict(requests >= 2)
        evidence = tuple(place(key) for key in keys)
        yield Outcome("", status, message, "≥2", number(requests), evidence)


RULES = (column_balance, column_totals, row_totals, non_negative_integers, repeated_requests)
