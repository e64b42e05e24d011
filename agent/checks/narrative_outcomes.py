"""What became of the requests, as the narrative tells it, against table three: counts, shares, sum
(NT-REQ-OUTCOME, NT-REQ-SHARE, NT-REQ-PARTS)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from agent.checks.equations import add, number, size
from agent.checks.narrative_requests import CARRIED_OVER, DONE, NEW, applications
from agent.checks.prose import Sentence, means, rounds_to
from agent.checks.reach import Reach, contradicts, reach
from agent.checks.registry import Outcome, Subject, place, places, rule, span, verdict
from agent.contract import Number
from agent.documents.view import fold
from agent.facts import Application
from agent.narrative.quantities import Quantity
from agent.report import CellKey
from agent.tables.applications import outcome_rows
from agent.tables.forms import load_forms
from agent.tables.labels import core

_GROUPS = {
    "部分公开": "partial",
    "不予公开": "denied_",
    "无法提供": "unable_",
    "不予处理": "rejected_",
    "其他处理": "other",
    "予以公开": "granted",
    "同意公开": "granted",
    "全部公开": "granted",
}
_BEHIND_LABEL = (
    r"(?:的)?(?:政府信息)?(?:公开)?(?:申请|情况|答复|决定|类)?(?:的)?(?:有|为|共|共计|:)?\s*$"
)
_BEFORE_LABEL = r"^\s*(?:申请)?(?:的)?(?:依法|决定|被|为|属于?|予以)?"
_JOINT = re.compile(r"(?:公开|提供|处理)(?:或者|以及|[及和或与、])$")
"""予以公开和部分公开 told in one number is no row of the table."""
_SHARE = re.compile(r"^\s*[,(]?\s*(?:约?占[^,;。()]{0,14}|\()$|^\s*\($")
_BARE_SHARE = re.compile(r"(?:的)?(?:申请)?(?:件数)?(?:约?占|占比|所占|比例)[^,;。()]{0,14}$")
_OTHER_TOPIC = re.compile(r"信箱|热线|留言|来信|诉求|公文|文件|提案|复议|诉讼|来电")
_UNITS = {None, "件", "条", "份", "个", "宗", "起", "项", "例", "次"}


class Told(NamedTuple):
    """An outcome of requests told in a number."""

    words: str
    rows: str
    """A row's name, or the beginning of its group's (`denied_`)."""
    number: Quantity | None
    share: Quantity | None
    fact: Application | None
    """What was told of all requests before it in the paragraph."""
    kind: Reach
    nested: bool
    """In brackets or behind a further 其中: a part of the outcome before it."""
    start: int
    end: int


@cache
def _words() -> dict[str, str]:
    """Return outcome words -> row or group, groups first."""
    found = dict(_GROUPS)
    for form in load_forms().values():
        for row in outcome_rows(form):
            label = core(fold(form.applications.rows[row].label, "hans"))
            if len(label) > 3:
                found.setdefault(label, row)
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    either = "|".join(re.escape(w) for w in sorted(_words(), key=len, reverse=True))
    return (
        re.compile(f"({either}){_BEHIND_LABEL}"),
        re.compile(f"{_BEFORE_LABEL}({either})"),
        re.compile(f"({either}){_BARE_SHARE.pattern}"),
    )


def is_outcome(label: str) -> bool:
    """True for the label of what became of a request: 予以公开."""
    return _patterns()[0].search(label) is not None


def told(subject: Subject) -> Iterator[Told]:
    """Yield the outcomes that the narrative tells of the requests, in order."""
    facts = [fact for fact in applications(subject) if fact.received or fact.answered]
    facts.sort(key=_start)
    for sentence in subject.sentences:
        for index, quantity in enumerate(sentence.numbers):
            before = bisect_left(facts, quantity.start, key=_start)
            last = facts[before - 1] if before else None
            fact = last if last and last.start >= sentence.paragraph else None
            if fact is None and sentence.section != 3:
                continue
            lead = sentence.view[fact.end if fact else sentence.start : quantity.start]
            if _OTHER_TOPIC.search(lead):
                continue
            found = _read(sentence, index)
            if found is None:
                continue
            words, start, end, share = found
            whole = (fact.start, fact.end) if fact else (sentence.start, sentence.start)
            yield Told(
                words,
                _words()[words],
                None if quantity.is_share else quantity,
                quantity if quantity.is_share else share,
                fact,
                reach(subject, *whole),
                _is_nested(lead),
                start,
                end,
            )


def _start(fact: Application) -> int:
    return fact.start


def _read(sentence: Sentence, index: int) -> tuple[str, int, int, Quantity | None] | None:
    quantity = sentence.numbers[index]
    before, after = sentence.label(quantity), sentence.after(quantity)
    in_front, behind, bare = _patterns()
    if quantity.is_share:
        match = bare.search(before)
        return (match[1], quantity.start - len(before), quantity.end, None) if match else None
    if quantity.unit not in _UNITS or quantity.value is None:
        return None
    match = in_front.search(before)
    start, end = quantity.start - len(before), quantity.end
    if match is None:
        match = behind.search(after)
        start, end = quantity.start, quantity.end + (match.end() if match else 0)
    if match is None or _JOINT.search(before[: match.start(1)] or _lead(sentence, start)):
        return None
    share = sentence.numbers[index + 1] if index + 1 < len(sentence.numbers) else None
    if share is None or not share.is_share or not _SHARE.search(_between(sentence, end, share)):
        return match[1], start, end, None
    return match[1], start, share.end, share


def _lead(sentence: Sentence, start: int) -> str:
    return sentence.view[max(sentence.start, start - 6) : start]


def _between(sentence: Sentence, end: int, share: Quantity) -> str:
    return sentence.view[end : share.start]


def _is_nested(lead: str) -> bool:
    return lead.count("(") > lead.count(")") or lead.count("其中") > 1


class _Actual(NamedTuple):
    """What the table has for an outcome."""

    value: Number
    known: bool
    """No part of it is blank."""
    keys: tuple[CellKey, ...]


def _actual(subject: Subject, rows: str) -> _Actual | None:
    """Return a row's or a group's total; None when the table has not one number of it."""
    keys = [key for key in subject.cells["applications"] if key.column == "total"]
    mine = [key for key in keys if key.row == rows or _in_group(key.row, rows)]
    values = [subject.cell(key).value for key in mine]
    known = [value for value in values if value is not None]
    return _Actual(add(*known), len(known) == len(values), tuple(mine)) if known else None


def _in_group(row: str, rows: str) -> bool:
    return row.startswith(rows) and (rows.endswith("_") or (rows == "other" and row != "other"))


@rule("NT-REQ-OUTCOME", "arithmetic", "文中各类办理结果件数与表三一致")
def outcomes(subject: Subject) -> Iterator[Outcome]:
    """予以公开 n 件 is the table's row, 不予公开 n 件 the sum of its group."""
    for item in told(subject):
        if item.number is None or item.number.value is None:
            continue
        instance, actual = f"{item.words}.{item.start}", _actual(subject, item.rows)
        if actual is None:
            yield Outcome(instance, "not_evaluable")
            continue
        count = item.number.value
        holds = means(count, item.number.qualifier, actual.value)
        excused = not contradicts(item.kind, count, actual.value) or (
            not actual.known and actual.value < count
        )
        if not holds and excused:
            yield Outcome(instance, "not_evaluable")
            continue
        message = (
            f"文中“{subject.quote(item.start, item.end)}”，表三“{item.words}”总计"
            f"{number(actual.value)}件，相差{number(size(add(count, -actual.value)))}件"
        )
        status = "pass_if_blank_is_zero" if holds and not actual.known else verdict(holds)
        yield Outcome(
            instance,
            status,
            message,
            number(actual.value),
            number(count),
            (span(item.start, item.end), *places(*actual.keys)),
        )


