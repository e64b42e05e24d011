"""The rule reader: patterns over a passage's numbers -> typed facts with places.

Each number is claimed once, by the first pattern that fits. What no pattern claims stays
unexplained and is shown as such: the reader does not guess.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from agent.narrative.building import ReadFact
from agent.narrative.drafts import Draft, Drafter
from agent.narrative.joining import joined, name_by_those_before
from agent.narrative.numbers import Numbers
from agent.narrative.searching import matches


class _Told(NamedTuple):
    """Where a fact stands, and the unit of its first number."""

    start: int
    end: int
    unit: str


class RuleReader:
    """Reads one report's narrative."""

    def __init__(self, text: str, view: str, year: int | None) -> None:
        self._text = text
        self._view = view
        self._year = year

    def read(self, numbers: Numbers) -> list[ReadFact]:
        """Return the facts of a passage, in order of place."""
        drafter = Drafter(self._text, self._view, self._year, numbers)
        claimed: set[int] = set()
        drafts: list[Draft] = []
        told: dict[str, list[_Told]] = defaultdict(list)
        for pattern, match in matches(numbers, claimed, told):
            found: set[int] = set()
            for draft in drafter.drafts(pattern, match):
                if draft.claims and draft.claims[0].start in claimed:
                    continue
                if not draft.claims and _overlaps(draft, drafts):
                    continue
                unit = drafter.unit(draft)
                if not self._fits(draft, unit, told):
                    continue
                draft.leave(claimed)
                insort(told[draft.kind], _Told(draft.start, draft.end, unit or ""))
                found |= {claim.start for claim in draft.claims}
                drafts.append(draft)
            # After the match: two facts of one match may have a number together (均为100%).
            claimed |= found
        drafts.sort(key=lambda draft: draft.start)
        name_by_those_before(drafts, self._view)
        return [drafter.fact(draft) for draft in joined(drafts, self._view)]

    def _fits(self, draft: Draft, unit: str | None, told: dict[str, list[_Told]]) -> bool:
        """Tell whether the unit, and what stands before, are as the pattern asks."""
        source = draft.source
        if source.units and unit not in source.units:
            return False
        if not source.after:
            return True
        before = [
            facts[index - 1]
            for facts in (told[kind] for kind in source.after)
            if (index := bisect_left(facts, (draft.start,)))
        ]
        if not before:
            return False
        last = max(before)
        between = self._view[last.end : draft.start]
        near = len(between) <= source.within and "\n" not in between
        return near and (not source.same_unit or last.unit == (unit or ""))


def _overlaps(draft: Draft, drafts: Iterable[Draft]) -> bool:
    return any(
        d.start < draft.end and draft.start < d.end and not _beside(draft, d) for d in drafts
    )


def _beside(draft: Draft, other: Draft) -> bool:
    """Tell two things said by one sentence: that no proposals of either body came in."""
    alike = draft.kind == other.kind and not other.claims
    return alike and draft.source.set != other.source.set
