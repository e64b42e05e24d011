"""Lists of numbers that a report tells: a number and what it is split into.

They are read off the stored facts: classes of letters under their channel, and numbers of one kind
one behind the other of which the first is at least as large as the others together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from agent.answering.holdings.stored import StoredFact
from agent.contract import Number

_NEAR = 100
"""So many characters lie at most between two numbers of a list; channels tell more between."""
_NAME = 60
"""A longer quote has more than the name of what is counted."""
_LETTERS = ("mailbox", "application", "category_count")
_MAIN = ("count", "received", "value")


@dataclass(frozen=True)
class ToldList:
    """A number and the numbers that it is split into, in the order of the text."""

    whole: StoredFact
    field: str
    """Of the whole."""
    parts: tuple[StoredFact, ...]

    @property
    def name(self) -> str:
        """The words that the list goes by."""
        told = self.whole.near
        return f"{self.whole.channel or ''} {told if len(told) <= _NAME else self.whole.label}"

    def value_of(self, part: StoredFact) -> Number:
        """Return the number of a part."""
        return part.numbers[main_field(part) or self.field]

    def explains(self, word: str) -> bool:
        """Tell whether a word of a question is told by the whole or by one of the parts."""
        return self.whole.explains(word) or any(part.explains(word) for part in self.parts)


def main_field(fact: StoredFact) -> str | None:
    """Return the field of a fact that a list counts."""
    return next((name for name in _MAIN if name in fact.numbers), None)


def lists_of(facts: Sequence[StoredFact], view: str) -> list[ToldList]:
    """Return the lists of a report.

    Args:
        facts: its facts, in the order of the text.
        view: the text for searching.
    """
    return [*_classes(facts), *_split(facts, view)]


def _classes(facts: Sequence[StoredFact]) -> Iterator[ToldList]:
    """Yield the classes of the letters of each channel."""
    wholes = {fact.channel: fact for fact in facts if fact.kind == "mailbox" and fact.channel}
    for channel, whole in wholes.items():
        parts = tuple(f for f in facts if f.kind == "category_count" and f.channel == channel)
        if len(parts) > 1 and "received" in whole.numbers:
            yield ToldList(whole, "received", parts)


def _split(facts: Sequence[StoredFact], view: str) -> Iterator[ToldList]:
    """Yield the numbers that are followed by what they are split into."""
    counted = [fact for fact in facts if main_field(fact) and fact.kind != "statement"]
    letters = [fact for fact in counted if fact.kind in _LETTERS[:2]]
    others = [fact for fact in counted if fact.kind not in _LETTERS]
    runs = [list(run) for _, run in groupby(others, key=lambda fact: (fact.kind, fact.unit))]
    for run in [letters, *runs]:
        for place, whole in enumerate(run):
            parts = _behind(whole, run[place + 1 :], view)
            if len(parts) > 1:
                yield ToldList(whole, main_field(whole) or "", parts)


def _behind(
    whole: StoredFact, following: Sequence[StoredFact], view: str
) -> tuple[StoredFact, ...]:
    """Return the numbers behind one that are its parts; none where they are not split from it."""
    limit = whole.numbers[main_field(whole) or ""]
    parts: list[StoredFact] = []
    total: Number = 0
    last = whole
    for fact in following:
        between = view[last.end : fact.start]
        far = len(between) > _NEAR or "\n" in between
        far = fact.section != whole.section if whole.kind in _LETTERS else far
        closed = ")" in between and "(" not in between and whole.kind not in _LETTERS
        value = fact.numbers[main_field(fact) or ""]
        if far or closed or total + value > limit:
            break
        parts.append(fact)
        total, last = total + value, fact
    lead = view[whole.end : parts[0].end] if parts else ""
    # Numbers that are merely smaller are no parts.
    split = "其中" in lead or "包括" in lead or ":" in lead or len(parts) > 2
    return tuple(parts) if split and total * 2 >= limit else ()
