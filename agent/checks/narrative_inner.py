"""The narrative against itself (NN-*).

A sum is checked only where the list is closed (no 等, no 主要), speaks of one channel, and follows
its total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from agent.checks.equations import add, number
from agent.checks.registry import Outcome, Subject, rule, span, verdict
from agent.contract import Number
from agent.facts import Application, CategoryCount, Fact, Mailbox
from agent.report import Evidence

_OPEN = re.compile(r"等|主要|左右|包括但")
_ORDINALS = "一二三四五六七八九十"
_ANNOUNCED = re.compile(
    r"(?:以下|如下|下列|从)[^,;。\n]{0,6}?([一二三四五六七八九十])(?:个|大)?(?:方面|问题|举措|措施|环节)"
)


def _evidence(*facts: Fact) -> tuple[Evidence, ...]:
    return tuple(span(fact.start, fact.end) for fact in facts)


@rule("NN-CAT-SUM", "arithmetic", "分类之和与来信总数一致")
def category_sums(subject: Subject) -> Iterator[Outcome]:
    """The listed classes of one channel add up to what it received."""
    view = subject.document.view
    categories = [f for f in subject.facts if isinstance(f, CategoryCount) and f.channel]
    for channel, group in groupby(categories, key=lambda fact: fact.channel):
        listed = list(group)
        total = next(
            (
                f
                for f in reversed(subject.facts)
                if isinstance(f, Mailbox)
                and f.channel == channel
                and f.received is not None
                and f.start < listed[0].start
            ),
            None,
        )
        after = view[listed[-1].end : listed[-1].end + 1]
        between = view[total.end if total else listed[0].start : listed[0].start]
        if total is None or total.received is None or after == "等" or _OPEN.search(between):
            yield Outcome(channel or "", "not_applicable")
            continue
        counts = [fact.count for fact in listed]
        if any(count is None for count in counts):
            yield Outcome(channel or "", "not_evaluable")
            continue
        whole: Number = total.received
        parts = add(*(count for count in counts if count is not None))
        sums = "＋".join(number(count) for count in counts if count is not None)
        message = f"“{channel}”共{number(whole)}件，分类之和{sums}＝{number(parts)}，相差" + number(
            max(add(whole, -parts), add(parts, -whole))
        )
        yield Outcome(
            channel or "",
            verdict(whole == parts),
            message,
            number(whole),
            number(parts),
            _evidence(total, *listed),
        )


@rule("NN-RESOLVED", "arithmetic", "收到＝办结＋办理中")
def resolved_and_pending(subject: Subject) -> Iterator[Outcome]:
    """What was received is resolved or pending."""
    for fact in subject.facts:
        if not isinstance(fact, Mailbox) or fact.received is None or fact.resolved is None:
            continue
        if fact.pending is None:
            yield Outcome(fact.id, "not_applicable")
            continue
        parts = add(fact.resolved, fact.pending)
        message = (
            f"“{fact.channel}”收到{number(fact.received)}件，办结{number(fact.resolved)}件与办理中"
            f"{number(fact.pending)}件合计{number(parts)}件"
        )
        yield Outcome(
            fact.id,
            verdict(parts == fact.received),
            message,
            number(fact.received),
            number(parts),
            _evidence(fact),
        )


@rule("NN-RATE", "arithmetic", "办结率与办结、收到件数一致")
def rates(subject: Subject) -> Iterator[Outcome]:
    """A rate is resolved by received; a rate of 100% over several channels covers each."""
    mailboxes = [fact for fact in subject.facts if isinstance(fact, Mailbox)]
    for fact in mailboxes:
        if fact.rate is None or fact.received is None:
            continue
        part = next((m for m in mailboxes if _part_of(subject, m, fact)), None)
        told = fact if fact.resolved is not None else part
        if told is None or told.resolved is None or not told.received:
            yield Outcome(fact.id, "not_evaluable")
            continue
        share = Decimal(told.resolved) * 100 / Decimal(told.received)
        # A total's rate says something of its parts only when it is 100%.
        holds = _rounds_to(share, fact.rate) or (told is not fact and fact.rate != 100)
        message = (
            f"文中“{fact.quote}”，而“{told.channel}”收到{number(told.received)}件、"
            f"办结{number(told.resolved)}件"
        )
        yield Outcome(
            fact.id,
            verdict(holds),
            message,
            f"{share:.2f}%",
            f"{number(fact.rate)}%",
            _evidence(fact, told),
        )


def _rounds_to(exact: Decimal, told: Number) -> bool:
    """True when a percentage as told is the exact one, rounded or cut to as many digits."""
    exponent = Decimal(told).as_tuple().exponent
    digit = Decimal(1).scaleb(min(int(exponent), 0))
    return abs(exact - Decimal(told)) < digit


def _part_of(subject: Subject, part: Mailbox, whole: Mailbox) -> bool:
    """True for the first channel introduced by 其中 behind the total, in the same paragraph."""
    between = subject.document.view[whole.end : part.end]
    return (
        part.start > whole.end
        and "\n" not in between
        and "其中" in between
        and part.resolved is not None
    )


@rule("NN-SUBTOTAL", "arithmetic", "合计＝各级、各单位之和")
def subtotals(subject: Subject) -> Iterator[Outcome]:
    """A count equals its split by body."""
    requests = [fact for fact in subject.facts if isinstance(fact, Application)]
    for index, whole in enumerate(requests):
        parts = []
        for fact in requests[index + 1 :]:
            if fact.scope is None:
                break
            parts.append(fact)
        if whole.scope is not None or whole.received is None or len(parts) < 2:
            continue
        after = subject.document.view[parts[-1].end : parts[-1].end + 1]
        if after == "等":
            yield Outcome(whole.id, "not_applicable")
            continue
        total = add(*(fact.received or 0 for fact in parts))
        message = (
            f"文中“{whole.quote}”为{number(whole.received)}件，"
            + "＋".join(f"{fact.scope}{number(fact.received or 0)}" for fact in parts)
            + f"＝{number(total)}件"
        )
        yield Outcome(
            whole.id,
            verdict(total == whole.received),
            message,
            number(whole.received),
            number(total),
            _evidence(whole, *parts),
        )


@rule("NN-ORDINAL", "arithmetic", "一是、二是依次排列，与预告的项数一致", severity="warning")
def ordinals(subject: Subject) -> Iterator[Outcome]:
    """一是…二是… run without gap or repeat; 以下三个方面 is followed by three."""
    view = subject.document.view
    start, end = subject.document.body
    run: list[tuple[int, int]] = []
    announced = [
        (m.end(), _ORDINALS.index(m[1]) + 1) for m in _ANNOUNCED.finditer(view, start, end)
    ]
    for match in re.finditer(rf"(?<![第之唯])([{_ORDINALS}])是(?!否)", view[start:end]):
        value, at = _ORDINALS.index(match[1]) + 1, start + match.start()
        if value == 1 and run:
            yield from _run_outcomes(run, announced)
            run = []
        if run or value == 1:
            run.append((value, at))
    if run:
        yield from _run_outcomes(run, announced)


def _run_outcomes(
    run: list[tuple[int, int]], announced: list[tuple[int, int]]
) -> Iterator[Outcome]:
    values = [value for value, _ in run]
    told = "、".join(f"{_ORDINALS[value - 1]}是" for value in values)
    evidence = tuple(span(at, at + 2) for _, at in run)
    instance = str(run[0][1])
    in_order = values == list(range(1, len(values) + 1))
    yield Outcome(
        instance, verdict(in_order), f"列举的次序为{told}，有重复或缺漏", None, told, evidence
    )
    for end, count in announced:
        if 0 <= run[0][1] - end <= 12:
            message = f"预告{count}个方面，其后列举了{len(values)}项：{told}"
            yield Outcome(
                f"{instance}.count",
                verdict(len(values) == count),
                message,
                str(count),
                str(len(values)),
                evidence,
            )


@rule("NN-PERIOD", "arithmetic", "统计期限为1月1日至12月31日")
def period(subject: Subject) -> Iterator[Outcome]:
    """The report covers a calendar year."""
    start, end = subject.meta.period_start, subject.meta.period_end
    if start is None or end is None:
        yield Outcome("", "not_applicable")
        return
    whole = start.endswith("-01-01") and end.endswith("-12-31") and start[:4] == end[:4]
    message = f"统计期限写作{start}至{end}，不是一个自然年度"
    yield Outcome("", verdict(whole), message, "01-01 – 12-31", f"{start} – {end}")


RULES = (
    category_sums,
    resolved_and_pending,
    rates,
    subtotals,
    ordinals,
    period,
)
