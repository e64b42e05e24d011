"""Two lists that go together: 微博、微信分别发布20条、30条, 办结率、满意率均为100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.narrative.labels import clean_label
from agent.narrative.quantities import Quantity

_SEPARATORS = (
    r"、|和|及|与|以及|(?<=[”\"])(?=[“\"])",
    r"、|以及|及|和(?=[^、]*$)",
    r"、",
)
"""Widest first; 和 may also stand inside a name (文化和旅游局)."""
LIST = "_list"
"""Ends the name of a group that holds the numbers of a field."""


class Pair(NamedTuple):
    """A name with its numbers by field."""

    name: str
    numbers: dict[str, Quantity]


def paired(names: str, lists: dict[str, list[Quantity]]) -> Iterator[Pair]:
    """Yield each name with its number of every list; nothing where they do not go together.

    A list of one number tells the same of every name.
    """
    longest = max(len(numbers) for numbers in lists.values())
    for separators in _SEPARATORS:
        parts = [label for part in re.split(separators, names) if (label := clean_label(part))]
        if len(parts) > 1 and longest in (1, len(parts)):
            break
    else:
        return
    if any(len(numbers) not in (1, len(parts)) for numbers in lists.values()):
        return
    for index, part in enumerate(parts):
        chosen = {
            field: numbers[index if len(numbers) > 1 else 0] for field, numbers in lists.items()
        }
        yield Pair(part, chosen)
