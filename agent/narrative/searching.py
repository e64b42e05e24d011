"""Where the patterns of facts fit: sentence by sentence, and only where one can fit at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple

from agent.narrative.numbers import REST, Numbers
from agent.narrative.patterns import CLAUSE_ENDS, CompiledPattern, load_patterns

_SENTENCE = re.compile(r"[^。!?\n]+")
_TELLING = re.compile(
    r"[\ue000-\ue005]|未|没有|无|不存在|\d月\s?\d{1,2}\s?日|了[^,;。\n]{2,50}[培轮]训"
)
_CLAUSE_END = re.compile(f"{CLAUSE_ENDS}(?!{REST})")


class _Sentence(NamedTuple):
    """A sentence of the mask that can hold a fact: one with a number, a negation or a date."""

    start: int
    end: int
    numbers: list[int]
    """Where its numbers start in the text."""
    clauses: list[int]
    """Where its clauses start, up to its last number."""


def matches(
    numbers: Numbers, claimed: set[int], kinds: Collection[str]
) -> Iterator[tuple[CompiledPattern, re.Match[str]]]:
    """Yield every match of every pattern, pattern by pattern in the order of their claims.

    Args:
        claimed: numbers of facts that were found; a sentence without others is not looked at again.
        kinds: those of the facts that were found. Both grow meanwhile.
    """
    mask = numbers.mask
    sentences = list(_sentences(numbers))
    with_cue: dict[re.Pattern[str] | None, list[_Sentence]] = {None: sentences}
    for pattern in load_patterns():
        if pattern.source.after and not any(kind in kinds for kind in pattern.source.after):
            continue
        cue = pattern.cue
        if cue not in with_cue and cue is not None:
            with_cue[cue] = [s for s in sentences if cue.search(mask, s.start, s.end)]
        for sentence in with_cue[pattern.cue]:
            if pattern.counts and claimed.issuperset(sentence.numbers):
                continue
            for match in _matches(pattern, mask, sentence):
                yield pattern, match


def _sentences(numbers: Numbers) -> Iterator[_Sentence]:
    mask, offset = numbers.mask, numbers.passage.start
    starts = [quantity.start for quantity in numbers.candidates]
    for match in _SENTENCE.finditer(mask):
        start, end = match.span()
        if _TELLING.search(mask, start, end):
            first, last = (bisect_left(starts, offset + place) for place in (start, end))
            numbered = starts[first:last]
            stop = numbered[-1] - offset if numbered else start
            clauses = [mark.end() for mark in _CLAUSE_END.finditer(mask, start, stop)]
            yield _Sentence(start, end, numbered, [start, *clauses])


def _matches(pattern: CompiledPattern, mask: str, sentence: _Sentence) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that do not overlap, from left to right."""
    if not pattern.at_clause:
        yield from pattern.regex.finditer(mask, sentence.start, sentence.end)
        return
    end = sentence.start
    for start in sentence.clauses:
        if start >= end and (match := pattern.regex.match(mask, start, sentence.end)):
            yield match
            end = match.end()
