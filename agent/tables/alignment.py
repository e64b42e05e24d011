"""Which column does each cell of an incomplete row belong to?

A row with fewer or more cells than its columns has several readings. All order-preserving ones are
tried, those that contradict the form are dropped, and a column is read only when every remaining
reading agrees on it. The rest is `unreadable`: a value never shifts silently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from agent.contract import Number
from agent.tables.rows import RowCell
from agent.tables.values import ParsedCell

_MAX_READINGS = 4000
_MAX_SURPLUS = 2
"""Cells too many up to which the strays are looked for; beyond, an accident would decide."""


class Candidate(NamedTuple):
    """A cell with what it says in the column it is tried in."""

    cell: RowCell
    parsed: ParsedCell

    @property
    def number(self) -> Number | None:
        """The number for arithmetic: a blank part counts as 0, a text as unknown."""
        return 0 if self.parsed.state == "blank" else self.parsed.value


Reading = tuple[Candidate | None, ...]
"""One cell for each column; None where the reading leaves the column without a cell."""
Plausible = Callable[[Reading], bool]
Parser = Callable[[RowCell], ParsedCell]


class Aligned(NamedTuple):
    """The outcome for one column: a cell, or none; `certain` tells whether that is sure."""

    candidate: Candidate | None
    certain: bool


def align(
    cells: Sequence[RowCell],
    parsers: Sequence[Parser],
    plausible: Plausible,
    *,
    sure: bool = True,
) -> list[Aligned]:
    """Assign `cells` to columns in order.

    Args:
        cells: the row's value cells, in order.
        parsers: one a column; how that column reads a cell.
        plausible: tells whether a reading can be right; not asked when the counts agree, unless
            the row is not sure.
        sure: False where cells may have been lost: then only a plausible reading counts.

    Returns:
        One outcome a column. `Aligned(None, True)` is a column surely without a cell,
        `Aligned(None, False)` one that cannot be told.
    """
    columns = len(parsers)
    if not cells:
        return [Aligned(None, True)] * columns
    readings = [
        tuple(
            None if c is None else Candidate(c, parse(c))
            for c, parse in zip(r, parsers, strict=True)
        )
        for r in _assignments(cells, columns)
    ]
    if not sure:
        readings = [reading for reading in readings if plausible(reading)]
    elif len(readings) > 1:
        readings = [reading for reading in readings if plausible(reading)] or readings
    if not readings:
        return uncertain(columns)
    return [_agree([reading[column] for reading in readings]) for column in range(columns)]


def _assignments(cells: Sequence[RowCell], columns: int) -> list[tuple[RowCell | None, ...]]:
    many, few = max(len(cells), columns), min(len(cells), columns)
    if comb(many, few) > _MAX_READINGS or len(cells) > columns + _MAX_SURPLUS:
        return []
    if len(cells) >= columns:
        return [tuple(chosen) for chosen in combinations(cells, columns)]
    assignments = []
    for chosen in combinations(range(columns), len(cells)):
        places = dict(zip(chosen, cells, strict=True))
        assignments.append(tuple(places.get(column) for column in range(columns)))
    return assignments


def _agree(outcomes: list[Candidate | None]) -> Aligned:
    first = outcomes[0]
    if first is None:
        return Aligned(None, all(outcome is None for outcome in outcomes))
    same = all(o is not None and o.parsed == first.parsed for o in outcomes)
    return Aligned(first if same else None, same)


def uncertain(columns: int) -> list[Aligned]:
    """Return the outcomes of a row that cannot be told."""
    return [Aligned(None, False)] * columns


def total_allows(parts: Sequence[Candidate | None], total: Candidate | None) -> bool:
    """True unless the parts contradict their total: a part without a cell may be 0 or more."""
    if total is None or total.parsed.value is None:
        return True
    numbers = [part.number for part in parts if part is not None]
    if any(number is None for number in numbers):
        return True
    rest = total.parsed.value - sum(number for number in numbers if number is not None)
    return rest >= 0 if any(part is None for part in parts) else rest == 0


def total_proves(parts: Sequence[Candidate | None], total: Candidate | None) -> bool:
    """True when all parts are told and add up to a total that is not 0: no accident."""
    if total is None or not total.parsed.value:
        return False
    numbers = [part.number if part else None for part in parts]
    told = [number for number in numbers if number is not None]
    return len(told) == len(numbers) and sum(told) == total.parsed.value
