"""Lists of numbers behind their total: `5078条，其中网站4539条、微信539条`.

A list is read as far as it certainly goes: to a further 其中, to another unit, to a new statement.
Whether it says all is told apart: 分别为 and a last item for the rest say so, 其中 does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from agent.checks.prose import Sentence
from agent.contract import Number
from agent.narrative.numbers import BODIES
from agent.narrative.quantities import Quantity

_MARK = re.compile(
    r"其中|分别(?:为|是)|分为|具体(?:为|是)|包括|包含|(?<=[(,])含|[从按](?!照)[^,;。\d]{0,10}?(?:看|分类|划分|分)"
)
_CLOSING = re.compile(r"分|具体|^[从按]")
_NEW_STATEMENT = re.compile(
    r"^\s*(?:全年|累计|共|另|此外|同时|还|并|较|比|同比|与|为|收到|受理|答复|办结|办理|发布|公开|召开|举办|"
    r"开展|组织|制作|回应|承办|解读|更新|上年|去年|今年|本年|报送|推送|转载|编发|印发|接待|新增|参加)"
)
_REST = re.compile(r"其[他它余]|各(?:部门|镇|乡|街道|单位|科室|县|区)|所属|所辖|下[属辖]")
_WAYS = re.compile(r"网[络上站]|信函|邮[寄政件]|当面|现场|传真|电子")
_PERSONS = re.compile(r"自然人|公民|个人")
_LEGAL_PERSONS = re.compile(r"法人|组织|企业|单位")
PLATFORM = re.compile(
    r"网|微信|微博|公众号|平台|客户端|抖音|头条|公[开示]栏|新媒体|电视|报[纸刊]?|广播|显示屏|APP|视频号|短信|栏目"
)
_EXCLUSIVE = re.compile(r"信件|来信|投诉|申请|诉求|留言|咨询|来电|问政|工单|建议|提案|热线")
_NO_TOTAL = re.compile(r"结转|比|较|增[加长]|减少|下降|上升|高于|低于")
_MAX_GAP = 16
_MIN_LEAD = 4


class Item(NamedTuple):
    """One member of a list."""

    label: str
    number: Quantity
    share: Quantity | None
    """占 p%, told with it."""


class Enumeration(NamedTuple):
    """A total with the list behind it."""

    sentence: Sentence
    mark: str
    """What introduces the list: 其中, 分别为."""
    total: Quantity
    label: str
    """The words that the total belongs to."""
    items: tuple[Item, ...]
    further: tuple[Item, ...]
    """What stands in the same unit behind a semicolon: the list may go on there."""
    is_closed: bool
    """Its words say that it is complete."""
    is_open: bool
    """It ends with 等, gives the main ones, or tells numbers about."""
    others: tuple[Number, ...]
    """Further counts before the list that it may split instead."""
    overlaps: bool
    """The same item may stand on several platforms."""

    @property
    def end(self) -> int:
        """Where its last number ends."""
        last = self.items[-1]
        return (last.share or last.number).end


def enumerations(sentence: Sentence, before: Sentence | None = None) -> Iterator[Enumeration]:
    """Yield the lists of a sentence that follow their total.

    Args:
        before: the sentence before it; a list that begins with 其中 may split a count of that.
    """
    marks = list(_MARK.finditer(sentence.view, sentence.start, sentence.end))
    for index, mark in enumerate(marks):
        totals = _totals(sentence, mark.start())
        begins = mark.group() == "其中" and mark.start() - sentence.start < _MIN_LEAD
        is_next = begins and not totals
        if is_next and before is not None and before.paragraph == sentence.paragraph:
            totals = _counts_of(before, sentence, mark.end())
        if not totals:
            continue
        total = totals[0]
        stop = _stop(sentence, mark, marks[index + 1].start() if index + 1 < len(marks) else None)
        items, further = _items(sentence, mark.end(), stop, total)
        if items:
            found = _enumeration(sentence, mark, totals, items, further)
            # Which count the next sentence splits is not certain.
            doubtful = is_next and not _is_certain(found)
            yield found._replace(is_open=True) if doubtful else found


def _is_certain(found: Enumeration) -> bool:
    values = [item.number.value for item in found.items]
    total = sum(Decimal(value) for value in values if value is not None)
    return found.is_closed or total > max(found.total.value or 0, *found.others, 0)


def _counts_of(before: Sentence, sentence: Sentence, start: int) -> tuple[Quantity, ...]:
    """Return the sentence before's counts in the unit of a list, the first one likeliest."""
    first = next((q for q in sentence.numbers if q.start >= start), None)
    if first is None or first.is_share:
        return ()
    return tuple(q for q in before.numbers if q.unit == first.unit)


