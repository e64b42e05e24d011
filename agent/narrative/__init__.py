"""The narrative: its numbers, each a fact or explained as none, and section five's items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent.contract import Quote
from agent.documents.document import Document, Span
from agent.narrative.building import ReadFact
from agent.narrative.coverage import coverage
from agent.narrative.merging import merged
from agent.narrative.numbers import Numbers, read_numbers
from agent.narrative.passages import Passage, passages
from agent.narrative.rule_reader import RuleReader
from agent.narrative.section_five import read_section_five
from agent.report import Coverage, Section

__all__ = ["Narrative", "Numbers", "Passage", "number_facts", "read_narrative", "read_numbers"]


class Narrative(NamedTuple):
    """What the prose of a report says in numbers, as the rules read it."""

    numbers: list[Numbers]
    """Passage by passage."""
    facts: list[ReadFact]
    problems: list[Quote]
    measures: list[Quote]
    coverage: Coverage

    @property
    def passages(self) -> list[Passage]:
        """The passages in order."""
        return [part.passage for part in self.numbers]


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
    facts = merged(fact for part in numbers for fact in reader.read(part))
    number_facts(facts)
    problems, measures = read_section_five(document, sections, parts)
    counted = coverage(document.text, numbers, facts)
    return Narrative(numbers, facts, problems, measures, counted)


def number_facts(facts: Sequence[ReadFact]) -> None:
    """Give facts their ids, in their order."""
    for index, read in enumerate(facts, 1):
        read.fact.id = f"f{index}"
