"""Rules, powers and purchases as the narrative tells them, against table two (NT-NORM, -POWER,
-PROC)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from agent.checks.equations import add, number, size
from agent.checks.prose import Sentence, means, rounds_to
from agent.checks.reach import contradicts, reach
from agent.checks.registry import Outcome, Subject, place, places, rule, span, verdict
from agent.contract import Number
from agent.facts import ServiceItem
from agent.narrative.quantities import Quantity
from agent.report import CellKey

_NORMS = {
    "规章": "rules",
    "行政规范性文件": "normative_documents",
    "规范性文件": "normative_documents",
}
_NORM_BEFORE = re.compile(
    r"(?<!党内)(行政规范性文件|规范性文件|(?:政府|部门)?规章)(?:共|共计|合计|总计|数量)?(?:为|有|:)?\s*$"
)
_NORM_BEHIND = re.compile(r"^(?:政府|部门|行政)?(规范性文件|规章)(?=[,;。、()\s]|$)")
_THIS_YEAR = re.compile(r"制定|制发|印发|出台|公开|发布|公布|新增|发文")
_OTHER_STOCK = re.compile(
    r"清理|备案|审查|审核|梳理|保留|修[改订]|宣布|失效|有效|累计|历年|解读|转发|上级|国务院|省[政委]|报备|评估|"
    r"目录|党|去年|上年|征求"
)
_POWERS = {"行政许可": "administrative_license", "行政处罚": "penalty", "行政强制": "compulsion"}
_NEAR = Decimal("0.1")
"""How far a list of powers may be from the table before it is worth a look."""
_PURCHASE_UNITS = ("个", "项", "批次", "次", "批", "宗")
_PURCHASE_BEHIND = re.compile(r"^(?:政府)?(?:集中)?采购(?:项目)?(?=[,;。、()\s]|$)")
_ITEMS = CellKey("article20", "procurement", "items")
_AMOUNT = CellKey("article20", "procurement", "amount")
_PURCHASE = re.compile(r"(?:政府)?(集中)?采购")
_PURCHASES = re.compile(
    r"采购(?:项目|批次|活动|工作|事项)?(?:数量|个数|次数)?(?:共|共计|累计|总计|合计|为|完成|达){0,2}\s*$"
)
_SUM = re.compile(
    r"(?:采购|总|成交|中标|交易|合同|预算|涉及)?(?:总)?(?:金额|资金|总额|规模)(?:共|共计|累计|总计|合计|约|为|达|人民币){0,2}\s*$"
)


@rule("NT-NORM", "implied", "文中本年规范性文件、规章件数与表二一致")
def normative_documents(subject: Subject) -> Iterator[Outcome]:
    """规范性文件 n 件 of this year is a cell of the table's row: made, disclosed or issued."""
    for sentence in subject.sentences:
        found = [(q, row) for q in sentence.numbers if (row := _norm(sentence, q))]
        for quantity, row in found:
            if quantity.value is None:
                continue
            # 县政府3件、县政府办公室2件: the row has their sum.
            together = add(*(q.value for q, r in found if r == row and q.value is not None))
            cells = subject.tables.article20.cells.get(row, {})
            told = {CellKey("article20", row, c): cell.value for c, cell in cells.items()}
            known = {key: value for key, value in told.items() if value is not None}
            start, end = quantity.start - len(sentence.label(quantity)), quantity.end
            instance = str(quantity.start)
            values = [*known.values(), *_with_repealed(sentence, told)]
            holds = together in values or any(
                means(quantity.value, quantity.qualifier, v) for v in values
            )
            kind = reach(subject, start, end)
            if not known or (not holds and len(known) < len(told)):
                yield Outcome(instance, "not_evaluable")
                continue
            if not holds and (
                kind in ("else", "part")
                or not any(contradicts(kind, quantity.value, v) for v in known.values())
            ):
                yield Outcome(instance, "not_evaluable")
                continue
            shown = "、".join(number(value) for value in known.values())
            nearest = min(size(add(quantity.value, -value)) for value in known.values())
            message = (
                f"文中“{subject.quote(start, end)}”为{number(quantity.value)}件，"
                f"表二{'规章' if row == 'rules' else '规范性文件'}各栏为{shown}，"
                f"至少相差{number(nearest)}件"
            )
            evidence = (span(start, end), *places(*known))
            yield Outcome(
                instance, verdict(holds), message, shown, number(quantity.value), evidence
            )


def _with_repealed(sentence: Sentence, told: Mapping[CellKey, Number | None]) -> list[Number]:
    """Return issued and repealed together, where the sentence counts both (含…废止4件)."""
    both = [v for key, v in told.items() if key.column in ("issued", "repealed") and v is not None]
    return [add(*both)] if len(both) == 2 and "废止" in sentence.words else []


def _norm(sentence: Sentence, quantity: Quantity) -> str | None:
    """Return the row that a count of this year's documents belongs to."""
    if quantity.unit not in ("件", "个", "份", "部", None) or quantity.unit is None:
        return None
    # Lists (规章3件，规范性文件9件) carry the verb of their first item.
    clause = re.split(r"[;。()]", sentence.before(quantity))[-1]
    whole = sentence.view[sentence.start : quantity.start]
    found = _NORM_BEFORE.search(clause)
    if found is None:
        found = _NORM_BEHIND.match(sentence.after(quantity))
    if found is None or _OTHER_STOCK.search(re.split(r"[;。]", whole)[-1]):
        return None
    if not _THIS_YEAR.search(whole):
        return None
    return _NORMS[re.sub("^(?:政府|部门)", "", found[1])]


