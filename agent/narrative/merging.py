"""A fact that is told twice is one fact with both places."""

from __future__ import annotations

from collections.abc import Iterable

from agent.contract import Place
from agent.facts import Statistic
from agent.narrative.building import ReadFact

_OWN = {"id", "quote", "start", "end", "section", "found_by", "status", "also", "other_reading"}
_MIN_TELLING = 10
"""Smaller numbers are alike by chance."""


def merged(facts: Iterable[ReadFact]) -> list[ReadFact]:
    """Join facts that say the same of the same thing; classes may have the same count by chance."""
    seen: dict[str, int] = {}
    kept: list[ReadFact] = []
    for read in facts:
        fact = read.fact
        told = fact.model_dump_json(exclude=_OWN, exclude_none=True)
        labelled = any(isinstance(value, str) for key, value in fact if key not in {*_OWN, "kind"})
        if labelled and told in seen and fact.kind != "category_count":
            _join(kept, seen[told], read)
            continue
        again = next((i for i, other in enumerate(kept) if _again(other.fact, fact)), None)
        if again is not None:
            _join(kept, again, read)
            continue
        seen[told] = len(kept)
        kept.append(read)
    return kept


def _join(kept: list[ReadFact], index: int, read: ReadFact) -> None:
    first = kept[index]
    first.fact.also.append(Place(start=read.fact.start, end=read.fact.end))
    kept[index] = ReadFact(first.fact, first.claims + read.claims)


def _again(first: object, second: object) -> bool:
    """Tell 46个村(社区)制度牌 and 46个村: one number of a section, one name within the other."""
    if not (isinstance(first, Statistic) and isinstance(second, Statistic)):
        return False
    if (first.value, first.unit, first.section) != (second.value, second.unit, second.section):
        return False
    if first.unit in (None, "%") or first.value is None or first.value < _MIN_TELLING:
        return False
    name, other = first.subject, second.subject
    return bool(name and other) and (str(name) in str(other) or str(other) in str(name))