@rule("NT-REQ-SHARE", "arithmetic", "文中办理结果占比与表三一致")
def shares(subject: Subject) -> Iterator[Outcome]:
    """占 p% is a part of all that was decided, rounded or cut to its digits."""
    table = [subject.cell(key).value for key in (DONE, NEW)]
    carried = subject.cell(CARRIED_OVER).value or 0
    for item in told(subject):
        if item.share is None or item.share.value is None or item.nested:
            continue
        instance, actual = f"{item.words}.{item.share.start}", _actual(subject, item.rows)
        bases = [value for value in table if value]
        bases += [add(table[1], carried)] if table[1] else []
        if item.fact:
            bases += [v for v in (item.fact.answered, item.fact.received) if v]
        parts = [actual.value] if actual and actual.known else []
        parts += [item.number.value] if item.number and item.number.value is not None else []
        if not bases or not parts or item.kind != "same":
            yield Outcome(instance, "not_evaluable")
            continue
        ratios = [Decimal(part) * 100 / Decimal(base) for part in parts for base in bases]
        share = item.share.value
        about = item.share.qualifier is not None
        holds = any(
            rounds_to(r, share) or (about and means(share, item.share.qualifier, r)) for r in ratios
        )
        difference = size(add(share, -round(ratios[0], 2)))
        message = (
            f"文中“{subject.quote(item.start, item.end)}”占{number(share)}%，而{number(parts[0])}件"
            f"占{number(bases[0])}件的{ratios[0]:.2f}%，相差{number(difference)}个百分点"
        )
        yield Outcome(
            instance,
            verdict(holds),
            message,
            f"{ratios[0]:.2f}%",
            f"{number(share)}%",
            (span(item.start, item.end), place(DONE)),
        )


