"""How many requests the narrative tells, against table three (NT-REQ-NEW, -DONE, -CARRY, -NONE)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.checks.equations import add, number, size
from agent.checks.prose import means, number_at
from agent.checks.reach import Reach, contradicts, is_of_area, reach
from agent.checks.registry import Outcome, Subject, place, rule, span, verdict
from agent.contract import Number
from agent.facts import Application
from agent.report import CellKey

NEW = CellKey("applications", "new", "total")
CARRIED_OVER = CellKey("applications", "carried_over", "total")
DONE = CellKey("applications", "total", "total")
CARRIED_FORWARD = CellKey("applications", "carried_forward", "total")

_NAMES = {
    NEW: "本年新收总计",
    DONE: "办理结果总计",
    CARRIED_OVER: "上年结转总计",
    CARRIED_FORWARD: "结转下年度总计",
}
_STOP = re.compile(r"[。\n]")
_NEAR = 200
_HANDLED = re.compile(r"结转|顺延|办理|处理")
_IN = re.compile(
    r"(?:上一?年度?|去年|往年|以前年度)(?:度)?[^,;。()]{0,4}?(?:结转|顺延|遗留|转入)[^,;。()]{0,14}$|"
    r"结转(?:上一?年度?|去年)[^,;。()]{0,8}$"
)
_OUT = re.compile(
    r"(?:结转|顺延|转入|延续|延期)(?:至|到|入)?(?:下一?年度?|次年度?|明年)[^,;。()]{0,14}$"
)
_IN_BEHIND = re.compile(r"^[^,;。()]{0,8}?(?:上一?年度?|去年)[^,;。()]{0,4}?(?:结转|顺延)")
_OUT_BEHIND = re.compile(
    r"^[^,;。()]{0,10}?(?:结转|顺延|延续|延期)(?:至|到|入)?(?:下一?年|次年|明年)"
)
_TO_YEAR = re.compile(r"^[^,;。()]{0,10}?(?:结转|顺延|延续)(?:至|到|入)?(20\d\d)年")
_TO_YEAR_BEFORE = re.compile(r"(?:结转|顺延|延续)(?:至|到|入)?(20\d\d)年[^,;。()]{0,10}$")
_FROM_YEAR = re.compile(r"(20\d\d)年度?(?:未办结)?(?:结转|顺延)[^,;。()至到]{0,8}$")
_OTHER_TOPIC = re.compile(r"信箱|热线|留言|来信|诉求|提案|议案|建议|复议|诉讼|资金|项目|预算|案件")


def applications(subject: Subject) -> Iterator[Application]:
    """Yield what is told of all requests, not of a sub-body's or a channel's."""
    for fact in subject.facts:
        if isinstance(fact, Application) and fact.scope is None:
            yield fact


class _Told(NamedTuple):
    """A count of the narrative beside the cell it should be."""

    fact: Application
    value: Number
    what: str
    key: CellKey
    accepted: tuple[Number, ...]
    kind: Reach


def _outcome(subject: Subject, told: _Told, hint: bool = False) -> Outcome:
    fact, actual = told.fact, told.accepted[0]
    quantity = number_at(subject.sentences, fact.start, fact.end, told.value)
    qualifier = quantity.qualifier if quantity else None
    holds = any(means(told.value, qualifier, value) for value in told.accepted)
    if not holds and not all(contradicts(told.kind, told.value, v) for v in told.accepted):
        return Outcome(fact.id, "not_evaluable", expected=number(actual))
    difference = number(size(add(told.value, -actual)))
    message = (
        f"文中“{subject.quote(fact.start, fact.end)}”{told.what}{number(told.value)}件，"
        f"表三{_NAMES[told.key]}{number(actual)}件，相差{difference}件"
    )
    return Outcome(
        fact.id,
        verdict(holds),
        message,
        number(actual),
        number(told.value),
        (span(fact.start, fact.end), place(told.key)),
        hint,
    )


@rule("NT-REQ-NEW", "arithmetic", "文中收到的申请件数与表三新收件数一致")
def requests_received(subject: Subject) -> Iterator[Outcome]:
    """收到 n 件 is the table's new requests; with those carried over where the text says so."""
    new, carried = subject.cell(NEW).value, subject.cell(CARRIED_OVER).value
    is_of_part = _is_of_part(subject, new)
    for fact in applications(subject):
        if not fact.received:
            continue
        if new is None:
            yield Outcome(fact.id, "not_evaluable")
            continue
        both = add(new, carried or 0)
        clause = subject.document.view[fact.start : _sentence_end(subject, fact.end)]
        together = _HANDLED.search(clause) is not None
        kind = _kind(subject, fact, is_of_part)
        told = _Told(fact, fact.received, "为", NEW, (new, both) if together else (new,), kind)
        # The body most likely counted both and did not say so: worth a look, no more.
        yield _outcome(subject, told, hint=fact.received == both)


def _kind(subject: Subject, fact: Application, is_of_part: bool) -> Reach:
    """Return the reach; an area's number is more when the table has what is told of a part."""
    if is_of_part and is_of_area(subject, fact.start, fact.end):
        return "more"
    # What the first number counts tells the reach: 其中38件已答复 is told of the same requests.
    first = fact.received and number_at(subject.sentences, fact.start, fact.end, fact.received)
    return reach(subject, fact.start, first.start if first else fact.end)


