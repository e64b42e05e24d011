"""The rule reader: patterns over a passage's numbers -> typed facts with places.

Each number is claimed once, by the first pattern that fits. What no pattern claims stays
unexplained and is shown as such: the reader does not guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from agent.contract import Place
from agent.documents.document import Span
from agent.narrative.building import Claim, ReadFact, build_fact, iso_dates, number_fields
from agent.narrative.labels import clean_label
from agent.narrative.numbers import Numbers
from agent.narrative.pairing import LIST, paired
from agent.narrative.patterns import CompiledPattern, Pattern, load_patterns
from agent.narrative.quantities import Quantity
from agent.narrative.roles import LABEL_FIELDS

_SENTENCE = re.compile(r"[^。!?\n]+")
_TELLING = re.compile(r"[\ue000-\ue005]|未|没有|无|不存在|\d月\s?\d{1,2}\s?日")
_LOOK_BACK = 50
"""Facts before one that may give it a label."""
_PARTIAL = ("mailbox", "proposal", "application", "account", "event")
"""Kinds whose fields may be told clauses apart; the pieces are joined into one record."""
_MAX_HOMES = 100
"""Records of a kind among which the one is looked for that a later clause completes."""


@dataclass(slots=True)
class _Draft:
    """A fact in the making."""

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
        by_start = {quantity.start: quantity for quantity in numbers.candidates}
        claimed: set[int] = set()
        drafts: list[_Draft] = []
        told: dict[str, list[_Told]] = defaultdict(list)
        sentences = list(_sentences(numbers.mask))
        for pattern, match in _matches(numbers, sentences, claimed):
            found: set[int] = set()
            for draft in self._drafts(pattern, match, numbers, by_start):
                if draft.claims and draft.claims[0].start in claimed:
                    continue
                if not draft.claims and self._overlaps(draft, drafts):
                    continue
                unit = by_start[draft.claims[0].start].unit if draft.claims else None
                if not self._fits(draft, unit, told):
                    continue
                draft.leave(claimed)
                insort(told[draft.kind], _Told(draft.start, draft.end, unit or ""))
                found |= {claim.start for claim in draft.claims}
                drafts.append(draft)
            # After the match: two facts of one match may have a number together (均为100%).
            claimed |= found
        drafts.sort(key=lambda draft: draft.start)
        for index, draft in enumerate(drafts):
            self._name(draft, drafts[max(0, index - _LOOK_BACK) : index])
        return [self._fact(draft, numbers) for draft in self._joined(drafts)]

    def _fits(self, draft: _Draft, unit: str | None, told: dict[str, list[_Told]]) -> bool:
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

    def _name(self, draft: _Draft, before: list[_Draft]) -> None:
        """Give a draft the labels that facts before it have."""
        for name in draft.source.inherit:
            if draft.fields.get(name) is None:
                draft.fields[name] = self._inherited(name, draft, before)
        for name, wording in draft.source.of_previous.items():
            last = before[-1] if before else None
            label = last and last.fields.get(LABEL_FIELDS[last.kind])
            near = last and "\n" not in self._view[last.end : draft.start]
            draft.fields[name] = wording.format(label if label and near else "")

    def _joined(self, drafts: list[_Draft]) -> list[_Draft]:
        """Join what is told clauses later (另2条正在办理中) to the record it belongs to."""
        kept: list[_Draft] = []
        homes: dict[str, deque[_Draft]] = defaultdict(lambda: deque(maxlen=_MAX_HOMES))
        for draft in drafts:
            if draft.source.spread and self._spread(draft, homes[draft.kind]):
                continue
            home = next((d for d in homes[draft.kind] if self._completes(draft, d)), None)
            if home is None:
                kept.append(draft)
                if draft.kind in _PARTIAL:
                    homes[draft.kind].appendleft(draft)
                continue
            home.fields |= {k: v for k, v in draft.fields.items() if v is not None}
            home.claims += draft.claims
            home.also.append(Place(start=draft.start, end=draft.end))
        return kept

    def _spread(self, draft: _Draft, homes: Iterable[_Draft]) -> bool:
        """Give what is told of several records to each; tell whether there was one."""
        found = False
        for home in homes:
            if "\n" in self._view[home.end : draft.start]:
                break
            told = {name: value for name, value in draft.fields.items() if value is not None}
            told |= {a: home.fields[b] for a, b in draft.source.same.items() if b in home.fields}
            if not told or any(home.fields.get(name) is not None for name in told):
                continue
            home.fields |= told
            home.claims += draft.claims
            home.also.append(Place(start=draft.start, end=draft.end))
            found = True
        return found

    def _completes(self, draft: _Draft, home: _Draft) -> bool:
        labels = draft.source.inherit
        if not labels:
            return False
        told = {k for k, v in draft.fields.items() if v is not None and k not in labels}
        if "\n" in self._view[home.end : draft.start]:
            return False
        same = all(home.fields.get(name) == draft.fields.get(name) for name in labels)
        return same and not any(home.fields.get(name) is not None for name in told)

    def _overlaps(self, draft: _Draft, drafts: list[_Draft]) -> bool:
        return any(
            d.start < draft.end and draft.start < d.end and not self._beside(draft, d)
            for d in drafts
        )

    def _beside(self, draft: _Draft, other: _Draft) -> bool:
        """Tell two things said by one sentence: that no proposals of either body came in."""
        alike = draft.kind == other.kind and not other.claims
        return alike and draft.source.set != other.source.set

    def _drafts(
        self,
        pattern: CompiledPattern,
        match: re.Match[str],
        numbers: Numbers,
        by_start: dict[int, Quantity],
    ) -> Iterator[_Draft]:
        if pattern.source.pairs:
            yield from self._pairs(pattern, match, numbers)
            return
        matches = [match]
        if pattern.item is not None:
            matches = list(pattern.item.finditer(numbers.mask, *match.span("list")))
        unit = None
        for item in matches:
            draft = self._draft(pattern, item, numbers, by_start)
            if draft is None:
                continue
            if pattern.item is not None and draft.claims:
                counted = by_start[draft.claims[0].start].unit
                if unit is not None and counted != unit:
                    return  # A list counts one thing.
                unit = counted
            yield draft

    def _pairs(
        self, pattern: CompiledPattern, match: re.Match[str], numbers: Numbers
    ) -> Iterator[_Draft]:
        offset = numbers.passage.start
        starts = [quantity.start for quantity in numbers.candidates]
        lists: dict[str, list[Quantity]] = {}
        for group, told in match.groupdict().items():
            if group.endswith(LIST) and told is not None:
                first, last = (bisect_left(starts, offset + place) for place in match.span(group))
                lists[group.removesuffix(LIST)] = numbers.candidates[first:last]
        place = self._tight(match, offset)
        for name, chosen in paired(match["names"], lists):
            fields: dict[str, Any] = {**pattern.source.set, str(pattern.source.pairs): name}
            for told, quantity in chosen.items():
                fields |= number_fields(pattern.kind, told, quantity, self._text)
            claims = [Claim(told, quantity.start) for told, quantity in chosen.items()]
            yield _Draft(pattern.kind, *place, fields, pattern.source, claims)

    def _draft(
        self,
        pattern: CompiledPattern,
        match: re.Match[str],
        numbers: Numbers,
        by_start: dict[int, Quantity],
    ) -> _Draft | None:
        offset = numbers.passage.start
        source = pattern.source
        fields: dict[str, Any] = dict(source.set)
        claims: list[Claim] = []
        for name, group in match.groupdict().items():
            if group is None or name in ("list", "quote"):
                continue
            quantity = by_start.get(offset + match.start(name))
            if quantity is None:
                fields[name] = clean_label(group)
                if fields[name] is None:
                    return None
                continue
            claims.append(Claim(name, quantity.start))
            fields |= number_fields(pattern.kind, name, quantity, self._text)
        for name, other in source.same.items():
            fields[name] = fields.get(other)
        start, end = self._tight(match, offset)
        if source.dates:
            fields["dates"] = dates = iso_dates(self._view, start, end, self._year)
            if len(dates) > 1:
                fields.setdefault("sessions", len(dates))
        return _Draft(pattern.kind, start, end, fields, source, claims)

    def _tight(self, match: re.Match[str], offset: int) -> tuple[int, int]:
        """Return the match's place without the marks and spaces around it."""
        start, end = match.span("quote" if "quote" in match.re.groupindex else 0)
        view = match.string
        while start < end and view[start] in " \t\n,;。、:":
            start += 1
        while end > start and view[end - 1] in " \t\n,;。、:":
            end -= 1
        return offset + start, offset + end

    def _fact(self, draft: _Draft, numbers: Numbers) -> ReadFact:
        fact = build_fact(
            draft.kind,
            draft.fields,
            self._text,
            Span(draft.start, draft.end),
            numbers.passage.section,
            "rule",
            draft.also,
        )
        return ReadFact(fact, tuple(draft.claims))

    def _inherited(self, name: str, draft: _Draft, before: list[_Draft]) -> Any:
        """Return a label from the nearest fact before, in the same paragraph."""
        for other in reversed(before):
            if "\n" in self._view[other.end : draft.start]:
                return None
            if other.fields.get(name) is not None:
                return other.fields[name]
        return None


def _sentences(mask: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that can hold a fact: those with a number, a negation or a date."""
    for match in _SENTENCE.finditer(mask):
        if _TELLING.search(mask, match.start(), match.end()):
            yield match.span()


def _matches(
    numbers: Numbers, sentences: list[tuple[int, int]], claimed: set[int]
) -> Iterator[tuple[CompiledPattern, re.Match[str]]]:
    """Yield every match of every pattern, pattern by pattern in the order of their claims.

    A sentence without numbers left to claim is not looked at again; `claimed` grows meanwhile.
    """
    mask, offset = numbers.mask, numbers.passage.start
    starts = [quantity.start for quantity in numbers.candidates]
    inside = {
        span: starts[bisect_left(starts, offset + span[0]) : bisect_left(starts, offset + span[1])]
        for span in sentences
    }
    for pattern in load_patterns():
        for start, end in sentences:
            if pattern.counts and claimed.issuperset(inside[start, end]):
                continue
            if pattern.cue is None or pattern.cue.search(mask, start, end):
                for match in pattern.regex.finditer(mask, start, end):
                    yield pattern, match
