"""Which of the labelled rows are the table? Its labels may stand in prose and in other tables too.

A chain is the rows in the form's order, each once. A report may hold last year's table beside this
year's; each is a chain, and rows of two are not mixed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from agent.documents.document import Span
from agent.tables.labels import Fit
from agent.tables.reading import Key, LabelledRow

Copy = TypeVar("Copy")

_COST_OF_CROSSING = 6.0
"""Of a chain that goes on in another copy of the table: three rows' worth."""
_CAPTION = 160
"""Characters above a table's first row in which its year may be told."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")


def best_chain(rows: Sequence[LabelledRow[Key]], order: dict[Key, int]) -> list[LabelledRow[Key]]:
    """Choose the rows that follow the form's order, each once, with the best labels and values.

    A label may also stand in a header, in prose or in a second copy of the table (last year's, or
    one told in section one). Rows of two copies are not mixed for a row or two more.
    """
    places = [order[row.match.key] for row in rows]
    filled = [row.is_filled for row in rows]
    best: list[tuple[float, int]] = []
    for i, row in enumerate(rows):
        weight = row.match.fit / Fit.EXACT + (1.0 if row.has_values else 0.0)
        score, previous = weight, -1
        first_between, last_between = len(order), -1
        for j in range(i - 1, max(0, i - 400) - 1, -1):
            place = places[j]
            if place < places[i]:
                restarts = first_between < place or last_between > places[i]
                reached = best[j][0] + weight - (_COST_OF_CROSSING if restarts else 0)
                if reached > score:
                    score, previous = reached, j
            if filled[j]:
                # No calls here: a page may have thousands of rows.
                first_between = place if place < first_between else first_between
                last_between = place if place > last_between else last_between
        best.append((score, previous))
    chain: list[LabelledRow[Key]] = []
    position = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    while position >= 0:
        chain.append(rows[position])
        position = best[position][1]
    return chain[::-1]


def copies(
    rows: Sequence[LabelledRow[Key]], order: dict[Key, int], least: int
) -> list[list[LabelledRow[Key]]]:
    """Return every copy of a table, the best first.

    Args:
        least: rows with values that a table must have.
    """
    found: list[list[LabelledRow[Key]]] = []
    rest = list(rows)
    while sum(row.has_values for row in rest) >= least:
        chain = best_chain(rest, order)
        if sum(row.has_values for row in chain) < least:
            break
        if found and sum(row.is_filled for row in chain) < len(found[0]) / 2:
            break
        found.append(chain)
        rest = [row for row in rest if not chain[0].index <= row.index <= chain[-1].index]
    return found


def this_years(
    copies: Sequence[Copy], starts: Sequence[int], view: str, year: int | None
) -> list[Copy]:
    """Put the copy first that the lines above it date to the report year, else keep the order.

    Args:
        starts: where each copy begins.
    """

    def years_off(start: int) -> int:
        told = _YEAR.findall(view[max(0, start - _CAPTION) : start])
        return 0 if not told else (1 if int(told[-1]) != year else -1)

    if year is None or len(copies) < 2:
        return list(copies)
    order = sorted(range(len(copies)), key=lambda index: years_off(starts[index]))
    return [copies[index] for index in order]


def chain_span(chain: Sequence[LabelledRow[Key]]) -> Span:
    """Return the place from a table's first label to its last cell."""
    return Span(
        chain[0].label.start,
        max(cell.end for row in chain for cell in (*row.row.cells, *row.values)),
    )
