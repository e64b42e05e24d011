"""A fact that is told twice is one fact with both places."""

from __future__ import annotations

from collections.abc import Iterable

from agent.contract import Place
from agent.facts import Fact, Statistic
from agent.narrative.building import ReadFact

_OWN = {"id", "quote", "start", "end", "section", "found_by", "status", "also", "other_reading"}
_MIN_TELLING = 10
"""Smaller numbers are alike by chance."""
_MAX_ALIKE = 20


def merged(facts: Iterable[ReadFact]) -> list[ReadFact]:
    """Join facts that say the same of the same thing; classes may have the same count by chance."""
    seen: dict[str, int] = {}
    counted: dict[object, list[int]] = {}
    kept: list[ReadFact] = []
    for read in facts:
        fact = read.fact
        told = fact.model_dump_json(exclude=_OWN, exclude_none=True)
        labelled = any(isinstance(value, str) for key, value in fact if key not in {*_OWN, "kind"})
        if labelled and told in seen and fact.kind != "category_count":
            _join(kept, seen[told], read)
            continue
        if (count := _count(fact)) is not None:
            # The last few only: a hostile text may tell one number ten thousand times.
            alike = counted.setdefault(count, [])[-_MAX_ALIKE:]
            again = next((i for i in alike if _one_name(kept[i].fact, fact)), None)
            if again is not None:
                _join(kept, again, read)
                continue
            counted[count].append(len(kept))
        seen[told] = len(kept)
        kept.append(read)
    return kept


def _join(kept: list[ReadFact], index: int, read: ReadFact) -> None:
    first = kept[index]
    first.fact.also.append(Place(start=read.fact.start, end=read.fact.end))
    kept[index] = ReadFact(first.fact, first.claims + read.claims)


def _count(fact: Fact) -> tuple[object, ...] | None:
    """Return what a count has in common with itself told again; None where that may be chance."""
    if not isinstance(fact, Statistic) or fact.unit in (None, "%"):
        return None
    if fact.value is None or fact.value < _MIN_TELLING:
        return None
    return fact.value, fact.unit, fact.section


def _one_name(first: Fact, second: Fact) -> bool:
    """Tell 46个村(社区)制度牌 and 46个村: one name stands within the other."""
    assert isinstance(first, Statistic) and isinstance(second, Statistic)
    name, other = first.subject, second.subject
    return bool(name and other) and (str(name) in str(other) or str(other) in str(name))
