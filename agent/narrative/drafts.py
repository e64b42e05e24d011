"""Facts in the making: what the match of a pattern says, and the numbers that it takes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agent.contract import Place
from agent.documents.document import Span
from agent.narrative.building import Claim, ReadFact, build_fact, iso_dates, number_fields
from agent.narrative.labels import clean_label
from agent.narrative.numbers import Numbers
from agent.narrative.pairing import LIST, paired
from agent.narrative.patterns import CompiledPattern, Pattern
from agent.narrative.quantities import Quantity

_AROUND = " \t\n,;。、:"
"""Marks and spaces that are no part of a quote, at its ends."""


@dataclass(slots=True)
class Draft:
    """A fact in the making; places count in the text."""

    kind: str
    start: int
    end: int
    fields: dict[str, Any]
    source: Pattern
    claims: list[Claim] = field(default_factory=list)
    also: list[Place] = field(default_factory=list)

    def leave(self, taken: set[int]) -> None:
        """Give up the numbers that other facts have."""
        for claim in self.claims:
            if claim.start in taken:
                del self.fields[claim.field]
        self.claims = [claim for claim in self.claims if claim.start not in taken]

    def complete(self, fields: dict[str, Any], other: Draft) -> None:
        """Take over what another draft tells of the same."""
        self.fields |= fields
        self.claims += other.claims
        self.also.append(Place(start=other.start, end=other.end))


class Drafter:
    """Makes drafts of the matches in one passage."""

    def __init__(self, text: str, view: str, year: int | None, numbers: Numbers) -> None:
        self._text = text
        self._view = view
        self._year = year
        self._numbers = numbers
        self._offset = numbers.passage.start
        self._by_start = {quantity.start: quantity for quantity in numbers.candidates}
        self._starts = list(self._by_start)

    def unit(self, draft: Draft) -> str | None:
        """Return the unit of a draft's first number."""
        return self._by_start[draft.claims[0].start].unit if draft.claims else None

    def drafts(self, pattern: CompiledPattern, match: re.Match[str]) -> Iterator[Draft]:
        """Yield what a match says: one fact, or one for each item of its list or each name."""
        if pattern.source.pairs:
            yield from self._pairs(pattern, pattern.source.pairs, match)
            return
        if pattern.item is None:
            single = self._draft(pattern, match)
            if single is not None:
                yield single
            return
        items = pattern.item.finditer(self._numbers.mask, *match.span("list"))
        found = [draft for item in items if (draft := self._draft(pattern, item))]
        units = [self.unit(draft) for draft in found]
        # A list counts one thing; items of another unit belong to it where it goes on behind them.
        last = max((place for place, unit in enumerate(units) if unit == units[0]), default=-1)
        yield from found[: last + 1]

    def fact(self, draft: Draft) -> ReadFact:
        """Return the fact that a draft has become."""
        fact = build_fact(
            draft.kind,
            draft.fields,
            self._text,
            Span(draft.start, draft.end),
            self._numbers.passage.section,
            "rule",
            draft.also,
        )
        return ReadFact(fact, tuple(draft.claims))

    def _pairs(self, pattern: CompiledPattern, label: str, match: re.Match[str]) -> Iterator[Draft]:
        lists: dict[str, list[Quantity]] = {}
        for group, told in match.groupdict().items():
            if group.endswith(LIST) and told is not None:
                places = (self._offset + place for place in match.span(group))
                first, last = (bisect_left(self._starts, place) for place in places)
                lists[group.removesuffix(LIST)] = self._numbers.candidates[first:last]
        start, end = self._tight(match)
        for name, chosen in paired(match["names"], lists):
            fields: dict[str, Any] = {**pattern.source.set, label: name}
            for told, quantity in chosen.items():
                fields |= number_fields(pattern.kind, told, quantity, self._text)
            claims = [Claim(told, quantity.start) for told, quantity in chosen.items()]
            yield Draft(pattern.kind, start, end, fields, pattern.source, claims)

    def _draft(self, pattern: CompiledPattern, match: re.Match[str]) -> Draft | None:
        source = pattern.source
        fields: dict[str, Any] = dict(source.set)
        claims: list[Claim] = []
        for name, group in match.groupdict().items():
            if group is None or name in ("list", "quote"):
                continue
            quantity = self._by_start.get(self._offset + match.start(name))
            if quantity is None:
                fields[name] = clean_label(group)
                if fields[name] is None:
                    return None
                continue
            claims.append(Claim(name, quantity.start))
            fields |= number_fields(pattern.kind, name, quantity, self._text)
        for name, other in source.same.items():
            fields[name] = fields.get(other)
        start, end = self._tight(match)
        if source.dates:
            fields["dates"] = dates = iso_dates(self._view, start, end, self._year)
            if len(dates) > 1:
                fields.setdefault("sessions", len(dates))
        return Draft(pattern.kind, start, end, fields, source, claims)

    def _tight(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the match's place in the text without the marks and spaces around it."""
        start, end = match.span("quote" if "quote" in match.re.groupindex else 0)
        while start < end and match.string[start] in _AROUND:
            start += 1
        while end > start and match.string[end - 1] in _AROUND:
            end -= 1
        return self._offset + start, self._offset + end
