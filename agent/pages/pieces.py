"""Cuts a text at the boundaries of everything that is marked in it.

Marks may overlap and cross. Each piece is covered by the same marks from end to end, so that one
element with several classes can show it, and all pieces together are the text, character for
character. Offsets are code points; a browser, which counts otherwise, never computes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Mark(NamedTuple):
    """A place of the text that an item is about."""

    start: int
    end: int
    """Equal to `start` for a blank cell, which still has a place."""
    item: str
    """The anchor of the item."""
    look: str
    """CSS classes."""


class Piece(NamedTuple):
    """A stretch of text covered by the same marks from end to end."""

    start: int
    text: str
    """Empty where a mark without length stands."""
    marks: tuple[Mark, ...]


def cut(text: str, marks: Iterable[Mark], extra: Iterable[int] = ()) -> Iterator[Piece]:
    """Yield the pieces of a text in order.

    Args:
        marks: in any order; what reaches beyond the text is cut off.
        extra: further places to cut at, such as the ends of lines.
    """
    size = len(text)
    wide: list[Mark] = []
    empty: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = max(0, mark.start), min(size, mark.end)
        if start < end:
            wide.append(mark._replace(start=start, end=end))
        elif start == end:
            empty.setdefault(start, []).append(mark)
    wide.sort(key=lambda mark: mark.start)
    bounds = {0, size, *empty, *(b for mark in wide for b in mark[:2])}
    bounds.update(place for place in extra if 0 < place < size)
    edges = sorted(bounds)
    active: list[Mark] = []
    waiting = iter(wide)
    upcoming = next(waiting, None)
    for start, end in zip(edges, [*edges[1:], size], strict=True):
        if start in empty:
            yield Piece(start, "", tuple(empty[start]))
        active = [mark for mark in active if mark.end > start]
        while upcoming is not None and upcoming.start == start:
            active.append(upcoming)
            upcoming = next(waiting, None)
        if start < end:
            yield Piece(start, text[start:end], tuple(active))
