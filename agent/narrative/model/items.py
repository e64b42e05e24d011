"""What the model is asked about: the numbers, dates and negations of a passage, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agent.narrative.building import DAY
from agent.narrative.numbers import mark_class
from agent.narrative.quantities import Quantity

_NEGATION = re.compile(
    r"(?:未|没有|无)(?:收到|接到|受理|办理|收取|有)(?!的)|(?:未|没有)(?=因[^,。;]{1,20}(?:复议|诉讼))"
)
_ABSENCE = re.compile(r"(?:未|没有|无)(?:发生|出现|产生)(?!的)")
_OTHERS = {"date": DAY, "negation": _NEGATION, "absence": _ABSENCE}
_SENTENCE = re.compile(r"[^。!?\n]*[。!?\n]?")


class Item(NamedTuple):
    """A number, date or negation with its place in the view."""

    number_class: str
    start: int
    end: int
    quantity: Quantity | None = None


def items(view: str, candidates: Sequence[Quantity], start: int, end: int) -> dict[int, Item]:
    """Return the items of `view[start:end]` by their number, from 1; they do not overlap."""
    found = [
        Item(mark_class(quantity), quantity.start, quantity.end, quantity)
        for quantity in candidates
        if start <= quantity.start and quantity.end <= end
    ]
    for number_class, pattern in _OTHERS.items():
        for match in pattern.finditer(view, start, end):
            if not any(item.start < match.end() and match.start() < item.end for item in found):
                found.append(Item(number_class, *match.span()))
    return dict(enumerate(sorted(found, key=lambda item: item.start), 1))


def marked(view: str, start: int, end: int, listed: Mapping[int, Item]) -> str:
    """Return the sentences of `view[start:end]` that have items, each in brackets: 【1:41条】."""
    sentences = []
    for sentence in _SENTENCE.finditer(view, start, end):
        inside = {n: item for n, item in listed.items() if _stands_in(item, sentence)}
        if inside:
            sentences.append(_bracketed(view, *sentence.span(), inside))
    return " ".join("".join(sentences).split())


def _stands_in(item: Item, sentence: re.Match[str]) -> bool:
    return sentence.start() <= item.start < sentence.end()


def _bracketed(view: str, start: int, end: int, listed: Mapping[int, Item]) -> str:
    pieces, at = [], start
    for number, item in listed.items():
        pieces += [view[at : item.start], f"【{named(view, number, item)}】"]
        at = item.end
    return "".join([*pieces, view[at:end]])


def named(view: str, number: int, item: Item) -> str:
    """Return an item's number with its words, which keeps the model at the right one."""
    return f"{number}:{' '.join(view[item.start : item.end].split())}"
