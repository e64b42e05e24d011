"""The narrative against the tables (NT-*).

A number of the narrative is compared only when it speaks of the whole body (`scope` null) and the
table's cell is a number: another body's number is no contradiction, and a blank total says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.checks.equations import add, name, number
from agent.checks.registry import Outcome, Subject, place, rule, span, verdict
from agent.facts import Application, Publication, ServiceItem, Statement
from agent.report import CellKey

_NEW = CellKey("applications", "new", "total")
_CARRIED_OVER = CellKey("applications", "carried_over", "total")
_DONE = CellKey("applications", "total", "total")
_REVIEW = CellKey("disputes", "review", "total")
_SUITS = (CellKey("disputes", "direct", "total"), CellKey("disputes", "after_review", "total"))
_POWERS = {"行政许可": "administrative_license", "行政处罚": "penalty", "行政强制": "compulsion"}


def _whole(subject: Subject) -> list[Application]:
    return [f for f in subject.facts if isinstance(f, Application) and f.scope is None]


@rule("NT-REQ-NEW", "arithmetic", "文中收到的申请件数与表三新收件数一致")
def requests_received(subject: Subject) -> Iterator[Outcome]:
    """收到 n 件 is the table's new requests; with those carried over where the text says so."""
    new, carried = subject.cell(_NEW).value, subject.cell(_CARRIED_OVER).value
    for fact in _whole(subject):
        if not fact.received:
            continue
        if new is None:
            yield Outcome(fact.id, "not_evaluable")
            continue
        accepted = {new, add(new, carried or 0)}
        message = (
            f"文中“{fact.quote}”为{number(fact.received)}件，表三本年新收总计{number(new)}件，"
            f"相差{number(max(add(fact.received, -new), add(new, -fact.received)))}件"
        )
        yield Outcome(
            fact.id,
            verdict(fact.received in accepted),
            message,
            number(new),
            number(fact.received),
            (span(fact.start, fact.end), place(_NEW)),
        )


@rule("NT-REQ-NONE", "arithmetic", "文中说未收到申请则表三新收为零")
def no_requests(subject: Subject) -> Iterator[Outcome]:
    """未收到申请 means that the table has none."""
    new = subject.cell(_NEW).value
    for fact in _whole(subject):
        if fact.received != 0:
            continue
        if new is None:
            yield Outcome(fact.id, "not_evaluable")
            continue
        message = f"文中“{fact.quote}”，表三本年新收总计却为{number(new)}件"
        yield Outcome(
            fact.id,
            verdict(new == 0),
            message,
            "0",
            number(new),
            (span(fact.start, fact.end), place(_NEW)),
        )


@rule("NT-REQ-DONE", "arithmetic", "文中答复件数与表三办理结果总计一致")
def requests_answered(subject: Subject) -> Iterator[Outcome]:
    """答复 n 件 is the table's sum of outcomes."""
    done = subject.cell(_DONE).value
    for fact in _whole(subject):
        if fact.answered is None or fact.received == 0:
            continue
        if done is None:
            yield Outcome(fact.id, "not_evaluable")
            continue
        message = (
            f"文中“{fact.quote}”答复{number(fact.answered)}件，表三办理结果总计{number(done)}件"
        )
        yield Outcome(
            fact.id,
            verdict(fact.answered == done),
            message,
            number(done),
            number(fact.answered),
            (span(fact.start, fact.end), place(_DONE)),
        )


@rule("NT-LIT-WORD", "arithmetic", "文中说未发生复议诉讼则表四为零")
def no_disputes(subject: Subject) -> Iterator[Outcome]:
    """未发生行政复议、行政诉讼 means that the table's totals are 0."""
    for fact in subject.facts:
        if not isinstance(fact, Statement):
            continue
        keys = [_REVIEW] if "行政复议" in fact.quote or "行政複議" in fact.quote else []
        keys += _SUITS if re.search("行政[诉訴][讼訟]", fact.quote) else ()
        for key in keys:
            value = subject.cell(key).value
            if value is None:
                yield Outcome(f"{fact.id}.{key.row}", "not_evaluable")
                continue
            message = f"文中“{fact.quote}”，表四{name(key)}却为{number(value)}件"
            yield Outcome(
                f"{fact.id}.{key.row}",
                verdict(value == 0),
                message,
                "0",
                number(value),
                (span(fact.start, fact.end), place(key)),
            )


@rule("NT-NORM", "implied", "文中本年规范性文件件数与表二一致")
def normative_documents(subject: Subject) -> Iterator[Outcome]:
    """规范性文件 n 件 of this year is the table's row, made or disclosed or issued."""
    row = subject.tables.article20.cells.get("normative_documents", {})
    told = [cell.value for cell in row.values() if cell.value is not None]
    for fact in subject.facts:
        counts = isinstance(fact, Publication) and (fact.subject or "").endswith("规范性文件")
        if not counts or not isinstance(fact, Publication) or fact.count is None:
            continue
        if not told:
            yield Outcome(fact.id, "not_evaluable")
            continue
        shown = "、".join(number(value) for value in told)
        message = f"文中“{fact.quote}”为{number(fact.count)}件，表二规范性文件各栏为{shown}"
        yield Outcome(
            fact.id,
            verdict(fact.count in told),
            message,
            shown,
            number(fact.count),
            (span(fact.start, fact.end),),
        )


@rule("NT-POWER", "heuristic", "权责清单项数与表二上一年项目、增减方向相符")
def powers(subject: Subject) -> Iterator[Outcome]:
    """A list of powers told in the text, against last year's number and the change's direction."""
    for fact in subject.facts:
        row = _POWERS.get(fact.subject or "") if isinstance(fact, ServiceItem) else None
        if row is None or not isinstance(fact, ServiceItem) or fact.count is None:
            continue
        previous = subject.cell(CellKey("article20", row, "previous_items"))
        change = subject.cell(CellKey("article20", row, "change"))
        if previous.value is None or change.state not in ("value", "direction_only"):
            yield Outcome(fact.id, "not_evaluable")
            continue
        grows = change.direction == "increase" or (change.value or 0) > 0
        shrinks = change.direction == "decrease" or (change.value or 0) < 0
        wrong = (grows and fact.count < previous.value) or (shrinks and fact.count > previous.value)
        message = (
            f"文中“{fact.quote}”，表二上一年为{number(previous.value)}项而本年“{change.raw}”，"
            "方向不符"
        )
        key = CellKey("article20", row, "change")
        yield Outcome(
            fact.id,
            verdict(not wrong),
            message,
            None,
            number(fact.count),
            (span(fact.start, fact.end), place(key)),
        )


RULES = (
    requests_received,
    no_requests,
    requests_answered,
    no_disputes,
    normative_documents,
    powers,
)
