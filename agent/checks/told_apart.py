"""Totals whose parts are told in sentences of their own, where only their nearness ties them.

Classes of publications behind their total (`公开信息520条。公开财政信息300条；…`), and channels in
the paragraphs behind theirs (`共受理留言90件。其中县长信箱…`). Parts that come nowhere near the
total are no list of it; where they come near, a sum that is off is worth a look, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.checks.enumerations import PLATFORM
from agent.checks.equations import add
from agent.checks.prose import is_about
from agent.checks.registry import Subject
from agent.contract import Number
from agent.facts import Application, Fact, Mailbox, Publication

_NEAR = Decimal("0.1")
_MIN_PUBLICATIONS = 3
_OTHER_SENTENCE = re.compile(r"[^\n]*[。;]\s*其中[^\n。;]*")
_MARKS = re.compile(r"[,;、。 \t\u3000]*")
_LINE_END = re.compile(r"[。; \t\u3000]*(?:\n|$)")
_SUB_HEADING = re.compile(
    r"\n\s*(?:[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[、.]|[一二三四五六七八九十]{1,3}、)"
)
_REQUESTS = "依申请公开"


class Told(NamedTuple):
    """A fact with the count that matters here."""

    fact: Fact
    number: Number


class Split(NamedTuple):
    """A total with what is probably all of its parts."""

    total: Told
    parts: list[Told]


def told_apart(subject: Subject) -> Iterator[Split]:
    """Yield the totals of a narrative whose parts come near them."""
    view = subject.document.view
    for total, parts in (*_channels(view, subject.facts), *_publications(view, subject.facts)):
        counts = [part.number for part in parts]
        gap = Decimal(add(total.number, *(-count for count in counts)))
        vague = any(is_about(subject.sentences, told.fact, told.number) for told in (total, *parts))
        if abs(gap) <= Decimal(total.number) * _NEAR and not vague:
            yield Split(total, parts)


def _channels(view: str, facts: Sequence[Fact]) -> Iterator[Split]:
    """Yield the letters of all channels, with each channel's that its part of the text tells."""
    received = [
        Told(fact, fact.received)
        for fact in facts
        if isinstance(fact, Mailbox | Application) and fact.received is not None
    ]
    for index, total in enumerate(received[:-1], 1):
        first = received[index]
        if not isinstance(total.fact, Mailbox) or not isinstance(first.fact, Mailbox):
            continue
        if _OTHER_SENTENCE.fullmatch(view, total.fact.end, first.fact.end) is None:
            continue
        heading = _SUB_HEADING.search(view, first.fact.end)
        stop = heading.start() if heading else len(view)
        paragraph = view.rfind("\n", 0, total.fact.start) + 1
        with_requests = _REQUESTS in view[paragraph : total.fact.start]
        parts = [
            told
            for told in received[index:]
            if told.fact.start < stop
            and told.fact.section == total.fact.section
            and (with_requests or isinstance(told.fact, Mailbox))
        ]
        if len(parts) > 1:
            yield Split(total, parts)


def _publications(view: str, facts: Sequence[Fact]) -> Iterator[Split]:
    """Yield a count that ends its sentence, with the classes that fill the rest of the line."""
    listed = [
        Told(fact, fact.count)
        for fact in facts
        if isinstance(fact, Publication) and fact.count is not None
    ]
    for index, total in enumerate(listed, 1):
        if not view.startswith("。", total.fact.end):
            continue
        parts: list[Told] = []
        last = total
        for told in listed[index:]:
            if _MARKS.fullmatch(view, last.fact.end, told.fact.start) is None:
                break
            parts.append(told)
            last = told
        fills = _LINE_END.match(view, last.fact.end) is not None
        if fills and len(parts) >= _MIN_PUBLICATIONS and _is_one_list((total, *parts)):
            yield Split(total, parts)


def _is_one_list(listed: Sequence[Told]) -> bool:
    """True for classes in one unit; platforms may show the same item."""
    publications = [told.fact for told in listed if isinstance(told.fact, Publication)]
    one_unit = len({fact.unit for fact in publications}) == 1
    return one_unit and not any(PLATFORM.search(fact.subject or "") for fact in publications)
