"""Finds the numbers that a question takes for granted: 收到的30件申请里…, 那三起行政复议…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from agent.answering.answer import numbers_in
from agent.answering.language import MARK, whole_number
from agent.answering.plan import Premise
from agent.answering.planning.asked import Asked
from agent.answering.planning.cell_search import cells_named
from agent.answering.vocabulary import found_terms

_COUNTED = re.compile(r"(?<![第\d.几])([一二三四五六七八九十两]|\d{1,9})[起件宗份](?:的)?$")
_WHOLE = re.compile(
    r"[^，。？]*?(?<![\d.])(\d{1,9})[件份起宗项个](?!以)[^，。？]*?(?=里|中|当中|之中|内)"
)
_SOME = re.compile(r"(?:那|这|该)(?:[一几些])?[起件宗桩次场回个][^，。？]*")
_STATED = re.compile(
    r"(?<![\d.前第超过于到达足满])(\d{2,9}(?:\.\d+)?)(?:余|多)?(?:万元|元|件|封|条|项|户|人次|人|次|场|份|起|宗)(?!以)"
)
_NUMBER = re.compile(r"(?<![\d.])\d{1,9}(?![\d.])")


def nowhere(asked: Asked, texts: Sequence[str]) -> str | None:
    """Return a number that a question states and no report has: 收了380元复印费."""
    stated = list(_STATED.finditer(MARK.sub(" ", asked.said)))
    told = set().union(*map(numbers_in, texts)) if stated else set()
    return next((hit[0] for hit in stated if Decimal(hit[1]) not in told), None)


def premises_of(asked: Asked) -> list[Premise]:
    """Return the numbers that a question states of cells of the tables."""
    premises = []
    for text in asked.premises:
        cells = cells_named(text, asked, [])
        number = _NUMBER.search(text)
        if cells and number:
            premises.append(Premise(target=cells[0], number=int(number[0])))
    # 那三起行政复议结果如何: a number right before what it counts.
    for match in found_terms(asked.text, "rows"):
        if counted := _COUNTED.search(asked.text[: match.start]):
            cells = cells_named(asked.text[match.start : match.end], asked, [])
            number_told = whole_number(counted[1])
            premises += [Premise(target=cell, number=number_told) for cell in cells[:1]]
    # 收到的30件申请里企业提的有几件: the number of the whole is taken for granted.
    for hit in _WHOLE.finditer(asked.text):
        cells = cells_named(hit[0].replace(hit[1], ""), asked, [])
        if cells:
            premises.append(Premise(target=cells[0], number=int(hit[1])))
    # 那起被纠正的行政复议, 为什么…: that there is one is taken for granted.
    for hit in _SOME.finditer(asked.text):
        cells = cells_named(hit[0], asked, [])
        premises += [Premise(target=cell) for cell in cells[:1]]
    return premises