def _is_of_part(subject: Subject, actual: Number | None) -> bool:
    """True when the table has a number that the text tells of less than an area."""
    return any(
        isinstance(fact, Application)
        and actual in (fact.received, fact.answered)
        and (fact.scope or not is_of_area(subject, fact.start, fact.end))
        for fact in subject.facts
        if actual is not None
    )


def _sentence_end(subject: Subject, start: int) -> int:
    end = min(start + _NEAR, len(subject.document.view))
    match = _STOP.search(subject.document.view, start, end)
    return match.start() if match else end


@rule("NT-REQ-NONE", "arithmetic", "文中说未收到申请则表三新收为零")
def no_requests(subject: Subject) -> Iterator[Outcome]:
    """未收到申请 means that the table has none."""
    new = subject.cell(NEW).value
    for fact in applications(subject):
        if fact.received != 0:
            continue
        if new is None:
            yield Outcome(fact.id, "not_evaluable")
            continue
        if new and not contradicts(reach(subject, fact.start, fact.end), 0, new):
            yield Outcome(fact.id, "not_evaluable")
            continue
        quote = subject.quote(fact.start, fact.end)
        message = f"文中“{quote}”，表三{_NAMES[NEW]}却为{number(new)}件，相差{number(new)}件"
        evidence = (span(fact.start, fact.end), place(NEW))
        yield Outcome(fact.id, verdict(new == 0), message, "0", number(new), evidence)


@rule("NT-REQ-DONE", "arithmetic", "文中答复件数与表三办理结果总计一致")
def requests_answered(subject: Subject) -> Iterator[Outcome]:
    """答复 n 件 is the table's sum of outcomes; 全部答复 may leave out those carried over."""
    done, carried = subject.cell(DONE).value, subject.cell(CARRIED_OVER).value
    is_of_part = _is_of_part(subject, done)
    for fact in applications(subject):
        if fact.answered is None or fact.received == 0:
            continue
        if done is None:
            yield Outcome(fact.id, "not_evaluable")
            continue
        all_answered = fact.answered == fact.received
        accepted = (done, add(done, -(carried or 0))) if all_answered else (done,)
        kind = _kind(subject, fact, is_of_part)
        yield _outcome(subject, _Told(fact, fact.answered, "答复", DONE, accepted, kind))


@rule("NT-REQ-CARRY", "arithmetic", "文中结转件数与表三上年结转、结转下年度一致")
def requests_carried(subject: Subject) -> Iterator[Outcome]:
    """上年结转 n 件, 结转下年度 n 件: the direction word tells the row."""
    for sentence in subject.sentences:
        lead = subject.document.view[sentence.paragraph : sentence.start]
        if "结转" not in sentence.words and "顺延" not in sentence.words:
            continue
        for quantity in sentence.numbers:
            before, after = sentence.before(quantity), sentence.after(quantity)
            if quantity.value is None or quantity.is_share or quantity.is_money:
                continue
            key = _direction(before, after) or _year_direction(subject, before, after)
            topic = sentence.view[sentence.start : quantity.start]
            if key is None or "申请" not in lead + topic + after or _OTHER_TOPIC.search(topic):
                continue
            actual, instance = subject.cell(key).value, f"{key.row}.{quantity.start}"
            kind = reach(subject, sentence.start, sentence.start)
            if actual is None or kind not in ("same", "part"):
                yield Outcome(instance, "not_evaluable")
                continue
            start, end = quantity.start - len(sentence.label(quantity)), quantity.end
            if key in (_direction("", after), _year_direction(subject, "", after)):
                end += len(re.split(r"[,;()]", after)[0])
            message = (
                f"文中“{subject.quote(start, end)}”为{number(quantity.value)}件，"
                f"表三{_NAMES[key]}{number(actual)}件，"
                f"相差{number(size(add(quantity.value, -actual)))}件"
            )
            yield Outcome(
                instance,
                verdict(means(quantity.value, quantity.qualifier, actual)),
                message,
                number(actual),
                number(quantity.value),
                (span(start, end), place(key)),
            )


def _year_direction(subject: Subject, before: str, after: str) -> CellKey | None:
    """Return the row by the year told: 2019年结转3件, 2件结转至2021年."""
    year = subject.meta.year
    out = _TO_YEAR.search(after) or _TO_YEAR_BEFORE.search(before)
    if year is None:
        return None
    if out is not None:
        return CARRIED_FORWARD if int(out[1]) == year + 1 else None
    into = _FROM_YEAR.search(before)
    return CARRIED_OVER if into and int(into[1]) == year - 1 else None


def _direction(before: str, after: str) -> CellKey | None:
    if _OUT.search(before):
        return CARRIED_FORWARD
    if _IN.search(before):
        return CARRIED_OVER
    if _OUT_BEHIND.search(after):
        return CARRIED_FORWARD
    return CARRIED_OVER if _IN_BEHIND.search(after) else None


RULES = (requests_received, requests_answered, requests_carried, no_requests)
