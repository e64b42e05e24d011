"""The narrative sentence by sentence, each with its numbers, for rules that read what stands around
a number: its label, its qualifier, the clause it belongs to.

All places count in the document; what is matched is the search view, so that one pattern serves
both scripts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.contract import Number
from agent.facts import Fact
from agent.narrative import Numbers
from agent.narrative.quantities import Quantity

_SENTENCE = re.compile(r"[^。!?\n]+")
_MAX_LENGTH = 3000
_MAX_NUMBERS = 120
_MORE = {"余", "多", "来", "以上", "超过", "逾", "超", "不少于", "至少", "不低于"}
_LESS = {"近", "将近", "以下"}
_CLAUSE = re.compile(r"[,;:、()。\n]")


class Sentence(NamedTuple):
    """A sentence of the narrative; `start` and `end` count in the document."""

    view: str
    """Of the whole document."""
    start: int
    end: int
    section: int | None
    paragraph: int
    """Where its paragraph begins."""
    numbers: tuple[Quantity, ...]
    """What counts something in it, in order."""

    @property
    def words(self) -> str:
        """The sentence in the search view."""
        return self.view[self.start : self.end]

    def before(self, quantity: Quantity) -> str:
        """Return what stands between the number before (or the sentence's start) and this one."""
        index = bisect_left(self.numbers, quantity.start, key=_start)
        return self.view[self.numbers[index - 1].end if index else self.start : quantity.start]

    def label(self, quantity: Quantity) -> str:
        """Return the last clause of `before`: the words that a number belongs to."""
        return _CLAUSE.split(self.before(quantity))[-1].strip()

    def after(self, quantity: Quantity) -> str:
        """Return what stands between this number and the next one, or the sentence's end."""
        index = bisect_left(self.numbers, quantity.end, key=_start)
        stop = self.numbers[index].start if index < len(self.numbers) else self.end
        return self.view[quantity.end : stop]


def _start(place: Quantity | Sentence) -> int:
    return place.start


def read_sentences(view: str, narrative: Iterable[Numbers]) -> Iterator[Sentence]:
    """Yield the sentences of a narrative.

    What is too long or has too many numbers for a sentence is a table or damage: it has no numbers.
    """
    for passage, numbers, *_ in narrative:
        for match in _SENTENCE.finditer(view, passage.start, passage.end):
            start, end = match.span()
            paragraph = max(view.rfind("\n", 0, start) + 1, passage.start)
            first, last = (bisect_left(numbers, place, key=_start) for place in (start, end))
            inside = tuple(numbers[first:last])
            if end - start > _MAX_LENGTH or len(inside) > _MAX_NUMBERS:
                inside = ()
            yield Sentence(view, start, end, passage.section, paragraph, inside)


def number_at(
    sentences: Sequence[Sentence], start: int, end: int, value: Number
) -> Quantity | None:
    """Return the number with this value that stands in a place of the text."""
    index = max(0, bisect_right(sentences, start, key=_start) - 1)
    for sentence in sentences[index : index + 3]:
        for quantity in sentence.numbers:
            if start <= quantity.start < end and quantity.value == value:
                return quantity
    return None


def is_about(sentences: Sequence[Sentence], fact: Fact, *values: Number | None) -> bool:
    """Tell whether one of a fact's numbers is told about (余, 近, 约)."""
    places = [(fact.start, fact.end), *((place.start, place.end) for place in fact.also)]
    found = [
        number_at(sentences, a, b, value)
        for value in values
        if value is not None
        for a, b in places
    ]
    return any(quantity is not None and quantity.qualifier for quantity in found)


def means(told: Number, qualifier: str | None, actual: Number) -> bool:
    """Tell whether a number as told, exactly or about (余, 近, 约), can mean the actual one."""
    if qualifier is None:
        return told == actual
    exact, real = Decimal(told), Decimal(actual)
    if qualifier in _MORE:
        return exact <= real <= exact * 2
    if qualifier in _LESS:
        return exact / 2 <= real <= exact
    return exact * Decimal("0.8") <= real <= exact * Decimal("1.25")


def rounds_to(exact: Decimal, told: Number) -> bool:
    """Tell whether a number as told is the exact one, rounded or cut to as many digits."""
    exponent = Decimal(told).as_tuple().exponent
    digit = Decimal(1).scaleb(min(int(exponent), 0))
    return -digit / 2 <= exact - Decimal(told) < digit