@rule("NT-POWER", "heuristic", "权责清单项数与表二上一年项目、增减相符")
def powers(subject: Subject) -> Iterator[Outcome]:
    """A list of powers is about last year's number and its change, and on the change's side."""
    for fact in subject.facts:
        row = _POWERS.get(fact.subject or "") if isinstance(fact, ServiceItem) else None
        if row is None or not isinstance(fact, ServiceItem) or fact.count is None:
            continue
        before = CellKey("article20", row, "previous_items")
        previous = subject.cell(before)
        key = CellKey("article20", row, "change")
        change = subject.cell(key)
        if previous.value is None or change.state not in ("value", "direction_only"):
            yield Outcome(fact.id, "not_evaluable")
            continue
        grows = change.direction == "increase" or (change.value or 0) > 0
        shrinks = change.direction == "decrease" or (change.value or 0) < 0
        against = (grows and fact.count < previous.value) or (
            shrinks and fact.count > previous.value
        )
        expected = None if change.value is None else add(previous.value, change.value)
        # A row of zeros says that the body has no list of its own, not that there is none.
        far = bool(expected) and _is_far(fact.count, expected or 0)
        said = f"文中“{subject.quote(fact.start, fact.end)}”，"
        table = f"表二上一年为{number(previous.value)}项而本年“{change.raw}”，"
        if against:
            gap = number(size(add(fact.count, -previous.value)))
            message = f"{said}{table}方向不符，与上一年相差{gap}项"
        else:
            gap = number(size(add(fact.count, -(expected or 0))))
            message = f"{said}{table}应为{number(expected or 0)}项，相差{gap}项"
        yield Outcome(
            fact.id,
            verdict(not against and not far),
            message,
            None if expected is None else number(expected),
            number(fact.count),
            (span(fact.start, fact.end), *places(before, key)),
        )


def _is_far(told: Number, expected: Number) -> bool:
    return Decimal(size(add(told, -expected))) > max(Decimal(expected) * _NEAR, Decimal(5))


@rule("NT-PROC", "implied", "文中集中采购项目数、金额与表二一致")
def purchases(subject: Subject) -> Iterator[Outcome]:
    """采购 n 批次 and its amount are the table's; 政府采购 is wider than 政府集中采购."""
    for sentence in subject.sentences:
        found = list(_PURCHASE.finditer(sentence.words))
        if not found:
            continue
        for quantity in sentence.numbers:
            key = _purchase_cell(sentence, quantity)
            if key is None or quantity.value is None:
                continue
            actual = subject.cell(key).value
            at = quantity.start - sentence.start
            central = any(m[1] for m in found if m.start() < at)
            kind = reach(subject, sentence.start, sentence.start)
            instance = f"{key.column}.{quantity.start}"
            if actual is None or kind in ("else", "part"):
                yield Outcome(instance, "not_evaluable")
                continue
            told = quantity.value
            holds = means(told, quantity.qualifier, actual) or (
                key == _AMOUNT and _same_money(subject, quantity, actual)
            )
            wider = contradicts("same" if central else "more", told, actual)
            if not holds and (not wider or not contradicts(kind, told, actual)):
                yield Outcome(instance, "not_evaluable")
                continue
            unit = "元" if key == _AMOUNT else "项"
            start = quantity.start - len(sentence.label(quantity))
            message = (
                f"文中“{subject.quote(start, quantity.end)}”，表二政府集中采购"
                f"{'总金额' if key == _AMOUNT else '项目数量'}为{number(actual)}{unit}，"
                f"相差{number(size(add(told, -actual)))}{unit}"
            )
            evidence = (span(start, quantity.end), place(key))
            yield Outcome(instance, verdict(holds), message, number(actual), number(told), evidence)


def _purchase_cell(sentence: Sentence, quantity: Quantity) -> CellKey | None:
    label = sentence.label(quantity)
    lead = sentence.view[sentence.start : quantity.start]
    if "采购" not in lead[-60:]:
        return None
    if quantity.is_money:
        named = _SUM.search(label) or _PURCHASES.search(label)
        saved = re.search("节约|节省|预算", label)
        return _AMOUNT if named and not saved else None
    behind = _PURCHASE_BEHIND.match(sentence.after(quantity))
    named = _PURCHASES.search(label) or behind
    return _ITEMS if named and quantity.unit in _PURCHASE_UNITS else None


def _same_money(subject: Subject, quantity: Quantity, actual: Number) -> bool:
    """Compare amounts to the digits of the one told in fewer: 2.14亿元 is 21378.5万元 rounded."""
    if quantity.value is None:
        return False
    told, exact = Decimal(quantity.value), Decimal(actual)
    digits = subject.document.view[quantity.start : quantity.number_end]
    number_told = re.match(r"\d[\d,]*(?:\.\d+)?", digits)
    written = Decimal(number_told.group().replace(",", "")) if number_told else Decimal(0)
    if not written:
        return told == exact
    scale = told / written
    if rounds_to(exact / scale, written):
        return True
    cell = subject.cell(_AMOUNT).raw or ""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", cell)
    shown = Decimal(match.group().replace(",", "")) if match else Decimal(0)
    return bool(shown) and bool(exact) and rounds_to(told / (exact / shown), shown)


RULES = (normative_documents, powers, purchases)
