"""How many of the narrative's numbers are explained: as a fact's, or as none for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.contract import Quote
from agent.narrative.building import ReadFact
from agent.narrative.numbers import Numbers
from agent.report import Coverage


def coverage(text: str, numbers: Sequence[Numbers], facts: Iterable[ReadFact]) -> Coverage:
    """Count the numbers that a fact took, or that count nothing for a known reason."""
    claimed = {claim.start for fact in facts for claim in fact.claims}
    candidates = [quantity for part in numbers for quantity in part.candidates]
    unexplained = [quantity for quantity in candidates if quantity.start not in claimed]
    total = len(candidates) + sum(len(part.explained) for part in numbers)
    return Coverage(
        explained=total - len(unexplained),
        total=total,
        unexplained=[
            Quote(quote=text[q.start : q.end], start=q.start, end=q.end) for q in unexplained
        ],
    )