def _totals(sentence: Sentence, mark: int) -> tuple[Quantity, ...]:
    """Return the counts that a list may split, the likeliest first; none right before the mark.

    A rate in between (办结率100%) is passed over, a number carried over or compared is no total.
    """
    before = [q for q in sentence.numbers if q.end <= mark]
    end = mark
    for quantity in reversed(before):
        if end - quantity.end > _MAX_GAP:
            return ()
        if not quantity.is_share:
            others = [q for q in before if q.unit == quantity.unit and q is not quantity]
            no_total = others and _NO_TOTAL.search(sentence.label(quantity))
            likely = [*reversed(others), quantity] if no_total else [quantity, *reversed(others)]
            return tuple(likely)
        end = quantity.start
    return ()


def _stop(sentence: Sentence, mark: re.Match[str], following: int | None) -> int:
    """Return where the list ends at the latest: its bracket's end, or the next mark."""
    inside = sentence.view[sentence.start : mark.start()]
    stop = sentence.end
    if inside.count("(") > inside.count(")"):
        closing = sentence.view.find(")", mark.end(), sentence.end)
        stop = closing if closing >= 0 else stop
    if following is not None and following < stop:
        bracket = sentence.view.rfind("(", mark.end(), following)
        # A mark inside brackets splits an item, not the list.
        if bracket < 0 or ")" in sentence.view[bracket:following]:
            stop = following
    return stop


def _items(
    sentence: Sentence, start: int, stop: int, total: Quantity
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the items of the list, and those that stand behind its semicolon."""
    items: list[Item] = []
    place, separator, certain = start, "", 0
    for quantity in sentence.numbers:
        if not start <= quantity.start < stop:
            continue
        lead = sentence.view[start : quantity.start]
        between = sentence.view[place : quantity.start]
        in_brackets = lead.count("(") > lead.count(")")
        if items and quantity.is_share and (in_brackets or "占" in between):
            items[-1] = items[-1]._replace(share=items[-1].share or quantity)
            continue
        if in_brackets:
            continue
        label = re.split(r"[,;:、()]", re.sub(r"\([^()]*\)$", "", between))[-1].strip()
        mark = ";" if ";" in between else ","
        begins = bool(items) and _begins(label) not in ("", _begins(items[0].label))
        if begins or quantity.is_share or quantity.unit != total.unit:
            break
        if items:
            if separator == "," and mark == ";":
                certain = certain or len(items)
            separator = separator or mark
        items.append(Item(label, quantity, None))
        place = quantity.end
    certain = certain or len(items)
    return tuple(items[:certain]), tuple(items[certain:])


def _begins(label: str) -> str:
    """Return the verb or word of time that a new statement begins with."""
    match = _NEW_STATEMENT.match(label)
    return match.group() if match else ""


def _enumeration(
    sentence: Sentence,
    mark: re.Match[str],
    totals: tuple[Quantity, ...],
    items: tuple[Item, ...],
    further: tuple[Item, ...],
) -> Enumeration:
    total = totals[0]
    home = total.start < sentence.start
    label, labels = "" if home else sentence.label(total), [item.label for item in items]
    last = items[-1].share or items[-1].number
    behind = re.sub(r"^[)\s]+", "", sentence.view[last.end : last.end + 3])
    words = sentence.view[sentence.start if home else total.end : items[0].number.start] + "".join(
        labels
    )
    numbers = [total, *(item.number for item in items)]
    ways = sum(_WAYS.search(text) is not None for text in labels)
    persons = any(map(_PERSONS.search, labels)) and any(map(_LEGAL_PERSONS.search, labels))
    requests = "申请" in sentence.view[sentence.start : total.start + 12]
    return Enumeration(
        sentence,
        mark.group(),
        total,
        label,
        items,
        further,
        is_closed=not further
        and (
            _CLOSING.search(mark.group()) is not None
            or _REST.search(labels[-1]) is not None
            or (requests and (ways > 2 or persons))
        ),
        is_open=(
            re.match(r"[,、]?等", behind) is not None
            or re.search(r"主要|左右|包括但", words) is not None
            or any(q.qualifier or q.value is None for q in numbers)
        ),
        others=tuple(q.value for q in totals[1:] if q.value is not None),
        overlaps=total.unit not in BODIES
        and any(map(PLATFORM.search, labels))
        and _EXCLUSIVE.search(sentence.view[sentence.start : total.end + 4]) is None,
    )
