"""A fact that is told twice is one fact with both places."""

from __future__ import annotations

from collections.abc import Iterable

from agent.contract import Place
from agent.narrative.building import ReadFact

_OWN = {"id", "quote", "start", "end", "section", "found_by", "status", "also", "other_reading"}


def merged(facts: Iterable[ReadFact]) -> list[ReadFact]:
    """Join facts that say the same of the same thing; classes may have the same count by chance."""
    seen: dict[str, int] = {}
    kept: list[ReadFact] = []
    for read in facts:
        fact = read.fact
        told = fact.model_dump_json(exclude=_OWN, exclude_none=True)
        labelled = any(isinstance(value, str) for key, value in fact if key not in {*_OWN, "kind"})
        if labelled and told in seen and fact.kind != "category_count":
            first = kept[seen[told]]
            first.fact.also.append(Place(start=fact.start, end=fact.end))
            kept[seen[told]] = ReadFact(first.fact, first.claims + read.claims)
            continue
        seen[told] = len(kept)
        kept.append(read)
    return kept