@rule("NT-REQ-PARTS", "arithmetic", "文中各类办理结果之和等于答复总数")
def parts(subject: Subject) -> Iterator[Outcome]:
    """The outcomes told add up to what was answered; a list that the table completes is open."""
    found = list(told(subject))
    for fact in applications(subject):
        mine = [t for t in found if t.fact is fact and t.number and not t.nested]
        groups = {t.rows for t in mine}
        mine = [t for t in mine if not any(t.rows != g and _in_group(t.rows, g) for g in groups)]
        whole = fact.answered if fact.answered is not None else fact.received
        if len({t.rows for t in mine}) < 2 or whole is None:
            continue
        if len({t.rows for t in mine}) < len(mine) or _is_vague(subject, mine):
            yield Outcome(fact.id, "not_applicable")
            continue
        counts = [t.number.value for t in mine if t.number and t.number.value is not None]
        total = add(*counts)
        done = subject.cell(DONE).value
        is_open = total < whole and _is_open(subject, mine, done)
        if is_open or (fact.answered is None and total == done):
            yield Outcome(fact.id, "not_applicable")
            continue
        message = (
            f"文中“{subject.quote(fact.start, fact.end)}”共{number(whole)}件，"
            + "＋".join(f"{t.words}{number(c)}" for t, c in zip(mine, counts, strict=True))
            + f"＝{number(total)}件，相差{number(size(add(whole, -total)))}件"
        )
        evidence = (span(fact.start, fact.end), *(span(t.start, t.end) for t in mine))
        yield Outcome(
            fact.id, verdict(total == whole), message, number(whole), number(total), evidence
        )


def _is_vague(subject: Subject, mine: list[Told]) -> bool:
    after = subject.document.view[mine[-1].end : mine[-1].end + 1]
    return after == "等" or any(t.number and t.number.qualifier for t in mine)


def _is_open(subject: Subject, mine: list[Told], done: Number | None) -> bool:
    """True when the table has further outcomes, so that the list was not meant to be complete."""
    actual = [_actual(subject, item.rows) for item in mine]
    known = [item.value for item in actual if item]
    return done is not None and len(known) == len(mine) and add(*known) < done


RULES = (outcomes, shares, parts)
