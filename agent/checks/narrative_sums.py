"""Sums that the narrative tells: classes, bodies and shares of a total (NN-CAT-SUM, -SUBTOTAL,
-PCT-SUM).

Parts beyond the total contradict it unless they overlap on purpose (the same item on several
platforms). Parts below it do only where the list says that it is complete; else that is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from agent.checks.enumerations import Enumeration
from agent.checks.equations import add, number, size
from agent.checks.narrative_outcomes import is_outcome
from agent.checks.registry import Outcome, Subject, rule, span, verdict
from agent.checks.told_apart import told_apart
from agent.contract import Number
from agent.facts import CategoryCount, Mailbox
from agent.narrative.numbers import BODIES
from agent.narrative.quantities import Quantity
from agent.report import Evidence

_BODY = re.compile(
    r"(?:政府|部门|单位|局|镇|乡|街道|办事处|办公室|委|本级|[省市区县镇乡村]级|中心|科室|[^小社]区|县|直属机构|院|办)"
    r"(?:受理|收到|办理|申请|承办|发布|公开|新增|共)*$"
)
_LISTED = re.compile(r"[从按]")
_OPEN = re.compile(r"等|主要|左右|包括但")
_SHARE_WORDS = re.compile(r"占(?!有|用|据)[^,;。()]{0,16}$|\($")
_REST = re.compile(r"其[他它余]")
_OVERLAPPING = re.compile(r"其中|多选|同时|兼")


_NEAR, _FEW = Decimal("0.1"), Decimal(2)
"""What a list may miss of its total to look like all of it; else it names some classes only."""


class _Sum(NamedTuple):
    """A total and what its parts add up to."""

    what: str
    whole: Number
    parts: list[Number]
    evidence: tuple[Evidence, ...]
    is_closed: bool
    is_doubtful: bool = False
    """Nothing but nearness says that these are its parts."""

    def outcome(self, instance: str) -> Outcome:
        total = add(*self.parts)
        sums = "＋".join(number(part) for part in self.parts)
        message = (
            f"{self.what}共{number(self.whole)}，分项之和{sums}＝{number(total)}，"
            f"相差{number(size(add(self.whole, -total)))}"
        )
        hint = self.is_doubtful or (total < self.whole and not self.is_closed)
        if hint:
            message += "（所列可能不全）" if total < self.whole else "（所列可能不属于该数）"
        return Outcome(
            instance,
            verdict(total == self.whole),
            message,
            number(self.whole),
            number(total),
            self.evidence,
            hint,
        )


@rule("NN-CAT-SUM", "arithmetic", "分类之和与总数一致")
def category_sums(subject: Subject) -> Iterator[Outcome]:
    """The listed classes add up to their total; not open lists, platforms, and mixed units."""
    yield from _letters(subject)
    yield from _told_apart(subject)
    for found in _lists(subject):
        if not is_split_by_body(found) and found.total.unit not in BODIES:
            yield listed_sum(subject, found)


@rule("NN-SUBTOTAL", "arithmetic", "合计＝各级、各单位之和")
def subtotals(subject: Subject) -> Iterator[Outcome]:
    """A count equals its split by level or body."""
    for found in _lists(subject):
        if is_split_by_body(found) and len(found.items) > 1:
            yield listed_sum(subject, found)


def is_split_by_body(found: Enumeration) -> bool:
    """True when every part of a list is a body's."""
    return all(_BODY.search(item.label) for item in found.items)


def _lists(subject: Subject) -> Iterator[Enumeration]:
    """Yield the lists but those of letters and of requests' outcomes: they have other rules."""
    letters = [f for f in subject.facts if isinstance(f, Mailbox) and f.received is not None]
    for _, lists in subject.enumerations:
        for found in lists:
            of_letters = any(f.start <= found.total.start < f.end for f in letters)
            by_class = of_letters and found.mark[0] in "从按"
            if not by_class and not any(is_outcome(item.label) for item in found.items):
                yield found


def listed_sum(subject: Subject, found: Enumeration) -> Outcome:
    """Compare a list with its total."""
    instance = str(found.total.start)
    values = [item.number.value for item in found.items]
    parts = [value for value in values if value is not None]
    whole = found.total.value
    if found.is_open or whole is None or len(parts) < len(values):
        return Outcome(instance, "not_applicable")
    # What follows a complete list may look like a further item, and a list may go on behind it.
    listed = [*parts, *(i.number.value for i in found.further if i.number.value is not None)]
    sums = [add(*listed[:length]) for length in range(2, len(listed) + 1)]
    for one in (whole, *found.others):
        if one in sums:
            return Outcome(instance, "pass", "", number(one), number(one))
    total = add(*parts)
    beyond = any(part > whole for part in parts[:1])
    if (len(parts) == 1 or (found.overlaps and total > whole)) and not beyond:
        return Outcome(instance, "not_applicable")
    gap = Decimal(whole) - Decimal(total)
    if not found.is_closed and gap > max(Decimal(whole) * _NEAR, _FEW):
        return Outcome(instance, "not_applicable")
    start = found.total.start - len(found.label)
    quote = subject.quote(start, found.total.end)
    evidence = (span(start, found.total.end), span(found.items[0].number.start, found.end))
    return _Sum(f"“{quote}”", whole, parts, evidence, found.is_closed).outcome(instance)


