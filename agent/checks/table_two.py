"""Identities of table two (T2*): form 2019 (T2A-*), form 2021 (T2B-*), both."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from agent.checks.equations import add, column_name, name, number, row_name, size
from agent.checks.registry import Outcome, Subject, place, rule, verdict
from agent.contract import Number
from agent.report import CellKey

_NORM_ROWS = ("rules", "normative_documents")
_ITEM_ROWS = ("administrative_license", "other_services", "penalty", "compulsion", "fees")
_PLAUSIBLE_YUAN_A_PROJECT = (100, 100_000_000)


def _key(row: str, column: str) -> CellKey:
    return CellKey("article20", row, column)


def _follows(subject: Subject, form: str) -> bool:
    found = subject.form("article20")
    return found is not None and found.form == form


def _at_most(subject: Subject, rows: tuple[str, ...], small: str, large: str) -> Iterator[Outcome]:
    """Check that one column does not exceed another, in each row."""
    for row in rows:
        low, high = _key(row, small), _key(row, large)
        a, b = subject.cell(low).value, subject.cell(high).value
        if a is None or b is None:
            yield Outcome(row, "not_evaluable")
            continue
        message = (
            f"{row_name(low)}：{column_name(low)}{number(a)}多于{column_name(high)}{number(b)}，"
            f"相差{number(add(a, -b))}"
        )
        status = verdict(a <= b)
        evidence = (place(low), place(high))
        yield Outcome(row, status, message, f"≤{number(b)}", number(a), evidence)


@rule("T2A-NORM-PUB", "implied", "本年新公开数量不多于对外公开总数量")
def disclosed_within_total(subject: Subject) -> Iterator[Outcome]:
    """What was newly disclosed is among all that is disclosed."""
    if _follows(subject, "2019"):
        yield from _at_most(subject, _NORM_ROWS, "disclosed", "total")


@rule("T2A-NORM-MADE", "heuristic", "本年新公开数量通常不多于本年新制作数量")
def disclosed_within_made(subject: Subject) -> Iterator[Outcome]:
    """More is possible: older texts may have been opened."""
    if _follows(subject, "2019"):
        yield from _at_most(subject, _NORM_ROWS, "disclosed", "made")


def _items(subject: Subject, row: str) -> tuple[Number | None, Number | None]:
    return (
        subject.cell(_key(row, "previous_items")).value,
        subject.cell(_key(row, "change")).value,
    )


@rule("T2A-ITEM-NONNEG", "arithmetic", "上一年项目数量加本年增减不为负")
def items_not_negative(subject: Subject) -> Iterator[Outcome]:
    """Whether items or decisions are told, what is left cannot be negative."""
    for row in _ITEM_ROWS if _follows(subject, "2019") else ():
        previous, change = _items(subject, row)
        if previous is None or change is None:
            yield Outcome(row, "not_evaluable")
            continue
        left = add(previous, change)
        keys = (_key(row, "previous_items"), _key(row, "change"))
        message = (
            f"{row_name(keys[0])}：上一年{number(previous)}，本年增减{number(change)}，"
            f"合计{number(left)}，为负数"
        )
        status = verdict(left >= 0)
        yield Outcome(row, status, message, "≥0", number(left), tuple(map(place, keys)))


@rule("T2A-ITEM-JUMP", "heuristic", "本年增减大于上一年项目数量")
def item_jump(subject: Subject) -> Iterator[Outcome]:
    """A change larger than the stock is worth a look."""
    for row in _ITEM_ROWS if _follows(subject, "2019") else ():
        previous, change = _items(subject, row)
        if previous is None or change is None:
            yield Outcome(row, "not_evaluable")
            continue
        keys = (_key(row, "previous_items"), _key(row, "change"))
        message = (
            f"{row_name(keys[0])}：本年增减{number(change)}，超过上一年项目数量{number(previous)}"
        )
        status = verdict(not (size(change) > previous))
        expected = f"≤{number(previous)}"
        evidence = tuple(map(place, keys))
        yield Outcome(row, status, message, expected, number(size(change)), evidence)


@rule("T2A-DELTA-READING", "heuristic", "上一年加增减恰等于处理决定数量")
def delta_reading(subject: Subject) -> Iterator[Outcome]:
    """Then the body seems to compare decisions, not items."""
    for row in _ITEM_ROWS[:4] if _follows(subject, "2019") else ():
        previous, change = _items(subject, row)
        decisions = subject.cell(_key(row, "decisions")).value
        if previous is None or change is None or decisions is None:
            yield Outcome(row, "not_evaluable")
        elif not decisions or not change:
            yield Outcome(row, "not_applicable")
        else:
            keys = tuple(_key(row, c) for c in ("previous_items", "change", "decisions"))
            message = (
                f"{row_name(keys[0])}：上一年{number(previous)}加增减{number(change)}恰为处理决定数量"
                f"{number(decisions)}，前两栏填的可能是决定数而非项目数"
            )
            same = add(previous, change) == decisions
            evidence = tuple(map(place, keys))
            yield Outcome(row, verdict(not same), message, None, None, evidence)


@rule("T2A-DELTA-WORDONLY", "quality", "增减只有“增”“减”而无数")
def change_without_number(subject: Subject) -> Iterator[Outcome]:
    """The sign is known, the size is not: neither zero nor nothing."""
    for row in _ITEM_ROWS if _follows(subject, "2019") else ():
        key = _key(row, "change")
        cell = subject.cell(key)
        if cell.state == "direction_only":
            message = f"{name(key)}只写“{cell.raw}”，没有写数"
            yield Outcome(row, "fail", message, None, cell.raw, (place(key),))
        else:
            yield Outcome(row, "pass" if cell.state == "value" else "not_evaluable")


@rule("T2A-PROC-ZERO", "implied", "采购项目数量与采购总金额同为零或同不为零")
def procurement_zero(subject: Subject) -> Iterator[Outcome]:
    """Projects without money, or money without projects."""
    if not _follows(subject, "2019"):
        return
    keys = (_key("procurement", "items"), _key("procurement", "amount"))
    items, amount = (subject.cell(key).value for key in keys)
    if items is None or amount is None:
        yield Outcome("", "not_evaluable")
        return
    message = f"政府集中采购：项目数量{number(items)}，总金额{number(amount)}元，只有一项为零"
    status = verdict((items == 0) == (amount == 0))
    yield Outcome("", status, message, None, None, tuple(map(place, keys)))


@rule("T2A-PROC-UNIT", "heuristic", "采购总金额的单位是否可疑")
def procurement_unit(subject: Subject) -> Iterator[Outcome]:
    """Below 100 元 or above 1 亿元 a project, the unit is doubtful."""
    if not _follows(subject, "2019"):
        return
    keys = (_key("procurement", "items"), _key("procurement", "amount"))
    items, amount = (subject.cell(key).value for key in keys)
    if items is None or amount is None:
        yield Outcome("", "not_evaluable")
    elif items <= 0 or amount == 0:
        yield Outcome("", "not_applicable")
    else:
        least, most = _PLAUSIBLE_YUAN_A_PROJECT
        average = Decimal(amount) / Decimal(items)
        raw = subject.cell(keys[1]).raw
        message = (
            f"政府集中采购{number(items)}项、总金额“{raw}”，平均每项约{average:.0f}元，"
            "金额单位可能有误"
        )
        status = verdict(least <= average <= most)
        evidence = tuple(map(place, keys))
        yield Outcome("", status, message, f"{least}–{most}元", f"{average:.0f}元", evidence)


@rule("T2B-VALID", "implied", "现行有效件数不少于本年制发减废止")
def in_force(subject: Subject) -> Iterator[Outcome]:
    """What was issued this year and not repealed is in force."""
    for row in _NORM_ROWS if _follows(subject, "2021") else ():
        keys = tuple(_key(row, column) for column in ("issued", "repealed", "in_force"))
        issued, repealed, valid = (subject.cell(key).value for key in keys)
        if issued is None or repealed is None or valid is None:
            yield Outcome(row, "not_evaluable")
            continue
        least = add(issued, -repealed)
        message = (
            f"{row_name(keys[0])}：本年制发{number(issued)}、废止{number(repealed)}，"
            f"现行有效应不少于{number(least)}，表中为{number(valid)}"
        )
        status = verdict(valid >= least)
        evidence = tuple(map(place, keys))
        yield Outcome(row, status, message, f"≥{number(least)}", number(valid), evidence)


@rule("T2-ZERO-TOWN", "heuristic", "县级以下机关一般不制定规章")
def rules_of_a_county(subject: Subject) -> Iterator[Outcome]:
    """Only ministries, provinces and cities with districts make 规章."""
    form = subject.form("article20")
    if form is None:
        return
    region = subject.meta.region
    if region.county is None and region.township is None:
        yield Outcome("", "not_applicable")
        return
    counted = [
        (_key("rules", column), cell.value)
        for column, cell in subject.tables.article20.cells.get("rules", {}).items()
        if cell.value is not None
    ]
    filled = [(key, value) for key, value in counted if value > 0]
    told = "、".join(f"{column_name(key)}{number(value)}" for key, value in filled)
    message = f"规章：{told}；县级以下机关没有规章制定权，请核对是否为规范性文件"
    status = verdict(not filled) if counted else "not_evaluable"
    yield Outcome("", status, message, "0", told, tuple(place(key) for key, _ in filled))


RULES = (
    disclosed_within_total,
    disclosed_within_made,
    items_not_negative,
    item_jump,
    delta_reading,
    change_without_number,
    procurement_zero,
    procurement_unit,
    in_force,
    rules_of_a_county,
)
