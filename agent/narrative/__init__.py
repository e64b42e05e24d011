"""The narrative: its numbers, each a fact or explained as none, and section five's items."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from agent.contract import Place, Quote
from agent.documents.document import Document, Span
from agent.facts import Fact
from agent.narrative.numbers import Numbers, read_numbers
from agent.narrative.passages import Passage, passages
from agent.narrative.quantities import Quantity
from agent.narrative.rule_reader import RuleReader
from agent.narrative.section_five import read_section_five
from agent.report import Coverage, Section

__all__ = ["Narrative", "Passage", "read_narrative", "read_numbers"]

_OWN = {"id", "quote", "start", "end", "section", "found_by", "status", "also"}


class Narrative(NamedTuple):
    """What the prose of a report says in numbers."""

    facts: list[Fact]
    problems: list[Quote]
    measures: list[Quote]
    coverage: Coverage


def read_narrative(
    document: Document, sections: Sequence[Section], tables: Sequence[Span], year: int | None
) -> Narrative:
    """Read the narrative by rules.

    Args:
        tables: places of the official tables, which are no prose.
        year: of the report, for dates told without one.
    """
    reader = RuleReader(document.text, document.view, year)
    parts = passages(document, sections, tables)
    numbers = [read_numbers(document.view, part) for part in parts]
    facts = _merged([fact for part in numbers for fact in reader.read(part)])
    for index, fact in enumerate(facts, 1):
        fact.id = f"f{index}"
    problems, measures = read_section_five(document, [p for p in parts if p.section == 5])
    return Narrative(facts, problems, measures, _coverage(document, numbers, facts))


def _merged(facts: list[Fact]) -> list[Fact]:
    """Give a fact that is told twice once, with both places."""
    seen: dict[str, Fact] = {}
    kept = []
    for fact in facts:
        told = fact.model_dump_json(exclude=_OWN, exclude_none=True)
        labelled = any(isinstance(value, str) for key, value in fact if key not in {*_OWN, "kind"})
        if labelled and told in seen and fact.kind != "category_count":
            seen[told].also.append(Place(start=fact.start, end=fact.end))
            continue
        seen[told] = fact
        kept.append(fact)
    return kept


def _coverage(document: Document, numbers: Sequence[Numbers], facts: Sequence[Fact]) -> Coverage:
    """Count the numbers that stand in a fact, or that count nothing for a known reason."""
    places = sorted((place.start, place.end) for fact in facts for place in (fact, *fact.also))
    starts = [start for start, _ in places]
    reach = list(accumulate((end for _, end in places), max))

    def told(quantity: Quantity) -> bool:
        before = bisect_right(starts, quantity.start)
        return before > 0 and quantity.end <= reach[before - 1]

    candidates = [quantity for part in numbers for quantity in part.candidates]
    unexplained = [quantity for quantity in candidates if not told(quantity)]
    total = len(candidates) + sum(len(part.explained) for part in numbers)
    return Coverage(
        explained=total - len(unexplained),
        total=total,
        unexplained=[
            Quote(quote=document.text[q.start : q.end], start=q.start, end=q.end)
            for q in unexplained
        ],
    )
