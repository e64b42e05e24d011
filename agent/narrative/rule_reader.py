"""The rule reader: patterns over a passage's numbers -> typed facts with places.

Each number is claimed once, by the first pattern that fits. What no pattern claims stays
unexplained and is shown as such: the reader does not guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agent.contract import Place
from agent.documents.document import Span
from agent.narrative.building import Claim, ReadFact, build_fact, iso_dates, number_fields
from agent.narrative.labels import clean_label
from agent.narrative.numbers import Numbers
from agent.narrative.patterns import CompiledPattern, load_patterns
from agent.narrative.quantities import Quantity

_SENTENCE = re.compile(r"[^。!?\n]+")
_TELLING = re.compile(r"[\ue000-\ue005]|未|没有|无|不存在|\d月\s?\d{1,2}\s?日")
_PARTIAL = ("mailbox", "proposal", "application")
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
    inherit: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    also: list[Place] = field(default_factory=list)


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
        sentences = list(_sentences(numbers.mask))
        for pattern, match in _matches(numbers, sentences, claimed):
            for draft in self._drafts(pattern, match, numbers, by_start):
                starts = {claim.start for claim in draft.claims}
                if starts & claimed or (not starts and self._overlaps(draft, drafts)):
                    continue
                claimed |= starts
                drafts.append(draft)
        drafts.sort(key=lambda draft: draft.start)
        for index, draft in enumerate(drafts):
            for name in draft.inherit:
                if draft.fields.get(name) is None:
                    draft.fields[name] = self._inherited(name, draft, drafts[:index])
        return [self._fact(draft, numbers) for draft in self._joined(drafts)]

    def _joined(self, drafts: list[_Draft]) -> list[_Draft]:
        """Join what is told clauses later (另2条正在办理中) to the record it belongs to."""
        kept: list[_Draft] = []
        homes: dict[str, deque[_Draft]] = defaultdict(lambda: deque(maxlen=_MAX_HOMES))
        for draft in drafts:
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

    def _completes(self, draft: _Draft, home: _Draft) -> bool:
        if not draft.inherit:
            return False
        told = {k for k, v in draft.fields.items() if v is not None and k not in draft.inherit}
        same = all(home.fields.get(name) == draft.fields.get(name) for name in draft.inherit)
        return same and not any(home.fields.get(name) is not None for name in told)

    def _overlaps(self, draft: _Draft, drafts: list[_Draft]) -> bool:
        return any(d.start < draft.end and draft.start < d.end for d in drafts)

    def _drafts(
        self,
        pattern: CompiledPattern,
        match: re.Match[str],
        numbers: Numbers,
        by_start: dict[int, Quantity],
    ) -> Iterator[_Draft]:
        if pattern.item is None:
            yield self._draft(pattern, match, numbers, by_start)
            return
        start, end = match.span("list")
        for item in pattern.item.finditer(numbers.mask, start, end):
            yield self._draft(pattern, item, numbers, by_start)

    def _draft(
        self,
        pattern: CompiledPattern,
        match: re.Match[str],
        numbers: Numbers,
        by_start: dict[int, Quantity],
    ) -> _Draft:
        offset = numbers.passage.start
        source = pattern.source
        fields: dict[str, Any] = dict(source.set)
        claims: list[Claim] = []
        for name, group in match.groupdict().items():
            if group is None or name == "list":
                continue
            quantity = by_start.get(offset + match.start(name))
            if quantity is None:
                fields[name] = clean_label(group)
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
        return _Draft(pattern.kind, start, end, fields, source.inherit, claims)

    def _tight(self, match: re.Match[str], offset: int) -> tuple[int, int]:
        """Return the match's place without the marks and spaces around it."""
        start, end = match.span()
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
