"""The numbers of a passage, each a candidate fact or a non-fact with its reason, and their mask.

The mask is the view with every candidate number replaced, character for character, by marks that
tell its class. Patterns are matched on the mask, so that a pattern names "a count of people" and
never digits, and a place in the mask is a place in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from agent.narrative.labels import without_inner_marks
from agent.narrative.non_facts import non_facts
from agent.narrative.passages import Passage
from agent.narrative.quantities import Quantity, quantities

PEOPLE = frozenset(["人", "人次", "名"])
TIMES = frozenset(
    ["次", "期", "场", "班", "轮", "届", "班次", "场次", "遍", "堂", "课时", "学时", "梯次", "回"]
)
BODIES = frozenset(["个", "家", "户", "所", "站", "处", "种", "类", "位"])
MARKS = {
    "items": "\ue000",
    "bodies": "\ue005",
    "people": "\ue001",
    "times": "\ue002",
    "share": "\ue003",
    "money": "\ue004",
}
REST = "\ue00f"
_MARKS = re.compile(f"[\ue000-{REST}]")
ANY_COUNT = "[" + "".join(MARKS[name] for name in ("items", "bodies", "people", "times")) + "]"


class Numbers(NamedTuple):
    """A passage's numbers in order."""

    passage: Passage
    candidates: list[Quantity]
    """Numbers that count something."""
    explained: list[tuple[Quantity, str]]
    """Numbers that count nothing, with the reason."""
    mask: str
    """The passage's view, candidates replaced by marks."""


def read_numbers(view: str, passage: Passage) -> Numbers:
    """Find and class the numbers of a passage."""
    places = non_facts(view, passage.start, passage.end)
    ends = [end for _, end, _ in places]
    candidates, explained = [], []
    for quantity in quantities(view, passage.start, passage.end):
        # The places are in order and apart, so that only one can be the first behind the number.
        first = bisect_right(ends, quantity.start)
        if first < len(places) and places[first][0] < quantity.number_end:
            explained.append((quantity, places[first][2]))
        else:
            candidates.append(quantity)
    return Numbers(passage, candidates, explained, _mask(view, passage, candidates))


def _mask(view: str, passage: Passage, candidates: list[Quantity]) -> str:
    # A damaged file may hold the marks themselves, as private characters.
    characters = list(without_inner_marks(_MARKS.sub("\ufffd", view[passage.start : passage.end])))
    for quantity in candidates:
        start, end = quantity.start - passage.start, quantity.end - passage.start
        characters[start:end] = MARKS[mark_class(quantity)] + REST * (end - start - 1)
    return "".join(characters)


def mark_class(quantity: Quantity) -> str:
    """Return the class of a number: share, money, people, times, bodies or items."""
    if quantity.is_share:
        return "share"
    if quantity.is_money:
        return "money"
    if quantity.unit in PEOPLE:
        return "people"
    if quantity.unit in BODIES:
        return "bodies"
    return "times" if quantity.unit in TIMES else "items"