def _letters(subject: Subject) -> Iterator[Outcome]:
    """Check the classes of one channel's letters, told in the same sentence or the next."""
    categories = [f for f in subject.facts if isinstance(f, CategoryCount) and f.channel]
    for listed in _runs(subject.document.view, categories):
        channel = listed[0].channel or ""
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
        if total is None or total.received is None:
            yield Outcome(channel, "not_applicable")
            continue
        view = subject.document.view
        between = view[total.end : listed[0].start]
        counts = [fact.count for fact in listed if fact.count is not None]
        if _LISTED.search(between) is None:
            continue  # 其中 within a sentence is read there, classes without a known word too.
        if view[listed[-1].end : listed[-1].end + 1] == "等" or _OPEN.search(between):
            yield Outcome(channel, "not_applicable")
        elif len(counts) < len(listed) or len(counts) < 2 or _is_about(subject, listed):
            yield Outcome(channel, "not_evaluable")
        else:
            evidence = (span(total.start, total.end), *(span(f.start, f.end) for f in listed))
            whole = _Sum(f"“{channel}”", total.received, counts, evidence, is_closed=True)
            yield whole.outcome(channel)


def _told_apart(subject: Subject) -> Iterator[Outcome]:
    for total, parts in told_apart(subject):
        places = [span(told.fact.start, told.fact.end) for told in (total, *parts)]
        what = f"“{subject.quote(total.fact.start, total.fact.end)}”"
        counts = [part.number for part in parts]
        yield _Sum(what, total.number, counts, tuple(places), False, is_doubtful=True).outcome(
            total.fact.id
        )


def _runs(view: str, categories: Sequence[CategoryCount]) -> Iterator[list[CategoryCount]]:
    """Yield the classes list by list: one channel may be classed twice, by matter and by source."""
    for _, group in groupby(categories, key=lambda fact: fact.channel):
        run: list[CategoryCount] = []
        for fact in group:
            if run and re.search(r"[。\n]|[从按]", view[run[-1].end : fact.start]):
                yield run
                run = []
            run.append(fact)
        yield run


def _is_about(subject: Subject, listed: list[CategoryCount]) -> bool:
    start, end = listed[0].start, listed[-1].end
    return any(q.qualifier for s in subject.sentences for q in s.numbers if start <= q.start < end)


@rule("NN-PCT-SUM", "arithmetic", "各项占比之和为100%")
def percentages(subject: Subject) -> Iterator[Outcome]:
    """Exclusive shares add up to 100%, each rounded or cut; fewer only where the list is open."""
    for sentence in subject.sentences:
        for run in _share_runs(sentence.view, sentence.numbers):
            values = [q.value for q in run if q.value is not None]
            total = add(*values)
            digit = max(_digit(value) for value in values)
            start, end = run[0].start, run[-1].end
            lead = sentence.view[sentence.start : start]
            behind = sentence.view[end : end + 2]
            if any(q.qualifier for q in run) or "等" in behind or "主要" in lead:
                yield Outcome(str(start), "not_applicable")
                continue
            holds = -digit * len(run) < add(total, -100) <= digit * len(run) / 2
            last = sentence.before(run[-1])
            complete = _REST.search(last) is not None or "分别占" in lead
            if not holds and total < 100 and not complete:
                yield Outcome(str(start), "not_applicable")
                continue
            message = (
                "文中各项占比"
                + "＋".join(f"{number(value)}%" for value in values)
                + f"＝{number(total)}%，与100%相差{number(size(add(total, -100)))}个百分点"
            )
            yield Outcome(
                str(start),
                verdict(holds),
                message,
                "100%",
                f"{number(total)}%",
                tuple(span(q.start, q.end) for q in run),
            )


def _digit(value: Number) -> Decimal:
    return Decimal(1).scaleb(min(int(Decimal(value).as_tuple().exponent), 0))


def _share_runs(view: str, numbers: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Yield runs of three or more shares of one whole, each told with 占 or in brackets."""
    run: list[Quantity] = []
    for quantity, before in zip(numbers, (None, *numbers), strict=False):
        if not quantity.is_share:
            continue
        lead = view[before.end if before else max(0, quantity.start - 24) : quantity.start]
        told_as_share = _SHARE_WORDS.search(lead) or (run and re.fullmatch(r"[、,和及]{1,2}", lead))
        if run and (not told_as_share or _ends(run, view[run[-1].end : quantity.start])):
            if len(run) > 2:
                yield run
            run = []
        if told_as_share:
            run.append(quantity)
    if len(run) > 2:
        yield run


def _ends(run: list[Quantity], between: str) -> bool:
    """True when shares of something else follow."""
    if _OVERLAPPING.search(between) or re.search(r"[从按][^,;。]{1,10}[看分,]", between):
        return True
    return ";" in between and add(*(q.value for q in run if q.value is not None)) == 100


RULES = (category_sums, subtotals, percentages)
